"""From results to findings: the words, the weight and the name of each, and what the exit code makes of them.

Checks never look at settings and settings never change a result: all that a user may turn on, off, up or down is here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from hashlib import sha256

from gricheck.config import OFF, FailOn
from gricheck.errors import UsageError
from gricheck.model.rule import Reference, Rule, RulePack, Severity
from gricheck.model.run import Finding, Outcome, Result, Run, Verdict

RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
"""Severities, worst first."""

EXIT_OK, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNREADABLE = 0, 1, 2, 3

_FIELD = re.compile(r"\{(\w+)\}")
_FINDINGS = (Outcome.FAIL, Outcome.REVIEW)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the user decided. Rule ids are resolved already: aliases and patterns are gone (see ``resolve``).

    ``select`` None means every rule. ``severities`` maps a rule to its new severity.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: FailOn = FailOn.ERROR

    def shows(self, rule: str) -> bool:
        """Whether findings of this rule are reported."""
        return rule not in self.ignore and (self.select is None or rule in self.select)


def build_policy(
    packs: Sequence[RulePack],
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severities: Mapping[str, str] | None = None,
    fail_on: FailOn = FailOn.ERROR,
) -> Policy:
    """A policy from names as users write them. UsageError for a name that is no rule of these packs."""
    chosen = frozenset(resolve(select, packs))
    levels = {rule: level for name, level in (severities or {}).items() for rule in resolve([name], packs)}
    off = {rule for rule, level in levels.items() if level == OFF}
    return Policy(
        select=chosen or None,
        ignore=frozenset(resolve(ignore, packs)) | off,
        severities={rule: Severity(level) for rule, level in levels.items() if level != OFF},
        fail_on=fail_on,
    )


def resolve(names: Iterable[str], packs: Sequence[RulePack]) -> tuple[str, ...]:
    """Rule ids for ids, aliases and patterns (``location-*``). UsageError, with the nearest id, for anything else."""
    known = {name: rule.id for pack in packs for rule in pack.rules for name in (rule.id, *rule.aliases)}
    found: dict[str, None] = {}
    for name in names:
        ids = [known[name]] if name in known else [i for n, i in known.items() if fnmatchcase(n, name)]
        if not ids:
            raise UsageError(_unknown(name, known, packs))
        found.update(dict.fromkeys(ids))
    return tuple(found)


def _unknown(name: str, known: Iterable[str], packs: Sequence[RulePack]) -> str:
    for pack in packs:
        if name in pack.tombstones:
            return f"rule {name!r} was removed: {pack.tombstones[name]}"
    near = get_close_matches(name, list(known), n=1)
    hint = f"did you mean {near[0]!r}?" if near else "`gricheck rules` lists them all"
    return f"no rule is called {name!r}; {hint}"


def apply_policy(run: Run, policy: Policy) -> Run:
    """The run with its findings: worst first, then in the order of the index. Results stay as they are."""
    kept = [r for r in run.results if r.verdict.outcome in _FINDINGS and policy.shows(r.rule.id)]
    order = {id(match): place for place, match in enumerate(run.mapping.matches)}
    kept.sort(key=lambda r: _index_order(r, order))
    prints = _fingerprints(kept)
    edition = _edition(run)
    findings = [_finding(r, p, policy, edition) for r, p in zip(kept, prints, strict=True)]
    findings.sort(key=lambda f: (RANK[f.severity], f.outcome != Outcome.FAIL))  # stable: keeps the order of the index
    return replace(run, findings=tuple(findings))


def exit_code(run: Run, policy: Policy) -> int:
    """3 where there is no content index, 2 where a check broke, 1 for findings at or above ``fail_on``, else 0."""
    if not run.mapping.index.rows:
        return EXIT_UNREADABLE
    if run.errors:
        return EXIT_USAGE
    if policy.fail_on is FailOn.NEVER:
        return EXIT_OK
    limit = RANK[Severity(policy.fail_on)]
    failing = any(f.waived is None and RANK[f.severity] <= limit for f in run.findings)
    return EXIT_FINDINGS if failing else EXIT_OK


def fill(template: str, arguments: Iterable[tuple[str, str]]) -> str:
    """The template with its ``{fields}`` filled.

    Arguments are text from the report, so they are put in as they are and never read as a template themselves; a field
    that no argument fills stays visible.
    """
    values = dict(arguments)
    return _FIELD.sub(lambda m: values.get(m[1], m[0]), template).strip()


def _finding(result: Result, fingerprint: str, policy: Policy, edition: int | None) -> Finding:
    rule, verdict = result.rule, result.verdict
    match = verdict.match
    return Finding(
        rule=rule.id,
        severity=_severity(rule, verdict, policy),
        outcome=verdict.outcome,
        confidence=verdict.confidence,
        disclosure=verdict.disclosure,
        requirement=verdict.requirement,
        message=fill(_template(rule, verdict), verdict.arguments),
        remedy=fill(rule.remedy_for(verdict.message or verdict.outcome), verdict.arguments),
        reference=_reference(rule.references, edition),
        where=verdict.where or (match.row.where if match else None),
        related=verdict.related,
        fingerprint=fingerprint,
        reason=verdict.reason,
        row=_row_text(result),
        status=rule.status,
    )


def _template(rule: Rule, verdict: Verdict) -> str:
    return rule.messages.get(verdict.message or verdict.outcome) or rule.messages.get(verdict.outcome) or rule.name


def _severity(rule: Rule, verdict: Verdict, policy: Policy) -> Severity:
    """The user's word counts most, then the check's, then the rule's. What could not be told is never an error."""
    own = rule.severity_required if verdict.required and rule.severity_required else rule.severity
    severity = policy.severities.get(rule.id) or verdict.severity or own
    return max(severity, Severity.WARNING, key=RANK.__getitem__) if verdict.outcome is Outcome.REVIEW else severity


def _edition(run: Run) -> int | None:
    if run.spec:
        return run.spec.edition
    return run.mapping.claim.edition if run.mapping.claim else None


def _reference(references: Sequence[Reference], edition: int | None) -> Reference | None:
    """The clause in the edition that the report claims to use, else the first that the rule names."""
    own = (r for r in references if r.edition == edition)
    return next(own, references[0] if references else None)


def _row_text(result: Result) -> str | None:
    match = result.verdict.match
    return " ".join(f"{match.row.printed_code} {match.row.title}".split()) if match else None


def _index_order(result: Result, order: Mapping[int, int]) -> tuple[int, int, tuple[tuple[int, str], ...], str]:
    """The report as a whole first, then the rows as they stand, then disclosures that have no row, by code."""
    verdict = result.verdict
    place = order.get(id(verdict.match), len(order)) if verdict.match else -1
    group = 1 if verdict.match else 2 if verdict.disclosure else 0
    return group, place, _natural(verdict.disclosure or ""), result.rule.id


def _natural(code: str) -> tuple[tuple[int, str], ...]:
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
    subject = verdict.disclosure or (_row_text(result) or verdict.subject or "").casefold()
    return "\n".join((result.rule.id, " ".join(subject.split()), verdict.requirement or ""))
