"""Text of a report in every output of every command: inert, readable, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from gricheck.model.run import Checked, Failure
from gricheck.reporter import CHECK, GAPS, INDEX, escape, reporter
from gricheck.reporter.options import RenderOptions
from hostile import HOSTILE, hostile_run, shown_in

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
EVERY = [("check", CHECK, name) for name in CHECK] + [("gaps", GAPS, name) for name in GAPS]
EVERY += [("index", INDEX, name) for name in INDEX]
PATH = f"{HOSTILE[0]}{HOSTILE[6]}{HOSTILE[7]}{HOSTILE[8]}.pdf"


def written(command: str, formats: Mapping[str, str], name: str) -> str | bytes:
    run = hostile_run(HOSTILE, PATH)
    options = RenderOptions(folder="out")
    if command == "index":
        return reporter(formats, name)(run.mapping, run.versions, options)
    failures = () if name == "html" else (Failure(PATH, f"{PATH}: {HOSTILE[3]}"),)
    return reporter(formats, name)(Checked((run,), failures), options)


def visible(found: str | bytes, name: str) -> str:
    """What a reader of the format sees."""
    if isinstance(found, bytes) and name == "junit":
        return unescape(found.decode("utf-8"))
    if isinstance(found, bytes):
        book = openpyxl.load_workbook(io.BytesIO(found))
        return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    if name in ("json", "sarif", "gitlab"):
        return "\n".join(strings(json.loads(found)))
    if name == "html":
        return html.fromstring(found).text_content()
    if name == "markdown":
        return unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", found)).replace("\u2060", "")
    if name == "github":
        for code, letter in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            found = found.replace(code, letter)
    if name == "csv":
        return "\n".join(cell for line in csv.reader(io.StringIO(found, newline=""), strict=True) for cell in line)
    return found


def strings(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for item in inner for text in strings(item)]


@pytest.mark.parametrize(("command", "formats", "name"), EVERY, ids=[f"{command}-{name}" for command, _, name in EVERY])
class TestEveryOutput:
    def test_the_same_input_gives_the_same_bytes(self, command: str, formats: Mapping[str, str], name: str) -> None:
        assert written(command, formats, name) == written(command, formats, name)

    def test_no_control_character_and_no_direction_override_is_left(
        self, command: str, formats: Mapping[str, str], name: str
    ) -> None:
        found = written(command, formats, name)
        text = found if isinstance(found, str) else visible(found, name)
        assert not CONTROL.search(text)  # JSON keeps them as escapes, which move nothing

    def test_a_reader_still_sees_the_words(self, command: str, formats: Mapping[str, str], name: str) -> None:
        text = re.sub(r"\s+", "", visible(written(command, formats, name), name))
        missing = [words for words in HOSTILE if not shown_in(text, words)]
        assert missing == []


@pytest.mark.parametrize("formats", [CHECK, GAPS, INDEX], ids=["check", "gaps", "index"])
class TestSpreadsheets:
    def test_no_cell_of_a_csv_is_a_formula(self, formats: Mapping[str, str]) -> None:
        command = {id(CHECK): "check", id(GAPS): "gaps", id(INDEX): "index"}[id(formats)]
        text = str(written(command, formats, "csv")).removeprefix("\ufeff")
        for line in csv.reader(io.StringIO(text, newline=""), strict=True):
            assert not [cell for cell in line if cell.lstrip().startswith(("=", "+", "-", "@"))]

    def test_a_workbooks_only_formulas_and_links_are_ours(self, formats: Mapping[str, str]) -> None:
        command = {id(CHECK): "check", id(GAPS): "gaps", id(INDEX): "index"}[id(formats)]
        found = written(command, formats, "xlsx")
        assert isinstance(found, bytes)
        book = openpyxl.load_workbook(io.BytesIO(found))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        formulas = {str(cell.value)[:9] for cell in cells if cell.data_type == "f"}
        assert formulas <= {"=COUNTIF("}
        for link in (cell.hyperlink for cell in cells if cell.hyperlink):
            assert "example.invalid" not in f"{link.target}{link.location}"
            assert f"{link.target}#{link.location}".startswith(("..", "%", "file"))


def test_the_page_has_no_element_out_of_the_text() -> None:
    page = str(written("gaps", GAPS, "html"))
    tree = html.fromstring(page)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath(
        "//img | //iframe | //object | //embed | //base | //link | //a[starts-with(@href, 'javascript')]"
    )
    assert not [name for element in tree.iter() for name in element.attrib if str(name).startswith("on")]


@given(st.text())
def test_markdown_of_any_text_is_one_line_without_a_bare_mark(text: str) -> None:
    found = escape.markdown(text)
    assert len(found.splitlines()) <= 1
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", found)
    assert not re.search(r"[`*_{}\[\]<>#|!~&$\\]", bare)
    assert not re.search(r"@\w|://|www\.", bare)


@given(st.text())
def test_a_cell_of_any_text_is_no_formula(text: str) -> None:
    assert not escape.is_formula(escape.cell(text))


@given(st.text())
def test_html_of_any_text_is_text(text: str) -> None:
    found = html.fromstring(f"<p>a{escape.html(text)}</p>")
    assert found.text_content() == f"a{escape.inert(text)}"
    assert len(found) == 0
