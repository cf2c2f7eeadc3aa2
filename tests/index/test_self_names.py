"""What the report calls itself, and what can be a heading in it."""

from __future__ import annotations

import pytest

from gricheck.index.self_names import is_standalone, own_names, possible_headings
from gricheck.model.document import Bookmark
from gricheck.pagination import unpaged
from gricheck.vocabulary import Vocabulary
from index.layouts import document, page

PROSE = "\n".join(["Paper is made of wood and of old paper."] * 12)


def test_a_name_in_the_running_head_is_the_reports_own(vocabulary: Vocabulary) -> None:
    pages = [f"Acme Annual Report 2023\n{PROSE}\n{n}" for n in range(8)]
    assert own_names(document(*pages), vocabulary, ()) == {"annual report"}


def test_a_name_in_the_text_is_another_documents(vocabulary: Vocabulary) -> None:
    topics = ("paper", "water", "wood", "people", "safety", "taxes", "waste", "air")
    pages = [f"Acme\n{PROSE}\nThe Annual Report tells of {topic}.\n{PROSE}\n{n}" for n, topic in enumerate(topics)]
    assert own_names(document(*pages), vocabulary, ()) == frozenset()


def test_a_name_on_two_pages_does_not_run_through(vocabulary: Vocabulary) -> None:
    pages = [f"{'Annual Report' if n < 2 else 'Acme'}\n{PROSE}\n{n}" for n in range(8)]
    assert own_names(document(*pages), vocabulary, ()) == frozenset()


@pytest.mark.parametrize(("pages", "index", "alone"), [(4, 4, True), (4, 3, True), (10, 3, False), (1, 1, True)])
def test_a_file_of_hardly_more_than_the_index_is_the_index(pages: int, index: int, alone: bool) -> None:
    assert is_standalone(document(*[PROSE] * pages), range(index)) is alone


def test_flattened_text_is_never_taken_for_an_index_alone() -> None:
    assert not is_standalone(document(PROSE, pagination=unpaged(1, "flattened")), [0])


def test_short_lines_and_bookmarks_can_be_headings() -> None:
    mark = Bookmark("Water and air", 0, 1)
    report = document("Our people\nsmall words\n3.2 Energy used", "Emissions 12", outline=(mark,))
    found = possible_headings(report, [page([], number=1)])
    assert {"our people", "energy used", "water and air"} <= found
    assert not {"small words", "emissions 12"} & found


def test_the_index_alone_has_no_headings_but_its_bookmarks() -> None:
    report = document("Our people", outline=(Bookmark("Water", 0, 0),))
    assert possible_headings(report, [page([])]) == {"water"}
