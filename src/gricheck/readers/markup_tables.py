"""Tables of a tree of elements to blocks: spans of HTML and CALS, header cells, lines within a cell, links."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gricheck.model.document import Place
from gricheck.readers.blocks import Cell, Table
from gricheck.readers.markup_parts import Names, Part
from gricheck.readers.markup_tree import OPEN, TEXT, line_of, name_of, walk

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_ROWS, MAX_COLUMNS = 20_000, 200
"""What lies beyond is not read, and the document says so."""
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Where a word may be broken, and nothing else."""


@dataclass(frozen=True, slots=True)
class Read:
    """A table; ``cut`` says that it is larger than what was read of it. A link within the file is ``#anchor``."""

    table: Table
    cut: bool


def layout_tables(root: Element, names: Names) -> frozenset[Element]:
    """Tables that only set the page: those that say so, of a single cell, or around one with as many rows or more."""
    rows: dict[Element, int] = {}
    cells: dict[Element, int] = defaultdict(int)
    inner: dict[Element, int] = defaultdict(int)
    above: list[Element] = []
    for kind, element, _ in walk(root, lambda e: names.part(e) is Part.HIDDEN):
        part = names.part(element) if kind != TEXT else Part.INLINE
        if part is Part.TABLE and kind == OPEN:
            above.append(element)
            rows[element] = 0
        elif part is Part.TABLE:
            above.pop()
            if above:
                inner[above[-1]] = max(inner[above[-1]], inner[element], rows[element] if cells[element] > 1 else 0)
        elif kind == OPEN and above and part in (Part.ROW, Part.CELL):
            count = rows if part is Part.ROW else cells
            count[above[-1]] += 1
    return frozenset(
        table
        for table, count in rows.items()
        if table.get("role") in ("presentation", "none") or cells[table] <= 1 or 0 < count <= inner[table]
    )


def read_table(element: Element, names: Names, number: int) -> Read | None:
    """The table with its rows' places (the source line, or the row in words); None for an empty one."""
    rows = rows_of(element, names)
    columns = _colspecs(element)
    cells = _without_overhang(list(_cells(rows[:MAX_ROWS], names, columns)))
    if not cells:
        return None
    last = max(cell.row + cell.rows for cell in cells)
    cut = len(rows) > MAX_ROWS or any(cell.column + cell.columns >= MAX_COLUMNS for cell in cells)
    return Read(Table(cells, _places(rows[:last], number)), cut)


def rows_of(element: Element, names: Names) -> list[Element]:
    """The rows of a table, in order."""
    return list(_inside(element, Part.ROW, names))


def _places(rows: Sequence[Element], number: int) -> tuple[Place, ...]:
    """Lines of the source where they tell rows apart, else the rows in words."""
    lines = [line_of(row) for row in rows]
    if None not in lines and len(set(lines)) > len(lines) / 2:
        return tuple(Place(line=line) for line in lines)
    return tuple(Place(part=f"table {number}, row {row}") for row in range(1, len(rows) + 1))


def _inside(element: Element, wanted: Part, names: Names) -> Iterator[Element]:
    """What a table or row is made of, without that of a table in one of its cells."""
    closing = {Part.HIDDEN, Part.TABLE, Part.CELL, wanted}
    for kind, found, _ in walk(element, lambda e: names.part(e) in closing):
        if kind == OPEN and found is not element and names.part(found) is wanted:
            yield found


def _cells(rows: Sequence[Element], names: Names, columns: Mapping[str, int]) -> Iterator[Cell]:
    """Cells in the columns that the spans of others leave free; a span ends with its group of rows."""
    ends: dict[int, int] = {}
    groups = [row.getparent() for row in rows]
    last = {id(group): number for number, group in enumerate(groups)}
    for number, row in enumerate(rows):
        column, room = 0, last[id(groups[number])] - number + 1
        for element in _inside(row, Part.CELL, names):
            column = _named(element, columns, column)
            while ends.get(column, 0) > number:
                column += 1
            if column >= MAX_COLUMNS:
                break
            wide, high = _spans(element, columns, column)
            wide, high = min(wide, MAX_COLUMNS - column), min(high or room, room)
            yield _cell(element, names, number, column, high, wide)
            ends.update(dict.fromkeys(range(column, column + wide), number + high))
            column += wide


def _without_overhang(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells with text; none is wider than the columns that begin somewhere."""
    last = max((cell.column for cell in cells), default=0)
    shown = (cell for cell in cells if cell.text)
    return tuple(replace(cell, columns=min(cell.columns, last - cell.column + 1)) for cell in shown)


def _spans(element: Element, columns: Mapping[str, int], column: int) -> tuple[int, int]:
    """How many columns and rows a cell takes; 0 rows are all that follow."""
    end = columns.get(element.get("nameend") or "")
    wide = end - column + 1 if end is not None else _number(element.get("colspan") or element.get("aria-colspan"), 1)
    if (more := element.get("morerows")) is not None:
        return max(wide, 1), _number(more, 0) + 1
    return max(wide, 1), _number(element.get("rowspan") or element.get("aria-rowspan"), 1)


def _number(text: str | None, default: int) -> int:
    found = re.match(r"\s*(\d{1,9})", text or "")
    return int(found[1]) if found else default


def _colspecs(table: Element) -> dict[str, int]:
    """CALS: the names of the columns, of the first group of them."""
    group = next(table.iter("{*}tgroup"), None)
    specs = group.findall("{*}colspec") if group is not None else []
    return {name: number for number, spec in enumerate(specs) if (name := spec.get("colname"))}


def _named(element: Element, columns: Mapping[str, int], column: int) -> int:
    """The column that a CALS cell names, never before the ones that are filled."""
    return max(column, columns.get(element.get("namest") or element.get("colname") or "", column))


def _cell(element: Element, names: Names, row: int, column: int, rows: int, columns: int) -> Cell:
    return Cell(cell_text(element, names), row, column, rows, columns, uri=_link(element))


def cell_text(element: Element, names: Names) -> str:
    """The text as shown, a line for each block and break; that of a picture where there is nothing else."""
    if len(element) == 0:
        return shown(element.text or "")
    parts: list[str] = []
    for kind, found, text in walk(element, lambda e: names.part(e) is Part.HIDDEN):
        if kind == TEXT:
            parts.append(re.sub(r"\s+", " ", text))
        elif found is not element and (part := names.part(found)) not in (Part.INLINE, Part.HIDDEN):
            parts.append(" " if part is Part.CELL else "\n")
    lines = (shown(line) for line in "".join(parts).split("\n"))
    text = "\n".join(line for line in lines if line)
    return text or shown(" ".join(picture.get("alt") or "" for picture in element.iter("{*}img", "img")))


def shown(text: str) -> str:
    """Text on one line, without marks that nobody sees."""
    return " ".join(text.translate(_UNSEEN).split())


def _link(element: Element) -> str | None:
    """Where the links of a cell lead, if all lead to one place."""
    if len(element) == 0:
        return None
    targets = {_target(found) for found in element.iter() if isinstance(found.tag, str)} - {None}
    return targets.pop() if len(targets) == 1 else None


def _target(element: Element) -> str | None:
    if name_of(element) not in ("a", "xref", "link", "ulink"):
        return None
    inner = element.get("linkend")
    target = f"#{inner}" if inner else element.get("href") or element.get("url") or element.get(_XLINK) or ""
    return None if target.strip().lower().startswith(("javascript:", "data:")) else target.strip() or None


_XLINK = "{http://www.w3.org/1999/xlink}href"
