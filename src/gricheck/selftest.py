"""A pack tries itself: every example of every rule, read and matched the way a report is, must do what it says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gricheck.checks import CHECKS
from gricheck.engine import applies, context_of, run_rule
from gricheck.errors import PackError
from gricheck.examples import REPORT, build, ground
from gricheck.model.rule import Example, Rule, RulePack
from gricheck.model.run import Outcome, Result, Verdict
from gricheck.model.standard import Catalogue
from gricheck.packs.inspect import inspect
from gricheck.packs.names import Mistake, Problem
from gricheck.packs.rule_problems import cannot_run
from gricheck.packs.targets import targets_of
from gricheck.policy import fill
from gricheck.vocabulary import Vocabulary
from gricheck.yamlio import Place

_FINDINGS = (Outcome.FAIL, Outcome.REVIEW)
_NO_RIGHT = "no passing example has a row that the check looks at and finds right; add one, or the rule may refuse all"
_UNFINISHED = {
    re.compile(r"\{\w*\}?"): "a field that nothing filled",
    re.compile(r"\(\s*\)"): "empty brackets",
    re.compile(r'""'): "empty quotes",
    re.compile(r"\s{2}"): "two spaces in a row",
}
"""What a message looks like where the check had nothing to fill a field with."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What every example is tried with; ``grounds`` holds the disclosures and words of each pack's framework."""

    packs: tuple[RulePack, ...]
    grounds: Mapping[str, tuple[Catalogue, Vocabulary]]


def setting_of(packs: Sequence[RulePack], catalogue: Catalogue, vocabulary: Vocabulary) -> Setting:
    """The setting for packs, with GRI's own catalogue and vocabulary."""
    return Setting(tuple(packs), {pack.id: ground(pack, packs, catalogue, vocabulary) for pack in packs})


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What came of it: the packs that were tested, how many rules and examples of theirs were tried, what is wrong."""

    packs: tuple[RulePack, ...]
    rules: int
    examples: int
    mistakes: tuple[PackError, ...]


def run_selftest(paths: Sequence[Path], catalogue: Catalogue, vocabulary: Vocabulary) -> SelfTest:
    """Every mistake in the packs that the paths mean: of form, then of reference, then of examples."""
    seen = inspect(targets_of(paths), CHECKS, catalogue)
    setting = setting_of(seen.packs, catalogue, vocabulary)
    tried = [found for found in seen.rules if not _is_lost(seen.wrong.get(found[0].id, ()))]
    errors = [
        located.error((*place, *below), f"rule {rule.id!r}: {message}")
        for rule, located, place in tried
        for below, message in dict.fromkeys(_example_problems(rule, seen.wrong.get(rule.id, ()), setting))
    ]
    examples = sum(len(rule.examples) for rule, _, _ in tried)
    return SelfTest(seen.tested, len(tried), examples, (*seen.errors, *errors))


def results_of(rule: Rule, example: Example, setting: Setting) -> tuple[Result, ...] | None:
    """What a rule says of an example; None where the rule does not apply to it."""
    context = context_of(build(example, *setting.grounds[rule.pack]), setting.packs)
    return run_rule(rule, context) if applies(rule, context) else None


def example_problem(rule: Rule, example: Example, results: Sequence[Result] | None) -> str | None:
    """Why an example does not do what it says, None where it does."""
    if results is None:
        return f"the rule does not apply to it: it is only for {_only_for(rule)}; give the example such a claim:"
    wanted = set(example.data.get("expect", ()))  # type: ignore[call-overload]
    found = {outcome: subjects(results, outcome) for outcome in _FINDINGS}
    if example.outcome == "pass":
        if any(found.values()):
            return f"it must pass, but the rule {_said(rule, results)}; mend the example or the rule"
        return None if results else "the check finds nothing in it to look at; give it a row that the rule is about"
    if found[Outcome(example.outcome)] == wanted and not found[Outcome.FAIL] - wanted:
        return None
    must = {"fail": "fail on", "review": "be reviewed for"}[example.outcome]
    said = _said(rule, results)
    return f"it must {must} {_listed(wanted)}, but the rule {said}; mend the example, its expect: or the rule"


def told(rule: Rule, example: Example, setting: Setting) -> list[str]:
    """What the rule says of an example of its own, each thing once: what is wrong and what to write instead."""
    verdicts = [r.verdict for r in results_of(rule, example, setting) or () if r.verdict.outcome in _FINDINGS]
    return list(dict.fromkeys(_finding_text(rule, verdict) for verdict in verdicts))


def _finding_text(rule: Rule, verdict: Verdict) -> str:
    key = str(verdict.message or verdict.outcome)
    message = fill(rule.messages.get(key, rule.name), verdict.arguments)
    doubt = f" ({verdict.reason})" if verdict.reason else ""
    return f"{message}{doubt}. Instead: {fill(rule.remedy_for(key), verdict.arguments)}"


def subjects(results: Iterable[Result], outcome: Outcome) -> set[str]:
    """The codes that results of one outcome are about, as ``expect`` names them."""
    return {r.verdict.disclosure or REPORT for r in results if r.verdict.outcome is outcome}


def word_problems(rule: Rule, results: Iterable[Result]) -> Iterator[Problem]:
    """Messages and remedies that are missing or incomplete where a finding is made, each with its place in the rule."""
    for result in results:
        verdict = result.verdict
        if verdict.outcome not in _FINDINGS:
            continue
        key = str(verdict.message or verdict.outcome)
        if key not in rule.messages:
            yield ("messages",), f"the check says {key!r} of an example, and there is no message {key}:; add it"
            continue
        remedy: Place = ("remedies", key) if key in rule.remedies else ("remedy",)
        for place, template in ((("messages", key), rule.messages[key]), (remedy, rule.remedy_for(key))):
            text = fill(template, verdict.arguments)
            for pattern, what in _UNFINISHED.items():
                if pattern.search(text):
                    yield place, f"in an example it reads {text!r}, with {what}; write it so that it is whole there too"


def has_right_subject(rule: Rule, setting: Setting) -> bool:
    """Whether some passing example holds what the check looks at and finds right, so that not all rules out all."""
    passing = (example for example in rule.examples if example.outcome == "pass")
    return any(subjects(results_of(rule, example, setting) or (), Outcome.PASS) for example in passing)


def _is_lost(wrong: Iterable[Mistake]) -> bool:
    return cannot_run([(mistake.below, mistake.message) for mistake in wrong])


def _example_problems(rule: Rule, wrong: Collection[Mistake], setting: Setting) -> Iterator[Problem]:
    """What the examples of one rule show; those that are wrong in themselves are not tried.

    Words are judged where nothing else is wrong with the rule, since they would only say the same again.
    """
    bad = {mistake.below[:3] for mistake in wrong if mistake.below[:1] == ("examples",)}
    passed: list[Sequence[Result]] = []
    for place, example in _placed(rule):
        if place in bad:
            continue
        try:
            results = results_of(rule, example, setting)
        except Exception as error:
            yield place, f"the check {rule.check!r} broke on this example ({type(error).__name__}: {error}); report it"
            continue
        if problem := example_problem(rule, example, results):
            yield place, f"this example: {problem}"
        elif example.outcome == "pass":
            passed.append(results or ())
        if not wrong:
            yield from word_problems(rule, results or ())
    if passed and not any(subjects(results, Outcome.PASS) for results in passed):
        yield ("examples", "pass"), _NO_RIGHT


def _placed(rule: Rule) -> Iterator[tuple[Place, Example]]:
    """Each example with its place in the rule."""
    numbers: dict[str, int] = {}
    for example in rule.examples:
        number = numbers[example.outcome] = numbers.get(example.outcome, -1) + 1
        yield ("examples", example.outcome, number), example


def _only_for(rule: Rule) -> str:
    return " or ".join([*map(str, rule.claims), *(f"edition {edition}" for edition in rule.editions)])


def _said(rule: Rule, results: Sequence[Result]) -> str:
    """What the rule found instead, with the first of its messages."""
    verbs = {Outcome.FAIL: "fails on", Outcome.REVIEW: "could not tell of"}
    parts = [f"{verbs[o]} {_listed(subjects(results, o))}" for o in _FINDINGS if subjects(results, o)]
    first = next((r.verdict for r in results if r.verdict.outcome in _FINDINGS), None)
    if first is None:
        return "finds nothing wrong in it" if results else "finds nothing in it to look at"
    message = rule.messages.get(str(first.message or first.outcome), "")
    quoted = f' ("{fill(message, first.arguments)}")' if message else ""
    why = f", because {first.reason}" if first.reason else ""
    return f"{' and '.join(parts)}{quoted}{why}"


def _listed(codes: Iterable[str]) -> str:
    names = ["the report as a whole" if code == REPORT else code for code in sorted(codes)]
    return ", ".join(names) or "nothing"
