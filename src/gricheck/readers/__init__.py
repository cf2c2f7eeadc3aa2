"""A file to a Document, one module per format behind one table. The only place that imports the libraries for them.

``read`` gives the cheap half (the text of every page); ``layout`` gives the geometry of the pages that need it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gricheck.errors import UnreadableReport
from gricheck.model.document import Document, PageLayout, Pictures, Source
from gricheck.model.elements import Elements
from gricheck.readers import kinds
from gricheck.readers.kinds import media_type

MAX_BYTES = 2 * 1024**3
"""A larger file is refused: no report comes near it, and reading it would exhaust memory."""


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of file is read: each function gets its bytes. ``pictures`` is None where it has no pages,
    ``recognise``, which reads those that are pictures, where it has none such."""

    read: Callable[[Source, bytes], Document]
    layout: Callable[[Source, bytes, Sequence[int]], tuple[PageLayout, ...]]
    pictures: Callable[[Source, bytes, Iterable[int]], Pictures] | None = None
    recognise: Callable[[Document, bytes], Document] | None = None


def _pdf() -> Format:
    from gricheck.readers import pdf, pdf_layout

    def pictures(source: Source, data: bytes, pages: Iterable[int]) -> Pictures:
        from gricheck.readers import pdf_pictures

        return pdf_pictures.pictures(source, data, pages)

    def recognise(document: Document, data: bytes) -> Document:
        from gricheck.readers import ocr

        return ocr.recognised(document, data)

    return Format(pdf.read, pdf_layout.layout, pictures, recognise)


def _text() -> Format:
    from gricheck.readers import text

    return Format(text.read, text.layout)


def _workbook() -> Format:
    from gricheck.readers import spreadsheet

    return Format(spreadsheet.read, spreadsheet.layout)


def _csv() -> Format:
    from gricheck.readers import spreadsheet

    return Format(spreadsheet.read_csv, spreadsheet.layout_csv)


def _word() -> Format:
    from gricheck.readers import word

    return Format(word.read, word.layout)


def _html() -> Format:
    from gricheck.readers import markup

    return Format(markup.read, markup.layout)


def _xml() -> Format:
    from gricheck.readers import markup

    return Format(markup.read_xml, markup.layout_xml)


def _markdown() -> Format:
    from gricheck.readers import markdown

    return Format(markdown.read, markdown.layout)


def _asciidoc() -> Format:
    from gricheck.readers import asciidoc

    return Format(asciidoc.read, asciidoc.layout)


READERS: dict[str, Callable[[], Format]] = {
    kinds.PDF: _pdf,
    kinds.TEXT: _text,
    kinds.DOCX: _word,
    kinds.MARKDOWN: _markdown,
    kinds.ASCIIDOC: _asciidoc,
    kinds.XLSX: _workbook,
    kinds.XLS: _workbook,
    kinds.ODS: _workbook,
    kinds.CSV: _csv,
    kinds.HTML: _html,
    kinds.XHTML: _xml,
    kinds.XML: _xml,
}
"""Media type to the function that loads its reader."""


def load(path: str | Path, elements: Elements | None = None) -> tuple[Source, bytes]:
    """The file's bytes and identity; ``elements`` stays with XML alone.

    Raises UnreadableReport where it cannot be opened or is empty.
    """
    file = Path(path)
    try:
        if not file.is_file():
            raise UnreadableReport(f"{path}: {_no_file(file)}; give the path of a report")
        if file.stat().st_size > MAX_BYTES:
            raise UnreadableReport(f"{path}: larger than 2 GiB; export a smaller PDF of the report")
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableReport(
            f"{path}: cannot be read ({error.strerror}); check the path and its permissions"
        ) from error
    if not data.strip():
        raise UnreadableReport(f"{path}: the file is empty; export the report again")
    kind = media_type(str(path), data)
    own = elements if kind in (kinds.XML, kinds.XHTML) else None
    return Source(str(path), hashlib.sha256(data).hexdigest(), kind, len(data), own), data


def _no_file(path: Path) -> str:
    """What a path is that is no file. A pipe or a device may never end, so it is not opened."""
    if path.is_dir():
        return "is a folder"
    return "is a pipe or a device and no file" if path.exists() else "no such file"


def read(path: str | Path, ocr: bool = True, cached: bool = True, elements: Elements | None = None) -> Document:
    """Read the text of every page, that of pictures by OCR where it is installed and wanted; ``cached`` says whether
    what was read before is used and kept, ``elements`` what the names of XML mean beside those that are built in.

    Raises UnreadableReport with the remedy where that is impossible.
    """
    from gricheck.readers import cache

    source, data = load(path, elements)
    form = READERS[source.media_type]()
    with cache.used(cached):
        document = _read(form, source, data)
        if ocr and form.recognise and any(page.picture for page in document.pages):
            return form.recognise(document, data)
    return document


def _read(form: Format, source: Source, data: bytes) -> Document:
    """The document without OCR, as it was read before if it was."""
    from gricheck.readers import cache

    key = (source.sha256, source.media_type, *([repr(source.elements)] if source.elements else []))
    return replace(cache.kept(Document, key, lambda: form.read(source, data)), source=source)


def layouts(document: Document, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """``layout`` of a document's pages: for those read by OCR what that found, with the file's own links."""
    return tuple(
        replace(scanned, links=own.links) if (scanned := document.pages[own.page].recognised) else own
        for own in layout(document.source, pages)
    )


def layout(source: Source, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """Words, links and ruling lines of some pages (0-based) of a report that was read before."""
    again, data = _again(source)
    return READERS[source.media_type]().layout(again, data, pages)


def pictures(source: Source, pages: Iterable[int]) -> Pictures | None:
    """Images of some pages (0-based, the most wanted first) of a report that was read before; None where it has no
    pages to show."""
    again, data = _again(source)
    draw = READERS[source.media_type]().pictures
    return draw(again, data, pages) if draw else None


def _again(source: Source) -> tuple[Source, bytes]:
    again, data = load(source.path, source.elements)
    if again.sha256 != source.sha256:
        raise UnreadableReport(f"{source.path}: the file changed while it was being checked; run gricheck again")
    return again, data
