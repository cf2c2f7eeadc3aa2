"""Current titles and requirement letters against GRI's own XBRL taxonomy.

The taxonomy is not ours to ship: it is looked for beside the repository, and the tests are skipped where it is not. Its
misprints are listed one by one, so that a title or letter of ours that is changed cannot hide behind them.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from gricheck.catalogue import load_catalogue
from gricheck.model.standard import Disclosure, Trust

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "gri" / "taxonomy"
ARCHIVE = next(iter(sorted(FOLDER.glob("*.zip"))), None)

pytestmark = pytest.mark.skipif(ARCHIVE is None, reason="GRI's XBRL taxonomy is not in ../shared/gri/taxonomy")

CATALOGUE = load_catalogue()

EDITIONS = {"2": 2021, "3": 2021, "101": 2024, "207": 2019, "303": 2018, "306": 2020, "403": 2018}
"""Of the standards that the taxonomy covers; the others are of 2016."""

SPILLS = "Significant spills"
"""The taxonomy holds 306-3 of both editions under one number; this title is that of 2016."""

OTHER_TITLES = {
    "2-9": ("Governance structure and composition business relationships", "ends with the tail of the title of 2-6"),
    "101-3": ("Management of biodiversity impacts", "the title of 101-2 again"),
    "2-22": ("Statement on sustainable developmentstrategy", "a space is missing"),
    "201-1": ("Direct economic value generated anddistributed", "a space is missing"),
    "201-2": ("Financial implications and other risksand opportunities due to climate change", "a space is missing"),
    "201-3": ("Defined benefit plan obligations andother retirement plans", "a space is missing"),
    "303-2": ("Management of water discharge related impacts", "a hyphen is missing"),
    "306-2": ("Management of significant wasterelated impacts", "a hyphen is missing"),
    "401-2": (
        "Benefits provided to full-time employees that are not provided to temporary or part time employees",
        "a hyphen is missing",
    ),
}
"""Code to a title that the taxonomy prints, and why it is a misprint."""

OTHER_CLAUSES = {
    "2-6-b-iv": "2-6-b has three parts in the standard",
    "2-29-a-iv": "2-29-a has three parts in the standard",
    "3-1-a-iii": "3-1-a has two parts in the standard",
    "101-6-a-d": "a part with a letter where parts have numerals: 101-6-d, which it holds too",
}
"""Clauses of the taxonomy that the standards do not have."""

BARE_NUMBERS = {"202": "202-2"}
"""References to a disclosure that are numbered as the standard."""

References = dict[tuple[str, int], tuple[set[str], set[str]]]
"""(code, edition) to the titles and clauses that the taxonomy gives it."""


@cache
def _taxonomy() -> References:
    found: References = defaultdict(lambda: (set(), set()))
    for name, number, clause in _references():
        code = BARE_NUMBERS.get(number, number) if name.startswith("Disclosure") else number
        if "-" not in code:
            continue
        title = re.sub(r"^(Disclosure )+(\d+-\d+)?\s*:?\s*", "", name)
        edition = 2016 if code == "306-3" and title == SPILLS else EDITIONS.get(code.split("-")[0], 2016)
        titles, clauses = found[code, edition]
        titles.add(title)
        if clause and not clause[0].isdigit():  # a number is a compilation requirement, which has no letter
            clauses.add(clause)
    return dict(found)


def _references() -> list[tuple[str, str, str]]:
    """Name, number and clause of every reference of the taxonomy's reference linkbase."""
    assert ARCHIVE is not None
    with zipfile.ZipFile(ARCHIVE) as archive:
        (member,) = (name for name in archive.namelist() if "/linkbases/ref_gri_srs_" in name)
        root = etree.fromstring(archive.read(member), etree.XMLParser(resolve_entities=False, no_network=True))
    parts = [{etree.QName(p).localname: p.text or "" for p in r} for r in root.iter("{*}reference")]
    return [
        (
            " ".join(part["Name"].split()),
            part["Number"].strip(),
            "-".join(part[key].strip() for key in ("Paragraph", "Subparagraph") if part.get(key, "").strip()),
        )
        for part in parts
    ]


def _ours(key: tuple[str, int]) -> Disclosure:
    return CATALOGUE.by_key[key]


def test_every_disclosure_of_the_taxonomy_is_ours() -> None:
    assert len(_taxonomy()) == 126
    assert [key for key in _taxonomy() if key not in CATALOGUE.by_key] == []


def test_nothing_of_the_standards_it_covers_is_missing_from_it() -> None:
    """306:2016 is the exception: only 306-3 of it is still in effect."""
    covered = {(_ours(key).standard, key[1]) for key in _taxonomy()} - {("GRI 306", 2016)}
    ours = {d.key for standard in covered for d in CATALOGUE.by_standard[standard].disclosures}
    assert ours - set(_taxonomy()) == set()


def test_titles_are_those_of_the_taxonomy() -> None:
    different = {}
    for key, (titles, _) in _taxonomy().items():
        known = OTHER_TITLES.get(key[0], ("", ""))[0]
        printed = titles - {known}
        if printed - {_ours(key).title}:
            different[key] = (_ours(key).title, printed)
    assert different == {}


def test_a_listed_misprint_is_still_printed_and_is_not_ours() -> None:
    for code, (misprint, _) in OTHER_TITLES.items():
        key = (code, EDITIONS.get(code.split("-")[0], 2016))
        assert misprint in _taxonomy()[key][0], code
        assert misprint != _ours(key).title, code
    printed = {f"{code}-{clause}" for (code, _), (_, clauses) in _taxonomy().items() for clause in clauses}
    assert set(OTHER_CLAUSES) <= printed


def test_a_misprinted_title_differs_from_ours_by_no_more_than_the_misprint() -> None:
    """Where only spaces or hyphens are missing, the rest is compared all the same."""
    for code, (misprint, why) in OTHER_TITLES.items():
        ours = _ours((code, EDITIONS.get(code.split("-")[0], 2016))).title
        if "missing" in why:
            assert re.sub(r"[\s-]", "", misprint) == re.sub(r"[\s-]", "", ours), code
    assert OTHER_TITLES["2-9"][0].removesuffix(" business relationships") == _ours(("2-9", 2021)).title
    assert _ours(("101-3", 2024)).title == "Access and benefit-sharing"


def test_requirement_letters_are_those_of_the_taxonomy() -> None:
    """Each of its clauses is ours, and each clause that we trust is one of its, or holds one of its."""
    lacking, invented = [], []
    for key, (_, clauses) in _taxonomy().items():
        theirs = {clause for clause in clauses if f"{key[0]}-{clause}" not in OTHER_CLAUSES}
        ours = {requirement.clause: requirement.trust for requirement in _ours(key).requirements}
        lacking += [(key, clause) for clause in sorted(theirs - set(ours))]
        held = theirs | {clause.split("-")[0] for clause in theirs}
        invented += [(key, clause) for clause, trust in ours.items() if trust is Trust.HIGH and clause not in held]
    assert lacking == []
    assert invented == []


def test_the_standards_titles_are_those_of_the_taxonomy() -> None:
    names = {name.removesuffix(" [abstract]") for name, _, _ in _references() if name.startswith("GRI")}
    printed = {found.groups() for name in names if (found := re.fullmatch(r"GRI[- ](\d+): (.+?)(?: (20\d\d))?", name))}
    for number, title, year in printed:
        edition = int(year) if year else EDITIONS[number]
        assert CATALOGUE.by_standard[f"GRI {number}", edition].title == title
    assert len(printed) == 34
