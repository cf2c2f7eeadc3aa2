"""Tables of AsciiDoc: cells on lines of their own or side by side, spans, repeated cells, and CSV between its marks."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gricheck.readers.inline import Text
from gricheck.readers.lightweight import MAX_COLUMNS, MAX_ROWS, Piece

_COLUMNS = re.compile(r"cols=(?:\"([^\"]*)\"|'([^']*)'|([^,\]]*))")
_SEPARATOR = re.compile(r"separator=\"?([^\",\]])")
_FORMAT = re.compile(r"format=\"?(csv|dsv|tsv|psv)")
_SPEC = r"(?:(?<!\S)(?:(?:(\d+)(?:\.(\d+))?|\.(\d+))([+*]))?[<^>]?(?:\.[<^>])?([adehlmsv])?)?(?<!\\)"
_NESTED = re.compile(r"^!={3,}|(?<!\S)(?:\d+(?:\.\d+)?[+*])?[<^>]?[adehlmsv]?!", re.MULTILINE)
"""The marks of a table within a cell."""
_SIGNS = {"csv": ",", "tsv": "\t", "dsv": ":", "psv": "|"}
_FORMATS = {",": "csv", ":": "dsv"}
MAX_REPEATED = 1000
"""Characters of a cell that is repeated; a longer one stands once."""


def rows(lines: Sequence[str], first: int, mark: str, about: str, seen: Callable[[str], Text]) -> Iterable[list[Piece]]:
    """Rows of a table between its marks; ``first`` is the line of the first of them, ``about`` its attributes."""
    given = _FORMAT.search(about)
    form = given[1] if given else _FORMATS.get(mark, "psv")
    found = _SEPARATOR.search(about)
    sign = found[1] if found else _SIGNS[form]
    if form != "psv":
        return _delimited(lines, first, sign, seen)
    raw = list(_cells("\n".join(lines), first, sign))
    return _grouped((_piece(cell, seen) for cell in raw), _width(about) or _first_width(raw))


@dataclass(frozen=True, slots=True)
class _Raw:
    text: str
    piece: Piece
    style: str


def _piece(cell: _Raw, seen: Callable[[str], Text]) -> Piece:
    """The cell as it is seen: what stands on several lines is one, but for cells of blocks and of verse."""
    text = cell.text.replace("\\|", "|")
    text = _NESTED.sub(" ", text) if "!===" in text else text
    if cell.style not in ("a", "l", "v"):
        text = re.sub(r"(?<! \+)\n(?!\s*\n)", " ", text)
    return replace(cell.piece, text=seen(text.strip()))


def _cells(text: str, first: int, sign: str) -> Iterator[_Raw]:
    """Cells in their order, a repeated one as often as it is."""
    line, last = first, 0
    bounds = list(re.finditer(_SPEC + re.escape(sign), text))
    ends = [match.start() for match in bounds[1:]] + [len(text)]
    for match, end in zip(bounds, ends, strict=True):
        line += text.count("\n", last, match.start())
        last = match.start()
        count, down, only_down, kind, style = match.groups()
        wide, high = (_number(count), _number(down or only_down)) if kind == "+" else (1, 1)
        piece = Piece(Text(""), line, high, min(wide, MAX_COLUMNS))
        written = text[match.end() : end]
        times = min(_number(count), MAX_COLUMNS) if kind == "*" and len(written) < MAX_REPEATED else 1
        yield from [_Raw(written, piece, style or "")] * times


def _number(digits: str | None) -> int:
    return max(1, min(int(digits[:6]), MAX_ROWS)) if digits else 1


def _width(about: str) -> int:
    """How many columns the attributes name: ``"1,2a,3*"`` are five; 0 where they name none."""
    match = _COLUMNS.search(about)
    value = next((part for part in match.groups() if part), "").strip() if match else ""
    if value.isdigit():
        return min(int(value[:6]), MAX_COLUMNS)
    parts = re.split("[,;]", value) if value else []
    times = (re.match(r"\s*(\d{1,4})\*", part) for part in parts)
    return min(sum(int(match[1]) if match else 1 for match in times), MAX_COLUMNS)


def _first_width(cells: Sequence[_Raw]) -> int:
    """Without attributes, a table has as many columns as its first line has cells."""
    return sum(cell.piece.columns for cell in cells if cell.piece.line == cells[0].piece.line)


def _grouped(cells: Iterable[Piece], width: int) -> Iterator[list[Piece]]:
    """Cells in rows: each has room for those columns into which no cell of a row above reaches."""
    row: list[Piece] = []
    number, room = 0, width
    reaching: list[tuple[int, int]] = []
    for cell in cells:
        while room <= 0:
            yield row
            number, row = number + 1, []
            reaching = [(end, columns) for end, columns in reaching if end > number]
            room = width - sum(columns for _, columns in reaching)
        row.append(cell)
        room -= cell.columns
        if cell.rows > 1:
            reaching.append((number + cell.rows, cell.columns))
    if row:
        yield row


def _delimited(lines: Sequence[str], first: int, sign: str, seen: Callable[[str], Text]) -> Iterator[list[Piece]]:
    """Rows of CSV with the line on which each begins."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=sign)
    before = 0
    for row in reader:
        if any(cell.strip() for cell in row):
            yield [Piece(seen(cell.strip()), first + before) for cell in row]
        before = reader.line_num
