"""The whole comparison, and what of it is about the claim."""

from __future__ import annotations

from gricheck.difference.faults import fault_changes
from gricheck.difference.lines import line_changes
from gricheck.difference.notes import notes
from gricheck.model.diff import DemandChange, Difference, Direction, FaultChange, Form, Snapshot
from gricheck.model.index import Level
from gricheck.model.run import RequirementVerdict
from gricheck.model.standard import Catalogue

_STRENGTH = {
    Level.NONE: (0, 0),
    Level.REFERENCED: (1, 0),
    Level.WITH_REFERENCE: (1, 0),
    Level.CORE: (2, 0),
    Level.COMPREHENSIVE: (2, 1),
    Level.IN_ACCORDANCE: (2, 0),
}
"""What a claim promises in every edition, then within its own."""
_FROM_MET = (RequirementVerdict.MET, RequirementVerdict.CANNOT_TELL, RequirementVerdict.NOT_MET)


def compare(old: Snapshot, new: Snapshot, catalogue: Catalogue) -> Difference:
    """What changed from the old side to the new one. The catalogue tells where disclosures went."""
    return Difference(
        old=old,
        new=new,
        claim=_direction(old, new),
        lines=line_changes(old, new, catalogue),
        faults=_faults(old, new),
        demands=_demands(old, new),
        notes=notes(old, new),
    )


def _faults(old: Snapshot, new: Snapshot) -> tuple[FaultChange, ...] | None:
    if old.faults is None or new.faults is None:
        return None
    if Form.GAPS not in (old.form, new.form):
        return fault_changes(old.faults, new.faults)
    told = {line.code for side in (old, new) for line in side.lines or ()}  # a gap table has no others
    kept = [tuple(fault for fault in side if fault.disclosure in told) for side in (old.faults, new.faults)]
    return fault_changes(*kept)


def _demands(old: Snapshot, new: Snapshot) -> tuple[DemandChange, ...] | None:
    """The requirements that stand otherwise; None where they are those of two claims or not told."""
    if old.demands is None or new.demands is None or old.claim != new.claim:
        return None
    before = {demand.id: demand for demand in old.demands}
    pairs = ((before[demand.id], demand) for demand in new.demands if demand.id in before)
    return tuple(
        DemandChange(a, b, _FROM_MET.index(b.verdict) > _FROM_MET.index(a.verdict))
        for a, b in pairs
        if a.verdict is not b.verdict
    )


def _direction(old: Snapshot, new: Snapshot) -> Direction:
    """A claim of the same kind to a later edition is the stronger one; where an edition is not told, none is."""
    before, after = (_promise(old, new), _promise(new, old))
    if before == after:
        return Direction.SAME
    return Direction.WEAKER if after < before else Direction.STRONGER


def _promise(side: Snapshot, other: Snapshot) -> tuple[int, int, int]:
    kind, within = _STRENGTH[side.level]
    edition = side.edition if side.edition and other.edition else 0
    return kind, edition, within
