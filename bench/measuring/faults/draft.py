"""A made report as data, so that a fault is a small change of it; ``paper`` says how it looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the index: the cells as printed. ``edition`` and ``pages`` are what a fault may want to know of it."""

    code: str
    title: str
    location: str = ""
    requirement: str = ""
    reason: str = ""
    explanation: str = ""
    sdgs: str = ""
    reference: str = ""
    assured: str = ""
    edition: int = 0
    omissible: bool = False

    @property
    def omitted(self) -> bool:
        return bool(self.reason or self.explanation)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line across the table. ``role`` is ``section``, ``topic`` or ``standard``; ``number`` the standard's."""

    text: str
    role: str
    number: str = ""
    edition: int = 0


Line = Entry | Heading


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before the index. ``role`` says what it is for: ``about``, ``materiality``, ``assurance`` or nothing."""

    title: str
    paragraphs: tuple[str, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What varies on paper. ``omissions``: ``columns``, ``one`` column, or in the ``cell`` of the location."""

    page_word: str
    to: str
    omissions: str
    header: str
    columns: tuple[str, ...]
    headers: tuple[str, ...]
    unnumbered: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole report. ``title``, ``statement``, ``foundation``, ``sector`` stand above the table, ``rest`` below it.

    ``rest`` are a heading and pairs of a topic that is not material and why. ``edition`` is that of the claim.
    """

    name: str
    claim: str
    edition: int
    organization: str
    language: str
    year: int
    period: str
    title: str
    statement: str
    foundation: str
    sector: str
    lines: tuple[Line, ...]
    sheets: tuple[Sheet, ...]
    look: Look
    topics: tuple[str, ...] = ()
    rest_title: str = ""
    rest: tuple[tuple[str, str], ...] = ()

    @property
    def last_page(self) -> int:
        """The highest page number before the index."""
        return len(self.sheets) - self.look.unnumbered

    def entries(self, fits: Callable[[Entry], bool] = lambda entry: True) -> list[int]:
        """The positions of the rows that fit."""
        return [i for i, line in enumerate(self.lines) if isinstance(line, Entry) and fits(line)]

    def entry(self, position: int) -> Entry:
        line = self.lines[position]
        if not isinstance(line, Entry):
            raise TypeError(f"{self.name}: line {position} is a heading")
        return line

    def headings(self, role: str) -> list[int]:
        return [i for i, line in enumerate(self.lines) if isinstance(line, Heading) and line.role == role]

    def with_entry(self, position: int, **cells: str) -> Draft:
        """With other cells in one row."""
        return self.with_line(position, replace(self.entry(position), **cells))  # type: ignore[arg-type]

    def with_line(self, position: int, *lines: Line) -> Draft:
        """With these lines in place of one; without it where there are none."""
        return replace(self, lines=(*self.lines[:position], *lines, *self.lines[position + 1 :]))

    def inserted(self, position: int, *lines: Line) -> Draft:
        """With these lines before that position."""
        return replace(self, lines=(*self.lines[:position], *lines, *self.lines[position:]))

    def codes(self) -> frozenset[str]:
        return frozenset(line.code for line in self.lines if isinstance(line, Entry))

    def sheet(self, role: str) -> int | None:
        return next((i for i, sheet in enumerate(self.sheets) if sheet.role == role), None)

    def with_paragraph(self, position: int, text: str) -> Draft:
        """With one more paragraph on a page."""
        sheet = self.sheets[position]
        changed = replace(sheet, paragraphs=(*sheet.paragraphs, text))
        return replace(self, sheets=(*self.sheets[:position], changed, *self.sheets[position + 1 :]))

    def printed(self, first: int, last: int | None = None) -> str:
        """Page numbers as this report prints them."""
        pages = str(first) if last is None else f"{first}{self.look.to}{last}"
        return f"{self.look.page_word}{pages}"


def blocks(draft: Draft) -> Iterator[tuple[int, int]]:
    """Where the rows under each topic heading begin (the heading's own position) and end."""
    heads = [*draft.headings("topic"), len(draft.lines)]
    yield from pairwise(heads)
