"""Markdown and AsciiDoc to Document: one page, a line of text for each paragraph and row, each with its source line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from gricheck.errors import UnreadableReport
from gricheck.model.document import Bookmark, Document, PageLayout, Place, Source
from gricheck.pagination import unpaged
from gricheck.progress import step
from gricheck.readers.anchors import Anchors
from gricheck.readers.blocks import Block, Cell, Paragraph, Table, layout_of, page_of, with_lines
from gricheck.readers.inline import Text, leads
from gricheck.readers.linked import UNMARKED
from gricheck.readers.text import bounded, decode

MAX_LINES, MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 200_000, 20_000, 200, 60_000
"""What lies beyond is not read, and the document says so."""
_WHY = "a text in Markdown or AsciiDoc has no pages, so what its page numbers lead to is not known"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a source says; ``warnings`` name the line of what could not be read."""

    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()


Parse = Callable[[Sequence[str]], Parsed]


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell as it is written, with its spans and its 1-based line."""

    text: Text
    line: int
    rows: int = 1
    columns: int = 1


def read(source: Source, data: bytes, parse: Parse) -> Document:
    """The whole text; its headings are the outline."""
    step("reading the text")
    parsed = _parsed(source, data, parse)
    page = page_of(0, parsed.blocks)
    if not page.text.strip():
        raise UnreadableReport(f"{source.path}: holds nothing but comments or marks; give the report itself")
    heads = (block for block in parsed.blocks if isinstance(block, Paragraph) and block.level)
    outline = tuple(Bookmark(head.text, (head.level or 1) - 1, 0) for head in heads)
    outline = with_lines(outline, parsed.blocks)
    return Document(source, (page,), unpaged(1, _WHY), outline, warnings=parsed.warnings)


def layout(source: Source, data: bytes, pages: Sequence[int], parse: Parse) -> tuple[PageLayout, ...]:
    """The drawing of the one page."""
    return tuple(layout_of(index, _parsed(source, data, parse).blocks) for index in pages)


def _parsed(source: Source, data: bytes, parse: Parse) -> Parsed:
    text, cut = bounded(decode(source, data).replace("\f", "\n").translate(UNMARKED))
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        cut = (*cut, f"only the first {MAX_LINES} of {len(lines)} lines were read")
    parsed = parse(lines[:MAX_LINES])
    return Parsed(parsed.blocks, (*parsed.warnings, *cut))


def table(rows: Iterable[Sequence[Piece]], anchors: Anchors, warnings: list[str]) -> Table | None:
    """Rows of cells as a table: a cell stands right of those before it and of those that reach down into its row."""
    cells: list[Cell] = []
    places: list[Place] = []
    reach: dict[int, int] = {}
    for row, pieces in enumerate(rows):
        if row == MAX_ROWS or len(cells) > MAX_CELLS:
            warnings.append(f"only the first {row} rows of the table on line {places[0].line} were read")
            break
        column = 0
        for piece in pieces:
            while reach.get(column, 0) > row:
                column += 1
            wide, high = min(piece.columns, MAX_COLUMNS - column), min(piece.rows, MAX_ROWS - row)
            if wide < 1:
                warnings.append(f"only the first {MAX_COLUMNS} columns of line {piece.line} were read")
                break
            reach.update(dict.fromkeys(range(column, column + wide), row + high))
            cells.append(Cell(piece.text.text, row, column, high, wide, tuple(leads(piece.text, anchors))))
            column += wide
        places.append(Place(line=pieces[0].line if pieces else places[-1].line if places else 1))
    return Table(_within(cells, len(places)), tuple(places)) if places else None


def _within(cells: Iterable[Cell], rows: int) -> tuple[Cell, ...]:
    """Cells with text, none of which reaches below the last row."""
    kept = (cell for cell in cells if cell.text)
    return tuple(replace(cell, rows=min(cell.rows, rows - cell.row)) for cell in kept)
