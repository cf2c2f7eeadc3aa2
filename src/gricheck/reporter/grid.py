"""A table on a grid of columns that is no wider than it may be, with nothing of it lost unsaid.

Where the room is short, columns are wrapped; then whole ones are left out or go below their rows, in the order that the
caller gives; and only then are words broken as far as it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import isqrt

from gricheck.reporter.wrap import columns, wrap

_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class _Whole:
    """What stays in one piece where a column is wrapped: words up to so long, or the parts between their hyphens."""

    longest: int
    parted: bool = False


_EASY, _TIGHT, _TIGHTER = _Whole(28), _Whole(16), _Whole(16, parted=True)
_BROKEN = tuple(_Whole(longest, parted=True) for longest in (12, 8, 4, 2))
_DEEPEST = 10
"""What goes below a row is set in as far as its second column stands, if that is not further."""

_HYPHEN = re.compile(r"(?<=[^\W\d]-)(?=[^\W\d])")
"""Behind a hyphen between letters: codes and dates are left whole."""

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Give:
    """What columns (by position) do where the room is short, each list with the first to do so first: ``wrapped`` ones
    are wrapped, ``left_out`` ones are not shown, and ``below`` ones go below their rows."""

    wrapped: Sequence[int]
    left_out: Sequence[int] = ()
    below: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as lines, and the columns with something in them that it does not show."""

    lines: tuple[str, ...]
    left_out: tuple[str, ...]


def grid(rows: Sequence[Row], headers: Row, give: Give, width: int) -> Grid:
    """A table set into so many columns of the terminal."""
    cells = [headers, *rows]
    kept, whole = _kept(cells, give, width)
    moved = [place for place in sorted(give.below) if place not in kept]
    limits = _limits(cells, kept, give.wrapped, whole, width)
    lost = (place for place in sorted(give.left_out) if place not in kept and any(row[place] for row in rows))
    return Grid(tuple(_lines(rows, headers, moved, limits, width)), tuple(headers[place] for place in lost))


def _kept(cells: Sequence[Row], give: Give, width: int) -> tuple[list[int], _Whole]:
    """The columns that stay side by side, and what of their words stays whole."""
    kept = list(range(len(cells[0])))

    def fits(whole: _Whole) -> bool:
        return _least(cells, kept, give.wrapped, whole) <= width

    if found := next(filter(fits, (_EASY, _TIGHT, _TIGHTER)), None):
        return kept, found
    for place in (*give.left_out, *give.below):
        kept.remove(place)
        if fits(_TIGHT):
            return kept, _TIGHT
    return kept, next(filter(fits, _BROKEN), _BROKEN[-1])


def _least(cells: Sequence[Row], kept: Sequence[int], flexible: Sequence[int], whole: _Whole) -> int:
    """The width that these columns take at least."""
    needs = (_longest_word(cells, place, whole) if place in flexible else _need(cells, place) for place in kept)
    return sum(needs) + _BETWEEN * (len(kept) - 1)


def _limits(
    cells: Sequence[Row], kept: Sequence[int], flexible: Sequence[int], whole: _Whole, width: int
) -> dict[int, int]:
    """The width of each column that is kept: the flexible ones share what the others leave.

    They share by the root of their need, lest one long text squeeze a short one into a column of single words; those
    that would have to break a word are served first.
    """
    limits = {place: _need(cells, place) for place in kept}
    shared = [place for place in kept if place in flexible]
    left = width - _BETWEEN * (len(kept) - 1) - sum(limits[place] for place in kept if place not in flexible)
    if sum(limits[place] for place in shared) <= left:
        return limits
    roots = {place: isqrt(limits[place] * 100) + 1 for place in shared}
    least = {place: _longest_word(cells, place, whole) for place in shared}
    for place in sorted(shared, key=lambda p: roots[p] / least[p]):
        limits[place] = min(limits[place], max(least[place], left * roots[place] // sum(roots.values())))
        left -= limits[place]
        del roots[place]
    return limits


def _need(cells: Sequence[Row], place: int) -> int:
    return max(1, *(columns(row[place]) for row in cells))


def _longest_word(cells: Sequence[Row], place: int, whole: _Whole) -> int:
    """The least width of a column that keeps words whole."""
    words = (word for row in cells for word in row[place].split())
    pieces = (piece for word in words for piece in (_HYPHEN.split(word) if whole.parted else (word,)))
    return min(whole.longest, max(map(columns, pieces), default=1))


def _told(row: Row, headers: Row, places: Sequence[int]) -> str:
    """What goes below a row: one column's text as it is, several with their names."""
    if len(places) == 1:
        return row[places[0]]
    return "; ".join(f"{headers[place]}: {row[place]}" for place in places if row[place])


def _lines(
    rows: Sequence[Row], headers: Row, moved: Sequence[int], limits: Mapping[int, int], width: int
) -> Iterator[str]:
    """``moved`` are the columns below their rows; where it is one alone, its header stands below the others."""
    first = next(iter(limits.values()))
    deep = first + _BETWEEN if first + _BETWEEN <= _DEEPEST else 4
    head, *drawn = _side_by_side([headers, *rows], limits)
    yield from head
    if len(moved) == 1:
        yield " " * deep + headers[moved[0]]
    yield (" " * _BETWEEN).join("-" * limit for limit in limits.values())
    for row, lines in zip(rows, drawn, strict=True):
        yield from lines
        told = _parted(_told(row, headers, moved), width - deep)
        yield from (" " * deep + line for line in wrap(told, width - deep))


def _side_by_side(cells: Sequence[Row], limits: Mapping[int, int]) -> list[list[str]]:
    """The cells that are kept, row by row, as lines of one table."""
    from tabulate import tabulate

    wrapped = [[_wrapped(row[place], limit) for place, limit in limits.items()] for row in cells]
    lined = [list(zip_longest(*parts, fillvalue="")) for parts in wrapped]
    ruler = ["-" * limit for limit in limits.values()]  # makes each column as wide as it is to be
    flat = [ruler, *(line for lines in lined for line in lines)]
    text = tabulate(flat, tablefmt="plain", disable_numparse=True, preserve_whitespace=True)
    drawn = iter(line.rstrip() for line in text.split("\n")[1:])
    return [[next(drawn) for _ in lines] for lines in lined]


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(_parted(text, width), width) if columns(text) > width else [text]


def _parted(text: str, width: int) -> str:
    """The text with a space behind hyphens at which words that are too long are best parted."""
    return " ".join(word if columns(word) <= width else _at_hyphens(word, width) for word in text.split(" "))


def _at_hyphens(word: str, width: int) -> str:
    pieces = []
    while columns(word) > width and (at := word.rfind("-", 1, width)) > 0:
        pieces.append(word[: at + 1])
        word = word[at + 1 :]
    return " ".join([*pieces, word])
