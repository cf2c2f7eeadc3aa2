"""What policy did to a run, in words for the terminal and as data for the published JSON: nothing silenced unseen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gricheck.model.rule import Severity
from gricheck.model.run import Applied, Finding, Run, Stale, StaleKind, WaiverUse
from gricheck.reporter.sheet import Sheet
from gricheck.reporter.views import LABELS

_INDENT = 13
_WHOLE = "the report as a whole"


def policy_section(sheet: Sheet, run: Run) -> None:
    """What was waived, what was known, what is stale; nothing where there is none of it."""
    waived = [f for f in run.findings if f.waived is not None]
    known = [f for f in run.findings if f.baselined]
    baseline = run.applied.baseline
    if not (waived or known or run.applied.stale or (baseline and not baseline.listed)):
        return
    sheet.gap()
    sheet.line(("Policy", "bold"))
    _waived(sheet, waived)
    if baseline:
        _known(sheet, known, run)
    _stale(sheet, run)


def _waived(sheet: Sheet, waived: list[Finding]) -> None:
    if not waived:
        return
    sheet.line(f"  Waived ({len(waived)})")
    for finding in waived:
        subject = finding.disclosure or _WHOLE
        message = finding.message.removeprefix(f"{subject}: ")
        sheet.wrapped(f"{subject}: {message} [{finding.rule}]", _INDENT, _label(finding.severity))
        sheet.wrapped(f"Waived: {finding.waived}", _INDENT)


def _known(sheet: Sheet, known: list[Finding], run: Run) -> None:
    baseline = run.applied.baseline
    if baseline is None:
        return
    if not baseline.listed:
        told = f"The baseline {baseline.name} has no list for {baseline.report}, so every finding counts."
        sheet.wrapped(f"{told} It names a report by its path from the baseline's own folder.", 2)
    if known:
        sheet.line(f"  Known from the baseline {baseline.name} ({len(known)})")
    for severity in Severity:
        for rule, subjects in _by_rule((f.rule, f.disclosure) for f in known if f.severity is severity):
            sheet.wrapped(f"{rule}: {subjects}", _INDENT, _label(severity))


def _stale(sheet: Sheet, run: Run) -> None:
    stale = run.applied.stale
    if not stale:
        return
    sheet.line((f"  Stale ({len(stale)})", "warning"))
    for item in stale:
        if item.kind is not StaleKind.BASELINE:
            sheet.wrapped(f"{item.message}.", 4)
    gone = [(item.rule, item.disclosure) for item in stale if item.kind is StaleKind.BASELINE]
    if gone and run.applied.baseline:
        told = "no longer found; write the baseline anew with --write-baseline to drop"
        sheet.wrapped(f"{run.applied.baseline.name}: {told} {'it' if len(gone) == 1 else 'them'}:", 4)
    for rule, subjects in _by_rule(gone):
        sheet.wrapped(f"{rule}: {subjects}", 6)


def _by_rule(pairs: Iterable[tuple[str, str | None]]) -> list[tuple[str, str]]:
    """Rules with what they are about, in the order in which they come; the same twice says so."""
    found: dict[str, dict[str, int]] = {}
    for rule, disclosure in pairs:
        subjects = found.setdefault(rule, {})
        subject = disclosure or _WHOLE
        subjects[subject] = subjects.get(subject, 0) + 1
    return [(rule, ", ".join(_times(s, n) for s, n in subjects.items())) for rule, subjects in found.items()]


def _times(subject: str, number: int) -> str:
    return subject if number == 1 else f"{subject} ({number} times)"


def _label(severity: Severity) -> tuple[str, str]:
    return f"    {LABELS[severity]}", severity.value


def policy_data(applied: Applied) -> dict[str, Any]:
    """The key ``policy`` of ``gricheck/run/1``."""
    return {
        "waivers": [_waiver_data(use) for use in applied.waivers],
        "baseline": _baseline_data(applied),
        "stale": [_stale_data(item) for item in applied.stale],
    }


def _waiver_data(use: WaiverUse) -> dict[str, Any]:
    waiver = use.waiver
    return {
        "rule": waiver.rule,
        "disclosure": waiver.disclosure,
        "path": waiver.path,
        "reason": waiver.reason,
        "expires": waiver.expires.isoformat() if waiver.expires else None,
        "expired": use.expired,
        "matched": use.matched,
        "place": waiver.place,
    }


def _baseline_data(applied: Applied) -> dict[str, Any] | None:
    use = applied.baseline
    if use is None:
        return None
    return {"path": use.name, "report": use.report, "listed": use.listed, "known": use.known, "stale": use.stale}


def _stale_data(item: Stale) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "rule": item.rule,
        "disclosure": item.disclosure,
        "fingerprint": item.fingerprint,
        "message": item.message,
    }
