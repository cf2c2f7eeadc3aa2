"""A draft on paper: its pages as titles, paragraphs and tables of cells, before any format gives them places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from measuring.faults.draft import Draft, Entry, Heading
from measuring.faults.words import words


@dataclass(frozen=True, slots=True)
class Record:
    """A line of a table: cells, or one text across them."""

    cells: tuple[str, ...]
    across: bool = False


def running_head(draft: Draft, label: str) -> str:
    """What every page prints at its foot; without a number where ``label`` is empty."""
    if not label:
        return ""
    own = words()[draft.language]
    if draft.look.header == "number":
        return label
    name = draft.organization if draft.look.header == "name" else f"{own['report']} {draft.year}"
    return f"{name}  |  {label}"


def label_of(draft: Draft, page: int) -> str:
    """The number printed on a physical page (0-based)."""
    number = page + 1 - draft.look.unnumbered
    return str(number) if number > 0 else ""


def above_table(draft: Draft) -> list[str]:
    return [text for text in (draft.statement, draft.foundation, draft.sector) if text]


def records(draft: Draft) -> Iterator[Record]:
    """The lines of the index, without its header."""
    for line in draft.lines:
        if isinstance(line, Heading):
            yield Record((line.text,), across=True)
        else:
            yield Record(tuple(cell(draft, line, column) for column in draft.look.columns))


def kept_together(lines: Iterable[Record]) -> Iterator[list[Record]]:
    """Headings with the row below them: no page ends with a heading."""
    together: list[Record] = []
    for record in lines:
        together.append(record)
        if not record.across:
            yield together
            together = []
    if together:
        yield together


def cell(draft: Draft, entry: Entry, column: str) -> str:
    """What a row prints in one column."""
    joined = ": ".join(text for text in (entry.requirement, entry.reason, entry.explanation) if text)
    if column == "omission":
        return joined
    if column == "location" and draft.look.omissions == "cell" and joined:
        omitted = words()[draft.language]["omitted"]
        return " ".join(text for text in (entry.location, f"{omitted}: {joined}") if text)
    return str(getattr(entry, column))
