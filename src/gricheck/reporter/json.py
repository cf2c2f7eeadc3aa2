"""The published JSON: ``gricheck/run/1``, ``gricheck/index/1``, ``gricheck/gaps/1``.

Their JSON Schemas are in ``gricheck/schemas``. Within version 1 keys are only ever added. Page numbers are 0-based
physical pages; a printed number is always called a label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from gricheck.model.index import Claim, Omission, Row
from gricheck.model.mapping import Gap, Mapping, RowMatch
from gricheck.model.rule import Reference, Rule, RulePack, Severity
from gricheck.model.run import Checked, Failure, Finding, Outcome, RequirementResult, Run, Versions
from gricheck.reporter.encode import dumps
from gricheck.reporter.json_places import (
    elsewhere_data,
    external_data,
    files_data,
    index_pages,
    pages_data,
    passage_data,
    source_data,
    where_data,
)
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.policy import policy_data
from gricheck.reporter.views import (
    findings_of,
    gap_location,
    gap_pages,
    gap_passages,
    gap_support,
    own_page,
    row_edition,
    unplaced,
)


def render_checked(checked: Checked, options: RenderOptions) -> str:
    """``gricheck check --format json``: an object for the one report asked for, a list for several."""
    return _one_or_list(checked, run_data)


def _one_or_list(checked: Checked, data_of: Callable[[Run], dict[str, Any]]) -> str:
    read = {run.mapping.source.path for run in checked.runs}
    unread = (failure for failure in checked.failures if failure.path not in read)
    data = [*map(data_of, checked.runs), *map(_failure, unread)]
    if checked.several:
        return dumps(data)
    return dumps(data[0]) if data else ""


def render_gaps(checked: Checked, options: RenderOptions) -> str:
    """``gricheck gaps --format json``: an object for the one report asked for, a list for several."""
    return _one_or_list(checked, gaps_data)


def render_index(mapping: Mapping, versions: Versions, options: RenderOptions) -> str:
    """``gricheck index --format json``."""
    return dumps(index_data(mapping, versions))


def run_data(run: Run) -> dict[str, Any]:
    """The object that ``gricheck/run/1`` describes."""
    coverage = run.coverage
    return {
        "schema": "gricheck/run/1",
        "source": source_data(run.mapping),
        "versions": versions_data(run.versions),
        "index_pages": index_pages(run.mapping),
        **files_data(run.mapping),
        "claim": {
            **_claim(run.mapping.claim, run.mapping),
            "requirements": [_requirement(item) for item in run.requirements],
        },
        "coverage": {
            "rows": coverage.rows,
            "parsed": coverage.parsed,
            "unparsed": coverage.unparsed,
            "pages_judged": coverage.pages_judged,
            "notes": list(coverage.notes),
        },
        "counts": _counts(run),
        "disclosures": [_line(gap, run) for gap in run.gaps],
        "findings": [_finding(item, run) for item in run.findings],
        "policy": policy_data(run.applied),
        "errors": list(run.errors),
    }


def _failure(failure: Failure) -> dict[str, Any]:
    """The object that ``gricheck/failure/1`` describes: a report that cannot be read."""
    return {"schema": "gricheck/failure/1", "path": failure.path, "message": failure.message}


def index_data(mapping: Mapping, versions: Versions) -> dict[str, Any]:
    """The object that ``gricheck/index/1`` describes."""
    index = mapping.index
    return {
        "schema": "gricheck/index/1",
        "source": source_data(mapping),
        "versions": versions_data(versions),
        "index_pages": index_pages(mapping),
        **files_data(mapping),
        "claim": _claim(index.claim, mapping),
        "rows": [_row(match, mapping) for match in mapping.matches],
        "unparsed": [{"text": item.text, "where": where_data(item.where, mapping)} for item in index.unparsed],
    }


def gaps_data(run: Run) -> dict[str, Any]:
    """The object that ``gricheck/gaps/1`` describes."""
    return {
        "schema": "gricheck/gaps/1",
        "source": source_data(run.mapping),
        "versions": versions_data(run.versions),
        **files_data(run.mapping),
        "claim": _claim(run.mapping.claim, run.mapping),
        "counts": dict(sorted(Counter(gap.status.value for gap in run.gaps).items())),
        "rows": [_gap(gap, run) for gap in run.gaps],
        "other_findings": [_finding(finding, run) for finding in unplaced(run)],
    }


def rules_data(packs: Iterable[RulePack], versions: Versions) -> dict[str, Any]:
    """All rules with what their users need, for editors and dashboards: ``gricheck rules --format json``."""
    rules = [_rule(rule) for pack in packs for rule in pack.rules]
    return {"schema": "gricheck/rules/1", "versions": versions_data(versions), "rules": rules}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "pack": rule.pack,
        "family": rule.family,
        "name": rule.name,
        "severity": rule.severity.value,
        "severity_required": rule.severity_required.value if rule.severity_required else None,
        "status": rule.status.value,
        "replaced_by": rule.replaced_by,
        "since": rule.since,
        "aliases": list(rule.aliases),
        "why": rule.why,
        "remedy": rule.remedy,
        "references": [_reference(item) for item in rule.references],
    }


def versions_data(versions: Versions) -> dict[str, Any]:
    """What ran, as every schema has it."""
    packs = [{"id": name, "version": version} for name, version in versions.packs]
    return {"tool": versions.tool, "catalogue": versions.catalogue, "packs": packs}


def _claim(claim: Claim | None, mapping: Mapping) -> dict[str, Any]:
    if claim is None:
        return {"level": "none", "edition": None, "quote": None, "page": None}
    return {
        "level": claim.level.value,
        "edition": claim.edition,
        "quote": claim.quote or None,
        "page": None if claim.where.page is None else own_page(claim.where.page, mapping),
        **_claim_file(claim, mapping),
    }


def _claim_file(claim: Claim, mapping: Mapping) -> dict[str, Any]:
    """The file that the claim stands in, where that is not the report's own."""
    part = None if claim.where.page is None else mapping.part(claim.where.page)
    return {"file": part.source.path} if part else {}


def _requirement(item: RequirementResult) -> dict[str, Any]:
    requirement = item.requirement
    return {
        "id": requirement.id,
        "text": requirement.text,
        "reference": _reference(requirement.reference),
        "rules": list(requirement.rules),
        "verdict": item.verdict.value,
        "why": item.why,
    }


def _reference(reference: Reference | None) -> dict[str, Any] | None:
    if reference is None:
        return None
    return {"standard": reference.standard, "edition": reference.edition, "clause": reference.clause}


def _counts(run: Run) -> dict[str, int]:
    severities = Counter(f.severity for f in run.findings)
    outcomes = Counter(r.verdict.outcome for r in run.results)
    return {
        **{severity.value: severities[severity] for severity in Severity},
        "waived": sum(f.waived is not None for f in run.findings),
        "baselined": sum(f.baselined for f in run.findings),
        "hidden": run.applied.hidden,
        **{outcome.value: outcomes[outcome] for outcome in Outcome},
    }


def _finding(finding: Finding, run: Run) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "status": finding.status.value,
        "severity": finding.severity.value,
        "outcome": finding.outcome.value,
        "confidence": finding.confidence,
        "disclosure": finding.disclosure,
        "requirement": finding.requirement,
        "message": finding.message,
        "remedy": finding.remedy,
        "reason": finding.reason,
        "reference": _reference(finding.reference),
        "row": finding.row,
        "where": where_data(finding.where, run.mapping),
        "related": [where_data(item, run.mapping) for item in finding.related],
        "fingerprint": finding.fingerprint,
        "waived": finding.waived,
        "baselined": finding.baselined,
    }


def _row(match: RowMatch, mapping: Mapping) -> dict[str, Any]:
    row: Row = match.row
    meant = match.disclosure
    return {
        "code": row.code,
        "edition": row_edition(match),
        "disclosure": {"code": meant.code, "edition": meant.edition} if meant else None,
        "printed_code": row.printed_code,
        "title": row.title,
        "location": row.location,
        "kind": row.kind.value,
        "pages": pages_data(row.pages, mapping),
        "externals": [external_data(external, mapping) for external in row.externals],
        "omission": _omission(row.omission),
        "sdgs": list(row.sdgs),
        "where": where_data(row.where, mapping),
        "confidence": row.confidence,
    }


def _omission(omission: Omission | None) -> dict[str, Any] | None:
    if omission is None:
        return None
    return {
        "requirements": list(omission.requirements),
        "reason": omission.reason,
        "reason_key": omission.reason_key,
        "explanation": omission.explanation,
    }


def _line(gap: Gap, run: Run) -> dict[str, Any]:
    """A line of the gap table, without what the report's text says of it."""
    return {
        "disclosure": gap.code,
        "edition": gap.edition,
        "title": gap.title,
        "required_by": gap.required_by,
        "status": gap.status.value,
        "location": gap_location(gap),
        "pages": pages_data(gap_pages(gap), run.mapping),
        **elsewhere_data(gap, run.mapping),
    }


def _gap(gap: Gap, run: Run) -> dict[str, Any]:
    support = gap_support(gap)
    return {
        "disclosure": gap.code,
        "edition": gap.edition,
        "title": gap.title,
        "standard": gap.standard,
        "required_by": gap.required_by,
        "status": gap.status.value,
        "location": gap_location(gap),
        "pages": pages_data(gap_pages(gap), run.mapping),
        **elsewhere_data(gap, run.mapping),
        "support": str(support) if support else None,
        "evidence": [{**passage_data(passage, run.mapping), "cited": cited} for passage, cited in gap_passages(gap)],
        "findings": [_finding(item, run) for item in findings_of(gap, run)],
    }
