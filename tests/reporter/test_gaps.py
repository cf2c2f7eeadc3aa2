"""The gap table as CSV, Markdown, workbook and page: the same lines in each, and links to the pages."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import html

import gricheck
import runs
from gricheck.errors import UsageError
from gricheck.model.document import PagePicture, Pictures
from gricheck.model.evidence import Covered, Evidence, Passage, Support
from gricheck.model.index import Kind, Omission, PageRef
from gricheck.model.mapping import Gap, Status
from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Failure, Run
from gricheck.policy import Policy, apply_policy
from gricheck.reporter import GAPS, reporter
from gricheck.reporter.gaps.lines import LOOKS, cited, goals, locations, omissions, standard_of
from gricheck.reporter.gaps.pictures import wanted_pages
from gricheck.reporter.gaps.standards import groups
from gricheck.reporter.gaps.table import COLUMNS, CONCLUSIONS
from gricheck.reporter.links import page_link
from gricheck.reporter.options import RenderOptions

STYLE = Path(gricheck.__file__).parent / "reporter" / "gaps" / "page.css"
BESIDE = RenderOptions(folder="out")
GROUND = re.compile(r"--([\w-]+?)(-ink)?: (#[0-9a-f]{6});")


def passage(page: int = 70, quote: str = "41,736 tCO2e", label: str | None = "73") -> Passage:
    return Passage(page, label, 12, 9.0, 3.0, 2.0, quote, ("scope 1",), "Our climate")


def full_run(**more: Any) -> Run:
    """Three rows: one reported and borne out, one with an omission, one that is only a slash; and one missing."""
    emissions = replace(
        runs.match(runs.EMISSIONS, "73", sdgs=(13,)),
        evidence=Evidence(Support.SUPPORTED, (passage(),), (passage(80, "better", "83"),)),
    )
    omission = Omission(("b", "c"), "Information unavailable", "unavailable", "measured from next year")
    energy = runs.match(runs.ENERGY, "not reported", line=2, kind=Kind.OMITTED, omission=omission)
    slash = runs.match(runs.SUPPLY_CHAIN, "/", line=3)
    water = runs.WATER_NEW
    rows = (emissions, energy, slash)
    found = [runs.result(slash, runs.rule(severity=Severity.ERROR)), runs.result()]
    statuses = (Status.REPORTED, Status.OMITTED, Status.UNEXPLAINED)
    lines = [replace(gap, status=status) for gap, status in zip(runs.gaps(rows), statuses, strict=True)]
    missing = Gap(
        water.code, water.edition, water.title, water.standard, "Core", Status.MISSING,
        covered=Covered(water.code, water.edition, passage(90, "41 megalitres", None)),
    )  # fmt: skip
    return apply_policy(runs.run(rows, found, gaps=(*lines, missing), **more), Policy())


def written(name: str, run: Run | None = None, options: RenderOptions = BESIDE) -> Any:
    return reporter(GAPS, name)(Checked((run or full_run(),)), options)


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def book(options: RenderOptions = BESIDE, checked: Checked | None = None) -> Any:
    found = reporter(GAPS, "xlsx")(checked or Checked((full_run(),)), options)
    assert isinstance(found, bytes)
    return openpyxl.load_workbook(io.BytesIO(found))


class TestCsv:
    def test_a_line_holds_everything(self) -> None:
        emissions, energy, slash, water = records(written("csv"))
        assert emissions["Disclosure"] == "305-1"
        assert emissions["Status"] == "reported"
        assert emissions["Evidence"] == "supported"
        assert emissions["Evidence found on"] == "p. 73 (PDF page 71); p. 83 (PDF page 81), not cited"
        assert "41,736 tCO2e" in emissions["Quote"]
        assert emissions["SDGs"] == "13"
        assert energy["Omission"] == "b, c: Information unavailable: measured from next year"
        assert slash["Findings"].startswith("error [location-slash] The location of 102-10 is /")
        assert slash["Remedy"] == "Give the page of 102-10."
        assert (water["Status"], water["Quote"]) == ("missing", "p. 93 (PDF page 91), not cited: 41 megalitres")

    def test_the_reviewers_columns_are_empty(self) -> None:
        assert {
            line[name] for line in records(written("csv")) for name in ("Conclusion", "Comment", "Evidence seen")
        } == {""}

    def test_several_reports_are_told_apart(self) -> None:
        text = reporter(GAPS, "csv")(Checked((full_run(), full_run()), several=True), BESIDE)
        assert [line["Report"] for line in records(str(text))] == ["report.pdf"] * 8


class TestWorkbook:
    def test_it_has_its_sheets_and_what_a_reviewer_needs(self) -> None:
        found = book()
        assert found.sheetnames == ["Summary", "Gap table", "Findings", "Provenance"]
        sheet = found["Gap table"]
        assert [cell.value for cell in sheet[1]] == [column.name for column in COLUMNS]
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref == "A1:Q5"
        (rule,) = sheet.data_validations.dataValidation
        assert str(rule.sqref) == "O2:O5"
        assert rule.formula1 == f'"{",".join(CONCLUSIONS)}"'

    def test_status_has_its_colour(self) -> None:
        sheet = book()["Gap table"]
        for line in range(2, 6):
            look, _ = LOOKS[Status(sheet.cell(line, 5).value)]
            assert sheet.cell(line, 5).fill.fgColor.rgb == f"FF{look.fill[1:].upper()}"

    def test_pages_are_links_into_the_pdf(self) -> None:
        sheet = book()["Gap table"]
        link = sheet.cell(2, 7).hyperlink
        assert (link.target, link.location) == ("..\\report.pdf", "page=71") or link.target.endswith(
            "report.pdf#page=71"
        )
        assert sheet.cell(3, 7).hyperlink is None
        assert book(RenderOptions())["Gap table"].cell(2, 7).hyperlink is None

    def test_the_summary_counts_what_the_table_says(self) -> None:
        cells = {row[0].value: row[1].value for row in book()["Summary"].iter_rows() if row[0].value}
        assert cells["reported"] == "=COUNTIF('Gap table'!$E$2:$E$5,\"reported\")"
        assert cells["confirmed"] == "=COUNTIF('Gap table'!$O$2:$O$5,\"confirmed\")"
        assert cells["Findings: error"] == 1

    def test_the_findings_are_all_there_those_about_the_report_too(self) -> None:
        rows = [[cell.value for cell in row] for row in book()["Findings"].iter_rows(min_row=2)]
        assert [(row[0], row[2] or None, row[3]) for row in rows] == [
            ("error", "102-10", runs.SUPPLY_CHAIN.title),
            ("warning", None, "The report as a whole"),
        ]

    def test_provenance_names_file_versions_and_day(self) -> None:
        checked = Checked((full_run(),), (Failure("other.pdf", "other.pdf: the file is empty"),), several=True)
        found = book(RenderOptions(made=date(2026, 3, 31)), checked)
        cells = {row[0].value: row[1].value for row in found["Provenance"].iter_rows()}
        assert cells["SHA-256"] == runs.SHA
        assert cells["Pack gri-2016"] == "1.0.0"
        assert cells["Made on"] == "2026-03-31"
        assert cells["Not checked"] == "other.pdf: the file is empty"
        assert found.properties.created.date() == date(2026, 3, 31)

    def test_without_a_day_it_does_not_tell_one(self) -> None:
        assert book().properties.created.date() == date(2000, 1, 1)


class TestPage:
    def test_every_line_and_finding_is_in_it(self) -> None:
        page = html.fromstring(written("html"))
        assert [e.text_content() for e in page.cssselect("#table .open")] == ["305-1", "302-1", "102-10", "303-3"]
        assert [e.get("data-status") for e in page.cssselect("#table tbody")] == [
            "reported", "omitted", "unexplained", "missing",
        ]  # fmt: skip
        assert "The location of 102-10 is /" in page.get_element_by_id("d2").text_content()
        assert "The location of None is" in page.cssselect("section[aria-labelledby=h-report]")[0].text_content()
        assert [e.get("href") for e in page.cssselect("ul.map a")] == ["#d0", "#d1", "#d2", "#d3"]

    def test_the_bars_are_as_wide_as_their_share(self) -> None:
        page = html.fromstring(written("html"))
        for bar in page.cssselect("ul.bars svg"):
            assert sum(float(rect.get("width")) for rect in bar) == pytest.approx(240, abs=0.2)

    def test_pictures_stand_in_it_once_and_rows_show_parts_of_them(self) -> None:
        pages = tuple(PagePicture(page, 595.0, 842.0, "image/webp", b"picture") for page in (70, 117))
        box = (36.0, 210.0, 559.0, 222.0)
        run = full_run()
        rows = [replace(m, row=replace(m.row, where=replace(m.row.where, box=box))) for m in run.mapping.matches]
        run = replace(run, gaps=tuple(replace(g, matches=(r,)) for g, r in zip(run.gaps, rows, strict=False)))
        page = html.fromstring(written("html", run, replace(BESIDE, pictures=Pictures(pages, left_out=2))))
        assert [e.get("id") for e in page.iter("image")] == ["page70", "page117"]
        uses = [(e.getparent().get("viewbox"), e.get("href")) for e in page.iter("use")]
        assert ("30 194 535 44", "#page117") in uses
        assert ("0 0 595 842", "#page70") in uses
        assert "2 cited pages not shown" in page.text_content()

    def test_several_reports_need_a_page_each(self) -> None:
        with pytest.raises(UsageError, match="a file of its own"):
            reporter(GAPS, "html")(Checked((full_run(), full_run()), several=True), BESIDE)

    def test_its_own_script_and_style_are_the_only_ones_it_allows(self) -> None:
        page = written("html")
        policy = html.fromstring(page).xpath("//meta[@http-equiv]")[0].get("content")
        assert policy.count("sha256-") == 2
        assert " style=" not in page
        assert not re.search(r"\son\w+=", page)
        assert "http://" not in page
        assert "https://" not in page


class TestLooks:
    def test_every_status_has_a_look_a_mark_and_a_class(self) -> None:
        style = STYLE.read_text(encoding="utf-8")
        assert set(LOOKS) == set(Status)
        assert len({mark for _, mark in LOOKS.values()}) == len(Status)
        assert all(f".s-{status.value} " in style for status in Status)

    @pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
    def test_letters_stand_out_from_their_ground(self, scheme: int) -> None:
        style = STYLE.read_text(encoding="utf-8")
        colours: dict[str, dict[bool, str]] = {}
        for name, ink, colour in GROUND.findall(style.split(":root {")[1 + scheme].split("}")[0]):
            colours.setdefault(name, {})[bool(ink)] = colour
        pairs = [(name, found) for name, found in colours.items() if set(found) == {True, False}]
        assert len(pairs) == len(Status)
        assert all(contrast(found[False], found[True]) >= 7 for _, found in pairs), pairs

    def test_the_workbooks_letters_too(self) -> None:
        assert all(contrast(look.fill, look.ink) >= 7 for look, _ in LOOKS.values())


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lights = sorted((light(one), light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


class TestLines:
    def test_the_markdown_has_one_line_for_each(self) -> None:
        lines = [line for line in written("markdown").splitlines() if line.startswith("|")]
        assert len(lines) == 2 + 4
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {8}

    def test_locations_of_several_topics_name_them(self) -> None:
        rows = [runs.match(runs.ENERGY, "7", topic="Energy"), runs.match(runs.ENERGY, "9", topic="Climate", line=2)]
        gap = replace(runs.gaps(rows[:1])[0], matches=tuple(rows))
        assert locations(gap) == ("Energy: 7", "Climate: 9")
        assert locations(replace(gap, matches=(rows[0],))) == ("7",)

    def test_pages_that_the_file_lacks_are_named(self) -> None:
        row = runs.match(runs.ENERGY, "73, 999", pages=(PageRef("73", 70), PageRef("74", 71), PageRef("999", None)))
        assert cited(runs.gaps([row])[0], runs.mapping([row])) == "p. 73-74 (PDF pages 71-72); not in the file: 999"

    def test_omissions_are_told_once(self) -> None:
        omission = Omission((), "Not applicable", "not-applicable")
        rows = [runs.match(runs.ENERGY, "-", omission=omission, line=line) for line in (1, 2)]
        assert omissions(replace(runs.gaps(rows[:1])[0], matches=tuple(rows))) == ("Not applicable",)

    def test_goals_are_those_printed(self) -> None:
        row = runs.match(runs.ENERGY, "7", sdgs=(13, 7))
        assert goals(runs.gaps([row])[0], runs.run([row])) == "7, 13"

    @pytest.mark.parametrize(
        ("path", "folder", "link"),
        [
            ("report.pdf", "out", "../report.pdf#page=71"),
            ("out/report.pdf", "out", "report.pdf#page=71"),
            ("a b#c?.pdf", "", "a%20b%23c%3F.pdf#page=71"),
            ("javascript:x.pdf", ".", "javascript%3Ax.pdf#page=71"),
            ("report.pdf", None, None),
        ],
    )
    def test_a_link_leads_to_the_page_and_is_never_a_scheme(
        self, path: str, folder: str | None, link: str | None
    ) -> None:
        mapping = runs.mapping(source=replace(runs.mapping().source, path=path))
        assert page_link(70, mapping, RenderOptions(folder=folder)) == link
        text = replace(mapping, source=replace(mapping.source, media_type="text/plain"))
        assert page_link(70, text, RenderOptions(folder=folder)) is None

    def test_standards_are_grouped_in_the_tables_order_unknown_ones_last(self) -> None:
        rows = [runs.match(runs.ENERGY, "7"), runs.match(runs.EMISSIONS, "9", line=2)]
        unknown = replace(runs.gaps(rows[:1])[0], code="999-9", standard=None)
        run = runs.run(rows, gaps=(unknown, *runs.gaps(rows)))
        assert [(group.name, group.reported) for group in groups(run)] == [
            ("GRI 302", 1),
            ("GRI 305", 1),
            ("No known standard", 1),
        ]
        assert standard_of(unknown, run) == ""

    def test_index_pages_and_rows_with_findings_are_drawn_first(self) -> None:
        run = full_run()
        assert list(wanted_pages(run))[:2] == [117, 118]
        assert 70 in list(wanted_pages(run))
