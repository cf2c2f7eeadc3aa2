"""What policy did, as a person and as a program read it."""

from __future__ import annotations

import json
from datetime import date

import runs
from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Finding, Run, Waiver
from gricheck.policy import Policy, apply_policy
from gricheck.policy.baseline import Entry, Known
from gricheck.policy.waivers import standing
from gricheck.reporter import CHECK, reporter
from gricheck.reporter.options import RenderOptions
from published import validate

SLASH, ENERGY, EMISSIONS = (runs.match(item, "/") for item in (runs.SUPPLY_CHAIN, runs.ENERGY, runs.EMISSIONS))
ERROR, NOTE = runs.rule(severity=Severity.ERROR), runs.rule("title-odd", severity=Severity.INFO)
PACK = runs.pack(ERROR, NOTE)
RUN = runs.run(
    (SLASH, ENERGY, EMISSIONS),
    [
        runs.result(SLASH, ERROR),
        runs.result(ENERGY, ERROR),
        runs.result(EMISSIONS, ERROR),
        runs.result(subject="index", of=NOTE),
        runs.result(subject="index", of=NOTE),
        runs.result(EMISSIONS, NOTE),
    ],
)
WAIVERS = (
    Waiver("location-slash", "No change.\x1b[2J Agreed.", "102-10", place="gricheck.yaml:3"),
    Waiver("location-slash", "x", "302-1", expires=date(2024, 1, 1), place="gricheck.yaml:7"),
    Waiver("title-odd", "y", "303-*", place="gricheck.yaml:12"),
)


def under_policy() -> Run:
    known = [f for f in apply_policy(RUN, Policy()).findings if f.rule == "title-odd" or f.disclosure == "305-1"]
    gone = [Entry("location-slash", code, "0" * 64, "m") for code in ("302-2", "302-10")]
    entries = (*map(entry, known), *gone, Entry("claim-odd", None, "1" * 64, "m"))
    waivers = standing(WAIVERS, [PACK], date(2024, 5, 31))
    baseline = Known("base.json", "report.pdf", entries)
    return apply_policy(RUN, Policy(waivers=waivers, baseline=baseline, without=("305-1",)))


def entry(finding: Finding) -> Entry:
    return Entry(finding.rule, finding.disclosure, finding.fingerprint, finding.message)


EXPECTED = """\
Policy
  Waived (1)
    error    102-10: the location of 102-10 is / [location-slash]
             Waived: No change.[2J Agreed.
  Known from the baseline base.json (2)
    note     title-odd: the report as a whole (2 times)
  Stale (5)
    gricheck.yaml:7: the waiver of location-slash on 302-1 expired on 2024-01-01 and no longer
    silences the finding that it names; mend it, or decide anew and set a new day.
    gricheck.yaml:12: the waiver of title-odd on 303-* matches no finding; remove it, or mend what
    it names.
    base.json: no longer found; write the baseline anew with --write-baseline to drop them:
      claim-odd: the report as a whole
      location-slash: 302-2, 302-10

Summary
  1 error, 0 warnings, 0 notes; 1 waived; 2 known from the baseline; 2 not shown (select, ignore or
  severity off).
"""


def test_the_whole_section() -> None:
    shown = reporter(CHECK, "text")(Checked((under_policy(),)), RenderOptions())
    assert EXPECTED in shown
    above = shown.partition("Policy\n")[0]
    assert "302-1" in above
    assert "102-10" not in above
    assert "title-odd" not in above


def test_there_is_none_where_policy_did_nothing() -> None:
    shown = reporter(CHECK, "text")(Checked((apply_policy(RUN, Policy()),)), RenderOptions())
    assert "Policy" not in shown
    assert "not shown" not in shown


def test_a_baseline_without_a_list_for_the_report_is_told() -> None:
    run = apply_policy(RUN, Policy(baseline=Known("base.json", "../a/report.pdf")))
    shown = " ".join(reporter(CHECK, "text")(Checked((run,)), RenderOptions()).split())
    assert "The baseline base.json has no list for ../a/report.pdf, so every finding counts." in shown


def test_as_data() -> None:
    data = json.loads(reporter(CHECK, "json")(Checked((under_policy(),)), RenderOptions()))
    validate(data, "run")
    counts = data["counts"]
    assert (counts["error"], counts["info"], counts["waived"], counts["baselined"], counts["hidden"]) == (2, 2, 1, 2, 2)
    assert [(f["disclosure"], f["waived"] is not None, f["baselined"]) for f in data["findings"]] == [
        ("102-10", True, False),
        ("302-1", False, False),
        (None, False, True),
        (None, False, True),
    ]
    policy = data["policy"]
    assert [(w["expired"], w["matched"], w["expires"]) for w in policy["waivers"]] == [
        (False, 1, None),
        (True, 1, "2024-01-01"),
        (False, 0, None),
    ]
    assert policy["baseline"] == {
        "path": "base.json",
        "report": "report.pdf",
        "listed": True,
        "known": 2,
        "stale": 3,
    }
    assert [(s["kind"], s["rule"], s["disclosure"]) for s in policy["stale"]] == [
        ("expired-waiver", "location-slash", "302-1"),
        ("waiver", "title-odd", "303-*"),
        ("baseline", "claim-odd", None),
        ("baseline", "location-slash", "302-2"),
        ("baseline", "location-slash", "302-10"),
    ]
    assert policy["stale"][2]["fingerprint"] == "1" * 64
