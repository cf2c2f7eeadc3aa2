"""What a call tells on stderr beside errors: notes, how far the work is, and with ``--verbose`` what is done."""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from gricheck.progress import listening

if TYPE_CHECKING:
    from pathlib import Path

    from gricheck.cli.line import Line


LONGEST_NAME = 40
"""Columns of a report's name beside how far it is."""


class Teller:
    """Listens to the stages of one call on ``count`` reports.

    ``line`` shows how far the work is (None: nowhere), ``log`` gets each fact and the time that each stage took (None:
    nobody asked).
    """

    def __init__(
        self,
        count: int = 1,
        line: Line | None = None,
        log: Callable[[str], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._count, self._line, self._log, self._clock = count, line, log, clock
        self._report, self._number = "", 0
        self._stage, self._since = "", clock()
        self._times: dict[str, tuple[float, int]] = {}

    def begin(self, report: str) -> None:
        """Another report: what came before it is told first."""
        self.end()
        self._report, self._number = os.path.basename(report), self._number + 1
        self.tell(f"{report}{self._place()}")

    def step(self, stage: str, done: int, total: int) -> None:
        if self._line is not None:
            self._line.show(lambda: self._words(stage, done, total))
        if self._log is not None:
            self._time(stage, total)

    def tell(self, fact: str) -> None:
        if self._log is not None:
            self._log(fact)

    def clear(self) -> None:
        """Make room for something else on the terminal."""
        if self._line is not None:
            self._line.clear()

    def end(self) -> None:
        """The last stage is over: tell how long each took."""
        self._time("", 0)
        for stage, (seconds, total) in self._times.items():
            self.tell(f"  {seconds:6.2f} s  {stage}{f' (of {total})' if total else ''}")
        self._times.clear()
        self.clear()

    def _words(self, stage: str, done: int, total: int) -> str:
        from gricheck.reporter.wrap import clip

        report = f"{clip(self._report, LONGEST_NAME, '...')}{self._place()}: " if self._report else ""
        return f"{report}{_part(stage, done, total)}"

    def _place(self) -> str:
        return f" ({self._number} of {self._count})" if self._count > 1 else ""

    def _time(self, stage: str, total: int) -> None:
        if stage != self._stage:
            now = self._clock()
            if self._stage:
                seconds, most = self._times.get(self._stage, (0.0, 0))
                self._times[self._stage] = seconds + now - self._since, most
            self._stage, self._since = stage, now
        if stage:
            seconds, most = self._times.get(stage, (0.0, 0))
            self._times[stage] = seconds, max(most, total)


def _part(stage: str, done: int, total: int) -> str:
    return f"{stage} {done} of {total}" if total else stage


_TELLER: ContextVar[Teller | None] = ContextVar("teller", default=None)
_QUIET: ContextVar[bool] = ContextVar("quiet", default=False)


def note(message: str) -> None:
    """Something worth knowing that is no error: on stderr, unless the call is quiet."""
    from gricheck.cli.group import say

    if not _QUIET.get():
        say(message)


def make_room() -> None:
    """Take the line away before anything else is written."""
    teller = _TELLER.get()
    if teller is not None:
        teller.clear()


def telling(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with ``quiet`` and ``verbose``, that tells what they leave of what it does."""

    @functools.wraps(command)
    def told(*, quiet: bool, verbose: bool, **given: Any) -> Any:
        from gricheck.errors import UsageError

        if quiet and verbose:
            raise UsageError("--quiet and --verbose exclude each other; give one")
        with _told(quiet, verbose, given.get("reports", ())):
            return command(**given)

    return told


@contextmanager
def _told(quiet: bool, verbose: bool, reports: Sequence[Path]) -> Iterator[None]:
    teller = _teller(quiet, verbose, len(reports))
    tokens = _TELLER.set(teller), _QUIET.set(quiet)
    try:
        with listening(teller):
            yield
            if teller is not None:
                teller.end()
    finally:
        make_room()
        _TELLER.reset(tokens[0])
        _QUIET.reset(tokens[1])


def _teller(quiet: bool, verbose: bool, count: int) -> Teller | None:
    from gricheck.cli.group import say

    shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not quiet
    if not (shown or verbose):
        return None
    from gricheck.cli.line import Line

    return Teller(count, Line(sys.stderr) if shown else None, say if verbose else None)
