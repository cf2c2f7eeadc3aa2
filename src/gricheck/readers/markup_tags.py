"""Tags of inline XBRL in GRI's taxonomy, found in a tree and followed to the pages on which they stand.

Tags of other taxonomies are not kept. Prefixes are those that the file declares, in HTML by its attributes, since its
parser knows no namespaces.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gricheck.model.elements import Part
from gricheck.readers.markup_parts import Names
from gricheck.readers.markup_tree import CLOSE, OPEN, TEXT, Tree, attributed, name_of, walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FACTS = frozenset({"ix:nonfraction", "ix:nonnumeric", "ix:fraction"})
CONTINUATION = "ix:continuation"
MAX_TAGS = 100_000
"""What is more is not read, and the document says so."""
_SHOWS = re.compile(r"-ix-hidden\s*:\s*([^\s;]+)", re.IGNORECASE)
"""The style of text that shows what a hidden tag says, which it names by its id."""

Scope = Mapping[str, Sequence[str]]
"""Prefix to the namespaces that it is declared for around an element, the one that counts last."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A tag with the name of its concept."""

    element: Element
    namespace: str
    concept: str


@dataclass(slots=True)
class Tagging:
    """The tags of a tree and what they refer to by ids; ``order`` are the elements of tags, of their pieces and of what
    shows hidden ones, as they stand in the file, ``undeclared`` counts prefixes that nothing declares."""

    facts: list[Fact] = field(default_factory=list)
    order: list[Element] = field(default_factory=list)
    pieces: dict[str, Element] = field(default_factory=dict)
    shows: dict[str, Element] = field(default_factory=dict)
    contexts: dict[str, Element] = field(default_factory=dict)
    units: dict[str, Element] = field(default_factory=dict)
    undeclared: Counter[str] = field(default_factory=Counter)
    cut: bool = False

    @property
    def elements(self) -> frozenset[Element]:
        """All elements whose place on the pages matters."""
        return frozenset(self.order if self.facts else ())


def tagging(tree: Tree) -> Tagging:
    """The tags of GRI's taxonomy in a tree."""
    found = Tagging()
    if not tree.tagged:
        return found
    referred = {CONTINUATION: found.pieces, "context": found.contexts, "unit": found.units}
    for element, scope in _scoped(tree):
        name = name_of(element)
        if name in FACTS:
            _fact(found, element, scope)
        elif (known := referred.get(name)) is not None and (own := element.get("id")):
            known.setdefault(own, element)
            if known is found.pieces:
                found.order.append(element)
        elif shows := _SHOWS.search(element.get("style") or ""):
            found.shows.setdefault(shows[1], element)
            found.order.append(element)
    return found


def _fact(found: Tagging, element: Element, scope: Scope) -> None:
    from gricheck.catalogue.taxonomy import is_of_gri

    prefix, colon, concept = (element.get("name") or "").strip().partition(":")
    if not colon:
        prefix, concept = "", prefix
    namespaces = scope.get(prefix)
    if not namespaces:
        if prefix:
            found.undeclared[prefix] += 1
    elif is_of_gri(namespaces[-1]):
        found.cut = len(found.facts) >= MAX_TAGS
        if not found.cut:
            found.facts.append(Fact(element, namespaces[-1], concept))
            found.order.append(element)


def _scoped(tree: Tree) -> Iterator[tuple[Element, Scope]]:
    """Every element in order, with the prefixes that are declared for it."""
    from lxml import etree

    scope: defaultdict[str, list[str]] = defaultdict(list)
    declared: list[str] = []
    events: Any = etree.iterwalk(tree.root, events=("start", "end", "start-ns", "end-ns"))
    for event, what in events:
        own = attributed(what) if event in ("start", "end") else [what]
        if event in ("start", "start-ns"):
            for prefix, namespace in own:
                scope[prefix].append(namespace)
                declared.append(prefix)
        else:
            for _ in own:
                scope[declared.pop()].pop()
        if event == "start":
            yield what, scope


@dataclass(slots=True)
class Standing:
    """Where tags stand, gathered on the way through a tree: of each the page, block and row on which its text begins,
    and the page on which it ends. ``fresh`` of those that are open, the innermost, have no text yet; ``last`` is the
    page of the text before."""

    wanted: Collection[Element] = ()
    begin: dict[Element, tuple[int, int, int]] = field(default_factory=dict)
    end: dict[Element, int] = field(default_factory=dict)
    open: list[Element] = field(default_factory=list)
    fresh: int = 0
    last: int = 0

    def happens(self, kind: str, element: Element, text: str, page: int, block: int) -> None:
        """An event of the walk through what is shown, before the block at hand is ended by it."""
        if kind == TEXT and text.strip():
            self._reach(page, block)
        elif kind == OPEN and element in self.wanted:
            self.open.append(element)
            self.fresh += 1
        elif kind == CLOSE and self.open and self.open[-1] is element:
            self.open.pop()
            if self.fresh:
                self.fresh -= 1
                self._stand(element, page, block)
            self.end.setdefault(element, self.last)

    def in_table(self, table: Element, rows: Sequence[Element], names: Names, page: int, block: int) -> None:
        """A table that the walk does not go into."""
        self._reach(page, block)
        order, row = {element: number for number, element in enumerate(rows)}, 0
        for kind, element, _ in walk(table, lambda e: names.part(e) is Part.HIDDEN):
            if kind == OPEN:
                row = order.get(element, row)
                if element in self.wanted and names.part(element) is not Part.HIDDEN:
                    self._stand(element, page, block, row)

    def enclosed(self, around: Iterable[Element], page: int) -> None:
        """A page that is walked by itself begins, within what is ``around`` it, the innermost first."""
        tags = [element for element in around if element in self.wanted]
        for element in [one for one in reversed(self.open) if one not in tags]:
            self.happens(CLOSE, element, "", page, 0)
        for element in [one for one in reversed(tags) if one not in self.open]:
            self.happens(OPEN, element, "", page, 0)

    def _reach(self, page: int, block: int) -> None:
        """Text, with which all that is open has begun."""
        for element in self.open[len(self.open) - self.fresh :]:
            self.begin[element] = page, block, 0
        self.fresh, self.last = 0, page

    def _stand(self, element: Element, page: int, block: int, row: int = 0) -> None:
        self.begin[element] = page, block, row
        self.end[element] = page
