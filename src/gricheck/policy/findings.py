"""From results to findings: the words, the weight and the name of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from gricheck.index.claim import universal_edition
from gricheck.model.index import Level
from gricheck.model.rule import Reference, Rule, Severity
from gricheck.model.run import Finding, Outcome, Result, Run, Verdict

RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
"""Severities, worst first."""

_FIELD = re.compile(r"\{(\w+)\}")
_FINDINGS = (Outcome.FAIL, Outcome.REVIEW)


def findings(run: Run, severities: Mapping[str, Severity]) -> list[Finding]:
    """All fails and reviews in the order of the index; the fingerprints do not depend on what is shown of them."""
    kept = [r for r in run.results if r.verdict.outcome in _FINDINGS]
    order = {id(match): place for place, match in enumerate(run.mapping.matches)}
    kept.sort(key=lambda r: _index_order(r, order))
    edition, level = _edition(run), run.spec.level if run.spec else None
    return [_finding(r, p, severities, edition, level) for r, p in zip(kept, _fingerprints(kept), strict=True)]


def fill(template: str, arguments: Iterable[tuple[str, str]]) -> str:
    """The template with its ``{fields}`` filled.

    Arguments are text from the report, so they are put in as they are and never read as a template themselves; a field
    that no argument fills stays visible.
    """
    values = dict(arguments)
    return _FIELD.sub(lambda m: values.get(m[1], m[0]), template).strip()


def _finding(
    result: Result, fingerprint: str, severities: Mapping[str, Severity], edition: int | None, level: Level | None
) -> Finding:
    rule, verdict = result.rule, result.verdict
    match = verdict.match
    return Finding(
        rule=rule.id,
        severity=_severity(rule, verdict, severities),
        outcome=verdict.outcome,
        confidence=verdict.confidence,
        disclosure=verdict.disclosure,
        requirement=verdict.requirement,
        message=fill(_template(rule, verdict), verdict.arguments),
        remedy=fill(rule.remedy_for(verdict.message or verdict.outcome), verdict.arguments),
        reference=_reference(rule.references, edition, level),
        where=verdict.where or (match.row.where if match else None),
        related=verdict.related,
        fingerprint=fingerprint,
        reason=verdict.reason,
        row=_row_text(result),
        status=rule.status,
    )


def _template(rule: Rule, verdict: Verdict) -> str:
    return rule.messages.get(verdict.message or verdict.outcome) or rule.messages.get(verdict.outcome) or rule.name


def _severity(rule: Rule, verdict: Verdict, severities: Mapping[str, Severity]) -> Severity:
    """The user's word counts most, then the check's, then the rule's. What could not be told is never an error."""
    own = rule.severity_required if verdict.required and rule.severity_required else rule.severity
    severity = severities.get(rule.id) or verdict.severity or own
    return max(severity, Severity.WARNING, key=RANK.__getitem__) if verdict.outcome is Outcome.REVIEW else severity


def _edition(run: Run) -> int | None:
    """The edition that the report claims to use, else that of the rows."""
    if run.spec:
        return run.spec.edition
    claimed = run.mapping.claim.edition if run.mapping.claim else None
    return claimed or universal_edition(run.mapping.index.rows)


def _reference(references: Sequence[Reference], edition: int | None, level: Level | None) -> Reference | None:
    """The clause for the report's claim and edition, else for its edition, else the first that the rule names."""
    general = [r for r in references if not r.claims]
    of_claim = [r for r in references if level in r.claims]
    own = (r for r in (*of_claim, *general) if r.edition == edition)
    return next(own, next(iter(general or references), None))


def _row_text(result: Result) -> str | None:
    match = result.verdict.match
    return " ".join(f"{match.row.printed_code} {match.row.title}".split()) if match else None


def _index_order(result: Result, order: Mapping[int, int]) -> tuple[int, int, tuple[tuple[int, str], ...], str]:
    """The report as a whole first, then the rows as they stand, then disclosures that have no row, by code."""
    verdict = result.verdict
    place = order.get(id(verdict.match), len(order)) if verdict.match else -1
    group = 1 if verdict.match else 2 if verdict.disclosure else 0
    return group, place, natural(verdict.disclosure or ""), result.rule.id


def natural(code: str) -> tuple[tuple[int, str], ...]:
    """Sorts ``2-9`` before ``2-10``."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", code))


def _fingerprints(results: Iterable[Result]) -> list[str]:
    """One per result, the same for the same rule and subject in every layout of the report: no page, line or location.

    Where one rule says the same of one subject more than once, an ordinal tells them apart.
    """
    seen: Counter[str] = Counter()
    prints = []
    for result in results:
        key = _key(result)
        seen[key] += 1
        prints.append(sha256(f"{key}\n{seen[key]}".encode(errors="backslashreplace")).hexdigest())
    return prints


def _key(result: Result) -> str:
    verdict = result.verdict
    # A row is known by its disclosure, else by its text; what is no row by its disclosure and its own name together.
    own = (verdict.disclosure, verdict.subject) if verdict.match is None else (verdict.disclosure or _row_text(result),)
    subject = " ".join(filter(None, own)).casefold()
    first = next(iter(result.rule.aliases), result.rule.id)  # a renamed rule keeps its fingerprints
    return "\n".join((first, " ".join(subject.split()), verdict.requirement or ""))
