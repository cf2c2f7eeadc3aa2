"""Findings and index rows as tables for other programs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl

import runs
from gricheck.model.index import Where
from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Outcome, Run
from gricheck.policy import Policy, apply_policy
from gricheck.policy.settings import build_policy
from gricheck.reporter import CHECK, INDEX, reporter
from gricheck.reporter.options import RenderOptions

SLASH = runs.match(runs.SUPPLY_CHAIN, "/")


def records(text: str | bytes) -> list[dict[str, str]]:
    assert isinstance(text, str)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def checked(run: Run, several: bool = False) -> Checked:
    return Checked((run,), several=several)


def test_a_finding_is_a_line() -> None:
    found = runs.result(SLASH, runs.rule(severity=Severity.ERROR))
    run = apply_policy(runs.run((SLASH,), [found]), Policy())
    (line,) = records(reporter(CHECK, "csv")(checked(run), RenderOptions()))
    assert line["Severity"] == "error"
    assert (line["Disclosure"], line["Title"]) == ("102-10", runs.SUPPLY_CHAIN.title)
    assert line["Place"] == "index p. 120 (PDF page 118), row 1"
    assert line["Finding"] == "The location of 102-10 is /."
    assert line["Clause"] == "GRI 101 2016, 2.7"
    assert line["Fingerprint"] == run.findings[0].fingerprint


def test_a_review_and_what_is_about_the_report_say_so() -> None:
    found = runs.result(outcome=Outcome.REVIEW, reason="the pages are not numbered", where=Where(page=3))
    run = apply_policy(runs.run((SLASH,), [found]), Policy())
    (line,) = records(reporter(CHECK, "csv")(checked(run, several=True), RenderOptions()))
    assert (line["Report"], line["Outcome"], line["Title"]) == ("report.pdf", "review", "The report as a whole")
    assert line["Finding"].startswith("Could not tell: ")


def test_what_is_silenced_stays_and_says_why() -> None:
    found = runs.result(SLASH, runs.rule())
    run = apply_policy(runs.run((SLASH,), [found]), build_policy((runs.pack(runs.rule()),)))
    waived = replace(run, findings=tuple(replace(f, waived="agreed with the auditor") for f in run.findings))
    known = replace(run, findings=tuple(replace(f, baselined=True) for f in run.findings))
    lines = [records(reporter(CHECK, "csv")(checked(r), RenderOptions()))[0]["Standing"] for r in (run, waived, known)]
    assert lines == ["", "waived: agreed with the auditor", "known from the baseline"]


def test_the_rows_of_the_index_and_what_was_not_understood() -> None:
    index = replace(runs.mapping((SLASH,)).index, unparsed=(runs.unparsed("a line of its own"),))
    mapping = runs.mapping((SLASH, runs.match(runs.ENERGY, "70", line=2)), index=index)
    versions = runs.run().versions
    first, second, unread = records(reporter(INDEX, "csv")(mapping, versions, RenderOptions()))
    assert (first["Code"], first["Kind"], first["Location as printed"]) == ("102-10", "slash", "/")
    assert (second["Code"], second["Edition"], second["File pages"]) == ("302-1", "2016", "71")
    assert (unread["Kind"], unread["Title as printed"]) == ("not understood", "a line of its own")
    book = reporter(INDEX, "xlsx")(mapping, versions, RenderOptions(folder="."))
    assert isinstance(book, bytes)
    sheet = openpyxl.load_workbook(io.BytesIO(book))["Index as read"]
    assert (sheet["A2"].value, sheet["B2"].value) == ("102-10", 2016)
    assert sheet["G3"].hyperlink.location == "page=71"
