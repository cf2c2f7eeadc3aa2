"""The words for what reports speak of: complete in every language, and about disclosures that exist."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from gricheck.bundle import load_bundled
from gricheck.catalogue import load_catalogue
from gricheck.lexicon import EVERY_LANGUAGE, Lexicon, load_lexicon
from gricheck.matcher.tokens import tokens
from gricheck.model.standard import Disclosure, DisclosureKind
from gricheck.resources import EVIDENCE, data_dir
from gricheck.vocabulary import load_vocabulary

LANGUAGES = sorted(set(load_lexicon().terms) - {EVERY_LANGUAGE})
FILES = sorted(load_bundled(EVIDENCE))

WITHOUT_SUBJECT: dict[tuple[str, int], str] = {}
"""Disclosures that no subject is about, each with the reason. There is none."""

UNNAMED_UNITS = {
    "number": "any number counts people or cases; it is written without a unit",
    "number; rate": "a rate is a number without a unit",
    "ratio": "a ratio is a number without a unit",
    "km": "a distance from a protected area: told by the area's words",
}
"""Units of the catalogue that say nothing by themselves, each with the reason."""


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def disclosure(code: str, edition: int) -> Disclosure:
    return load_catalogue().by_key[code, edition]


def quantitative_units() -> list[str]:
    disclosures = load_catalogue().by_key.values()
    return sorted({r.unit for d in disclosures for r in d.requirements if r.unit and r.quantitative})


def test_the_languages_are_those_of_the_vocabulary(lexicon: Lexicon) -> None:
    assert set(LANGUAGES) == set(load_vocabulary().stopwords)
    assert EVERY_LANGUAGE in lexicon.terms


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_words_for_every_subject_and_for_nothing_else(language: str, lexicon: Lexicon) -> None:
    assert set(lexicon.terms[language]) == set(lexicon.subjects)


def test_names_that_all_languages_share_are_of_known_subjects(lexicon: Lexicon) -> None:
    assert set(lexicon.terms[EVERY_LANGUAGE]) <= set(lexicon.subjects)


def test_brief_subjects_are_known_ones(lexicon: Lexicon) -> None:
    assert lexicon.brief
    assert lexicon.brief <= set(lexicon.subjects)


def test_every_subject_is_about_disclosures_that_exist(lexicon: Lexicon) -> None:
    catalogue = load_catalogue()
    known = {*catalogue.by_code, *(f"{code}:{edition}" for code, edition in catalogue.by_key)}
    assert [key for keys in lexicon.subjects.values() for key in keys if key not in known] == []


def test_a_code_that_was_given_twice_is_always_told_with_its_edition(lexicon: Lexicon) -> None:
    """102-1 is a name in 2016 and a plan in 2025: a subject of the bare code would be about both."""
    of_other_standards = {
        code
        for code, owners in load_catalogue().by_code.items()
        if len({load_catalogue().by_standard[d.standard, d.edition].series for d in owners}) > 1
    }
    assert "102-1" in of_other_standards
    assert [key for keys in lexicon.subjects.values() for key in keys if key in of_other_standards] == []


def test_every_disclosure_of_its_own_words_has_a_subject(lexicon: Lexicon) -> None:
    asked = [
        d for d in load_catalogue().by_key.values() if d.kind is not DisclosureKind.SECTOR and not d.is_of_each_topic
    ]
    assert len(asked) > 300
    assert {d.key for d in asked if not lexicon.subjects_of(d)} == set(WITHOUT_SUBJECT)


@pytest.mark.parametrize("unit", quantitative_units())
def test_a_unit_of_the_catalogue_is_named_or_needs_no_name(unit: str, lexicon: Lexicon) -> None:
    named = any(unit in kind.of for kind in lexicon.units.values())
    assert named != (unit in UNNAMED_UNITS)


def test_no_unit_is_named_that_the_catalogue_does_not_use(lexicon: Lexicon) -> None:
    used = {r.unit for d in load_catalogue().by_key.values() for r in d.requirements}
    assert [unit for kind in lexicon.units.values() for unit in kind.of if unit not in used] == []


def test_two_units_in_one_belong_to_the_kinds_of_both(lexicon: Lexicon) -> None:
    pairs = {unit for kind in lexicon.units.values() for unit in kind.of if "currency; %" in unit}
    assert pairs == {"currency; %"}
    assert {name for name, kind in lexicon.units.items() if "currency; %" in kind.of} == {"share", "money"}


@pytest.mark.parametrize("path", FILES)
def test_a_file_fits_its_schema(path: str) -> None:
    schema = json.loads((data_dir(EVIDENCE) / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    tree: Any = yaml.safe_load((data_dir(EVIDENCE) / path).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(tree)


@pytest.mark.parametrize("language", [*LANGUAGES, EVERY_LANGUAGE])
def test_every_phrase_has_terms_and_stands_once(language: str, lexicon: Lexicon) -> None:
    for subject, phrases in lexicon.terms[language].items():
        assert phrases, subject
        assert [phrase for phrase in phrases if not tokens(phrase)] == []
        assert len(set(phrases)) == len(phrases), subject


def test_every_way_to_write_a_unit_has_terms(lexicon: Lexicon) -> None:
    assert [word for kind in lexicon.units.values() for word in kind.words if not tokens(word)] == []


@pytest.mark.parametrize(
    ("code", "edition", "subject"),
    [
        *[("305-1", 2016, "scope-1"), ("102-5", 2025, "scope-1"), ("102-5", 2016, "ownership")],
        *[("303-3", 2018, "water-withdrawal"), ("303-3", 2016, "water-reuse"), ("G4-EN15", 2013, "scope-1")],
    ],
)
def test_the_edition_decides_what_a_code_is_about(code: str, edition: int, subject: str, lexicon: Lexicon) -> None:
    assert lexicon.subjects_of(disclosure(code, edition)) == (subject,)


def test_a_disclosure_may_be_about_several_subjects(lexicon: Lexicon) -> None:
    assert set(lexicon.subjects_of(disclosure("205-2", 2016))) == {"anti-corruption", "anti-corruption-training"}


def test_phrases_are_those_of_the_language_and_the_names_of_all(lexicon: Lexicon) -> None:
    german = lexicon.phrases("scope-1", ("de",))
    assert set(german) == {*lexicon.terms["de"]["scope-1"], *lexicon.terms[EVERY_LANGUAGE]["scope-1"]}
    assert len(german) == len(set(german))
    assert set(lexicon.phrases("scope-1", ("xx",))) == set(lexicon.terms[EVERY_LANGUAGE]["scope-1"])


def test_the_kinds_of_quantity_follow_from_the_units_asked_for(lexicon: Lexicon) -> None:
    assert lexicon.units_of(disclosure("305-1", 2016)) == ("emissions",)
    assert lexicon.units_of(disclosure("302-1", 2016)) == ("energy",)
    assert lexicon.units_of(disclosure("2-26", 2021)) == ()


def test_shares_and_sums_are_not_measured_in_units_of_their_own(lexicon: Lexicon) -> None:
    measured = {name for name, kind in lexicon.units.items() if kind.measured}
    assert measured >= {"emissions", "energy", "water", "mass"}
    assert not measured & {"share", "money", "hours", "weeks"}
