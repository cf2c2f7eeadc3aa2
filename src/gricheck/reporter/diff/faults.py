"""The findings of a comparison: those to mend in full, those that are gone by their names."""

from __future__ import annotations

from collections.abc import Iterator

from gricheck.model.diff import Difference, Fault, FaultChange, FaultKind
from gricheck.policy import RANK
from gricheck.reporter.diff.table import Table, clipped
from gricheck.reporter.views import LABELS
from gricheck.reporter.words import wrong


def to_mend(diff: Difference) -> list[FaultChange]:
    """The findings to be shown in full: new, live again, or heavier than before."""
    kinds = (FaultKind.NEW, FaultKind.LIVE_AGAIN)
    return [change for change in diff.faults or () if change.kind in kinds or _step(change) < 0]


def fault_tables(diff: Difference) -> Iterator[Table]:
    """The findings to mend as a table, for formats whose cells bear a whole sentence."""
    pairs = [(change, change.new) for change in to_mend(diff)]
    rows = tuple((fault_label(c), fault_about(f), clipped(wrong(f)), clipped(f.remedy), f.rule) for c, f in pairs if f)
    if rows:
        headers = ("severity", "about", "what is wrong", "instead", "rule")
        yield Table(f"New findings ({len(rows)})", headers, rows, (1, 2, 3))


def gone_tables(diff: Difference) -> Iterator[Table]:
    """The findings that are mended, silenced or lighter than before: rule and disclosure."""
    gone = [c for c in diff.faults or () if c.kind in (FaultKind.MENDED, FaultKind.SILENCED) or _step(c) > 0]
    rows = [(c.old.rule, fault_about(c.old), LABELS[c.old.severity], _now(c)) for c in gone if c.old]
    if rows:
        headers = ("rule", "about", "severity", "now")
        yield Table(f"Findings that are gone or lighter ({len(rows)})", headers, tuple(rows), (1, 3))


def fault_label(change: FaultChange) -> str:
    """``error``, ``error (live again)``, ``error (was warning)``."""
    fault = change.new or change.old
    label = LABELS[fault.severity] if fault else ""
    if change.kind is FaultKind.REWEIGHED and change.old:
        return f"{label} (was {LABELS[change.old.severity]})"
    return f"{label} (live again)" if change.kind is FaultKind.LIVE_AGAIN else label


def fault_about(fault: Fault) -> str:
    """The disclosure and the page, as far as there are any."""
    return ", ".join(part for part in (fault.disclosure or "the report as a whole", fault.page) if part)


def _now(change: FaultChange) -> str:
    if change.new is None:
        return "mended"
    return clipped(change.new.silenced) if change.new.silenced else LABELS[change.new.severity]


def _step(change: FaultChange) -> int:
    """By how much a finding that has another severity weighs less."""
    if change.kind is not FaultKind.REWEIGHED or not change.old or not change.new:
        return 0
    return RANK[change.new.severity] - RANK[change.old.severity]
