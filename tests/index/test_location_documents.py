"""Location cells that name other documents, or this one by its name."""

from __future__ import annotations

import pytest

from gricheck.index.location import LocationReader
from gricheck.model.index import Kind
from gricheck.vocabulary import load_vocabulary
from index.cells import PLAIN, known, pages


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        *[("Annual Report, p. 45", "Annual Report", "45"), ("AR p. 45", "AR", "45"), ("GB S. 45", "GB", "45")],
        *[("Annual Report", "Annual Report", None), ("Rapport annuel, p. 45", "Rapport annuel", "45")],
        *[("Informe anual, pág. 45", "Informe anual", "45"), ("Form 10-K, pp. 45-47", "Form 10-K", "45-47")],
        *[("Bilancio consolidato p. 45", "Bilancio consolidato", "45"), ("사업보고서 45쪽", "사업보고서", "45")],
        *[("年報第45頁", "年報", "45"), ("Annual Report p. 45, 50-52", "Annual Report", "45, 50-52")],
        ("有価証券報告書 p.45", "有価証券報告書", "45"),
        ("p. 45 of the Annual Report", "Annual Report", "45"),
        ("p. 5 of the Annual Report and p. 4", "Annual Report", "5, 4"),
        ("Annual Report: 45", "Annual Report", "45"),
        ("Annual Report (45)", "Annual Report", "45"),
    ],
)
def test_another_document_and_the_place_in_it(text: str, name: str, place: str | None) -> None:
    location = known(text)
    assert [(e.name, e.place) for e in location.externals] == [(name, place)]
    assert location.kind is Kind.EXTERNAL
    assert location.pages == ()


def test_a_website_has_no_name() -> None:
    (external,) = known("See our website").externals
    assert external.name is None


@pytest.mark.parametrize("text", ["www.example.com/report", "https://www.example.com/2023/12/report.pdf"])
def test_an_address_is_one_place_and_names_itself(text: str) -> None:
    (external,) = known(text).externals
    assert (external.name, external.place) == (text, text)


@pytest.mark.parametrize("text", ["www.example.com/report", "https://www.example.com/2023/12/report.pdf"])
def test_numbers_in_an_address_are_no_pages(text: str) -> None:
    assert (known(text).kind, pages(text)) == (Kind.EXTERNAL, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("p. 12; AR p. 45", [12]), ("12; AR 45", [12]), ("45, Annual Report p. 12", [45]), ("AR 45; SR 12", [12])],
        *[
            ("Annual Report p. 45; this report p. 12", [12]),
            ("SR 12", [12]),
            ("Sustainability report, pages 45-46", [45, 46]),
        ],
        *[("Bilancio di sostenibilità p. 45", [45]), ("Nachhaltigkeitsbericht S. 45", [45]), ("本報告書第45頁", [45])],
        ("Annual Report (45), Sustainability Report (12)", [12]),
        ("Our air, p. 45; Annual report p. 99, 101; p. 47", [45, 47]),
        ("SR 12; AR 45", [12]),
        ("AR p. 45; p. 12", [12]),
        ("12, Annual Report 45; 14", [12, 14]),
    ],
)
def test_pages_of_another_document_are_not_ours(text: str, expected: list[int]) -> None:
    assert pages(text) == expected


def test_a_report_that_is_an_annual_report_names_itself_so() -> None:
    reader = LocationReader(PLAIN, load_vocabulary(), own_names=frozenset({"annual report"}))
    assert [pages(text, reader) for text in ("Annual Report p. 45", "AR p. 45")] == [[45], [45]]
    assert reader.read("Annual Report p. 45").externals == ()
    assert pages("Integrated report p. 45", reader) == []


@pytest.mark.parametrize("text", ["p. 45", "45", "Sustainability report p. 45", "AR 45; 46"])
def test_an_index_that_is_a_file_of_its_own_points_elsewhere(text: str) -> None:
    reader = LocationReader(PLAIN, load_vocabulary(), standalone=True)
    assert pages(text, reader) == []


def test_a_page_in_an_index_of_its_own_is_anothers_page() -> None:
    location = LocationReader(PLAIN, load_vocabulary(), standalone=True).read("p. 45")
    assert location.kind is Kind.EXTERNAL
    assert location.externals[0].place == "45"
