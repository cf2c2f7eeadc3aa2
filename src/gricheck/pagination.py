"""Printed page labels to physical pages, for every reader.

A report's index gives the numbers printed on its pages, and in most reports those are not the file's own page numbers:
covers carry none, extracts start at 89, a spread shows two. Every number at the edge of a line near the top or foot of
a page is a candidate; a candidate votes for the distance between printed and physical number, and numbers that belong
to the text do not agree with each other from page to page, so the true distance wins. A report that restarts its
numbering has several distances, one after the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gricheck.model.document import Pagination
from gricheck.model.index import PageRef

EDGE_LINES = 6
MIN_SUPPORT = 3
MIN_SHARE = 0.2
"""A numbering counts when at least this share of the pages it spans, and three of them, carry it."""

FIRM = 5
"""So many pages make a numbering that begins again; fewer, with numbers that stand elsewhere too, agree by chance."""

SHORT_LINE = 40
"""A line this short near a page's edge is a header or footer as a whole: any number in it may be the page's."""

MAX_FRONT = 40
"""Pages that front matter with roman numerals can take."""

_AT_START = re.compile(r"^\W{0,3}(\d{1,4})(?![\d.,%]*\d)(?=\W|$)")
_AT_END = re.compile(r"(?:^|[^\w.,])(\d{1,4})\W{0,3}$")
_OF_ALL = re.compile(r"(?<![\d/.])(\d{1,4})\s?/\s?\d{1,4}\W{0,3}$")
_ANYWHERE = re.compile(r"(?<!\d)(?<!\d[.,])(\d{1,4})(?!\d|[.,]\d|\s?%)")
_ROMAN_LINE = re.compile(r"^\W*([ivxlIVXL]{1,6})\W*$|[–—|·•-]\s*([ivxl]{1,6})\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Numbering:
    """Printed number = ``step`` x physical index + ``shift``, seen on ``pages``."""

    step: int
    shift: int
    pages: tuple[int, ...]


def paginate(texts: Sequence[str], declared: Sequence[str | None] = ()) -> Pagination:
    """The labels of all pages, from their text and from what the file declares (/PageLabels, often wrong)."""
    count = len(texts)
    front = _roman_pages(texts)
    arabic = ["" if index in front else text for index, text in enumerate(texts)]
    lone = [_lone(text) for text in arabic]
    numberings = _numberings([_candidates(text, EDGE_LINES) for text in arabic], lone)
    if not numberings:
        numberings = _numberings([_candidates(text, None) for text in arabic], lone, share=0.5)
    if numberings:
        named = [(numbering, _prefix(numbering, arabic)) for numbering in numberings]
        kept = [(n, prefix) for n, prefix in named if prefix or not any(_repeats(n, other) for other in numberings)]
        labels = _with_printed_roman(_spread_out([n for n, _ in kept], [prefix for _, prefix in kept], count), front)
        return Pagination(_with_roman(labels, declared), True, "the numbers printed on the pages")
    if 2 * len(set(filter(None, declared))) > count:
        return Pagination(
            tuple((label,) if label else () for label in declared), True, "the page labels that the file declares"
        )
    return Pagination(
        tuple((str(i + 1),) for i in range(count)), False, "no page numbers were found; pages are counted"
    )


def with_offset(count: int, offset: int) -> Pagination:
    """The labels when the user says that the file's page number is the printed number plus ``offset``."""
    labels = tuple((str(i + 1 - offset),) if i + 1 - offset > 0 else () for i in range(count))
    return Pagination(labels, True, f"--page-offset {offset}")


def unpaged(count: int, why: str) -> Pagination:
    """No labels, and none judged."""
    return Pagination(((),) * count, False, why)


def resolve(pagination: Pagination, label: str) -> PageRef:
    """The physical page that carries a printed label; ``index`` None where none does.

    A number alone is enough where only one page carries it behind letters: "88" for "F88".
    """
    for index, labels in enumerate(pagination.labels):
        if label in labels:
            return PageRef(label, index)
    behind = [
        index
        for index, labels in enumerate(pagination.labels if label.isdigit() else ())
        if any((match := PREFIXED.fullmatch(own)) and match[2] == label for own in labels)
    ]
    return PageRef(label, behind[0] if len(behind) == 1 else None)


def _candidates(text: str, edge: int | None) -> frozenset[int]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    chosen = lines if edge is None or len(lines) <= 2 * edge else lines[:edge] + lines[-edge:]
    found = {
        int(match[1]) for line in chosen for pattern in (_AT_START, _AT_END, _OF_ALL) if (match := pattern.search(line))
    }
    if edge is not None:
        found.update(int(n) for line in chosen if len(line) <= SHORT_LINE for n in _ANYWHERE.findall(line))
    return frozenset(found)


def _lone(text: str) -> frozenset[int]:
    """The numbers that stand alone in a short line, wherever it is on the page."""
    lines = (line for line in text.split("\n") if 0 < len(line) <= SHORT_LINE and not line.isalpha())
    found = (_ANYWHERE.findall(line) for line in lines)
    return frozenset(int(numbers[0]) for numbers in found if len(numbers) == 1)


def _numberings(
    candidates: Sequence[frozenset[int]], lone: Sequence[frozenset[int]], share: float = MIN_SHARE
) -> tuple[_Numbering, ...]:
    """The numberings of a report, in page order: the best one, then others on the pages outside its span.

    ``lone`` are the numbers that stand on a line by themselves anywhere on a page: the left number of a spread may come
    in the middle of its text.
    """
    found: list[_Numbering] = []
    open_spans = [(0, len(candidates))]
    while open_spans:
        start, stop = open_spans.pop()
        best = _best(candidates, lone, start, stop)
        if best is None or len(best.pages) < max(MIN_SUPPORT, share * (best.pages[-1] - best.pages[0] + 1)):
            continue
        found.append(best)
        open_spans += [(start, best.pages[0]), (best.pages[-1] + 1, stop)]
    total = sum(len(numbering.pages) for numbering in found)
    if total < share * len(candidates):
        return ()
    return tuple(sorted(found, key=lambda n: n.pages[0]))


def _repeats(numbering: _Numbering, other: _Numbering) -> bool:
    """Whether a numbering on few pages prints numbers that one on more pages prints too."""
    if len(numbering.pages) >= min(FIRM, len(other.pages)):
        return False
    first, last = (other.step * page + other.shift for page in (other.pages[0], other.pages[-1]))
    return any(first <= numbering.step * page + numbering.shift <= last for page in numbering.pages)


def _best(
    candidates: Sequence[frozenset[int]], lone: Sequence[frozenset[int]], start: int, stop: int
) -> _Numbering | None:
    single: Counter[int] = Counter()
    spread: Counter[int] = Counter()
    for index in range(start, stop):
        single.update(number - index for number in candidates[index])
        seen = candidates[index] | lone[index]
        spread.update(number - 2 * index for number in seen if number + 1 in seen)
    options = [(votes, step, shift) for step, counter in ((1, single), (2, spread)) for shift, votes in counter.items()]
    if not options:
        return None
    # A tie goes to the numbering closest to the physical one: it needs the least explaining.
    _, step, shift = max(options, key=lambda o: (o[0], o[1] == 2, -abs(o[2] - 1)))
    pages = [
        i for i in range(start, stop) if step * i + shift in candidates[i] | (lone[i] if step == 2 else frozenset())
    ]
    return _Numbering(step, shift, tuple(_without_stragglers(pages)))


def _without_stragglers(pages: Sequence[int]) -> list[int]:
    """Pages without the lone hits far outside: a chance hit must not swallow another numbering's span."""
    kept = list(pages)
    while len(kept) > MIN_SUPPORT and kept[1] - kept[0] > 8 + len(kept):
        kept.pop(0)
    while len(kept) > MIN_SUPPORT and kept[-1] - kept[-2] > 8 + len(kept):
        kept.pop()
    return kept


PREFIXED = re.compile(r"([A-Z]{1,3})(\d+)")
"""A label that names its part of the volume: ``SR7``, ``F88``."""
MIN_PREFIXED = 0.6
"""The letters before a number belong to the label when at least this share of a numbering's pages carry them."""


def _prefix(numbering: _Numbering, texts: Sequence[str]) -> str:
    """The letters that stand right before the numbers of a numbering, or nothing."""
    found: Counter[str] = Counter()
    for index in numbering.pages:
        number = numbering.step * index + numbering.shift
        lines = [line for line in texts[index].split("\n") if line.strip()]
        edge = "\n".join(lines[:EDGE_LINES] + lines[-EDGE_LINES:])
        found.update(set(re.findall(rf"(?<![A-Za-z0-9.])([A-Z]{{1,3}}){number}(?![\dA-Za-z.,%-])", edge)))
    prefix, count = max(found.items(), key=lambda item: item[1], default=("", 0))
    return prefix if count >= max(MIN_SUPPORT, MIN_PREFIXED * len(numbering.pages)) else ""


def _spread_out(numberings: Sequence[_Numbering], prefixes: Sequence[str], count: int) -> tuple[tuple[str, ...], ...]:
    """Labels for all pages: each numbering reaches back to its number 1 and forward to the next numbering."""
    labels: list[tuple[str, ...]] = [()] * count
    for position, numbering in enumerate(numberings):
        stop = numberings[position + 1].pages[0] if position + 1 < len(numberings) else count
        start = numberings[position - 1].pages[-1] + 1 if position else 0
        for index in range(start, stop):
            number = numbering.step * index + numbering.shift
            if labels[index] and index < numbering.pages[0] and number < 1:
                continue
            printed = [n for n in range(number, number + numbering.step) if n > 0]
            if printed:
                labels[index] = tuple(f"{prefixes[position]}{n}" for n in printed)
    return tuple(labels)


def _with_roman(labels: Sequence[tuple[str, ...]], declared: Sequence[str | None]) -> tuple[tuple[str, ...], ...]:
    """Front matter without an arabic number takes the roman or prefixed label that the file declares."""
    taken = {label for page in labels for label in page}
    filled = list(labels)
    for index, label in enumerate(declared):
        if label and not filled[index] and label not in taken and not label.isdigit():
            filled[index] = (label,)
    return tuple(filled)


def _roman_pages(texts: Sequence[str]) -> dict[int, int]:
    """Front matter with roman numerals: physical page to its number, where two pages at least carry theirs."""
    seen = {
        index: {_roman(alone or behind) for alone, behind in _ROMAN_LINE.findall(text)}
        for index, text in enumerate(texts[:MAX_FRONT])
    }
    votes = Counter(number - index for index, numbers in seen.items() for number in numbers)
    if not votes:
        return {}
    shift, count = max(votes.items(), key=lambda item: (item[1], -abs(item[0])))
    pages = [index for index, numbers in seen.items() if index + shift in numbers]
    if count < 2 or pages[-1] - pages[0] > 2 * count:
        return {}
    return {index: index + shift for index in range(pages[0], pages[-1] + 1)}


def _with_printed_roman(labels: Sequence[tuple[str, ...]], front: Mapping[int, int]) -> tuple[tuple[str, ...], ...]:
    """Labels in which the front matter has its numerals, and so have the pages before it that carry none."""
    filled = list(labels)
    if front:
        first = min(front)
        shift = front[first] - first
        for index in range(max(front) + 1):
            if index in front or not filled[index] or index < first:
                filled[index] = (numeral(index + shift),) if index + shift > 0 else ()
    return tuple(filled)


_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_NUMERALS = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral.lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def numeral(number: int) -> str:
    """A number in small roman letters: ``xiv``."""
    text = ""
    for value, letters in _NUMERALS:
        count, number = divmod(number, value)
        text += letters * count
    return text


def labels_between(first: int, last: int) -> Iterable[str]:
    """The labels of a printed range, ends included; none where it is reversed."""
    return (str(number) for number in range(first, last + 1))
