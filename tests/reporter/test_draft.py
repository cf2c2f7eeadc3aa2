"""A suggested index in every format: the same bytes for the same draft, and whatever the report says is inert in it."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

import runs
from gricheck.model.evidence import Confidence, Draft, Passage, Suggestion
from gricheck.model.run import Versions
from gricheck.reporter import DRAFT, ENDINGS, reporter
from gricheck.reporter.draft import COLUMNS, NOT_FOUND, counts, draft_data, draft_table
from gricheck.reporter.options import RenderOptions
from published import validate

VERSIONS = Versions("0.1.0", "1", (("gri-index", "1.0.0"),))
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><b>&amp;</b>'",
    '=HYPERLINK("http://evil","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\x00=1+1",
    "\u202e=1+1",
    "[link](http://evil) ![x](y) `code` **bold** _it_ ~no~ | cell | <br> # head",
    "first\nsecond\n\n| a | b |",
    "\x1b[31mred\x1b[0m\x07\x9b2J",
    "\u202eevil\u2066\u200f",
    "{0} {title} %s",
    "]]> --> <!-- <![CDATA[ &#0; &lt;",
    "mailto:a@b.c internal:Sheet1!A1 http://example.org",
    "_x0041_ _x000D_",
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def passage(quote: str = "41,736 tCO2e", page: int = 70, label: str | None = "73", **more: Any) -> Passage:
    return Passage(page, label, 12, 12.5, 4.0, 3.5, quote, ("scope 1",), **more)


def row(code: str, *passages: Passage, title: str = "A title", standard: str = "GRI 305: Emissions 2016") -> Suggestion:
    return Suggestion(code, 2016, title, standard, not passages, passages, Confidence.HIGH if passages else None)


def draft(*rows: Suggestion, **more: Any) -> Draft:
    given: dict[str, Any] = {
        "label": "with reference to the GRI Standards",
        "statement": "[Organization] has reported …",
        "foundation": "GRI 1: Foundation 2021",
        "sectors": (),
        **more,
    }
    return Draft(rows=rows, **{"asks_for_sector": True, **given})


FULL = draft(
    row("2-1", standard="GRI 2: General Disclosures 2021"),
    row("305-1", passage(), passage("more of it", 60, "63")),
    row("305-2", passage("no label", 20, None)),
    row("305-3"),
)


def written(name: str, what: Draft = FULL) -> str | bytes:
    return reporter(DRAFT, name)(runs.mapping(), what, VERSIONS, RenderOptions())


def text(name: str, what: Draft = FULL) -> str:
    found = written(name, what)
    assert isinstance(found, str)
    return found


def hostile(words: str) -> Draft:
    told = passage(words, label=words, section=words)
    statement = {"statement": words, "sectors": (words,), "foundation": words, "label": words}
    return draft(
        row("305-1", told, title=words, standard=words), row("305-2", title=words, standard=words), **statement
    )


def parts(book: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(book)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def cells(book: bytes) -> list[list[str]]:
    """The one sheet as text, by its shared strings."""
    found = parts(book)
    shared = [
        "".join(t.text or "" for t in item.iter(f"{MAIN}t"))
        for item in etree.fromstring(found["xl/sharedStrings.xml"]).iter(f"{MAIN}si")
    ]
    sheet = etree.fromstring(found["xl/worksheets/sheet1.xml"])
    return [
        ["" if (v := cell.find(f"{MAIN}v")) is None else shared[int(v.text or "")] for cell in line.iter(f"{MAIN}c")]
        for line in sheet.iter(f"{MAIN}row")
    ]


def table_of(page: str) -> list[list[str]]:
    return [[cell.text_content() for cell in line] for line in html.fromstring(page).iter("tr")]


def elements(page: str) -> list[tuple[str, list[str]]]:
    """Every element with its attributes."""
    return [(str(e.tag), sorted(map(str, e.attrib))) for e in html.fromstring(page).iter()]


def test_the_table_has_a_cell_for_every_column_and_prints_a_standard_once() -> None:
    table = draft_table(FULL)
    assert {len(line) for line in table} == {len(COLUMNS)}
    assert [line[0] for line in table] == ["GRI 2: General Disclosures 2021", "GRI 305: Emissions 2016", "", ""]
    assert table[1][1:3] == ("305-1 A title", "63, 73")
    assert table[1][6:] == ("high", "73: 41,736 tCO2e | 63: more of it")
    assert table[2][2] == "page 21 of the file"


def test_what_was_not_found_is_blank_and_marked() -> None:
    for line in (draft_table(FULL)[0], draft_table(FULL)[3]):
        assert line[2:] == ("", "", "", "", NOT_FOUND, "")
    assert counts(FULL) == (2, 2)


def test_a_text_without_pages_is_located_by_its_lines() -> None:
    assert draft_table(draft(row("305-1", passage(page=0, label=None)), paged=False))[0][2] == "line 12"


def test_two_passages_on_one_page_locate_it_once() -> None:
    assert draft_table(draft(row("305-1", passage(), passage("other"))))[0][2] == "73"


def test_the_json_fits_its_schema() -> None:
    for what in (FULL, draft(), draft(row("305-1"), foundation="", sectors=("GRI 11: Oil and Gas Sector 2021",))):
        validate(json.loads(text("json", what)), "draft")
    data = draft_data(runs.mapping(), FULL, VERSIONS)
    assert [(r["disclosure"], r["location"], r["confidence"], r["required"]) for r in data["rows"]] == [
        ("2-1", None, None, True),
        ("305-1", "63, 73", "high", False),
        ("305-2", "page 21 of the file", "high", False),
        ("305-3", None, None, True),
    ]


@pytest.mark.parametrize("name", sorted(DRAFT))
def test_the_same_draft_gives_the_same_bytes(name: str) -> None:
    assert written(name) == written(name)
    assert written(name, hostile(HOSTILE[0])) != written(name)


def test_the_workbook_does_not_tell_when_it_was_made() -> None:
    book = written("xlsx")
    assert isinstance(book, bytes)
    assert set(re.findall(rb"\d{4}-\d\d-\d\dT", parts(book)["docProps/core.xml"])) == {b"2000-01-01T"}
    with ZipFile(io.BytesIO(book)) as file:
        assert {item.date_time for item in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", sorted(DRAFT))
def test_an_empty_draft_can_be_written(name: str) -> None:
    assert written(name, draft())


def test_every_format_but_the_workbook_is_text_and_every_ending_has_one() -> None:
    assert {name for name in DRAFT if isinstance(written(name), bytes)} == {"xlsx"}
    assert {held[0] for held in ENDINGS.values()} >= set(DRAFT)


def test_the_workbook_holds_the_table() -> None:
    found = cells(written("xlsx"))  # type: ignore[arg-type]
    assert list(COLUMNS) in found
    at = found.index(list(COLUMNS)) + 1
    assert [tuple(line) for line in found[at:]] == draft_table(FULL)
    assert found[0] == ["Statement of use", FULL.statement]


def test_the_csv_holds_the_table() -> None:
    lines = list(csv.reader(io.StringIO(text("csv"), newline=""), strict=True))
    assert list(COLUMNS) in lines
    assert [tuple(line) for line in lines[lines.index(list(COLUMNS)) + 1 :]] == draft_table(FULL)
    assert text("csv").count("\r\n") == text("csv").count("\n") == len(lines)


def test_the_html_holds_the_table_and_needs_nothing_from_elsewhere() -> None:
    page = text("html")
    assert table_of(page) == [list(COLUMNS), *map(list, draft_table(FULL))]
    tree = html.fromstring(page)
    assert [e.tag for e in tree.iter("script", "link", "img", "iframe", "a", "object", "form")] == []
    assert "url(" not in page
    assert "@import" not in page


def test_the_markdown_table_has_as_many_cells_in_every_line() -> None:
    lines = [line for line in text("markdown").splitlines() if line.startswith("|")]
    assert len(lines) == 2 + len(FULL.rows)
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {len(COLUMNS) + 1}


def test_the_text_tells_what_was_found_and_what_was_not() -> None:
    shown = text("text")
    assert "305-1 A title  63, 73" in shown
    assert "“41,736 tCO2e”" in shown
    assert "2 rows suggested" in shown
    assert "2 rows left blank, not found with enough confidence" in shown
    assert "2-1," in shown
    assert "1 row suggested" in text("text", draft(row("305-1", passage())))


@pytest.mark.parametrize("words", HOSTILE)
class TestHostileText:
    def test_a_spreadsheet_takes_no_cell_of_the_csv_for_a_formula(self, words: str) -> None:
        for line in csv.reader(io.StringIO(text("csv", hostile(words)), newline=""), strict=True):
            for cell in line:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
                assert not CONTROL.search(cell)

    def test_the_csv_keeps_its_lines(self, words: str) -> None:
        written = text("csv", hostile(words))
        assert written.startswith("\ufeff")
        lines = list(csv.reader(io.StringIO(written[1:], newline=""), strict=True))
        assert [len(line) for line in lines] == [2, 2, 2, 0, len(COLUMNS), len(COLUMNS), len(COLUMNS)]

    def test_the_html_has_the_elements_of_a_harmless_draft(self, words: str) -> None:
        page, harmless = text("html", hostile(words)), text("html", hostile("words"))
        assert elements(page) == elements(harmless)
        assert not CONTROL.search(page.replace("\n", ""))

    def test_the_markdown_table_keeps_its_cells_and_marks_nothing_up(self, words: str) -> None:
        page = text("markdown", hostile(words))
        lines = [line for line in page.splitlines() if line.startswith("|")]
        assert [len(re.findall(r"(?<!\\)\|", line)) for line in lines] == [len(COLUMNS) + 1] * 4
        assert len(page.splitlines()) == len(text("markdown", hostile("words")).splitlines())
        assert not CONTROL.search(page.replace("\n", ""))
        for line in lines[2:]:
            assert not re.search(r"(?<!\\)[`*_\[\]<>]", line)

    def test_the_workbook_holds_strings_and_neither_formulas_nor_links(self, words: str) -> None:
        book = written("xlsx", hostile(words))
        assert isinstance(book, bytes)
        sheet = etree.fromstring(parts(book)["xl/worksheets/sheet1.xml"])
        assert [e.tag for e in sheet.iter(f"{MAIN}f", f"{MAIN}hyperlink", f"{MAIN}hyperlinks")] == []
        assert {c.get("t") for c in sheet.iter(f"{MAIN}c") if c.find(f"{MAIN}v") is not None} == {"s"}
        assert not any("xl/worksheets/_rels" in name for name in parts(book))
        assert not any(CONTROL.search(cell) for line in cells(book) for cell in line)

    def test_a_terminal_is_not_moved(self, words: str) -> None:
        shown = text("text", hostile(words))
        assert not CONTROL.search(shown.replace("\n", ""))

    def test_the_json_is_read_back_as_it_was(self, words: str) -> None:
        (told, _) = json.loads(text("json", hostile(words)))["rows"]
        assert (told["title"], told["pages"][0]["quote"]) == (words, words)


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(), max_size=60).map("a{}".format))
def test_any_text_gives_a_workbook_a_page_and_a_table_that_can_be_read(words: str) -> None:
    book = written("xlsx", hostile(words))
    assert isinstance(book, bytes)
    assert etree.fromstring(parts(book)["xl/worksheets/sheet1.xml"]).find(f".//{MAIN}f") is None
    assert len(cells(book)) == 6
    assert len(table_of(text("html", hostile(words)))) == 3
    assert len([line for line in text("markdown", hostile(words)).split("\n") if line.startswith("|")]) == 4


@pytest.mark.parametrize("mark", ["\ufffe", "\uffff", "\ufdd0"])
def test_what_is_no_character_breaks_no_workbook(mark: str) -> None:
    book = written("xlsx", hostile(f"a{mark}b"))
    assert isinstance(book, bytes)
    assert any("a" in cell and "b" in cell for line in cells(book) for cell in line)
