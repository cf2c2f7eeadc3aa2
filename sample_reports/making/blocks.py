"""The blocks of a chapter as reportlab flowables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatch
from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer
from reportlab.platypus import Paragraph as Para
from reportlab.platypus import Table as Grid

from making.look import TEXT_WIDTH, Look
from making.source import Block, Callout, Chapter, Chart, Figures, Paragraph, Section, Table

ALL = (0, 0), (-1, -1)
"""All cells of a table, as reportlab names them."""


class Mark(Flowable):  # type: ignore[misc]
    """Nothing to see: tells the canvas that a chapter, or a section with these codes, begins on this page."""

    def __init__(self, codes: list[str], chapter: str = "") -> None:
        super().__init__()
        self.codes, self.chapter = codes, chapter

    def wrap(self, *_: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        if self.chapter:
            self.canv.begin_chapter(self.chapter)
        self.canv.begin(self.codes)


class EndMark(Mark):
    """Tells the canvas that the section ends here."""

    def draw(self) -> None:
        self.canv.end(self.codes)


def chapter_flowables(chapter: Chapter, look: Look, tags: bool) -> Iterator[Flowable]:
    yield Mark([], chapter.title)
    yield banner(chapter.title, look)
    for section in chapter.sections:
        yield from section_flowables(section, look, tags)


def banner(title: str, look: Look) -> Flowable:
    """The title of a chapter on a ground of the primary colour."""
    style = [
        ("BACKGROUND", *ALL, look.primary),
        ("LINEBELOW", *ALL, 4, look.accent),
        ("LEFTPADDING", *ALL, 14),
        ("TOPPADDING", *ALL, 22),
        ("BOTTOMPADDING", *ALL, 12),
    ]
    return Grid([[Para(markup(title), look.chapter)]], colWidths=[TEXT_WIDTH], style=style, spaceAfter=10)


def section_flowables(section: Section, look: Look, tags: bool) -> Iterator[Flowable]:
    title = markup(section.title)
    if tags and section.codes:
        codes = ", ".join(dict.fromkeys(code.partition("/")[0] for code in section.codes))
        title += f' <font size="7.5" color="{hex_of(look.accent)}">GRI {codes}</font>'
    first, *others = [list(flowables(block, look)) for block in section.blocks]
    yield KeepTogether([Mark(section.codes), Para(title, look.section), *first])
    yield from map(KeepTogether, others)
    yield EndMark(section.codes)


@singledispatch
def flowables(block: Block, look: Look) -> Iterator[Flowable]:
    raise TypeError(f"no way to set {block!r}")


@flowables.register
def _(block: Paragraph, look: Look) -> Iterator[Flowable]:
    yield Para(markup(block.text), look.body)


@flowables.register
def _(block: Callout, look: Look) -> Iterator[Flowable]:
    style = [
        ("BACKGROUND", *ALL, look.pale),
        ("LINEBEFORE", *ALL, 3, look.accent),
        ("LEFTPADDING", *ALL, 12),
        ("TOPPADDING", *ALL, 8),
    ]
    box = Grid([[Para(markup(block.text), look.body)]], colWidths=[TEXT_WIDTH], style=style)
    yield from (Spacer(1, 6), box, Spacer(1, 10))


@flowables.register
def _(block: Table, look: Look) -> Iterator[Flowable]:
    aligned = [ParagraphStyle("", parent=look.cell, alignment=TA_RIGHT * right) for right in block.right]
    titles = [f'<font name="{look.bold}" color="{hex_of(look.primary)}">{markup(text)}</font>' for text in block.head]
    texts = [titles, *([markup(text) for text in row] for row in block.rows)]
    cells = [[Para(text, style) for text, style in zip(row, aligned, strict=True)] for row in texts]
    style = [
        ("VALIGN", *ALL, "TOP"),
        ("LINEBELOW", *ALL, 0.3, look.accent),
        ("LINEBELOW", (0, 0), (-1, 0), 1, look.primary),
        ("BACKGROUND", (0, 0), (-1, 0), look.pale),
        ("TOPPADDING", *ALL, 2.5),
        ("BOTTOMPADDING", *ALL, 3.5),
    ]
    table = Grid(cells, colWidths=column_widths(block), style=style, repeatRows=1)
    yield from (Spacer(1, 4), table, Spacer(1, 11))


def column_widths(table: Table) -> list[float]:
    """In proportion to the longest cell, within bounds that keep words whole."""
    lengths = [max(len(cell) for cell in column) for column in zip(table.head, *table.rows, strict=True)]
    shares = [min(max(length, 9), 42) for length in lengths]
    return [TEXT_WIDTH * share / sum(shares) for share in shares]


@flowables.register
def _(block: Figures, look: Look) -> Iterator[Flowable]:
    large = look.style(19, 24, textColor=look.primary)
    cells = [[Para(markup(value), large), Para(markup(words), look.cell)] for value, words in block.items]
    style = [
        ("VALIGN", *ALL, "TOP"),
        ("LINEABOVE", *ALL, 1.5, look.accent),
        ("BACKGROUND", *ALL, look.pale),
        ("BOTTOMPADDING", *ALL, 8),
    ]
    table = Grid([cells], colWidths=[TEXT_WIDTH / len(cells)] * len(cells), style=style)
    yield from (Spacer(1, 8), table, Spacer(1, 8))


@flowables.register
def _(block: Chart, look: Look) -> Iterator[Flowable]:
    drawing = Drawing(TEXT_WIDTH, 190)
    drawing.add(String(0, 176, block.title, fontName=look.bold, fontSize=9, fillColor=look.primary))
    drawing.add(bars(block, look))
    if len(block.series) > 1:
        drawing.add(legend(block, look))
    yield from (Spacer(1, 6), drawing, Spacer(1, 8))


def colours(look: Look) -> list[Color]:
    return [look.primary, look.accent, look.pale]


def bars(block: Chart, look: Look) -> VerticalBarChart:
    chart = VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = 34, 34, TEXT_WIDTH - 44, 130
    chart.data = list(block.series.values())
    chart.valueAxis.valueMin = 0
    chart.valueAxis.labels.fontName = chart.categoryAxis.labels.fontName = look.plain
    chart.valueAxis.labels.fontSize = chart.categoryAxis.labels.fontSize = 7.5
    chart.valueAxis.visibleGrid, chart.valueAxis.gridStrokeColor = True, look.pale
    chart.categoryAxis.categoryNames = block.labels
    chart.groupSpacing = 12
    chart.valueAxis.avoidBoundFrac = 0.05
    chart.bars.strokeColor = None
    for number, colour in zip(range(len(block.series)), colours(look), strict=False):
        chart.bars[number].fillColor = colour
    return chart


def legend(block: Chart, look: Look) -> Legend:
    box = Legend()
    box.x, box.y, box.alignment, box.columnMaximum = 34, 10, "right", 1
    box.deltax, box.dxTextSpace, box.fontName, box.fontSize = 90, 4, look.plain, 7.5
    box.strokeColor, box.dx, box.dy = None, 7, 7
    box.colorNamePairs = list(zip(colours(look), block.series, strict=False))
    return box


def markup(text: str) -> str:
    """Our Markdown's ``**bold**`` and line ends as reportlab's tags, all else escaped."""
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text)).replace("\n", "<br/>")


def hex_of(colour: Any) -> str:
    return f"#{colour.hexval()[2:]}"
