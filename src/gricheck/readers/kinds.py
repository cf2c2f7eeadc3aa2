"""What kind of file it is, told from its bytes; the ending counts only among kinds of plain text."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from gricheck.errors import UnreadableReport

PDF, TEXT, CSV = "application/pdf", "text/plain", "text/csv"
MARKDOWN, ASCIIDOC = "text/markdown", "text/asciidoc"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML, XHTML, XML = "text/html", "application/xhtml+xml", "application/xml"

NAMES = {
    PDF: "PDF",
    TEXT: "plain text",
    CSV: "CSV",
    MARKDOWN: "Markdown",
    ASCIIDOC: "AsciiDoc",
    XLSX: "Excel workbook",
    XLS: "Excel workbook (XLS)",
    ODS: "OpenDocument spreadsheet",
    DOCX: "Word document",
    HTML: "HTML",
    XHTML: "XHTML",
    XML: "XML",
}
"""Media type to what people call it."""
LINED = {TEXT, CSV, MARKDOWN, ASCIIDOC, HTML, XHTML, XML}
"""Kinds that are lines of text, so that an editor can go to one."""

BY_ENDING = {
    **dict.fromkeys((".html", ".htm"), HTML),
    **dict.fromkeys((".csv", ".tsv"), CSV),
    **dict.fromkeys((".md", ".markdown"), MARKDOWN),
    **dict.fromkeys((".adoc", ".asciidoc", ".asc"), ASCIIDOC),
}
"""Kinds of plain text by the ending of the file's name."""
XML_ENDINGS = {".xml", ".dita", ".dbk", ".docbook"}
"""What begins with a tag is XML under these, if nothing else says so."""

_READ = "PDF, text, Markdown, AsciiDoc, HTML, XML, DOCX, XLSX, XLS, ODS or CSV"
_ODT = "application/vnd.oasis.opendocument.text"
_HEAD = 65536
_BEFORE = re.compile(r"(?>\s+|<!--(?>.*?-->)|<\?(?>.*?\?>))*+", re.DOTALL)
"""White space, comments and declarations before a root. Atomic, or a hostile file would keep it busy for ever."""
_HTML = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|table|div|section|article|main|h[1-6]|p|style|script)(?=[\s/>]))",
    re.IGNORECASE,
)
_XML = re.compile(r"<(?:!DOCTYPE\s|[\w.-]+(?::[\w.-]+)?\s[^<>]*?xmlns)")
_MHTML = re.compile(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?content-type:\s*multipart/related", re.IGNORECASE)
_CALLED = {HTML: "HTML", XHTML: "XHTML", XML: "XML"}
_ZIP, _OLE, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_OLD = (
    ("WordDocument", ".doc", "an old Word document (.doc), which is not read; save it as .docx and check that"),
    ("PowerPoint Document", ".ppt", "PowerPoint slides, which are not read; save them as PDF and check that"),
)
"""The stream by which an old document is known, its ending, and what is said of it."""


def media_type(path: str, data: bytes) -> str:
    """The media type. UnreadableReport, with the remedy, for a kind that is not read."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(_ZIP):
        return _packed(path, data)
    if data.startswith(_OLE):
        return _compound(path, data)
    if data.lstrip()[:5] == _RTF:
        raise UnreadableReport(f"{path}: RTF, which is not read; save it as .docx and check that")
    suffix = Path(path).suffix.lower()
    is_text = b"\0" not in data[:4096] or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if is_text and BY_ENDING.get(suffix, HTML) is not HTML:  # Markdown may begin with a tag
        return BY_ENDING[suffix]
    kind = _marked_up(path, data) or (BY_ENDING.get(suffix, TEXT) if is_text else None)
    if kind and suffix == ".pdf":
        raise UnreadableReport(
            f"{path}: called a PDF, but holds {_CALLED.get(kind, 'text')}: perhaps a pointer of Git LFS or a page that "
            "says what went wrong with a download; get the report itself, or give the file its right ending"
        )
    if kind:
        return kind
    if _is_wide(data):
        raise UnreadableReport(f"{path}: text in UTF-16 without the mark that says so; save it as UTF-8")
    raise UnreadableReport(
        f"{path}: not a kind of file that is read ({_READ}); export the report as PDF and check that"
    )


def _marked_up(path: str, data: bytes) -> str | None:
    """HTML, XHTML or XML by how it begins, after a byte order mark, white space and comments; None for none of them."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = data[:_HEAD].decode("utf-16" if wide else "utf-8-sig", "replace").lstrip("\ufeff")
    if _MHTML.match(text.lstrip().replace("\r\n", "\n")):
        raise UnreadableReport(
            f"{path}: a web archive (MHTML); save the page as HTML, or print it to PDF, and give that"
        )
    start = _BEFORE.match(text)
    rest, declared = text[start.end() if start else 0 :], text.lstrip().startswith("<?xml")
    if _HTML.match(rest):
        root = rest[:2000].lower()
        return XHTML if declared or "//dtd xhtml" in root or 'xmlns="http://www.w3.org/1999/xhtml"' in root else HTML
    named = rest.startswith("<") and Path(path).suffix.lower() in XML_ENDINGS
    return XML if declared or named or _XML.match(rest) else None


def _is_wide(data: bytes) -> bool:
    """Whether every other byte of the beginning is NUL, as Latin letters in UTF-16 have it."""
    head = data[:400]
    return len(head) > 4 and any(not any(head[n::2]) and all(head[1 - n :: 2]) for n in (0, 1))


def _packed(path: str, data: bytes) -> str:
    """A document of Office, OpenOffice or none, by what the archive holds."""
    try:
        with ZipFile(io.BytesIO(data)) as file:
            names = set(file.namelist())
            kind = file.read("mimetype")[:200].decode("ascii", "replace").strip() if "mimetype" in names else ""
    except (BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError) as error:
        raise UnreadableReport(f"{path}: damaged ({error}); save or export it again") from error
    if any(name.startswith("xl/workbook.") for name in names):
        return XLSX
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return DOCX
    if kind == ODS:
        return ODS
    if "ppt/presentation.xml" in names:
        raise UnreadableReport(f"{path}: {_OLD[1][2]}")
    if kind.startswith(_ODT):
        raise UnreadableReport(
            f"{path}: an OpenDocument text, which is not read; save it as .docx or PDF and check that"
        )
    raise UnreadableReport(f"{path}: an archive that is no document which is read ({_READ}); give the report itself")


def _compound(path: str, data: bytes) -> str:
    """A file of Office before 2007, or a newer one behind a password."""
    if _named(data, "EncryptedPackage"):
        raise UnreadableReport(f"{path}: protected by a password; save a copy without it")
    is_book = _named(data, "Workbook") or _named(data, "Book\0")  # and no "Bookmark"
    for stream, ending, told in _OLD:
        # One may be embedded in the other; the name of the file says then which is which.
        if _named(data, stream) and (not is_book or path.lower().endswith(ending)):
            raise UnreadableReport(f"{path}: {told}")
    if is_book:
        return XLS
    raise UnreadableReport(
        f"{path}: a damaged workbook, or a file of another old Office program; save it as .docx, .xlsx or PDF and "
        "check that"
    )


def _named(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data
