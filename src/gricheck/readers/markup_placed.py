"""HTML in which each piece of text has a place of its own, as converters from PDF write it: pages with geometry."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gricheck.model.document import Bookmark, PageLayout, Word
from gricheck.model.elements import Part
from gricheck.readers.markup_pages import MIN_PAGES, containers
from gricheck.readers.markup_parts import HTML
from gricheck.readers.markup_pen import Pen
from gricheck.readers.markup_sheet import Sheet, sheet_of
from gricheck.readers.markup_tables import shown
from gricheck.readers.markup_tags import Standing
from gricheck.readers.markup_tree import name_of
from gricheck.readers.words import lines_of_words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MIN_SHARE, MIN_PIECES = 0.7, 20
"""A file is set piece by piece where so much of its text is, and in so many pieces."""
SAMPLE = 20
"""Pages that are looked at to tell so, evenly out of all: the others need not be drawn for it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The pages of a file, the entries of its outline, which stands beside them, and where its tags stand: each at a
    page and at a word of its layout."""

    layouts: tuple[PageLayout, ...]
    outline: tuple[Bookmark, ...]
    standing: Standing
    sheet: Sheet

    def part(self, element: Element) -> Part:
        """What an element is: each with a place of its own is a piece of text by itself."""
        style = self.sheet.of(element)
        return Part.HIDDEN if style.hidden else Part.BLOCK if style.placed else HTML.part(element)

    def lines(self) -> list[list[int]]:
        """The lines of each page's text on which its words stand, from 1, and the one behind the last of them."""
        return [_lines(one.words) for one in self.layouts]


def placed(root: Element, tags: frozenset[Element] = frozenset()) -> Placed | None:
    """The pages of a file that is set piece by piece; None of any other."""
    found = _pens(root, tags)
    if found is None:
        return None
    pens, pages = found
    for pen, page in zip(pens, pages, strict=True):
        pen.standing.enclosed(page.iterancestors() if tags else (), pen.index)
        pen.draw(page)
    pens[0].standing.enclosed((), len(pages) - 1)
    layouts = tuple(pen.layout() for pen in pens)
    return Placed(layouts, tuple(_outline(root, pages, pens[0].places)), pens[0].standing, pens[0].sheet)


def drawn(root: Element, wanted: Sequence[int]) -> tuple[PageLayout, ...] | None:
    """Some of these pages."""
    found = _pens(root, frozenset())
    if found is None:
        return None
    pens, pages = found
    for index in sorted({*wanted}):
        pens[index].draw(pages[index])
    return tuple(pens[index].layout() for index in wanted)


def _pens(root: Element, tags: frozenset[Element]) -> tuple[list[Pen], list[Element]] | None:
    """What draws the pages, and the elements that hold them; None where not enough is set piece by piece, as a sample
    of the pages shows."""
    sheet = sheet_of(root)
    pieces = {element for element in root.iter() if isinstance(element.tag, str) and sheet.of(element).placed}
    if len(pieces) < MIN_PIECES:
        return None
    pages = _pages(root, sheet, pieces)
    places = {name: at for at, page in enumerate(pages) for inner in page.iter() if (name := inner.get("id"))}
    sample = [Pen(0, sheet, places, Standing()) for _ in pages[:: -(-len(pages) // SAMPLE)]]
    for pen, page in zip(sample, pages[:: -(-len(pages) // SAMPLE)], strict=True):
        pen.draw(page)
    if sum(pen.set for pen in sample) < MIN_SHARE * sum(pen.letters for pen in sample):
        return None
    standing = Standing(tags)
    return [Pen(index, sheet, places, standing) for index in range(len(pages))], pages


def _pages(root: Element, sheet: Sheet, pieces: Collection[Element]) -> list[Element]:
    """The elements that hold a page each: those that say so, else those in which the pieces stand, each of a height of
    its own."""
    named = containers(root)
    if sum(element in pieces for page in named for element in page.iter()) >= MIN_SHARE * len(pieces):
        return named
    holding: set[Element] = set()
    for piece in pieces:
        for element in (piece, *piece.iterancestors()):
            if element in holding:
                break
            holding.add(element)
    inner = [root]
    while len(inner) == 1 and inner[0] not in pieces:
        inner = list(_held(inner[0], holding))
    is_paged = len(inner) >= MIN_PAGES and all(sheet.of(page).height and page not in pieces for page in inner)
    return inner if is_paged else [root]


def _held(element: Element, holding: Collection[Element]) -> Iterator[Element]:
    """The elements right within another one that hold pieces; tags hold nothing themselves."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child in holding and name_of(child).startswith("ix:"):
            stack.append(iter(child))
        elif child in holding:
            yield child


def _lines(words: Sequence[Word]) -> list[int]:
    lines = lines_of_words(words)
    at = {id(word): number for number, line in enumerate(lines, start=1) for word in line}
    return [*(at[id(word)] for word in words), len(lines) + 1]


def _outline(root: Element, pages: Sequence[Element], places: Mapping[str, int]) -> Iterator[Bookmark]:
    """Links in lists beside the pages."""
    around = set(pages)
    for link in root.iter("a", "{*}a"):
        page = places.get((link.get("href") or "").removeprefix("#"))
        above = list(link.iterancestors()) if page is not None else []
        depth = sum(name_of(element) in ("ul", "ol") for element in above)
        if not depth or around.intersection(above):
            continue
        if title := shown("".join(link.itertext())):  # type: ignore[arg-type]
            yield Bookmark(title, depth - 1, page)
