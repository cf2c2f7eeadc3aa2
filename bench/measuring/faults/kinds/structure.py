"""Faults of the index as a whole: a row, or the whole of it, is missing; a row stands twice."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from random import Random

from gricheck.model.standard import Catalogue
from measuring.faults.draft import Draft
from measuring.faults.kinds.choose import NO_LIST, some_row, stands
from measuring.faults.registry import Fault, add, kind


def row_left_out(standing: str, draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A row that the claim expects is not there."""
    place = some_row(draft, random, stands(draft, standing))
    return None if place is None else Fault(draft.with_line(place), (draft.entry(place).code,))


for _standing in ("required", "omittable"):
    add(f"row-left-out-{_standing}", "disclosure-missing", partial(row_left_out, _standing))


@kind("disclosure-missing")
def most_rows_left_out(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """So many that the index cannot be that of the claim: one review."""
    if draft.claim in NO_LIST:
        return None
    general = draft.headings("section")[1]
    rows = [i for i in draft.entries() if i < general]
    kept = set(random.sample(rows, len(rows) // 4))
    return Fault(replace(draft, lines=tuple(x for i, x in enumerate(draft.lines) if i not in rows or i in kept)))


@kind("duplicate-row")
def row_twice(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Word for word, one below the other."""
    place = some_row(draft, random)
    if place is None:
        return None
    return Fault(draft.inserted(place + 1, draft.entry(place)), (draft.entry(place).code,))


@kind("duplicate-row")
def row_twice_with_another_page(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The two rows disagree."""
    place = some_row(draft, random)
    if place is None:
        return None
    entry = draft.entry(place)
    pages = [draft.printed(n) for n in range(3, draft.last_page) if draft.printed(n) != entry.location]
    return Fault(draft.inserted(place + 1, replace(entry, location=random.choice(pages))), (entry.code,))


@kind("index-not-found")
def no_index(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The report ends with the words above the table."""
    return Fault(replace(draft, lines=(), rest_title="", rest=()))
