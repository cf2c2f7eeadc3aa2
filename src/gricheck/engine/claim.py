"""The claim as a whole: how each of its requirements stands, by what the rules have found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fnmatch import fnmatchcase
from functools import cache

from gricheck.checks.verdicts import list_codes
from gricheck.model.rule import ClaimRequirement, ClaimSpec, Severity
from gricheck.model.run import Outcome, RequirementResult, RequirementVerdict, Result


def judge_requirements(
    spec: ClaimSpec, results: Sequence[Result], ran: Collection[str]
) -> tuple[RequirementResult, ...]:
    """Each requirement of a claim as met, not met, or impossible to tell, with why. ``ran`` are the rules that ran."""
    return tuple(_judge(requirement, results, ran) for requirement in spec.requirements)


def _judge(requirement: ClaimRequirement, results: Sequence[Result], ran: Collection[str]) -> RequirementResult:
    own = [r for r in results if _concerns(requirement, r)]
    if broken := [r for r in own if _breaks(r)]:
        return RequirementResult(requirement, RequirementVerdict.NOT_MET, _spell(broken))
    doubts = []
    if unsure := [r for r in own if _leaves_open(r)]:
        doubts.append(f"to be looked at: {_spell(unsure)}")
    if silent := [rule for rule in requirement.rules if rule not in ran and "*" not in rule]:
        doubts.append(f"not run: {', '.join(silent)}")
    if requirement.undecidable and not _is_shown(requirement, own):
        doubts.append(requirement.undecidable)
    if not any(r.verdict.match for r in results):
        doubts.append("no row of the index was read")
    if doubts:
        return RequirementResult(requirement, RequirementVerdict.CANNOT_TELL, "; ".join(doubts))
    seen = any(r.verdict.outcome is Outcome.PASS for r in own)
    why = "nothing in the index speaks against it" if seen else "the index holds nothing that calls for it"
    return RequirementResult(requirement, RequirementVerdict.MET, why)


def _is_shown(requirement: ClaimRequirement, results: Iterable[Result]) -> bool:
    """Whether each of the rules that can show the requirement has found something right."""
    passed = {result.rule.id for result in results if result.verdict.outcome is Outcome.PASS}
    return bool(requirement.shown_by) and passed.issuperset(requirement.shown_by)


@cache
def _is_named(rule: str, names: tuple[str, ...]) -> bool:
    return any(fnmatchcase(rule, name) for name in names)


def _concerns(requirement: ClaimRequirement, result: Result) -> bool:
    """A result about the report as a whole concerns every requirement that rests on its rule."""
    code = result.verdict.disclosure
    own = _is_named(result.rule.id, requirement.rules)
    return own and (not requirement.codes or code is None or code in requirement.codes)


def _breaks(result: Result) -> bool:
    """An error, or a fail about the report as a whole. A row that the claim does not ask for breaks nothing, and
    neither does a fail that the check itself takes back."""
    if result.verdict.outcome is not Outcome.FAIL:
        return False
    if _is_whole(result):
        return result.verdict.severity is None and _natural(result) is not Severity.INFO
    return (result.verdict.severity or _natural(result)) is Severity.ERROR


def _leaves_open(result: Result) -> bool:
    """What would break the requirement if it were sure or weighed more: a review of an error, a fail that rests on a
    fact not surely sourced, or a warning."""
    if result.verdict.outcome is Outcome.FAIL:
        return _natural(result) is not Severity.INFO
    if result.verdict.outcome is not Outcome.REVIEW:
        return False
    return _natural(result) is Severity.ERROR or (_is_whole(result) and _natural(result) is not Severity.INFO)


def _natural(result: Result) -> Severity:
    """The severity that the rule itself gives, before the check's doubts."""
    rule = result.rule
    return rule.severity_required if result.verdict.required and rule.severity_required else rule.severity


def _is_whole(result: Result) -> bool:
    return result.verdict.disclosure is None and result.verdict.match is None


def _spell(results: Iterable[Result]) -> str:
    """``102-10 and 102-11: "/" in place of a location``, one part for each rule."""
    codes: dict[str, list[str]] = {}
    for result in results:
        codes.setdefault(result.rule.name, []).extend(filter(None, [result.verdict.disclosure]))
    return "; ".join(f"{list_codes(found)}: {name}" if found else name for name, found in codes.items())
