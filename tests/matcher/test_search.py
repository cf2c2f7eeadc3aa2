"""Stretches ranked for weighted terms: what is rare tells more, and what only lists codes tells nothing."""

from __future__ import annotations

from math import isclose
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.catalogue import load_catalogue
from gricheck.matcher.queries import tag_term, tags
from gricheck.matcher.search import MAX_MARKS, Search, mean_and_spread
from gricheck.matcher.stretches import Stretch
from gricheck.matcher.tokens import tokens

FUGITIVE = " ".join(tokens("fugitive emissions"))


def term(word: str) -> str:
    (found,) = tokens(word)
    return found


def search(*texts: str, phrases: tuple[str, ...] = ("fugitive emissions",)) -> Search:
    runs = {tuple(tokens(phrase)): [" ".join(tokens(phrase))] for phrase in phrases}
    made = [Stretch(page, tuple(text.split("\n"))) for page, text in enumerate(texts)]
    return Search(made, runs, lambda line: tags(line, load_catalogue()))


def best(found: Search, *words: str) -> int:
    scores = found.scores({term(word): 1.0 for word in words})
    return max(range(len(scores)), key=scores.__getitem__)


def test_a_rare_word_outranks_a_common_one() -> None:
    found = search("energy and water", "energy and ozone", "energy and paper", "ozone alone", "energy alone")
    assert found.rarity(term("ozone")) > found.rarity(term("energy")) > 0
    assert best(found, "energy", "water") == 0
    scores = found.scores({term("ozone"): 1.0, term("energy"): 1.0})
    assert scores[1] > scores[3] > scores[4] > 0


def test_the_order_does_not_follow_the_stretches() -> None:
    pages = ["energy", "energy", "energy", "water"]
    assert best(search(*pages), "energy", "water") == 3
    assert best(search(*reversed(pages)), "energy", "water") == 0


def test_a_heavier_term_and_a_further_mention_say_more() -> None:
    found = search("water once", "water and water", "paper once", "none")
    assert found.scores({term("water"): 1.0})[1] > found.scores({term("water"): 1.0})[0]
    assert isclose(found.scores({term("water"): 2.0})[0], 2 * found.scores({term("water"): 1.0})[0])


def test_the_same_mention_says_less_in_a_longer_stretch() -> None:
    scores = search("water", "water " + "and so on " * 50, "none").scores({term("water"): 1.0})
    assert scores[0] > scores[1] > 0


def test_a_stretch_without_a_term_of_the_query_scores_nothing() -> None:
    assert search("water", "paper").scores({term("ozone"): 3.0}) == [0.0, 0.0]
    assert search("water", "paper").scores({term("water"): 1.0})[1] == 0.0
    assert search().scores({term("water"): 1.0}) == []


def test_a_phrase_is_found_in_any_number_and_over_the_end_of_a_line() -> None:
    found = search("leaks are fugitive\nemissions of methane", "Fugitive emission", "emissions that are fugitive")
    assert found.terms(0)[FUGITIVE] == [0]
    assert found.terms(1)[FUGITIVE] == [0]
    assert FUGITIVE not in found.terms(2)


@pytest.mark.parametrize("text", ["fugitive", "fugitive gas emissions", "emissions fugitive", "", "a fugitive"])
def test_a_part_of_a_phrase_is_not_the_phrase(text: str) -> None:
    found = search(text)
    assert FUGITIVE not in found.terms(0)
    assert not found.holds(FUGITIVE)


def test_longer_phrases_count_beside_the_shorter_ones_that_they_hold() -> None:
    found = search("a b c d", phrases=("b c", "b c d", "b c e", "b", "c d"))
    assert {held for held in found.terms(0) if " " in held} == {"b c", "b c d", "c d"}


def test_terms_tell_every_line_on_which_they_stand() -> None:
    found = search("water\nand paper\nwater again")
    assert list(found.terms(0)[term("water")]) == [0, 2]


def test_a_code_in_the_text_counts_as_a_term_of_its_line() -> None:
    found = search("something\nGRI 305-1 direct emissions")
    assert list(found.terms(0)[tag_term("305-1")]) == [1]
    assert not found.is_list(0)


def test_a_page_that_lists_codes_is_evidence_of_none() -> None:
    codes = "\n".join(f"GRI 40{n}-1" for n in range(1, 9)) + "\nGRI 305-1\nGRI 305-2"
    found = search(codes, "GRI 305-1")
    assert [found.is_list(place) for place in (0, 1)] == [True, False]
    assert found.scores({tag_term("305-1"): 1.0})[0] == 0.0 < found.scores({tag_term("305-1"): 1.0})[1]


def test_so_many_different_codes_make_a_list_and_one_code_however_often_does_not() -> None:
    few = "\n".join(f"GRI 40{n}-1" for n in range(1, MAX_MARKS + 1))
    found = search(few, f"{few}\nGRI 305-1", "GRI 305-1\n" * 40)
    assert [found.is_list(place) for place in range(3)] == [False, True, False]


def test_pages_and_years_are_no_codes() -> None:
    found = search("see pages 2-7 and 3-3, of 2019-2020, and 12-14")
    assert not any(name.startswith(tag_term("")) for name in found.terms(0))


def test_numbers_are_counted_but_years_and_single_digits_are_not() -> None:
    assert search("In 2020 we had 3 sites, 41,736 t, 12.5 and 2,000 m").numbers(0) == 3


def test_a_picture_holds_next_to_no_words() -> None:
    found = search("", "Climate\n70", "Sentences of a page that tells a story of its own, words enough to read.")
    assert [found.is_empty(place) for place in range(3)] == [True, True, False]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40))
def test_mean_and_spread_are_those_of_the_textbook(scores: list[float]) -> None:
    mean, spread = mean_and_spread(scores)
    assert isclose(mean, fmean(scores), rel_tol=1e-9, abs_tol=1e-9)
    assert isclose(spread, pstdev(scores), rel_tol=1e-6, abs_tol=1e-3)


def test_no_scores_have_neither_mean_nor_spread() -> None:
    assert mean_and_spread([]) == (0.0, 0.0)
