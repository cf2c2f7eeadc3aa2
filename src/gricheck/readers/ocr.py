"""Pages of a PDF that are only pictures, read by OCR where the extra ``ocr`` is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

import pypdfium2 as pdfium

from gricheck.model.document import Document, Page, PageLayout
from gricheck.pagination import paginate
from gricheck.progress import steps, tell
from gricheck.readers.pdf import blank_pages, declared_labels, open_pdf, shown
from gricheck.readers.pdf_layout import text_of_words

DPI = 200
LONGEST = 4000
"""Pixels of a side: a page as large as a poster is drawn more coarsely."""
EVEN = 24
"""A page whose lightest and darkest pixel differ by less (of 255) is blank."""
INSTALL = "pip install 'gricheck[ocr]'"

Recognise = Callable[[Any, int, float, float], PageLayout]
"""An image (BGR), the page's index, its width and height in points."""


def recognised(document: Document, data: bytes) -> Document:
    """The document with the text of its pictures; unchanged but for a warning where the extra is not installed."""
    wanted = [page.index for page in document.pages if page.picture or not page.text.strip()]
    if not any(document.pages[index].picture for index in wanted):
        return document
    if not is_installed():
        return replace(document, warnings=_renamed(document, document.pages, (not_read(document.pages),)))
    pdf = open_pdf(document.source, data)
    try:
        pages = list(document.pages)
        for layout in _layouts(pdf, wanted):
            pages[layout.page] = _with_text(pages[layout.page], layout)
        labels = declared_labels(pdf, len(pages))
    finally:
        pdf.close()
    read = [page.index for page in pages if page.recognised]
    tell(lambda: f"{len(read)} of {len(wanted)} pages without text were read by OCR")
    note = (f"{len(read)} PDF page(s) were read from their pictures by OCR, which misreads now and then: {shown(read)}",)
    return replace(
        document,
        pages=tuple(pages),
        pagination=paginate(tuple(page.text for page in pages), labels),
        warnings=_renamed(document, pages, note if read else ()),
    )


def is_installed() -> bool:
    """Whether the extra is there."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def not_read(pages: Sequence[Page]) -> str:
    """What is said of pictures that nobody reads."""
    pictures = [page.index for page in pages if page.picture]
    return f"{len(pictures)} PDF page(s) are pictures and were not read, OCR would: {INSTALL} ({shown(pictures)})"


def _renamed(document: Document, pages: Sequence[Page], first: tuple[str, ...]) -> tuple[str, ...]:
    """The warnings with ``first`` before all others, and with the pages that are blank now."""
    before = blank_pages(document.pages)
    return (*first, *(warning for warning in document.warnings if warning not in before), *blank_pages(pages))


def _with_text(page: Page, layout: PageLayout) -> Page:
    text = text_of_words(layout.words)
    if len(text) <= len(page.text):
        return page
    return replace(page, text=text, picture=False, recognised=layout)


def _layouts(pdf: pdfium.PdfDocument, wanted: Sequence[int]) -> Iterator[PageLayout]:
    """The recognised pages; a blank one is left out, and the models are loaded for the first that is not."""
    recognise: Recognise | None = None
    for index in steps("reading by OCR page", wanted):
        image, width, height = _drawn(pdf, index)
        if image is None or int(image.max()) - int(image.min()) < EVEN:
            continue
        recognise = recognise or _recogniser()
        yield recognise(image, index, width, height)


def _recogniser() -> Recognise:
    from gricheck.readers.ocr_page import page_layout, recogniser

    engine = recogniser()
    return lambda image, index, width, height: page_layout(engine, image, index, width, height)


def _drawn(pdf: pdfium.PdfDocument, index: int) -> tuple[Any, float, float]:
    """The page as BGR pixels with its size in points; None where it cannot be drawn."""
    try:
        page = pdf[index]
        try:
            width, height = page.get_size()
            image = page.render(scale=min(DPI / 72, LONGEST / max(width, height)), rev_byteorder=False).to_numpy()
            return image[:, :, :3].copy(), width, height
        finally:
            page.close()
    except (pdfium.PdfiumError, ZeroDivisionError, ValueError, MemoryError):
        return None, 0.0, 0.0
