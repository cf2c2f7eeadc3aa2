"""JUnit XML: what a dashboard of tests makes of a report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

import calls
from gricheck.cli import cli
from gricheck.config import FailOn
from gricheck.model.run import Checked, Run
from gricheck.policy import Policy, apply_policy, exit_code
from gricheck.reporter import CHECK, reporter
from gricheck.reporter.options import RenderOptions

HERE = Path(__file__).parent
SCHEMA = etree.XMLSchema(etree.parse(HERE / "junit.xsd"))
SAMPLE = HERE.parents[2] / "sample_reports" / "faulty-2016-core.txt"


def document(checked: Checked) -> etree._Element:
    made = reporter(CHECK, "junit")(checked, RenderOptions())
    root = etree.fromstring(made)
    SCHEMA.assertValid(root)
    return root


def state(case: etree._Element) -> str:
    return next((child.tag for child in case if child.tag != "system-out"), "passed")


def states(run: Run) -> dict[str, str]:
    """What became of each test, by the first word of its name."""
    return {str(c.get("name")).split(" ")[0].rstrip(":"): state(c) for c in document(Checked((run,))).iter("testcase")}


@pytest.mark.parametrize("checked", [calls.full(), calls.hostile(), Checked(()), Checked((), calls.full().failures)])
def test_it_is_valid_and_counts_right(checked: Checked) -> None:
    root = document(checked)
    for tag, attribute in (("failure", "failures"), ("error", "errors"), ("testcase", "tests")):
        assert int(root.get(attribute) or "0") == len(list(root.iter(tag)))
        assert all(int(suite.get(attribute) or "") == len(list(suite.iter(tag))) for suite in root)


def test_a_real_report_is_valid(tmp_path: Path) -> None:
    CliRunner().invoke(cli, [str(SAMPLE), "--no-config", "-o", str(tmp_path / "a.xml")])
    root = etree.parse(tmp_path / "a.xml").getroot()
    SCHEMA.assertValid(root)
    assert len([c for c in root.iter("testcase") if state(c) == "passed"]) > 60
    assert {state(c) for c in root.iter("testcase")} == {"passed", "failure", "skipped"}


def test_a_disclosure_is_a_test_and_what_was_found_decides_it() -> None:
    assert states(calls.first()) == {
        "The": "passed",
        "claim-conflict": "failure",
        "index-odd": "skipped",  # found, but ignored
        "index-repeated": "passed",
        "102-10": "failure",
        "302-1": "skipped",  # could not be told
        "303-3": "skipped",  # waived
        "305-1": "passed",  # known, and a note beside it
    }


@pytest.mark.parametrize("fail_on", list(FailOn))
def test_a_test_fails_where_the_call_does(fail_on: FailOn) -> None:
    policy = Policy(fail_on=fail_on)
    for run in (calls.first(), replace(calls.second(), errors=())):
        judged = apply_policy(run, policy)
        assert ("failure" in states(judged).values()) is (exit_code(judged, policy) == 1)


def test_why_a_test_is_skipped() -> None:
    told = {str(s.get("message")) for s in document(calls.full()).iter("skipped")}
    assert told == {
        "waived: Agreed with the auditor.",
        "could not be told: the text has no pages",
        "found, but not shown (select, ignore or severity off)",
    }


def test_what_cannot_be_checked_and_a_broken_check_are_errors() -> None:
    told = [str(error.get("message")) for error in document(calls.full()).iter("error")]
    assert told == [
        "A check broke, so its rule was not checked: title-odd: KeyError",
        "reports/gone.pdf: is no PDF; mend it",
    ]


def test_nothing_in_it_depends_on_the_clock() -> None:
    made = reporter(CHECK, "junit")(calls.full(), RenderOptions())
    assert isinstance(made, bytes)
    assert b"time" not in made
