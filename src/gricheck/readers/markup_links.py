"""Links within a file of markup: the page or the line on which what they name stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import unquote

from gricheck.readers.anchors import names_place
from gricheck.readers.blocks import Block, Cell, Paragraph, Table, Target
from gricheck.readers.markup_parts import Names, said_by
from gricheck.readers.markup_tree import Tree


@dataclass(frozen=True, slots=True)
class Leading:
    """``anchors`` gives the page and the line of each name that was met; ``known`` all that the file has, those of what
    nobody sees too, and None where only a part of it was read."""

    anchors: Mapping[str, tuple[int, int | None]]
    pages: int
    known: Callable[[], Collection[str] | None]

    def led(self, block: Block) -> Block:
        """A table whose links within the file lead to pages or, where it has none, to lines."""
        if isinstance(block, Paragraph):
            return block
        return Table(tuple(self._cell(cell) for cell in block.cells), block.places)

    def _cell(self, cell: Cell) -> Cell:
        led = (self._target(link) for link in cell.links)
        return replace(cell, links=tuple(link for link in led if link.uri or link.dead or link.page is not None))

    def _target(self, link: Target) -> Target:
        if link.uri is None or not link.uri.startswith("#"):
            return link
        names = _forms(link.uri[1:])
        page, line = next((self.anchors[name] for name in names if name in self.anchors), (None, None))
        if page is None and names_place(link.uri) and self._lacks(names):
            return replace(link, uri=None, dead=link.uri)
        if self.pages > 1:
            return replace(link, uri=None, page=page)
        return replace(link, uri=None, page=page if line else None, source=line)

    def _lacks(self, names: Collection[str]) -> bool:
        known = self.known()
        return known is not None and not any(name in known for name in names)


def _forms(name: str) -> list[str]:
    """A name as it may be written where it is given. DITA writes ``#topic/element``."""
    plain = unquote(name)
    return [name, plain, plain.rpartition("/")[2]]


def names_of(tree: Tree, names: Names) -> Callable[[], Collection[str] | None]:
    """All names of a file, looked for once and only when they are asked for; None for a file that is cut."""

    @cache
    def found() -> Collection[str] | None:
        if tree.warnings:
            return None
        elements = (element for element in tree.root.iter() if isinstance(element.tag, str))
        return frozenset(name for element in elements for key in names.anchors if (name := said_by(element, (key,))))

    return found
