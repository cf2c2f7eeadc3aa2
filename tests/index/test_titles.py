"""How alike a printed title and the official ones are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.catalogue import load_catalogue
from gricheck.index.titles import ALIKE, SAME, TitleBook, likeness, plain, title_book
from gricheck.vocabulary import Vocabulary, load_vocabulary

BOOK = title_book(load_catalogue(), load_vocabulary())
TITLED = sorted(key for key, titles in BOOK.by_key.items() if titles)


def score(printed: str, code: str, edition: int, book: TitleBook) -> float:
    return book.score(printed, next(d for d in book.owners_of(code) if d.edition == edition))


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        *[("Direct (Scope 1) GHG emissions", "305-1"), ("DIRECT (SCOPE 1) GHG EMISSIONS", "305-1")],
        *[("Direct (Scope 1) GHG emissions*", "305-1"), ("Name of the organisation", "102-1")],
        *[
            ("Name of the organization:", "102-1"),
            ("Reporting cycle: annual", "102-52"),
            ("Name der Organisation", "102-1"),
        ],
    ],
)
def test_spelling_and_additions_do_not_make_another_title(printed: str, code: str, book: TitleBook) -> None:
    assert score(printed, code, 2016, book) >= SAME


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Ethics", "102-16"),
        ("Water", "305-1"),
        ("", "305-1"),
        ("45", "305-1"),
        ("Reporting cycle", "305-5"),
        ("the organization", "102-10"),
    ],
)
def test_other_words_are_another_title(printed: str, code: str, book: TitleBook) -> None:
    assert score(printed, code, 2016, book) < ALIKE


def test_editions_have_titles_of_their_own(book: TitleBook) -> None:
    assert score("Water withdrawal", "303-3", 2018, book) >= SAME
    assert score("Water withdrawal", "303-3", 2016, book) < SAME


def test_closest_finds_whose_title_it_is(book: TitleBook) -> None:
    found = book.closest("Operations with local community engagement, impact assessments, and development programmes")
    assert max(found, key=lambda pair: pair[1])[0].code == "413-1"


@pytest.mark.parametrize("printed", ["", "GHG", "12"])
def test_a_title_of_a_few_letters_is_like_none(printed: str, book: TitleBook) -> None:
    assert book.closest(printed) == ()


@pytest.mark.parametrize(
    ("printed", "comparable"),
    [("Labour/management", "labor management"), ("Organisational  BEHAVIOUR", "organizational behavior"), ("(…)", "")],
)
def test_titles_are_compared_in_one_spelling(printed: str, comparable: str, vocabulary: Vocabulary) -> None:
    assert plain(printed, vocabulary) == comparable


def test_nothing_is_like_nothing() -> None:
    assert likeness("", "") == likeness("a title of words", "") == 0.0


@given(key=st.sampled_from(TITLED))
def test_every_official_title_is_its_own(key: tuple[str, int]) -> None:
    disclosure = load_catalogue().by_key[key]
    titles = [t for t in (disclosure.title, *disclosure.titles.values()) if plain(t, load_vocabulary())]
    assert all(BOOK.score(title, disclosure) == 1.0 for title in titles)


@given(printed=st.text(max_size=80), official=st.text(max_size=80))
def test_likeness_is_a_share_and_is_whole_for_equals(printed: str, official: str) -> None:
    assert 0.0 <= likeness(printed, official) <= 1.0
    assert likeness(printed, printed) == (1.0 if printed else 0.0)
