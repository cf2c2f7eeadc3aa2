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
    rb"<(?:\w+:)?(?:(?P<row>row\b)|c\b(?:[^>]*?\sr=[\"'](?P<column>[A-Z]{1,3})(?P<number>\d{1,7})[\"'])?)[^>]*>"
)
_SHEET = re.compile(r"^content\.xml$|/worksheets/[^/]*\.xml$")
_TARGET = re.compile(rb"\bTarget\s*=\s*[\"']([^\"']+)")
_ROW_NUMBER = re.compile(rb"\sr=[\"'](\d{1,7})")
_ODS = re.compile(rb"<(?:\w+:)?(?P<what>table-row|table-cell|covered-table-cell|table)\b(?P<about>[^>]*)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,7})")


def check_size(source: Source, data: bytes) -> None:
    """UnreadableReport, with the remedy, for a workbook that would take all memory."""
    try:
        with ZipFile(io.BytesIO(data)) as file:
            size = sum(part.file_size for part in file.infolist())
            if size > MAX_UNPACKED:
                raise _refused(source, f"unpacks to {size // 1024**2:,} MiB, which is no content index")
            if any(name.endswith("workbook.bin") for name in file.namelist()):
                raise UnreadableReport(f"{source.path}: a binary workbook (.xlsb) is not read; save it as .xlsx")
            for name in _sheets(file):
                found = _area(name, file)
                if found is not None and found[0] * found[1] > MAX_AREA:
                    raise _refused(source, f"a sheet reaches to row {found[0]:,} and column {found[1]:,}")
    except (BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, NotImplementedError, OSError) as error:
        raise UnreadableReport(f"{source.path}: damaged ({error}); save or export it again") from error


def _refused(source: Source, why: str) -> UnreadableReport:
    return UnreadableReport(f"{source.path}: {why}; save the sheet with the index alone, without what is far from it")


def _sheets(file: ZipFile) -> list[str]:
    """The parts that hold sheets. What they are called is up to whoever made the file: the workbook points to them."""
    named = [name for name in file.namelist() if name.endswith("workbook.xml.rels")]
    targets = {
        _last(target.decode("utf-8", "replace")) for name in named for target in _TARGET.findall(file.read(name))
    }
    return [name for name in file.namelist() if _SHEET.search(name) or _last(name) in targets]


def _last(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _area(name: str, file: ZipFile) -> tuple[int, int] | None:
    """Rows and columns of the largest sheet of a part; None for a part without sheets."""
    data = file.read(name)
    return max(_tables(data), key=lambda s: s[0] * s[1], default=None) if name == "content.xml" else _furthest(data)


def _furthest(xml: bytes) -> tuple[int, int]:
    row = column = rows = columns = 0
    for match in _XLSX.finditer(xml):
        if match["row"]:
            named = _ROW_NUMBER.search(match[0])
            row, column = int(named[1]) if named else row + 1, 0
            continue
        column += 1
        if match["column"]:
            row, column = int(match["number"]), _number(match["column"])
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
        times = int(found[1]) if found else 1
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
