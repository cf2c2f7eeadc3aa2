"""Pages of a PDF that are only pictures, read by OCR where the extra ``ocr`` is installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from typing import Any

import pypdfium2 as pdfium

from gricheck.model.document import Document, Page, PageLayout
from gricheck.pagination import paginate
from gricheck.progress import steps, tell
from gricheck.readers import cache
from gricheck.readers.pdf import blank_pages, declared_labels, open_pdf, shown
from gricheck.readers.words import text_of_words

DPI = 200
LONGEST = 4000
"""Pixels of a side: a page as large as a poster is drawn more coarsely."""
EVEN = 24
"""A page whose lightest and darkest pixel differ by less (of 255) is blank."""
INSTALL = "to read them: pip install 'gricheck[ocr]'"


def recognised(document: Document, data: bytes) -> Document:
    """The document with the text of its pictures; where OCR cannot be had, unchanged but for a warning that says so."""
    wanted = [page.index for page in document.pages if page.picture or not page.text.strip()]
    if not is_installed():
        return _unread(document, INSTALL)
    pdf = open_pdf(document.source, data)
    try:
        pages = list(document.pages)
        for layout in _layouts(pdf, wanted, document.source.sha256):
            pages[layout.page] = _with_text(pages[layout.page], layout)
        labels = declared_labels(pdf, len(pages))
    except (ImportError, OSError, RuntimeError) as error:
        return _unread(document, f"RapidOCR could not be started ({error})")
    finally:
        pdf.close()
    read = [page.index for page in pages if page.recognised]
    tell(lambda: f"{len(read)} of {len(wanted)} pages without text were read by OCR")
    note = f"PDF pages read from their pictures by OCR, which may misread: {shown(read)}"
    return replace(
        document,
        pages=tuple(pages),
        pagination=paginate(tuple(page.text for page in pages), labels),
        warnings=(*([note] if read else []), *_others(document), *blank_pages(pages)),
    )


def is_installed() -> bool:
    """Whether the extra is there."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def _unread(document: Document, why: str) -> Document:
    pictures = [page.index for page in document.pages if page.picture]
    note = f"PDF pages that are pictures and were not read: {shown(pictures)}; {why}"
    blank = blank_pages([page for page in document.pages if not page.picture])
    return replace(document, warnings=(note, *_others(document), *blank))


def _others(document: Document) -> Iterator[str]:
    """The warnings but for the one that names blank pages, which are others now."""
    blank = blank_pages(document.pages)
    return (warning for warning in document.warnings if warning not in blank)


def _with_text(page: Page, layout: PageLayout) -> Page:
    text = text_of_words(layout.words)
    if len(text) <= len(page.text):
        return page
    return replace(page, text=text, picture=False, recognised=layout)


def _layouts(pdf: pdfium.PdfDocument, wanted: Sequence[int], sha256: str) -> Iterator[PageLayout]:
    """The pages as recognised now or before."""
    for index in steps("reading by OCR page", wanted):
        yield cache.kept(PageLayout, (sha256, str(index)), partial(_layout, pdf, index))


def _layout(pdf: pdfium.PdfDocument, index: int) -> PageLayout:
    """The models are loaded for the first page that is not blank."""
    image, width, height = _drawn(pdf, index)
    if image is None or int(image.max()) - int(image.min()) < EVEN:
        return PageLayout(index, width, height, ())
    from gricheck.readers.ocr_page import page_layout, recogniser

    return page_layout(recogniser(), image, index, width, height)


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
