"""What became of each disclosure: the lines of both sides brought together, then told apart by what changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gricheck.difference.match import Group, groups
from gricheck.index.codes import code_order
from gricheck.model.diff import Kind, Line, LineChange, Snapshot
from gricheck.model.mapping import Status
from gricheck.model.standard import Catalogue, Successor

Keys = frozenset[tuple[str | None, int | None]]

_RANK = {
    None: 0,
    Status.REPORTED: 0,
    Status.NOT_EXPECTED: 0,
    Status.PARTIAL: 1,
    Status.UNLISTED: 1,
    Status.OMITTED: 2,
    Status.MISLABELLED: 3,
    Status.UNRESOLVED: 4,
    Status.UNEXPLAINED: 5,
    Status.MISSING: 6,
}
"""Statuses, best first."""
_LOST = (Status.OMITTED, Status.UNRESOLVED, Status.UNEXPLAINED, Status.MISSING)
_REPORTED = (None, Status.REPORTED, Status.PARTIAL)
_TOLD_BY_ROW = (Status.OMITTED, Status.UNEXPLAINED)
"""What an index tells without being judged."""
_BESIDE_MARK = re.compile(r"\s*([^\w\s])\s*")


def line_changes(old: Snapshot, new: Snapshot, catalogue: Catalogue) -> tuple[LineChange, ...] | None:
    """Every line of both sides, in the order of codes; None where a side has no lines to tell of."""
    if old.lines is None or new.lines is None:
        return None
    found = groups(old.lines, new.lines, catalogue)
    found.sort(key=lambda group: _order(group, catalogue))
    judged, located = old.judged and new.judged, _located(new.lines)
    return tuple(_change(group, judged, located, new.edition, catalogue) for group in found)


def status_of(lines: Sequence[Line]) -> Status | None:
    """The worst status of several lines; not expected where there is none."""
    return max((line.status for line in lines), key=_RANK.__getitem__, default=Status.NOT_EXPECTED)


def places(lines: Sequence[Line]) -> list[str]:
    """The locations for comparing: one a row, whatever their order and white space."""
    parts = [part for line in lines if line.location is not None for part in line.location.split(";")]
    return sorted(_BESIDE_MARK.sub(r"\1", " ".join(part.split())) for part in parts)


def _order(group: Group, catalogue: Catalogue) -> tuple[object, ...]:
    """By the code that the disclosure has now."""
    line = min(group.new or group.old, key=lambda item: _line_order(item, catalogue))
    return _line_order(line, catalogue)


def _line_order(line: Line, catalogue: Catalogue) -> tuple[object, ...]:
    return (catalogue.place(line.code), code_order(line.code), line.code, line.edition or 0)


def _change(group: Group, judged: bool, located: Keys, edition: int | None, catalogue: Catalogue) -> LineChange:
    """``located`` is what the new index locates, ``edition`` that of its claim."""
    before, after = (tuple(sorted(side, key=lambda line: _line_order(line, catalogue))) for side in group)
    kind = _kind(before, after, judged)
    gone = _went_to(before, located, edition, catalogue) if kind is Kind.DROPPED else []
    lost = kind in (Kind.DROPPED, Kind.WEAKER) and _is_loss(before, after, kind)
    names = tuple(dict.fromkeys(_name(successor, catalogue) for successor in gone))
    return LineChange(kind, before, after, lost and not _is_kept(gone, located, catalogue), names)


def _kind(old: Sequence[Line], new: Sequence[Line], judged: bool) -> Kind:
    was, stands = any(line.listed for line in old), any(line.listed for line in new)
    if was != stands:
        return Kind.DROPPED if was else Kind.ADDED
    step = _step(old, new, judged)
    if step:
        return Kind.WEAKER if step > 0 else Kind.STRONGER
    return _renamed(old, new) or (Kind.SAME if places(old) == places(new) else Kind.MOVED)


def _step(old: Sequence[Line], new: Sequence[Line], judged: bool) -> int:
    """How far the status fell (below 0: rose). Where a side was not judged, only what its rows say is compared."""
    if judged:
        return _RANK[status_of(new)] - _RANK[status_of(old)]
    if not old or not new or any(line.status is Status.MISLABELLED for line in (*old, *new)):
        return 0
    before, after = (max(_RANK[s.status] if s.status in _TOLD_BY_ROW else 0 for s in side) for side in (old, new))
    return after - before


def _renamed(old: Sequence[Line], new: Sequence[Line]) -> Kind | None:
    if not old or not new:
        return None
    if {line.code for line in old} != {line.code for line in new}:
        return Kind.RENUMBERED
    editions = [{line.edition for line in side} - {None} for side in (old, new)]
    return Kind.EDITION if all(editions) and editions[0] != editions[1] else None


def _is_loss(old: Sequence[Line], new: Sequence[Line], kind: Kind) -> bool:
    """Whether it was reported before or the claim requires it."""
    wanted = any(line.required for line in new or old)
    reported = any(line.listed and line.status in _REPORTED for line in old)
    return (wanted or reported) and (kind is Kind.DROPPED or status_of(new) in _LOST)


def _went_to(lines: Sequence[Line], located: Keys, edition: int | None, catalogue: Catalogue) -> list[Successor]:
    """Where the content of disclosures went by the edition that the new side claims, or in what it locates."""
    known = [item for line in lines if (item := catalogue.get(line.code, line.edition)) is not None]
    return [
        successor
        for item in known
        for successor in item.successors
        if item.edition < (edition or 0) >= (successor.edition or 0) or successor.key in located
    ]


def _is_kept(gone: Sequence[Successor], located: Keys, catalogue: Catalogue) -> bool:
    """Whether nothing is lost: no disclosure asks for it any more, or the new index locates one that does."""
    unasked = bool(gone) and all(successor.code not in catalogue.by_code for successor in gone)
    return unasked or any(successor.key in located for successor in gone)


def _located(lines: Sequence[Line]) -> Keys:
    return frozenset(line.key for line in lines if line.listed and line.status not in _LOST)


def _name(successor: Successor, catalogue: Catalogue) -> str:
    """``2-6``, ``303-4 (2018)`` where there are several, ``GRI 1 requirement 8``, ``discontinued``."""
    if successor.code is None:
        return successor.relation
    if len(catalogue.by_code.get(successor.code, ())) > 1:
        return f"{successor.code} ({successor.edition})"
    is_standard = successor.code.startswith("GRI")
    return f"{successor.code} {successor.clause}" if is_standard and successor.clause else successor.code
