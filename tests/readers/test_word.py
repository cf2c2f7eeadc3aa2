"""Word documents: what a reader of the page sees, merged cells, links, and the pages that Word stored."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx.api import Document as NewDocument
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.table import _Cell
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from gricheck.cli import cli
from gricheck.errors import UnreadableReport
from gricheck.model.document import Document, PageLayout, Source
from gricheck.model.evidence import Support
from gricheck.model.mapping import Mapping
from gricheck.pipeline import load_kit, map_report
from gricheck.readers import layout, read, word
from gricheck.readers.kinds import DOCX
from gricheck.reporter.views import place

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
STORED = "<w:r><w:lastRenderedPageBreak/></w:r>"
SAMPLES = Path(__file__).parents[2] / "sample_reports"
ROWS = [
    ("GRI Standard", "Disclosure", "Title", "Page", "Omission"),
    ("GRI 2: General Disclosures 2021", "2-1", "Organizational details", "4", ""),
    ("", "2-2", "Entities included in the organization’s sustainability reporting", "4-5", ""),
    ("", "2-3", "Reporting period, frequency and contact point", "", "Not applicable: we are new"),
    ("GRI 302: Energy 2016", "302-1", "Energy consumption within the organization", "7, 9", ""),
    ("", "302-3", "Energy intensity", "/", ""),
    ("GRI 305: Emissions 2016", "305-1", "Direct (Scope 1) GHG emissions", "Annual Report, p. 12", ""),
]


@pytest.fixture(scope="module")
def kit():  # type: ignore[no-untyped-def]
    return load_kit()


def saved(document: WordDocument, path: Path, pages: int | None = None, **members: str | bytes | None) -> Path:
    """The document as a file; ``pages`` is what Word says it counted, ``members`` replaces files of the archive."""
    stream = io.BytesIO()
    document.save(stream)
    changed: dict[str, str | bytes | None] = {key.replace("__", "/") + ".xml": text for key, text in members.items()}
    app = f"<Properties><Pages>{pages}</Pages></Properties>" if pages else None
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = changed.get(name, app if name == "docProps/app.xml" and app else old.read(name))
            if text is not None:
                new.writestr(name, text)
    return path


def add(document: WordDocument, *xml: str) -> None:
    """Paragraphs and tables by their XML, at the end of the body."""
    for one in xml:
        document.element.body.insert_element_before(parse_xml(one.replace(" ", f" {NS} ", 1)), "w:sectPr")


def p(inner: str) -> str:
    return f"<w:p >{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, shown: str) -> str:
    kinds = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    begin, separate, end = kinds
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{r(shown)}{end}"


def fill(cell: _Cell, inner: str) -> None:
    cell._tc.clear_content()
    cell._tc.append(parse_xml(p(inner).replace(" ", f" {NS} ", 1)))


def table_of(document: WordDocument, rows: Sequence[Sequence[str]]):  # type: ignore[no-untyped-def]
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def index_of(path: Path, merged: bool = True) -> Path:
    document = NewDocument()
    document.add_paragraph("GRI content index")
    table = table_of(document, ROWS)
    if merged:
        table.cell(1, 0).merge(table.cell(3, 0))
        table.cell(4, 0).merge(table.cell(5, 0))
    return saved(document, path)


def lines(path: Path) -> list[str]:
    return [line for page in read(path).pages for line in page.text.split("\n")]


def of_xml(tmp_path: Path, *xml: str, pages: int | None = None) -> Document:
    document = NewDocument()
    add(document, *xml)
    return read(saved(document, tmp_path / "made.docx", pages))


def drawn(document: Document, page: int = 0) -> PageLayout:
    return layout(document.source, (page,))[0]


@pytest.mark.parametrize("merged", [True, False])
def test_the_index_is_read_as_from_a_workbook(merged: bool, tmp_path: Path, kit) -> None:  # type: ignore[no-untyped-def]
    book = Workbook()
    book.active.append(["GRI content index"])
    for row in ROWS:
        book.active.append([value or None for value in row])
    book.save(tmp_path / "index.xlsx")
    mappings = [map_report(path, kit) for path in (index_of(tmp_path / "i.docx", merged), tmp_path / "index.xlsx")]
    word, sheet = (
        [(row.code, row.title, row.location, row.kind, row.heading_standard, row.omission) for row in m.index.rows]
        for m in mappings
    )
    assert len(word) == 6
    assert word == sheet
    where = mappings[0].index.rows[3].where
    assert (where.part, where.line, where.box) == ("table 1, row 5", None, None)
    assert place(where, mappings[0]) == "index, table 1, row 5"


def test_rows_are_those_of_the_same_index_in_a_pdf(tmp_path: Path) -> None:
    def rows(path: Path) -> list[dict[str, str]]:
        result = CliRunner().invoke(cli, ["index", str(path), "--format", "json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)["rows"]  # type: ignore[no-any-return]

    pdf = rows(SAMPLES / "faulty-2016-core.pdf")
    left = [row["omission"] or {} for row in pdf]
    omitted = [f"{o['reason']}: {o['explanation'] or ''}" if o else "" for o in left]  # type: ignore[index]
    document = NewDocument()
    document.add_paragraph("GRI content index")
    texts = [[row["printed_code"], row["title"], row["location"], text] for row, text in zip(pdf, omitted, strict=True)]
    table_of(document, [["Disclosure", "Title", "Page", "Omission"], *texts])
    word = rows(saved(document, tmp_path / "made.docx"))
    assert len(word) == 104
    assert [(w["code"], w["location"], w["kind"]) for w in word] == [(q["code"], q["location"], q["kind"]) for q in pdf]
    assert [w["where"]["part"] for w in word] == [f"table 1, row {n}" for n in range(2, 106)]  # type: ignore[index]


def test_findings_name_table_and_row_and_no_page_is_called_wrong(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["check", str(index_of(tmp_path / "i.docx")), "--format", "json"])
    assert result.exit_code == 0  # without a claim a slash is a warning
    found = json.loads(result.stdout)["findings"]
    assert "table 1, row 6" in [one["where"]["part"] for one in found if one["disclosure"] == "302-3"]
    assert not {one["rule"] for one in found} & {"page-out-of-range", "location-own-page"}
    assert not json.loads(result.stdout)["coverage"]["pages_judged"]


def of_sample(path: Path, rows: list[list[str]], first: int = 0) -> Path:
    """The report of a sample with its own pages, the first of them at ``first``, and an index as a table that goes over
    several pages."""
    report = read(SAMPLES / "faulty-2016-core.pdf")
    document = NewDocument()
    for number in range(first):
        document.add_paragraph(f"Cover {number}")
    for page in report.pages[:26]:
        for number, line in enumerate(page.text.split("\n")):
            paragraph = document.add_paragraph(line)
            if number == 0 and page.index + first:
                paragraph._p.insert(0, parse_xml(STORED.replace(">", f" {NS}>", 1)))
    document.add_paragraph("GRI content index")
    table = table_of(document, rows)
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {NS}/>"))
    table.cell(20, 0).merge(table.cell(40, 0)).text = "GRI 102: General Disclosures 2016"
    for row in range(1, len(rows), 30):
        table.cell(row, 1).paragraphs[0]._p.insert(0, parse_xml(STORED.replace(">", f" {NS}>", 1)))
    return saved(document, path, pages=30 + first)


def rows_of(mapping: Mapping) -> list[list[str]]:
    """Its rows as a table of a Word document."""
    rows = [[row.heading_standard or "", row.printed_code, row.title, row.location] for row in mapping.index.rows]
    return [["Standard", "Disclosure", "Title", "Page"], *rows]


def test_an_index_over_stored_pages_leads_to_those_of_the_report(tmp_path: Path, kit) -> None:  # type: ignore[no-untyped-def]
    pdf = map_report(SAMPLES / "faulty-2016-core.pdf", kit)
    rows = rows_of(pdf)
    word = map_report(of_sample(tmp_path / "made.docx", rows), kit)
    assert word.index.pages == (26, 27, 28, 29)
    told = [[(row.code, row.location) for row in mapping.index.rows] for mapping in (word, pdf)]
    assert told[0] == told[1]
    parts = [row.where.part for row in word.index.rows]
    assert parts == [f"table 1, row {number}" for number in range(2, len(rows) + 1)]
    assert any(row.where.page == 29 for row in word.index.rows)
    assert not word.pagination.judged
    named = [ref for row in word.index.rows for ref in row.pages if ref.index is not None and ref.label]
    assert len(named) > 50
    assert all(ref.label == str(ref.index + 1) for ref in named)


@pytest.mark.parametrize("first", [0, 1])
def test_cited_pages_are_weighed_by_the_pages_that_word_stored(tmp_path: Path, kit, first: int) -> None:  # type: ignore[no-untyped-def]
    """The layout may have moved by a page since: the pages beside a cited one are looked at too."""
    pdf = map_report(SAMPLES / "faulty-2016-core.pdf", kit)
    rows = rows_of(pdf)
    (moved,) = (row for row in rows if row[1] == "305-1")
    moved[3] = "19"  # occupational health
    word = map_report(of_sample(tmp_path / "made.docx", rows, first), kit)
    found = {match.row.code: match.evidence for match in word.matches if match.evidence}
    borne_out = {m.row.code for m in pdf.matches if m.evidence and m.evidence.support is Support.SUPPORTED}
    borne_out -= {"103-1", "103-2", "103-3"}  # the topics of the sample are headings, which this table does not have
    assert len(borne_out) > 40
    assert borne_out - {"305-1"} <= {code for code, one in found.items() if one.support is Support.SUPPORTED}
    assert (found["305-1"].support, found["305-1"].sure) == (Support.NONE, False)
    assert word.shift is None
    assert not word.bare_pages


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    document = of_xml(
        tmp_path,
        p(f"{r('page ')}<w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins>{r('14')}</w:ins>"),
        p(f"<w:moveFrom>{r('was here')}</w:moveFrom><w:moveTo>{r('is here')}</w:moveTo>"),
        f"<w:tbl ><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(r('305-1'))}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p(r('305-2'))}</w:tc></w:tr></w:tbl>",
    )
    assert document.pages[0].text.split("\n") == ["page 14", "is here", "305-2"]
    assert document.warnings == ("changes are tracked in the document; it was read as if all were accepted",)


def test_only_what_is_shown_is_read(tmp_path: Path) -> None:
    control = f"<w:sdtContent>{p(r('in a control'))}</w:sdtContent>"
    document = of_xml(
        tmp_path,
        p(r("see p. ") + field(" PAGEREF _Toc1 \\h ", "70")),
        p(r("note") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("d")),
        p(r("seen") + r("hidden", "<w:rPr><w:vanish/></w:rPr>")),
        p(r("a") + "<w:r><w:noBreakHyphen/><w:tab/></w:r>" + r("b")),
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'),
        f"<w:sdt >{control}</w:sdt>",
        f"<w:sdt ><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{control}</w:sdt>",
    )
    assert document.pages[0].text.split("\n") == ["see p. 70", "noted", "seen", "a- b", "✓", "in a control"]


def test_a_code_whose_end_was_deleted_hides_nothing_behind_it(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert of_xml(tmp_path, p(begin), p(r("305-1"))).pages[0].text == "305-1"


def test_notes_stand_at_the_foot_of_the_page_of_their_mark(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    document = NewDocument()
    add(document, p(r("one") + mark.format(7)), p(STORED + r("two") + mark.format(3)), p(r("three")))
    made = "".join(f'<w:footnote w:id="{n}">{p(r(f"note {n}"))}</w:footnote>' for n in (3, 7, 9))
    blob = f"<w:footnotes {NS}>{made}</w:footnotes>".encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    document.part.relate_to(Part(PackURI("/word/footnotes.xml"), kind, blob), RELATIONSHIP_TYPE.FOOTNOTES)
    pages = read(saved(document, tmp_path / "made.docx", pages=2)).pages
    assert [page.text.split("\n") for page in pages] == [["one", "note 7"], ["two", "three", "note 3"]]
    assert [page.places[-1].part for page in pages] == ["footnote 1", "footnote 2"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p(r('boxed'))}</w:txbxContent>"
    both = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>'
    document = of_xml(
        tmp_path, p(r("before") + f"<w:r><mc:AlternateContent>{both}</mc:Fallback></mc:AlternateContent></w:r>")
    )
    assert document.pages[0].text.split("\n") == ["before", "boxed"]


def test_merged_cells_of_any_shape(tmp_path: Path) -> None:
    document = NewDocument()
    table = table_of(document, [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]])
    table.cell(0, 0).merge(table.cell(1, 1)).text = "long words that go over two columns"
    made = read(saved(document, tmp_path / "made.docx"))
    assert made.pages[0].text.split("\n") == ["long words that go over two columns  c", "f", "g  h  i"]
    page = drawn(made)
    words = {word.text: word for word in page.words}
    assert words["c"].x0 == words["f"].x0 == words["i"].x0
    assert words["columns"].x1 < words["c"].x0
    under_first = min(rule[1] for rule in page.rules if rule[1] > words["long"].y0)
    assert [rule[0] > words["h"].x1 for rule in page.rules if rule[1] == under_first] == [True]


def test_a_table_in_a_cell_is_text_of_the_cell_but_an_index_in_a_layout_is_a_table(tmp_path: Path, kit) -> None:  # type: ignore[no-untyped-def]
    document = NewDocument()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "Where"
    small = outer.cell(0, 1).add_table(2, 2)
    for cell, text in zip(small._cells, ("Annual Report", "12", "Website", "all"), strict=True):
        cell.text = text
    frame = document.add_table(1, 1)
    frame.cell(0, 0).text = "GRI content index"
    inner = frame.cell(0, 0).add_table(len(ROWS), 5)
    for row, texts in zip(inner.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    path = saved(document, tmp_path / "made.docx")
    assert lines(path)[0] == "Where  Annual Report 12 Website all"
    found = map_report(path, kit).index.rows
    assert [row.code for row in found] == [row[1] for row in ROWS[1:]]
    assert found[0].where.part == "table 2, row 1, inner table, row 2"


def test_headings_are_told_by_level_and_not_by_name(tmp_path: Path) -> None:
    document = NewDocument()
    document.add_heading("Energy", 2)
    own = document.styles.add_style("Überschrift eigen", 1)
    own.base_style = document.styles["Heading 1"]
    document.add_paragraph("Emissionen", own)
    add(document, p(f'<w:pPr><w:outlineLvl w:val="3"/></w:pPr>{r("Water")}'), p(r("no heading")))
    made = read(saved(document, tmp_path / "made.docx"))
    assert [(mark.title, mark.level, mark.page, mark.line) for mark in made.outline] == [
        ("Energy", 2, 0, 1),
        ("Emissionen", 1, 0, 2),
        ("Water", 4, 0, 3),
    ]


def paged(tmp_path: Path, *xml: str, pages: int | None) -> Document:
    return of_xml(tmp_path, *xml, pages=pages)


THREE = (p(r("one")), p(STORED + r("two ") + STORED + r("three")), p(r("three too")))


def test_pages_are_those_that_word_stored(tmp_path: Path) -> None:
    document = paged(tmp_path, *THREE, pages=3)
    assert [page.text for page in document.pages] == ["one", "two", "three\nthree too"]
    assert document.pagination.labels == (("1",), ("2",), ("3",))
    assert not document.pagination.judged
    assert "Word stored" in document.pagination.basis


@pytest.mark.parametrize("pages", [12, 1000])
def test_breaks_that_cannot_be_all_there_were_are_not_believed(pages: int, tmp_path: Path) -> None:
    document = paged(tmp_path, *THREE, pages=pages)
    assert [page.text for page in document.pages] == ["one\ntwo\nthree\nthree too"]
    assert document.pagination.labels == ((),)


def test_breaks_of_the_author_alone_make_no_pages(tmp_path: Path) -> None:
    assert len(of_xml(tmp_path, p(r("a") + '<w:r><w:br w:type="page"/></w:r>' + r("b"))).pages) == 1


def test_a_break_that_word_noted_too_is_one(tmp_path: Path) -> None:
    set_ = '<w:r><w:br w:type="page"/></w:r>'
    document = paged(tmp_path, p(r("one") + set_), p(STORED + r("two") + set_ + set_), p(STORED + r("four")), pages=4)
    assert [page.text for page in document.pages] == ["one", "two", "", "four"]


def test_sections_number_their_pages(tmp_path: Path) -> None:
    def section(inner: str) -> str:
        return p(f"<w:pPr><w:sectPr>{inner}</w:sectPr></w:pPr>{r('text')}")

    document = NewDocument()
    roman = section('<w:pgNumType w:fmt="lowerRoman" w:start="3"/>')
    add(document, p(r("title")), p(STORED + r("preface")), roman)
    add(document, p(STORED + r("begins")), section('<w:pgNumType w:start="10"/>'), p(STORED + r("odd")))
    document.sections[-1]._sectPr.append(parse_xml(f'<w:type {NS} w:val="oddPage"/>'))
    made = read(saved(document, tmp_path / "made.docx", pages=4))
    assert [page.text.split("\n")[0] for page in made.pages] == ["title", "preface", "begins", "odd"]
    assert made.pagination.labels == (("iii",), ("iv",), ("10",), ("11",))


def tr(*cells: str, header: bool = False) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>" * header
    return f"<w:tr>{mark}{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in cells)}</w:tr>"


def test_a_row_over_two_pages_is_one_row_and_the_header_stands_over_both(tmp_path: Path) -> None:
    rows = [
        tr(r("Code"), r("Page"), header=True),
        tr(r("305-1"), r("see ") + STORED + r("below")),
        tr(r("305-2"), r("9")),
    ]
    document = paged(tmp_path, f"<w:tbl >{''.join(rows)}{tr(STORED + r('305-3'), STORED + r('7'))}</w:tbl>", pages=3)
    assert [page.text.split("\n") for page in document.pages] == [
        ["Code  Page", "305-1  see below"],
        ["Code  Page", "305-2  9"],
        ["Code  Page", "305-3  7"],
    ]
    assert [at.part for at in document.pages[1].places] == ["table 1, row 1", "table 1, row 3"]
    lefts = {word.x0 for page in range(3) for word in drawn(document, page).words if word.text in ("Page", "see", "7")}
    assert len(lefts) == 1


def test_a_merged_cell_over_two_pages_is_on_both(tmp_path: Path) -> None:
    merge = "<w:tcPr><w:vMerge w:val='{}'/></w:tcPr>"
    first = f"<w:tr><w:tc>{merge.format('restart')}{p(r('GRI 305'))}</w:tc><w:tc>{p(r('305-1'))}</w:tc></w:tr>"
    second = f"<w:tr><w:tc>{merge.format('continue')}{p('')}</w:tc><w:tc>{p(STORED + r('305-2'))}</w:tc></w:tr>"
    document = paged(tmp_path, f"<w:tbl >{first}{second}</w:tbl>", pages=2)
    assert [page.text for page in document.pages] == ["GRI 305  305-1", "GRI 305  305-2"]


def test_links_lead_to_the_page_of_their_bookmark(tmp_path: Path) -> None:
    cells = [
        field(' HYPERLINK "https://example.com/a" ', "web"),
        field(" PAGEREF _Toc7 \\h ", "70") + r(", ") + field(" REF _Ref8 \\h ", "Water"),
        f'<w:hyperlink w:anchor="_Toc7">{r("Energy")}</w:hyperlink>',
        f'<w:fldSimple w:instr=" REF _Gone \\h ">{r("gone")}</w:fldSimple>',
        field(' HYPERLINK \\l "_Ref8" ', "inside"),
    ]
    xml = [
        f"<w:tbl >{''.join(tr(cell) for cell in cells)}</w:tbl>",
        p('<w:bookmarkStart w:id="1" w:name="_Toc7"/>' + STORED + r("Energy")),
        p(STORED + r("more")),
        '<w:bookmarkStart w:id="2" w:name="_Ref8"/>'.replace(" ", "  ", 1),
        p(STORED + r("Water")),
    ]
    document = paged(tmp_path, *xml, pages=4)
    links = [(link.page, link.uri) for link in drawn(document).links if not link.dead]
    assert [link.dead for link in drawn(document).links if link.dead] == ["#_Gone"]
    assert sorted(links, key=str) == [
        *[(1, None), (1, None), (3, None), (3, None)],
        (None, "https://example.com/a"),
    ]
    alone = of_xml(tmp_path, *xml, pages=99)
    assert [(link.page, link.uri) for link in drawn(alone).links if not link.dead] == [(None, "https://example.com/a")]


def test_a_link_without_a_number_gives_the_row_its_page(tmp_path: Path, kit) -> None:  # type: ignore[no-untyped-def]
    document = NewDocument()
    document.add_paragraph("GRI content index")
    table = table_of(document, ROWS)
    fill(table.cell(1, 3), f'<w:hyperlink w:anchor="_Toc7">{r("Who we are")}</w:hyperlink>')
    add(document, p(f'{STORED}<w:bookmarkStart w:id="1" w:name="_Toc7"/>{r("Who we are")}'), p(STORED + r("end")))
    row = map_report(saved(document, tmp_path / "made.docx", pages=3), kit).index.rows[0]
    assert (row.code, row.linked, [page.index for page in row.pages]) == ("2-1", (1,), [1])


def test_the_date_is_of_the_file_and_never_of_today(tmp_path: Path) -> None:
    document = NewDocument()
    document.add_paragraph("text")
    document.core_properties.modified = datetime(2024, 4, 30)
    assert read(saved(document, tmp_path / "a.docx")).created == date(2024, 4, 30)
    path = saved(document, tmp_path / "b.docx")
    with zipfile.ZipFile(path) as archive:
        rels = archive.read("_rels/.rels").decode()
    keep = [part for part in rels.split("<Relationship ") if "core.xml" not in part]
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "c.docx", "w") as new:
        for name in old.namelist():
            new.writestr(name, "<Relationship ".join(keep) if name == "_rels/.rels" else old.read(name))
    assert read(tmp_path / "c.docx").created is None


@pytest.mark.parametrize("kind", ["vnd.ms-word.document.macroEnabled.main+xml", "template"])
def test_documents_with_macros_and_templates_are_read(kind: str, tmp_path: Path) -> None:
    path, plain = tmp_path / "made.docm", index_of(tmp_path / "plain.docx")
    main_type = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    other = kind if "+" in kind else main_type.replace("document.main", "template.main")
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(main_type.encode(), other.encode()))
    assert lines(path) == lines(plain)


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _strict(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            usual = b"http://schemas.openxmlformats.org/officeDocument/2006/"
            strict = b"http://purl.oclc.org/ooxml/officeDocument/"
            new.writestr(name, old.read(name).replace(usual, strict))
    return out.getvalue()


def _with(xml: str) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, xml if name == "word/document.xml" else old.read(name))
        return out.getvalue()

    return change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_cut, "damaged"),
        (_strict, "Strict Open XML"),
        (_with("<w:document"), "damaged"),
        (_with(f"<w:document {NS}/>"), "no text"),
        (_with(f"<w:document {NS}><w:body><w:p/></w:body></w:document>"), "no text"),
        (_with(" " * (129 * 1024**2)), "unpacks to more"),
        (_with("<w:p>" * 400), "damaged"),
    ],
    ids=["cut", "strict", "no XML", "no body", "empty", "bomb", "deep"],
)
def test_what_cannot_be_read_is_told_in_one_line(change: Callable[[bytes], bytes], says: str, tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(change(index_of(tmp_path / "plain.docx").read_bytes()))
    with pytest.raises(UnreadableReport, match=says) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert len(str(caught.value).splitlines()) == 1


def test_no_entity_is_resolved_and_no_file_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    entity = f'<!DOCTYPE x [<!ENTITY a "BOMB"><!ENTITY b SYSTEM "{secret.as_uri()}">]>'
    xml = f"{entity}<w:document {NS}><w:body >{p(r('see &a;&b; this'))}</w:body></w:document>"
    path = tmp_path / "made.docx"
    path.write_bytes(_with(xml)(index_of(tmp_path / "plain.docx").read_bytes()))
    text = read(path).pages[0].text
    assert "BOMB" not in text
    assert "SECRET" not in text


@pytest.mark.parametrize(
    ("start", "end"),
    [("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"), ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")],
    ids=["tables", "controls"],
)
def test_deep_nesting_is_read(start: str, end: str, tmp_path: Path) -> None:
    depth = 240 // start.count("<")
    assert of_xml(tmp_path, start.replace(">", " >", 1) * depth + p(r("deep")) + end * depth).pages[0].text == "deep"


def test_a_text_of_open_document_is_told_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "made.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(UnreadableReport, match=r"OpenDocument text.*save it as \.docx or PDF"):
        read(path)


def test_the_same_file_gives_the_same_document(tmp_path: Path) -> None:
    path = index_of(tmp_path / "made.docx")
    assert read(path) == read(path)


TAGS = (
    *("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "hyperlink", "fldSimple", "br", "drawing"),
    *("lastRenderedPageBreak", "bookmarkStart", "txbxContent", "trPr", "tcPr", "pPr", "sectPr", "gridSpan", "vMerge"),
    *("gridBefore", "outlineLvl", "fldChar", "instrText", "tblHeader", "pStyle", "pgNumType", "sym", "type"),
)
VALUES = st.sampled_from(
    ["1", "2", "0", "-3", "99999", "x", "", "restart", "continue", "page", "begin", "separate", "end"]
)
NAMES = st.sampled_from(["val", "type", "fldCharType", "name", "start", "fmt", "char", "instr", "anchor"])
ATTRIBUTES = st.dictionaries(NAMES, VALUES, max_size=3)
LEAVES = st.sampled_from(["", "305-1", "PAGEREF _Toc1 \\h", " "])


def element(tag: str, attributes: dict[str, str], inner: str) -> str:
    said = "".join(f' w:{key}="{value}"' for key, value in attributes.items())
    return f"<w:{tag}{said}>{inner}</w:{tag}>"


TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(element, st.sampled_from(TAGS), ATTRIBUTES, st.lists(inner, max_size=4).map("".join)),
    max_leaves=15,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(TREES, max_size=5))
def test_elements_in_any_disorder_are_read_or_refused(trees: list[str]) -> None:
    blank = io.BytesIO()
    NewDocument().save(blank)
    data = _with(f"<w:document {NS}><w:body >{p(r('x'))}{''.join(trees)}</w:body></w:document>")(blank.getvalue())
    source = Source("made.docx", "", DOCX, len(data))
    document = word.read(source, data)
    assert len(document.pages) == len(document.pagination.labels)
    for page, picture in zip(document.pages, word.layout(source, data, range(len(document.pages))), strict=True):
        assert len(page.places) == len(page.text.split("\n")) or not page.places
        assert {one.line for one in picture.words} <= set(range(1, len(page.places) + 1))
        assert sorted(one.text for one in picture.words) == sorted(page.text.split())
