"""What every format for people says of a comparison, in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from gricheck.model.diff import Difference, Direction, FaultKind, Form, Kind, Snapshot
from gricheck.reporter.views import versions_text
from gricheck.reporter.words import count

TITLE = "What changed in the content index"
_FORMS = {Form.REPORT: "report", Form.RUN: "run", Form.GAPS: "gap table", Form.INDEX: "index as read"}


def sides(diff: Difference) -> Iterator[tuple[str, str]]:
    """``old``, ``new`` and what each is."""
    for name, side in (("old", diff.old), ("new", diff.new)):
        of = f" of {side.report}" if side.form is not Form.REPORT else ""
        yield name, f"{side.path} ({_FORMS[side.form]}{of}; sha256 {side.sha256[:16]}…); claim: {claim_name(side)}"


def made_with(diff: Difference) -> str:
    """What ran; each side's where they differ."""
    old, new = versions_text(diff.old.versions), versions_text(diff.new.versions)
    return new if old == new else f"{new}; the old side with {old}"


def claim_name(side: Snapshot) -> str:
    """``core, 2016``."""
    edition = f", {side.edition}" if side.edition else ""
    return f"{side.level.replace('-', ' ')}{edition}"


def verdict(diff: Difference) -> str:
    """The whole in one sentence."""
    if not diff.changed:
        return f"Nothing changed: {_kept(diff)}."
    if diff.worse:
        return f"Worse: {', '.join(_losses(diff))}."
    return "Changed, and nothing is worse."


def summary(diff: Difference) -> list[str]:
    """How many of each kind, what stayed too."""
    lines = Counter[StrEnum](change.kind for change in diff.lines or ())
    faults = Counter[StrEnum](change.kind for change in diff.faults or ())
    told = []
    if diff.lines is not None:
        told.append(f"Disclosures: {_counts(lines, Kind)}.")
    if diff.faults is not None:
        told.append(f"Findings: {_counts(faults, FaultKind)}.")
    return told


def _losses(diff: Difference) -> Iterator[str]:
    """What makes it worse, counted."""
    if diff.claim is Direction.WEAKER:
        yield "the claim is weaker"
    worse = Counter(change.kind for change in diff.lines or () if change.worse)
    if worse[Kind.DROPPED]:
        yield f"{count(worse[Kind.DROPPED], 'disclosure')} dropped"
    if worse[Kind.WEAKER]:
        yield f"{count(worse[Kind.WEAKER], 'disclosure')} no longer reported as before"
    if errors := sum(change.worse for change in diff.faults or ()):
        yield count(errors, "new error")
    if demands := sum(change.worse for change in diff.demands or ()):
        yield f"{count(demands, 'requirement')} of the claim further from met"


def _kept(diff: Difference) -> str:
    parts = []
    if diff.lines is not None:
        parts.append(count(len(diff.lines), "disclosure"))
    if diff.faults is not None:
        parts.append(count(sum(c.new is not None and c.new.live for c in diff.faults), "finding"))
    return f"{', '.join((*parts, 'and the claim'))} ({claim_name(diff.new)}) are as they were"


def _counts(found: Counter[StrEnum], kinds: type[StrEnum]) -> str:
    return ", ".join(f"{found[kind]} {kind}" for kind in kinds if found[kind]) or "none"
