"""Workbooks and CSV: values as read by a person, merged cells, hidden sheets, and the places that messages name."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from gricheck.errors import UnreadableReport
from gricheck.pipeline import load_kit, map_report
from gricheck.readers import layout, read
from gricheck.readers.spreadsheet import delimiter, letters, shown
from gricheck.reporter.views import place

ROWS = [
    ("GRI Standard", "Disclosure", "Title", "Page", "Omission"),
    ("GRI 2: General Disclosures 2021", "2-1", "Organizational details", 4, None),
    (None, "2-2", "Entities included in the organization’s sustainability reporting", "4-5", None),
    (None, "2-3", "Reporting period, frequency and contact point", None, "Not applicable: we are new"),
    ("GRI 302: Energy 2016", "302-1", "Energy consumption within the organization", "7, 9", None),
    (None, "302-3", "Energy intensity", "/", None),
    ("GRI 305: Emissions 2016", "305-1", "Direct (Scope 1) GHG emissions", "Annual Report, p. 12", None),
]


def workbook(path: Path, hidden: bool = False) -> Path:
    book = Workbook()
    book.active.title = "Cover"
    book.active["A1"] = "Sustainability report 2023"
    sheet = book.create_sheet("GRI Index")
    sheet["B2"] = "GRI content index"
    for number, row in enumerate(ROWS, start=4):
        for column, value in enumerate(row, start=2):
            sheet.cell(number, column, value)
    sheet.merge_cells("B5:B7")
    sheet.merge_cells("B8:B9")
    if hidden:
        sheet.sheet_state = "hidden"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def kit():  # type: ignore[no-untyped-def]
    return load_kit()


def test_the_index_is_found_on_its_sheet_and_read_exactly(tmp_path: Path, kit) -> None:  # type: ignore[no-untyped-def]
    mapping = map_report(workbook(tmp_path / "index.xlsx"), kit)
    assert mapping.index.pages == (1,)
    found = [(row.code, row.location, row.kind.value, row.heading_standard) for row in mapping.index.rows]
    assert found == [
        ("2-1", "4", "pages", "GRI 2"),
        ("2-2", "4-5", "pages", "GRI 2"),
        ("2-3", "", "omitted", "GRI 2"),
        ("302-1", "7, 9", "pages", "GRI 302"),
        ("302-3", "/", "slash", "GRI 302"),
        ("305-1", "Annual Report, p. 12", "external", "GRI 305"),
    ]
    where = mapping.index.rows[3].where
    assert (where.sheet, where.line, where.cell, where.box) == ("GRI Index", 8, "A8:F8", None)
    assert place(where, mapping) == "index sheet GRI Index, row 8"


def test_no_page_of_another_file_is_called_wrong(tmp_path: Path) -> None:
    assert not read(workbook(tmp_path / "index.xlsx")).pagination.judged


def test_what_is_hidden_is_read_and_said(tmp_path: Path) -> None:
    document = read(workbook(tmp_path / "index.xlsx", hidden=True))
    assert len(document.pages) == 2
    assert document.warnings == ("sheet 'GRI Index' is hidden; it was read all the same",)


def test_hidden_rows_and_columns_are_counted(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook(tmp_path / "index.xlsx"))
    sheet = book["GRI Index"]
    sheet.row_dimensions[6].hidden = True
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["G"].hidden = True
    book.save(tmp_path / "hiding.xlsx")
    document = read(tmp_path / "hiding.xlsx")
    assert document.warnings == ("sheet 'GRI Index' hides 2 rows and 1 column, which were read all the same",)
    assert "2-3" in document.pages[1].text
    assert read(workbook(tmp_path / "plain.xlsx")).warnings == ()


def test_csv_has_the_lines_of_the_file(tmp_path: Path, kit) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "index.csv"
    lines = ["GRI content index;;;", 'Disclosure;"Title\nof it";Page;Omission']
    lines += [f"{code};{title};{'' if page is None else page};{left or ''}" for _, code, title, page, left in ROWS[1:]]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    mapping = map_report(path, kit)
    assert [row.code for row in mapping.index.rows] == [row[1] for row in ROWS[1:]]
    assert mapping.index.rows[0].where.line == 4  # the title's cell takes two lines
    assert place(mapping.index.rows[0].where, mapping) == "index, line 4"


def test_an_empty_workbook_and_a_damaged_one_are_told(tmp_path: Path) -> None:
    empty, damaged = tmp_path / "empty.xlsx", tmp_path / "damaged.xlsx"
    Workbook().save(empty)
    data = workbook(tmp_path / "index.xlsx").read_bytes()
    damaged.write_bytes(data[: len(data) // 2])
    for path, told in ((empty, "no sheet of the workbook holds any text"), (damaged, "damaged")):
        with pytest.raises(UnreadableReport, match=told) as caught:
            read(path)
        assert str(caught.value).startswith(str(path))


def test_the_drawing_is_that_of_the_sheet_asked_for(tmp_path: Path) -> None:
    document = read(workbook(tmp_path / "index.xlsx"))
    (drawn,) = layout(document.source, (1,))
    assert drawn.page == 1
    assert {"305-1", "302-3"} <= {word.text for word in drawn.words}


@pytest.mark.parametrize(
    ("value", "text"),
    [(4.0, "4"), (4.5, "4.5"), (True, "TRUE"), (None, ""), (" a ", "a"), (date(2023, 5, 1), "2023-05-01"), (7, "7")],
)
def test_a_value_is_shown_as_in_its_cell(value: object, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_their_letters(column: int, name: str) -> None:
    assert letters(column) == name


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_told(sign: str) -> None:
    assert delimiter("\n".join(sign.join(("305-1", "Direct, or not", "7")) for _ in range(5))) == sign


def test_a_workbook_of_bytes_only(tmp_path: Path) -> None:
    out = io.BytesIO()
    Workbook().save(out)
    path = tmp_path / "report.pdf"
    path.write_bytes(out.getvalue())
    with pytest.raises(UnreadableReport, match="holds any text"):
        read(path)
