"""What was assured: marks in a column, and the statement in the report."""

from __future__ import annotations

import pytest

from gricheck.index.assurance import find_assurance, is_marked
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import Vocabulary
from index.layouts import document, page, table
from index.tables import by_code

STATEMENT = "Independent assurance report\nWe worked by ISAE 3000 (Revised) and covered 305-1, 305-2 and 403-9."


@pytest.mark.parametrize("text", ["✓", "●", "x", "Yes", "■ ■", "Dunmore LLP", "Ja", "有"])
def test_any_sign_is_a_mark(text: str, vocabulary: Vocabulary):
    assert is_marked(text, vocabulary)


@pytest.mark.parametrize("text", ["", " ", "–", "-", "No", "no.", "n/a", "Nein", "None", "/"])
def test_nothing_and_no_are_none(text: str, vocabulary: Vocabulary):
    assert not is_marked(text, vocabulary)


def test_the_statement_gives_its_page_and_the_codes_that_it_names(catalogue: Catalogue, vocabulary: Vocabulary):
    found = find_assurance(document("A mill", STATEMENT, "305-3 on the index"), [2], catalogue, vocabulary)
    assert found is not None
    assert (found.pages, found.codes) == ((1,), ("305-1", "305-2", "403-9"))


def test_a_mention_of_assurance_on_an_earlier_page_is_not_the_statement(catalogue: Catalogue, vocabulary: Vocabulary):
    mention = "How we report. Our figures are collected every month. Limited assurance by ISAE 3000 was given on 306-3."
    found = find_assurance(document(mention, STATEMENT), [], catalogue, vocabulary)
    assert found is not None
    assert found.pages == (1,)


def test_a_title_without_a_standard_of_assurance_is_not_enough(catalogue: Catalogue, vocabulary: Vocabulary):
    assert find_assurance(document("Independent assurance report: page 9"), [], catalogue, vocabulary) is None


def test_the_column_for_assurance_marks_rows():
    lines = [
        ("Disclosure", "Title", "Page", "External assurance"),
        ("305-1", "Direct (Scope 1) GHG emissions", "45", "Yes"),
        ("305-2", "Energy indirect (Scope 2) GHG emissions", "46", "Yes"),
        ("305-3", "Other indirect (Scope 3) GHG emissions", "46", "No"),
        ("305-4", "GHG emissions intensity", "47", "–"),
    ]
    rows = by_code(page(table((40.0, 100.0, 400.0, 460.0), lines)))
    assert {code: row.assured for code, row in rows.items()} == {
        "305-1": True,
        "305-2": True,
        "305-3": False,
        "305-4": False,
    }
