"""Words for "page" that one index has for itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gricheck.index.build import Cells, LocationCell
from gricheck.index.page_words import with_page_words
from gricheck.model.index import Where
from gricheck.vocabulary import Vocabulary


def learned(locations: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    cells = [Cells((), "", (LocationCell(text),), Where(0, 1)) for text in locations]
    return with_page_words(vocabulary, cells).page[len(vocabulary.page) :]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("strana {}", ("strana",)),
        ("oldal {} | www.acme.example", ("oldal",)),
        ("NBF, p. {}", ("nbf", "nbf,")),
        ("NBF pp. {}-99", ("nbf", "nbf,")),
    ],
)
def test_the_word_before_most_numbers_stands_for_page(
    pattern: str, words: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    assert learned([pattern.format(number) for number in range(10, 18)], vocabulary) == words


@pytest.mark.parametrize("pattern", ["p. {}", "Annual Report {}", "Annual Report, p. {}", "SDG {}", "{}", "Section {}"])
def test_a_word_that_means_something_else_is_not_learned(pattern: str, vocabulary: Vocabulary) -> None:
    assert learned([pattern.format(number) for number in range(10, 18)], vocabulary) == ()


def test_a_word_before_a_few_numbers_is_a_word(vocabulary: Vocabulary) -> None:
    assert learned([*("strana 12",) * 5, *(str(number) for number in range(20, 24))], vocabulary) == ()
    assert learned([*("strana 12",) * 8, *(str(number) for number in range(20, 60))], vocabulary) == ()
