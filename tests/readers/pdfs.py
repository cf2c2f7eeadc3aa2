"""PDFs written by hand, whole or with one thing wrong."""

from __future__ import annotations

import io
import zlib

import written
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
STARTS = (60, 100, 400, 480)


def objects(*bodies: bytes, prev: bytes = b"") -> bytes:
    """A file of numbered objects, of which the first is the catalogue, with a right table of places."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, prev, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def stream(data: bytes, packed: bool = False) -> bytes:
    """The body of a stream."""
    data = zlib.compress(data, 9) if packed else data
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), b"/Filter /FlateDecode" * packed, data)


def page(box: bytes = b"[0 0 595 842]", more: bytes = b"") -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox %s %s /Contents 4 0 R %s >>" % (box, FONT, more)


def text(words: bytes = b"GRI content index") -> bytes:
    return b"BT /F1 12 Tf 60 700 Td (%s) Tj ET" % words


def single(*, box: bytes = b"[0 0 595 842]", root: bytes = b"", content: bytes = b"", more: bytes = b"") -> bytes:
    """One page with the name of an index."""
    catalogue = b"<< /Type /Catalog /Pages 2 0 R %s >>" % root
    return objects(catalogue, PAGES, page(box, more), content or stream(text()))


def index(password: str | None = None, owner: str = "owner", pages: int = 1) -> bytes:
    """A real index; a password to open it, or (empty) only one to change it."""
    out = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword=owner) if password is not None else None
    canvas = Canvas(out, encrypt=lock, invariant=True)
    for number in range(pages):
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def draw(canvas: Canvas, number: int) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 780, "GRI content index")
    for row, cells in enumerate(written.ROWS):
        for x, cell in zip(STARTS, cells[1:], strict=True):
            canvas.drawString(x, 740 - 24 * row, cell)
    canvas.drawString(290, 30, str(number + 1))
