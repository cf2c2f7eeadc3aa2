"""The grammar of page numbers in a cell: "pp. 45–47", "12, 14 and 20", "45 f.", "第45頁".

The words of all languages are first made into single marks, so the grammar itself knows no language. A mark is padded
to the length of its word, so that places in the marked text are places in the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from gricheck.model.index import PageRange
from gricheck.model.standard import DASHES
from gricheck.vocabulary import Vocabulary, alternation

_PAGE, _AFTER, _NEXT, _MORE = "\ue000", "\ue001", "\ue002", "\ue003"
"""In front of a number; behind one; "and the page after it"; "and the pages after it"."""

_MARK = rf"(?:{_PAGE}\s*[.:]?\s*)"
_NUMBER = r"(?<!\d)(?<!\d\.)\d{1,4}(?!\d|\.\d|\s?[%％])"
_RANGE = f"[{DASHES}~〜～]"
_ITEM = rf"{_NUMBER}(?:\s*{_AFTER}?\s*{_RANGE}\s*{_MARK}?{_NUMBER}|\s*[{_NEXT}{_MORE}]\s*\.?)?"
# Between two numbers blanks can be read in one way only: else a row of numbers takes time exponential in its length.
_JOINT = rf"(?:\s*{_AFTER})?\s*(?:[,/;+·]\s*)?{_MARK}?"
_LIST = rf"{_ITEM}(?:{_JOINT}{_ITEM})*"

_LISTS = re.compile(rf"{_MARK}(?P<list>{_LIST})|(?P<before>{_LIST})\s*{_AFTER}")
_BARE = re.compile(rf"{_ITEM}(?:{_JOINT.replace(';', '')}{_ITEM})*")
_ONLY = re.compile(rf"\W*{_MARK}?{_LIST}(?:\s*{_AFTER})?[\s.,;*]*")
_ITEMS = re.compile(
    rf"(?P<first>{_NUMBER})"
    rf"(?:\s*{_AFTER}?\s*{_RANGE}\s*{_MARK}?(?P<last>{_NUMBER})|\s*(?P<next>{_NEXT})|\s*{_MORE})?"
)
_FIGURES = re.compile(
    r"\d+(?:[.,]\d+)*\s?[%％]|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:\.\d+)+"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?<![\d–-])\d{1,2}\.?\s+[^\W\d_]{3,}\.?\s+(?:19|20)\d\d|(?<![^\W\d_])[^\W\d_]+\d+"
    r"|(?<=\d)\s*\(\d\)|(?<=\d)\s+\d\)"
    r"|[^\W\d_]{3,}\.?\s+\d{1,2},\s+(?:19|20)\d\d|(?<!\d)\d{1,2}[/.](?:19|20)\d\d(?!\d)"
)


class Bare(Enum):
    """What the bare numbers of a column are, those without a word for what they number."""

    PAGES = "pages"
    SECTIONS = "sections"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Numbers:
    """A list of page numbers and where it stands in the cell; ``items`` come with their own places in it."""

    start: int
    end: int
    items: tuple[tuple[int, PageRange], ...]

    @property
    def words(self) -> str:
        """The list in digits: ``45, 50-52``."""
        ranges = [item for _, item in self.items]
        return ", ".join(f"{i.first}-{i.last}" if i.first != i.last else f"{i.first}" for i in ranges)


@dataclass(frozen=True, slots=True)
class PageGrammar:
    """Finds page numbers in the words of all languages of a vocabulary."""

    outer: re.Pattern[str]
    inner: re.Pattern[str]

    @classmethod
    def of(cls, words: Vocabulary) -> PageGrammar:
        """The grammar with the words around numbers and those between them."""
        page, after = alternation(words.page), alternation(words.page_after)
        to, both = alternation(words.to_words), alternation(words.and_words)
        one, many = alternation(words.following_one), alternation(words.following_many)
        number_ahead = rf"(?=\s*(?:{_PAGE}|[^\W\d_]{{1,10}})?\s*[.:]?\s*\d)"
        return cls(
            re.compile(rf"(?P<page>{page})(?=\s*[.:]?\s*\d)|(?<=\d)\s?(?P<after>{after})", re.IGNORECASE),
            re.compile(
                rf"(?<=[\d{_AFTER}])\s?(?:(?P<to>{to}){number_ahead}|(?P<both>{both}){number_ahead}"
                rf"|(?P<many>{many})|(?P<one>{one})(?=\W|$))",
                re.IGNORECASE,
            ),
        )

    def mark(self, text: str) -> str:
        """The text with the words of the grammar as marks, in the same length."""
        return self.inner.sub(_inner, self.outer.sub(_outer, text))


def _outer(match: re.Match[str]) -> str:
    return (_PAGE if match["page"] else _AFTER).ljust(len(match[0]))


def _inner(match: re.Match[str]) -> str:
    mark = "-" if match["to"] else ";" if match["both"] else _MORE if match["many"] else _NEXT
    return mark.ljust(len(match[0]))


def is_list(marked: str) -> bool:
    """Whether a marked text is nothing but page numbers."""
    return bool(_ONLY.fullmatch(marked))


def named_lists(marked: str) -> Iterator[Numbers]:
    """Lists with a word for "page" before or behind them."""
    for match in _LISTS.finditer(marked):
        group = "list" if match["list"] else "before"
        yield Numbers(match.start(group), match.end(), tuple(_items(match[group], match.start(group))))


_COMMAS = frozenset(",;:|(/&")
_ARROWS = frozenset(">›»→|;")
"""What may stand before a number that is a page: between the parts of a sentence, and at the end of a path of chapters,
where the next path may follow at once."""


def bare_lists(marked: str) -> Iterator[Numbers]:
    """Lists without such a word: at an end of the cell or behind punctuation, so not inside a sentence."""
    for match in _BARE.finditer(marked):
        before, after = marked[: match.start()].rstrip(), marked[match.end() :].strip(" .,*")
        parted = (before[-1:] in _COMMAS and not after[:1].isalpha()) or (
            before[-1:] in _ARROWS and not after[:1].islower()
        )
        if not before or not after.strip(";") or parted or after[0] in ";|":
            yield Numbers(match.start(), match.end(), tuple(_items(match[0], match.start())))


def leading_list(marked: str) -> Numbers | None:
    """The list at the head of a text, behind a colon or a bracket at most, with or without a word for "page"."""
    match = _LEADING.match(marked)
    return Numbers(match.start(1), match.end(), tuple(_items(match[1], match.start(1)))) if match else None


_LEADING = re.compile(rf"[\s:,(>–-]*{_MARK}?({_LIST})")


def figures(marked: str) -> Iterator[re.Match[str]]:
    """Numbers that are no page numbers: shares, decimals, thousands, dates, footnote marks, numbers glued to
    letters."""
    return _FIGURES.finditer(marked)


def blank(text: str, start: int, end: int) -> str:
    """The text with a part of it as spaces."""
    return text[:start] + " " * (end - start) + text[end:]


def _items(text: str, start: int) -> Iterator[tuple[int, PageRange]]:
    for match in _ITEMS.finditer(text):
        first = int(match["first"])
        last = _completed(match["first"], match["last"]) if match["last"] else first + bool(match["next"])
        if first > 0:
            yield start + match.start(), PageRange(first, last)


def _completed(first: str, last: str) -> int:
    """``148-50`` means 148 to 150; ``84-59`` stays reversed."""
    if len(last) < len(first):
        full = int(first[: len(first) - len(last)] + last)
        if full > int(first):
            return full
    return int(last)
