"""Sector standards that an index names, and the words of a sector."""

from __future__ import annotations

import pytest

from gricheck.index.sectors import named_sectors, sector_words
from gricheck.vocabulary import load_vocabulary
from index.layouts import document

OIL = "We pump crude oil and natural gas liquids. Two drilling rigs moved. Flaring fell at the refinery. "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Applicable GRI Sector Standard(s) GRI 11: Oil and Gas Sector 2021", ("GRI 11",)),
        ("Applicable sector standards: GRI 14 Mining Sector 2024, GRI 12: Coal Sector 2022", ("GRI 12", "GRI 14")),
        ("GRI 13-2", ()),
        ("GRI 11.2 Climate adaptation", ()),
        ("GRI 1: Foundation 2021", ()),
        ("Applicable GRI Sector Standard(s): None", ()),
        ("GRI 12: Coal Sector 2022 does not apply to us.", ()),
        ("We use GRI 11: Oil and Gas Sector 2021. GRI 12: Coal Sector 2022 is not applicable.", ("GRI 11",)),
        ("Neither GRI 11 nor GRI 12 fits our business.", ()),
        ("None of GRI 11, GRI 12, GRI 13 and GRI 14 is about telecommunications.", ()),
        ("We do not use GRI 12 but GRI 11.", ("GRI 11",)),
        ("GRI 11: Branchenstandard Öl und Gas findet keine Anwendung", ()),
        ("GRI 13 non applicabile", ()),
        ("不适用 GRI 14", ()),
        ("Topics determined as not material\nGRI 11: Oil and Gas Sector 2021\n11.3 Air emissions", ("GRI 11",)),
    ],
)
def test_a_sector_standard_is_named_unless_it_is_denied(text: str, found: tuple[str, ...]) -> None:
    assert named_sectors(text, load_vocabulary()) == found


def test_words_of_a_sector_count_from_the_second_time_on() -> None:
    once = {item.standard: item for item in sector_words(document(OIL), load_vocabulary())}
    twice = {item.standard: item for item in sector_words(document(OIL * 2), load_vocabulary())}
    assert (once["GRI 11"].kinds, once["GRI 11"].density) == (0, 0)
    assert (twice["GRI 11"].kinds, twice["GRI 11"].count) == (4, 8)
    assert twice["GRI 14"].kinds == 0


def test_a_word_counts_only_as_a_whole() -> None:
    found = {item.standard: item for item in sector_words(document("Boeing and Boeotia " * 9), load_vocabulary())}
    assert found["GRI 11"].count == 0


def test_every_language_knows_the_words_of_every_sector() -> None:
    assert set(load_vocabulary().sectors) == {"GRI 11", "GRI 12", "GRI 13", "GRI 14"}


def test_every_languages_patterns_and_column_are_there() -> None:
    from gricheck.bundle import load_bundled
    from gricheck.vocabulary import merge

    trees = [located.tree for path, located in load_bundled("rules").items() if path.startswith("vocabulary/")]
    for tree in trees:
        words = merge([tree])
        assert words.sector_denied, tree["language"]
        assert words.sector_not_material, tree["language"]
        assert words.columns["sector"], tree["language"]
        assert len(words.sectors) == 4, tree["language"]
