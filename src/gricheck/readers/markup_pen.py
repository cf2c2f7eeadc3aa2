"""One page of pieces of text that have places of their own, drawn to words and links with their boxes.

A browser knows how wide letters are; here they have the widths of a usual font. Where a column begins is right all the
same: converters set each piece by itself, or say how wide the gaps within a line are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from gricheck.model.document import Box, Link, PageLayout, Word
from gricheck.readers.markup_parts import HTML
from gricheck.readers.markup_sheet import Setting, Sheet, is_gap, set_in
from gricheck.readers.markup_tables import shown, target_of
from gricheck.readers.markup_tags import Standing
from gricheck.readers.markup_tree import OPEN, TEXT, name_of, walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SPACE, GAP = 0.28, 0.12
"""Widths of a space, and the least gap between words, in sizes of the font."""
_WIDTHS = {
    **dict.fromkeys("ijl.,:;'|!", 0.25),
    **dict.fromkeys("frtI-()/[]", 0.32),
    **dict.fromkeys("mwMW@%", 0.85),
}
CAPITAL, LETTER, FULL = 0.68, 0.53, 1.0
"""Widths of a capital, of any other letter or digit, and of a Chinese or Japanese sign."""
_PIECES = re.compile(r"\s+|\S+")


@dataclass(slots=True)
class Pen:
    """What is gathered of the page ``index``. ``x`` is where the next letter goes; ``word``, ``begun`` and ``at`` are
    of the word that is not over; ``letters`` are all that the page has, ``set`` those that have a place."""

    index: int
    sheet: Sheet
    places: Mapping[str, int]
    standing: Standing
    words: list[Word] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    letters: int = 0
    set: int = 0
    x: float = 0.0
    word: str = ""
    begun: float = 0.0
    at: Setting = field(default_factory=Setting)
    area: Box | None = None

    def draw(self, page: Element) -> None:
        """Write all that the page shows, and note where its tags stand."""
        stack = [Setting(height=self.sheet.of(page).height or 0.0)]
        linked: list[int] = []
        for kind, element, text in walk(page, self._is_closed):
            is_link = kind != TEXT and name_of(element) == "a"
            if kind == TEXT:
                self._write(text, stack[-1])
            elif kind == OPEN:
                stack.append(stack[-1] if element is page else self._open(element, stack[-1]))
                linked += [len(self.words)] if is_link else []
            else:
                if stack.pop().piece is element or is_link:
                    self._end()
                if is_link:
                    self._link(element, linked.pop())
            if self.standing.open if kind == TEXT else element in self.standing.wanted:
                self._stand(kind, element, text)

    def _stand(self, kind: str, element: Element, text: str) -> None:
        """What happens to tags, at the word at hand."""
        if kind == TEXT or not self.sheet.of(element).hidden:
            self.standing.happens(kind, element, text, self.index, len(self.words) - (not self.word))

    def _is_closed(self, element: Element) -> bool:
        """Whether what is within is not shown, or is but a gap in a line."""
        style = self.sheet.of(element)
        return style.hidden or is_gap(element, style)

    def _open(self, element: Element, around: Setting) -> Setting:
        style = self.sheet.of(element)
        if style.placed:
            self._end()
            setting = set_in(around, style, element)
            self.x = setting.x
            if style.width:
                right, high = setting.x + style.width * setting.scale, setting.height * setting.scale
                self.area = setting.box(setting.x, right, high)
            return setting
        if is_gap(element, style):
            self._move((style.width or 0.0) + (style.margin or 0.0), around)
            return around
        return replace(around, size=style.size) if style.size and style.size > 0 else around

    def _write(self, text: str, at: Setting) -> None:
        for piece in _PIECES.findall(text):
            is_space = piece.isspace()
            self.letters += 0 if is_space else len(piece)
            if at.piece is None:
                continue
            self.set += 0 if is_space else len(piece)
            if not at.scale:
                continue
            if is_space:
                self._move(SPACE * at.size, at)
                continue
            if not self.word:
                self.begun, self.at = self.x, at
            self.word += piece
            self.x += _width(piece) * at.size * at.scale

    def _move(self, width: float, at: Setting) -> None:
        if width > GAP * at.size:
            self._end()
        self.x += width * at.scale

    def _end(self) -> None:
        if self.word and (text := shown(self.word)):
            self.words.append(Word(text, *self.at.box(self.begun, self.x, self.at.size * self.at.scale)))
        self.word = ""

    def _link(self, element: Element, first: int) -> None:
        """A link over its words, or over the area that it is itself."""
        words, target = self.words[first:], target_of(element, HTML) or ""
        page = self.places.get(target[1:]) if target.startswith("#") else None
        uri = None if target.startswith("#") or not target else target
        area = _around(words) if words else self.area
        if area is not None and (page is not None or uri is not None):
            self.links.append(Link(area, page, uri))
        self.area = None

    def layout(self) -> PageLayout:
        """A page whose height is not known begins where its first words stand."""
        x0, y0, x1, y1 = _around(self.words) if self.words else (0.0, 0.0, 0.0, 0.0)
        left, up = min(x0, 0.0), min(y0, 0.0)
        words, links = self.words, self.links
        if left or up:
            words = [Word(word.text, *_shifted((word.x0, word.y0, word.x1, word.y1), left, up)) for word in words]
            links = [replace(link, box=_shifted(link.box, left, up)) for link in links]
        return PageLayout(self.index, x1 - left, y1 - up, tuple(words), tuple(links))


@lru_cache(maxsize=8192)
def _width(piece: str) -> float:
    """About how wide letters are in most fonts, in sizes of the font."""
    return sum(_WIDTHS.get(letter) or _usual(letter) for letter in piece)


def _usual(letter: str) -> float:
    return FULL if letter >= "\u2e80" else CAPITAL if letter.isupper() else LETTER


def _around(words: Sequence[Word]) -> Box:
    return min(w.x0 for w in words), min(w.y0 for w in words), max(w.x1 for w in words), max(w.y1 for w in words)


def _shifted(box: Box, left: float, up: float) -> Box:
    return box[0] - left, box[1] - up, box[2] - left, box[3] - up
