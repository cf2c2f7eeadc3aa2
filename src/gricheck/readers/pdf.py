"""PDF to Document with PDFium: the text of every page, the outline, /PageLabels and the file's own date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

import pypdfium2 as pdfium

from gricheck.errors import UnreadableReport
from gricheck.model.document import Bookmark, Document, Page, Source
from gricheck.pagination import paginate
from gricheck.progress import step, steps

MAX_PAGES = 5000
"""Pages beyond this are not read, and the document says so: hostile page trees can name millions."""

MAX_BOOKMARKS = 5000

_SOFT_BREAK = re.compile(r"(?<=[^\W\d_])[\x02\ufffe](?=[^\W\d_])")


def open_pdf(source: Source, data: bytes) -> pdfium.PdfDocument:
    """The open file. Raises UnreadableReport for a password, damage, or no pages."""
    try:
        pdf = pdfium.PdfDocument(data)
        count = len(pdf)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableReport(f"{source.path}: protected by a password; save a copy without it") from error
        raise UnreadableReport(f"{source.path}: damaged or not a PDF ({error}); export the report again") from error
    if count == 0:
        raise UnreadableReport(f"{source.path}: the PDF has no pages; export the report again")
    return pdf


def read(source: Source, data: bytes) -> Document:
    """All pages' text. Pages that cannot be read, or hold only a picture, are named in ``warnings``."""
    pdf = open_pdf(source, data)
    try:
        warnings: list[str] = []
        count = min(len(pdf), MAX_PAGES)
        if count < len(pdf):
            warnings.append(f"only the first {MAX_PAGES} of {len(pdf)} pages were read")
        texts = [_page_text(pdf, index, warnings) for index in steps("reading page", range(count))]
        step("telling the page numbers")
        pages = tuple(
            Page(index, text, picture=_is_short(text) and _has_picture(pdf, index)) for index, text in enumerate(texts)
        )
        warnings += blank_pages(pages)
        labels = declared_labels(pdf, count)
        return Document(
            source=source,
            pages=pages,
            pagination=paginate(tuple(page.text for page in pages), labels),
            outline=tuple(_outline(pdf, count)),
            created=_created(pdf),
            warnings=tuple(warnings),
        )
    finally:
        pdf.close()


def blank_pages(pages: Sequence[Page]) -> tuple[str, ...]:
    """The warning that names pages without text, where there are any."""
    blank = [page.index for page in pages if not page.text.strip()]
    if not blank:
        return ()
    hold = "1 PDF page holds" if len(blank) == 1 else f"{len(blank)} PDF pages hold"
    return (f"{hold} no text, only a picture or nothing: {shown(blank)}",)


def shown(pages: Sequence[int]) -> str:
    """Page numbers of the file, at most ten of them, for a warning."""
    return ", ".join(str(index + 1) for index in pages[:10]) + (" …" if len(pages) > 10 else "")


def _page_text(pdf: pdfium.PdfDocument, index: int, warnings: list[str]) -> str:
    try:
        page = pdf[index]
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        if _is_shredded(text):
            from gricheck.readers.pdf_layout import text_by_boxes

            text = text_by_boxes(page, text_page)
        text_page.close()
        page.close()
    except pdfium.PdfiumError as error:
        warnings.append(f"PDF page {index + 1} could not be read ({error})")
        return ""
    plain = str(text).replace("\r\n", "\n").replace("\r", "\n")
    # PDFium writes U+0002 (older builds U+FFFE) for a hyphen at a line's end: of a word it is no part, of a range it
    # is.
    return _SOFT_BREAK.sub("", plain).replace("\x02", "-").replace("\ufffe", "-")


FEW_LETTERS = 80
"""A page of fewer characters may be a picture of a page of text, with a running header."""
MAX_OBJECTS = 500
"""Objects of such a page that are looked at; drawings have many, a scanned page has one."""


def _is_short(text: str) -> bool:
    return len("".join(text.split())) < FEW_LETTERS


def _has_picture(pdf: pdfium.PdfDocument, index: int) -> bool:
    try:
        page = pdf[index]
        try:
            objects = islice(page.get_objects(max_depth=3), MAX_OBJECTS)
            return any(one.type == pdfium.raw.FPDF_PAGEOBJ_IMAGE for one in objects)
        finally:
            page.close()
    except pdfium.PdfiumError:
        return False


MIN_SHREDS = 40
SHREDDED = 0.5


def _is_shredded(text: str) -> bool:
    """Whether PDFium put nearly every letter on a line of its own, as it does where each is set by itself."""
    breaks = text.count("\n")
    if breaks < MIN_SHREDS or breaks < SHREDDED * len(text) / 6:
        return False
    lines = text.split()
    return sum(len(line) <= 2 for line in lines) >= SHREDDED * len(lines) and len(text) < 5 * breaks


def declared_labels(pdf: pdfium.PdfDocument, count: int) -> tuple[str | None, ...]:
    """/PageLabels of the first ``count`` pages."""
    return tuple(_labels(pdf, count))


def _labels(pdf: pdfium.PdfDocument, count: int) -> Iterator[str | None]:
    for index in range(count):
        try:
            label = pdf.get_page_label(index)
        except pdfium.PdfiumError:
            label = ""
        yield label or None


def _outline(pdf: pdfium.PdfDocument, count: int) -> Iterator[Bookmark]:
    try:
        for seen, item in enumerate(pdf.get_toc(max_depth=8)):
            if seen >= MAX_BOOKMARKS:
                return
            target = item.get_dest()
            page = target.get_index() if target is not None else None
            yield Bookmark(
                item.get_title().strip(), item.level, page if page is not None and 0 <= page < count else None
            )
    except pdfium.PdfiumError:
        return


def _created(pdf: pdfium.PdfDocument) -> date | None:
    try:
        text = pdf.get_metadata_value("CreationDate")
    except pdfium.PdfiumError:
        return None
    match = re.match(r"D:(\d{4})(\d{2})(\d{2})", text or "")
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
