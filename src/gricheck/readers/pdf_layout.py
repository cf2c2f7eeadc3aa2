"""The geometry of single PDF pages: words with boxes, links, horizontal ruling lines.

Boxes are in points with the origin at the top left of the page as it is shown, so a page turned by /Rotate reads as a
reader sees it. Text that does not run from left to right on the shown page (a rotated side bar) is left out.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gricheck.model.document import Box, Link, PageLayout, Source, Word
from gricheck.readers.pdf import open_pdf

MAX_CHARS = 60_000
MAX_SEGMENTS = 20_000
MIN_RULE = 8.0
"""Shorter lines (points) are ornaments, underlines of a digit, or ticks."""


def layout(source: Source, data: bytes, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """One PageLayout for each page index asked for, in that order."""
    pdf = open_pdf(source, data)
    try:
        return tuple(_page_layout(pdf, index) for index in pages)
    finally:
        pdf.close()


def _page_layout(pdf: pdfium.PdfDocument, index: int) -> PageLayout:
    page = pdf[index]
    turn = _Turn(page)
    text_page = page.get_textpage()
    result = PageLayout(
        page=index,
        width=turn.width,
        height=turn.height,
        words=tuple(_words(text_page.raw, turn)),
        links=tuple(_links(pdf, page, turn)),
        rules=tuple(_rules(page, turn)),
    )
    text_page.close()
    page.close()
    return result


class _Turn:
    """From PDF page space (origin bottom left, before /Rotate) to the page as shown (origin top left)."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.rotation = page.get_rotation() // 90 % 4
        self.left, self.bottom, self.right, self.top = page.get_cropbox()
        wide, high = self.right - self.left, self.top - self.bottom
        self.width, self.height = (wide, high) if self.rotation % 2 == 0 else (high, wide)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 1:
            return y - self.bottom, x - self.left
        if self.rotation == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def upright(self, angle: float) -> bool:
        """Whether characters at that angle (radians) run from left to right as shown; PDFium gives -1 for unknown."""
        shown = (angle + self.rotation * math.pi / 2) % (2 * math.pi) if angle >= 0 else 0.0
        return shown < 0.3 or shown > 2 * math.pi - 0.3


def _words(text_page: Any, turn: _Turn) -> Iterator[Word]:
    """Characters joined to words: a space, a gap, a step back or another line ends one."""
    letters: list[str] = []
    box: Box | None = None
    for char, here in _characters(text_page, turn):
        if here is not None and char and box is not None and letters and _continues(box, here):
            letters.append(char)
            box = (min(box[0], here[0]), min(box[1], here[1]), max(box[2], here[2]), max(box[3], here[3]))
            continue
        if letters and box is not None:
            yield Word("".join(letters), *box)
        letters, box = ([char], here) if here is not None and char else ([], None)
    if letters and box is not None:
        yield Word("".join(letters), *box)


def _continues(word: Box, char: Box) -> bool:
    height = max(char[3] - char[1], 1.0)
    same_line = abs((word[1] + word[3]) / 2 - (char[1] + char[3]) / 2) < 0.5 * height
    gap = char[0] - word[2]
    return same_line and -0.6 * height < gap < 0.22 * height


def _characters(text_page: Any, turn: _Turn) -> Iterator[tuple[str, Box | None]]:
    """Every printed character with its box; a blank or sideways one as ("", None)."""
    rect = raw.FS_RECTF()
    for index in range(min(raw.FPDFText_CountChars(text_page), MAX_CHARS)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        char = "-" if code in (0x02, 0xFFFE) else chr(code) if 0 < code < 0x110000 else " "
        if char.isspace() or not char.isprintable() or not turn.upright(raw.FPDFText_GetCharAngle(text_page, index)):
            yield "", None
        elif raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rect)):
            yield char, turn.box(rect.left, rect.bottom, rect.right, rect.top)


def _links(pdf: pdfium.PdfDocument, page: pdfium.PdfPage, turn: _Turn) -> Iterator[Link]:
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    rect = raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        if not raw.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
            continue
        target, uri = _target(pdf, link)
        if target is not None or uri:
            yield Link(turn.box(rect.left, rect.bottom, rect.right, rect.top), target, uri)


def _target(pdf: pdfium.PdfDocument, link: Any) -> tuple[int | None, str | None]:
    dest = raw.FPDFLink_GetDest(pdf.raw, link)
    action = raw.FPDFLink_GetAction(link)
    if not dest and action and raw.FPDFAction_GetType(action) == raw.PDFACTION_GOTO:
        dest = raw.FPDFAction_GetDest(pdf.raw, action)
    if dest:
        page = raw.FPDFDest_GetDestPageIndex(pdf.raw, dest)
        return (page if page >= 0 else None), None
    if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
        size = raw.FPDFAction_GetURIPath(pdf.raw, action, None, 0)
        buffer = ctypes.create_string_buffer(min(size, 4096))
        raw.FPDFAction_GetURIPath(pdf.raw, action, buffer, len(buffer))
        return None, buffer.value.decode("utf-8", "replace")
    return None, None


def _rules(page: pdfium.PdfPage, turn: _Turn) -> Iterator[Box]:
    """Horizontal edges of every path: ruling lines, cell borders, and the edges of shaded bands."""
    budget = MAX_SEGMENTS
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        matrix = item.get_matrix()
        corners: list[tuple[float, float]] = []
        count = raw.FPDFPath_CountSegments(item.raw)
        if count > budget:
            return
        budget -= count
        for position in range(count):
            segment = raw.FPDFPath_GetPathSegment(item.raw, position)
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            here = turn.point(*matrix.on_point(x.value, y.value))
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                corners = [here]
                continue
            if corners:
                yield from _edge(corners[-1], here)
            corners.append(here)
            if raw.FPDFPathSegment_GetClose(segment):
                yield from _edge(here, corners[0])


def _edge(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Box]:
    if abs(a[1] - b[1]) < 0.7 and abs(a[0] - b[0]) >= MIN_RULE:
        y = (a[1] + b[1]) / 2
        yield min(a[0], b[0]), y, max(a[0], b[0]), y
