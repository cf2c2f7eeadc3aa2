"""What ``gricheck standards`` says: names are forgiven, every edition shown, doubts said, near names offered."""

from __future__ import annotations

import re

import pytest

from gricheck.catalogue import describe, load_catalogue, standards_table
from gricheck.errors import UsageError

CATALOGUE = load_catalogue()


def test_the_table_lists_every_standard() -> None:
    header, *lines = standards_table(CATALOGUE)
    assert header[:3] == ("standard", "edition", "title")
    assert len(lines) == len(CATALOGUE.standards)
    assert {len(line) for line in lines} == {len(header)}
    assert ("GRI 303", "2016", "Water", "2018-07-01", "2021-01-01", "GRI 303 (2018)", "3") in lines
    assert next(line for line in lines if line[:2] == ("GRI 306", "2016"))[4] == "in part"


@pytest.mark.parametrize(
    "query", ["GRI305-1", "gri 305-1", "305.1", "305 1", "305–1", "305-1-a", "Disclosure 305-1", "305-1 2016"]
)
def test_a_disclosure_is_found_however_it_is_written(query: str) -> None:
    assert describe(CATALOGUE, query) == describe(CATALOGUE, "305-1")


@pytest.mark.parametrize("query", ["en15", "G4 EN15", "g4-en-15", "GRI G4-EN15"])
def test_a_g4_indicator_is_found_however_it_is_written(query: str) -> None:
    assert describe(CATALOGUE, query) == describe(CATALOGUE, "G4-EN15")


@pytest.mark.parametrize("query", ["303", "gri303", "GRI-303"])
def test_a_standard_is_found_however_it_is_written(query: str) -> None:
    assert describe(CATALOGUE, query) == describe(CATALOGUE, "GRI 303")


def test_every_name_in_the_catalogue_can_be_asked_for() -> None:
    numbers = {s.number for s in CATALOGUE.standards}
    topics = {t.number for s in CATALOGUE.standards for t in s.topics}
    for name in [*CATALOGUE.by_code, *CATALOGUE.references, *numbers, *topics]:
        assert re.match(rf"{re.escape(name)}\b", describe(CATALOGUE, name)), name


def test_a_disclosure_in_full() -> None:
    assert describe(CATALOGUE, "206-1").splitlines() == [
        "206-1  Legal actions for anti-competitive behavior, anti-trust, and monopoly practices",
        "  GRI 206: Anti-competitive Behavior 2016; effective from 2018-07-01",
        "  Takes the place of:",
        "    G4-SO7 (2013) Total number of legal actions for anti-competitive behavior, anti-trust, and monopoly "
        "practices and their outcomes [trust: medium]",
        "  Requirements:",
        "    a  Legal actions pending or completed (number)",
        "    b  Main outcomes of completed actions",
        "  SDG targets:",
        "    16.3 [trust: medium]",
        "  In sector standards:",
        "    11.19.2, 13.25.2",
        "  Title in other languages:",
        "    ko       경쟁 저해 행위, 독과점 등 불공정 거래 행위에 대한 법적 조치 [trust: medium]",
        "    zh-Hant  反競爭行為、反托拉斯和壟斷行為的法律行動 [trust: medium]",
    ]


def test_every_edition_is_shown_oldest_first() -> None:
    text = describe(CATALOGUE, "303-3")
    assert text.index("Water 2016") < text.index("Water and Effluents 2018")
    assert "2016" not in describe(CATALOGUE, "303-4").splitlines()[1]
    assert describe(CATALOGUE, "GRI 303: Water and Effluents 2018").startswith("GRI 303: Water and Effluents 2018\n")


def test_doubts_are_said() -> None:
    text = describe(CATALOGUE, "303-3 2018")
    assert "    a      Total withdrawal, all areas, by source (ML)\n" in text
    assert "    a-i    Surface water (ML) [trust: medium]\n" in text
    assert "6.4 [trust: medium]" in text


def test_a_sector_number_shows_both_versions() -> None:
    text = describe(CATALOGUE, "11.1.2")
    assert "11.1.2  302-1 (2016) Energy consumption within the organization\n" in text
    assert "102-1 (2025) Transition plan for climate change mitigation (version 1.1) [trust: medium]\n" in text
    assert "no official title; about:" in describe(CATALOGUE, "11.2.4")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("413-3", "there are 413-1 to 413-2"),
        ("204-2", "there is only 204-1"),
        ("EN99", "there are G4-EN1 to G4-EN34"),
        ("11.1.40", "there are 11.1.1 to 11.1.17"),
        ("GRI 50", "did you mean GRI "),
        ("emissions", "`gricheck standards` lists all"),
        ("", "`gricheck standards` lists all"),
        ("303-3 2019", "303-3 is known of 2016, 2018"),
    ],
)
def test_what_is_unknown_gets_the_nearest(query: str, words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        describe(CATALOGUE, query)
