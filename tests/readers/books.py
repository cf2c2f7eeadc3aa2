"""Workbooks with one thing wrong."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile

import written
import xlwt
from openpyxl import Workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"


def book(change: Callable[[Workbook], object] = lambda book: None) -> bytes:
    """An index, changed."""
    made = Workbook()
    made.active.append(["GRI content index"])
    for row in written.ROWS:
        made.active.append([cell or None for cell in row])
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def parts(data: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """The same archive with parts put otherwise or added; None leaves one out."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            content = changes.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name] or b"")
    return out.getvalue()


def sheet(old: bytes, new: bytes) -> bytes:
    """An index whose sheet's XML is changed."""
    return sheet_of(book(), old, new)


def sheet_of(data: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook whose sheet's XML is changed."""
    with ZipFile(io.BytesIO(data)) as file:
        xml = file.read(SHEET)
    assert old in xml
    return parts(data, {SHEET: xml.replace(old, new, 1)})


def bomb() -> bytes:
    """A small archive of 300 MiB."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("xl/workbook.xml", b"<workbook/>")
        with file.open(SHEET, "w") as sheet:
            for _ in range(300):
                sheet.write(b" " * 1024**2)
    return out.getvalue()


def flipped(data: bytes) -> bytes:
    """The archive with some bytes of its first part changed."""
    return data[:200] + bytes(byte ^ 0x55 for byte in data[200:260]) + data[260:]


def archive(**contents: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as file:
        for name, content in contents.items():
            file.writestr(name.replace("__", "."), content)
    return out.getvalue()


def ods(rows: str, mimetype: bytes = b"application/vnd.oasis.opendocument.spreadsheet") -> bytes:
    """A spreadsheet of OpenDocument with these rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    xml = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Index">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        file.writestr("mimetype", mimetype)
        file.writestr("content.xml", xml)
        file.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def ods_rows() -> str:
    rows = (("GRI content index",), *written.ROWS)
    return "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)


def ods_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def xls(change: Callable[[xlwt.Workbook, xlwt.Worksheet], object] = lambda book, sheet: None) -> bytes:
    """An index of Excel before 2007, changed."""
    made = xlwt.Workbook(encoding="utf-8")
    sheet = made.add_sheet("Index")
    for line, row in enumerate((("GRI content index",), *written.ROWS)):
        for column, text in enumerate(row):
            if text:
                sheet.write(line, column, text)
    change(made, sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def xls_record(kind: int, new: bytes) -> bytes:
    """The same with the head of the first record of a kind put otherwise."""
    data, old = xls(), kind.to_bytes(2, "little")
    place = data.index(old, 512)
    return data[:place] + new + data[place + len(new) :]


def rubbish(head: bytes, seed: int = 7) -> bytes:
    """A format's first bytes and nothing of it behind them."""
    return head + random.Random(seed).randbytes(4000)


_LINK = bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b")
_ADDRESS = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")


def xls_link(cell: tuple[int, int], address: str, mark: str, last: tuple[int, int] | None = None) -> bytes:
    """The record of a link on cells from one to the last; ``mark`` is what stands behind the ``#``."""
    (top, left), (bottom, right) = cell, last or cell
    body = b"".join(_little(number, 2) for number in (top, bottom, left, right)) + _LINK + _little(2, 4)
    body += _little((3 if address else 0) | (8 if mark else 0), 4)
    if address:
        data = f"{address}\0".encode("utf-16-le")
        body += _ADDRESS + _little(len(data), 4) + data
    if mark:
        body += _little(len(mark) + 1, 4) + f"{mark}\0".encode("utf-16-le")
    return _little(0x1B8, 2) + _little(len(body), 2) + body


def _little(number: int, size: int) -> bytes:
    return number.to_bytes(size, "little")


def xls_with(data: bytes, records: bytes) -> bytes:
    """A workbook with further records at the end of its last sheet, in the room behind it."""
    end = data.rindex(b"\x0a\0\0\0", 512)
    assert not data[end + 4 : end + 4 + len(records)].strip(b"\0")
    return data[:end] + records + data[end : end + 4] + data[end + 4 + len(records) :]
