"""A report as PDF and as text, from one setting of its pages."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate
from reportlab.platypus import Paragraph as Para
from reportlab.platypus import Table as Grid

from making.blocks import ALL, banner, chapter_flowables, markup
from making.grid import text_of
from making.index_table import index_flowables
from making.look import HEIGHT, MARGIN, TEXT_WIDTH, WIDTH, Look
from making.source import Report

PASSES = 4


class ReportCanvas(Canvas):  # type: ignore[misc]
    """A canvas that notes on which pages codes and chapters come to stand, counted from 1."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pages: dict[str, list[int]] = {}
        self.chapter = ""

    def begin_chapter(self, title: str) -> None:
        self.chapter = title
        self.pages[f"chapter {title}"] = [self.getPageNumber()]
        self.bookmarkPage(title)
        self.addOutlineEntry(title, title)

    def begin(self, codes: list[str]) -> None:
        for code in codes:
            self.pages.setdefault(code, []).append(self.getPageNumber())

    def end(self, codes: list[str]) -> None:
        for code in codes:
            spread = self.pages[code]
            spread.extend(range(spread[-1] + 1, self.getPageNumber() + 1))


def make(report: Report) -> tuple[bytes, str]:
    """The PDF and the text."""
    data, _ = settle(report)
    return data, text_of(data)


def settle(report: Report) -> tuple[bytes, dict[str, list[int]]]:
    """The PDF, set again until the page numbers in it are those of its own pages, and the pages of each code."""
    pages: dict[str, list[int]] = {name: [1] for name in anchors(report)}
    for _ in range(PASSES):
        data, canvas = set_pages(report, pages)
        if canvas.pages == pages:
            return data, pages
        pages = canvas.pages
    raise RuntimeError(f"{report.name}: the page numbers do not settle in {PASSES} passes")


def anchors(report: Report) -> Iterator[str]:
    for chapter in report.chapters:
        yield f"chapter {chapter.title}"
        yield from (code for section in chapter.sections for code in section.codes)
    if report.index:
        yield f"chapter {report.index['title']}"
        yield "102-55"


def set_pages(report: Report, pages: dict[str, list[int]]) -> tuple[bytes, ReportCanvas]:
    published = datetime.combine(report.settings["published"], datetime.min.time(), UTC)
    # The one way to tell reportlab the date that the file shall carry.
    os.environ["SOURCE_DATE_EPOCH"] = str(int(published.timestamp()))
    look = Look.of(report.settings["look"])
    buffer = io.BytesIO()
    # Uncompressed, so that the bytes do not hang on the zlib that happens to be installed.
    document = BaseDocTemplate(
        buffer,
        invariant=1,
        pageCompression=0,
        title=f"{report.settings['company']}: {report.settings['title']}",
        author=report.settings["company"],
        pageTemplates=templates(report, look),
    )
    document.build(list(story(report, look, pages)), canvasmaker=ReportCanvas)
    return buffer.getvalue(), document.canv


def story(report: Report, look: Look, pages: dict[str, list[int]]) -> Iterator[Flowable]:
    yield NextPageTemplate("page")
    yield PageBreak()
    yield from contents(report, look, pages)
    for chapter in report.chapters:
        yield PageBreak()
        yield from chapter_flowables(chapter, look, report.settings["tags"])
    if report.index:
        yield PageBreak()
        yield from index_flowables(report, look, pages)


def contents(report: Report, look: Look, pages: dict[str, list[int]]) -> Iterator[Flowable]:
    yield banner("Contents", look)
    style = look.style(11, 20)
    rows = []
    for title in (name.removeprefix("chapter ") for name in anchors(report) if name.startswith("chapter ")):
        number = str(pages[f"chapter {title}"][0] - report.settings["unnumbered"])
        rows.append([Para(f'<a href="#{markup(title)}">{markup(title)}</a>', style), Para(number, style)])
    yield Grid(rows, colWidths=[TEXT_WIDTH - 40, 40], style=[("LINEBELOW", *ALL, 0.4, look.accent)])


def templates(report: Report, look: Look) -> list[PageTemplate]:
    body = Frame(MARGIN, 56, TEXT_WIDTH, HEIGHT - 118, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    cover = Frame(MARGIN, MARGIN, TEXT_WIDTH, 100)
    return [
        PageTemplate("cover", [cover], onPage=lambda canvas, _: draw_cover(canvas, report, look)),
        PageTemplate("page", [body], onPageEnd=lambda canvas, _: draw_margins(canvas, report, look)),
    ]


def draw_cover(canvas: ReportCanvas, report: Report, look: Look) -> None:
    canvas.bookmarkPage("page-1")
    canvas.setFillColor(look.primary)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setStrokeColor(look.accent)
    for ring in range(14):
        canvas.setLineWidth(0.6 + ring * 0.35)
        canvas.circle(WIDTH * 0.86, HEIGHT * 0.2, 40 + ring * 26)
    canvas.setFillColor(white)
    canvas.setFont(look.bold, 15)
    canvas.drawString(MARGIN, HEIGHT - 80, report.settings["company"])
    canvas.setFont(look.plain, 36)
    canvas.drawString(MARGIN, HEIGHT - 300, report.settings["title"])
    canvas.setFont(look.plain, 17)
    canvas.drawString(MARGIN, HEIGHT - 332, report.settings["subtitle"])


def draw_margins(canvas: ReportCanvas, report: Report, look: Look) -> None:
    """Running title and page number, at the head or at the foot."""
    page = canvas.getPageNumber()
    number, settings = str(page - report.settings["unnumbered"]), report.settings
    canvas.bookmarkPage(f"page-{page}")
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(look.primary)
    head, foot = HEIGHT - 40, 32
    canvas.drawString(MARGIN, head, f"{settings['company']}  |  {settings['title']}")
    if look.number == "head":
        canvas.drawRightString(WIDTH - MARGIN, head, number)
        canvas.drawString(MARGIN, foot, canvas.chapter)
    else:
        canvas.drawRightString(WIDTH - MARGIN, head, canvas.chapter)
        canvas.drawRightString(WIDTH - MARGIN, foot, number)
