"""HTML in which each piece of text is set at a place of its own, as converters from PDF write it: pages with geometry.

A browser knows how wide letters are; here they have the widths of a usual font. Where a column begins is right all the
same: converters set each piece by itself, or say how wide the gaps within a line are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from gricheck.model.document import Bookmark, Box, Link, PageLayout, Word
from gricheck.model.elements import Part
from gricheck.readers.markup_pages import containers
from gricheck.readers.markup_parts import HTML
from gricheck.readers.markup_sheet import Setting, Sheet, is_gap, is_placed, pixels, set_in, sheet_of
from gricheck.readers.markup_tables import shown, target_of
from gricheck.readers.markup_tree import OPEN, TEXT, name_of, walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MIN_SHARE, MIN_PIECES = 0.7, 20
"""A file is set piece by piece where so much of its text is, and in so many pieces."""
SPACE, GAP = 0.28, 0.12
"""Widths of a space, and the least gap between words, in sizes of the font."""
_WIDTHS = {
    **dict.fromkeys("ijl.,:;'|!", 0.25),
    **dict.fromkeys("frtI-()/[]", 0.32),
    **dict.fromkeys("mwMW@%", 0.85),
}
CAPITAL, LETTER, FULL = 0.68, 0.53, 1.0
"""Widths of a capital, of any other letter or digit, and of a Chinese or Japanese sign."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The pages of a file and the entries of its outline, which stands beside them."""

    layouts: tuple[PageLayout, ...]
    outline: tuple[Bookmark, ...]


@dataclass(slots=True)
class _Page:
    """What is gathered of one page. ``pen`` is where the next letter goes; ``word``, ``begun`` and ``at`` are of the
    word that is not over; ``letters`` are all that the page has, ``set`` those that have a place."""

    sheet: Sheet
    places: Mapping[str, int]
    words: list[Word] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    letters: int = 0
    set: int = 0
    pen: float = 0.0
    word: str = ""
    begun: float = 0.0
    at: Setting = field(default_factory=Setting)
    area: Box | None = None

    def draw(self, page: Element) -> None:
        stack = [Setting(height=pixels(self.sheet.of(page), "height") or 0.0)]
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

    def _is_closed(self, element: Element) -> bool:
        """Whether what is within is not shown, or is but a gap in a line."""
        style = self.sheet.of(element)
        hidden = style.get("display") == "none" or style.get("visibility") == "hidden"
        return hidden or HTML.part(element) is Part.HIDDEN or is_gap(element, style)

    def _open(self, element: Element, around: Setting) -> Setting:
        style = self.sheet.of(element)
        if is_gap(element, style):
            self._move((pixels(style, "width") or 0.0) + (pixels(style, "margin-left") or 0.0), around)
            return around
        around = replace(around, size=pixels(style, "font-size") or around.size)
        if not is_placed(style):
            return around
        self._end()
        setting = set_in(around, style, element)
        self.pen = setting.x
        if width := pixels(style, "width"):
            self.area = setting.box(setting.x, setting.x + width * setting.scale, setting.height * setting.scale)
        return setting

    def _write(self, text: str, at: Setting) -> None:
        letters = sum(map(len, text.split()))
        self.letters += letters
        self.set += letters if at.piece is not None else 0
        if at.piece is None or not at.scale:
            return
        for piece in re.findall(r"\s+|\S+", text):
            if piece.isspace():
                self._move(SPACE * at.size, at)
                continue
            if not self.word:
                self.begun, self.at = self.pen, at
            self.word += piece
            self.pen += sum(map(_width, piece)) * at.size * at.scale

    def _move(self, width: float, at: Setting) -> None:
        if width > GAP * at.size:
            self._end()
        self.pen += width * at.scale

    def _end(self) -> None:
        if text := shown(self.word):
            self.words.append(Word(text, *self.at.box(self.begun, self.pen, self.at.size * self.at.scale)))
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

    def layout(self, index: int) -> PageLayout:
        """A page whose height is not known begins where its first words stand."""
        x0, y0, x1, y1 = _around(self.words) if self.words else (0.0, 0.0, 0.0, 0.0)
        left, up = min(x0, 0.0), min(y0, 0.0)
        words = tuple(replace(w, x0=w.x0 - left, x1=w.x1 - left, y0=w.y0 - up, y1=w.y1 - up) for w in self.words)
        links = (replace(link, box=_shifted(link.box, left, up)) for link in self.links)
        return PageLayout(index, x1 - left, y1 - up, words, tuple(links))


def placed(root: Element) -> Placed | None:
    """The pages of a file that is set piece by piece; None of any other."""
    sheet, pages = sheet_of(root), containers(root) or [root]
    if sum(is_placed(sheet.of(element)) for element in root.iter() if isinstance(element.tag, str)) < MIN_PIECES:
        return None
    places = {name: at for at, page in enumerate(pages) for inner in page.iter() if (name := inner.get("id"))}
    drawn = [_Page(sheet, places) for _ in pages]
    for page, element in zip(drawn, pages, strict=True):
        page.draw(element)
    if sum(page.set for page in drawn) < MIN_SHARE * sum(page.letters for page in drawn):
        return None
    layouts = tuple(page.layout(index) for index, page in enumerate(drawn))
    return Placed(layouts, tuple(_outline(root, pages, places)))


@cache
def _width(letter: str) -> float:
    """About how wide a letter is in most fonts, in sizes of the font."""
    usual = FULL if letter >= "\u2e80" else CAPITAL if letter.isupper() else LETTER
    return _WIDTHS.get(letter, usual)


def _around(words: Sequence[Word]) -> Box:
    return min(w.x0 for w in words), min(w.y0 for w in words), max(w.x1 for w in words), max(w.y1 for w in words)


def _shifted(box: Box, left: float, up: float) -> Box:
    return box[0] - left, box[1] - up, box[2] - left, box[3] - up


def _outline(root: Element, pages: Sequence[Element], places: Mapping[str, int]) -> Iterator[Bookmark]:
    """Links in lists beside the pages."""
    around = set(pages)
    for link in root.iter("a", "{*}a"):
        above = list(link.iterancestors())
        depth = sum(name_of(element) in ("ul", "ol") for element in above)
        page = places.get((link.get("href") or "").removeprefix("#"))
        title = shown("".join(link.itertext()))  # type: ignore[arg-type]
        if depth and title and page is not None and not around.intersection(above):
            yield Bookmark(title, depth - 1, page)
