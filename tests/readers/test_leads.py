"""Links led to the pages of the files that the user gave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.model.document import Document, Link, Page, Pagination, Part, Role, Source
from gricheck.readers.leads import led, page_named

BOX = (0.0, 0.0, 9.0, 9.0)


def source(path: str) -> Source:
    return Source(path, path, "application/pdf", 1)


def paged(count: int) -> Pagination:
    return Pagination(tuple((str(n + 1),) for n in range(count)), True, "")


def document(
    report: str = "out/Our Report.pdf",
    also: tuple[str, ...] = ("ar.pdf",),
    names: tuple[str, ...] = (),
    volume: str = "part-2.pdf",
) -> Document:
    """A report of 10 pages, a volume of 5 more, an index of 1, and other documents of 3 each."""
    parts = [Part(source(volume), Role.VOLUME, 10, paged(5)), Part(source("in/index.xlsx"), Role.INDEX, 15, paged(1))]
    parts += (Part(source(p), Role.OTHER, 16 + 3 * n, paged(3), names) for n, p in enumerate(also))
    pages = tuple(Page(n, "") for n in range(16 + 3 * len(also)))
    return Document(source(report), pages, paged(len(pages)), parts=tuple(parts))


def lead(uri: str, whole: Document | None = None) -> Link | None:
    whole = whole or document()
    found = led([Link(BOX, uri=uri)], whole, whole.parts[1])
    return found[0] if found else None


@pytest.mark.parametrize(
    "uri",
    [
        "Our%20Report.pdf#page=4",
        "Our Report.pdf#page=4",
        "../out/our report.PDF#page=4&zoom=100",
        "file:///C:/Users/anna/Our%20Report.pdf#page=4",
        "file:///C:\\Users\\anna\\Our Report.pdf#zoom=100&page=4",
        "C:\\Users\\anna\\Our Report.pdf#page=4",
        "\\\\server\\share\\Our Report.pdf#page=4",
        "https://kestrelmoor.example/files/Our%20Report.pdf?v=2#page=4",
        "https://kestrelmoor.example/files/Our%20Report.pdf#PAGE=4",
    ],
)
def test_an_address_that_ends_in_the_reports_name_leads_to_its_page(uri: str) -> None:
    assert lead(uri) == Link(BOX, 3)


@pytest.mark.parametrize(("uri", "page"), [("part-2.pdf#page=1", 10), ("part-2.pdf#page=5", 14)])
def test_pages_of_a_further_volume_are_counted_on(uri: str, page: int) -> None:
    assert lead(uri) == Link(BOX, page)


def test_another_document_keeps_its_address() -> None:
    assert lead("ar.pdf#page=2") == Link(BOX, uri="ar.pdf#page=2", file="ar.pdf")
    assert lead("https://kestrelmoor.example/ar.pdf") == Link(
        BOX, uri="https://kestrelmoor.example/ar.pdf", file="ar.pdf"
    )


@pytest.mark.parametrize("uri", ["https://kestrelmoor.example/people", "report.pdf#page=4", "ourreport.pdf", ""])
def test_what_names_no_file_stays_as_it_is(uri: str) -> None:
    assert lead(uri) == Link(BOX, uri=uri)


@pytest.mark.parametrize(
    "uri",
    [
        "#Sheet2!A1",
        "#page=4",
        "mailto:esg@kestrelmoor.example",
        "tel:+391",
        "index.xlsx#page=1",
        "../in/index.xlsx",
        "Our%20Report.pdf",
        "Our%20Report.pdf#page=11",
        "Our%20Report.pdf#page=0",
        "Our%20Report.pdf#nameddest=people",
    ],
)
def test_what_leads_to_no_page_is_no_link(uri: str) -> None:
    assert lead(uri) is None


def test_a_page_of_the_indexs_own_file_is_none_of_the_report() -> None:
    whole = document()
    assert led([Link(BOX, 0)], whole, whole.parts[1]) == ()
    assert led([Link(BOX, 3, line=7)], whole, None) == (Link(BOX, 3, line=7),)


def test_of_two_files_of_one_name_the_one_whose_folder_agrees_is_meant() -> None:
    whole = document("2023/report.pdf", also=("2022/report.pdf",))
    assert lead("../2023/report.pdf#page=4", whole) == Link(BOX, 3)
    assert lead("../2022/report.pdf#page=2", whole) == Link(
        BOX, uri="../2022/report.pdf#page=2", file="2022/report.pdf"
    )
    assert lead("report.pdf#page=4", whole) == Link(BOX, uri="report.pdf#page=4")


def test_an_address_that_the_user_gave_a_document_is_that_document_and_no_longer_one() -> None:
    whole = document(also=("kept/annual.pdf",), names=("https://kestrelmoor.example/reports/2023", "AR"))
    assert lead("https://kestrelmoor.example/reports/2023/#page=2", whole) == Link(
        BOX, uri="https://kestrelmoor.example/reports/2023/#page=2", file="kept/annual.pdf"
    )
    for uri in ("https://other.example/reports/2023", "https://kestrelmoor.example/AR"):
        assert lead(uri, whole) == Link(BOX, uri=uri)


@given(st.text(max_size=60))
def test_no_address_breaks_it(uri: str) -> None:
    found = lead(uri)
    assert found is None or found.uri == uri or found.page is not None


@pytest.mark.parametrize(
    ("address", "page"),
    [("r.pdf#page=45", 45), ("r.pdf#a=1&page=45", 45), ("r.pdf?page=45", None), ("r.pdf#homepage=4", None), ("", None)],
)
def test_the_page_of_an_address(address: str, page: int | None) -> None:
    assert page_named(address) == page


def test_a_page_of_too_many_digits_is_none() -> None:
    assert page_named("#page=" + "9" * 5000) is None
