"""A corpus: published reports with their content indexes transcribed row by row.

``gold/NAME.csv`` has a line for each row and disclosure of the index, ``gold/NAME.json`` says on which pages the index
stands, ``pdf/NAME.pdf`` (or another ending) is the report.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Line:
    """What an index says of one disclosure, transcribed or read.

    ``place`` is the 0-based page on which the row stands; ``pages`` are the 0-based pages and ``labels`` the printed
    numbers that its location names.
    """

    code: str
    title: str
    location: str
    kind: str
    place: int | None
    pages: frozenset[int]
    labels: frozenset[str]


@dataclass(frozen=True)
class Index:
    """A whole index: the 0-based pages that hold it, and its lines in their order."""

    pages: frozenset[int]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Transcribed:
    """A report of the corpus: its file and its index as a person read it."""

    name: str
    path: Path
    index: Index


NOTHING = Index(frozenset(), ())


def corpus_asked(folder: Path, only: Sequence[str]) -> list[Transcribed]:
    """The reports to measure; what is skipped is said on standard error. Ends the program where a name is unknown, or,
    as no failure, where there is no corpus."""
    if not (folder / "gold").is_dir():
        print(f"skipped: {folder} holds no corpus (folders gold and pdf), so nothing was measured", file=sys.stderr)
        sys.exit(0)
    corpus, absent = load_corpus(folder, only)
    unknown = set(only) - {report.name for report in corpus} - set(absent)
    if unknown:
        sys.exit(f"{folder}: no report is called {', '.join(sorted(unknown))}")
    for name in absent:
        print(f"skipped: {name} has a transcription but no file", file=sys.stderr)
    return corpus


def load_corpus(folder: Path, only: Sequence[str] = ()) -> tuple[list[Transcribed], list[str]]:
    """The reports whose file is there, by name, and the names of those whose file is not."""
    names = sorted(path.stem for path in (folder / "gold").glob("*.csv"))
    chosen = [name for name in names if not only or name in only]
    files = {name: next(reports(folder, name), None) for name in chosen}
    found = [Transcribed(name, path, load_index(folder, name)) for name, path in files.items() if path is not None]
    return found, [name for name, path in files.items() if path is None]


def reports(folder: Path, name: str) -> Iterator[Path]:
    return (path for path in sorted((folder / "pdf").iterdir()) if path.stem == name)


def load_index(folder: Path, name: str) -> Index:
    about = json.loads((folder / "gold" / f"{name}.json").read_text("utf-8"))
    with open(folder / "gold" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return Index(frozenset(about["index_pages"]), tuple(map(load_line, csv.DictReader(file))))


def load_line(row: dict[str, str]) -> Line:
    place = row["pdf_page"].strip()
    return Line(
        code=row["code"].strip(),
        title=row["title"],
        location=row["location"],
        kind=row["kind"].strip(),
        place=int(place) if place else None,
        pages=frozenset(int(page) for page in row["physical_pages"].split()),
        labels=frozenset(row["printed_pages"].split()),
    )
