"""Words cut to their stems: what a phrase in any number, gender or case shares with the text that holds it."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.matcher.tokens import tokens

ANY_TEXT = st.text(st.characters())
WITH_SURROGATES = st.text(st.characters(exclude_categories=()))
CHINESE = st.text(st.sampled_from("廢棄物能源溫室氣體排放員工訓練"), min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("emission", "emissions"), ("employee", "employees"), ("hazardous substance", "Hazardous Substances")],
        *[("supplier", "SUPPLIERS"), ("gas", "gas"), ("hour", "hours"), ("injury", "injury")],
        *[
            ("emissione", "emissioni"),
            ("fornitore", "fornitori"),
            ("lavoratore", "lavoratori"),
            ("Emission", "Emissionen"),
        ],
        *[("rifiuto", "rifiuti"), ("diretto", "dirette"), ("diretta", "diretti"), ("dipendente", "dipendenti")],
        *[("Emission", "Emissionen"), ("Mitarbeiter", "Mitarbeiterinnen"), ("Abfall", "Abfalls")],
        *[("Energie", "Energien"), ("Lieferant", "Lieferanten"), ("gefährlich", "gefährlichen")],
    ],
)
def test_number_gender_and_case_of_a_word_make_no_difference(one: str, other: str) -> None:
    assert tokens(one) == tokens(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [("policy", "policies"), ("injury", "injuries"), ("penalty", "penalties"), ("country", "countries")],
)
def test_the_english_plural_in_ies_makes_no_difference(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("water", "waste"), ("direct", "indirect"), ("class", "clan"), ("wage", "water")],
        *[("wasser", "abwasser"), ("scope 1", "scope 2"), ("gj", "tj"), ("能源", "能量"), ("排放", "放排")],
    ],
)
def test_different_matters_stay_different(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("溫室氣體", ["溫室", "室氣", "氣體"]),
        ("水", ["水"]),
        ("能源の使用", ["能源", "源の", "の使", "使用"]),
        ("온실 가스", ["온실", "가스"]),
    ],
)
def test_a_script_without_spaces_gives_every_two_neighbours(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("41,736", ["41,736"]),
        ("5.120,5", ["5.120,5"]),
        ("12%", ["12", "%"]),
        ("€ 3", ["€", "3"]),
        ("in 2020.", ["in", "2020"]),
        ("(41,736)", ["41,736"]),
    ],
)
def test_a_number_is_one_term_with_its_separators_and_signs_are_terms(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_a_unit_right_behind_its_number_is_a_term_of_its_own() -> None:
    assert tokens("120tCO2e") == ["120", *tokens("tCO2e")]
    assert tokens("1,200GJ") == ["1,200", *tokens("GJ")]


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        *[("e\ufb03ciency", "efficiency"), ("\ufb01re", "fire"), ("ＧＨＧ", "ghg"), ("m³", "m3"), ("CO₂", "co2")],
        *[("e\u0301missions", "émissions"), ("STRASSE", "Straße")],
    ],
)
def test_ligatures_and_other_ways_to_write_a_letter_make_no_difference(printed: str, plain: str) -> None:
    assert tokens(printed) == tokens(plain) != []


def test_punctuation_and_blanks_are_no_terms() -> None:
    assert tokens(" \t– “…” • _ ( ) / , . \u00ad") == []


def test_words_end_at_hyphens_and_low_lines() -> None:
    assert tokens("lost-time_injury") == tokens("lost time injury")


@given(WITH_SURROGATES)
def test_any_text_has_terms_without_blanks(text: str) -> None:
    assert all(term and not any(map(str.isspace, term)) for term in tokens(text))


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_the_terms_of_a_phrase_are_a_run_of_those_of_a_text_that_holds_it(before: str, phrase: str, after: str) -> None:
    assert tokens(f"{before} {phrase} {after}") == [*tokens(before), *tokens(phrase), *tokens(after)]


@given(CHINESE, CHINESE, CHINESE)
def test_a_chinese_phrase_is_a_run_of_terms_wherever_it_stands(before: str, phrase: str, after: str) -> None:
    run, held = tokens(phrase), tokens(before + phrase + after)
    assert any(held[at : at + len(run)] == run for at in range(len(held)))


@given(st.text(string.ascii_letters + string.digits + " .,-%"))
def test_case_makes_no_difference(text: str) -> None:
    assert tokens(text.upper()) == tokens(text.lower())
