"""A report in the XML of a house of our own making: no name in it is one that gricheck knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from making.formats import Sheet

NAMESPACE = "http://kestrelmoor.example/xml/report"
FIELDS = ("what", "where", "clauses", "reason", "explanation", "goals")
"""The elements of an entry; its code is an attribute, and what is empty is left out."""


def as_house_xml(index: Sheet, text: str) -> str:
    """The pages of the report's text (form feeds between them) before its index, then the index."""
    pages = text.split("\f")
    first = next(number for number, page in enumerate(pages) if f"{index.above[0][0]}:" in page)
    folios = [_folio(number, page) for number, page in enumerate(pages[:first])]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            f"<r:annual xmlns:r={quoteattr(NAMESPACE)}>",
            *folios,
            f'<r:folio key="f{len(folios)}" no="{len(folios)}">',
            f'<r:headline depth="1">{escape(index.title)}</r:headline>',
            "<r:remark>Index to be proofread: 2-1 to 2-30 once more.</r:remark>",
            *(
                f"<r:line><r:stress>{escape(label)}:</r:stress> {escape(words)}</r:line>"
                for label, words in index.above
            ),
            "<r:register>",
            *map(_row, (index.head, *index.rows)),
            "</r:register>",
            "</r:folio>",
            "</r:annual>",
            "",
        ]
    )


def _folio(number: int, page: str) -> str:
    """A page; its printed number is an attribute and not among its lines."""
    lines = [" ".join(line.split()) for line in page.splitlines() if line.strip()]
    if number and lines[-1] == str(number):
        del lines[-1]
    body = "\n".join(f"<r:line>{escape(line)}</r:line>" for line in lines)
    no = f' no="{number}"' if number else ""
    return f'<r:folio key="f{number}"{no}>\n{body}\n</r:folio>'


def _row(cells: Sequence[str]) -> str:
    if len(cells) == 1:
        return f"<r:group>{escape(cells[0])}</r:group>"
    code, *rest = cells
    fields = "".join(
        f"<r:{name}>{_linked(text) if name == 'where' else escape(text)}</r:{name}>"
        for name, text in zip(FIELDS, rest, strict=True)
        if text
    )
    return f"<r:item code={quoteattr(code)}>{fields}</r:item>"


def _linked(text: str) -> str:
    """Every page or range with a link to its first page."""
    return re.sub(r"\d+(?:\s?[-–]\s?\d+)?", lambda match: _link(match[0]), escape(text))


def _link(words: str) -> str:
    first = re.match(r"\d+", words)
    return f'<r:see to="f{first[0] if first else ""}">{words}</r:see>'
