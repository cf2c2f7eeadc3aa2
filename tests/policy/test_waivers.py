"""Findings that the user decided to live with: silenced, never lost, and reported when the decision is out of date."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runs
from gricheck.errors import UsageError
from gricheck.model.index import ContentIndex
from gricheck.model.rule import Severity
from gricheck.model.run import Finding, Outcome, Run, StaleKind, Waiver
from gricheck.policy import Policy, apply_policy, exit_code, settle
from gricheck.policy.waivers import standing

ERROR = Severity.ERROR
SLASH_RULE = runs.rule("location-slash", severity=ERROR)
CODE_RULE = runs.rule("code-unknown", severity=ERROR, family="codes", aliases=("code-odd",))
PACK = runs.pack(SLASH_RULE, CODE_RULE)
MATCHES = tuple(runs.match(item, "/") for item in (runs.SUPPLY_CHAIN, runs.ENERGY, runs.EMISSIONS))
TODAY = date(2024, 5, 31)
RUN = runs.run(
    MATCHES,
    [
        runs.result(MATCHES[0], SLASH_RULE),
        runs.result(MATCHES[1], SLASH_RULE),
        runs.result(MATCHES[1], CODE_RULE, requirement="302-1-a"),
        runs.result(subject="claim", of=CODE_RULE),
    ],
)


def waiver(rule: str = "location-slash", disclosure: str | None = None, **more: object) -> Waiver:
    return Waiver(rule, **{"reason": "agreed", "disclosure": disclosure, **more})  # type: ignore[arg-type]


def waived_by(*waivers: Waiver, run: Run = RUN, **more: object) -> Run:
    return apply_policy(run, Policy(waivers=standing(waivers, [PACK], TODAY), **more))  # type: ignore[arg-type]


def silenced(run: Run) -> list[tuple[str, str | None]]:
    return [(f.rule, f.disclosure) for f in run.findings if f.waived]


@pytest.mark.parametrize(
    ("item", "named"),
    [
        (waiver(), [("location-slash", "102-10"), ("location-slash", "302-1")]),
        (waiver(disclosure="302-1"), [("location-slash", "302-1")]),
        (waiver("*", "302-*"), [("location-slash", "302-1"), ("code-unknown", "302-1")]),
        (waiver("codes", "report"), [("code-unknown", None)]),
        (waiver("code-odd", "302-1-a"), [("code-unknown", "302-1")]),
        (waiver("code-unknown", "302-1-b"), []),
        (waiver(disclosure="report"), []),
    ],
)
def test_what_a_waiver_silences(item: Waiver, named: list[tuple[str, str | None]]) -> None:
    run = waived_by(item)
    assert sorted(silenced(run), key=str) == sorted(named, key=str)
    assert [use.matched for use in run.applied.waivers] == [len(named)]
    assert len(run.findings) == 4


def test_a_waived_finding_does_not_fail_the_gate_and_says_why() -> None:
    run = waived_by(waiver("*", reason="agreed with the auditor"))
    assert {f.waived for f in run.findings} == {"agreed with the auditor"}
    assert exit_code(run, Policy()) == 0
    assert exit_code(waived_by(waiver()), Policy()) == 1


def test_of_several_waivers_all_reasons_are_shown_in_an_order_of_their_own() -> None:
    run = waived_by(*(waiver("*", reason=reason) for reason in ("b", "d", "a", "c", "a", "e")))
    assert {f.waived for f in run.findings} == {"a; b; c; d; e"}


def test_the_last_day_still_counts() -> None:
    assert silenced(waived_by(waiver(expires=TODAY)))
    assert waived_by(waiver(expires=TODAY)).applied.stale == ()


def test_past_it_the_finding_counts_again_and_the_waiver_is_reported() -> None:
    run = waived_by(waiver(disclosure="302-1", expires=date(2024, 5, 30), place="gricheck.yaml:3"))
    assert silenced(run) == []
    assert exit_code(run, Policy()) == 1
    (stale,) = run.applied.stale
    assert stale.kind is StaleKind.EXPIRED
    assert stale.message == (
        "gricheck.yaml:3: the waiver of location-slash on 302-1 expired on 2024-05-30 and no longer silences the "
        "finding that it names; mend it, or decide anew and set a new day"
    )


def test_only_a_waiver_that_expires_needs_the_day() -> None:
    assert not standing([waiver()], [PACK], None)[0].expired
    with pytest.raises(UsageError, match="the day must be given"):
        standing([waiver(expires=TODAY)], [PACK], None)


class TestStale:
    def test_a_waiver_that_names_nothing_is_reported(self) -> None:
        (stale,) = waived_by(waiver(), waiver(disclosure="305-1", path="a/*", place="g.yaml:9")).applied.stale
        assert (stale.kind, stale.rule, stale.disclosure) == (StaleKind.WAIVER, "location-slash", "305-1")
        assert stale.message.startswith("g.yaml:9: the waiver of location-slash on 305-1 in a/* matches no finding")

    def test_one_whose_finding_is_not_shown_is_not(self) -> None:
        run = waived_by(waiver(), ignore=frozenset({"location-slash"}))
        assert (run.applied.stale, run.applied.waivers[0].matched, silenced(run)) == ((), 2, [])

    def test_stale_fails_only_where_asked(self) -> None:
        run = waived_by(waiver("*"), waiver(disclosure="305-1"))
        assert exit_code(run, Policy()) == 0
        assert exit_code(run, Policy(fail_on_stale=True)) == 1
        assert exit_code(waived_by(waiver("*")), Policy(fail_on_stale=True)) == 0

    @pytest.mark.parametrize(
        "run",
        [replace(RUN, errors=("location-slash: broke",)), runs.run(mapping=runs.mapping(index=ContentIndex((), ())))],
        ids=["a check broke", "no index"],
    )
    def test_where_not_all_was_judged_nothing_is_stale(self, run: Run) -> None:
        assert waived_by(waiver(disclosure="305-1"), run=run).applied.stale == ()

    def test_a_waiver_that_serves_another_report_of_the_call_is_not(self) -> None:
        policy = Policy(waivers=standing([waiver(), waiver("codes", "305-1")], [PACK], TODAY))
        empty = apply_policy(runs.run(MATCHES), policy)
        assert len(empty.applied.stale) == 2
        _, settled = settle([(policy, apply_policy(RUN, policy)), (policy, empty)])
        assert settled is not None
        assert [s.disclosure for s in settled.applied.stale] == ["305-1"]

    def test_nor_one_that_may_serve_a_report_that_could_not_be_judged(self) -> None:
        policy = Policy(waivers=standing([waiver()], [PACK], TODAY))
        empty = apply_policy(runs.run(MATCHES), policy)
        broken = replace(empty, errors=("location-slash: broke",))
        assert [r.applied.stale for r in settle([(policy, broken), (policy, empty)])[1:] if r] == [()]
        assert [r.applied.stale for r in settle([(policy, None), (policy, empty)]) if r] == [()]
        assert [len(r.applied.stale) for r in settle([(Policy(), None), (policy, empty)]) if r] == [1]


RULES = (SLASH_RULE, CODE_RULE, runs.rule("title-odd", severity=Severity.INFO, family="titles"))
EVERY_PACK = runs.pack(*RULES)
CODES = [item.disclosure.code for item in MATCHES if item.disclosure]
RESULTS = st.lists(
    st.builds(
        runs.result,
        st.sampled_from([*MATCHES, None]),
        st.sampled_from(RULES),
        outcome=st.sampled_from([Outcome.FAIL, Outcome.REVIEW, Outcome.PASS]),
        subject=st.sampled_from(["index", "claim"]),
    ),
    max_size=12,
)
WAIVERS = st.lists(
    st.builds(
        Waiver,
        st.sampled_from([rule.id for rule in RULES]),
        st.sampled_from(["agreed", "printed already"]),
        st.sampled_from([*CODES, "report", None]),
        expires=st.sampled_from([None, date(2024, 1, 1), date(2025, 1, 1)]),
    ),
    max_size=5,
)


def under(results: list[object], waivers: list[Waiver]) -> Run:
    run = runs.run(MATCHES, results)  # type: ignore[arg-type]
    return apply_policy(run, Policy(waivers=standing(waivers, [EVERY_PACK], TODAY)))


def is_named(finding: Finding, item: Waiver) -> bool:
    """By exact names alone, so that it owes nothing to the code under test."""
    code = finding.disclosure or "report"
    return (
        finding.rule == item.rule and item.disclosure in (code, None) and (item.expires is None or item.expires > TODAY)
    )


@given(RESULTS, WAIVERS)
def test_a_waiver_changes_no_other_finding(results: list[object], waivers: list[Waiver]) -> None:
    before, after = under(results, []).findings, under(results, waivers).findings
    assert [replace(f, waived=None) for f in after] == list(before)
    for finding in after:
        assert (finding.waived is not None) == any(is_named(finding, item) for item in waivers)


@given(RESULTS, WAIVERS, st.randoms())
def test_the_order_of_waivers_does_not_matter(
    results: list[object], waivers: list[Waiver], dice: random.Random
) -> None:
    mixed = waivers.copy()
    dice.shuffle(mixed)
    one, other = under(results, waivers), under(results, mixed)
    assert one.findings == other.findings
    assert sorted(map(str, one.applied.stale)) == sorted(map(str, other.applied.stale))
