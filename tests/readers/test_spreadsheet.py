"""Workbooks and CSV: values as read by a person, merged cells, hidden sheets, and the places that messages name."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

import books
import openpyxl
import pytest
import python_calamine
import xlwt
from openpyxl import Workbook

from gricheck.errors import UnreadableReport
from gricheck.pipeline import load_kit, map_report
from gricheck.readers import layout, read
from gricheck.readers.sheet import letters
from gricheck.readers.spreadsheet import delimiter, shown
from gricheck.reporter.views import place

SAMPLES = Path(__file__).parents[2] / "sample_reports/indexes"
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


def test_hidden_rows_and_columns_of_an_opendocument_spreadsheet_are_counted(tmp_path: Path) -> None:
    gone = 'table:visibility="collapse"'
    cells = books.ods_cell("305-1")
    rows = (
        f'<table:table-column/><table:table-column {gone} table:number-columns-repeated="2"/>'
        f"<table:table-header-rows><table:table-row>{cells}</table:table-row></table:table-header-rows>"
        f'<table:table-row {gone} table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f'<table:table-row table:visibility="filter">{cells}</table:table-row>'
        f'<table:table-row {gone} table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    )
    (tmp_path / "r.ods").write_bytes(books.ods(rows))
    assert read(tmp_path / "r.ods", cached=False).warnings == (
        "sheet 'Index' hides 4 rows and 2 columns, which were read all the same",
    )


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


def test_a_workbook_of_before_2007_is_read_as_a_new_one(tmp_path: Path, kit) -> None:  # type: ignore[no-untyped-def]
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("GRI Index")
    sheet.write(1, 1, "GRI content index")
    for line, (standard, *rest) in enumerate(ROWS, start=3):
        for column, value in enumerate(rest, start=2):
            if value is not None:
                sheet.write(line, column, value)
        if line == 3:
            sheet.write(line, 1, standard)
    sheet.write_merge(4, 6, 1, 1, ROWS[1][0])
    sheet.write_merge(7, 8, 1, 1, ROWS[4][0])
    sheet.write(9, 1, ROWS[6][0])
    sheet.row(5).hidden = sheet.col(6).hidden = True
    book.save(str(tmp_path / "old.xls"))
    theirs = map_report(workbook(tmp_path / "new.xlsx"), kit).index.rows
    mapping = map_report(tmp_path / "old.xls", kit)
    assert [(r.code, r.location, r.kind, r.heading_standard, r.where.cell) for r in mapping.index.rows] == [
        (r.code, r.location, r.kind, r.heading_standard, r.where.cell) for r in theirs
    ]
    assert "sheet 'GRI Index' hides 1 row and 1 column, which were read all the same" in mapping.warnings


def test_values_of_a_workbook_of_before_2007(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    for column, (value, form) in enumerate(
        [
            (date(2023, 5, 1), "yyyy-mm-dd"),
            (datetime(2023, 5, 1, 12, 30), "yyyy-mm-dd hh:mm"),
            (time(12, 30), "hh:mm"),
            (4.0, "General"),
            (4.5, "General"),
            (True, "General"),
            (-5, "yyyy-mm-dd"),
            (1e9, "yyyy-mm-dd"),
        ]
    ):
        sheet.write(0, column, value, xlwt.easyxf(num_format_str=form))
    sheet.row(0).set_cell_error(8, "#REF!")
    book.save(str(tmp_path / "values.xls"))
    text = read(tmp_path / "values.xls").pages[0].text
    assert text.split("  ") == [
        "2023-05-01",
        "2023-05-01 12:30:00",
        "12:30:00",
        "4",
        "4.5",
        "TRUE",
        "-5",
        "1000000000",
        "#REF!",
    ]


def test_bytes_of_an_old_workbook_changed_at_random_are_read_or_refused_in_words(tmp_path: Path) -> None:
    whole = (SAMPLES / "faulty-2021-in-accordance.xls").read_bytes()
    outcomes = []
    for seed in range(200):
        chance = random.Random(seed)
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 10))):
            data[chance.randrange(8, chance.choice((4096, len(data))))] = chance.choice((0, 127, 255))
        path = tmp_path / "r.xls"
        path.write_bytes(data)
        with suppress(UnreadableReport):
            outcomes.append(read(path, cached=False))
    assert 50 < len(outcomes) < 200


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_parts_of_a_workbook_changed_at_random_are_read_or_refused_in_words(ending: str, tmp_path: Path) -> None:
    whole = (SAMPLES / f"faulty-2021-in-accordance.{ending}").read_bytes()
    with books.ZipFile(io.BytesIO(whole)) as file:
        inside = {name: file.read(name) for name in file.namelist() if name.endswith((".xml", ".rels"))}
    outcomes = []
    for seed in range(150):
        chance = random.Random(seed)
        name = chance.choice(sorted(inside))
        part = bytearray(inside[name])
        for _ in range(chance.choice((1, 3, 10))):
            part[chance.randrange(len(part))] = chance.choice(b'\0"&/09<>AZ\xff')
        path = tmp_path / f"r.{ending}"
        path.write_bytes(books.parts(whole, {name: bytes(part)}))
        with suppress(UnreadableReport):
            outcomes.append(read(path, cached=False))
    assert 20 < len(outcomes) < 150


class PanicException(BaseException):
    """As a library in Rust raises it."""


@pytest.mark.parametrize("error", [PanicException("index out\nof bounds"), OverflowError("index out of bounds")])
@pytest.mark.parametrize("place", ["from_filelike", "get_sheet_by_name"])
def test_whatever_the_library_raises_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, place: str
) -> None:
    class Broken:
        """A workbook of which one way in breaks off."""

        def __init__(self, book: python_calamine.CalamineWorkbook) -> None:
            self.sheets_metadata = book.sheets_metadata

        @classmethod
        def from_filelike(cls, file: io.BytesIO) -> Broken:
            if place == "from_filelike":
                raise error
            return cls(python_calamine.load_workbook(file))

        def get_sheet_by_name(self, name: str) -> None:
            raise error

        def __enter__(self) -> Broken:
            return self

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Broken)
    told = r"damaged or no workbook \(index out of bounds\); save it again"
    with pytest.raises(UnreadableReport, match=told):
        read(workbook(tmp_path / "index.xlsx"), cached=False)


def test_a_call_that_is_broken_off_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gricheck.readers.spreadsheet._sheet", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read(workbook(tmp_path / "index.xlsx"), cached=False)


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


def test_codes_that_became_dates_are_told(tmp_path: Path) -> None:
    """What was typed is lost: 2-7 is the 7th of February, and its row is none."""
    made = Workbook()
    sheet = made.active
    sheet.title = "GRI"
    sheet.append(["Disclosure", "Title", "Location"])
    for day in range(1, 8):
        sheet.append([datetime(2024, 2, day), "Employees", str(day)])
    sheet.append(["302-1", "Energy consumption within the organization", datetime(2024, 5, 6)])
    path = tmp_path / "dates.xlsx"
    made.save(path)
    (told,) = read(path).warnings
    assert told.startswith("sheet 'GRI', column A holds dates in rows 2, 3, 4, 5, 6 and others: where a code")


@pytest.mark.parametrize(("cells", "count"), [(("02-Feb", "03-Feb"), 1), (("02-Feb", "305-1"), 0), (("6 t", "7 t"), 0)])
def test_in_a_csv_they_look_like_days(cells: tuple[str, str], count: int, tmp_path: Path) -> None:
    path = tmp_path / "index.csv"
    path.write_text("".join(f"{cell},Title,12\n" for cell in cells), encoding="utf-8")
    assert len(read(path).warnings) == count
