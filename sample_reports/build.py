"""Makes the sample reports again from their sources: ``python sample_reports/build.py [--out FOLDER] [NAME ...]``."""

from __future__ import annotations

import argparse
from pathlib import Path

from making.pdf import make
from making.source import SOURCES, load

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="samples to make; all by default")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to; this one by default")
    arguments = parser.parse_args()
    for name in arguments.names or sorted(path.stem for path in SOURCES.glob("*.yaml")):
        pdf, text = make(load(name))
        (arguments.out / f"{name}.pdf").write_bytes(pdf)
        (arguments.out / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
