"""Makes the sample reports again from their sources: ``python sample_reports/build.py [--out FOLDER] [NAME ...]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from making.formats import FORMATS, sheet
from making.house import as_house_xml
from making.inline import tagged_report
from making.pdf import make, settle
from making.source import SOURCES, load

HERE = Path(__file__).parent
INDEXES = ("faulty-2021-in-accordance",)
"""Samples of which the index is made by itself too, in every format that is read."""

TAGGED = {"alderbrook-2024": ("Alderbrook Mills", 2024)}
"""Reports in inline XBRL: company and year."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="samples to make; all by default")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to; this one by default")
    arguments = parser.parse_args()
    for name in arguments.names or sorted(path.stem for path in SOURCES.glob("*.yaml")):
        pdf, text = make(load(name))
        (arguments.out / f"{name}.pdf").write_bytes(pdf)
        (arguments.out / f"{name}.txt").write_text(text, encoding="utf-8")
        if name in INDEXES:
            make_indexes(name, text, arguments.out)
    for name, about in TAGGED.items() if not arguments.names else ():
        make_tagged(name, arguments.out / "tagged", *about)


def make_tagged(name: str, folder: Path, company: str, year: int) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.xhtml").write_bytes(tagged_report(name, company, year))


def make_indexes(name: str, text: str, folder: Path) -> None:
    for inner in ("indexes", "house-xml"):
        (folder / inner).mkdir(exist_ok=True)
    report = load(name)
    index = sheet(report, settle(report)[1])
    for ending, write in FORMATS.items():
        (folder / "indexes" / f"{name}.{ending}").write_bytes(write(index))
    (folder / "house-xml" / f"{name}.xml").write_text(as_house_xml(index, text), encoding="utf-8")


if __name__ == "__main__":
    main()
