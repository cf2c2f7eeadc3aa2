"""A report's index as a program reads it: by gricheck in this process, or by any command that prints its JSON."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from measuring.corpus import Index, Line

Reader = Callable[[Path], Index]

DASHES = dict.fromkeys(map(ord, "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
CODE = re.compile(r"G4-[A-Z]*\d+|G4-DMA|\d{2}\.\d{1,2}\.\d{1,2}|\d{1,3}-\d{1,2}")


def in_process() -> Reader:
    """gricheck itself, its rules loaded once for all reports."""
    from gricheck.pipeline import load_kit, map_report
    from gricheck.reporter.json import index_data

    kit = load_kit()
    return lambda path: from_data(index_data(map_report(path, kit), kit.versions))


def by_command(command: str) -> Reader:
    """A process for each report; ``{pdf}`` in the command stands for the file."""
    return lambda path: from_data(printed([part.replace("{pdf}", str(path)) for part in shlex.split(command)]))


def printed(command: list[str]) -> Mapping[str, Any]:
    """The JSON that a command prints. Raises RuntimeError with what it says where it prints none."""
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    try:
        data: Mapping[str, Any] = json.loads(done.stdout)
    except ValueError:
        said = (done.stderr.strip() or done.stdout.strip())[-200:]
        raise RuntimeError(f"no JSON, exit code {done.returncode}: {said}") from None
    return data


def from_data(data: Mapping[str, Any]) -> Index:
    """The index that ``gricheck index --format json`` describes."""
    return Index(frozenset(data.get("index_pages", ())), tuple(map(from_row, data.get("rows", ()))))


def from_row(row: Mapping[str, Any]) -> Line:
    pages: Iterable[Mapping[str, Any]] = row.get("pages") or ()
    return Line(
        code=bare(row["code"]),
        title=row.get("title") or "",
        location=row.get("location") or "",
        kind=row.get("kind") or "",
        place=(row.get("where") or {}).get("page"),
        pages=frozenset(page["index"] for page in pages if page.get("index") is not None),
        labels=frozenset(str(page["label"]) for page in pages if page.get("label") is not None),
    )


def bare(code: str) -> str:
    """A code without "GRI", letters of requirements and odd dashes: ``GRI 305–1-a`` is ``305-1``."""
    plain = re.sub(r"\s*-\s*", "-", code.translate(DASHES).upper())
    found = CODE.search(plain)
    return found[0] if found else plain.strip()
