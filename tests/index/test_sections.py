"""Sections that a location names, and the pages on which they begin."""

from __future__ import annotations

import pytest

from gricheck.index.sections import Sections, find_sections
from gricheck.model.document import Bookmark
from gricheck.model.index import PageRef
from gricheck.pagination import unpaged
from gricheck.vocabulary import Vocabulary
from index.layouts import document

CONTENTS = "Contents\n" + "\n".join(f"{n} Part of it {n + 3}" for n in range(1, 10))
CHAPTERS = (
    "Cover",
    CONTENTS,
    "1 About us\nWe make paper.\n1.1 Our mills\nThere are three.",
    "7.2 million people read\nthe news on our paper.",
    "2 Our people\nThey are many.\n2.1 Pay\nIt is fair.",
    "2.2 Training and education\nWe train them.",
    "3 Our air\nIt is clean.",
    "The index\n2.9 of them",
)


@pytest.fixture
def sections(vocabulary: Vocabulary) -> Sections:
    marks = (Bookmark("Water and wood", 0, 3), Bookmark("Nowhere at all", 0, None))
    return find_sections(document(*CHAPTERS, outline=marks), [7], vocabulary)


def found(sections: Sections, *lines: str) -> tuple[int, ...]:
    refs = sections.find(lines, " ".join(lines))
    assert all(ref.label is None and ref.line is None for ref in refs)
    return tuple(ref.index for ref in refs if ref.index is not None)


@pytest.mark.parametrize(
    ("cell", "pages"),
    [
        *[
            ("Chapter 2", (4,)),
            ("Section 2.2", (5,)),
            ("see section 1.1", (2,)),
            ("Kapitel 3", (6,)),
            ("Chapter 9", ()),
        ],
        *[("Sections 1.1, 2.2", (2, 5)), ("Chapters 2 and 3", (4, 6)), ("Section 7.2", ()), ("Section 2.9", ())],
    ],
)
def test_a_number_leads_to_its_heading(cell: str, pages: tuple[int, ...], sections: Sections) -> None:
    assert found(sections, cell) == pages


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        *[(("Our people",), (4,)), (("OUR PEOPLE",), (4,)), (("• Our people", "• Our air"), (4, 6))],
        *[(("Training and", "education"), (5,)), (("2.2 Training and education",), (5,)), (("Water and wood",), (3,))],
        *[(("see Water and wood there",), (3,)), (("Nowhere at all",), ()), (("Pay",), ())],
        (("Our people are many, and we tell of them in every chapter that there is",), ()),
    ],
)
def test_a_name_leads_to_its_heading_or_bookmark(
    lines: tuple[str, ...], pages: tuple[int, ...], sections: Sections
) -> None:
    assert found(sections, *lines) == pages


def test_a_table_of_contents_is_not_where_a_section_begins(sections: Sections) -> None:
    assert 1 not in {*sections.numbers.values(), *sections.headings.values()}


def test_a_running_header_is_no_heading(vocabulary: Vocabulary) -> None:
    made = find_sections(document(*["Acme and its mills\nOur text."] * 8), [7], vocabulary)
    assert found(made, "Acme and its mills") == ()


def test_the_index_itself_holds_no_sections(sections: Sections) -> None:
    assert found(sections, "The index") == ()


def test_a_report_without_pages_has_no_sections(vocabulary: Vocabulary) -> None:
    assert found(find_sections(document(), [], vocabulary), "Chapter 2") == ()


def test_a_heading_in_chinese_or_japanese_is_one_however_short(vocabulary: Vocabulary) -> None:
    report = document("水資源", "人才發展與培育", "index")
    sections = find_sections(report, (2,), vocabulary)
    assert found(sections, "水資源") == (0,)
    assert found(sections, "人才發展與培育") == (1,)


def test_bare_numbers_of_a_column_of_sections_lead_to_them(vocabulary: Vocabulary) -> None:
    report = document("1.1 Who we are", "1.2 What we make", "2.1 Our mills", "index")
    sections = find_sections(report, (3,), vocabulary)
    assert [ref.index for ref in sections.find(["1.1, 2.1"], "1.1, 2.1", "1.1, 2.1")] == [0, 2]
    assert sections.find(["1.1, 2.1"], "1.1, 2.1") == ()


def test_in_a_text_without_pages_a_section_is_its_line(vocabulary: Vocabulary) -> None:
    text = "1 About us\nWe make paper.\n2 Our people\nThey are many.\n3 Our air\nOur people\nIt is clean.\nOur air"
    marks = (Bookmark("Our people", 0, 0, 3), Bookmark("Our air", 0, 0, 5), Bookmark("Our air", 0, 0, 8))
    sections = find_sections(
        document(text, lines=True, pagination=unpaged(1, ""), outline=marks), [0], vocabulary, range(8, 9)
    )
    assert sections.find(["Chapter 3"], "Chapter 3") == (PageRef(None, 0, 5),)
    assert sections.find(["Our people"], "Our people") == (PageRef(None, 0, 3),)
    assert sections.find(["Our air"], "Our air") == (PageRef(None, 0, 5), PageRef(None, 0, 8))
    without = find_sections(document(text, lines=True, pagination=unpaged(1, "")), [0], vocabulary, range(8, 9))
    assert without.find(["Our air"], "Our air") == (PageRef(None, 0, 5),)


SHORT = (
    Bookmark("Water", 0, 0, 1),
    Bookmark("2.1 Pay", 0, 0, 3),
    Bookmark("A", 0, 0, 5),
    Bookmark("***", 0, 0, 5),
    Bookmark("Our energy", 0, 0, 7),
)


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        *[("Water", 1), ("Chapter Water", 1), ('see chapter "Water"', 1), ("siehe Kapitel: Water.", 1), ("WATER", 1)],
        *[("2.1 Pay", 3), ("Section Pay", 3), ("Chapter Our energy", 7), ("Section “Our energy”", 7)],
        *[
            ("Waters", None),
            ("Chapter Air", None),
            ("Water was used", None),
            ("A", None),
            ("—", None),
            ("Chapter", None),
        ],
        ("We have no water to tell of in any chapter", None),
    ],
)
def test_a_short_name_leads_to_what_the_file_says_is_a_heading(
    cell: str, line: int | None, vocabulary: Vocabulary
) -> None:
    text = "Water\nWe use it.\nPay\nIt is fair.\nA\nB\nOur energy\nAir\nChapter"
    sections = find_sections(document(text, lines=True, pagination=unpaged(1, ""), outline=SHORT), [], vocabulary)
    assert [ref.line for ref in sections.find([cell], cell)] == ([line] if line else [])


def test_a_short_line_of_a_page_is_no_heading_but_a_bookmark_is_one(vocabulary: Vocabulary) -> None:
    report = document("Water\nWe use it.", "Pay\nIt is fair.", "index", outline=(Bookmark("Water", 0, 0),))
    sections = find_sections(report, [2], vocabulary)
    assert (found(sections, "Water"), found(sections, "Chapter Pay")) == ((0,), ())
