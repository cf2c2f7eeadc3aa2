"""One index in every format: the same rows, the same findings, apart from the places they name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

import gricheck
from gricheck.config import load_config
from gricheck.files import Given
from gricheck.model.run import Run
from gricheck.pipeline import Kit, check_report, load_kit, no_index
from gricheck.policy import Policy

SAMPLES = Path(__file__).resolve().parents[2] / "sample_reports"
REPORT = SAMPLES / "faulty-2021-in-accordance.pdf"
INDEXES = sorted((SAMPLES / "indexes").iterdir())


@cache
def kit() -> Kit:
    return load_kit()


@cache
def checked(path: Path, index: Path | None = None) -> Run:
    return check_report(path, kit(), Policy(), Given(index=index, cache=False))


def rows(run: Run) -> list[tuple[object, ...]]:
    """All that a row says; links are of the PDF alone."""
    return [
        (
            r.code,
            r.printed_code,
            r.title,
            r.location,
            r.kind,
            r.omission,
            r.sdgs,
            r.topic,
            r.heading_standard,
            r.edition,
        )
        for r in run.mapping.index.rows
    ]


def findings(run: Run) -> set[tuple[str, str | None, str, str]]:
    return {(f.rule, f.disclosure, f.severity.value, f.message) for f in run.findings}


def test_there_is_one_in_every_format() -> None:
    assert {path.suffix for path in INDEXES} == {
        *(".adoc", ".csv", ".docx", ".html", ".md", ".ods", ".tsv", ".xhtml", ".xls", ".xlsx", ".xml")
    }


@pytest.mark.parametrize("index", INDEXES, ids=lambda path: path.suffix[1:])
class TestEveryFormat:
    def test_each_row_is_read_as_in_the_report(self, index: Path) -> None:
        assert rows(checked(REPORT, index)) == rows(checked(REPORT))
        assert checked(REPORT, index).mapping.index.unparsed == ()

    def test_beside_the_report_it_has_the_findings_of_the_reports_own_index(self, index: Path) -> None:
        assert findings(checked(REPORT, index)) == findings(checked(REPORT))

    def test_by_itself_it_has_those_that_need_no_pages(self, index: Path) -> None:
        alone = checked(index)
        assert findings(alone) == findings(checked(INDEXES[0]))
        assert {f.rule for f in alone.findings} >= {"code-misprint", "location-slash", "omission-not-permitted"}
        assert not {"page-out-of-range", "page-without-evidence"} & {f.rule for f in alone.findings}

    def test_every_place_is_in_the_index_file(self, index: Path) -> None:
        run = checked(REPORT, index)
        assert all((row.where.page or 0) >= run.mapping.page_count for row in run.mapping.index.rows)
        assert any("a further index" in warning for warning in run.mapping.warnings)


HOUSE = SAMPLES / "house-xml" / "faulty-2021-in-accordance.xml"


def in_house_words() -> Run:
    given = Given(cache=False, elements=load_config(HOUSE.parent / "gricheck.yaml").elements)
    return check_report(HOUSE, kit(), Policy(), given)


def test_a_report_in_xml_of_a_house_is_read_by_the_names_told_and_only_so() -> None:
    own, house = checked(REPORT), in_house_words()
    assert rows(house) == rows(own)
    assert house.mapping.index.unparsed == ()
    pages = [[[page.label for page in row.pages] for row in run.mapping.index.rows] for run in (house, own)]
    assert pages[0] == pages[1]
    for row in house.mapping.index.rows:
        printed = dict.fromkeys(map(int, re.findall(r"(?<![-–])\b\d+", row.location)))
        assert row.linked == tuple(page for page in printed if page < house.mapping.page_count)
    (dead,) = (f for f in house.findings if f.rule == "link-broken")
    assert (dead.disclosure, '"#f207"' in dead.message) == ("205-3", True)  # a page that the report lacks
    assert {(f.rule, f.disclosure, f.severity) for f in house.findings if f is not dead} == {
        (f.rule, f.disclosure, f.severity) for f in own.findings
    }
    by_hand = gricheck.check(HOUSE, xml=yaml.safe_load((HOUSE.parent / "gricheck.yaml").read_text("utf-8"))["xml"])
    assert by_hand.mapping.index == house.mapping.index
    assert not checked(HOUSE).mapping.index.rows
    assert "`xml` in gricheck.yaml" in no_index(checked(HOUSE).mapping)


def test_an_index_cut_into_tables_of_several_widths_among_others_is_read_whole(tmp_path: Path) -> None:
    whole = (SAMPLES / "indexes" / "faulty-2021-in-accordance.html").read_text(encoding="utf-8")
    before, _, rest = whole.partition("<table>")
    head, *lines = re.findall(r"<tr>.*?</tr>", rest)[1:]
    parts: list[list[str]] = []
    for line in lines:
        if "colspan" in line:
            parts.append([line])
        else:
            parts[-1].append(line)
    cells = "<tr><td>Gas</td><td>1,200</td><td>9</td></tr>"
    figures = f"<table>{cells}{cells}</table>"
    tables = [figures]
    for number, (name, *rows) in enumerate(parts):
        cut = [re.sub(r"<(t[dh])>[^<]*</\1></tr>$", "</tr>", line) if number % 2 else line for line in (head, *rows)]
        tables += [f"<h3>{re.sub('<[^>]*>', '', name)}</h3>", f"<table>{''.join(cut)}</table>" if rows else ""]
    path = tmp_path / "report.html"
    path.write_text("\n".join([before, *tables, figures, "</body></html>"]), encoding="utf-8")
    found, own = checked(path).mapping.index, checked(REPORT).mapping.index
    assert [(r.code, r.location, r.kind) for r in found.rows] == [(r.code, r.location, r.kind) for r in own.rows]
    assert found.unparsed == ()
