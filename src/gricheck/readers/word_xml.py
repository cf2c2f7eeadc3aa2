"""The text of a Word document out of its XML: what a reader of the page sees, and where its pages begin.

The library gives paragraphs and tables only where they stand plainly in the body; those in content controls, tracked
insertions and text boxes are in the XML alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from lxml.etree import _Element as Element

if TYPE_CHECKING:
    from docx.opc.part import Part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


class Break(Enum):
    """``SET`` by the author; ``STORED``: where Word ended a page when it last laid the document out."""

    SET = auto()
    STORED = auto()


@dataclass(frozen=True, slots=True)
class Name:
    """A bookmark begins here."""

    text: str


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to a bookmark, or to a relationship of the part (``relation``), or to an address."""

    bookmark: str | None = None
    relation: str | None = None
    uri: str | None = None


class End(Enum):
    """The words of a link are over: of the one begun last."""

    OF_LINK = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a ``footnote`` or ``endnote``, which has its text elsewhere under this number."""

    kind: str
    number: str


Piece = str | Break | Name | Jump | End | Mark
"""Text (empty for a picture) and what stands between it."""

_LEFT_OUT = {
    *(W + name for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "sdtPr", "rt")),
    *(W + name for name in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "tblGrid", "txbxContent", "sectPr")),
}
_SIGNS = {
    **{W + name: "\n" for name in ("br", "cr", "ptab")},
    **{W + "tab": "\t", W + "noBreakHyphen": "-", W + "drawing": "", W + "pict": "", W + "object": ""},
}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_WINGDINGS = {"FC": "✓", "FE": "☑", "52": "☑", "FB": "✗", "FD": "☒", "A8": "☐", "6F": "☐"}
"""Letters of a font of pictures by the last two digits of their number: ticks and crosses in a table say something."""

_ADDRESS = re.compile(r'HYPERLINK\s+(?:"([^"]+)"|([^\s\\"]\S*))', re.IGNORECASE)
_INSIDE = re.compile(r'HYPERLINK\b.*?\\l\s+"?([^"\s]+)', re.IGNORECASE)
_REFERENCE = re.compile(r"(?:PAGE)?REF\s+([^\s\\]+)", re.IGNORECASE)


_PAGE = re.compile(r"\s*(?:NUM|SECTION)?PAGES?\b", re.IGNORECASE)


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place of the document, innermost last: code so far, and whether it is over.

    ``repeated`` says that the text stands on many pages, so that the page number it was stored with is of one only.
    """

    codes: list[str] = field(default_factory=list)
    shown: list[bool] = field(default_factory=list)
    repeated: bool = False

    def step(self, kind: str | None) -> Jump | End | None:
        """Through a mark of a field; its link where the code is over, and the end of that."""
        if kind == "begin":
            self.codes.append("")
            self.shown.append(False)
        elif kind == "separate" and self.shown and not self.shown[-1]:
            self.shown[-1] = True
            return jump_of(self.codes[-1])
        elif kind == "end" and self.codes:
            code, was_shown = self.codes.pop(), self.shown.pop()
            return End.OF_LINK if was_shown and jump_of(code) else None
        return None

    def end_codes(self) -> None:
        """No code goes on in another paragraph: where its end was deleted, the text behind it is text."""
        self.shown = [True] * len(self.shown)

    @property
    def hidden(self) -> bool:
        return not all(self.shown) or (self.repeated and any(map(_PAGE.match, self.codes)))


def jump_of(code: str) -> Jump | None:
    """Where a field leads: HYPERLINK, REF and PAGEREF do."""
    if inside := _INSIDE.match(code.strip()):
        return Jump(inside[1])
    if address := _ADDRESS.match(code.strip()):
        return Jump(uri=address[1] or address[2])
    reference = _REFERENCE.match(code.strip())
    return Jump(reference[1]) if reference else None


def pieces(element: Element, fields: Fields) -> Iterator[Piece]:
    """What a paragraph shows, in order. Text boxes anchored in it are left to ``boxes``."""
    for child in element.iterchildren("*"):
        tag = child.tag
        if tag in _LEFT_OUT:
            if tag == W + "instrText" and fields.codes and not fields.shown[-1]:
                fields.codes[-1] += child.text or ""
        elif tag == W + "fldChar":
            step = fields.step(child.get(W + "fldCharType"))
            yield from [step] if step else []
        elif tag == W + "bookmarkStart":
            yield Name(child.get(W + "name", ""))
        elif tag == W + "lastRenderedPageBreak":
            yield Break.STORED
        elif tag == W + "br" and child.get(W + "type") == "page":
            yield Break.SET
        elif not fields.hidden and tag in (W + "t", _M + "t"):
            yield child.text or ""
        elif not fields.hidden and tag == W + "sym":
            yield _symbol(child)
        elif not fields.hidden and tag in _NOTES:
            yield Mark(_NOTES[tag], child.get(W + "id", ""))
        elif not fields.hidden and tag in _SIGNS:
            yield _SIGNS[tag]
        elif not _is_hidden(child):
            yield from _within(child, fields)


def _within(child: Element, fields: Fields) -> Iterator[Piece]:
    jump = None
    if fields.repeated and child.tag == W + "fldSimple" and _PAGE.match(child.get(W + "instr", "")):
        return
    if child.tag == W + "hyperlink":
        jump = Jump(child.get(W + "anchor"), child.get(REL_ID))
    elif child.tag == W + "fldSimple":
        jump = jump_of(child.get(W + "instr", ""))
    yield from [jump] if jump else []
    yield from pieces(chosen(child), fields)
    yield from [End.OF_LINK] if jump else []


def chosen(element: Element) -> Element:
    """Of several versions of the same content the first, which is the one that Word shows; else the element itself."""
    if element.tag != _MC + "AlternateContent":
        return element
    choice = element.find(_MC + "Choice")
    fallback = element.find(_MC + "Fallback")
    return next((one for one in (choice, fallback) if one is not None), element)


def _is_hidden(child: Element) -> bool:
    """Hidden text, and the words in an empty control that ask for it to be filled in."""
    if child.tag == W + "sdt":
        return is_on(child.find(f"{W}sdtPr/{W}showingPlcHdr"))
    return child.tag == W + "r" and is_on(child.find(f"{W}rPr/{W}vanish"))


def xml_of(part: Part) -> Element:
    """The XML of a part of the package, whether the library made it into one of its own or left it alone."""
    from docx.opc.part import XmlPart
    from docx.oxml import parse_xml

    element: Element = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
    return element


def further(part: Part, kind: str) -> Element | None:
    """The XML of the part that one leads to by a kind of relationship; None where there is none that can be read."""
    from lxml.etree import LxmlError

    try:
        return xml_of(part.part_related_by(kind))
    except (KeyError, ValueError, LxmlError):
        return None


def is_on(switch: Element | None) -> bool:
    """Whether a property that is on by being there is on."""
    return switch is not None and switch.get(W + "val", "1") not in ("0", "false", "off")


def is_continuous(section: Element) -> bool:
    """Whether a section begins on the page on which the one before ends."""
    kind = section.find(W + "type")
    return kind is not None and kind.get(W + "val") in ("continuous", "nextColumn")


def _symbol(element: Element) -> str:
    code = element.get(W + "char", "")
    if element.get(W + "font", "").startswith("Wingdings"):
        return _WINGDINGS.get(code[-2:].upper(), "")
    return chr(int(code, 16)) if re.fullmatch(r"(?!D[89A-F]|F0|E|F[0-8])[0-9A-F]{4}", code, re.IGNORECASE) else ""


def boxes(element: Element) -> Iterator[Element]:
    """The text boxes anchored in a paragraph, each once; those within a box are the box's own."""
    for child in element.iterchildren("*"):
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag not in (W + "del", W + "moveFrom") and not _is_hidden(child):
            yield from boxes(chosen(child))


_WRAPPERS = {
    *(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")),
    *(_MC + name for name in ("AlternateContent", "Choice", "Fallback")),
}


def parts(container: Element, *tags: str) -> Iterator[Element]:
    """Elements of some names right within a container, or within controls, insertions and the like in it."""
    for child in chosen(container).iterchildren("*"):
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS and not _is_hidden(child):
            yield from parts(child, *tags)
