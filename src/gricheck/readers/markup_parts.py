"""What the elements of HTML and of the XML of report tools are to a reader of tables and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gricheck.readers.markup_tree import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class Part(StrEnum):
    """``INLINE`` goes on in its line, ``BLOCK`` begins one, ``HIDDEN`` is not shown, ``SECTION`` is a block that has
    headings of its own."""

    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    CAPTION = "caption"
    HEADING = "heading"
    BLOCK = "block"
    SECTION = "section"
    BREAK = "break"
    HIDDEN = "hidden"
    INLINE = "inline"


@dataclass(frozen=True, slots=True)
class Names:
    """Names of elements in small letters to what they are; ``other`` is any name that is not listed."""

    parts: Mapping[str, Part]
    other: Part

    def part(self, element: Element) -> Part:
        """What an element is, by its attributes where they say more than its name."""
        found = self.parts.get(name_of(element), self.other)
        if not element.attrib or found is Part.HIDDEN:
            return found
        if element.get("hidden") is not None and element.get("hidden") != "until-found":
            return Part.HIDDEN
        shown = _DISPLAY.search(element.get("style") or "")
        if shown and shown[1].lower() == "none":
            return Part.HIDDEN
        role = _ROLES.get(element.get("role") or "") or (_DISPLAYS.get(shown[1].lower()) if shown else None)
        return role or found


def _listed(**names: str) -> dict[str, Part]:
    return {name: Part(part) for part, text in names.items() for name in text.split()}


HTML = Names(
    _listed(
        table="table",
        row="tr",
        cell="td th",
        caption="caption",
        heading="h1 h2 h3 h4 h5 h6",
        block="""address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure
        footer form header hgroup hr html legend li main menu nav ol p pre section summary tbody tfoot thead ul""",
        **{"break": "br"},
        hidden="""script style template noscript head svg select datalist textarea audio video canvas iframe object
        ix:header ix:hidden""",
    ),
    Part.INLINE,
)

XML = Names(
    _listed(
        table="table informaltable simpletable",
        row="row strow sthead tr",
        cell="entry stentry entrytbl td th",
        caption="caption",
        heading="title hl1 hl2 bridgehead",
        section="""section topic concept reference task glossentry chapter part appendix preface article book sect1
        sect2 sect3 sect4 sect5 sec simplesect""",
        hidden="head colspec spanspec prolog info articleinfo bookinfo docdata titlealts indexterm script style",
        inline="""a abbr acronym b bold cite code emphasis em footnoteref i italic inlineequation keyword link ph phrase
        q quote span strong sub subscript sup superscript term tm trademark tt u ulink uri xref ext-link""",
        **{"break": "br linebreak"},
    ),
    Part.BLOCK,
)
"""DITA, DocBook, NITF and what is like them."""

_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*([a-z-]+)", re.IGNORECASE)
_DISPLAYS = {"table": Part.TABLE, "table-row": Part.ROW, "table-cell": Part.CELL}
_ROLES = {
    **dict.fromkeys(("table", "grid", "treegrid"), Part.TABLE),
    "row": Part.ROW,
    **dict.fromkeys(("cell", "gridcell", "columnheader", "rowheader"), Part.CELL),
    "heading": Part.HEADING,
}


def level_of(element: Element, depth: int) -> int:
    """The level of a heading, from 1: as its name or attribute says, else by the sections it stands in."""
    said = element.get("aria-level") or name_of(element)[1:]
    return int(said) if said in ("1", "2", "3", "4", "5", "6") else min(max(depth, 1), 6)
