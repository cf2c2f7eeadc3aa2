"""``gricheck check --format gitlab``: a code quality report of GitLab (``artifacts:reports:codequality``).

GitLab compares the reports of two branches by their fingerprints, so what is waived or known is left out: it degrades
nothing.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Failure, Finding, Run, Stale
from gricheck.reporter.encode import dumps
from gricheck.reporter.escape import inert
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.paths import relative
from gricheck.reporter.views import file_of
from gricheck.reporter.words import broken, line_number, told

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
_UNCHECKED = "blocker"


def render(checked: Checked, options: RenderOptions) -> str:
    """A list of issues: first what could not be checked, then what was found in each report."""
    issues = [_failure(failure, options) for failure in checked.failures]
    for run in checked.judged:
        issues += [_broken(error, run, options) for error in run.errors]
        issues += [_stale(stale, run, options) for stale in run.applied.failing_stale]
        issues += [_issue(finding, run, options) for finding in run.findings if finding.live]
    return dumps(list({issue["fingerprint"]: issue for issue in issues}.values()))


def _failure(failure: Failure, options: RenderOptions) -> dict[str, Any]:
    path = relative(failure.path, options.root)
    return _made("gricheck", failure.message, _UNCHECKED, path, 1, "not checked")


def _broken(error: str, run: Run, options: RenderOptions) -> dict[str, Any]:
    path = relative(run.mapping.source.path, options.root)
    return _made("gricheck", broken(error), _UNCHECKED, path, 1, error)


def _stale(stale: Stale, run: Run, options: RenderOptions) -> dict[str, Any]:
    path = relative(run.mapping.source.path, options.root)
    return _made(stale.rule, stale.message, "major", path, 1, f"{stale.kind} {stale.message}")


def _issue(finding: Finding, run: Run, options: RenderOptions) -> dict[str, Any]:
    path, line = relative(file_of(finding.where, run.mapping).path, options.root), line_number(finding.where, run)
    return _made(finding.rule, told(finding, run), _SEVERITIES[finding.severity], path, line, finding.fingerprint)


def _made(check: str, description: str, severity: str, path: str, line: int, fingerprint: str) -> dict[str, Any]:
    """One issue. The same finding in two reports is two issues, so the path is part of the fingerprint."""
    whole = f"{path}\n{fingerprint}".encode(errors="backslashreplace")
    return {
        "description": inert(description),
        "check_name": check,
        "fingerprint": sha256(whole).hexdigest(),
        "severity": severity,
        "location": {"path": inert(path), "lines": {"begin": line}},
    }
