"""Where results go: a file, whole or not at all, or stdout."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from gricheck.cli.clock import build_day
from gricheck.cli.options import Target
from gricheck.cli.telling import make_room
from gricheck.errors import UsageError
from gricheck.model.mapping import Mapping
from gricheck.reporter.file import ESCAPED, write_file
from gricheck.reporter.options import RenderOptions

_NO = ("", "0", "false")


def write_result(text: str | bytes, path: Path | None) -> None:
    """To a file, or to stdout. A reader that closes the pipe early is no error: the exit code stays what was found."""
    if path is not None:
        write_file(text, path)
        return
    if isinstance(text, bytes) and sys.stdout.isatty():
        raise UsageError("this format is no text; give a file with -o")
    make_room()
    _set_encoding()
    try:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()
    except OSError as error:
        _silence_stdout()
        raise UsageError(f"stdout: cannot be written ({error.strerror}); give a file with -o") from error


def _silence_stdout() -> None:
    """Nothing more is written there, or Python would try again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def keep_reports(paths: Iterable[Path | None], reports: Sequence[Path], option: str = "-o") -> None:
    """Refuse to write a result over a file that is read: UsageError before any work is done."""
    for path, report in product(paths, reports):
        if path is not None and path.exists() and report.exists() and path.samefile(report):
            raise UsageError(f"{path}: is the report itself, or read with it; give {option} another file")


def tell_language(report: Path, mapping: Mapping) -> None:
    """Say on stderr that a report's language is not known, for the commands that search its text."""
    from gricheck.cli.telling import note
    from gricheck.pipeline import UNKNOWN_LANGUAGE

    if UNKNOWN_LANGUAGE in mapping.warnings:
        note(f"{report}: {UNKNOWN_LANGUAGE}")


def _set_encoding() -> None:
    """Files and pipes get UTF-8 on every system; a terminal keeps its own and shows ``?`` for what it lacks.

    A file name may hold bytes that are no text; they are written as escapes, which JSON allows too.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors=ESCAPED)


def render_options(path: Path | None) -> RenderOptions:
    """Colour and width for stdout where it is a terminal; plain and 100 columns wide everywhere else."""
    plain = RenderOptions(folder=str(path.parent) if path else None, made=build_day(), root=os.getcwd())
    if path is not None:
        return plain
    terminal = sys.stdout.isatty()
    width = max(60, min(shutil.get_terminal_size().columns, 120)) if terminal else plain.width
    return replace(plain, width=width, colour=_has_colour(terminal))


def _has_colour(terminal: bool) -> bool:
    """By the usual variables: NO_COLOR goes before FORCE_COLOR and CLICOLOR_FORCE, and these before what stdout is."""
    set_to = os.environ.get
    if set_to("NO_COLOR"):
        return False
    if set_to("FORCE_COLOR", "0") not in _NO or set_to("CLICOLOR_FORCE", "0") not in _NO:
        return True
    return terminal and set_to("TERM") != "dumb"


def write_targets(targets: Sequence[Target], write: Callable[[str, RenderOptions], str | bytes]) -> None:
    """Each output in its format. All are made before the first is written, so that a failure leaves no half of them.

    Nothing is written to stdout where there is nothing to tell.
    """
    made = [(target.path, write(target.format, render_options(target.path))) for target in targets]
    for path, text in made:
        if text or path is not None:
            write_result(text, path)
