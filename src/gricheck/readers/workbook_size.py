"""Whether a workbook can be opened at all: the library takes memory for every cell up to the furthest one, and dies
where there is not enough."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

from gricheck.errors import UnreadableReport
from gricheck.model.document import Source

MAX_UNPACKED = 256 * 1024**2
"""Bytes of all parts of a workbook; the largest indexes take a hundredth."""
MAX_AREA = 10_000_000
"""Cells from the first to the furthest one that holds something, on one sheet."""

_XLSX = re.compile(
    rb"<(?:\w+:)?(?:(?P<row>row\b)|c\b(?:[^>]*?\sr=[\"'](?P<column>[A-Za-z]+)(?P<number>\d+)[\"'])?)[^>]*>"
)
_SHEET = re.compile(r"^content\.xml$|[/\\]worksheets[/\\][^/]*\.xml$|[/\\]sharedstrings\.xml$", re.IGNORECASE)
_PROMISED = re.compile(rb"\suniqueCount\s*=\s*[\"']\s*\+?(\d+)")
"""How many words the table of words says it holds."""
_TARGET = re.compile(rb"\bTarget\s*=\s*[\"']([^\"']+)")
_ROW_NUMBER = re.compile(rb"\sr=[\"'](\d+)")
_ODS = re.compile(rb"<(?:\w+:)?(?P<what>table-row|table-cell|covered-table-cell|table)\b(?P<about>[^>]*)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d+)")
_LONGEST = 10
"""Digits and letters of a place that are looked at: what has more is too far already."""


def check_size(source: Source, data: bytes) -> None:
    """UnreadableReport, with the remedy, for a workbook that would take all memory."""
    try:
        with ZipFile(io.BytesIO(data)) as file:
            size = sum(part.file_size for part in file.infolist())
            if size > MAX_UNPACKED:
                raise _refused(source, f"unpacks to {size // 1024**2:,} MiB, which is no content index")
            if any(name.endswith("workbook.bin") for name in file.namelist()):
                raise UnreadableReport(f"{source.path}: a binary workbook (.xlsb) is not read; save it as .xlsx")
            if "content.xml" in file.namelist():
                _check_whole(source, file.read("content.xml"))
            for name in _sheets(file):
                _check_part(source, name, file.read(name))
    except (BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, NotImplementedError, OSError) as error:
        raise UnreadableReport(f"{source.path}: damaged ({error}); save or export it again") from error


def _check_part(source: Source, name: str, data: bytes) -> None:
    """A sheet, or a part that may be one."""
    rows, columns = _area(name, data)
    if rows * columns > MAX_AREA:
        raise _refused(source, f"a sheet reaches to row {rows:,} and column {columns:,}")
    for promised in _PROMISED.finditer(data):
        if int(promised[1][:_LONGEST]) > len(data):
            raise UnreadableReport(f"{source.path}: damaged (it promises more words than it has); save it again")


def _check_whole(source: Source, content: bytes) -> None:
    """The library waits for ever for the end of a table that has none."""
    from lxml import etree

    try:
        for _, item in etree.iterparse(io.BytesIO(content), resolve_entities=False, no_network=True):
            item.clear()
    except etree.XMLSyntaxError as error:
        raise UnreadableReport(f"{source.path}: damaged ({error.msg}); save or export it again") from error


def _refused(source: Source, why: str) -> UnreadableReport:
    return UnreadableReport(f"{source.path}: {why}; save the sheet with the index alone, without what is far from it")


def _sheets(file: ZipFile) -> list[str]:
    """The parts that hold sheets. What they are called is up to whoever made the file: the workbook points to them."""
    named = [name for name in file.namelist() if name.lower().endswith("workbook.xml.rels")]
    targets = {
        _last(target.decode("utf-8", "replace")) for name in named for target in _TARGET.findall(file.read(name))
    }
    return [name for name in file.namelist() if _SHEET.search(name) or _last(name) in targets]


def _last(path: str) -> str:
    """The name of a part without its folders. The library takes capitals and small letters for the same."""
    return re.split(r"[/\\]", path)[-1].lower()


def _area(name: str, data: bytes) -> tuple[int, int]:
    """Rows and columns of the largest sheet of a part."""
    return max(_tables(data), key=lambda sheet: sheet[0] * sheet[1]) if name == "content.xml" else _furthest(data)


def _furthest(xml: bytes) -> tuple[int, int]:
    row = column = rows = columns = 0
    for match in _XLSX.finditer(xml):
        if match["row"]:
            named = _ROW_NUMBER.search(match[0])
            row, column = int(named[1][:_LONGEST]) if named else row + 1, 0
            continue
        column += 1
        if match["column"]:
            row, column = int(match["number"][:_LONGEST]), _number(match["column"][:_LONGEST].upper())
        if not match[0].endswith(b"/>"):
            rows, columns = max(rows, row), max(columns, column)
    return rows, columns


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _tables(xml: bytes) -> Iterator[tuple[int, int]]:
    """Rows and columns of each sheet: a row or cell may stand for many, and those behind the last filled one do not
    count."""
    row = column = rows = columns = 0
    for match in _ODS.finditer(xml):
        found = _REPEATED.search(match["about"])
        times = int(found[1][:_LONGEST]) if found else 1
        if match["what"] == b"table":
            yield rows, columns
            row = rows = columns = 0
        elif match["what"] == b"table-row":
            row, column = row + times, 0
        else:
            column += times
            if not match["about"].endswith(b"/"):
                rows, columns = max(rows, row), max(columns, column)
    yield rows, columns
