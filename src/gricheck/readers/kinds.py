"""What kind of file it is, told from its bytes; the ending counts only among kinds of plain text."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from gricheck.errors import UnreadableReport

PDF, TEXT, CSV = "application/pdf", "text/plain", "text/csv"
MARKDOWN, ASCIIDOC = "text/markdown", "text/asciidoc"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

BY_ENDING = {
    **dict.fromkeys((".csv", ".tsv"), CSV),
    **dict.fromkeys((".md", ".markdown"), MARKDOWN),
    **dict.fromkeys((".adoc", ".asciidoc", ".asc"), ASCIIDOC),
}
"""Kinds of plain text by the ending of the file's name."""

_READ = "PDF, text, Markdown, AsciiDoc, XLSX, XLS, ODS or CSV"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def media_type(path: str, data: bytes) -> str:
    """The media type. UnreadableReport, with the remedy, for a kind that is not read."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(_ZIP):
        return _packed(path, data)
    if data.startswith(_OLE):
        return _compound(path, data)
    if b"\0" not in data[:4096] or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return BY_ENDING.get(Path(path).suffix.lower(), TEXT)
    if _is_wide(data):
        raise UnreadableReport(f"{path}: text in UTF-16 without the mark that says so; save it as UTF-8")
    raise UnreadableReport(
        f"{path}: not a kind of file that is read ({_READ}); export the report as PDF and check that"
    )


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
    if kind == ODS:
        return ODS
    raise UnreadableReport(f"{path}: an archive that is no document which is read ({_READ}); give the report itself")


def _compound(path: str, data: bytes) -> str:
    """A file of Office before 2007, or a newer one behind a password."""
    if _named(data, "EncryptedPackage"):
        raise UnreadableReport(f"{path}: protected by a password; save a copy without it")
    if _named(data, "Workbook") or _named(data, "Book"):
        return XLS
    raise UnreadableReport(f"{path}: a file of an old Office program; save it as .docx, .xlsx or PDF and check that")


def _named(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data
