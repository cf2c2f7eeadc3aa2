"""Rules on subjects: which rules apply and what their checks say.

A check that raises becomes an entry of ``Run.errors`` that names the rule; the others go on.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import gricheck
from gricheck.checks import CHECKS
from gricheck.engine.claim import judge_requirements
from gricheck.index.claim import universal_edition
from gricheck.matcher.gaps import gap_table
from gricheck.model import mapping as mapped
from gricheck.model.index import Level, Row
from gricheck.model.rule import Rule, RulePack, RuleStatus
from gricheck.model.run import Check, Context, Coverage, Outcome, Result, Run, Verdict, Versions
from gricheck.model.standard import Catalogue
from gricheck.packs import packs_for, spec_for
from gricheck.progress import steps

LEAST_CONFIDENCE = 0.6
"""A row read with less confidence than this is not called wrong; a person must look."""

WORST_FIRST = (Outcome.FAIL, Outcome.REVIEW, Outcome.PASS, Outcome.NOT_APPLICABLE)


def run_checks(
    mapping: mapped.Mapping,
    packs: Sequence[RulePack],
    checks: Mapping[str, Check] = CHECKS,
    previews: Collection[str] = (),
) -> Run:
    """Every rule that applies, on every subject it judges, in the order of the packs; findings are left to policy.

    ``previews`` are the ids of those previews that run.
    """
    context = context_of(mapping, packs)
    chosen = packs_for(packs, context.edition, mapping.catalogue.framework)
    rules = [rule for pack in chosen for rule in pack.rules if applies(rule, context) and runs(rule, previews)]
    results: list[Result] = []
    errors: dict[str, str] = {}
    for rule in steps("checking rule", rules):
        try:
            results += run_rule(rule, context, checks)
        except Exception as error:
            errors[rule.id] = f"rule {rule.id!r} could not be run: {type(error).__name__}: {error}"
    spec = context.spec
    requirements = judge_requirements(spec, results, {rule.id for rule in rules} - errors.keys()) if spec else ()
    return Run(
        mapping=mapping,
        versions=versions_of(mapping.catalogue, chosen),
        spec=spec,
        results=tuple(results),
        requirements=requirements,
        gaps=gap_table(mapping, spec),
        coverage=coverage(mapping),
        errors=tuple(errors.values()),
    )


def context_of(mapping: mapped.Mapping, packs: Sequence[RulePack]) -> Context:
    """What every check sees. The edition is the claim's, else that of the universal standards that the rows list."""
    framework = mapping.catalogue.framework
    own = None if framework else universal_edition(mapping.index.rows)
    spec = spec_for(packs, mapping.claim, own, framework)
    claimed = mapping.claim.edition if mapping.claim else None
    return Context(mapping, spec, spec.edition if spec else claimed or own)


def applies(rule: Rule, context: Context) -> bool:
    """Whether a rule is for this claim and edition."""
    level = context.spec.level if context.spec else Level.NONE
    for_level = not rule.claims or level in rule.claims
    return for_level and (not rule.editions or context.edition in rule.editions)


def runs(rule: Rule, previews: Collection[str]) -> bool:
    """Whether a rule runs at all: a preview only when it is asked for."""
    return rule.status is not RuleStatus.PREVIEW or rule.id in previews


def run_rule(rule: Rule, context: Context, checks: Mapping[str, Check] = CHECKS) -> tuple[Result, ...]:
    """One rule on every subject that its check judges; of several verdicts on one subject the worst stays."""
    check = checks[rule.check]
    verdicts = check.run(context, check.options(**rule.options))
    return tuple(Result(rule, verdict) for verdict in _worst(map(_cautious, verdicts)))


def coverage(mapping: mapped.Mapping) -> Coverage:
    """How much of the index was read, and what was not judged for that."""
    rows, unparsed = len(mapping.index.rows), len(mapping.index.unparsed)
    notes = list(mapping.warnings)
    if not mapping.pagination.judged:
        notes.append(f"page references are not judged: {mapping.pagination.basis}")
    if doubtful := sum(row.confidence < LEAST_CONFIDENCE for row in mapping.index.rows):
        notes.append(
            f"{doubtful} of {rows} rows were read with low confidence; what is wrong in them is for review only"
        )
    return Coverage(rows + unparsed, rows, unparsed, mapping.pagination.judged, tuple(notes))


def _cautious(verdict: Verdict) -> Verdict:
    """A fail that rests on a doubtful row is a review."""
    row = verdict.match.row if verdict.match else None
    if row is None:
        return verdict
    confidence = min(verdict.confidence, row.confidence)
    if verdict.outcome is not Outcome.FAIL or row.confidence >= LEAST_CONFIDENCE:
        return verdict if confidence == verdict.confidence else replace(verdict, confidence=confidence)
    message = verdict.message or Outcome.FAIL
    return replace(verdict, outcome=Outcome.REVIEW, message=message, confidence=confidence, reason=_doubts(row))


def _doubts(row: Row) -> str:
    return f"the row was read with low confidence: {'; '.join(row.doubts)}".rstrip(": ")


def _worst(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """The worst verdict on each subject, the first of equals, in the order in which the subjects came up."""
    kept: dict[Hashable, Verdict] = {}
    for verdict in verdicts:
        key = _subject(verdict)
        if key not in kept or WORST_FIRST.index(verdict.outcome) < WORST_FIRST.index(kept[key].outcome):
            kept[key] = verdict
    yield from kept.values()


def _subject(verdict: Verdict) -> Hashable:
    row = id(verdict.match) if verdict.match else None
    return row, verdict.disclosure, verdict.requirement, verdict.subject


def versions_of(catalogue: Catalogue, packs: Iterable[RulePack]) -> Versions:
    """What a result rests on, to be told with it."""
    return Versions(
        tool=gricheck.__version__,
        catalogue=catalogue.version,
        packs=tuple((pack.id, pack.version) for pack in packs),
    )
