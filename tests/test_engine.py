"""The engine: which rules run, what a broken check becomes, how doubt counts, and what the claim is worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

import gricheck
from gricheck.catalogue import load_catalogue
from gricheck.checks import CHECKS
from gricheck.checks.registry import NoOptions
from gricheck.engine import context_of, run_checks, run_rule
from gricheck.engine.claim import judge_requirements
from gricheck.examples import build
from gricheck.model.index import Claim, Level, Where
from gricheck.model.mapping import Mapping
from gricheck.model.rule import ClaimRequirement, Example, Reference, Rule, RulePack, Severity
from gricheck.model.run import Check, Context, Outcome, RequirementResult, RequirementVerdict, Result, Run, Verdict
from gricheck.packs import load_packs
from gricheck.vocabulary import load_vocabulary

CORE = {
    "level": "core",
    "edition": 2016,
    "quote": "This report has been prepared in accordance with the GRI Standards: Core option",
}
ALL_CORE = ["102-1..102-14", "102-16", "102-18", "102-40..102-56", "103-1..103-3"]
CLAUSE = Reference("GRI 101", 2016, "Table 1")


@cache
def packs() -> tuple[RulePack, ...]:
    return load_packs(checks=CHECKS, catalogue=load_catalogue())


def report(**data: Any) -> Mapping:
    return build(Example("pass", data, 1), load_catalogue(), load_vocabulary())


def checked(**data: Any) -> Run:
    return run_checks(report(**data), packs())


def stated(run: Run) -> dict[str, RequirementResult]:
    return {result.requirement.id: result for result in run.requirements}


def rule_of(name: str, **changes: Any) -> Rule:
    return replace(next(r for pack in packs() for r in pack.rules if r.id == name), **changes)


def fake(verdicts: Iterable[Verdict] = (), error: Exception | None = None) -> dict[str, Check]:
    """The checks, of which one gives these verdicts or breaks."""

    def said(context: Context, options: NoOptions) -> Iterable[Verdict]:
        if error:
            raise error
        return verdicts

    return {**CHECKS, "row-unique": Check("row-unique", said, lambda **options: None, "Fake.")}  # type: ignore[arg-type]


# Which rules run


def test_rules_and_packs_are_those_of_the_claims_edition():
    run = checked(claim=CORE, listed=ALL_CORE)
    assert run.versions.packs == (("gri-2016", "0.1.0"), ("gri-index", "0.1.0"))
    assert run.versions.tool == gricheck.__version__
    assert run.versions.catalogue == load_catalogue().version
    assert {r.rule.pack for r in run.results} == {"gri-index"}
    assert run.errors == ()


def test_without_a_claim_the_rows_tell_the_edition_and_nothing_is_required():
    run = checked(edition=2021, listed=["2-1..2-5"])
    assert run.spec is None
    assert run.requirements == ()
    assert [name for name, _ in run.versions.packs] == ["gri-2021", "gri-index"]
    assert context_of(report(rows=[{"code": "418-1", "location": "5"}]), packs()).edition is None


def test_a_claim_without_an_edition_is_that_of_the_rows():
    mapping = replace(report(edition=2013, listed=["G4-3..G4-10"]), claim=Claim(Level.CORE, None, "core", Where()))
    spec = context_of(mapping, packs()).spec
    assert spec is not None
    assert spec.edition == 2013


def test_rules_for_one_claim_are_silent_under_another():
    own = "index-without-title"
    assert own in {
        r.rule.id for r in checked(claim={"level": "with-reference", "edition": 2021}, listed=["2-1"]).results
    }
    assert own not in {r.rule.id for r in checked(edition=2021, listed=["2-1..2-5"]).results}


# Broken checks, doubts, worst wins


def test_a_check_that_raises_is_an_error_that_names_the_rule_and_stops_no_other():
    run = run_checks(report(claim=CORE, listed=ALL_CORE), packs(), checks=fake(error=KeyError("page")))
    assert run.errors == ("rule 'duplicate-row' could not be run: KeyError: 'page'",)
    assert {"location-slash", "disclosure-missing"} <= {r.rule.id for r in run.results}


def test_a_check_that_raises_half_way_leaves_no_half_result():
    def broken(context: Context, options: object) -> Iterable[Verdict]:
        yield Verdict(Outcome.PASS, disclosure="305-1")
        raise RuntimeError("lost")

    checks = {**CHECKS, "row-unique": replace(CHECKS["row-unique"], run=broken)}
    run = run_checks(report(rows=[{"code": "305-1"}]), packs(), checks=checks)
    assert "duplicate-row" not in {r.rule.id for r in run.results}
    assert len(run.errors) == 1


@pytest.mark.parametrize(("confidence", "outcome"), [(0.59, Outcome.REVIEW), (0.6, Outcome.FAIL), (1.0, Outcome.FAIL)])
def test_what_rests_on_a_row_read_with_low_confidence_is_for_review(confidence: float, outcome: Outcome):
    mapping = report(rows=[{"code": "305-1", "location": "/", "confidence": confidence}])
    (result,) = run_rule(rule_of("location-slash"), context_of(mapping, packs()))
    assert result.verdict.outcome is outcome
    assert result.verdict.confidence == confidence
    if outcome is Outcome.REVIEW:
        assert result.verdict.reason == "the row was read with low confidence: the example says so"
        assert result.verdict.message in result.rule.messages


def test_of_several_verdicts_on_one_subject_the_worst_stays():
    outcomes = (Outcome.PASS, Outcome.REVIEW, Outcome.FAIL, Outcome.NOT_APPLICABLE)
    verdicts = [Verdict(o, disclosure="305-1", message=str(o)) for o in outcomes]
    apart = [Verdict(Outcome.PASS, disclosure="305-2"), Verdict(Outcome.REVIEW, disclosure="305-2", requirement="a")]
    mapping = report(rows=[{"code": "305-1"}])
    found = run_rule(rule_of("duplicate-row"), context_of(mapping, packs()), fake([*verdicts, *apart]))
    assert [(r.verdict.disclosure, r.verdict.outcome) for r in found] == [
        ("305-1", Outcome.FAIL),
        ("305-2", Outcome.PASS),
        ("305-2", Outcome.REVIEW),
    ]


def test_the_same_report_gives_the_same_run():
    assert checked(claim=CORE, listed=ALL_CORE).results == checked(claim=CORE, listed=ALL_CORE).results


# The claim


def test_a_faultless_core_index_meets_what_a_file_can_show():
    verdicts = {name: str(result.verdict) for name, result in stated(checked(claim=CORE, listed=ALL_CORE)).items()}
    assert verdicts == {
        "reporting-principles": "cannot be told",
        "general-disclosures": "met",
        "management-approach": "cannot be told",
        "topic-disclosures": "cannot be told",
        "reasons-for-omission": "met",
        "content-index": "met",
        "statement-of-use": "met",
        "notification": "cannot be told",
    }


def test_a_requirement_is_met_where_the_rules_that_show_it_have_found_something_right():
    topics = ["Energy", "Water", "Waste"]
    codes = ["302-1", "303-5", "306-3"]
    rows = [
        {"code": code, "title": "", "location": "9", "topic": topic}
        for topic, own in zip(topics, codes, strict=True)
        for code in ("103-1", "103-2", "103-3", own)
    ]
    listed = [code for code in ALL_CORE if not code.startswith("103")]
    named = [{"name": topic, "listed": True} for topic in topics]
    shown = stated(checked(claim=CORE, listed=listed, rows=rows, topics=named))
    assert shown["management-approach"].verdict is RequirementVerdict.MET
    other = [{"name": topic, "listed": topic != "Waste"} for topic in topics]
    doubted = stated(checked(claim=CORE, listed=listed, rows=rows, topics=other))
    assert doubted["management-approach"].verdict is RequirementVerdict.CANNOT_TELL


def test_an_error_breaks_the_requirement_of_its_codes_only():
    rows = [{"code": "102-10", "location": "/"}, {"code": "102-11", "location": "/"}]
    listed = ["102-1..102-9", "102-12..102-14", "102-16", "102-18", "102-40..102-56", "103-1..103-3"]
    results = stated(checked(claim=CORE, listed=listed, rows=rows))
    broken = results["general-disclosures"]
    assert broken.verdict is RequirementVerdict.NOT_MET
    assert broken.why == '102-10 and 102-11: "/" in place of a location'
    assert results["management-approach"].verdict is RequirementVerdict.CANNOT_TELL


def test_a_withdrawn_edition_of_a_topic_is_a_fault_of_the_index_and_leaves_the_topic_open():
    rows = [{"code": "419-1", "location": "5"}]
    results = stated(checked(claim=CORE, listed=ALL_CORE, rows=rows, published="2023-05-01"))
    assert results["content-index"].verdict is RequirementVerdict.NOT_MET
    assert results["topic-disclosures"].verdict is RequirementVerdict.CANNOT_TELL


def test_a_row_that_the_claim_does_not_ask_for_breaks_nothing():
    results = stated(checked(claim=CORE, listed=ALL_CORE, rows=[{"code": "102-25", "location": "/"}]))
    assert results["general-disclosures"].verdict is RequirementVerdict.MET


def test_what_could_not_be_told_of_a_row_leaves_its_requirement_open():
    rest = [code for code in ALL_CORE if code != "102-18"]
    rows = [{"code": "102-18", "location": "/", "confidence": 0.3}]
    result = stated(checked(claim=CORE, listed=rest, rows=rows))["general-disclosures"]
    assert result.verdict is RequirementVerdict.CANNOT_TELL
    assert result.why.startswith('to be looked at: 102-18: "/" in place of a location')


def test_two_claims_break_the_statement_of_use():
    claims = [{"level": "comprehensive", "edition": 2016}]
    result = stated(checked(claim=CORE, claims=claims, listed=ALL_CORE))["statement-of-use"]
    assert result.verdict is RequirementVerdict.NOT_MET


def test_a_broken_rule_leaves_its_requirements_open():
    results = judge(ClaimRequirement("x", "X", CLAUSE, rules=("duplicate-row",)), [passing()], ran=())
    assert results.verdict is RequirementVerdict.CANNOT_TELL
    assert results.why == "not run: duplicate-row"


def test_a_fail_whose_severity_a_doubtful_source_lowers_leaves_open():
    verdict = Verdict(Outcome.FAIL, disclosure="305-1", severity=Severity.WARNING)
    requirement = ClaimRequirement("x", "X", CLAUSE, rules=("disclosure-missing",))
    result = judge(requirement, [passing(), Result(rule_of("disclosure-missing"), verdict)])
    assert result.verdict is RequirementVerdict.CANNOT_TELL


def test_what_no_file_shows_can_be_broken_but_never_met():
    requirement = ClaimRequirement("x", "X", CLAUSE, rules=("disclosure-missing",), undecidable="nobody knows")
    broken = Result(rule_of("disclosure-missing"), Verdict(Outcome.FAIL, disclosure="305-1"))
    assert judge(requirement, [passing()]).why == "nobody knows"
    assert judge(requirement, [passing(), broken]).verdict is RequirementVerdict.NOT_MET


def test_an_index_without_rows_shows_nothing():
    results = stated(checked(claim=CORE, index_pages=[99]))
    assert results["content-index"].verdict is RequirementVerdict.NOT_MET
    assert {r.verdict for name, r in results.items() if name != "content-index"} == {RequirementVerdict.CANNOT_TELL}


def judge(
    requirement: ClaimRequirement, results: list[Result], ran: Iterable[str] = ("disclosure-missing",)
) -> RequirementResult:
    spec = context_of(report(claim=CORE, listed=ALL_CORE), packs()).spec
    assert spec is not None
    (result,) = judge_requirements(replace(spec, requirements=(requirement,)), results, set(ran))
    return result


def passing() -> Result:
    """A row that was read and in which nothing is wrong."""
    (match, *_) = report(rows=[{"code": "305-1", "location": "7"}]).matches
    return Result(rule_of("duplicate-row"), Verdict(Outcome.PASS, match=match, disclosure="305-1"))


# Coverage


def test_coverage_counts_what_was_not_read_and_says_what_was_not_judged():
    rows = [{"code": "305-1", "location": "7"}, {"code": "305-2", "location": "7", "confidence": 0.5}]
    coverage = checked(rows=rows, unparsed=["? ?"], judged=False).coverage
    assert (coverage.rows, coverage.parsed, coverage.unparsed, coverage.pages_judged) == (3, 2, 1, False)
    assert len(coverage.notes) == 2
    assert coverage.notes[1].startswith("1 of 2 rows were read with low confidence")


def test_the_gap_table_is_part_of_the_run():
    gaps = {gap.code: str(gap.status) for gap in checked(claim=CORE, listed=ALL_CORE[1:]).gaps}
    assert gaps["102-1"] == "missing"
    assert gaps["102-40"] == "reported"
