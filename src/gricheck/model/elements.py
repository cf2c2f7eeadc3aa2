"""What the elements of XML are to a reader of tables and paragraphs: what a user says of a house's own, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Pairs = tuple[tuple[str, str], ...]


class Part(StrEnum):
    """``INLINE`` goes on in its line, ``BLOCK`` begins one, ``HIDDEN`` is not shown, ``SECTION`` is a block that has
    headings of its own."""

    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    CAPTION = "caption"
    HEADING = "heading"
    BLOCK = "paragraph"
    SECTION = "section"
    BREAK = "line-break"
    HIDDEN = "skip"
    INLINE = "inline"


@dataclass(frozen=True, slots=True)
class Elements:
    """Names of elements, local or ``{namespace}local``, in small letters; of attributes as they are written.

    ``parts`` says what an element is, in the words of ``Part``. ``levels`` are those of headings, from 1, or the
    attribute that tells it. ``columns`` are those of cells, from 1, wherever in its row a cell stands; ``@name`` is an
    attribute of the row. ``pages`` hold a page and ``breaks`` begin one, each with the attribute of its printed number
    or nothing; ``links`` have the attributes, one space between them, that may say where they lead. ``anchors`` are
    attributes by which a link finds its element, ``wide`` and ``high`` those that say how many columns and rows a cell
    takes.
    """

    parts: Pairs = ()
    levels: Pairs = ()
    columns: tuple[tuple[str, int], ...] = ()
    links: Pairs = ()
    pages: Pairs = ()
    breaks: Pairs = ()
    anchors: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    high: tuple[str, ...] = ()
