"""Links in the cells of workbooks, whichever way the kind of workbook keeps them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import books
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.hyperlink import Hyperlink

from gricheck.model.document import Link, PageLayout
from gricheck.readers import layout, read
from gricheck.readers.blocks import Target
from gricheck.readers.sheet import MAX_LINKED, CellLink, LinkedCells, by_cell, targets
from gricheck.readers.sheet_facts import formula_link, number_in

REPORT = "../our%20report.pdf#page=45"


def drawn(path: Path, data: bytes) -> PageLayout:
    path.write_bytes(data)
    (found,) = layout(read(path, cached=False).source, (0,))
    return found


def words_under(link: Link, page: PageLayout) -> str:
    """The words on which a link lies."""
    x0, y0, x1, y1 = link.box
    return " ".join(word.text for word in page.words if x0 <= word.x0 < x1 and y0 <= word.middle < y1)


def linked(page: PageLayout) -> list[tuple[str, str | None]]:
    return [(words_under(link, page), link.uri) for link in page.links]


def _xlsx(change: Callable[[openpyxl.worksheet.worksheet.Worksheet], object]) -> bytes:
    return books.book(lambda book: change(book.active))


_FIRST = b'<c r="D3" t="inlineStr"><is><t>4</t></is></c>'
"""The first location of the index."""


class TestXlsx:
    def test_an_address_with_a_place_in_it(self, tmp_path: Path) -> None:
        def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
            sheet["D3"].hyperlink = Hyperlink(ref="D3", target="../our%20report.pdf", location="page=45")
            sheet["D4"].hyperlink = "https://kestrelmoor.example/people"

        page = drawn(tmp_path / "r.xlsx", _xlsx(change))
        assert linked(page) == [("4", REPORT), ("4-5", "https://kestrelmoor.example/people")]

    def test_a_place_in_the_workbook_is_none(self, tmp_path: Path) -> None:
        def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
            sheet["D3"].hyperlink = Hyperlink(ref="D3", location="'Sheet2'!A1")

        assert drawn(tmp_path / "r.xlsx", _xlsx(change)).links == ()

    def test_one_link_of_several_cells(self, tmp_path: Path) -> None:
        data = _xlsx(lambda sheet: setattr(sheet["D3"], "hyperlink", "r.pdf"))
        data = books.sheet_of(data, b'ref="D3"', b'ref="C3:D4"')
        words = [words for words, _ in linked(drawn(tmp_path / "r.xlsx", data))]
        assert len(words) == 4
        assert words[1::2] == ["4", "4-5"]

    @pytest.mark.parametrize("place", [b' r="D3"', b""])
    def test_a_formula(self, tmp_path: Path, place: bytes) -> None:
        formula = b'<f>HYPERLINK("r.pdf#page=4","p. 4")</f><v>p. 4</v></c>'
        data = books.sheet_of(books.book(), _FIRST, b'<c%s t="str">' % place + formula)
        assert linked(drawn(tmp_path / "r.xlsx", data)) == [("p. 4", "r.pdf#page=4")]

    def test_a_formula_that_several_cells_share(self, tmp_path: Path) -> None:
        first = b'<c r="D3" t="str"><f t="shared" ref="D3:D4" si="0">HYPERLINK("r.pdf","4")</f><v>4</v></c>'
        data = books.sheet_of(books.book(), _FIRST, first)
        second = b'<c r="D4" t="str"><f t="shared" si="0"/><v>5</v></c>'
        data = books.sheet_of(data, b'<c r="D4" t="inlineStr"><is><t>4-5</t></is></c>', second)
        assert linked(drawn(tmp_path / "r.xlsx", data)) == [("4", "r.pdf"), ("5", "r.pdf")]

    def test_a_sheet_of_the_strict_kind(self, tmp_path: Path) -> None:
        def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
            sheet["D3"].hyperlink = "r.pdf"
            sheet.row_dimensions[3].hidden = True

        data = _xlsx(change)
        with books.ZipFile(books.io.BytesIO(data)) as file:
            xml = file.read(books.SHEET)
        strict = xml.replace(b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/officeDocument")
        strict = strict.replace(b"schemas.openxmlformats.org/spreadsheetml/2006", b"purl.oclc.org/ooxml/spreadsheetml")
        path = tmp_path / "r.xlsx"
        assert linked(drawn(path, books.parts(data, {books.SHEET: strict}))) == [("4", "r.pdf")]
        assert read(path, cached=False).warnings == (
            "sheet 'Sheet' hides 1 row and no columns, which were read all the same",
        )

    def test_a_sheet_whose_links_are_damaged_is_read_without(self, tmp_path: Path) -> None:
        data = _xlsx(lambda sheet: setattr(sheet["D3"], "hyperlink", "r.pdf"))
        broken = books.parts(data, {"xl/worksheets/_rels/sheet1.xml.rels": b"<Relationships"})
        assert drawn(tmp_path / "r.xlsx", broken).links == ()


def _a(words: str, address: str) -> str:
    return f'<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{address}">{words}</text:a>'


_QUOTED = '"r.pdf";"p. 4"'
_NOTE = f"<office:annotation><text:p>{_a('x', 'y.pdf')}</text:p></office:annotation>"


def _row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


class TestOds:
    @pytest.mark.parametrize(
        ("cell", "found"),
        [
            (books.ods_cell(_a("p. 4", REPORT)), [("p. 4", REPORT)]),
            (
                books.ods_cell(f"see {_a('p. 4', 'r.pdf#page=4')}, {_a('p. 5', 'r.pdf#page=5')} and web"),
                [("p. 4,", "r.pdf#page=4"), ("p. 5", "r.pdf#page=5")],
            ),
            (books.ods_cell(_a("p. 4", "#Sheet2.A1")), []),
            (books.ods_cell("p. 4", f"table:formula='of:=HYPERLINK({_QUOTED})'"), [("p. 4", "r.pdf")]),
            (books.ods_cell(f"4</text:p>{_NOTE}<text:p>"), []),
        ],
    )
    def test_links_of_a_cell(self, tmp_path: Path, cell: str, found: list[tuple[str, str]]) -> None:
        row = _row(books.ods_cell("305-1"), cell)
        assert linked(drawn(tmp_path / "r.ods", books.ods(books.ods_rows() + row))) == found

    def test_rows_and_cells_that_stand_for_many(self, tmp_path: Path) -> None:
        two = 'table:number-columns-repeated="2"'
        rows = (
            f'<table:table-row table:number-rows-repeated="3"><table:table-cell {two}/></table:table-row>'
            f"<table:table-row><table:table-cell {two}/><table:covered-table-cell/>{books.ods_cell(_a('7', 'r.pdf'))}"
            f"{books.ods_cell(_a('8', 's.pdf'), two)}</table:table-row>"
        )
        assert linked(drawn(tmp_path / "r.ods", books.ods(rows))) == [("7", "r.pdf"), ("8", "s.pdf"), ("8", "s.pdf")]

    def test_a_table_within_a_cell_and_the_next_sheet_count_for_themselves(self, tmp_path: Path) -> None:
        inner = f'<table:table table:name="In">{_row(books.ods_cell(_a("x", "x.pdf")))}</table:table>'
        row = _row(f"<table:table-cell>{inner}</table:table-cell>", books.ods_cell(_a("7", "r.pdf")))
        second = f'</table:table><table:table table:name="B">{_row(books.ods_cell(_a("9", "b.pdf")))}'
        path = tmp_path / "r.ods"
        path.write_bytes(books.ods(row + second))
        source = read(path, cached=False).source
        found = [linked(page) for page in layout(source, (0, 1))]
        assert ("7", "r.pdf") in found[0]
        assert found[1] == [("9", "b.pdf")]


class TestXls:
    def test_links_of_cells(self, tmp_path: Path) -> None:
        data = books.xls(lambda book, sheet: None)
        records = books.xls_link((2, 3), "https://kestrelmoor.example/r.pdf", "page=4") + books.xls_link(
            (3, 3), "", "Sheet2!A1"
        )
        path = tmp_path / "r.xls"
        assert linked(drawn(path, books.xls_with(data, records))) == [("4", "https://kestrelmoor.example/r.pdf#page=4")]


@pytest.mark.parametrize(
    ("formula", "address"),
    [
        ('HYPERLINK("r.pdf#page=4","p. 4")', "r.pdf#page=4"),
        ('=hyperlink( "r.pdf" )', "r.pdf"),
        ('of:=HYPERLINK("r.pdf";"p. 4")', "r.pdf"),
        ('HYPERLINK("a""b.pdf",1)', 'a"b.pdf'),
        ('HYPERLINK("r.pdf#page="&D4,"p")', ""),
        ('IF(A1,HYPERLINK("r.pdf"),"")', ""),
        ('HYPERLINK(A1,"r.pdf")', ""),
        ('HYPERLINK("r.pdf', ""),
    ],
)
def test_the_address_of_a_formula(formula: str, address: str) -> None:
    assert formula_link(formula) == address


@given(st.text(max_size=50))
def test_any_address_comes_back_out_of_a_formula(address: str) -> None:
    written = address.replace('"', '""')
    assert formula_link(f'HYPERLINK("{written}","x")') == address
    assert isinstance(formula_link(address), str)


@given(st.lists(st.tuples(st.text(min_size=1, max_size=5), st.text(max_size=5)), max_size=5))
def test_each_link_stands_on_its_own_words(pieces: list[tuple[str, str]]) -> None:
    text = "".join(words + between for words, between in pieces)
    found = list(targets([CellLink(str(n), words) for n, (words, _) in enumerate(pieces)], text))
    assert [text[one.start : one.end] for one in found if one.end] == [
        words for one, (words, _) in zip(found, pieces, strict=True) if one.end
    ]
    assert all(a.end <= b.start for a, b in pairwise(found) if a.end and b.end)


def test_words_that_the_cell_lacks_stand_on_all_of_it() -> None:
    assert list(targets([CellLink("r.pdf", "p. 9")], "p. 4")) == [Target(uri="r.pdf")]


def test_a_link_on_all_cells_costs_no_more_than_so_many() -> None:
    everywhere = LinkedCells(0, 0, 10**9, 10**9, CellLink("r.pdf"))
    assert len(by_cell([everywhere] * 10**4)) <= MAX_LINKED


@pytest.mark.parametrize(("text", "number"), [("12", 12), (None, 1), ("", 1), ("-1", 1), ("٣", 1), ("9" * 5000, 1)])
def test_a_number_of_a_file_that_may_be_none(text: str | None, number: int) -> None:
    assert number_in(text) == number
