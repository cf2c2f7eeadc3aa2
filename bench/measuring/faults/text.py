"""Drafts as text: ``paged`` keeps pages and columns, ``flow`` pages only, ``flat`` neither."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import chain

from measuring.faults.draft import Draft
from measuring.faults.paper import Record, above_table, kept_together, label_of, records, running_head

WIDTHS = {
    "code": 10,
    "title": 44,
    "location": 18,
    "requirement": 16,
    "reason": 20,
    "explanation": 30,
    "omission": 36,
    "sdgs": 12,
    "assured": 20,
    "reference": 16,
}
COLUMNS_ONLY = ("sdgs", "assured", "reference")
GAP = 3
PROSE = 100
PAGE_LINES = 56


def paged(draft: Draft) -> bytes:
    """Form feeds between pages, every cell in its column."""
    head = list(_in_columns(draft, Record(draft.look.headers)))
    rows = [[line for r in group for line in _in_columns(draft, r)] for group in kept_together(records(draft))]
    return "\f".join(_pages(draft, _cut(rows, head))).encode()


def flow(draft: Draft) -> bytes:
    """Form feeds between pages; the cells of a row one behind the other."""
    return "\f".join(_pages(draft, _cut(_in_words(draft), []))).encode()


def flat(draft: Draft) -> bytes:
    """One long text without page breaks and page numbers."""
    index = "\n".join(
        [draft.title, "", *_spaced(above_table(draft)), *chain.from_iterable(_in_words(draft)), *_rest(draft)]
    )
    return "\n".join([*("\n".join(_sheet(draft, page)) for page in range(len(draft.sheets))), index, ""]).encode()


def _in_words(draft: Draft) -> list[list[str]]:
    """Rows as running words. Marks and goals behind a page number cannot be told from it once the columns are gone, so
    reports that are flattened here have none."""
    kept = [number for number, column in enumerate(draft.look.columns) if column not in COLUMNS_ONLY]
    lines = (
        [r.cells[0] if r.across else " ".join(filter(None, (r.cells[number] for number in kept))) for r in group]
        for group in kept_together(records(draft))
    )
    return [[" ".join(draft.look.headers[number] for number in kept)], *lines]


def _in_columns(draft: Draft, record: Record) -> Iterator[str]:
    if record.across:
        yield record.cells[0]
        return
    widths = [WIDTHS[column] for column in draft.look.columns]
    wrapped = [_wrap(text, width) for text, width in zip(record.cells, widths, strict=True)]
    for row in range(max(1, *map(len, wrapped))):
        parts = (cell[row] if row < len(cell) else "" for cell in wrapped)
        yield "".join(part.ljust(width + GAP) for part, width in zip(parts, widths, strict=True)).rstrip()


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def _cut(rows: Sequence[Sequence[str]], head: Sequence[str]) -> Iterator[list[str]]:
    """Pages of whole rows, with the header again on each."""
    page: list[str] = []
    for row in rows:
        if len(page) + len(row) > PAGE_LINES:
            yield [*head, *page]
            page = []
        page += row
    yield [*head, *page]


def _pages(draft: Draft, tables: Iterator[list[str]]) -> Iterator[str]:
    for page in range(len(draft.sheets)):
        yield _page(draft, page, _sheet(draft, page))
    bodies = list(tables)
    for number, body in enumerate(bodies):
        front = [draft.title, "", *_spaced(above_table(draft))] if number == 0 else [draft.title, ""]
        rest = _rest(draft) if number == len(bodies) - 1 else []
        yield _page(draft, len(draft.sheets) + number, [*front, *body, *rest])


def _page(draft: Draft, page: int, lines: Sequence[str]) -> str:
    return "\n".join([*lines, "", running_head(draft, label_of(draft, page)), ""])


def _sheet(draft: Draft, page: int) -> list[str]:
    sheet = draft.sheets[page]
    return [sheet.title, "", *_spaced(sheet.paragraphs)]


def _spaced(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from textwrap.wrap(paragraph, PROSE)
        yield ""


def _rest(draft: Draft) -> list[str]:
    """The topics that are not material, below the table."""
    if not draft.rest_title:
        return []
    return ["", draft.rest_title, "", *(f"{topic.ljust(50)}   {why}" for topic, why in draft.rest)]
