"""Every fact of gri_standards/ against the schema and against every other fact."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from gricheck import bundle, resources, yamlio
from gricheck.catalogue import load_catalogue
from gricheck.catalogue.load import OVERALL
from gricheck.errors import PackError
from gricheck.model.standard import Disclosure, DisclosureKind, Standard, Trust
from gricheck.yamlio import Located

FOLDER = resources.data_dir("gri_standards")
SCHEMA = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
OVERALL_SCHEMA = {**SCHEMA, "$ref": "#/$defs/catalogue"}
FILES = bundle.parse("gri_standards", resources.read_bundled("gri_standards", FOLDER))
STANDARDS = {path: located for path, located in FILES.items() if path != OVERALL}
CATALOGUE = load_catalogue()

ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]

DISCLOSURE_COUNTS = {
    "GRI G4 2013": 150, "GRI 101 2016": 0, "GRI 102 2016": 56, "GRI 103 2016": 3, "GRI 1 2021": 0, "GRI 2 2021": 30,
    "GRI 3 2021": 3, "GRI 11 2021": 15, "GRI 12 2022": 13, "GRI 13 2022": 22, "GRI 14 2024": 26, "GRI 101 2024": 8,
    "GRI 102 2025": 10, "GRI 103 2025": 5, "GRI 201 2016": 4, "GRI 202 2016": 2, "GRI 203 2016": 2, "GRI 204 2016": 1,
    "GRI 205 2016": 3, "GRI 206 2016": 1, "GRI 207 2019": 4, "GRI 301 2016": 3, "GRI 302 2016": 5, "GRI 303 2016": 3,
    "GRI 303 2018": 5, "GRI 304 2016": 4, "GRI 305 2016": 7, "GRI 306 2016": 5, "GRI 306 2020": 5, "GRI 307 2016": 1,
    "GRI 308 2016": 2, "GRI 401 2016": 3, "GRI 402 2016": 1, "GRI 403 2016": 4, "GRI 403 2018": 10, "GRI 404 2016": 3,
    "GRI 405 2016": 2, "GRI 406 2016": 1, "GRI 407 2016": 1, "GRI 408 2016": 1, "GRI 409 2016": 1, "GRI 410 2016": 1,
    "GRI 411 2016": 1, "GRI 412 2016": 3, "GRI 413 2016": 2, "GRI 414 2016": 2, "GRI 415 2016": 1, "GRI 416 2016": 2,
    "GRI 417 2016": 3, "GRI 418 2016": 1, "GRI 419 2016": 1,
}  # fmt: skip


def _key(standard: Standard) -> str:
    return f"{standard.number} {standard.edition}"


def _disclosures() -> list[Disclosure]:
    return [d for s in CATALOGUE.standards for d in s.disclosures]


def _id(disclosure: Disclosure) -> str:
    return f"{disclosure.code}-{disclosure.edition}"


@pytest.mark.parametrize("path", FILES)
def test_every_file_fits_the_schema(path: str) -> None:
    yamlio.validate(FILES[path], OVERALL_SCHEMA if path == OVERALL else SCHEMA)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sdgs: [8.10]", "8.1 is a number; write text, in quotes"),
        ("sdgs: ['18.1']", "does not have the form"),
        ("requirements: {1: words}", "unknown key '1'"),
        ("requirements: {a: [words]}", "too short"),
        ("successors: [{to: 2-1}]", "'edition' is a dependency of 'to'"),
        ("successors: [{relation: discontinued, to: 2-1, edition: 2021}]", "should not be valid under"),
        ("withdrawn: 1 January 2027", "does not have the form"),
        ("trust: {hihg: [title]}", "unknown key 'hihg'; did you mean 'high'?"),
        ("tilte: x", "unknown key 'tilte'"),
    ],
)
def test_the_schema_refuses_and_names_the_line(text: str, message: str) -> None:
    head = (
        "standard: GRI 9\nedition: 2016\ntitle: T\nseries: social\neffective: 2018-07-01\nsources: {dates: [memory]}\n"
    )
    located = yamlio.load(f"{head}disclosures:\n  9-1:\n    title: T\n    {text}\n", "x.yaml")
    with pytest.raises(PackError) as caught:
        yamlio.validate(located, SCHEMA)
    assert str(caught.value).startswith("x.yaml:10: ")
    assert message in str(caught.value)


@pytest.mark.parametrize("path", STANDARDS)
def test_the_file_is_where_its_content_says(path: str) -> None:
    tree = STANDARDS[path].tree
    folder = tree["series"] if tree["series"] in ("universal", "sector") else "topic"
    folder = "g4" if tree["standard"] == "GRI G4" else folder
    assert path == f"{folder}/{tree['standard'].lower().replace(' ', '-')}-{tree['edition']}.yaml"


def test_every_standard_is_there_with_all_its_disclosures() -> None:
    assert {_key(s): len(s.disclosures) for s in CATALOGUE.standards} == DISCLOSURE_COUNTS


def test_code_and_edition_name_one_disclosure() -> None:
    counts = Counter(d.key for d in _disclosures())
    assert [key for key, count in counts.items() if count > 1] == []
    assert len(CATALOGUE.by_key) == 442


@pytest.mark.parametrize("standard", CATALOGUE.standards, ids=_key)
def test_numbering_has_no_gaps(standard: Standard) -> None:
    numbers: dict[str, list[int]] = {}
    for disclosure in standard.disclosures:
        if disclosure.kind is DisclosureKind.SECTOR or disclosure.code == "G4-DMA":
            continue
        stem, number = re.fullmatch(r"(.*?)(\d+)", disclosure.code).groups()  # type: ignore[union-attr]
        numbers.setdefault(stem, []).append(int(number))
    for stem, found in numbers.items():
        assert found == list(range(1, len(found) + 1)), stem
        assert stem.startswith(standard.number.removeprefix("GRI ") + "-"), stem


def test_g4_counts_per_category() -> None:
    counts = Counter(re.sub(r"\d+$", "", d.code) for d in CATALOGUE.by_standard["GRI G4", 2013].disclosures)
    expected = {"G4-": 58, "EC": 9, "EN": 34, "LA": 16, "HR": 12, "SO": 11, "PR": 9, "DMA": 1}
    assert counts == {name if name == "G4-" else f"G4-{name}": count for name, count in expected.items()}


CLAUSES_WITH_GAPS = {("102-10", 2025): "the form the letters come from is incomplete (SOURCES.md)"}


@pytest.mark.parametrize("disclosure", [d for d in _disclosures() if d.requirements], ids=_id)
def test_requirement_letters_have_no_gaps(disclosure: Disclosure) -> None:
    clauses = [requirement.clause for requirement in disclosure.requirements]
    letters = list(dict.fromkeys(clause.split("-")[0] for clause in clauses))
    if disclosure.key not in CLAUSES_WITH_GAPS:
        assert letters == [chr(ord("a") + i) for i in range(len(letters))]
    for letter in letters:
        below = [clause.split("-")[1] for clause in clauses if clause.startswith(f"{letter}-")]
        assert below == ROMAN[: len(below)], letter
        assert letter in clauses


@pytest.mark.parametrize("disclosure", _disclosures(), ids=_id)
def test_a_requirement_is_said_in_a_few_words(disclosure: Disclosure) -> None:
    for requirement in disclosure.requirements:
        assert 1 <= len(requirement.says.split()) <= 13, requirement.clause


def test_successors_exist() -> None:
    for old in _disclosures():
        for step in old.successors:
            if step.code is None:
                assert step.relation in ("discontinued", "withdrawn"), old.code
                continue
            if step.code.startswith("GRI "):
                assert (step.code, step.edition) in CATALOGUE.by_standard, old.code
                assert step.clause, old.code
                continue
            new = CATALOGUE.by_key[step.key]  # type: ignore[index]
            assert step.clause is None or step.clause in {r.clause for r in new.requirements}, (old.code, step)
            assert new.edition > old.edition, old.code


def test_whatever_is_withdrawn_says_where_it_went() -> None:
    for disclosure in _disclosures():
        assert bool(disclosure.withdrawn_from) == bool(disclosure.successors), disclosure.key


def test_superseding_standards_exist_and_are_newer() -> None:
    for standard in CATALOGUE.standards:
        assert bool(standard.withdrawn_from) == bool(standard.superseded_by), _key(standard)
        for key in standard.superseded_by:
            assert CATALOGUE.by_standard[key].edition > standard.edition


def test_dates_are_in_order() -> None:
    for item in [*CATALOGUE.standards, *_disclosures()]:
        assert item.effective_from is not None
        assert item.effective_from.year >= item.edition, item
        assert item.withdrawn_from is None or item.effective_from < item.withdrawn_from, item
    for standard in CATALOGUE.standards:
        for disclosure in standard.disclosures:
            if standard.withdrawn_from:
                assert disclosure.withdrawn_from is not None, disclosure.key
                assert disclosure.withdrawn_from <= standard.withdrawn_from, disclosure.key


def test_what_takes_a_place_is_there_when_the_place_is_empty() -> None:
    for old in _disclosures():
        for step in old.successors:
            new = CATALOGUE.get(step.code or "", step.edition)
            if new is not None:
                assert new.effective_from is not None
                assert old.withdrawn_from is not None
                assert new.effective_from <= old.withdrawn_from, old.key


def test_editions_of_a_number_follow_each_other() -> None:
    for number in {s.number for s in CATALOGUE.standards}:
        for older, newer in pairwise(CATALOGUE.editions(number)):
            assert older.effective_from < newer.effective_from, number  # type: ignore[operator]


@pytest.mark.parametrize(("number", "topics"), [("GRI 11", 22), ("GRI 12", 22), ("GRI 13", 26), ("GRI 14", 26)])
def test_sector_topics_are_numbered_without_gaps(number: str, topics: int) -> None:
    standard = CATALOGUE.editions(number)[0]
    originals = [topic for topic in standard.topics if topic.version == "original"]
    assert len(originals) == topics
    first = 0 if number == "GRI 14" else 1  # 14.0 holds what crosses its topics
    assert sorted(int(topic.number.split(".")[1]) for topic in originals) == list(range(first, first + topics))
    for topic in standard.topics:
        lines = [reference.number for reference in topic.references]
        assert lines == [f"{topic.number}.{i}" for i in range(1, len(lines) + 1)]
        assert topic.number.split(".")[0] == number.removeprefix("GRI ")


def test_sector_references_stand_for_disclosures() -> None:
    for lines in CATALOGUE.references.values():
        for line in lines:
            disclosure = CATALOGUE.by_key[line.code, line.edition]  # type: ignore[index]
            assert (line.kind == "additional") == (disclosure.kind is DisclosureKind.SECTOR)
            assert line.title == (disclosure.title or disclosure.note)


def test_the_original_version_answers_for_a_sector_number() -> None:
    assert CATALOGUE.by_reference["11.1.2"].code == "302-1"
    assert [line.code for line in CATALOGUE.references["11.1.2"]] == ["302-1", "102-1"]
    assert CATALOGUE.by_reference["11.1.16"].version == "1.1"


def test_only_a_sectors_own_disclosure_has_no_title() -> None:
    for disclosure in _disclosures():
        assert bool(disclosure.title) == (disclosure.kind is not DisclosureKind.SECTOR), disclosure.key
        assert disclosure.title or disclosure.note, disclosure.key


def _blocks(tree: dict[str, Any]) -> dict[str, list[str]]:
    """The names that a disclosure's or topic's ``trust`` may use, by block."""
    steps = [step.get("to", step.get("relation")) for step in tree.get("successors", [])]
    return {
        "title": [],
        "requirements": list(tree.get("requirements", {})),
        "successors": steps,
        "sdgs": tree.get("sdgs", []),
        "titles": list(tree.get("titles", {})),
        "references": list(tree.get("references", {})),
    }


def _parts(tree: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    for code, part in tree.get("disclosures", {}).items():
        yield ("disclosures", code), part
    for i, part in enumerate(tree.get("topics", [])):
        yield ("topics", i), part


def _misnamed(located: Located) -> list[str]:
    """Names in ``trust`` that name no fact of their file or disclosure."""
    wrong = []
    tree = located.tree
    everywhere = {f"heading.{language}" for language in tree.get("titles", {})} | {"heading"}
    for place, part in _parts(tree):
        known = {
            name for block, names in _blocks(part).items() if names or block == "title" for name in [block, *names]
        }
        everywhere |= known
        wrong += [f"{located.error((*place, 'trust'), name)}" for name in _named(part) if name not in known]
    return wrong + [f"{located.error(('trust',), name)}" for name in _named(tree) if name not in everywhere]


def _named(tree: dict[str, Any]) -> list[str]:
    return [name for names in tree.get("trust", {}).values() for name in names]


@pytest.mark.parametrize("path", STANDARDS)
def test_trust_names_facts_that_are_there_once(path: str) -> None:
    assert _misnamed(STANDARDS[path]) == []
    for _, part in [((), STANDARDS[path].tree), *_parts(STANDARDS[path].tree)]:
        assert max(Counter(_named(part)).values(), default=0) <= 1


def _trusts(standard: Standard) -> dict[str, list[Trust]]:
    """How far the facts of each block are trusted once the file is read."""
    own = standard.disclosures
    return {
        "title": [d.trust for d in own if d.kind is not DisclosureKind.SECTOR],
        "requirements": [r.trust for d in own for r in d.requirements],
        "successors": [s.trust for d in own for s in d.successors],
        "sdgs": [link.trust for d in own for link in d.sdgs],
        "titles": [t for item in (standard, *own) for t in item.titles_trust.values()],
        "references": [line.trust for topic in standard.topics for line in topic.references],
    }


@pytest.mark.parametrize("path", STANDARDS)
def test_memory_alone_is_never_high(path: str) -> None:
    tree = STANDARDS[path].tree
    standard = CATALOGUE.by_standard[tree["standard"], tree["edition"]]
    for block, trusts in _trusts(standard).items():
        named = tree["sources"].get(block, [])
        assert bool(trusts) == bool(named), f"{block}: facts without a source, or a source without facts"
        if named == ["memory"]:
            assert Trust.HIGH not in trusts, block


def test_every_source_is_explained_and_used() -> None:
    text = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE))
    used = {key for located in STANDARDS.values() for keys in located.tree["sources"].values() for key in keys}
    assert explained == used


def test_trust_is_resolved_from_the_nearest() -> None:
    withdrawal = CATALOGUE.by_key["303-3", 2018]
    trusts = {r.clause: r.trust for r in withdrawal.requirements}
    assert (trusts["a"], trusts["a-i"], trusts["b-v"]) == (Trust.HIGH, Trust.MEDIUM, Trust.HIGH)
    links = {link.target: link.trust for link in CATALOGUE.by_key["305-1", 2016].sdgs}
    assert (links["3.9"], links["12.4"]) == (Trust.LOW, Trust.MEDIUM)
    assert CATALOGUE.by_key["102-15", 2016].successors[0].trust is Trust.LOW
    assert CATALOGUE.by_key["102-16", 2016].successors[0].trust is Trust.MEDIUM
    assert {d.trust for d in CATALOGUE.by_standard["GRI G4", 2013].disclosures} == {Trust.MEDIUM}


def test_facts_as_the_model_tells_them() -> None:
    first = CATALOGUE.by_key["305-1", 2016]
    assert (first.effective_from, first.withdrawn_from) == (date(2018, 7, 1), date(2027, 1, 1))
    assert [s.key for s in first.successors] == [("102-5", 2025)]
    assert (first.requirements[0].unit, first.requirements[0].quantitative) == ("tCO2e", True)
    assert (first.requirements[1].unit, first.requirements[1].quantitative) == (None, False)
    assert CATALOGUE.by_key["305-6", 2016].withdrawn_from is None
    step = CATALOGUE.by_key["102-1", 2016].successors[0]
    assert (step.code, step.edition, step.clause, step.effective_from) == ("2-1", 2021, "a", date(2023, 1, 1))
    claim = CATALOGUE.by_key["102-54", 2016].successors[0]
    assert (claim.code, claim.edition, claim.clause) == ("GRI 1", 2021, "requirement 8")
    assert CATALOGUE.by_key["103-1", 2016].kind is DisclosureKind.MANAGEMENT
    assert CATALOGUE.by_key["102-1", 2016].kind is DisclosureKind.GENERAL
    assert CATALOGUE.by_key["11.1.16", 2021].effective_from == date(2026, 1, 1)
    assert CATALOGUE.index_titles["de"] == "GRI-Inhaltsindex"


def test_a_code_may_bear_several_editions() -> None:
    def titles(code: str) -> list[str]:
        return [d.title for d in CATALOGUE.by_code[code]]

    assert titles("306-3") == ["Significant spills", "Waste generated"]
    assert titles("303-3") == ["Water recycled and reused", "Water withdrawal"]
    assert titles("102-4") == ["Location of operations", "GHG emissions reduction targets and progress"]
    assert titles("103-3") == ["Evaluation of the management approach", "Upstream and downstream energy consumption"]


def test_which_disclosures_of_a_standard_are_withdrawn() -> None:
    waste = CATALOGUE.by_standard["GRI 306", 2016].disclosures
    years = {d.code: d.withdrawn_from and d.withdrawn_from.year for d in waste}
    assert years == {"306-1": 2021, "306-2": 2022, "306-3": None, "306-4": 2022, "306-5": 2021}
