"""A PDF as the HTML or XHTML that converters make of it: each piece of text at a place of its own, by a style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import tagged

from gricheck.model.document import PageLayout, Word
from gricheck.readers import layout, read

ZOOM, FINE = 1.5, 4
"""Pixels in a point, and by how much letters are set larger and shown smaller."""
HIGH = 1.16
"""How much higher the box of a word is than the size of its letters, in the fonts of the samples."""
FONT = f"@font-face{{font-family:f;src:url(data:font/woff2;charset=utf-8;base64,{'d09GMgAB' * 40})}}"


@dataclass(frozen=True)
class Marked:
    """A tag (``<ix:… …>``) around words of a page as they stand there, which may be several lines."""

    page: int
    text: str
    tag: str


class Classes:
    """Class names for lengths, each length once."""

    def __init__(self) -> None:
        self.rules: dict[tuple[str, str], str] = {}

    def of(self, name: str, length: float) -> str:
        return self.rules.setdefault((name, f"{length:.4f}px"), f"c{len(self.rules):x}")

    def sheet(self) -> str:
        screen = "".join(f".{key}{{{name}:{length};}}\n" for (name, length), key in self.rules.items())
        printed = "".join(f".{key}{{{name}:1pt;}}\n" for (name, _), key in self.rules.items())
        return (
            "/*! .pf{display:none} */.t,.d{position:absolute}.m0{transform:matrix(0.25,0,0,0.25,0,0);}\n"
            f"{screen}@media print{{.m0{{transform:matrix(0.3,0,0,0.3,0,0)}}\n{printed}}}"
        )


def as_html(pdf: Path, by_line: bool) -> str:
    """Each word by itself, or each line with its gaps."""
    body, sheet = _body(pdf, by_line, ())
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"/><style>{sheet}</style></head><body>{body}</body></html>'
    )


def as_xhtml(pdf: Path, by_line: bool, marked: Sequence[Marked], hidden: str = "", xml: bool = True) -> str:
    """The same in inline XBRL, as it is filed; ``hidden`` are facts of its header."""
    body, sheet = _body(pdf, by_line, marked)
    opened, closed = ("/*<![CDATA[*/", "/*]]>*/") if xml else ("", "")
    picture = f'<img alt="" src="data:image/png;base64,{"iVBORw0K" * 40}"/>'
    head = f"<style>{opened}{FONT}\n{sheet}\n.a > .b{{left:0}}{closed}</style>"
    return tagged.page(f"{picture}{body}", hidden=hidden, xml=xml).replace("</head>", f"{head}</head>")


def _body(pdf: Path, by_line: bool, marked: Sequence[Marked]) -> tuple[str, str]:
    document, classes = read(pdf), Classes()
    drawn = layout(document.source, range(len(document.pages)))
    pages = [_page(one, classes, by_line, [mark for mark in marked if mark.page == one.page]) for one in drawn]
    marks = "".join(
        f'<li><a class="l" href="#pf{mark.page + 1:x}">{escape(mark.title)}</a></li>'
        for mark in document.outline
        if mark.page is not None
    )
    body = (
        f'<div id="sidebar"><div id="outline"><ul>{marks}</ul></div></div>'
        f'<div id="page-container">\n{"".join(pages)}</div>'
    )
    return body, classes.sheet()


def _page(one: PageLayout, classes: Classes, by_line: bool, marked: Sequence[Marked]) -> str:
    lines = _lines(one.words)
    begins, ends = _around([word for line in lines for word in line], marked)
    runs = (run for line in lines for run in ([line] if by_line else [[word] for word in line]))
    number, size = f"{one.page + 1:x}", f"{classes.of('height', one.height * ZOOM)}"
    pieces = "".join(_piece(run, one.height, classes, begins, ends) for run in runs)
    links = "".join(
        f'<a class="l" href="{f"#pf{link.page + 1:x}" if link.page is not None else escape(link.uri or "")}">'
        f'<div class="d" style="left:{link.box[0] * ZOOM}px;bottom:{(one.height - link.box[3]) * ZOOM}px;'
        f'width:{(link.box[2] - link.box[0]) * ZOOM}px;height:{(link.box[3] - link.box[1]) * ZOOM}px"></div></a>'
        for link in one.links
    )
    return f'<div id="pf{number}" class="pf {size}"><div class="pc {size}">{pieces}{links}</div></div>\n'


Tags = dict[int, tuple[str, int]]
"""The ``id`` of a word to what is written at it, and the words that it is around."""


def _around(words: Sequence[Word], marked: Sequence[Marked]) -> tuple[Tags, Tags]:
    """What is written before and behind words."""
    begins, ends = {}, {}
    for mark in marked:
        wanted = mark.text.split()
        at = next(n for n in range(len(words)) if [one.text for one in words[n : n + len(wanted)]] == wanted)
        begins[id(words[at])] = f"<{mark.tag}>", len(wanted)
        ends[id(words[at + len(wanted) - 1])] = f"</{mark.tag.split()[0]}>", len(wanted)
    return begins, ends


def _piece(run: list[Word], height: float, classes: Classes, begins: Tags, ends: Tags) -> str:
    """A run of words; tags stand around it if they are around all of it, else in it."""

    def tag(tags: Tags, word: Word, around: bool) -> str:
        text, count = tags.get(id(word), ("", 0))
        return text if around == (count >= len(run)) else ""

    before, behind = tag(begins, run[0], True), tag(ends, run[-1], True)
    within = [f"{tag(begins, word, False)}{escape(word.text)}{tag(ends, word, False)}" for word in run]
    text = within[0]
    for first, second, part in zip(run, run[1:], within[1:], strict=False):
        gap = second.x0 - first.x1
        wide = classes.of("width", gap * ZOOM * FINE)
        text += f'<span class="_ {wide}"> </span>' if gap > 0.6 * first.size else " "
        text += part
    left, bottom = classes.of("left", run[0].x0 * ZOOM), classes.of("bottom", (height - run[0].y1) * ZOOM)
    size = classes.of("font-size", run[0].size / HIGH * ZOOM * FINE)
    return f'{before}<div class="t m0 {left} {bottom} {size}">{text}</div>{behind}'


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (round(word.middle), word.x0)):
        if lines and abs(word.middle - lines[-1][0].middle) < 0.4 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]
