"""A PDF as the HTML that converters make of it: each piece of text at a place of its own, by a style sheet."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from html import escape
from pathlib import Path

from gricheck.model.document import PageLayout, Word
from gricheck.readers import layout, read

ZOOM, FINE = 1.5, 4
"""Pixels in a point, and by how much letters are set larger and shown smaller."""
HIGH = 1.16
"""How much higher the box of a word is than the size of its letters, in the fonts of the samples."""


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
    document, classes = read(pdf), Classes()
    pages = [_page(one, classes, by_line) for one in layout(document.source, range(len(document.pages)))]
    marks = "".join(
        f'<li><a class="l" href="#pf{mark.page + 1:x}">{escape(mark.title)}</a></li>'
        for mark in document.outline
        if mark.page is not None
    )
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"/><style>{classes.sheet()}</style></head><body>'
        f'<div id="sidebar"><div id="outline"><ul>{marks}</ul></div></div>'
        f'<div id="page-container">\n{"".join(pages)}</div></body></html>'
    )


def _page(one: PageLayout, classes: Classes, by_line: bool) -> str:
    runs = (run for line in _lines(one.words) for run in ([line] if by_line else [[word] for word in line]))
    number, size = f"{one.page + 1:x}", f"{classes.of('height', one.height * ZOOM)}"
    pieces = "".join(_piece(run, one.height, classes) for run in runs)
    links = "".join(
        f'<a class="l" href="{f"#pf{link.page + 1:x}" if link.page is not None else escape(link.uri or "")}">'
        f'<div class="d" style="left:{link.box[0] * ZOOM}px;bottom:{(one.height - link.box[3]) * ZOOM}px;'
        f'width:{(link.box[2] - link.box[0]) * ZOOM}px;height:{(link.box[3] - link.box[1]) * ZOOM}px"></div></a>'
        for link in one.links
    )
    return f'<div id="pf{number}" class="pf {size}"><div class="pc {size}">{pieces}{links}</div></div>\n'


def _piece(run: list[Word], height: float, classes: Classes) -> str:
    first, text = run[0], escape(run[0].text)
    for before, word in itertools.pairwise(run):
        gap = word.x0 - before.x1
        wide = classes.of("width", gap * ZOOM * FINE)
        text += f'<span class="_ {wide}"> </span>' if gap > 0.6 * before.size else " "
        text += escape(word.text)
    left, bottom = classes.of("left", first.x0 * ZOOM), classes.of("bottom", (height - first.y1) * ZOOM)
    return f'<div class="t m0 {left} {bottom} {classes.of("font-size", first.size / HIGH * ZOOM * FINE)}">{text}</div>'


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (round(word.middle), word.x0)):
        if lines and abs(word.middle - lines[-1][0].middle) < 0.4 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]
