"""Tables of cells, as workbooks and Word documents have them: what is read is what stands in the cells, whatever the
lengths of their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.catalogue import load_catalogue
from gricheck.index import read_index
from gricheck.model.document import Place
from gricheck.model.index import ContentIndex, Row
from gricheck.readers.blocks import Block, Cell, Table, layout_of, page_of
from gricheck.vocabulary import load_vocabulary
from index.layouts import document

CODES = ("2-1", "2-7", "2-8", "2-9", "3-3", "305-1", "305-2", "306-3", "401-1")
STANDARDS = {"2-1": "GRI 2: General Disclosures 2021", "3-3": "GRI 3: Material Topics 2021"}
STANDARDS |= {"305-1": "GRI 305: Emissions 2016", "306-3": "GRI 306: Waste 2020", "401-1": "GRI 401: Employment 2016"}
OMISSION = ("Requirement(s) omitted", "Reason", "Explanation")


@dataclass(frozen=True)
class Line:
    """A row as its author thinks of it."""

    code: str
    title: str
    location: str
    omission: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True)
class Form:
    """How an index is set: the lines of its head, cells merged or left empty, code and title in a cell each or in one,
    a column for the standards or headings."""

    lines: int = 2
    merged: bool = False
    apart: bool = False
    headings: bool = False

    def table(self, lines: Sequence[Line]) -> Table:
        rows = [*self._head(), *(row for line in lines for row in self._rows(line))]
        cells = [Cell(text, y, x) for y, row in enumerate(rows) for x, text in enumerate(row) if text]
        return Table(tuple(self._merged(cells, len(rows))), tuple(Place(line=y + 1) for y in range(len(rows))))

    def _head(self) -> list[list[str]]:
        names = [*([] if self.headings else ["GRI Standard"]), *(["No."] if self.apart else []), "Disclosure"]
        if self.lines == 1:
            return [[*names, "Location", *OMISSION]]
        return [[*names, "Location", "Omission"], [*[""] * (len(names) + 1), *OMISSION]]

    def _rows(self, line: Line) -> Iterator[list[str]]:
        standard = STANDARDS.get(line.code, "")
        if self.headings and standard:
            yield [standard]
        named = [line.code, line.title] if self.apart else [f"{line.code} {line.title}"]
        yield [*([] if self.headings else [standard]), *named, line.location, *line.omission]

    def _merged(self, cells: Sequence[Cell], count: int) -> Iterator[Cell]:
        width = len(self._head()[0]) + (2 if self.lines == 2 else 0)
        begun = [cell.row for cell in cells if cell.column == 0 and cell.row >= self.lines] + [count]
        for cell in cells:
            rows = columns = 1
            if self.merged and self.lines == 2 and cell.row == 0:
                rows, columns = (1, 3) if cell.text == "Omission" else (2, 1)
            elif self.merged and cell.text.startswith("GRI ") and self.headings:
                columns = width
            elif self.merged and cell.column == 0 and not self.headings and cell.row >= self.lines:
                rows = begun[begun.index(cell.row) + 1] - cell.row
            yield Cell(cell.text, cell.row, cell.column, rows, columns)


def read(*blocks: Block) -> ContentIndex:
    """The index on a page of blocks."""
    page = page_of(0, blocks)
    report = document(page.text, lines=True)
    return read_index(report, (layout_of(0, blocks),), load_catalogue(), load_vocabulary())


def as_typed(row: Row) -> tuple[str, str, str, tuple[str, str, str]]:
    """What a row holds, in the columns of an author."""
    said = row.omission
    omitted = (", ".join(said.requirements), said.reason or "", said.explanation or "") if said else ("", "", "")
    return row.code, row.title, row.location, omitted


FORMS = [
    Form(lines, merged, apart, headings)
    for lines in (1, 2)
    for merged in (False, True)
    for apart in (False, True)
    for headings in (False, True)
]

LOCATIONS = (
    *("40", "page 40", "p. 4", "3, 21", "2-5", "AR p. 2", "5; AR 3", "Annual Report 2023, p. 45", "Our air, page 7"),
    *(
        "/",
        "See the chapter about our air in the annual report of last year and what it says of mills, pages 30-32",
    ),
)
WORDS = st.sampled_from(["mills", "our", "of", "Air", "governance", "organization", "internationally-agreed", "x"])
LONG = st.lists(WORDS, min_size=1, max_size=50).map(" ".join)
"""From a letter to eight lines."""
KNOWN = st.sampled_from(LOCATIONS)
PLACES = st.one_of(KNOWN, st.tuples(LONG, KNOWN).map(" ".join), st.tuples(KNOWN, LONG).map(", ".join))
REASONS = st.sampled_from(["Not applicable", "Information unavailable/incomplete", "Confidentiality constraints"])
OMISSIONS = st.one_of(st.just(("", "", "")), st.tuples(st.sampled_from(["a", "b", "a, b"]), REASONS, LONG))


@st.composite
def indexes(draw: st.DrawFn) -> list[Line]:
    """Rows of which some have a location; without any they are headings, no index."""
    places = [draw(PLACES) if number < 5 else draw(st.just("") | PLACES) for number in range(len(CODES))]
    return [Line(code, draw(LONG), place, draw(OMISSIONS)) for code, place in zip(CODES, places, strict=True)]


@given(indexes(), st.sampled_from(FORMS))
def test_rows_are_what_stands_in_the_cells_whatever_their_lengths(lines: list[Line], form: Form) -> None:
    index = read(form.table(lines))
    assert [as_typed(row) for row in index.rows] == [(x.code, x.title, x.location, x.omission) for x in lines]
    assert index.unparsed == ()


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("location", LOCATIONS)
def test_locations_of_every_kind_stand_in_their_column(location: str, form: Form) -> None:
    omitted = ("All", "Information unavailable/incomplete", "We do not have the data.")
    lines = [Line(c, t, location if c in ("2-1", "305-1") else "12") for c, t in TITLES.items()]
    lines[2] = Line("2-8", TITLES["2-8"], "", omitted)
    index = read(form.table(lines))
    assert [(row.code, row.title, row.location) for row in index.rows] == [(x.code, x.title, x.location) for x in lines]
    said = index.rows[2].omission
    assert said is not None
    assert (said.reason, said.explanation) == omitted[1:]
    assert [row.code for row in index.rows if row.omission] == ["2-8"]
    assert index.unparsed == ()


TITLES = {
    "2-1": "Organizational details",
    "2-7": "Employees",
    "2-8": "Workers who are not employees",
    "2-9": "Governance structure and composition",
    "3-3": "Management of material topics",
    "305-1": "Direct (Scope 1) GHG emissions",
}


def plain(*rows: Sequence[str]) -> Table:
    cells = [Cell(text, y, x) for y, row in enumerate(rows) for x, text in enumerate(row) if text]
    return Table(tuple(cells), tuple(Place(line=y + 1) for y in range(len(rows))))


HEADS = [["GRI Standard", "Disclosure", "Location", "Omission"], ["", "", "", *OMISSION]]
BODY = [["", f"{code} {title}", "12"] for code, title in TITLES.items()]


def test_a_head_of_two_lines_may_be_repeated() -> None:
    index = read(plain(*HEADS, *BODY[:3], *HEADS, *BODY[3:]))
    assert [(row.code, row.location) for row in index.rows] == [(code, "12") for code in TITLES]


def test_lines_over_the_head_are_no_part_of_it() -> None:
    over = [["GRI content index"], ["Statement of use", "Mills has reported with reference to the GRI Standards."]]
    assert [row.location for row in read(plain(*over, *HEADS, *BODY)).rows] == ["12"] * 6


def test_a_location_merged_over_all_rows_is_that_of_each() -> None:
    table = plain(HEADS[0][:3], *([*row[:2], "See page 12" if number == 0 else ""] for number, row in enumerate(BODY)))
    cells = (replace(cell, rows=len(BODY)) if cell.text.startswith("See") else cell for cell in table.cells)
    assert [row.location for row in read(replace(table, cells=tuple(cells))).rows] == ["See page 12"] * 6


def test_a_row_whose_code_stands_elsewhere_is_not_read_and_not_lost() -> None:
    index = read(plain(*HEADS, *BODY, ["A note", "", "306-3 Waste generated 5"]))
    assert [row.code for row in index.rows] == [*TITLES]
    assert [(item.text, item.where.line) for item in index.unparsed] == [("A note  306-3 Waste generated 5", 9)]


def test_without_a_column_for_locations_no_row_is_lost() -> None:
    rows = [["GRI 2: General Disclosures 2021", *row[1:]] for row in BODY]
    index = read(plain(*rows, ["GRI 306", "306-3 Waste generated", "", "Not known"]))
    assert {row.code for row in index.rows} | {item.text.split("  ")[1][:5] for item in index.unparsed} >= {*TITLES}


def test_page_ranges_like_codes_are_no_table_beside_the_table() -> None:
    rows = [
        [*row[:2], ranges]
        for row, ranges in zip(BODY, ["2-5", "2-5, our mills", "3-3", "2-7", "2-9", "3-5"], strict=True)
    ]
    assert [row.location for row in read(plain(*HEADS, *rows)).rows] == [row[2] for row in rows]


def test_two_tables_side_by_side_in_one_are_both_read() -> None:
    head = ["Disclosure", "Title", "Page"]
    rows = [[code, title, "12"] for code, title in TITLES.items()]
    index = read(plain([*head, *head], *([*a, *b] for a, b in zip(rows[:3], rows[3:], strict=True))))
    assert sorted((row.code, row.title, row.location) for row in index.rows) == sorted(map(tuple, rows))
