"""Headings inside the index that name a standard and its edition: ``GRI 305: Emissions 2016``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict

from gricheck.index.titles import TitleBook, likeness, plain
from gricheck.model.standard import DASHES, PREFIXES, Catalogue, Standard

_NAMED = re.compile(
    rf"{PREFIXES}\s*[:.]?\s*(?P<number>\d{{1,3}})(?!\d|\s?[{DASHES}.]\s?\d)\s*(?P<rest>[^|]*)", re.IGNORECASE
)
_PLAIN = re.compile(r"^(?P<number>\d{1,3})\s*:\s*(?P<rest>[^|]{4,})")
_BEHIND = re.compile(r"(?P<rest>.{4,}?)\s+(?:GRI)\s*(?P<number>\d{3})\W*$", re.IGNORECASE)
MAX_HEADING = 200
"""Characters; a longer line is text."""

_YEAR = re.compile(r"(?<!\d)(2013|2016|2018|2019|2020|2021|2022|2024|2025)(?!\d)")


_NO_WORDS = r"[^|\d\w]*"
_PRINTED = re.compile(rf"{_NO_WORDS}(?P<title>[^|\d]*[^|\d\W])?\W{{0,3}}(?P<year>(?:19|20)\d\s?\d(?![\d.,]))?")
"""The title and the year behind it as printed; a year may be torn apart (``201 6``)."""


@dataclass(frozen=True, slots=True)
class StandardName:
    """A standard as a heading names it. ``edition`` is None where no year of an edition is printed.

    ``title`` and ``year`` are as printed, the year only right behind the title and whether or not such an edition
    exists. They do not count for equality: they do not say which standard it is.
    """

    number: str
    edition: int | None
    title: str = field(default="", compare=False)
    year: int | None = field(default=None, compare=False)


def names_number(text: str) -> bool:
    """Whether a heading names a standard or a series of them by its number, known or not: ``GRI 300``."""
    return bool(_NAMED.search(text) or _PLAIN.search(text.strip()) or _BEHIND.search(text.strip()))


def standard_named(text: str, catalogue: Catalogue, book: TitleBook) -> StandardName | None:
    """The standard that a heading or a cell of the standard column names, or None.

    A year counts only when that edition exists: "GENERAL DISCLOSURES 2019" prints the report's year.
    """
    if len(text) > MAX_HEADING:
        return None
    match = _NAMED.search(text) or _PLAIN.search(text.strip()) or _BEHIND.search(text.strip())
    if match is None:
        return None
    number = f"GRI {int(match['number'])}"
    editions = catalogue.editions(number)
    if not editions:
        return None
    return replace(_edition_named(text, match["rest"], editions, book), **_printed(match["rest"]))


def _edition_named(text: str, rest: str, editions: Sequence[Standard], book: TitleBook) -> StandardName:
    """The edition of a standard that a heading names: by its year, else by the title that only one of them has."""
    number = editions[0].number
    years = [int(year) for year in _YEAR.findall(text)]
    for edition in reversed(editions):
        if edition.edition in years:
            return StandardName(number, edition.edition)
    if len(editions) == 1:
        return StandardName(number, None)
    words = plain(rest, book.vocabulary)
    scored = [(likeness(words, plain(e.title, book.vocabulary)), e.edition) for e in editions]
    scored.sort(reverse=True)
    if scored[0][0] >= 0.85 and scored[0][0] - scored[1][0] > 0.1:
        return StandardName(number, scored[0][1])
    return StandardName(number, None)


class _Printed(TypedDict):
    title: str
    year: int | None


def _printed(rest: str) -> _Printed:
    """The title and year that stand behind a standard's number."""
    match = _PRINTED.match(rest)
    title, year = (match["title"], match["year"]) if match else (None, None)
    return _Printed(title=" ".join((title or "").split()), year=int("".join(year.split())) if year else None)
