"""The public API on a sample: the same work as the command line, as typed objects."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import gricheck
from gricheck import pipeline
from gricheck.errors import GricheckError, UnreadableReport, UsageError
from gricheck.model.index import Level

ROOT = Path(__file__).resolve().parents[1]
FAULTY = ROOT / "sample_reports" / "faulty-2016-core.pdf"


@pytest.fixture(scope="module")
def kit() -> pipeline.Kit:
    return pipeline.load_kit()


def test_check_gives_findings_and_a_verdict() -> None:
    run = gricheck.check(FAULTY)
    assert {f.rule for f in run.findings} >= {"location-slash", "code-misprint", "disclosure-missing"}
    assert run.requirements
    assert run.mapping.source.path == str(FAULTY)


def test_select_keeps_findings_and_leaves_the_verdict_alone() -> None:
    every, some = (
        gricheck.check(FAULTY),
        gricheck.check(FAULTY, select=["range-*"], severities={"range-reversed": "off"}),
    )
    assert {f.rule for f in some.findings} == {"range-too-wide"}
    assert some.requirements == every.requirements


def test_read_index_is_the_index_as_it_stands() -> None:
    index = gricheck.read_index(FAULTY)
    assert [row.printed_code for row in index.rows if row.code == "413-3"]
    assert index.claim is not None
    assert index.claim.level is Level.CORE


def test_what_the_user_says_goes_before_what_the_report_says(kit: pipeline.Kit) -> None:
    claim = pipeline.claim_of("referenced")
    given = pipeline.Given(claim=claim, published=date(2019, 5, 1), page_offset=2)
    mapping = pipeline.map_report(FAULTY, kit, given)
    assert mapping.claim == claim
    assert mapping.published == date(2019, 5, 1)
    assert mapping.pagination.label(9) == "8"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: gricheck.check("no-such-report.pdf"), UnreadableReport),
        (lambda: gricheck.check(FAULTY, claim="gold"), UsageError),
        (lambda: gricheck.check(FAULTY, ignore=["no-such-rule"]), UsageError),
        (lambda: gricheck.check(FAULTY, packs=["no-such-pack"]), GricheckError),
    ],
)
def test_errors_are_of_one_family_and_say_what_to_do(call: object, error: type[GricheckError]) -> None:
    with pytest.raises(error, match=r"no-such|gold"):
        call()  # type: ignore[operator]


def test_the_hash_seed_of_a_run_changes_nothing() -> None:
    command = [sys.executable, "-m", "gricheck", "gaps", str(FAULTY), "--no-config", "--format", "json"]
    printed = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1
