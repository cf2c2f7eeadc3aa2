"""The rows of a table in HTML that stands within Markdown, with the line on which each begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from html.parser import HTMLParser

from gricheck.readers.inline import Text
from gricheck.readers.lightweight import Piece

MAX_SPAN = 1000
"""What HTML allows of columns; more rows are no more likely."""


def html_rows(lines: Sequence[str], first: int, seen: Callable[[str], Text]) -> list[list[Piece]]:
    """Rows of cells; ``first`` is the line of the first line, ``seen`` reads what stands in a cell."""
    parser = _Rows(first, seen)
    parser.feed("\n".join(lines))
    parser.close()
    parser.end_cell()
    return [row for row in parser.rows if row]


class _Rows(HTMLParser):
    """Cells end where the next one begins, as browsers read them; a table within a cell is text of it."""

    def __init__(self, first: int, seen: Callable[[str], Text]) -> None:
        super().__init__(convert_charrefs=True)
        self.first, self.seen = first, seen
        self.rows: list[list[Piece]] = []
        self.cell: list[str] | None = None
        self.line, self.spans, self.depth = first, (1, 1), 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "table"
        if self.depth == 1 and tag in ("td", "th", "tr"):
            self.end_cell()
        if self.depth == 1 and tag == "tr":
            self.rows.append([])
        elif self.depth == 1 and tag in ("td", "th"):
            given = dict(attrs)
            self.cell, self.line = [], self.first + self.getpos()[0] - 1
            self.spans = _span(given.get("rowspan")), _span(given.get("colspan"))
        elif self.cell is not None:
            self.cell.append(self._inner(tag, attrs))

    def _inner(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        address = dict(attrs).get("href")
        return f'<a href="{escape(address)}">' if tag == "a" and address else "<br>" if tag in _BREAKS else ""

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "table"
        if tag == "a" and self.cell is not None:
            self.cell.append("</a>")
        if self.depth == 1 and tag in ("td", "th", "tr"):
            self.end_cell()

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(escape(data, quote=False))

    def end_cell(self) -> None:
        if self.cell is None:
            return
        if not self.rows:
            self.rows.append([])
        text = " ".join("".join(self.cell).split())
        self.rows[-1].append(Piece(self.seen(text), self.line, *self.spans))
        self.cell = None


_BREAKS = frozenset({"br", "p", "div", "li", "tr"})


def _span(value: str | None) -> int:
    """At least one; nonsense is one."""
    digits = (value or "").strip()
    return max(1, min(int(digits), MAX_SPAN)) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 1
