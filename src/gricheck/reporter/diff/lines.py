"""The disclosures and the claim of a comparison, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gricheck.difference.lines import status_of
from gricheck.model.diff import Difference, Direction, Kind, Line, LineChange
from gricheck.reporter.diff.table import ARROW, Table, clipped, step
from gricheck.reporter.diff.words import claim_name

LOUD = (Kind.DROPPED, Kind.WEAKER, Kind.ADDED, Kind.STRONGER)
QUIET = (Kind.RENUMBERED, Kind.EDITION, Kind.MOVED)
"""What changes nearly everywhere from one year to the next: told last."""

_TITLES = {
    Kind.DROPPED: "Dropped",
    Kind.WEAKER: "No longer reported as before",
    Kind.ADDED: "Added",
    Kind.STRONGER: "Better reported than before",
    Kind.RENUMBERED: "Under another code",
    Kind.EDITION: "In another edition",
    Kind.MOVED: "Moved",
}


def claim_tables(diff: Difference) -> Iterator[Table]:
    """The claim where it changed, and its requirements that stand otherwise."""
    if diff.old.claim != diff.new.claim:
        words = {Direction.WEAKER: "weaker", Direction.STRONGER: "stronger", Direction.SAME: "neither"}
        row = (claim_name(diff.old), claim_name(diff.new), words[diff.claim])
        yield Table("Claim", ("old", "new", "weaker or stronger"), (row,), (0, 1))
    if diff.demands:
        rows = tuple(
            (f"{change.old.verdict} {ARROW} {change.new.verdict}", clipped(change.new.text), clipped(change.new.why))
            for change in sorted(diff.demands, key=lambda item: not item.worse)
        )
        headers = ("verdict", "the claim requires", "why now")
        yield Table(f"Requirements of the claim ({len(rows)})", headers, rows, (1, 2))


def line_tables(kinds: Iterable[Kind], diff: Difference) -> Iterator[Table]:
    """A table for each of some kinds of change that there are, what is worse first."""
    for kind in kinds:
        changes = [change for change in diff.lines or () if change.kind is kind]
        if changes:
            yield _line_table(kind, sorted(changes, key=lambda change: not change.worse), _in_two_editions(diff))


def _line_table(kind: Kind, changes: Sequence[LineChange], twice: frozenset[str]) -> Table:
    is_lost = kind in (Kind.DROPPED, Kind.WEAKER)
    headers = ["disclosure", "title", "location"] if kind in QUIET else ["disclosure", "title", "status", "location"]
    if any(change.went_to for change in changes):
        headers.append("went to")
    if is_lost:
        headers.append("worse")
    rows = tuple(tuple(clipped(_cell(name, change, twice)) for name in headers) for change in changes)
    flexible = tuple(place for place, name in enumerate(headers) if name != "worse")
    return Table(f"{_TITLES[kind]} ({len(rows)})", tuple(headers), rows, flexible)


def _cell(name: str, change: LineChange, twice: frozenset[str]) -> str:
    match name:
        case "disclosure":
            return _codes(change, twice)
        case "title":
            return "; ".join(dict.fromkeys(line.title for line in change.new or change.old if line.title))
        case "status":
            return step(_status(change.old), _status(change.new))
        case "location":
            return _location(change)
        case "went to":
            return ", ".join(change.went_to)
    return "yes" if change.worse else ""


def _codes(change: LineChange, twice: frozenset[str]) -> str:
    """``303-3``, ``303-3 (2016)`` where it stands in two editions, ``303-3, 2016 → 2018``, ``102-8 → 2-7, 2-8``."""
    if change.kind is Kind.EDITION:
        return f"{change.new[0].code}, {step(_editions(change.old), _editions(change.new))}"
    names = [
        ", ".join(f"{line.code} ({line.edition})" if line.code in twice else line.code for line in side)
        for side in (change.old, change.new)
    ]
    return step(*names)


def _in_two_editions(diff: Difference) -> frozenset[str]:
    """The codes that stand on the two sides in more than one edition."""
    keys = {line.key for side in (diff.old, diff.new) for line in side.lines or ()}
    found = Counter(code for code, _ in keys)
    return frozenset(code for code in found if found[code] > 1)


def _editions(lines: Iterable[Line]) -> str:
    return ", ".join(dict.fromkeys(str(line.edition) for line in lines))


def _status(lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    status = status_of(lines)
    return status.replace("_", " ") if status else "located"


def _location(change: LineChange) -> str:
    return step(_places(change.old), _places(change.new))


def _places(lines: Sequence[Line]) -> str:
    """The locations as printed, each once."""
    each = dict.fromkeys(line.location.strip() or "(blank)" for line in lines if line.location is not None)
    return "; ".join(each)
