"""Lines for a terminal: wrapped, coloured where asked, and inert whatever text the report puts into them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gricheck.reporter.escape import inert, no_command
from gricheck.reporter.grid import Give, grid
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.wrap import columns, wrap

Part = str | tuple[str, str]
"""Text, or text with a style."""

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

    def table(self, rows: Iterable[Sequence[object]], headers: Sequence[str], give: Give) -> None:
        """A table, no wider than the sheet; what that leaves out of it is said below."""
        cells = [[inert(str("" if cell is None else cell)) for cell in row] for row in rows]
        made = grid(cells, headers, give, self._options.width)
        for line in made.lines:
            self.line(line)
        if made.left_out:
            self.gap()
            self.wrapped(f"Not shown, for want of room: {', '.join(made.left_out)}. A wider terminal shows all.")

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
