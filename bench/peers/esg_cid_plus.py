"""The rule-based pipeline of esg-cid-plus 0.1.0, brought into the JSON of ``gricheck index --format json``.

    python bench/accuracy.py CORPUS --run "PEER/bin/python bench/peers/esg_cid_plus.py gri_standards {pdf}"

Nothing of the peer is part of the project. It needs Python 3.13 and an environment of its own, PEER above:

    python3.13 -m venv PEER
    PEER/bin/pip install --no-deps esg-cid-plus==0.1.0
    PEER/bin/pip install pdfplumber lunr camelot-py opencv-python-headless pydantic pypdfium2 pyyaml

``--no-deps``, because rapidocr-onnxruntime, which it asks for, has no build for Python 3.13; only its OCR needs that.

The peer looks for the disclosures of a framework that the user names, and loads frameworks from a server. Here they are
made from the project's own catalogue, the folder ``gri_standards``, and the one whose codes the report has most of is
taken. Where there is a choice, it is made in favour of the peer.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# This file is called like the package, and its folder comes first on the path.
if not sys.flags.safe_path:
    sys.path.pop(0)

import yaml
from esg_cid_plus.cid import DisclosureDef, FrameworkSpec
from esg_cid_plus.extract import detect_ci_pages, draft_rows, resolve_labels
from esg_cid_plus.pdf_toolkit import NoopCache, PDFSession

FOLDERS = {"gri_2016": ("universal", "topic"), "gri_2021": ("universal", "topic"), "g4": ("g4",)}
"""The frameworks and where their standards are. The first two names are the peer's; it has no framework for G4."""
UNIVERSAL = {
    "gri_2016": {("GRI 101", 2016), ("GRI 102", 2016), ("GRI 103", 2016)},
    "gri_2021": {("GRI 1", 2021), ("GRI 2", 2021), ("GRI 3", 2021)},
}
"""What only one of the two frameworks has that share their topics."""


def main() -> None:
    arguments = parse()
    frameworks = [framework(arguments.catalogue, name) for name in FOLDERS]
    # Without its cache on disk, so that a second run takes as long as the first.
    session = PDFSession(_disk=NoopCache())
    session.load(str(arguments.pdf))
    try:
        best = max(frameworks, key=lambda spec: mentions(session, spec))
        json.dump(index(session, best), sys.stdout)
    finally:
        session.clear()


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("catalogue", type=Path, metavar="CATALOGUE", help="the project's folder gri_standards")
    parser.add_argument("pdf", type=Path, metavar="PDF", help="the report")
    return parser.parse_args()


def framework(catalogue: Path, name: str) -> FrameworkSpec:
    """A framework as the peer wants it: the disclosures by code, and what a code looks like."""
    titles: dict[str, str] = {}
    for standard in standards(catalogue, name):
        # Where two editions use a code for different disclosures, the peer can have one title only: the older.
        titles = {code: about["title"] for code, about in standard["disclosures"].items()} | titles
    # Many reports print EN3 for G4-EN3. The peer would not know it for the same, so it gets both.
    titles |= {code[3:]: title for code, title in titles.items() if re.match("G4-[A-Z]", code)}
    return FrameworkSpec(
        id=name,
        display_name=name,
        group_pattern=pattern(titles),
        disclosures={code: DisclosureDef(code, title) for code, title in titles.items()},
    )


def standards(catalogue: Path, name: str) -> list[dict[str, Any]]:
    """The standards of a framework that have disclosures, the older editions first."""
    others = set().union(*(editions for other, editions in UNIVERSAL.items() if other != name))
    files = [path for folder in FOLDERS[name] for path in sorted((catalogue / folder).glob("*.yaml"))]
    read = sorted((yaml.safe_load(path.read_text("utf-8")) for path in files), key=lambda data: int(data["edition"]))
    return [data for data in read if data.get("disclosures") and (data["standard"], data["edition"]) not in others]


def pattern(codes: Iterable[str]) -> re.Pattern[str]:
    """Exactly these codes, with any dash that the peer makes a hyphen, and with the bounds of its own patterns."""
    longest_first = sorted(codes, key=len, reverse=True)
    forms = (re.escape(code).replace(r"\-", r"\s*[-–—]\s*") for code in longest_first)
    return re.compile(r"(?<!\w)(?:" + "|".join(forms) + r")(?!\w)")


def mentions(session: PDFSession, spec: FrameworkSpec) -> int:
    """How often codes of the framework stand in the report. The session keeps the text, which the search needs too."""
    return sum(len(spec.group_pattern.findall(session.get_page_text(page))) for page in range(session.num_pages))


def index(session: PDFSession, spec: FrameworkSpec) -> dict[str, Any]:
    """What ``extract`` of the peer does, step by step, but for its last: a row for every disclosure there is, found or
    not. Only rows that were found count here, and like there those that the framework does not have are dropped."""
    index_pages = detect_ci_pages(session, spec)
    drafts = draft_rows(session, spec, index_pages)
    rows = [row(session, draft) for draft in drafts if spec.has_disclosure(draft["standard_id"])]
    return {"index_pages": index_pages, "rows": rows}


def row(session: PDFSession, draft: dict[str, Any]) -> dict[str, Any]:
    """A row of the peer. It tells no kinds of location; one in which it found pages is of the kind ``pages``."""
    code, pages = draft["standard_id"], list(pages_of(session, draft["page_location_text"]))
    return {
        "code": code if "-" in code else f"G4-{code}",
        "title": draft["disclosure_text"],
        "location": draft["page_location_text"],
        "kind": "pages" if pages else "",
        "pages": pages,
    }


def pages_of(session: PDFSession, location: str) -> Iterator[dict[str, Any]]:
    """The pages of a location, each with its printed number. The peer keeps the whole text and the pages, not which
    words of it were numbers: so it is asked for every word alone, parted as it parts them."""
    for word in filter(None, re.split(r"[,;\s]+", location)):
        [draft] = resolve_labels(session, [{"page_location_text": word}])
        yield from ({"index": page, "label": word} for page in draft["page_location_indices"])


if __name__ == "__main__":
    main()
