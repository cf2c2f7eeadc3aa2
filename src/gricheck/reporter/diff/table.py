"""A table of a comparison, for every format for people."""

from __future__ import annotations

from dataclasses import dataclass

ARROW = "→"
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table. ``flexible`` are the columns, by position, that may be wrapped."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    flexible: tuple[int, ...]


def clipped(text: str) -> str:
    """At most so much of a text as a reader of a table bears."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def step(old: str, new: str) -> str:
    """``old → new``; one alone where they are the same or the other is empty."""
    if not old or not new or old == new:
        return new or old
    return f"{old} {ARROW} {new}"
