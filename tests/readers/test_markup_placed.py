"""HTML that sets each piece of text at a place of its own: read by these places, as the PDF that it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from converted import as_html

from gricheck.model.document import Document, PageLayout
from gricheck.model.index import Row
from gricheck.pipeline import Given, Kit, load_kit, map_report
from gricheck.readers import layout, read

SAMPLES = Path(__file__).parents[2] / "sample_reports"


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


def row(row: Row) -> tuple[object, ...]:
    pages = [(page.label, page.index) for page in row.pages]
    return row.code, row.title, row.location, row.kind, pages, row.omission, row.sdgs, row.linked, row.heading_standard


@pytest.mark.parametrize("by_line", [False, True], ids=["words", "lines"])
@pytest.mark.parametrize("name", ["faulty-2021-in-accordance", "clean-2016-core", "with-reference-bare"])
def test_an_index_is_read_as_from_the_pdf(name: str, by_line: bool, tmp_path: Path, kit: Kit) -> None:
    path, pdf = tmp_path / "report.html", SAMPLES / f"{name}.pdf"
    path.write_text(as_html(pdf, by_line), encoding="utf-8")
    made, own = (map_report(one, kit, Given(cache=False)) for one in (path, pdf))
    assert made.page_count == own.page_count
    assert made.pagination.judged
    assert [row(one) for one in made.index.rows] == [row(one) for one in own.index.rows]
    assert read(path).outline == read(pdf).outline


STYLE = ".a{left:10px}.b,p .c{left:100.5px} .d{bottom:700px}.e{top:2in} .f{font-size:10px}.p{height:800px;width:500px}"
FILL = "".join(f'<div class="a f" style="top:{300 + 12 * n}px">filling line {n}</div>' for n in range(25))


def document(tmp_path: Path, inner: str, style: str = STYLE, fill: str = FILL) -> Document:
    path = tmp_path / "r.html"
    page = f'<div class="page p" id="page1">{inner}{fill}</div>'
    path.write_text(f"<!doctype html><html><head><style>{style}</style></head><body>{page}</body>", encoding="utf-8")
    return read(path, cached=False)


def drawn(tmp_path: Path, inner: str, style: str = STYLE) -> tuple[PageLayout, dict[str, tuple[float, ...]]]:
    (one,) = layout(document(tmp_path, inner, style).source, (0,))
    return one, {word.text: (word.x0, word.y0, word.x1, word.y1) for word in one.words}


def test_places_come_from_classes_and_from_the_element_itself(tmp_path: Path) -> None:
    inner = (
        '<div class="a d f">one</div><p class="c e f">two</p><i style="LEFT: 30pt; top:1.5px" class="b d f">three</i>'
    )
    _, at = drawn(tmp_path, inner)
    assert at["one"][:2] == (10, 90)
    assert at["one"][3] == 100
    assert at["two"][:2] == (100.5, 192)
    assert at["three"][:2] == (40, 1.5)


def test_a_place_is_seen_from_what_is_around_it_and_shown_at_its_scale(tmp_path: Path) -> None:
    style = STYLE + ".m{transform:matrix(0.5,0,0,0.5,0,0)}.turned{transform:matrix(0,1,-1,0,0,0)}"
    inner = (
        '<div style="left:200px;top:100px;height:50px"><div class="a f" style="top:5px">one</div>'
        '<div class="a f m" style="bottom:5px">two</div></div><div class="a d f turned">turned</div>'
    )
    _, at = drawn(tmp_path, inner, style)
    assert at["one"][:2] == (210, 105)
    assert (at["two"][0], at["two"][1], at["two"][3]) == (210, 140, 145)
    assert at["two"][2] - at["two"][0] < at["one"][2] - at["one"][0]
    assert "turned" not in at


def test_gaps_part_words_and_move_what_follows(tmp_path: Path) -> None:
    style = STYLE + ".g{width:60px}.n{margin-left:-1px}.s{width:0.5px}"
    code = '305<span class="n"></span>-<span class="s"> </span>1'
    inner = f'<div class="a e f">{code}<span class="g"> </span>70 <b>72</b></div>'
    _, at = drawn(tmp_path, inner, style)
    assert {"305-1", "70", "72"} <= at.keys()
    assert at["70"][0] == pytest.approx(at["305-1"][2] + 60)
    assert at["72"][0] == pytest.approx(at["70"][2] + 2.8)


def test_a_link_stands_on_its_words_or_on_its_area(tmp_path: Path) -> None:
    inner = (
        '<a href="a.pdf"><div class="a e f">one two</div></a><a href="#page1"><div style="left:5px;top:6px;width:7px;'
        'height:8px"></div></a><a href="#gone"><div class="b d f">three</div></a>'
    )
    one, at = drawn(tmp_path, inner)
    assert [(link.page, link.uri) for link in one.links] == [(None, "a.pdf"), (0, None)]
    assert one.links[0].box == (*at["one"][:2], *at["two"][2:])
    assert one.links[1].box == (5, 6, 12, 14)


def test_what_is_for_print_only_or_not_shown_does_not_count(tmp_path: Path) -> None:
    style = STYLE + "@media print{.a{left:99px} .f{font-size:1px}}/* .a{left:98px} */.gone{display:none}"
    _, at = drawn(tmp_path, '<div class="a d f">one</div><div class="a e f gone">two</div>', style)
    assert at["one"][0] == 10
    assert "two" not in at


@pytest.mark.parametrize(
    "style", ["@media print{" * 5000, ".a{" * 5000, "/*" * 20000, "}" * 5000, ".a{left:" + "1" * 20000, "a" * 10**6]
)
def test_a_broken_style_sheet_is_read_as_far_as_it_goes(style: str, tmp_path: Path) -> None:
    assert "filling line 3" in document(tmp_path, "", STYLE + style).pages[0].text


def test_a_page_of_which_little_has_a_place_is_read_in_its_order(tmp_path: Path) -> None:
    text = "<p>Running text of an ordinary page.</p>" * 60
    assert document(tmp_path, text).pages[0].places
    assert not document(tmp_path, "").pages[0].places
