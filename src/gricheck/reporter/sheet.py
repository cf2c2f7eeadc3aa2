"""Lines for a terminal: wrapped, coloured where asked, and inert whatever text the report puts into them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isqrt

from gricheck.reporter.escape import inert, no_command
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.wrap import columns, wrap

Part = str | tuple[str, str]
"""Text, or text with a style."""

_LONGEST_WORD = 28
_HEADER_ROOM = 2
"""tabulate makes every column at least so many characters wider than its header."""
_STYLES = {"bold": "1", "dim": "2", "error": "1;31", "warning": "33", "info": "36", "good": "32"}


class Sheet:
    """Collects lines. Everything goes through ``line``, which makes it inert first and colours it second."""

    def __init__(self, options: RenderOptions) -> None:
        self._options = options
        self._lines: list[str] = []

    def line(self, *parts: Part) -> None:
        """One line, as it is."""
        self._lines.append("".join(self._paint(part) for part in parts).rstrip())

    def wrapped(self, text: str, indent: int = 0, label: Part = "", style: str = "") -> None:
        """Text wrapped to the width, every line indented, the first with a label in the indent."""
        width = max(self._options.width - indent, 30)
        lines = wrap(inert(text), width, break_words=False) or [""]
        name = label if isinstance(label, str) else label[0]
        self.line(label, " " * (indent - columns(name)), (lines[0], style))
        for rest in lines[1:]:
            self.line(" " * indent, (rest, style))

    def table(self, rows: Iterable[Sequence[object]], headers: Sequence[str], flexible: Sequence[int]) -> None:
        """A table, no wider than the sheet where that can be: the ``flexible`` columns (by position) are wrapped."""
        from tabulate import tabulate

        cells = [[inert(str("" if cell is None else cell)) for cell in row] for row in rows]
        limits = _limits(cells, headers, flexible, self._options.width)
        wrapped = [[_wrap(cell, limit) for cell, limit in zip(row, limits, strict=True)] for row in cells]
        text = tabulate(wrapped, headers=headers, tablefmt="simple", disable_numparse=True, preserve_whitespace=True)
        for line in text.splitlines():
            self.line(line)

    def gap(self) -> None:
        """An empty line, never two and never first."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def text(self) -> str:
        """All lines, with a final newline. None is a command to a CI runner that reads them."""
        return "\n".join(map(no_command, self._lines)).rstrip("\n") + "\n"

    def _paint(self, part: Part) -> str:
        text, style = part if isinstance(part, tuple) else (part, "")
        code = _STYLES.get(style) if self._options.colour and text else None
        return f"\x1b[{code}m{inert(text)}\x1b[0m" if code else inert(text)


def _limits(cells: list[list[str]], headers: Sequence[str], flexible: Sequence[int], width: int) -> list[int]:
    """The width of each column: the flexible ones share what the others leave.

    They share by the root of their need, lest one long text squeeze a short one into a column of single words; those
    that would have to break a word are served first.
    """
    names = [columns(header) + _HEADER_ROOM for header in headers]
    limits = [max(name, *map(columns, column)) for name, *column in zip(names, *cells, strict=True)]
    left = width - 2 * (len(headers) - 1) - sum(need for place, need in enumerate(limits) if place not in flexible)
    if sum(limits[place] for place in flexible) <= left:
        return limits
    roots = {place: isqrt(limits[place] * 100) + 1 for place in flexible}
    least = {place: max(names[place], _longest_word(cells, place)) for place in flexible}
    for place in sorted(flexible, key=lambda p: roots[p] / least[p]):
        limits[place] = min(limits[place], max(least[place], left * roots[place] // sum(roots.values())))
        left -= limits[place]
        del roots[place]
    return limits


def _longest_word(cells: list[list[str]], place: int) -> int:
    """The least width that breaks no word of a column; words longer than a rule's name are broken."""
    return min(_LONGEST_WORD, max((columns(word) for row in cells for word in row[place].split()), default=1))


def _wrap(text: str, width: int) -> str:
    return "\n".join(wrap(text, width)) if columns(text) > width else text
