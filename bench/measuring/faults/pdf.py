"""Drafts as PDF, drawn by hand so that thousands take minutes: ``ruled`` tables and ``open`` ones without lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import accumulate, pairwise

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from measuring.faults.draft import Draft
from measuring.faults.paper import Record, above_table, kept_together, label_of, records, running_head

FONT, BOLD, SIZE, LEADING = "Helvetica", "Helvetica-Bold", 8, 10
MARGIN, FOOT, PADDING = 50, 60, 8
SHARES = {
    "code": 1.1,
    "title": 4,
    "location": 2,
    "requirement": 1.4,
    "reason": 2,
    "explanation": 3,
    "omission": 3.4,
    "sdgs": 1.2,
    "assured": 1.6,
    "reference": 1.5,
}


def ruled(draft: Draft) -> bytes:
    """With a line below each row."""
    return _draw(draft, lines=True)


def opened(draft: Draft) -> bytes:
    """Without any line."""
    return _draw(draft, lines=False)


def _draw(draft: Draft, *, lines: bool) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=True)
    for page in range(len(draft.sheets)):
        _sheet(canvas, draft, page)
    _index(canvas, draft, lines)
    canvas.save()
    return target.getvalue()


def _sheet(canvas: Canvas, draft: Draft, page: int) -> None:
    sheet = draft.sheets[page]
    width, height = A4
    y = _paragraph(canvas, sheet.title, MARGIN, height - MARGIN, width - 2 * MARGIN, 14)
    for text in sheet.paragraphs:
        y = _paragraph(canvas, text, MARGIN, y - LEADING, width - 2 * MARGIN, 10)
    _finish(canvas, draft, page, width)


def _paragraph(canvas: Canvas, text: str, x: float, y: float, width: float, size: float, font: str = FONT) -> float:
    canvas.setFont(font, size)
    for line in simpleSplit(text, font, size, width):
        y -= size * 1.2
        canvas.drawString(x, y, line)
    return y


def _finish(canvas: Canvas, draft: Draft, page: int, width: float) -> None:
    canvas.setFont(FONT, SIZE)
    canvas.drawRightString(width - MARGIN, MARGIN / 2, running_head(draft, label_of(draft, page)))
    canvas.showPage()


def _index(canvas: Canvas, draft: Draft, lines: bool) -> None:
    """The table over as many pages as it needs, with its header on each."""
    size = landscape(A4) if len(draft.look.columns) > 5 else A4
    width, height = size
    starts = _starts(draft, width)
    page = len(draft.sheets)
    canvas.setPageSize(size)
    y = _front(canvas, draft, starts, width, height)
    for group in kept_together(records(draft)):
        wrapped = [_wrapped(record, starts) for record in group]
        needed = sum(max(map(len, cells)) * LEADING + 4 for cells in wrapped)
        if y - needed < FOOT:
            _finish(canvas, draft, page, width)
            page += 1
            canvas.setPageSize(size)
            y = _header(canvas, draft, starts, height - MARGIN)
        for record, cells in zip(group, wrapped, strict=True):
            y = _row(canvas, record, cells, starts, y, lines)
    _rest(canvas, draft, y, width)
    _finish(canvas, draft, page, width)


def _front(canvas: Canvas, draft: Draft, starts: Sequence[float], width: float, height: float) -> float:
    y = _paragraph(canvas, draft.title, MARGIN, height - MARGIN, width, 14, BOLD)
    for text in above_table(draft):
        y = _paragraph(canvas, text, MARGIN, y - 6, width - 2 * MARGIN, 9)
    return _header(canvas, draft, starts, y - 10)


def _header(canvas: Canvas, draft: Draft, starts: Sequence[float], y: float) -> float:
    record = Record(draft.look.headers)
    return _row(canvas, record, _wrapped(record, starts, BOLD), starts, y, False, BOLD)


def _starts(draft: Draft, width: float) -> list[float]:
    """The left side of each column, and the right side of the last. No header runs into the next: what a narrow column
    lacks for its longest word is taken from the widest."""
    shares = [SHARES[column] for column in draft.look.columns]
    unit = (width - 2 * MARGIN) / sum(shares)
    heads = (max(stringWidth(word, BOLD, SIZE) for word in header.split()) for header in draft.look.headers)
    widths = [max(unit * share, head + PADDING) for share, head in zip(shares, heads, strict=True)]
    widths[widths.index(max(widths))] -= sum(widths) - (width - 2 * MARGIN)
    return list(accumulate(widths, initial=MARGIN))


def _wrapped(record: Record, starts: Sequence[float], font: str = FONT) -> list[list[str]]:
    if record.across:
        return [list(record.cells)]
    widths = (right - left - PADDING for left, right in pairwise(starts))
    return [_split(text, font, width) for text, width in zip(record.cells, widths, strict=True)]


def _split(text: str, font: str, width: float) -> list[str]:
    """Most cells fit on one line, which is quickly seen."""
    if stringWidth(text, font, SIZE) <= width:
        return [text]
    return list(simpleSplit(text, font, SIZE, width))


def _row(
    canvas: Canvas,
    record: Record,
    wrapped: Sequence[Sequence[str]],
    starts: Sequence[float],
    y: float,
    lines: bool,
    font: str = FONT,
) -> float:
    canvas.setFont(BOLD if record.across else font, SIZE)
    for left, cell in zip(starts, wrapped, strict=False):
        for number, text in enumerate(cell, start=1):
            if text:
                canvas.drawString(left, y - number * LEADING, text)
    y -= max(map(len, wrapped)) * LEADING + 4
    if lines:
        canvas.line(starts[0], y, starts[-1], y)
    return y


def _rest(canvas: Canvas, draft: Draft, y: float, width: float) -> None:
    """The topics that are not material, below the table or on a page of their own."""
    texts = list(_rest_lines(draft))
    for text in texts:
        y = _paragraph(canvas, text, MARGIN, y - 3, width - 2 * MARGIN, SIZE)


def _rest_lines(draft: Draft) -> Iterator[str]:
    if draft.rest_title:
        yield draft.rest_title
        for topic, why in draft.rest:
            yield f"{topic}    {why}"
