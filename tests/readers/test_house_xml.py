"""XML whose element names a user has told: each key, both ways to write it, and what the cache makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gricheck.config import given_elements, load_config
from gricheck.model.document import Document
from gricheck.pipeline import Given, Kit, index_of, load_kit, map_report, no_index, read_report
from gricheck.readers import layout, read

CODES = ["2-1", "2-2", "2-3", "302-1", "302-3", "305-1"]
TITLES = ["Organizational details", "Entities included in the organization's sustainability reporting"]
TITLES += ["Reporting period, frequency and contact point", "Energy consumption within the organization"]
TITLES += ["Energy intensity", "Direct (Scope 1) GHG emissions"]
ITEMS = "".join(
    f"<item><c>{code}</c><c>{title}</c><c>{page}</c></item>"
    for code, title, page in [
        ("Disclosure", "Title", "Page"),
        *((code, title, str(number)) for number, (code, title) in enumerate(zip(CODES, TITLES, strict=True), 3)),
    ]
)
INDEX = "<h>GRI content index</h>"


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


def document(tmp_path: Path, text: str, **xml: Any) -> Document:
    path = tmp_path / "report.xml"
    path.write_text(f'<?xml version="1.0"?><annual>{text}</annual>', encoding="utf-8")
    return read(path, cached=False, elements=given_elements(xml) if xml else None)


def lines(tmp_path: Path, text: str, **xml: Any) -> list[list[str]]:
    return [page.text.split("\n") for page in document(tmp_path, text, **xml).pages]


TABLE: Mapping[str, Any] = {"table": ["list"], "row": ["item"], "cell": ["c"]}


def test_an_index_of_elements_unknown_before_is_read(tmp_path: Path, kit: Kit) -> None:
    text = f"{INDEX}<list><group>{ITEMS}</group></list>"
    index = index_of(document(tmp_path, text, **TABLE, heading=["h"]), kit)
    assert [(row.code, row.title, row.location) for row in index.rows] == [
        (code, title, str(number)) for number, (code, title) in enumerate(zip(CODES, TITLES, strict=True), 3)
    ]


def test_cells_with_columns_stand_there_whatever_a_row_lacks_and_in_any_order(tmp_path: Path) -> None:
    rows = (
        '<item code="2-1"><where>4</where><what>Details</what></item><item><why>Secret</why><what>Pay</what></item>'
        '<item code="2-3"><where>5</where><where>7</where></item><band>Next</band>'
    )
    cell = {"@code": 1, "what": 2, "where": 3, "why": 4}
    told: Any = {"table": ["list"], "row": ["item", "band"], "cell": cell}
    assert lines(tmp_path, f"<list>{rows}</list>", **told) == [["2-1  Details  4", "Pay  Secret", "2-3  5 7", "Next"]]
    (drawn,) = layout(document(tmp_path, f"<list>{rows}</list>", **told).source, (0,))
    left = {word.text: word.x0 for word in drawn.words}
    assert left["Details"] == left["Pay"]
    assert left["4"] == left["5"] == left["7"] < left["Secret"]
    assert left["2-1"] == left["2-3"] == left["Next"]


def test_headings_have_the_level_told_or_that_of_an_attribute_or_of_their_sections(tmp_path: Path) -> None:
    text = '<part><h>A</h><h2>B</h2><part><k depth="3">C</k><k>D</k><h>E</h></part></part>'
    found = document(tmp_path, text, heading={"h2": 4, "k": "depth"}, section=["part"])
    assert [(mark.title, mark.level) for mark in found.outline] == [("B", 3), ("C", 2), ("D", 1)]
    assert [(m.title, m.level) for m in document(tmp_path, text, heading=["h"]).outline] == [
        ("A", 0),
        ("B", 1),
        ("E", 1),
    ]


def test_what_is_inline_skipped_a_break_or_a_paragraph(tmp_path: Path) -> None:
    text = "<p>One <w>two</w> three<nl/>four<note>five</note></p><title>six</title><x>seven</x>"
    plain = [["One", "two", "three", "four", "five", "six", "seven"]]
    assert lines(tmp_path, text) == plain
    told = {"inline": ["w"], "line-break": ["nl"], "skip": ["note"], "paragraph": ["title"]}
    assert lines(tmp_path, text, **told) == [["One two three", "four", "six", "seven"]]
    assert document(tmp_path, text).outline
    assert not document(tmp_path, text, **told).outline


@pytest.mark.parametrize(
    ("text", "xml"),
    [
        ('<side n="i">A</side><side n="3">B</side><side>C</side>', {"page": {"side": "n"}}),
        ('<pb n="i"/>A<pb n="3"/><p>B</p><pb/>C', {"page-break": {"pb": "n"}}),
    ],
)
def test_pages_and_their_numbers(tmp_path: Path, text: str, xml: Mapping[str, Any]) -> None:
    found = document(tmp_path, text, **xml)
    assert [page.text for page in found.pages] == ["A", "B", "C"]
    assert [found.pagination.label(page) for page in (0, 1)] == ["i", "3"]
    key = next(iter(xml))
    assert len(document(tmp_path, text, **{key: list(xml[key])}).pages) == 3
    assert len(document(tmp_path, text, skip=["unheard"]).pages) == 1


def test_links_lead_to_anchors_by_the_attributes_told(tmp_path: Path) -> None:
    text = (
        '<side><p key="one">A</p></side><side><list><item><c>1</c><c><see to="one">A</see></c></item>'
        '<item><c>2</c><c><see to="https://example.org/a.b">B</see></c></item>'
        '<item><c>3</c><c><see to="none">C</see></c></item></list></side>'
    )
    told: Any = {**TABLE, "page": ["side"], "link": {"see": "to"}, "anchor": ["key"], "inline": ["unheard"]}
    (drawn,) = layout(document(tmp_path, text, **told).source, (1,))
    assert {(link.page, link.uri) for link in drawn.links if link.page is not None or link.uri} == {
        (0, None),
        (None, "https://example.org/a.b"),
    }


def test_spans_by_the_attributes_told(tmp_path: Path) -> None:
    text = '<list><item><c wide="2">A</c><c high="2">B</c></item><item><c>1</c><c>2</c></item></list>'
    told: Any = {**TABLE, "column-span": ["wide"], "row-span": ["high"]}
    (drawn,) = layout(document(tmp_path, text, **told).source, (0,))
    left = {word.text: word.x0 for word in drawn.words}
    assert left["A"] == left["1"] < left["2"] < left["B"]


def test_a_name_in_its_namespace_goes_before_the_same_name_in_any(tmp_path: Path) -> None:
    text = '<a:p xmlns:a="urn:A">one</a:p><p>two</p><b:p xmlns:b="urn:b" b:nr="2">three</b:p>'
    assert lines(tmp_path, text, skip=["{urn:A}p"]) == [["two", "three"]]
    assert lines(tmp_path, text, skip=["P"], paragraph=["{urn:b}p"]) == [["three"]]
    for attribute in ("nr", "{urn:b}nr"):
        found = document(tmp_path, text, page={"{urn:b}p": attribute})
        assert len(found.pages) == 2
        assert found.pagination.label(1) == "2"


def test_built_in_names_stay_beside_a_users(tmp_path: Path) -> None:
    text = "<list><item><c>A</c><c>B</c></item></list><table><row><entry>1</entry><entry>2</entry></row></table>"
    assert lines(tmp_path, text, **TABLE) == [["A  B", "1  2"]]


def test_html_is_as_browsers_have_it(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("<!doctype html><p>A<list><item><c>B</c></item></list>", encoding="utf-8")
    assert read(path, elements=given_elements(TABLE)).source == read(path).source


def test_the_cache_tells_a_reading_from_one_with_other_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRICHECK_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "r.xml"
    path.write_text('<?xml version="1.0"?><a><p>A</p><n>B</n></a>', encoding="utf-8")
    skip = given_elements({"skip": ["n"]})
    texts = [read(path, elements=own).pages[0].text for own in (None, skip, None, skip)]
    assert texts == ["A\nB", "A"] * 2
    assert len(list((tmp_path / "cache").iterdir())) == 2
    assert read(path, elements=skip).source == replace(read(path).source, elements=skip)


def test_an_index_in_a_file_of_its_own_is_read_so_too(tmp_path: Path, kit: Kit) -> None:
    index, report = tmp_path / "index.xml", tmp_path / "report.txt"
    index.write_text(f'<?xml version="1.0"?><a>{INDEX}<list>{ITEMS}</list></a>', encoding="utf-8")
    report.write_text("\f".join(f"Page\n{number}" for number in range(1, 10)), encoding="utf-8")
    given = Given(index=index, cache=False, elements=given_elements(TABLE))
    assert [row.code for row in index_of(read_report(report, given), kit).rows] == CODES


def test_a_short_index_without_its_name_is_told_what_it_lacks(tmp_path: Path, kit: Kit) -> None:
    path, text = tmp_path / "report.xml", "".join(f"<p>Prose {n}.</p>" for n in range(9))
    given = Given(cache=False, elements=given_elements({**TABLE, "heading": ["h"]}))
    short = "<item>" + "<item>".join(ITEMS.split("<item>")[1:5])
    told = {}
    for name in ("", INDEX):
        path.write_text(f'<?xml version="1.0"?><a>{text}{name}<list>{short}</list></a>', encoding="utf-8")
        told[name] = map_report(path, kit, given)
    assert not told[""].index.rows
    assert "put its name (GRI content index) over it as a heading" in no_index(told[""])
    assert [row.code for row in told[INDEX].index.rows] == CODES[:3]


def test_the_example_of_the_documentation_is_read(tmp_path: Path, kit: Kit) -> None:
    page = (Path(__file__).parents[2] / "docs/configuration.md").read_text(encoding="utf-8")
    source, told = (re.search(rf"```{kind}\n({start}.*?)```", page, re.DOTALL) for kind, start in _EXAMPLE)
    assert source
    assert told
    (tmp_path / "report.xml").write_text(source[1], encoding="utf-8")
    (tmp_path / "gricheck.yaml").write_text(told[1], encoding="utf-8")
    given = Given(cache=False, elements=load_config(tmp_path / "gricheck.yaml").elements)
    rows = map_report(tmp_path / "report.xml", kit, given).index.rows
    assert [(row.code, row.location, row.dead_links) for row in rows] == [
        ("305-1", "70", ("#f70",)),
        ("305-2", "", ()),
        ("305-3", "71", ()),
    ]
    assert rows[1].omission is not None


_EXAMPLE = (("xml", "<register>"), ("yaml", "xml:\n"))
