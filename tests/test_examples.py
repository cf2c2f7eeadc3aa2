"""Every example of every rule, read and matched the way a report is: it must do what it says."""

from __future__ import annotations

from functools import cache

import pytest

from gricheck.catalogue import load_catalogue
from gricheck.checks import CHECKS
from gricheck.engine import applies, context_of, run_rule
from gricheck.examples import REPORT, build, ground
from gricheck.model.rule import Example, Rule
from gricheck.model.run import Outcome, Result
from gricheck.packs import load_packs
from gricheck.policy import fill
from gricheck.vocabulary import load_vocabulary


@cache
def packs():
    return load_packs(checks=CHECKS, catalogue=load_catalogue())


@cache
def grounds():
    return {pack.id: ground(pack, packs(), load_catalogue(), load_vocabulary()) for pack in packs()}


def cases():
    for pack in packs():
        for rule in pack.rules:
            for number, example in enumerate(rule.examples):
                yield pytest.param(rule, example, id=f"{rule.id}-{example.outcome}-{number}")


def results_of(rule: Rule, example: Example) -> list[Result]:
    mapping = build(example, *grounds()[rule.pack])
    context = context_of(mapping, packs())
    return list(run_rule(rule, context)) if applies(rule, context) else []


def subjects(results: list[Result], outcome: Outcome) -> set[str]:
    return {r.verdict.disclosure or REPORT for r in results if r.verdict.outcome is outcome}


@pytest.mark.parametrize(("rule", "example"), list(cases()))
def test_example_does_what_it_says(rule: Rule, example: Example):
    results = results_of(rule, example)
    found = {outcome: subjects(results, outcome) for outcome in (Outcome.FAIL, Outcome.REVIEW)}
    wanted = set(example.data.get("expect", ()))
    if example.outcome == "pass":
        assert found == {Outcome.FAIL: set(), Outcome.REVIEW: set()}
        assert results, "the check looked at nothing"
    else:
        assert found[Outcome(example.outcome)] == wanted
        assert not found[Outcome.FAIL] - wanted


@pytest.mark.parametrize("rule", [rule for pack in packs() for rule in pack.rules], ids=lambda rule: rule.id)
def test_every_rule_has_an_example_that_it_finds_right(rule: Rule):
    passing = [example for example in rule.examples if example.outcome == "pass"]
    assert any(subjects(results_of(rule, example), Outcome.PASS) for example in passing)


@pytest.mark.parametrize(("rule", "example"), [c for c in cases() if c.values[1].outcome != "pass"])
def test_words_of_a_finding_are_complete(rule: Rule, example: Example):
    for result in results_of(rule, example):
        verdict = result.verdict
        if verdict.outcome not in (Outcome.FAIL, Outcome.REVIEW):
            continue
        key = verdict.message or verdict.outcome
        assert key in rule.messages, f"no message for {key}"
        for template in (rule.messages[key], rule.remedy_for(key)):
            text = fill(template, verdict.arguments)
            assert "{" not in text
            assert "()" not in text
            assert '""' not in text
            assert "  " not in text
        if verdict.outcome is Outcome.REVIEW:
            assert verdict.reason
