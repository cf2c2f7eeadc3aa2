"""The order of the rows: as in the standard, and each under the heading of its own standard."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from gricheck.checks.registry import DISCLOSURES, NoOptions, check
from gricheck.checks.verdicts import ROW_FIELDS, judge, judge_reading, passed
from gricheck.model.index import Row
from gricheck.model.mapping import Method, RowMatch
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import DisclosureKind


@dataclass(frozen=True, slots=True)
class Order:
    """``least_share``: an index of which fewer rows are in order is ordered in a way of its own, and not judged.

    ``repeating``: disclosures that are listed anew for every material topic, and have no one place.
    """

    least_share: float = 0.9
    repeating: tuple[str, ...] = field(default=(), metadata=DISCLOSURES)


@check("row-in-order", options=Order, fields=ROW_FIELDS | {"before", "after"}, messages=["between", "behind", "ahead"])
def row_in_order(context: Context, options: Order) -> Iterable[Verdict]:
    """Rows of one standard that follow each other are in the order of the standard.

    Of a run as few rows as possible are called out of place, not all that follow them.
    """
    runs = list(_runs(m for m in context.mapping.matches if m.row.code not in options.repeating))
    kept = [_longest_rising([_number(m) for m in run]) for run in runs]
    rows = sum(map(len, runs))
    settled = bool(rows) and sum(map(len, kept)) >= options.least_share * rows
    for run, places in zip(runs, kept, strict=True):
        for place, match in enumerate(run):
            if place in places:
                yield passed(match)
            elif not settled or 2 * len(places) <= len(run):
                yield passed(match, applies=False)
            else:
                yield _out_of_place(context, match, [run[i] for i in sorted(places)])


@check("row-under-own-standard", fields=ROW_FIELDS | {"heading", "own"})
def row_under_own_standard(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """No row stands among those of another standard, under its heading, while its own standard has one elsewhere.

    General disclosures and the management of topics may stand anywhere. A row beside one of its own standard has only
    been read under the next heading, where a name stands in the middle of its cell; many strange rows under one heading
    belong to headings that were not read.
    """
    headed = {m.row.heading_standard for m in context.mapping.matches if _is_home(m.row)}
    beside = {id(m) for pair in pairwise(context.mapping.matches) if _of_one_standard(*pair) for m in pair}
    for heading, run in groupby(context.mapping.matches, key=lambda m: m.row.heading_standard):
        block = list(run)
        home = sum(_is_home(m.row) for m in block)
        for match in block:
            own = _standard(match.row)
            if heading is None or _is_home(match.row) or not _has_one_place(match):
                yield passed(match, applies=heading is not None and _is_home(match.row))
            elif own in headed and home > 2 * (len(block) - home) and id(match) not in beside:
                words = {"heading": f"{heading}: {match.row.heading_title}", "own": own}
                yield judge_reading(context, match, None, words)
            else:
                yield passed(match, applies=False)


def _runs(matches: Iterable[RowMatch]) -> Iterator[list[RowMatch]]:
    """Rows of one standard that follow each other under one heading, two at least."""
    numbered = (m for m in matches if m.method is Method.EXACT and m.row.code.rpartition("-")[2].isdigit())
    for _, rows in groupby(numbered, key=_block):
        run = list(rows)
        if len(run) > 1:
            yield run


def _block(match: RowMatch) -> Hashable:
    row = match.row
    return _standard(row), row.heading_standard, row.heading_edition, row.topic


def _out_of_place(context: Context, match: RowMatch, placed: Sequence[RowMatch]) -> Verdict:
    """Where the row belongs: behind the last row in order with a smaller number, before the next."""
    lower = [m for m in placed if _number(m) < _number(match)]
    higher = [m for m in placed if _number(m) > _number(match)]
    words = {"before": lower[-1].row.code if lower else "", "after": higher[0].row.code if higher else ""}
    message = "between" if lower and higher else "behind" if lower else "ahead"
    return judge(context, match, Outcome.FAIL, message, words)


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The places of a longest run of numbers that never falls; those left out are as few as can be."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_right(tails, number)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [place]
    found = []
    place = ends[-1] if ends else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return frozenset(found)


def _number(match: RowMatch) -> int:
    return int(match.row.code.rpartition("-")[2])


def _standard(row: Row) -> str:
    return f"GRI {row.code.rpartition('-')[0]}"


def _of_one_standard(one: RowMatch, other: RowMatch) -> bool:
    return _standard(one.row) == _standard(other.row)


def _is_home(row: Row) -> bool:
    return row.heading_standard is not None and _standard(row) == row.heading_standard


def _has_one_place(match: RowMatch) -> bool:
    """Whether the row is of a topic standard: how any topic is managed and general disclosures go with each."""
    disclosure = match.disclosure
    if disclosure is None or disclosure.is_of_each_topic:
        return False
    return disclosure.kind in (DisclosureKind.TOPIC, DisclosureKind.MANAGEMENT)
