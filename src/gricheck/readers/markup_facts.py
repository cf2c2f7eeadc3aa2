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
from gricheck.readers.markup_parts import Names
from gricheck.readers.markup_tables import shown
from gricheck.readers.markup_tags import MAX_TAGS, Fact, Standing, Tagging
from gricheck.readers.markup_tree import TEXT, name_of, walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_TEXT, MAX_STEPS = 300, 120
"""Characters that are kept of what a tag encloses, and elements and texts that are looked at for them."""
MAX_PREFIXES, MAX_NAME = 3, 20
"""So many undeclared prefixes are named; letters of each, of a day and of a unit."""
_SMALL = 100
"""Elements of a context or unit that are looked at."""
_EXCLUDED = "ix:exclude"


def tags_of(found: Tagging, standing: Standing, pages: Sequence[Sequence[Block]], names: Names) -> tuple[Tag, ...]:
    """The tags in the order of the file. ``pages`` are the blocks that the report was read into."""
    return tuple(_Maker(found, standing, pages, names).tags())


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

    def __init__(self, found: Tagging, standing: Standing, pages: Sequence[Sequence[Block]], names: Names) -> None:
        self.found, self.standing, self.names = found, standing, names
        self.pages = pages
        self.used: set[str] = set()
        self.lines: dict[int, list[int]] = {}
        self.told: dict[Element, str | None] = {}

    def tags(self) -> Iterator[Tag]:
        for fact in self.found.facts:
            yield self._tag(fact)

    def _tag(self, fact: Fact) -> Tag:
        pieces, broken = self._pieces(fact.element)
        shown = [piece for piece in pieces if piece in self.standing.begin]
        nil = any(_name(key) == "nil" and value in ("true", "1") for key, value in fact.element.attrib.items())
        return Tag(
            namespace=fact.namespace,
            concept=fact.concept,
            text="" if nil else _joined(_text(piece, self.names) for piece in pieces),
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
        begin, end, last = self.standing.begin, self.standing.end, len(self.pages) - 1
        spans = (range(min(begin[piece][0], last), min(end[piece], last) + 1) for piece in pieces)
        return tuple(sorted({page for span in spans for page in span}))

    def _line(self, piece: Element) -> int:
        """The line of its page's text on which a piece begins, from 1."""
        page, block, row = self.standing.begin[piece]
        page = min(page, len(self.pages) - 1)
        if page not in self.lines:
            heights = (1 if isinstance(one, Paragraph) else len(one.places) for one in self.pages[page])
            self.lines[page] = list(accumulate(heights, initial=1))
        starts = self.lines[page]
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


def _text(element: Element, names: Names) -> str:
    """The beginning of what an element encloses, as it is shown, without what is marked as not belonging to it."""
    parts: list[str] = []
    size = 0
    events = walk(element, lambda e: names.part(e) is Part.HIDDEN or name_of(e) == _EXCLUDED)
    for kind, inner, text in islice(events, MAX_STEPS):
        piece = text[: 4 * MAX_TEXT]
        parts.append(piece if kind == TEXT else "" if names.part(inner) is Part.INLINE else " ")
        size += len(piece.strip())
        if size > MAX_TEXT:
            break
    return "".join(parts)


def _attribute(element: Element, name: str) -> str | None:
    """An attribute by its name in small letters, as HTML's parser gives it."""
    return next((str(value) for key, value in element.attrib.items() if str(key).lower() == name), None)


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
