"""One line at the bottom of a terminal that says how far the work is, drawn again and again and gone at the end.

There is no thread: the stages say where they are, and none is silent for much longer than a second even on thousands of
pages. No escape codes either: the line is written over with spaces, which every terminal understands.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

from gricheck.reporter.escape import inert
from gricheck.reporter.wrap import clip, columns

PATIENCE, PAUSE = 1.0, 0.1
"""Seconds before the first line, so that what is quick shows none, and between two drawings."""


def _terminal_width() -> int:
    return shutil.get_terminal_size().columns


class Line:
    """The line on one terminal. ``clock`` gives seconds, ``width`` the columns of the terminal."""

    def __init__(
        self, stream: TextIO, clock: Callable[[], float] = time.monotonic, width: Callable[[], int] = _terminal_width
    ) -> None:
        self._stream, self._clock, self._width = stream, clock, width
        self._due = clock() + PATIENCE
        self._shown = 0

    def show(self, text: Callable[[], str]) -> None:
        """Draw it where it is time to. The text is made only then, and cut so that the terminal does not break it."""
        now = self._clock()
        if now < self._due:
            return
        self._due = now + PAUSE
        line = clip(self._printable(inert(text())), max(1, self._width() - 1), "...")
        left = self._shown - columns(line)
        self._shown = columns(line)
        self._write("\r" + line + " " * left + "\b" * left)

    def clear(self) -> None:
        """Take it away, so that something else can be written."""
        if self._shown:
            self._write(f"\r{' ' * self._shown}\r")
        self._shown = 0

    def _printable(self, text: str) -> str:
        """What the terminal's encoding can show."""
        encoding = self._stream.encoding or "ascii"
        return text.encode(encoding, errors="replace").decode(encoding)

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
