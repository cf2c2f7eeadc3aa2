"""Tags put together: the text of all their pieces, pages and line, period and unit.

A piece is used once and little of each is read, so that neither circles nor nesting make it long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from gricheck.model.document import Tag
from gricheck.model.elements import Part
from gricheck.readers.blocks import Block, Paragraph
from gricheck.readers.markup_tables import shown
from gricheck.readers.markup_tags import MAX_TAGS, Fact, Standing, Tagging
from gricheck.readers.markup_tree import OPEN, TEXT, is_note, name_of, walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_TEXT = 300
"""Characters that are kept of what a tag encloses."""
MAX_PREFIXES, MAX_NAME = 3, 20
"""So many undeclared prefixes are named; letters of each, of a day and of a unit."""
_SMALL = 100
"""Elements of a context or unit that are looked at."""
_EXCLUDED = "ix:exclude"
_SPACES = re.compile(r"\s+")

Parts = Callable[["Element"], Part]
"""What elements are."""


def tags_of(found: Tagging, standing: Standing, lines: Sequence[Sequence[int]], part: Parts) -> tuple[Tag, ...]:
    """The tags in the order of the file. ``lines`` are, of each page, those on which its blocks begin, from 1, and the
    one behind the last of them."""
    return tuple(_Maker(found, standing, lines, part).tags()) if found.facts else ()


def lines_of(blocks: Sequence[Block]) -> list[int]:
    """The lines of its page's text on which blocks begin, and the one behind them."""
    heights = (1 if isinstance(block, Paragraph) else len(block.places) for block in blocks)
    return list(accumulate(heights, initial=1))


def faults(found: Tagging, tags: Sequence[Tag]) -> Iterator[str]:
    """What of the tags could not be read, in words."""
    if found.undeclared:
        named = ", ".join(sorted(prefix[:MAX_NAME] for prefix in found.undeclared)[:MAX_PREFIXES])
        yield (
            f"tags of inline XBRL were left out ({found.undeclared.total()}): the file does not declare their prefix "
            f"({named}); declare it with xmlns and GRI's namespace"
        )
    if loose := sum(tag.broken for tag in tags):
        yield (
            f"tags of inline XBRL that go on where nothing is left to read ({loose}) were read as far as they go; "
            "check their continuedAt"
        )
    if found.cut:
        yield f"more than {MAX_TAGS} tags of GRI's taxonomy; only the first ones were read"


class _Maker:
    """Puts tags together out of their pieces, each of which is used once, so that no circle is endless."""

    def __init__(self, found: Tagging, standing: Standing, lines: Sequence[Sequence[int]], part: Parts) -> None:
        self.found, self.standing, self.lines = found, standing, lines
        self.texts: dict[Element, str] = {}
        for element in reversed(found.order):  # the inner ones first
            self.texts[element] = _text(element, part, self.texts)
        self.used: set[str] = set()
        self.told: dict[Element, str | None] = {}

    def tags(self) -> Iterator[Tag]:
        for fact in self.found.facts:
            yield self._tag(fact)

    def _tag(self, fact: Fact) -> Tag:
        pieces, broken = self._pieces(fact.element)
        shows = self.found.shows.get(fact.element.get("id") or "")
        shown = [piece for piece in pieces if piece in self.standing.begin]
        if not shown and shows in self.standing.begin:
            shown = [shows]
        nil = _attribute(fact.element, "nil") in ("true", "1")
        return Tag(
            namespace=fact.namespace,
            concept=fact.concept,
            text="" if nil else _joined(self.texts[piece] for piece in pieces),
            pages=self._pages(shown),
            line=self._line(shown[0]) if shown else None,
            unit=self._referred(fact.element, "unitref", self.found.units, _unit),
            period=self._referred(fact.element, "contextref", self.found.contexts, _period),
            nil=nil,
            broken=broken,
        )

    def _pieces(self, first: Element) -> tuple[list[Element], bool]:
        """An element and what continues it; whether that ends where nothing is, or where another has been."""
        pieces = [first]
        while follows := _attribute(pieces[-1], "continuedat"):
            if follows in self.used or follows not in self.found.pieces:
                return pieces, True
            self.used.add(follows)
            pieces.append(self.found.pieces[follows])
        return pieces, False

    def _pages(self, pieces: Sequence[Element]) -> tuple[int, ...]:
        begin, end, last = self.standing.begin, self.standing.end, len(self.lines) - 1
        spans = (range(min(begin[piece][0], last), min(end[piece], last) + 1) for piece in pieces)
        return tuple(sorted({page for span in spans for page in span}))

    def _line(self, piece: Element) -> int:
        """The line of its page's text on which a piece begins, from 1."""
        page, block, row = self.standing.begin[piece]
        starts = self.lines[min(page, len(self.lines) - 1)]
        return min(starts[min(block, len(starts) - 1)] + row, max(starts[-1] - 1, 1))

    def _referred(
        self, element: Element, attribute: str, known: Mapping[str, Element], tell: Callable[[Element], str | None]
    ) -> str | None:
        """What the context or unit says that an element refers to."""
        target = known.get(_attribute(element, attribute) or "")
        if target is not None and target not in self.told:
            self.told[target] = tell(target)
        return None if target is None else self.told[target]


def _joined(texts: Iterator[str]) -> str:
    """Texts as one, cut at a word."""
    text = shown(" ".join(islice(texts, MAX_TEXT)))
    if len(text) <= MAX_TEXT:
        return text
    cut = text.rfind(" ", MAX_TEXT // 2, MAX_TEXT)
    return f"{text[: cut if cut > 0 else MAX_TEXT]} …"


def _text(element: Element, part: Parts, known: Mapping[Element, str]) -> str:
    """The beginning of what an element encloses, as it is shown, without what is marked as not belonging to it.

    Of tags in it the text is ``known``, so that each part of the file is gone through once, however they are nested.
    """
    parts: list[str] = []
    size = 0

    def is_closed(inner: Element) -> bool:
        if inner in known or name_of(inner) == _EXCLUDED or part(inner) is Part.HIDDEN:
            return True
        return is_note(inner, parts[-1] if parts else "")

    for kind, inner, text in walk(element, is_closed):
        if kind == OPEN and inner in known and part(inner) is not Part.HIDDEN:
            text = known[inner]
        elif kind != TEXT and part(inner) is not Part.INLINE:
            text = " "
        piece = _SPACES.sub(" ", text[: 4 * MAX_TEXT])
        if piece and not (parts and piece == parts[-1] == " "):
            parts.append(piece)
        size += len(piece.strip())
        if size > MAX_TEXT:
            break
    return "".join(parts)[: 2 * MAX_TEXT]


def _attribute(element: Element, name: str) -> str | None:
    """An attribute by its name in small letters, as HTML's parser gives it, and without its prefix."""
    key = next((key for key in element.keys() if _name(key) == name), None)  # noqa: SIM118
    return None if key is None else element.get(key)


def _name(key: object) -> str:
    return re.split(r"[}:]", str(key))[-1].lower()


def _period(context: Element) -> str | None:
    """``2024-01-01/2024-12-31``, or the one day."""
    days = {name_of(inner): (inner.text or "").strip() for inner in _few(context)}
    if days.get("instant"):
        return days["instant"][:MAX_NAME]
    ends = [days.get(name, "")[:MAX_NAME] for name in ("startdate", "enddate")]
    return "/".join(ends) if all(ends) else None


def _unit(unit: Element) -> str | None:
    """``tCO2e``, ``t/EUR``."""
    measures = [(inner.text or "").strip().rpartition(":")[2] for inner in _few(unit) if name_of(inner) == "measure"]
    return "/".join(measure[:MAX_NAME] for measure in measures) or None


def _few(element: Element) -> Iterator[Element]:
    return (inner for inner in islice(element.iter(), _SMALL) if isinstance(inner.tag, str))
