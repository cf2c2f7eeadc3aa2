"""Where the columns run, and what each is for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from gricheck.index.columns import Column, columns_of
from gricheck.index.grid import find_bands
from gricheck.index.headers import Role, header_lines, phrases
from gricheck.index.lines import lines_of
from gricheck.index.roles import with_roles
from gricheck.index.titles import TitleBook
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import load_vocabulary
from index.layouts import page, table

BODY = (
    ("305-1", "Direct (Scope 1) GHG emissions", "45"),
    ("305-2", "Energy indirect (Scope 2) GHG emissions", "46-47"),
    ("305-4", "GHG emissions intensity", "51"),
    ("305-5", "Reduction of GHG emissions", "52"),
)
XS = (40.0, 100.0, 320.0, 400.0, 480.0)


def columns(
    header: Sequence[str], more: Sequence[Sequence[str]], book: TitleBook, catalogue: Catalogue
) -> tuple[Column, ...]:
    """The columns of ``BODY`` with more cells to the right, under a header."""
    rows = [(*body, *cells) for body, cells in zip(BODY, more, strict=True)]
    layout = page(table(XS, [header, *rows] if header else rows))
    (band,) = find_bands(layout, catalogue, load_vocabulary())
    headers = header_lines(layout.words, band.anchors[0], 0.0, book.vocabulary)
    body = [line for line in lines_of(layout.words) if line not in headers]
    found = columns_of(band, body, headers, book.vocabulary)
    texts = [[row[i] for row in rows] if i < len(rows[0]) else [""] * len(rows) for i in range(len(found))]
    return with_roles(found, band, headers, texts, [row[0] for row in rows], book, ())


def roles(header: Sequence[str], cell: str, book: TitleBook, catalogue: Catalogue) -> list[Role]:
    return [c.role for c in columns(header, [(cell,)] * len(BODY), book, catalogue)]


@pytest.mark.parametrize(
    ("name", "cell", "role"),
    [
        *[("Page", "12", Role.LOCATION), ("Comments", "We buy it", Role.LOCATION), ("Fundstelle", "12", Role.LOCATION)],
        *[("页码", "12", Role.LOCATION), ("Reason", "Information", Role.REASON), ("Omission", "a", Role.OMISSION)],
        *[
            ("Explanation", "We", Role.EXPLANATION),
            ("SDG", "13", Role.SDG),
            ("ODS", "13", Role.SDG),
            ("UNGC", "7", Role.FRAMEWORK),
        ],
        *[("Assurance", "yes", Role.ASSURANCE), ("TCFD", "12", Role.FRAMEWORK), ("Link to SDGs", "12", Role.SDG)],
    ],
)
def test_the_header_says_what_a_column_is_for(
    name: str, cell: str, role: Role, book: TitleBook, catalogue: Catalogue
) -> None:
    found = roles(("No.", "Disclosure", "Page", name), cell, book, catalogue)
    assert found == [Role.CODE, Role.TITLE, Role.LOCATION, role]


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        ("SDG 13", Role.SDG),
        ("ODS 8, 12", Role.SDG),
        ("✓", Role.ASSURANCE),
        ("●", Role.ASSURANCE),
        ("12", Role.LOCATION),
    ],
)
def test_without_a_header_the_content_says_it(cell: str, role: Role, book: TitleBook, catalogue: Catalogue) -> None:
    assert roles((), cell, book, catalogue) == [Role.CODE, Role.TITLE, Role.LOCATION, role]


def test_a_header_over_an_empty_column_keeps_its_place(book: TitleBook, catalogue: Catalogue) -> None:
    found = columns(("No.", "Disclosure", "Page", "Omission"), [()] * 4, book, catalogue)
    assert [c.role for c in found] == [Role.CODE, Role.TITLE, Role.LOCATION, Role.OMISSION]


def test_columns_have_no_gap_and_no_overlap(book: TitleBook, catalogue: Catalogue) -> None:
    found = columns(("No.", "Disclosure", "Page", "SDG"), [("13",)] * 4, book, catalogue)
    assert all(a.right == b.left for a, b in pairwise(found))
    assert (found[0].left, found[-1].right) == (0.0, 600.0)


def test_the_columns_of_the_page_before_are_taken_over(book: TitleBook, catalogue: Catalogue) -> None:
    before = columns(("No.", "Disclosure", "Page", "SDG"), [("13",)] * 4, book, catalogue)
    layout = page(table(XS, [(*row, "12") for row in BODY]))
    (band,) = find_bands(layout, catalogue, load_vocabulary())
    bare = columns_of(band, lines_of(layout.words), (), book.vocabulary)
    texts = [[(*row, "12")[i] for row in BODY] for i in range(4)]
    found = with_roles(bare, band, (), texts, [row[0] for row in BODY], book, before)
    assert [c.role for c in found] == [c.role for c in before]


def test_the_header_ends_at_a_wide_gap_above_it(book: TitleBook, catalogue: Catalogue) -> None:
    words = table((40,), [("GRI content index of the year",)], top=20)
    words += table(XS, [("No.", "Disclosure", "Page"), *BODY], top=60)
    (band,) = find_bands(page(words), catalogue, load_vocabulary())
    headers = header_lines(words, band.anchors[0], 0.0, book.vocabulary)
    assert [line.text for line in headers] == ["No. Disclosure Page"]


def test_a_header_of_several_lines_is_read_whole(book: TitleBook, catalogue: Catalogue) -> None:
    words = table(XS, [("No.", "Disclosure", "Page\nnumber"), *BODY], gap=4)
    (band,) = find_bands(page(words), catalogue, load_vocabulary())
    headers = header_lines(words, band.anchors[0], 0.0, book.vocabulary)
    assert [line.text for line in headers] == ["No. Disclosure Page", "number"]


def test_words_close_to_each_other_are_a_phrase() -> None:
    (line,) = lines_of(table((40, 120), [("Page number", "Reason")]))
    assert [phrase.text for phrase in phrases(line)] == ["Page number", "Reason"]
