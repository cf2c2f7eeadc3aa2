"""``gricheck diff --format json``: ``gricheck/diff/1``, whose schema is ``gricheck/schemas/diff.json``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from gricheck.model.diff import (
    DemandChange,
    Difference,
    Fault,
    FaultChange,
    FaultKind,
    Kind,
    Line,
    LineChange,
    Snapshot,
)
from gricheck.model.run import Versions
from gricheck.reporter.encode import dumps
from gricheck.reporter.json import versions_data
from gricheck.reporter.options import RenderOptions

Changes = Iterable[LineChange] | Iterable[FaultChange]


def render(diff: Difference, versions: Versions, options: RenderOptions) -> str:
    """The object as text."""
    return dumps(diff_data(diff, versions))


def diff_data(diff: Difference, versions: Versions) -> dict[str, Any]:
    """The object that ``gricheck/diff/1`` describes. What stayed the same is counted and not listed."""
    return {
        "schema": "gricheck/diff/1",
        "versions": versions_data(versions),
        "old": _side(diff.old),
        "new": _side(diff.new),
        "changed": diff.changed,
        "worse": diff.worse,
        "claim": diff.claim.value,
        "requirements": _or_null(diff.demands, _demand),
        "counts": {"disclosures": _counts(diff.lines, Kind), "findings": _counts(diff.faults, FaultKind)},
        "disclosures": _or_null(_changed(diff.lines), _line_change),
        "findings": _or_null(_changed(diff.faults), _fault_change),
        "notes": list(diff.notes),
    }


def _changed(changes: Iterable[Any] | None) -> list[Any] | None:
    return None if changes is None else [change for change in changes if change.kind not in (Kind.SAME, FaultKind.SAME)]


def _or_null(items: Iterable[Any] | None, data: Any) -> list[Any] | None:
    return None if items is None else [data(item) for item in items]


def _counts(changes: Changes | None, kinds: type[StrEnum]) -> dict[str, int] | None:
    if changes is None:
        return None
    found = Counter(change.kind.value for change in changes)
    return {kind.value: found[kind.value] for kind in kinds}


def _side(side: Snapshot) -> dict[str, Any]:
    return {
        "form": side.form.value,
        "path": side.path,
        "report": side.report,
        "sha256": side.sha256,
        "versions": versions_data(side.versions),
        "claim": {"level": side.level.value, "edition": side.edition},
    }


def _demand(change: DemandChange) -> dict[str, Any]:
    return {
        "id": change.new.id,
        "text": change.new.text,
        "worse": change.worse,
        "old": {"verdict": change.old.verdict.value, "why": change.old.why},
        "new": {"verdict": change.new.verdict.value, "why": change.new.why},
    }


def _line_change(change: LineChange) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "worse": change.worse,
        "old": [_line(line) for line in change.old],
        "new": [_line(line) for line in change.new],
        "went_to": list(change.went_to),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "disclosure": line.code,
        "edition": line.edition,
        "title": line.title,
        "required": line.required,
        "status": line.status.value if line.status else None,
        "location": line.location,
        "pages": [{"label": page.label, "index": page.index} for page in line.pages],
    }


def _fault_change(change: FaultChange) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "worse": change.worse,
        "old": _fault(change.old),
        "new": _fault(change.new),
    }


def _fault(fault: Fault | None) -> dict[str, Any] | None:
    if fault is None:
        return None
    return {
        "rule": fault.rule,
        "severity": fault.severity.value,
        "outcome": fault.outcome.value,
        "disclosure": fault.disclosure,
        "place": fault.page,
        "message": fault.message,
        "remedy": fault.remedy,
        "reason": fault.reason,
        "fingerprint": fault.fingerprint,
        "silenced": fault.silenced,
    }
