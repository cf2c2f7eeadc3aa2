"""Footnotes and endnotes of a Word document: their text is in parts of its own and belongs to the page of the mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gricheck.model.document import Place
from gricheck.readers.blocks import Paragraph
from gricheck.readers.word_body import Body
from gricheck.readers.word_parts import Text
from gricheck.readers.word_xml import W, further

if TYPE_CHECKING:
    from docx.opc.part import Part


def notes(part: Part, body: Body) -> Iterator[tuple[int, Paragraph]]:
    """Each note with the page (0-based) of its mark, in the order of the marks, numbered as Word does."""
    texts = {(kind, number): text for kind in ("footnote", "endnote") for number, text in _texts(part, kind)}
    counted: Counter[str] = Counter()
    for page, mark in body.notes:
        counted[mark.kind] += 1
        text = texts.get((mark.kind, mark.number))
        if text:
            yield page, Paragraph(text, Place(part=f"{mark.kind} {counted[mark.kind]}"))


def _texts(part: Part, kind: str) -> Iterator[tuple[str, str]]:
    """The notes of a kind by their stored numbers."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    kinds = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
    root = further(part, kinds[kind])
    for note in root.iter(W + kind) if root is not None else ():
        found = Body({}, []).read(note)
        yield note.get(W + "id", ""), " ".join(one.text.strip() for one in found if isinstance(one, Text))
