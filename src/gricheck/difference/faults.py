"""What became of each finding, by its fingerprint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from gricheck.index.codes import code_order
from gricheck.model.diff import Fault, FaultChange, FaultKind
from gricheck.model.rule import Severity
from gricheck.policy import RANK


def fault_changes(old: Sequence[Fault], new: Sequence[Fault]) -> tuple[FaultChange, ...]:
    """Every finding of both sides once: the worst first, then by disclosure. Of those with one fingerprint the live
    ones are held against each other first."""
    before, after = _by_fingerprint(old), _by_fingerprint(new)
    pairs = [
        pair
        for name in dict.fromkeys((*before, *after))
        for pair in zip_longest(before.get(name, ()), after.get(name, ()))
    ]
    return tuple(sorted((_change(a, b) for a, b in pairs), key=_order))


def _by_fingerprint(faults: Iterable[Fault]) -> dict[str, list[Fault]]:
    found: dict[str, list[Fault]] = {}
    for fault in sorted(faults, key=lambda f: (not f.live, RANK[f.severity], f.message)):
        found.setdefault(fault.fingerprint, []).append(fault)
    return found


def _change(old: Fault | None, new: Fault | None) -> FaultChange:
    kind = _kind(old, new)
    heavier = kind in (FaultKind.NEW, FaultKind.LIVE_AGAIN, FaultKind.REWEIGHED)
    return FaultChange(kind, old, new, heavier and new is not None and new.severity is Severity.ERROR)


def _kind(old: Fault | None, new: Fault | None) -> FaultKind:
    if new is None or not new.live:
        if old is None or not old.live:
            return FaultKind.SAME
        return FaultKind.SILENCED if new else FaultKind.MENDED
    if old is None or not old.live:
        return FaultKind.LIVE_AGAIN if old else FaultKind.NEW
    return FaultKind.SAME if old.severity is new.severity else FaultKind.REWEIGHED


def _order(change: FaultChange) -> tuple[object, ...]:
    fault = change.new or change.old
    assert fault is not None  # a change has one side at least
    code = fault.disclosure or ""
    return (RANK[fault.severity], code != "", code_order(code), code, fault.rule, fault.fingerprint, fault.message)
