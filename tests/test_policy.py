"""Words, weight, names and order of findings, and the exit code they lead to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runs
from gricheck.config import FailOn
from gricheck.errors import UsageError
from gricheck.model.index import ContentIndex, Level, Where
from gricheck.model.rule import ClaimSpec, Rule, Severity
from gricheck.model.run import Finding, Outcome, Result, Run
from gricheck.policy import Policy, apply_policy, build_policy, exit_code, fill, resolve

SLASH = runs.match(runs.SUPPLY_CHAIN, "/", line=12)
ENERGY = runs.match(runs.ENERGY, line=40)


def only(run: Run, policy: Policy = Policy()) -> Finding:
    (finding,) = apply_policy(run, policy).findings
    return finding


def found(*results: Result, policy: Policy = Policy(), **more: object) -> Run:
    return apply_policy(runs.run((SLASH, ENERGY), results, **more), policy)


class TestWords:
    def test_a_finding_says_what_where_and_what_instead(self) -> None:
        finding = only(runs.run((SLASH,), [runs.result(SLASH)]))
        assert finding.message == "the location of 102-10 is /"
        assert finding.remedy == "Give the page of 102-10."
        assert finding.where == SLASH.row.where
        assert finding.row == f"GRI 102-10 {runs.SUPPLY_CHAIN.title}"

    def test_the_message_key_chooses_the_template(self) -> None:
        rule = runs.rule(messages={"fail": "plain", "twice": "{code} twice"}, remedies={"twice": "Keep one."})
        finding = only(runs.run((SLASH,), [runs.result(SLASH, rule, message="twice")]))
        assert finding.message == "102-10 twice"
        assert finding.remedy == "Keep one."

    def test_a_review_has_its_own_words_and_reason(self) -> None:
        unsure = runs.result(SLASH, outcome=Outcome.REVIEW, reason="nothing tells")
        finding = only(runs.run((SLASH,), [unsure]))
        assert (finding.message, finding.reason) == ("102-10 may be nowhere", "nothing tells")

    def test_passes_are_no_findings(self) -> None:
        results = [runs.result(SLASH, outcome=o) for o in (Outcome.PASS, Outcome.NOT_APPLICABLE)]
        run = found(*results)
        assert run.findings == ()
        assert run.results == tuple(results)

    def test_an_argument_is_never_read_as_a_template(self) -> None:
        assert fill("{location} is odd", [("location", "{code} {0.__class__}"), ("code", "x")]) == (
            "{code} {0.__class__} is odd"
        )

    def test_an_unknown_field_stays_visible(self) -> None:
        assert fill("{code} and {other} and {", [("code", "1")]) == "1 and {other} and {"

    @given(st.text(), st.dictionaries(st.text(), st.text()))
    def test_no_text_breaks_it(self, template: str, arguments: dict[str, str]) -> None:
        fill(template, arguments.items())

    @pytest.mark.parametrize(
        ("spec", "reference"),
        [
            (runs.SPEC, runs.CLAUSE),
            (ClaimSpec(Level.IN_ACCORDANCE, 2021, "…", "…"), runs.CLAUSE_2021),
            (ClaimSpec(Level.CORE, 2013, "…", "…"), runs.CLAUSE),
        ],
    )
    def test_the_reference_is_that_of_the_claims_edition(self, spec: ClaimSpec, reference: object) -> None:
        assert only(runs.run((SLASH,), [runs.result(SLASH)], spec=spec)).reference == reference


class TestSeverity:
    RULE = runs.rule(severity=Severity.WARNING, severity_required=Severity.ERROR)

    def severity(self, policy: Policy = Policy(), **verdict: object) -> Severity:
        return only(runs.run((SLASH,), [runs.result(SLASH, self.RULE, **verdict)]), policy).severity

    def test_the_rules_own(self) -> None:
        assert self.severity() is Severity.WARNING

    def test_more_where_the_claim_requires_the_disclosure(self) -> None:
        assert self.severity(required=True) is Severity.ERROR

    def test_the_check_may_know_better(self) -> None:
        assert self.severity(required=True, severity=Severity.INFO) is Severity.INFO

    def test_the_user_has_the_last_word(self) -> None:
        policy = Policy(severities={"location-slash": Severity.INFO})
        assert self.severity(policy, severity=Severity.ERROR) is Severity.INFO

    def test_what_could_not_be_told_is_no_error(self) -> None:
        assert self.severity(required=True, outcome=Outcome.REVIEW) is Severity.WARNING
        policy = Policy(severities={"location-slash": Severity.INFO})
        assert self.severity(policy, outcome=Outcome.REVIEW) is Severity.INFO


class TestFingerprint:
    def print_of(self, result: Result) -> str:
        return found(result).findings[0].fingerprint

    def test_it_outlives_a_new_layout(self) -> None:
        moved = runs.match(runs.SUPPLY_CHAIN, "–", where=Where(page=3, label="5", line=1))
        before = only(runs.run((SLASH,), [runs.result(SLASH)]))
        after = only(runs.run((moved,), [runs.result(moved)]))
        assert before.fingerprint == after.fingerprint

    def test_rule_disclosure_and_requirement_tell_apart(self) -> None:
        prints = {
            self.print_of(runs.result(SLASH)),
            self.print_of(runs.result(SLASH, requirement="102-10-a")),
            self.print_of(runs.result(SLASH, runs.rule("location-blank"))),
            self.print_of(runs.result(ENERGY)),
        }
        assert len(prints) == 4

    def test_it_outlives_a_new_name_of_the_rule(self) -> None:
        renamed = runs.rule("location-bar", aliases=("location-slash", "location-stroke"))
        assert self.print_of(runs.result(SLASH, renamed)) == self.print_of(runs.result(SLASH))

    def test_without_a_disclosure_the_rows_text_or_the_subject_counts(self) -> None:
        shouted = replace(SLASH, row=replace(SLASH.row, title=SLASH.row.title.upper() + "  ", location="9"))
        row = self.print_of(runs.result(SLASH, disclosure=None))
        assert row == self.print_of(runs.result(shouted, disclosure=None))
        subjects = {self.print_of(runs.result(subject=name)) for name in ("index", "claim")}
        assert len(subjects | {row}) == 3

    def test_the_same_twice_gets_an_ordinal(self) -> None:
        twice = found(runs.result(SLASH), runs.result(SLASH))
        first, second = (f.fingerprint for f in twice.findings)
        assert first == self.print_of(runs.result(SLASH))
        assert second != first


class TestOrder:
    def test_worst_first_then_as_in_the_index(self) -> None:
        error = runs.rule("code-unknown", severity=Severity.ERROR)
        run = found(
            runs.result(ENERGY),
            runs.result(disclosure="102-10", of=runs.rule("disclosure-missing")),
            runs.result(disclosure="102-9", of=runs.rule("disclosure-missing")),
            runs.result(SLASH, outcome=Outcome.REVIEW),
            runs.result(SLASH),
            runs.result(subject="claim", of=runs.rule("claim-missing")),
            runs.result(ENERGY, error),
        )
        assert [(f.rule, f.disclosure, f.outcome.value) for f in run.findings] == [
            ("code-unknown", "302-1", "fail"),
            ("claim-missing", None, "fail"),
            ("location-slash", "102-10", "fail"),
            ("location-slash", "302-1", "fail"),
            ("disclosure-missing", "102-9", "fail"),
            ("disclosure-missing", "102-10", "fail"),
            ("location-slash", "102-10", "review"),
        ]

    def test_it_does_not_depend_on_the_order_of_rules(self) -> None:
        results = [runs.result(m, runs.rule(name)) for m in (SLASH, ENERGY) for name in ("a", "b")]
        assert found(*results).findings == found(*reversed(results)).findings


class TestSelection:
    PACK = runs.pack(
        runs.rule("location-slash"),
        runs.rule("location-blank", aliases=("location-empty",)),
        runs.rule("code-unknown"),
        tombstones={"page-odd": "every page is odd or even"},
    )

    def test_ids_aliases_and_patterns(self) -> None:
        assert resolve(["code-unknown", "location-empty"], [self.PACK]) == ("code-unknown", "location-blank")
        assert resolve(["location-*"], [self.PACK]) == ("location-slash", "location-blank")

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("location-slas", "did you mean 'location-slash'"),
            ("page-*", "gricheck rules"),
            ("page-odd", "every page is odd or even"),
        ],
    )
    def test_an_unknown_name_is_refused_with_a_way_on(self, name: str, says: str) -> None:
        with pytest.raises(UsageError, match=says):
            resolve([name], [self.PACK])

    def test_select_ignore_and_off_decide_what_is_shown(self) -> None:
        policy = build_policy([self.PACK], select=["location-*"], ignore=["location-blank"])
        assert [policy.shows(n) for n in ("location-slash", "location-blank", "code-unknown")] == [True, False, False]
        off = build_policy([self.PACK], severities={"location-empty": "off", "code-unknown": "info"})
        assert not off.shows("location-blank")
        assert off.severities == {"code-unknown": Severity.INFO}

    def test_what_is_not_shown_is_not_counted_but_stays_a_result(self) -> None:
        run = found(runs.result(SLASH), policy=Policy(ignore=frozenset({"location-slash"})))
        assert run.findings == ()
        assert len(run.results) == 1


class TestExitCode:
    WARNING = runs.rule("w", severity=Severity.WARNING)
    ERROR = runs.rule("e", severity=Severity.ERROR)

    @pytest.mark.parametrize(
        ("rule", "fail_on", "code"),
        [
            (ERROR, FailOn.ERROR, 1),
            (WARNING, FailOn.ERROR, 0),
            (WARNING, FailOn.WARNING, 1),
            (ERROR, FailOn.NEVER, 0),
            (runs.rule("i", severity=Severity.INFO), FailOn.WARNING, 0),
        ],
    )
    def test_findings_at_or_above_fail_on(self, rule: Rule, fail_on: FailOn, code: int) -> None:
        policy = Policy(fail_on=fail_on)
        run = found(runs.result(SLASH, rule), policy=policy)
        assert exit_code(run, policy) == code
        assert any(map(run.applied.fails, run.findings)) is (code == 1)

    def test_nothing_found(self) -> None:
        assert exit_code(found(), Policy(fail_on=FailOn.WARNING)) == 0

    def test_a_waived_finding_does_not_count(self) -> None:
        run = found(runs.result(SLASH, self.ERROR))
        waived = replace(run, findings=tuple(replace(f, waived="agreed") for f in run.findings))
        assert exit_code(waived, Policy()) == 0

    def test_a_check_that_broke_is_never_a_pass(self) -> None:
        assert exit_code(found(errors=("w: ValueError",)), Policy(fail_on=FailOn.NEVER)) == 2

    def test_no_index_is_neither_pass_nor_finding(self) -> None:
        empty = runs.mapping(index=ContentIndex(pages=(), rows=()))
        assert exit_code(runs.run(mapping=empty), Policy(fail_on=FailOn.NEVER)) == 3


def test_text_that_is_no_unicode_has_a_fingerprint_too() -> None:
    lost = runs.match(runs.EMISSIONS, title="Emissions \ud800")
    (finding,) = apply_policy(runs.run([lost], [runs.result(lost, disclosure=None)]), Policy()).findings
    assert len(finding.fingerprint) == 64
