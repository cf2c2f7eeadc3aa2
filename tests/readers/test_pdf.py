"""PDF: text, labels, outline, and the geometry of single pages. The files are made here."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pdfs
import pytest

from gricheck.errors import UnreadableReport
from gricheck.model.document import Document, PageLayout, Word
from gricheck.readers import layout, read

canvas = pytest.importorskip(
    "reportlab.pdfgen.canvas", reason="reportlab, with which the PDFs are made, is not installed"
)

WIDTH, HEIGHT = 400.0, 600.0
Draw = Callable[[Any], None]


def pdf(*pages: Draw, encrypt: Any = None) -> bytes:
    """A PDF of 400 by 600 points a page, the same bytes every time."""
    made = io.BytesIO()
    sheet = canvas.Canvas(made, pagesize=(WIDTH, HEIGHT), invariant=1, encrypt=encrypt)
    for draw in pages:
        sheet.setFont("Helvetica", 10)
        draw(sheet)
        sheet.showPage()
    sheet.save()
    return made.getvalue()


def text(*lines: str, x: float = 50, y: float = 500) -> Draw:
    def draw(sheet: Any) -> None:
        for row, line in enumerate(lines):
            sheet.drawString(x, y - 14 * row, line)

    return draw


def together(*parts: Draw) -> Draw:
    def draw(sheet: Any) -> None:
        for part in parts:
            part(sheet)

    return draw


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[bytes], Document]:
    def write_and_read(data: bytes) -> Document:
        path = tmp_path / "report.pdf"
        path.write_bytes(data)
        return read(path)

    return write_and_read


@pytest.fixture
def laid_out(opened: Callable[[bytes], Document]) -> Callable[..., PageLayout]:
    def first(*parts: Draw) -> PageLayout:
        return layout(opened(pdf(together(*parts))).source, [0])[0]

    return first


Open = Callable[[bytes], Document]
LayOut = Callable[..., PageLayout]


def test_every_page_has_its_text(opened: Open) -> None:
    found = opened(pdf(text("GRI content index", "305-1 Emissions 12"), text("second page")))
    assert [page.text.split("\n") for page in found.pages] == [
        ["GRI content index", "305-1 Emissions 12"],
        ["second page"],
    ]
    assert [page.index for page in found.pages] == [0, 1]
    assert found.pages[0].first_line is None


def test_a_word_cut_at_a_line_end_is_one_word_and_a_range_stays_a_range(opened: Open) -> None:
    found = opened(pdf(text("Direct emis-", "sions of it, 45-", "47")))
    assert " ".join(found.pages[0].text.split()) == "Direct emissions of it, 45- 47"


def test_the_source_says_what_was_read(opened: Open) -> None:
    source = opened(pdf(text("one"))).source
    assert source.media_type == "application/pdf"
    assert source.path.endswith("report.pdf")
    assert len(source.sha256) == 64


def test_the_files_own_date(opened: Open) -> None:
    assert opened(pdf(text("one"))).created == date(2000, 1, 1)


def test_printed_numbers_are_the_labels(opened: Open) -> None:
    pages = [text("Cover")] + [together(text("Our mills run."), text(str(n), y=30)) for n in range(1, 9)]
    found = opened(pdf(*pages))
    assert [found.pagination.label(i) for i in (0, 1, 8)] == [None, "1", "8"]


def declared(*styles: tuple[int, str, int]) -> Draw:
    def draw(sheet: Any) -> None:
        for page, style, start in styles:
            sheet.addPageLabel(page, style=style, start=start)

    return draw


def test_declared_labels_are_used_where_no_number_is_printed(opened: Open) -> None:
    labels = declared((0, "ROMAN_LOWER", 1), (2, "ARABIC", 1))
    found = opened(pdf(together(labels, text("Cover")), *[text("Our mills run.")] * 4))
    assert [found.pagination.label(i) for i in range(5)] == ["i", "ii", "1", "2", "3"]
    assert found.pagination.judged


def test_wrong_declared_labels_do_not_overrule_the_printed_ones(opened: Open) -> None:
    pages = [together(text("Our mills run."), text(str(n), y=30)) for n in range(7, 15)]
    found = opened(pdf(together(declared((0, "ARABIC", 1)), pages[0]), *pages[1:]))
    assert [found.pagination.label(i) for i in (0, 7)] == ["7", "14"]


def test_the_outline_leads_to_its_pages(opened: Open) -> None:
    def chapter(name: str, level: int) -> Draw:
        def draw(sheet: Any) -> None:
            sheet.bookmarkPage(name)
            sheet.addOutlineEntry(name, name, level)
            sheet.drawString(50, 500, name)

        return draw

    found = opened(pdf(chapter("Our people", 0), chapter("Pay", 1), chapter("Our air", 0)))
    assert [(mark.title, mark.level, mark.page) for mark in found.outline] == [
        *[("Our people", 0, 0), ("Pay", 1, 1), ("Our air", 0, 2)]
    ]


def test_pages_without_text_are_named(opened: Open) -> None:
    found = opened(pdf(text("one"), lambda sheet: sheet.rect(50, 50, 100, 100), text("three")))
    assert any("no text" in warning and warning.endswith("2") for warning in found.warnings)


def test_a_file_with_text_throughout_has_no_warning(opened: Open) -> None:
    assert opened(pdf(text("one"), text("two"))).warnings == ()


def encrypted(user: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return pdf(text("secret"), encrypt=StandardEncryption(user, ownerPassword="owner"))


def test_a_password_is_asked_for_in_words(opened: Open) -> None:
    with pytest.raises(UnreadableReport, match="password; save a copy without it"):
        opened(encrypted("user"))


def test_a_file_that_only_forbids_changes_is_read(opened: Open) -> None:
    assert opened(encrypted("")).pages[0].text == "secret"


@pytest.mark.parametrize("keep", [0.05, 0.3])
def test_a_file_cut_short_is_damaged(keep: float, opened: Open) -> None:
    whole = pdf(*[text("one")] * 3)
    with pytest.raises(UnreadableReport, match=r"damaged or not a PDF|no pages"):
        opened(whole[: int(keep * len(whole))])


def words(found: PageLayout) -> list[str]:
    return [word.text for word in found.words]


def word(found: PageLayout, text: str) -> Word:
    return next(w for w in found.words if w.text == text)


def test_words_stand_where_they_are_printed(laid_out: LayOut) -> None:
    found = laid_out(text("305-1 Direct emissions", y=500))
    assert (found.width, found.height, words(found)) == (WIDTH, HEIGHT, ["305-1", "Direct", "emissions"])
    code = word(found, "305-1")
    assert code.x0 == pytest.approx(50, abs=1)
    assert code.y0 < HEIGHT - 500 < code.y1 + 1
    assert 8 < code.size < 16
    assert word(found, "Direct").x0 > code.x1


def test_cells_set_close_to_each_other_are_words_of_their_own(laid_out: LayOut) -> None:
    found = laid_out(text("305-1", x=50), text("Direct", x=82), text("45", x=300))
    assert words(found) == ["305-1", "Direct", "45"]


def test_letters_set_one_by_one_are_a_word(laid_out: LayOut) -> None:
    spaced = together(*[text(letter, x=50 + 6.5 * i) for i, letter in enumerate("GRI")])
    assert "".join(words(laid_out(spaced))) == "GRI"


@pytest.mark.parametrize("degrees", [90, 270])
def test_text_that_runs_up_the_side_is_left_out(degrees: int, laid_out: LayOut) -> None:
    def side(sheet: Any) -> None:
        sheet.saveState()
        sheet.translate(20, 300)
        sheet.rotate(degrees)
        sheet.drawString(0, 0, "Acme report")
        sheet.restoreState()

    assert words(laid_out(text("305-1 Direct"), side)) == ["305-1", "Direct"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_shown(turn: int, laid_out: LayOut) -> None:
    """The page is drawn sideways and turned back by /Rotate, as wide tables are. The library swaps its sides itself."""

    def draw(sheet: Any) -> None:
        sheet.setPageRotation(turn)
        sheet.translate(*{90: (60.0, 50.0), 180: (WIDTH - 50, 60.0), 270: (HEIGHT - 60, WIDTH - 50)}[turn])
        sheet.rotate(turn)
        sheet.drawString(0, 0, "305-1 Direct")
        sheet.drawString(0, -20, "305-2 Indirect")

    found = laid_out(draw)
    assert words(found) == ["305-1", "Direct", "305-2", "Indirect"]
    first, below = word(found, "305-1"), word(found, "305-2")
    assert (found.width, found.height) == (WIDTH, HEIGHT)
    assert first.x0 == pytest.approx(50, abs=1)
    assert below.x0 == pytest.approx(first.x0, abs=0.1)
    assert below.middle - first.middle == pytest.approx(20, abs=0.1)
    assert 50 < first.y1 < 66


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_page_whose_text_all_runs_sideways_reads_as_if_it_were_turned(degrees: int, laid_out: LayOut) -> None:
    """A wide table set sideways on an upright page, without /Rotate: its words stand where the reader's head would."""

    def draw(sheet: Any) -> None:
        sheet.translate(*{90: (60.0, 50.0), 270: (WIDTH - 60, HEIGHT - 50)}[degrees])
        sheet.rotate(degrees)
        sheet.drawString(0, 0, "305-1 Direct")
        sheet.drawString(0, -20, "305-2 Indirect")

    found = laid_out(draw)
    assert sorted(words(found)) == ["305-1", "305-2", "Direct", "Indirect"]
    first, below = word(found, "305-1"), word(found, "305-2")
    assert first.x0 == pytest.approx(50, abs=1)
    assert below.middle - first.middle == pytest.approx(20, abs=0.1)


def test_ruling_lines_are_the_horizontal_ones(laid_out: LayOut) -> None:
    def draw(sheet: Any) -> None:
        sheet.line(50, 400, 350, 400)
        sheet.line(60, 100, 60, 500)
        sheet.line(50, 380, 54, 380)

    (rule,) = laid_out(draw).rules
    assert rule == pytest.approx((50, 200, 350, 200), abs=1.1)


def test_the_edges_of_a_cell_are_rules_and_a_thin_bar_is_one(laid_out: LayOut) -> None:
    edges = laid_out(lambda sheet: sheet.rect(50, 300, 200, 100)).rules
    assert sorted(y for _, y, _, _ in edges) == pytest.approx([200, 300], abs=1.1)
    (bar,) = laid_out(lambda sheet: sheet.rect(50, 300, 200, 0.8, stroke=0, fill=1)).rules
    assert bar[1] == pytest.approx(299.6, abs=1.1)


def test_a_grid_drawn_as_one_path_gives_its_horizontal_lines(laid_out: LayOut) -> None:
    rules = laid_out(lambda sheet: sheet.lines([(50, y, 350, y) for y in (300, 350, 400)] + [(50, 300, 50, 400)])).rules
    assert [tuple(map(round, rule)) for rule in rules] == [(50, y, 350, y) for y in (300, 250, 200)]


def test_short_strokes_of_a_path_are_no_rules(laid_out: LayOut) -> None:
    strokes = [(50, y, 55, y) for y in (300, 320, 340)] + [(50, 360, 250, 360)]
    assert len(laid_out(lambda sheet: sheet.lines(strokes)).rules) == 1


def test_rules_inside_a_form_stand_where_the_form_is_placed(laid_out: LayOut) -> None:
    def draw(sheet: Any) -> None:
        sheet.beginForm("row")
        sheet.line(0, 0, 300, 0)
        sheet.endForm()
        sheet.translate(50, 400)
        sheet.doForm("row")

    (rule,) = laid_out(draw).rules
    assert rule == pytest.approx((50, 200, 350, 200), abs=1.1)


def test_links_lead_to_a_page_or_an_address(opened: Open) -> None:
    def first(sheet: Any) -> None:
        sheet.drawString(50, 500, "45")
        sheet.linkAbsolute("", "target", Rect=(48, 495, 70, 512))
        sheet.linkURL("https://example.com/report.pdf", (100, 495, 170, 512))

    def second(sheet: Any) -> None:
        sheet.bookmarkPage("target")
        sheet.drawString(50, 500, "Our air")

    found = layout(opened(pdf(first, second)).source, [0])[0]
    assert [(link.page, link.uri) for link in found.links] == [(1, None), (None, "https://example.com/report.pdf")]
    assert found.links[0].box == pytest.approx((48, 88, 70, 105), abs=0.5)


def test_a_link_to_a_page_of_another_file_is_an_address_and_no_page_of_this_one(opened: Open) -> None:
    def link(place: int, action: bytes) -> bytes:
        return b"<< /Type /Annot /Subtype /Link /Rect [48 %d 70 %d] /A << %s >> >>" % (place, place + 15, action)

    actions = (
        b"/S /GoToR /F (../our report#2.pdf) /D [44 /Fit]",
        b"/S /GoToR /F << /Type /Filespec /F (x.pdf) /UF (annual.pdf) >> /D (chapter)",
        b"/S /Launch /F (annual.pdf)",
    )
    links = b"/Annots [%s]" % b" ".join(link(700 - 50 * n, action) for n, action in enumerate(actions))
    found = layout(opened(pdfs.single(more=links)).source, [0])[0].links
    assert [(one.page, one.uri) for one in found] == [
        (None, "../our%20report%232.pdf#page=45"),
        (None, "annual.pdf"),
        (None, "annual.pdf"),
    ]


def test_layouts_come_in_the_order_asked_for(opened: Open) -> None:
    source = opened(pdf(text("one"), text("two"), text("three"))).source
    found = layout(source, [2, 0])
    assert [(page.page, words(page)) for page in found] == [(2, ["three"]), (0, ["one"])]


def test_slanted_text_a_little_off_is_kept(laid_out: LayOut) -> None:
    def slanted(sheet: Any) -> None:
        sheet.rotate(math.degrees(0.05))
        sheet.drawString(50, 480, "scanned")

    assert "scanned" in words(laid_out(slanted))
