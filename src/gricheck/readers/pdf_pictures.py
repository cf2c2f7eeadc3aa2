"""Pages of a PDF as images, for outputs that show them beside the rows that cite them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium

from gricheck.model.document import PagePicture, Pictures, Source
from gricheck.progress import steps
from gricheck.readers.pdf import open_pdf

WIDTH, TALLEST = 900, 2000
"""Pixels: small print can be read on A4, and a page as long as a banner stays small."""
QUALITY = 55
MAX_BYTES = 20 * 1024**2
"""All images together; a browser opens a page of that size without a thought."""


def pictures(source: Source, data: bytes, pages: Iterable[int]) -> Pictures:
    """Images of pages (0-based), the most wanted first; those beyond ``MAX_BYTES`` are left out and counted.

    A page that cannot be drawn is left out too.
    """
    wanted = list(dict.fromkeys(pages))
    pdf = open_pdf(source, data)
    try:
        made = tuple(_within_bounds(_drawn(pdf, page) for page in steps("drawing page", wanted)))
    finally:
        pdf.close()
    return Pictures(tuple(sorted(made, key=lambda picture: picture.page)), left_out=len(wanted) - len(made))


def _within_bounds(drawn: Iterable[PagePicture | None]) -> Iterator[PagePicture]:
    total = 0
    for picture in drawn:
        if picture is None:
            continue
        total += len(picture.data)
        if total > MAX_BYTES:
            return
        yield picture


def _drawn(pdf: pdfium.PdfDocument, index: int) -> PagePicture | None:
    try:
        page = pdf[index]
        try:
            width, height = page.get_size()
            scale = min(WIDTH / width, TALLEST / height)
            image = page.render(scale=scale).to_pil()
        finally:
            page.close()
    except (pdfium.PdfiumError, ZeroDivisionError, ValueError, MemoryError):
        return None
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=QUALITY, method=4)
    return PagePicture(index, width, height, "image/webp", out.getvalue())
