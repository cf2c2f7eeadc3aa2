"""Faults of page numbers."""

from __future__ import annotations

from random import Random

from gricheck.model.standard import Catalogue
from measuring.faults.draft import Draft
from measuring.faults.formats import PAGED
from measuring.faults.kinds.choose import NO_LIST, some_row
from measuring.faults.registry import Fault, kind

PAGES_OF_INDEX = 12
"""More pages than an index of ours has."""

TOO_WIDE = 26


def _moved(draft: Draft, random: Random, location: str) -> Fault | None:
    place = some_row(draft, random)
    if place is None:
        return None
    return Fault(draft.with_entry(place, location=location), (draft.entry(place).code,))


@kind("page-out-of-range", formats=PAGED)
def page_beyond_the_end(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """As in an index copied from a longer report."""
    return _moved(draft, random, draft.printed(draft.last_page + PAGES_OF_INDEX + random.randint(1, 60)))


@kind("page-out-of-range", formats=PAGED)
def page_with_one_digit_more(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """17 misprinted as 177."""
    page = random.randint(11, draft.last_page)
    return _moved(draft, random, draft.printed(page * 10 + page % 10))


@kind("page-out-of-range", formats=PAGED)
def second_page_beyond_the_end(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """One page is there, the other is not."""
    first = random.randint(3, draft.last_page)
    return _moved(draft, random, f"{draft.printed(first)}, {draft.last_page + PAGES_OF_INDEX + random.randint(1, 60)}")


@kind("page-out-of-range", formats=PAGED)
def range_beyond_the_end(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Both ends of the range are beyond the last page."""
    first = draft.last_page + PAGES_OF_INDEX + random.randint(1, 60)
    return _moved(draft, random, draft.printed(first, first + random.randint(1, 4)))


@kind("range-reversed")
def range_backwards(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The two ends are swapped."""
    first = random.choice([*range(3, 5), *range(10, draft.last_page - 5)])  # 12-9 may be short for 12-19
    return _moved(draft, random, draft.printed(first + random.randint(1, 5), first))


@kind("range-reversed")
def range_with_swapped_digits(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """12-14 misprinted as 21-14."""
    last = random.randint(13, 19)
    return _moved(draft, random, draft.printed(21, last)) if draft.last_page > 20 else None


@kind("range-too-wide", formats=PAGED, also=["range-could-be-narrower"])
def range_over_many_pages(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A whole half of the report."""
    room = draft.last_page - TOO_WIDE
    if room < 3:
        return None
    first = random.randint(2, room)
    return _moved(draft, random, draft.printed(first, random.randint(first + TOO_WIDE, draft.last_page)))


@kind("location-is-index", formats=PAGED)
def page_of_the_index(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The reader is sent back to where he is; but topics and the claim may well stand in the index."""
    pages = 1 if draft.claim in NO_LIST else 2  # a short index may be one page long
    fault = _moved(draft, random, draft.printed(draft.last_page + random.randint(1, pages)))
    return None if fault is None or {"3-2", "102-47", "102-54"} & set(fault.codes) else fault
