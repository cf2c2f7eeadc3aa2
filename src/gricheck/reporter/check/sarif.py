"""``gricheck check --format sarif``: SARIF 2.1.0, for code scanning and for every viewer of SARIF.

All reports of a call are one SARIF run: they were judged by the same rules, and GitHub takes only one run of a tool
from an upload. A report is an artifact of that run. ``sarif_tool.py`` makes the tool and the invocation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gricheck.model.document import Source
from gricheck.model.index import Where
from gricheck.model.run import Checked, Finding, Outcome, Run
from gricheck.reporter.check.sarif_tool import LEVELS, invocation, rules_of, tool
from gricheck.reporter.encode import dumps
from gricheck.reporter.escape import inert, markdown, sarif
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.paths import uri
from gricheck.reporter.views import file_of, own_page, place, title_of
from gricheck.reporter.words import WHOLE, line_number, reference_text, told, verdict, wrong

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "ROOT"
_ROOTS = {_ROOT: {"description": {"text": "The folder in which gricheck was called."}}}


def render(checked: Checked, options: RenderOptions) -> str:
    """The log with its one run. Results are in the order of the reports, and in each the worst first."""
    artifacts = _artifacts(checked, options)
    places = {made["location"]["uri"]: number for number, made in enumerate(artifacts)}
    rules = rules_of(checked)
    order = {rule.id: number for number, rule in enumerate(rules)}
    compared = any(run.applied.baseline for run in checked.runs)
    one = {
        "tool": tool(checked, rules),
        "invocations": [invocation(checked, lambda path: _artifact_location(path, places, options))],
        "originalUriBaseIds": _ROOTS,
        "columnKind": "unicodeCodePoints",
        "artifacts": artifacts,
        "results": [
            _result(finding, run, order, _artifact_location(_path(finding, run), places, options), compared)
            for run in checked.judged
            for finding in run.findings
        ],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [one]})


def _path(finding: Finding, run: Run) -> str:
    return file_of(finding.where, run.mapping).path


def _artifacts(checked: Checked, options: RenderOptions) -> list[dict[str, Any]]:
    """The reports, each once; those that could not be checked have no more than their name."""
    found: dict[str, dict[str, Any]] = {}
    for run in checked.runs:
        made = _artifact(run, options)
        found[made["location"]["uri"]] = made
        for part in run.mapping.parts:
            location = _location(part.source.path, options)
            found[location["uri"]] = {"location": location, "roles": ["analysisTarget"], **_bytes(part.source)}
    for failure in checked.failures:
        location = _location(failure.path, options)
        found.setdefault(location["uri"], {"location": location, "roles": ["analysisTarget"]})
    return list(found.values())


def _artifact(run: Run, options: RenderOptions) -> dict[str, Any]:
    source, claim = run.mapping.source, run.mapping.claim
    return {
        "location": _location(source.path, options),
        "roles": ["analysisTarget"],
        **_bytes(source),
        "properties": {
            "pages": run.mapping.own_pages,
            "claim": {"level": claim.level.value, "edition": claim.edition} if claim else None,
            "verdict": inert(verdict(run)[1]) if run.mapping.index.rows else None,
        },
    }


def _bytes(source: Source) -> dict[str, Any]:
    return {"length": source.size, "mimeType": source.media_type, "hashes": {"sha-256": source.sha256}}


def _location(path: str, options: RenderOptions) -> dict[str, Any]:
    name = uri(path, options.root)
    return {"uri": name} if name.startswith("file:") else {"uri": name, "uriBaseId": _ROOT}


def _artifact_location(path: str, places: Mapping[str, int], options: RenderOptions) -> dict[str, Any]:
    location = _location(path, options)
    return {**location, "index": places[location["uri"]]}


def _result(
    finding: Finding, run: Run, order: Mapping[str, int], report: Mapping[str, Any], compared: bool
) -> dict[str, Any]:
    # Always of the default kind "fail". A review would be of kind "review", but then its level must be "none", and code
    # scanning, which reads the level and not the kind, would show it as nothing. The outcome is in the properties.
    return {
        "ruleId": finding.rule,
        "ruleIndex": order[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": sarif(told(finding, run)), "markdown": _markdown(finding, run)},
        "locations": [_place(finding.where, finding, run, report)],
        **_related(finding.related, run, report),
        "partialFingerprints": _fingerprints(finding),
        "suppressions": _suppressions(finding),
        **({"baselineState": "unchanged" if finding.baselined else "new"} if compared and not finding.waived else {}),
        "properties": _properties(finding, run),
    }


def _markdown(finding: Finding, run: Run) -> str:
    title = f" {title_of(finding, run)}" if finding.disclosure else ""
    where = place(finding.where, run.mapping) if finding.where else ""
    parts = [
        f"**{markdown(f'{finding.disclosure}{title}' if finding.disclosure else WHOLE)}**",
        f"({markdown(where)})" if where else "",
        markdown(wrong(finding)),
        f"**Instead:** {markdown(finding.remedy)}" if finding.remedy else "",
        f"_{markdown(reference_text(finding.reference))}_" if finding.reference else "",
    ]
    return " ".join(filter(None, parts))


def _place(where: Where | None, finding: Finding | None, run: Run, report: Mapping[str, Any]) -> dict[str, Any]:
    """The place in the file. A PDF has no lines: it is the first one, and the page is in the message."""
    physical = {"artifactLocation": dict(report), "region": {"startLine": line_number(where, run)}}
    logical = _logical(finding, run) if finding and finding.disclosure else []
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}


def _logical(finding: Finding, run: Run) -> list[dict[str, Any]]:
    known = run.mapping.catalogue.by_code.get(finding.disclosure or "", ())
    steps = [known[-1].standard if known else "", finding.disclosure or "", finding.requirement or ""]
    whole = "/".join(inert(step) for step in steps if step)
    return [{"name": inert(finding.disclosure or ""), "fullyQualifiedName": whole, "kind": "disclosure"}]


def _related(places: Sequence[Where], run: Run, report: Mapping[str, Any]) -> dict[str, Any]:
    if not places:
        return {}
    made = [
        {"id": number, **_place(where, None, run, report), "message": {"text": sarif(place(where, run.mapping))}}
        for number, where in enumerate(places, start=1)
    ]
    return {"relatedLocations": made}


def _fingerprints(finding: Finding) -> dict[str, str]:
    # GitHub fills in a hash of the line where primaryLocationLineHash is missing. In a PDF that is the first line for
    # every finding, so all findings of a rule would be taken for one alert.
    return {"gricheck/v1": finding.fingerprint, "primaryLocationLineHash": f"{finding.fingerprint[:16]}:1"}


def _suppressions(finding: Finding) -> list[dict[str, Any]]:
    if finding.waived is None:
        return []
    return [{"kind": "external", "status": "accepted", "justification": inert(finding.waived)}]


def _properties(finding: Finding, run: Run) -> dict[str, Any]:
    where = finding.where or Where()
    return {
        "outcome": finding.outcome.value,
        "page": None if where.page is None else own_page(where.page, run.mapping),
        "label": inert(where.label) if where.label else None,
        "confidence": finding.confidence,
        "disclosure": inert(finding.disclosure) if finding.disclosure else None,
        "requirement": inert(finding.requirement) if finding.requirement else None,
        "reason": inert(finding.reason) if finding.outcome is Outcome.REVIEW and finding.reason else None,
        "remedy": inert(finding.remedy),
        "reference": reference_text(finding.reference) if finding.reference else None,
    }
