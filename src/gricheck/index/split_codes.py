"""Indexes that never print a whole code: the standard in one column or heading, the disclosure's number in the next.

The official titles tell which numbers are meant, so nothing is joined where the words beside a column of numbers are
not titles.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gricheck.index.anchors import ALIGNED
from gricheck.index.codes import standard_numbers
from gricheck.index.headings import standard_named
from gricheck.index.lines import Line, lines_of
from gricheck.index.titles import TitleBook
from gricheck.model.document import PageLayout, Word
from gricheck.model.standard import DASHES, Catalogue, Disclosure

MIN_ROWS = 8
"""Numbers with their own titles on a page from which on they are the disclosures of an index."""
MIN_MORE = 3
"""The same for a page on which such an index goes on."""
MIN_SHARE = 0.4
"""The share of a column's numbers that have such a title; a row in the company's own words has none."""
TITLE_WORDS = 14

_NUMBER = re.compile(rf"(\d{{1,2}})(?:[{DASHES}](\d{{1,2}}))?,?")
_STANDARD = re.compile(r"(?:GRI)?(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Split:
    """A number with the line on which it stands and the disclosures whose title stands beside it."""

    word: Word
    line: Line
    meant: tuple[Disclosure, ...]


def joined_codes(layout: PageLayout, catalogue: Catalogue, book: TitleBook, before: int | None) -> PageLayout | None:
    """The page with whole codes in place of the numbers, or None where it holds no such table.

    ``before`` is the standard that the page before it ended with.
    """
    numbered: dict[int, list[Disclosure]] = defaultdict(list)
    for code, owners in book.by_code.items():
        if re.fullmatch(r"\d+-\d+", code):
            numbered[int(code.partition("-")[2])] += owners
    lines = lines_of(layout.words)
    rows = _rows(lines, numbered, book, MIN_ROWS if before is None else MIN_MORE)
    if rows is None:
        return None
    standards = standard_numbers(catalogue)
    named = [(line, name.number) for line in lines if (name := standard_named(line.text, catalogue, book))]
    whole: dict[int, Word] = {}
    current, top = before, -math.inf
    for row in rows:
        above = [number for line, number in named if top < line.middle < row.line.middle]
        current = _standard(row, standards, int(above[-1].removeprefix("GRI ")) if above else current)
        top = row.line.middle
        if current is not None:
            whole |= {id(word): replace(word, text=_code(word.text, current)) for word in _numbers(row)}
    return replace(layout, words=tuple(whole.get(id(word), word) for word in layout.words))


def _rows(
    lines: Sequence[Line], numbered: Mapping[int, Sequence[Disclosure]], book: TitleBook, least: int
) -> list[Split] | None:
    """The rows of the column of numbers beside which most titles stand; None where fewer than ``least`` do."""
    columns: list[list[Split]] = []
    for line in lines:
        for place, word in enumerate(line.words[:-1]):
            match = _NUMBER.fullmatch(word.text)
            if match is None or not any(map(str.isalpha, line.words[place + 1].text)):
                continue
            title = " ".join(w.text for w in line.words[place + 1 : place + 1 + TITLE_WORDS])
            meant = tuple(d for d in numbered.get(int(match[1]), ()) if book.is_alike(title, d))
            column = next((c for c in columns if abs(c[-1].word.x0 - word.x0) < 2 * ALIGNED), None)
            if column is None:
                columns.append([])
                column = columns[-1]
            column.append(Split(word, line, meant))
    best = max(columns, key=lambda rows: sum(bool(row.meant) for row in rows), default=[])
    told = sum(bool(row.meant) for row in best)
    return best if told >= least and told >= MIN_SHARE * len(best) else None


def _standard(row: Split, standards: frozenset[int], current: int | None) -> int | None:
    """The standard of a row: the one printed left of its number, else the one that goes on or that a heading names,
    unless the title says another."""
    left = [w for w in row.line.words if w.x1 <= row.word.x0]
    printed = [int(m[1]) for w in left if (m := _STANDARD.fullmatch(w.text)) and int(m[1]) in standards]
    if printed:
        return printed[-1]
    meant = [int(d.code.partition("-")[0]) for d in row.meant]
    return current if current in meant or not meant else meant[0]


def _numbers(row: Split) -> list[Word]:
    """The number of a row and those that follow it in its cell."""
    words = row.line.words[row.line.words.index(row.word) :]
    found = [words[0]]
    for word in words[1:]:
        if not found[-1].text.endswith(",") or _NUMBER.fullmatch(word.text) is None:
            break
        found.append(word)
    return found


def _code(text: str, standard: int) -> str:
    match = _NUMBER.fullmatch(text)
    assert match is not None
    last = f"–{standard}-{match[2]}" if match[2] else ""
    return f"{standard}-{match[1]}{last}" + ("," if text.endswith(",") else "")


def last_standard(layout: PageLayout) -> int | None:
    """The standard of the last whole code of a page."""
    codes = [int(m[1]) for w in layout.words if (m := re.match(r"(\d{1,3})-\d{1,2}", w.text))]
    return codes[-1] if codes else None
