"""``long_report.py OUT``: a sample report with its chapters set several times over, about 100 pages, as a PDF.

The index stays as it is and points at the first setting of each chapter.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "sample_reports"))

from making.pdf import make
from making.source import Chapter, Report, load

SAMPLE = "faulty-2016-core"
"""The one with most to say, so that the cost of findings is in the measure."""

SETTINGS = 4


def long_report() -> Report:
    report = load(SAMPLE)
    return replace(report, chapters=[*report.chapters, *further(report.chapters)])


def further(chapters: list[Chapter]) -> Iterator[Chapter]:
    """The chapters again, under titles of their own and without the codes from which the index takes its pages."""
    for part in range(2, SETTINGS + 1):
        for chapter in chapters:
            sections = [replace(section, codes=[]) for section in chapter.sections]
            yield Chapter(f"{chapter.title}, part {part}", sections)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(make(long_report())[0])
