"""No output loses a finding: every sample, with waivers and a baseline in force, in every format that lists them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from gricheck.model.run import Checked, Run
from gricheck.pipeline import Kit, check_report, load_kit
from gricheck.policy import Policy
from gricheck.reporter import CHECK, GAPS, reporter
from gricheck.reporter.json import gaps_data
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.words import wrong

SAMPLES = Path(__file__).resolve().parents[2] / "sample_reports"
FAULTY = {path.stem: path for path in sorted(SAMPLES.glob("faulty-*.txt"))}
PACKS = {"faulty-esrs-2024": "esrs", "faulty-hkex-2025": "hkex-esg"}


@cache
def kit(pack: str | None) -> Kit:
    return load_kit([Path(pack)] if pack else [])


@cache
def checked(name: str) -> Checked:
    """The run of a sample of which every third finding is waived and every fourth known."""
    run = check_report(FAULTY[name], kit(PACKS.get(name)), Policy())
    assert len(run.findings) > 4
    found = [
        replace(f, waived="agreed" if n % 3 == 0 else None, baselined=n % 4 == 0 and n % 3 != 0)
        for n, f in enumerate(run.findings)
    ]
    return Checked((replace(run, findings=tuple(found)),))


def the_run(name: str) -> Run:
    return checked(name).runs[0]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", FAULTY)
class TestEverySample:
    def test_the_page_shows_each_finding_and_what_silences_it(self, name: str) -> None:
        page = html.fromstring(str(reporter(CHECK, "html")(checked(name), RenderOptions())))
        shown = [squeezed(item.text_content()) for item in page.cssselect("li.finding")]
        for finding in the_run(name).findings:
            told = [text for text in shown if squeezed(wrong(finding)) in text]
            assert told, finding
            assert any(("waived:agreed" in text) is (finding.waived is not None) for text in told)
            assert any(("knownfromthebaseline" in text) is finding.baselined for text in told)

    def test_the_badges_of_its_lines_are_those_that_count(self, name: str) -> None:
        page = html.fromstring(str(reporter(CHECK, "html")(checked(name), RenderOptions())))
        run = the_run(name)
        placed = {id(f) for line in page.cssselect("#table tbody") for f in run.findings if line is not None}
        assert placed
        badges = len(page.cssselect("tr.line .severity"))
        assert badges <= sum(f.live for f in run.findings) + len(run.gaps)
        assert {b.get("class").split()[1] for b in page.cssselect("tr.line .severity")} <= {
            f.severity.value for f in run.findings if f.live
        }

    def test_csv_and_workbook_have_a_line_each(self, name: str) -> None:
        text = str(reporter(CHECK, "csv")(checked(name), RenderOptions())).removeprefix("\ufeff")
        lines = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        assert [line["Fingerprint"] for line in lines] == [f.fingerprint for f in the_run(name).findings]
        book = openpyxl.load_workbook(io.BytesIO(reporter(CHECK, "xlsx")(checked(name), RenderOptions())))  # type: ignore[arg-type]
        assert book["Findings"].max_row - 1 == len(lines)

    def test_the_gap_table_as_json_has_them_all(self, name: str) -> None:
        data = gaps_data(the_run(name))
        kept = [*data["other_findings"], *(finding for row in data["rows"] for finding in row["findings"])]
        assert {f["fingerprint"] for f in kept} == {f.fingerprint for f in the_run(name).findings}

    def test_junit_tells_of_each(self, name: str) -> None:
        found = reporter(CHECK, "junit")(checked(name), RenderOptions())
        assert isinstance(found, bytes)
        text = squeezed(html.fromstring(found).text_content())
        assert all(squeezed(wrong(finding)) in text for finding in the_run(name).findings)


def test_a_report_that_cannot_be_checked_is_in_every_output() -> None:
    from gricheck.model.run import Failure

    lost = Checked((), (Failure("gone.pdf", "gone.pdf: no such file; give the path of a report"),))
    for name in CHECK:
        if name != "text":  # on stderr
            found = reporter(CHECK, name)(lost, RenderOptions())
            if name == "xlsx":
                book = openpyxl.load_workbook(io.BytesIO(found))  # type: ignore[arg-type]
                assert "gone.pdf" in str(book["Summary"]["B1"].value)
            else:
                assert "gone.pdf" in (found if isinstance(found, str) else found.decode()), name
    assert set(GAPS) <= {*CHECK}
