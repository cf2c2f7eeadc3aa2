"""What a location cell is when it is more, or less, than page numbers."""

from __future__ import annotations

import pytest

from gricheck.index.location import LocationReader
from gricheck.model.index import Kind
from gricheck.vocabulary import load_vocabulary
from index.cells import PLAIN, READER, known, pages


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *[("", Kind.BLANK), ("  ", Kind.BLANK), ("/", Kind.SLASH), ("//", Kind.SLASH), ("\\", Kind.SLASH)],
        *[(dash, Kind.DASH) for dash in ("-", "–", "—", "--", "－", "- -")],
        *[(word, Kind.NONE) for word in ("None", "none.", "N/A", "n.a.", "n/a.", "Not applicable", "NOT APPLICABLE*")],
        *[
            (word, Kind.NONE)
            for word in ("Keine", "entfällt", "Nessuno", "No aplica", "Não aplicável", "Néant", "Geen")
        ],
        *[(word, Kind.NONE) for word in ("不适用", "不適用", "該当なし", "해당 없음", "无", "無")],
        *[("Not applicable: we have no such sites", Kind.OMITTED), ("Confidentiality constraints", Kind.OMITTED)],
        *[("Information unavailable", Kind.OMITTED), ("Omitted: the data are being collected", Kind.OMITTED)],
        *[("Vertraulichkeit", Kind.OMITTED), ("信息不可用", Kind.OMITTED)],
        *[
            ("Appendix II", Kind.SECTION),
            ("Chapter 3", Kind.SECTION),
            ("Kapitel 3", Kind.SECTION),
            ("§ 4.2", Kind.SECTION),
            *[(text, Kind.SECTION) for text in ("第3章", "第 3 節", "제3장")],
        ],
        *[("Annual Report", Kind.EXTERNAL), ("See our website", Kind.EXTERNAL), ("www.example.com", Kind.EXTERNAL)],
        *[("The company has no such sites.", Kind.INLINE), ("100%", Kind.INLINE), ("45", Kind.PAGES)],
        *[("Omitted", Kind.OMITTED), ("Not reported", Kind.OMITTED)],
    ],
)
def test_the_kind_of_a_cell(text: str, kind: Kind) -> None:
    assert known(text).kind is kind


def test_not_applicable_alone_is_a_reason_without_an_explanation() -> None:
    omission = known("n/a").omission
    assert omission is not None
    assert (omission.reason_key, omission.explanation) == ("not_applicable", None)


def test_pages_beside_a_reason_stay_pages() -> None:
    location = known("Not reported: information unavailable, p. 45")
    assert location.kind is Kind.PAGES
    assert location.omission is not None
    assert location.omission.reason_key == "information_unavailable"


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        *[("Chapter 3", ("Chapter 3",)), ("Section 4.2", ("Section 4.2",)), ("Appendix II", ("Appendix II",))],
        *[("Annex A", ("Annex A",)), ("Chapter 3.2, 4.1", ("Chapter 3.2, 4.1",)), ("Anhang III", ("Anhang III",))],
        ("Chapter 3 and Appendix IV", ("Chapter 3", "Appendix IV")),
    ],
)
def test_sections_are_named_and_their_numbers_are_no_pages(text: str, sections: tuple[str, ...]) -> None:
    location = known(text)
    assert location.sections == sections
    assert location.pages == ()


@pytest.mark.parametrize("text", ["Notes 3, 4", "Chapters 3 and 4"])
def test_a_list_of_sections_names_no_page(text: str) -> None:
    assert pages(text) == []


@pytest.mark.parametrize("text", ["Figure 12", "Table 5", "第3章"])
def test_the_number_of_a_figure_table_or_chapter_is_no_page(text: str) -> None:
    assert pages(text) == []


def test_a_section_with_its_page() -> None:
    location = known("see chapter 5, p. 40")
    assert (location.sections, pages("see chapter 5, p. 40")) == (("chapter 5",), [40])


def test_a_heading_of_the_report_is_a_section() -> None:
    reader = LocationReader(PLAIN, load_vocabulary(), headings=frozenset({"our people"}))
    assert reader.read("Our People").kind is Kind.SECTION
    assert READER.read("Our People").kind is Kind.INLINE


PARTS = (
    "Cover",
    "Back cover",
    "Annex",
    "Letter to stakeholders",
    "Allegato",
    "Anhang",
    "封面",
    "表紙",
    "Annex, Glossary",
)


@pytest.mark.parametrize("text", PARTS)
def test_a_part_of_the_report_needs_no_number(text: str) -> None:
    assert known(text).kind is Kind.SECTION


REFERENCE = "Annual Report – Environmental and social risk management (pages 52-53), Code of conduct"
ANSWER = "We offer all employees benefits that follow what the law asks for and what others in our trade offer."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (REFERENCE, Kind.EXTERNAL),
        (f"Safety, Annual Report – page 74 {ANSWER}", Kind.INLINE),
        (f"Annual Report – page 74. Information unavailable: {ANSWER}", Kind.EXTERNAL),
        ("Information unavailable: see the Annual Report for why", Kind.OMITTED),
        ("Not material", Kind.OMITTED),
        ("Nicht wesentlich", Kind.OMITTED),
    ],
)
def test_a_reference_an_answer_and_an_omission_are_told_apart(text: str, kind: Kind) -> None:
    assert known(text).kind is kind
