"""What ran, as SARIF has it: the tool with its rules and packs, and the invocation with all that it could not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from gricheck import __version__
from gricheck.model.rule import Rule, Severity
from gricheck.model.run import Checked
from gricheck.reporter.escape import markdown, sarif
from gricheck.reporter.words import broken, reference_text, unread

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_WEIGHTS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
"""What code scanning filters alerts by."""

Locate = Callable[[str], dict[str, Any]]


def rules_of(checked: Checked) -> list[Rule]:
    """The rules that found something, by id."""
    named = {finding.rule for run in checked.judged for finding in run.findings}
    found = {result.rule.id: result.rule for run in checked.judged for result in run.results}
    return [found[name] for name in sorted(named)]


def tool(checked: Checked, rules: Sequence[Rule]) -> dict[str, Any]:
    """gricheck with its rules; the catalogue and the packs, whose versions matter as much, are its extensions."""
    versions = [run.versions for run in checked.runs]
    own = versions[0].tool if versions else __version__
    packs = dict.fromkeys(pack for version in versions for pack in version.packs)
    catalogues = dict.fromkeys(("catalogue", version.catalogue) for version in versions)
    driver = {"name": "gricheck", "version": own, "rules": [_rule(rule) for rule in rules]}
    return {
        "driver": driver,
        "extensions": [{"name": name, "version": version} for name, version in catalogues | packs],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    clauses = "; ".join(map(reference_text, rule.references))
    rests, more = f"It rests on {clauses}. Examples that pass and fail:", f"gricheck explain {rule.id}"
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        **({"deprecatedIds": list(rule.aliases)} if rule.aliases else {}),
        "shortDescription": {"text": sarif(rule.name)},
        "fullDescription": {"text": sarif(rule.why)},
        "help": {
            "text": sarif(f"{rule.why} {rests} {more}"),
            "markdown": f"{markdown(rule.why)}\n\n{markdown(rests)} `{more}`",
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.family, rule.pack],
            "problem.severity": _WEIGHTS[rule.severity],
            "status": rule.status.value,
        },
    }


def invocation(checked: Checked, locate: Locate) -> dict[str, Any]:
    """Whether all went well, what did not, and what of the configuration no longer serves. It tells no time."""
    return {
        "executionSuccessful": not checked.failures and not any(run.errors for run in checked.runs),
        "toolExecutionNotifications": [*_failures(checked, locate), *_notes(checked, locate)],
        "toolConfigurationNotifications": [
            _notification("warning", item.message, locate(run.mapping.source.path))
            for run in checked.judged
            for item in run.applied.stale
        ],
    }


def _failures(checked: Checked, locate: Locate) -> Iterator[dict[str, Any]]:
    for failure in checked.failures:
        yield _notification("error", failure.message, locate(failure.path))


def _notes(checked: Checked, locate: Locate) -> Iterator[dict[str, Any]]:
    for run in checked.judged:
        location = locate(run.mapping.source.path)
        for error in run.errors:
            yield _notification("error", broken(error), location)
        for note in unread(run):
            yield _notification("note", note, location)


def _notification(level: str, message: str, location: dict[str, Any]) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": location}}
    return {"level": level, "message": {"text": sarif(message)}, "locations": [place]}
