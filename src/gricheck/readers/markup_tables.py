"""Tables of a tree of elements to blocks: spans of HTML and CALS, header cells, lines within a cell, links."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gricheck.model.document import Place
from gricheck.model.elements import Part
from gricheck.readers.blocks import Cell, Table, Target
from gricheck.readers.linked import CLOSED, OPENED, Span, placed
from gricheck.readers.markup_parts import Names, at, said_by
from gricheck.readers.markup_tree import OPEN, TEXT, line_of, walk

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
            cells[above[-1]] += len(_said(element, names)) if part is Part.ROW else 0
    return frozenset(
        table
        for table, count in rows.items()
        if table.get("role") in ("presentation", "none") or cells[table] <= 1 or 0 < count <= inner[table]
    )


def read_table(element: Element, names: Names, number: int) -> Read | None:
    """The table with its rows' places (the source line, or the row in words); None for an empty one."""
    rows = rows_of(element, names)
    columns = _colspecs(element)
    cells = _settled(list(_cells(rows[:MAX_ROWS], names, columns)))
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
    """Cells in the columns that the spans of others leave free; a span ends with its group of rows. A row without cells
    is one across the table."""
    ends: dict[int, int] = {}
    groups = [row.getparent() for row in rows]
    last = {id(group): number for number, group in enumerate(groups)}
    for number, row in enumerate(rows):
        column, room = 0, last[id(groups[number])] - number + 1
        said = _said(row, names)
        yield from (Cell(text, number, place) for place, text in said.items())
        inner = list(_inside(row, Part.CELL, names))
        if not inner and not said:
            yield _cell(row, names, number, 0, 1, MAX_COLUMNS)
        for element in inner:
            own = at(names.columns, element)
            column = own - 1 if own else _free(ends, number, _named(element, columns, column))
            if column >= MAX_COLUMNS:
                break
            wide, high = _spans(element, names, columns, column)
            wide, high = min(wide, MAX_COLUMNS - column), min(high or room, room)
            yield _cell(element, names, number, column, high, wide)
            ends.update(dict.fromkeys(range(column, column + wide), number + high))
            column += wide


def _said(row: Element, names: Names) -> dict[int, str]:
    """The columns of a row that are attributes of it, with their text."""
    told = ((column - 1, said_by(row, (name[1:],))) for name, column in names.columns.items() if name[0] == "@")
    return {column: shown(text) for column, text in told if text}


def _free(ends: Mapping[int, int], row: int, column: int) -> int:
    while ends.get(column, 0) > row:
        column += 1
    return column


def _settled(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells with text, several in one place as its lines; none is wider than the columns that begin somewhere."""
    last = max((cell.column for cell in cells), default=0)
    found: dict[tuple[int, int], Cell] = {}
    for cell in cells:
        place = cell.row, cell.column
        if cell.text:
            cell = replace(cell, columns=min(cell.columns, last - cell.column + 1))
            found[place] = _joined(found[place], cell) if place in found else cell
    return tuple(found.values())


def _joined(first: Cell, second: Cell) -> Cell:
    links = (*first.links, *(link.moved(len(first.text) + 1) for link in second.links))
    return replace(first, text=f"{first.text}\n{second.text}", links=links)


def _spans(element: Element, names: Names, columns: Mapping[str, int], column: int) -> tuple[int, int]:
    """How many columns and rows a cell takes; 0 rows are all that follow."""
    end = columns.get(element.get("nameend") or "")
    wide = end - column + 1 if end is not None else _number(said_by(element, names.wide), 1)
    if (more := element.get("morerows")) is not None:
        return max(wide, 1), _number(more, 0) + 1
    return max(wide, 1), _number(said_by(element, names.high), 1)


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
    text, links = cell_text(element, names)
    return Cell(text, row, column, rows, columns, links)


def cell_text(element: Element, names: Names) -> tuple[str, tuple[Target, ...]]:
    """The text as shown, a line for each block and break, and the links in it; the text of a picture where there is
    nothing else."""
    if len(element) == 0 and not target_of(element, names):
        return shown(element.text or ""), ()
    marked, links = _marked(element, names)
    lines = (shown(line) for line in marked.split("\n"))
    text, spans = placed("\n".join(line for line in lines if line))
    told = ((uri, span) for (uri, link), span in zip(links, spans, strict=True) if _stands(link, span))
    text = text or shown(" ".join(picture.get("alt") or "" for picture in element.iter("{*}img", "img")))
    return text, tuple(Target(None, uri, *span) for uri, span in told)


def _marked(element: Element, names: Names) -> tuple[str, list[tuple[str, Element]]]:
    """The text with marks where its links begin and end, and the links in the order of their beginnings."""
    parts: list[str] = []
    links: list[tuple[str, Element]] = []
    for kind, found, text in walk(element, lambda e: names.part(e) is Part.HIDDEN):
        if kind == TEXT:
            parts.append(re.sub(r"\s+", " ", text))
            continue
        part = names.part(found)
        sign = "" if found is element or part in (Part.INLINE, Part.HIDDEN) else " " if part is Part.CELL else "\n"
        uri = None if part is Part.HIDDEN else target_of(found, names)
        if kind == OPEN:
            parts += [sign, OPENED if uri else ""]
            links += [(uri, found)] if uri else []
        else:
            parts += [CLOSED if uri else "", sign]
    return "".join(parts), links


def _stands(link: Element, span: Span) -> bool:
    """Whether a link stands on words or on a picture, and not on the mark of a note, which is left out."""
    return span[0] < span[1] or not "".join(link.itertext()).strip()  # type: ignore[arg-type]


def shown(text: str) -> str:
    """Text on one line, without marks that nobody sees."""
    return " ".join(text.translate(_UNSEEN).split())


def target_of(element: Element, names: Names) -> str | None:
    """Where a link leads; ``#anchor`` is within the file."""
    told = at(names.links, element)
    target = said_by(element, told.split()) if told else None
    if target is None or target.lower().startswith(("javascript:", "data:")):
        return None
    return f"#{target}" if names.references and _BARE.fullmatch(target) else target


_BARE = re.compile(r"[\w-]+")
"""What names an element of the file, and no other file."""
