"""``ocr.py``: how well scanned indexes are read. Index pages of a report are made pictures, askew and with noise, and
the rows read from them are held against those that are read from the report itself. Needs the extra ``ocr``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from unittest.mock import patch

from measuring.corpus import Index
from measuring.figures import codes, figures, kinds, page_pairs
from measuring.reading import Reader, in_process
from measuring.scanned import NOISE, QUALITY, scanned

SAMPLES = Path(__file__).parents[1] / "sample_reports"
NAMES = ("faulty-2016-core", "clean-2021-in-accordance", "clean-sector-oil-gas", "with-reference-bare")
RESOLUTIONS = (150, 300)
SKEWS = (0.7, 2.5)
"""Degrees: a feeder of a scanner, and a page laid on the glass by hand."""
FURTHER = 2
"""Pages before the index that are made pictures too."""


def main() -> None:
    asked = _arguments()
    from gricheck.readers.ocr import is_installed

    if not is_installed():
        sys.exit("OCR is not installed: pip install 'gricheck[ocr]'")
    os.environ["GRICHECK_CACHE_DIR"] = ""
    from gricheck.readers import ocr_page

    read = in_process()
    if asked.no_rules:
        ocr_page._rules = lambda *_: iter(())
    print(f"{NOISE:g} % noise, JPEG quality {QUALITY}")
    print("| report | dpi | askew | scanned pages | rows | id | tuple | kind | s a page |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    reports = asked.pdf or [SAMPLES / f"{name}.pdf" for name in NAMES]
    for pdf in reports:
        for dpi, skew in product(asked.dpi or RESOLUTIONS, asked.skew or SKEWS):
            print(_line(pdf, dpi, skew, asked, read), flush=True)
    for pdf in reports:
        print(f"\n{pdf.stem}, without the extra:\n{_unread(pdf, asked)}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdf", nargs="*", type=Path, help="reports; else some of sample_reports/")
    parser.add_argument("--dpi", type=int, action="append", help="else 150 and 300")
    parser.add_argument("--skew", type=float, action="append", help="degrees; else 0.7 and 2.5")
    parser.add_argument("--no-rules", action="store_true", help="as if no ruling line had been seen")
    parser.add_argument("--whole", action="store_true", help="make every page a picture, not only those of the index")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what was read otherwise")
    return parser.parse_args()


def _pages(pdf: Path, gold: Index, whole: bool) -> list[int]:
    """The 0-based pages that are made pictures."""
    from gricheck.readers import read as read_pages

    if whole:
        return list(range(len(read_pages(pdf).pages)))
    first = min(gold.pages)
    return [*range(max(0, first - FURTHER), first), *sorted(gold.pages)]


def _unread(pdf: Path, asked: argparse.Namespace) -> str:
    """What ``gricheck check`` says of the scan where OCR is not installed."""
    from click.testing import CliRunner

    from gricheck.cli import cli
    from gricheck.readers import ocr

    with tempfile.TemporaryDirectory() as folder, patch.object(ocr, "is_installed", lambda: False):
        file = Path(folder) / "scanned.pdf"
        scanned(pdf, file, _pages(pdf, in_process()(pdf), asked.whole), min(asked.dpi or RESOLUTIONS))
        done = CliRunner().invoke(cli, ["check", str(file), "--no-config"])
    told = done.stderr.replace(f"{folder}{os.sep}", "") or done.stdout.partition("\n\n")[2]
    return f"{told[:1000].strip()} (exit code {done.exit_code})"


def _line(pdf: Path, dpi: int, skew: float, asked: argparse.Namespace, read: Reader) -> str:
    gold = read(pdf)
    pages = _pages(pdf, gold, asked.whole)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scanned.pdf"
        scanned(pdf, file, pages, dpi, skew)
        since = time.monotonic()
        found = read(file)
        seconds = (time.monotonic() - since) / len(pages)
    if asked.verbose:
        _tell(gold, found)
    got = figures(gold, found)
    return (
        f"| {pdf.stem} | {dpi} | {skew:g} | {len(pages)} | {len(gold.lines)} "
        f"| {got.id:.3f} | {got.tuple:.3f} | {got.kind:.3f} | {seconds:.1f} |"
    )


def _tell(gold: Index, found: Index) -> None:
    for name, ours, theirs in (
        ("code", codes(gold), codes(found)),
        ("page", page_pairs(gold), page_pairs(found)),
        ("kind", frozenset(kinds(gold)), frozenset(kinds(found))),
    ):
        print(f"{name}: not read {_list(ours - theirs)}; read in their place {_list(theirs - ours)}")


def _list(items: frozenset[object]) -> str:
    return ", ".join(sorted(map(str, items))) or "nothing"


if __name__ == "__main__":
    main()
