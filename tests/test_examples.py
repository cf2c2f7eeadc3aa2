"""Every example of every rule, read and matched the way a report is: it must do what it says.

The judging is the package's own (``gricheck pack test``); that it finds what is wrong is shown in test_pack_mistakes.
"""

from __future__ import annotations

from functools import cache

import pytest

from gricheck.catalogue import load_catalogue
from gricheck.checks import CHECKS
from gricheck.model.rule import Example, Rule
from gricheck.model.run import Outcome
from gricheck.packs import load_packs
from gricheck.selftest import Setting, example_problem, has_right_subject, results_of, setting_of, word_problems
from gricheck.vocabulary import load_vocabulary


@cache
def setting() -> Setting:
    catalogue = load_catalogue()
    return setting_of(load_packs(checks=CHECKS, catalogue=catalogue), catalogue, load_vocabulary())


def cases():
    for pack in setting().packs:
        for rule in pack.rules:
            for number, example in enumerate(rule.examples):
                yield pytest.param(rule, example, id=f"{rule.id}-{example.outcome}-{number}")


@pytest.mark.parametrize(("rule", "example"), list(cases()))
def test_example_does_what_it_says(rule: Rule, example: Example):
    assert example_problem(rule, example, results_of(rule, example, setting())) is None


@pytest.mark.parametrize("rule", [rule for pack in setting().packs for rule in pack.rules], ids=lambda rule: rule.id)
def test_every_rule_has_an_example_that_it_finds_right(rule: Rule):
    assert has_right_subject(rule, setting())


@pytest.mark.parametrize(("rule", "example"), [c for c in cases() if c.values[1].outcome != "pass"])
def test_words_of_a_finding_are_complete(rule: Rule, example: Example):
    results = results_of(rule, example, setting()) or ()
    assert list(word_problems(rule, results)) == []
    assert all(r.verdict.reason for r in results if r.verdict.outcome is Outcome.REVIEW)
