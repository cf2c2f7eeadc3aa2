"""How well content indexes are read: ``python bench/accuracy.py CORPUS [--only NAME ...] [-v] [--html FILE]``.

CORPUS is a folder as ``measuring/corpus.py`` describes it. For each report, and as a mean over reports: page, id,
tuple, label and kind, as ``measuring/figures.py`` defines them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

from measuring.corpus import NOTHING, Index, Line, Transcribed, corpus_asked
from measuring.figures import NAMES, Difference, Figures, average, differences, figures
from measuring.page import Reviewed, numbers, printed, render
from measuring.reading import Reader, by_command, in_process


def main() -> None:
    arguments = parse()
    corpus = corpus_asked(arguments.corpus, arguments.only)
    reader = by_command(arguments.run) if arguments.run else in_process()
    reviewed = show(corpus, reader, arguments.verbose)
    if arguments.html:
        arguments.html.write_text(render(reviewed), encoding="utf-8")
    if arguments.json:
        arguments.json.write_text(encode(reviewed), encoding="utf-8")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="folder with gold/ and pdf/")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="these reports alone")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what was missed and what was added")
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help="write the lines that differ beside their pages there"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument(
        "--run",
        metavar="COMMAND",
        help="read with this command, a process for each report: 'gricheck index --format json {pdf}', or a peer's",
    )
    return parser.parse_args()


def show(corpus: list[Transcribed], reader: Reader, verbose: bool) -> list[Reviewed]:
    """Read and score each report and print its line at once."""
    width = max((len(report.name) for report in corpus), default=0) + 2
    print(" " * width + "".join(f"{name:>8}" for name in (*NAMES, "s")))
    reviewed, total = [], 0.0
    for report in corpus:
        start = perf_counter()
        read, trouble = attempt(reader, report.path)
        seconds = perf_counter() - start
        total += seconds
        one = Reviewed(report, read, figures(report.index, read))
        reviewed.append(one)
        print(f"{report.name:{width}}{line(one.figures)}{seconds:8.2f}{trouble}", flush=True)
        if verbose:
            print("".join(f"    {text}\n" for text in details(one)), end="")
    if reviewed:
        print(f"{'mean':{width}}{line(average(one.figures for one in reviewed))}{total:8.2f}")
    return reviewed


def attempt(reader: Reader, path: Path) -> tuple[Index, str]:
    """An empty index and the reason where the reader breaks: the others are still measured."""
    try:
        return reader(path), ""
    except Exception as error:
        return NOTHING, f"  {type(error).__name__}: {error}"


def line(scores: Figures) -> str:
    return "".join(f"{getattr(scores, name):8.3f}" for name in NAMES)


def details(one: Reviewed) -> Iterator[str]:
    gold, read = one.report.index.pages, one.read.pages
    for pages, what in ((gold - read, "missed"), (read - gold, "added")):
        if pages:
            yield f"index pages {what}: PDF page {numbers(pages)}"
    yield from map(sentence, differences(one.report.index, one.read))


def sentence(difference: Difference) -> str:
    if difference.read is None:
        return f"{difference.code} missed: {content(difference.gold)}"
    if difference.gold is None:
        return f"{difference.code} added: {content(difference.read)}"
    return f"{difference.code}: {content(difference.gold)}, read as {content(difference.read)}"


def content(one: Line | None) -> str:
    """The kind, the PDF pages (counted from 1) and the printed numbers of a line."""
    if one is None:
        return ""
    pages = f" PDF page {numbers(one.pages)}" if one.pages else ""
    return one.kind + pages + (f" (printed {printed(one)})" if one.labels else "")


def encode(reviewed: list[Reviewed]) -> str:
    reports = {one.report.name: asdict(one.figures) for one in reviewed}
    mean = asdict(average(one.figures for one in reviewed)) if reviewed else None
    return json.dumps({"mean": mean, "reports": reports}, indent=1) + "\n"


if __name__ == "__main__":
    main()
