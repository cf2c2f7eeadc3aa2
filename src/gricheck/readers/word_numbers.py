"""The numbers that Word gives paragraphs by itself: they stand on the page and not in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gricheck.pagination import numeral
from gricheck.readers.word_xml import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEVELS = 9
MAX_NUMBER, MAX_TEXT = 10_000, 60
MAX_STYLES = 20
"""A style rests on another, and so on; no document has a longer chain."""


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list counts: ``form`` and ``text`` as Word has them (``%1.%2``). A number above ``after`` (from
    1) begins it anew; 0 is none. ``legal`` prints all numbers as digits."""

    start: int
    form: str
    text: str
    after: int
    legal: bool


@dataclass(frozen=True, slots=True)
class List:
    """The levels of a list. Lists with the same ``counted`` go on from each other, but for levels in ``anew``."""

    counted: str
    levels: tuple[Level, ...]
    styles: Mapping[str, int]
    anew: Mapping[int, int]


@dataclass(slots=True)
class Numbers:
    """Goes through the paragraphs in their order; ``lists`` by their id, ``styles`` by theirs."""

    lists: Mapping[str, List] = field(default_factory=dict)
    styles: Mapping[str, Element] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, paragraph: Element) -> str:
        """The number of a paragraph as it is shown; nothing for one without, or with a sign instead."""
        chosen, level = self._place(paragraph)
        told = self.lists.get(chosen)
        if told is None or not 0 <= level < len(told.levels):
            return ""
        counts = self._counts.setdefault(told.counted, [one.start - 1 for one in told.levels])
        if level in told.anew and (chosen, level) not in self._begun:
            counts[level] = told.anew[level] - 1
        self._begun.add((chosen, level))
        counts[level] = min(counts[level] + 1, MAX_NUMBER)
        for deeper in range(level + 1, len(counts)):
            if told.levels[deeper].after > level:
                counts[deeper] = told.levels[deeper].start - 1
        return _shown(told.levels, level, counts)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, else those of its style or one that this rests on."""
        chosen, level, named = "", "", ""
        element: Element | None = paragraph
        for _ in range(MAX_STYLES):
            own = element.find(f"{W}pPr/{W}numPr") if element is not None else None
            chosen = chosen or _value(own, "numId")
            level = level or _value(own, "ilvl")
            if chosen or element is None:
                break
            named = _value(element, f"pPr/{W}pStyle" if element is paragraph else "basedOn")
            element = self.styles.get(named)
        told = self.lists.get(chosen)
        if not level and told and named in told.styles:
            return chosen, told.styles[named]
        return chosen, int(level) if level.isdecimal() and len(level) == 1 else 0


def numbers_of(numbering: Element | None, styles: Mapping[str, Element]) -> Numbers:
    """The lists of a document, of its part for numbering if it has one."""
    if numbering is None:
        return Numbers()
    plans = {one.get(W + "abstractNumId", ""): one for one in numbering.iter(W + "abstractNum")}
    kept = {one.get(W + "numId", ""): one for one in numbering.iter(W + "num")}
    lists = {key: _list(one, plans, kept, styles) for key, one in kept.items()}
    return Numbers({key: one for key, one in lists.items() if one is not None}, styles)


def _list(
    num: Element, plans: Mapping[str, Element], kept: Mapping[str, Element], styles: Mapping[str, Element]
) -> List | None:
    key = _value(num, "abstractNumId")
    plan = plans.get(key)
    if plan is not None and (style := styles.get(_value(plan, "numStyleLink"))) is not None:
        linked = kept.get(_value(style.find(f"{W}pPr/{W}numPr"), "numId"))
        key = _value(linked, "abstractNumId")
        plan = plans.get(key)
    if plan is None:
        return None
    found = {one.get(W + "ilvl", ""): one for one in plan.findall(W + "lvl")}
    overrides = {one.get(W + "ilvl", ""): one for one in num.findall(W + "lvlOverride")}
    found |= {at: own for at, one in overrides.items() if (own := one.find(W + "lvl")) is not None}
    numbers = [str(number) for number in range(LEVELS)]
    linked_styles = {_value(found[at], "pStyle"): int(at) for at in numbers if at in found}
    anew = {int(at): _number(_value(one, "startOverride")) for at, one in overrides.items() if at in numbers}
    levels = tuple(_level(found.get(at), int(at)) for at in numbers)
    return List(key, levels, linked_styles, {at: start for at, start in anew.items() if start is not None})


def _level(lvl: Element | None, at: int) -> Level:
    start, after = _number(_value(lvl, "start")), _number(_value(lvl, "lvlRestart"))
    legal = lvl is not None and lvl.find(W + "isLgl") is not None
    return Level(
        start=0 if start is None else start,
        form=_value(lvl, "numFmt") or "decimal",
        text=_value(lvl, "lvlText")[:MAX_TEXT],
        after=at if after is None else after,
        legal=legal,
    )


def _shown(levels: tuple[Level, ...], level: int, counts: list[int]) -> str:
    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        form = "decimal" if levels[level].legal else levels[at].form
        return _formed(counts[at], form)

    if levels[level].form in ("bullet", "none"):
        return ""
    return re.sub(r"%([1-9])", number, levels[level].text).strip()


def _formed(number: int, form: str) -> str:
    letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    match form:
        case "lowerLetter":
            return letter
        case "upperLetter":
            return letter.upper()
        case "lowerRoman":
            return numeral(number)
        case "upperRoman":
            return numeral(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case "none" | "bullet":
            return ""
    return str(number)


def _value(element: Element | None, path: str) -> str:
    found = element.find(W + path) if element is not None else None
    return found.get(W + "val", "") if found is not None else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else None
