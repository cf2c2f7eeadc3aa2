"""What the elements of HTML and XML are to a reader of tables and paragraphs: names built in, a user's over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from gricheck.model.elements import Elements, Part
from gricheck.readers.markup_tree import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Names:
    """``Elements`` ready to be asked; ``other`` is what any name is that is not listed. ``references`` says that a link
    to a bare name leads to an anchor of the file, as in XML, and not to another file."""

    parts: Mapping[str, Part]
    levels: Mapping[str, str]
    columns: Mapping[str, int]
    links: Mapping[str, str]
    pages: Mapping[str, str]
    breaks: Mapping[str, str]
    anchors: tuple[str, ...]
    wide: tuple[str, ...]
    high: tuple[str, ...]
    other: Part
    references: bool

    def part(self, element: Element) -> Part:
        """What an element is, by its attributes where they say more than its name."""
        found = at(self.parts, element) or self.other
        if not element.attrib or found is Part.HIDDEN:
            return found
        if element.get("hidden") is not None and element.get("hidden") != "until-found":
            return Part.HIDDEN
        shown = _DISPLAY.search(element.get("style") or "")
        if shown and shown[1].lower() == "none":
            return Part.HIDDEN
        role = _ROLES.get(element.get("role") or "") or (_DISPLAYS.get(shown[1].lower()) if shown else None)
        return role or found

    def level(self, element: Element, depth: int) -> int:
        """The level of a heading, from 1: as its name or attribute says, else by the sections it stands in."""
        told = at(self.levels, element) or ""
        said = element.get("aria-level") or (told if told in _LEVELS else said_by(element, told.split()))
        return int(said) if said in _LEVELS else min(max(depth, 1), 6)


def at(told: Mapping[str, T], element: Element) -> T | None:
    """What is told of an element, of its name in its namespace first."""
    if not told:
        return None
    found = told.get(str(element.tag).lower())
    return told.get(name_of(element)) if found is None else found


def said_by(element: Element, names: Iterable[str]) -> str | None:
    """The first of some attributes that says anything; a name without a namespace means it in any."""
    for name in names:
        said: Any = element.get(name)
        if said is None and "{" not in name:
            key = next((key for key in element.keys() if str(key).rpartition("}")[2] == name), None)  # noqa: SIM118
            said = None if key is None else element.get(key)
        if text := str(said or "").strip():
            return text
    return None


@lru_cache(maxsize=16)
def xml_names(own: Elements | None) -> Names:
    """The built-in names of XML with a user's laid over them."""
    return _laid(Part.BLOCK, _BOTH, _XML, own or Elements())


def _laid(other: Part, *each: Elements) -> Names:
    """The names of all, those that come later first."""
    told: dict[str, Any] = {}
    for field in fields(Elements):
        listed = [item for one in each for item in getattr(one, field.name)]
        told[field.name] = tuple(listed) if field.name in ("anchors", "wide", "high") else dict(listed)
    inline = dict.fromkeys((*told["links"], *told["breaks"]), Part.INLINE)
    told["parts"] = inline | {name: Part(part) for name, part in told["parts"].items()}
    return Names(**told, other=other, references=other is Part.BLOCK)


def _listed(**names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, part.replace("_", "-")) for part, text in names.items() for name in text.split())


_LEVELS = frozenset("123456")

_BOTH = Elements(
    levels=tuple((f"h{level}", level) for level in sorted(_LEVELS)),
    links=tuple((name, "linkend href url") for name in ("a", "xref", "link", "ulink")),
    anchors=("id", "name", "{http://www.w3.org/XML/1998/namespace}id"),
    wide=("colspan", "aria-colspan"),
    high=("rowspan", "aria-rowspan"),
)

_HTML = Elements(
    parts=_listed(
        table="table",
        row="tr",
        cell="td th",
        caption="caption",
        heading="h1 h2 h3 h4 h5 h6",
        paragraph="""address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption
        figure footer form header hgroup hr html legend li main menu nav ol p pre section summary tbody tfoot thead
        ul""",
        line_break="br",
        skip="""script style template noscript head svg select datalist textarea audio video canvas iframe object
        ix:header ix:hidden""",
    ),
)

_XML = Elements(
    parts=_listed(
        table="table informaltable simpletable",
        row="row strow sthead tr",
        cell="entry stentry entrytbl td th",
        caption="caption",
        heading="title hl1 hl2 bridgehead h1 h2 h3 h4 h5 h6",
        section="""section topic concept reference task glossentry chapter part appendix preface article book sect1
        sect2 sect3 sect4 sect5 sec simplesect""",
        skip="head colspec spanspec prolog info articleinfo bookinfo docdata titlealts indexterm script style",
        inline="""a abbr acronym b bold cite code emphasis em footnoteref i italic inlineequation keyword link ph phrase
        q quote span strong sub subscript sup superscript term tm trademark tt u ulink uri xref ext-link""",
        line_break="br linebreak",
    ),
)
"""DITA, DocBook, NITF and what is like them."""

HTML = _laid(Part.INLINE, _BOTH, _HTML)

_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*([a-z-]+)", re.IGNORECASE)
_DISPLAYS = {"table": Part.TABLE, "table-row": Part.ROW, "table-cell": Part.CELL}
_ROLES = {
    **dict.fromkeys(("table", "grid", "treegrid"), Part.TABLE),
    "row": Part.ROW,
    **dict.fromkeys(("cell", "gridcell", "columnheader", "rowheader"), Part.CELL),
    "heading": Part.HEADING,
}
