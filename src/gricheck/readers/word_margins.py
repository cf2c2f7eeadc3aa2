"""Headers and footers of a Word document: each text once, where the first section that has it begins.

They may name the index or make the claim; on every page they would be read as rows and headings of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lxml.etree import LxmlError
from lxml.etree import _Element as Element

from gricheck.model.document import Place
from gricheck.readers.blocks import Paragraph, flat
from gricheck.readers.word_body import Body, lines_of
from gricheck.readers.word_parts import Text
from gricheck.readers.word_xml import REL_ID, Fields, W, further, is_on, xml_of

if TYPE_CHECKING:
    from docx.opc.part import Part

Margins = tuple[int, list[Paragraph], list[Paragraph]]
"""A page (0-based), what stands above its text and what below."""
Relations = dict[tuple[str, str], str]
"""``header`` or ``footer``, and the kind of page, to the relationship that leads to it."""


def margins(part: Part, sections: Sequence[tuple[int, Element]]) -> Iterator[Margins]:
    """The headers and footers of sections, each given with its first page, that were in none before."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    settings = further(part, RELATIONSHIP_TYPE.SETTINGS)
    is_even = settings is not None and is_on(settings.find(W + "evenAndOddHeaders"))
    relations: Relations = {}
    known: set[str] = set()
    for page, section in sections:
        relations |= _own(section)
        shown = {"default": True, "even": is_even, "first": is_on(section.find(W + "titlePg"))}
        header, footer = (
            [one for kind in shown if shown[kind] for one in _fresh(part, relations.get((name, kind), ""), name, known)]
            for name in ("header", "footer")
        )
        yield page, header, footer


def _own(section: Element) -> Relations:
    """What a section says itself; what it does not goes on from the one before."""
    return {
        (name, reference.get(W + "type", "default")): reference.get(REL_ID, "")
        for name in ("header", "footer")
        for reference in section.findall(f"{W}{name}Reference")
    }


def _fresh(part: Part, relation: str, name: str, known: set[str]) -> Iterator[Paragraph]:
    """The lines with letters that are not yet ``known``, which they are then, as is where they stand."""
    if relation in known:
        return
    known.add(relation)
    for text in _texts(part, relation):
        if text not in known and any(map(str.isalpha, text)):
            known.add(text)
            yield Paragraph(text, Place(part=name))


def _texts(part: Part, relation: str) -> Iterator[str]:
    try:
        root = xml_of(part.related_parts[relation])
    except (KeyError, ValueError, LxmlError):
        return
    for one in Body({}, [], fields=Fields(repeated=True)).read(root):
        for text in (one,) if isinstance(one, Text) else lines_of(one):
            yield flat(text.text)
