"""The geometry of single PDF pages: words with boxes, links, horizontal ruling lines.

Boxes are in points with the origin at the top left of the page as it is shown, so a page turned by /Rotate reads as a
reader sees it. Text that does not run from left to right on the shown page (a rotated side bar) is left out.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gricheck.model.document import Box, Link, PageLayout, Source, Word
from gricheck.progress import steps
from gricheck.readers.pdf import open_pdf
from gricheck.readers.words import text_of_words

MAX_CHARS = 60_000
MAX_SEGMENTS = 20_000
MIN_RULE = 8.0
"""Shorter lines (points) are ornaments, underlines of a digit, or ticks."""


THIN = 2.0
"""A filled rectangle no higher than this (points) is a line, not a box with two edges."""


def layout(source: Source, data: bytes, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """One PageLayout for each page index asked for, in that order."""
    pdf = open_pdf(source, data)
    try:
        return tuple(_page_layout(pdf, index) for index in steps("looking at index page", pages))
    finally:
        pdf.close()


def _page_layout(pdf: pdfium.PdfDocument, index: int) -> PageLayout:
    page = pdf[index]
    text_page = page.get_textpage()
    turn = _Turn(page, text_page.raw)
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


def text_by_boxes(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> str:
    """The text of a page from the places of its letters, line by line."""
    return text_of_words(_words(text_page.raw, _Turn(page, text_page.raw)))


class _Turn:
    """From PDF page space (origin bottom left, before /Rotate) to the page as shown (origin top left)."""

    def __init__(self, page: pdfium.PdfPage, text_page: Any) -> None:
        self.rotation: int = page.get_rotation() // 90 % 4
        self.rotation = _reading_turn(text_page, self)
        self.left, self.bottom, self.right, self.top = page.get_cropbox()
        wide, high = self.right - self.left, self.top - self.bottom
        self.width, self.height = (wide, high) if self.rotation % 2 == 0 else (high, wide)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def upright_box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """``box`` of an area whose sides are in order, quicker where the page is not turned."""
        if self.rotation == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        return self.box(left, bottom, right, top)

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


SAMPLE = 300
"""Characters of a page that tell which way its text runs."""
SIDEWAYS = 0.6


def _reading_turn(text_page: Any, turn: _Turn) -> int:
    """The quarter turns after which most of a page's text runs from left to right: those of /Rotate, unless a table is
    set sideways on an upright page."""
    count = raw.FPDFText_CountChars(text_page)
    angles = [raw.FPDFText_GetCharAngle(text_page, index) for index in range(0, count, max(1, count // SAMPLE))]
    own = turn.rotation
    for turn.rotation in (own, (own + 1) % 4, (own + 3) % 4):
        if sum(map(turn.upright, angles)) >= SIDEWAYS * len(angles):
            return turn.rotation
    return own


def _words(text_page: Any, turn: _Turn) -> Iterator[Word]:
    """Characters joined to words: a space, a gap, a step back or another line ends one. Sideways words are left out."""
    letters: list[str] = []
    x0 = y0 = x1 = y1 = 0.0
    upright = True
    for index, char, here in _characters(text_page, turn):
        if here is not None and letters:
            box = (x0, y0, x1, y1)
            if char.isdigit() and _is_raised(box, here):
                letters.append(char.translate(_SUPERSCRIPTS))
                continue
            if _continues(box, here):
                letters.append(char)
                x0, y0, x1, y1 = min(x0, here[0]), min(y0, here[1]), max(x1, here[2]), max(y1, here[3])
                continue
        if letters and upright:
            yield Word("".join(letters), x0, y0, x1, y1)
        letters = []
        if here is not None:
            letters, (x0, y0, x1, y1) = [char], here
            upright = turn.upright(raw.FPDFText_GetCharAngle(text_page, index))
    if letters and upright:
        yield Word("".join(letters), x0, y0, x1, y1)


_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _is_raised(word: Box, char: Box) -> bool:
    """A small character above the line's middle: a footnote's mark, which must not become part of a number."""
    height = word[3] - word[1]
    if char[3] - char[1] >= 0.8 * height or char[3] >= word[3] - 0.15 * height:
        return False
    return -0.6 * height < char[0] - word[2] < 0.22 * height and char[3] > word[1]


def _continues(word: Box, char: Box) -> bool:
    tall, high = char[3] - char[1], word[3] - word[1]
    # Some fonts do not say how high they are, and a full stop's box is then no higher than its dot.
    height = max(tall, 0.6 * high, 1.0)
    gap = char[0] - word[2]
    if not -0.6 * height < gap < 0.22 * height:
        return False
    if abs(word[1] + word[3] - char[1] - char[3]) < tall:
        return True
    return min(word[3], char[3]) - max(word[1], char[1]) > 0.9 * max(min(tall, high), 0.1)


def _characters(text_page: Any, turn: _Turn) -> Iterator[tuple[int, str, Box | None]]:
    """(index, character, box) of every printed character; a blank has no box."""
    rect = raw.FS_RECTF()
    reference = ctypes.byref(rect)
    loose_box, place = raw.FPDFText_GetLooseCharBox, turn.upright_box
    for index, char in enumerate(_text(text_page)):
        if char in "\r\n":
            continue  # the boxes tell where a line ends; some files have such a mark behind every letter
        if char in "\x02\ufffe":
            char = "-"
        elif char == " " or char.isspace() or not char.isprintable():
            yield index, "", None
            continue
        if loose_box(text_page, index, reference):
            yield index, char, place(rect.left, rect.bottom, rect.right, rect.top)


def _text(text_page: Any) -> Sequence[str]:
    """The characters of a page, one for each index: at one go, or one by one where PDFium leaves some out."""
    count = min(raw.FPDFText_CountChars(text_page), MAX_CHARS)
    buffer = (ctypes.c_ushort * (count + 1))()
    raw.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if len(text) == count and "\0" not in text:
        return text
    codes = (raw.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return [chr(code) if 0 < code < 0x110000 else " " for code in codes]


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
    action = raw.FPDFLink_GetAction(link)
    kind = raw.FPDFAction_GetType(action) if action else None
    if kind in (raw.PDFACTION_REMOTEGOTO, raw.PDFACTION_LAUNCH):  # first: the page of another file is a page too
        return None, _file_named(pdf, action)
    dest = raw.FPDFLink_GetDest(pdf.raw, link)
    if not dest and kind == raw.PDFACTION_GOTO:
        dest = raw.FPDFAction_GetDest(pdf.raw, action)
    if dest:
        page = raw.FPDFDest_GetDestPageIndex(pdf.raw, dest)
        return (page if page >= 0 else None), None
    if kind == raw.PDFACTION_URI:
        return None, _said(lambda buffer, size: raw.FPDFAction_GetURIPath(pdf.raw, action, buffer, size))
    return None, None


def _said(get: Callable[[Any, int], int]) -> str:
    """What a function of the library writes into a buffer, of which it gives the size without one."""
    buffer = ctypes.create_string_buffer(min(get(None, 0), 4096))
    get(buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace")


def _file_named(pdf: pdfium.PdfDocument, action: Any) -> str | None:
    """Another file that a link opens, and its page, as an address."""
    path = _said(lambda buffer, size: raw.FPDFAction_GetFilePath(action, buffer, size))
    dest = raw.FPDFAction_GetDest(pdf.raw, action)
    page = raw.FPDFDest_GetDestPageIndex(pdf.raw, dest) if dest else -1
    return (quote(path) + (f"#page={page + 1}" if page >= 0 else "")) or None


def _rules(page: pdfium.PdfPage, turn: _Turn) -> Iterator[Box]:
    """Horizontal edges of every path: ruling lines, cell borders, and the edges of shaded bands."""
    handle = page.raw
    objects = (raw.FPDFPage_GetObject(handle, i) for i in range(raw.FPDFPage_CountObjects(handle)))
    yield from _edges(objects, _IDENTITY, turn, 0, _Budget(MAX_SEGMENTS))


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MAX_DEPTH = 4
"""Forms within forms that are followed; deeper nesting is hostile."""

SIMPLE = 6
"""A path of at most so many segments is a line or a rectangle, whose edges are those of its bounds."""


class _Budget:
    """How many objects and segments of a page may still be looked at, in all its forms together."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, amount: int) -> bool:
        self.left -= amount
        return self.left >= 0


def _edges(objects: Iterable[Any], matrix: _Matrix, turn: _Turn, depth: int, budget: _Budget) -> Iterator[Box]:
    for item in objects:
        if not budget.spend(1):
            return
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = (raw.FPDFFormObj_GetObject(item, i) for i in range(raw.FPDFFormObj_CountObjects(item)))
            yield from _edges(inner, _product(_matrix(item), matrix), turn, depth + 1, budget)
        if kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        box = turn.box(*_applied(matrix, left.value, bottom.value), *_applied(matrix, right.value, top.value))
        if box[2] - box[0] < MIN_RULE:
            continue
        count = raw.FPDFPath_CountSegments(item)
        if not budget.spend(count):
            return
        if count <= SIMPLE:
            yield from _sides(box)
        else:
            yield from _segments(item, count, _product(_matrix(item), matrix), turn)


def _sides(box: Box) -> Iterator[Box]:
    x0, y0, x1, y1 = box
    yield x0, y0, x1, y0
    if y1 - y0 > THIN:
        yield x0, y1, x1, y1


def _segments(item: Any, count: int, matrix: _Matrix, turn: _Turn) -> Iterator[Box]:
    """The horizontal stretches of a path that draws a whole grid."""
    first = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for position in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, position)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = turn.point(*_applied(matrix, x.value, y.value))
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            first = here
        else:
            yield from _edge(last, here)
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _edge(here, first)
        last = here


def _edge(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Box]:
    if abs(a[1] - b[1]) < 0.7 and abs(a[0] - b[0]) >= MIN_RULE:
        y = (a[1] + b[1]) / 2
        yield min(a[0], b[0]), y, max(a[0], b[0]), y


def _matrix(item: Any) -> _Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _applied(m: _Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """First ``inner``, then ``outer``."""
    a, b, c, d, e, f = inner
    e2, f2 = _applied(outer, e, f)
    return (
        outer[0] * a + outer[2] * b,
        outer[1] * a + outer[3] * b,
        outer[0] * c + outer[2] * d,
        outer[1] * c + outer[3] * d,
        e2,
        f2,
    )
