"""Places for a fault: which rows of a draft a claim expects, may see omitted, or leaves free."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from measuring.faults.clean import ABOUT_THE_INDEX
from measuring.faults.draft import Draft, Entry
from measuring.faults.words import words

NO_LIST = ("referenced-2016", "with-reference-2021")
"""Claims that expect no disclosure in particular."""

REPEATED = ("3-3", "103-1", "103-2", "103-3", "G4-DMA")
"""Disclosures listed anew for each topic."""

STANDINGS = ("required", "omittable", "topic")

Fits = Callable[[Entry], bool]


def variants(name: str) -> list[str]:
    """What the faults print, from ``words.yaml``."""
    found: list[str] = words()["faults"][name]
    return [str(text) for text in found]


def is_located(entry: Entry) -> bool:
    """Whether a row gives a location and is not listed several times, so that its code tells which it is."""
    return bool(entry.location) and not entry.omitted and entry.code not in (*REPEATED, *ABOUT_THE_INDEX)


def some_row(draft: Draft, random: Random, fits: Fits = is_located) -> int | None:
    """The position of one row that fits, or None."""
    places = draft.entries(fits)
    return random.choice(places) if places else None


def stands(draft: Draft, standing: str) -> Fits:
    """Rows that the claim requires, lets be omitted, or (topics) does not name."""

    def fits(entry: Entry) -> bool:
        if not is_located(entry):
            return False
        topic = not is_general(entry.code)
        if topic or draft.claim in NO_LIST:
            return topic and standing == "topic"
        return standing == ("omittable" if is_omittable(draft, entry) else "required")

    return fits


def is_general(code: str) -> bool:
    """Whether a code is of the general disclosures, or of those on material topics as such."""
    standard, _, number = code.rpartition("-")
    return standard in ("2", "3", "102", "103") or (standard == "G4" and number.isdigit())


def is_omittable(draft: Draft, entry: Entry) -> bool:
    """Whether the claim lets a general disclosure be omitted with a reason."""
    number = int(entry.code.rpartition("-")[2])
    if draft.claim == "comprehensive-2016":
        return number in (15, 17) or 19 <= number <= 39
    if draft.claim == "comprehensive-g4":
        return number in (2, 57, 58) or 35 <= number <= 55
    return entry.omissible
