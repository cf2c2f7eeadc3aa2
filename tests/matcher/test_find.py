"""Where a report covers what a user asks for: a disclosure by its code, or words."""

from __future__ import annotations

from datetime import date

import pytest

from gricheck.catalogue import load_catalogue
from gricheck.errors import UsageError
from gricheck.lexicon import load_lexicon
from gricheck.matcher import match
from gricheck.matcher.coverage import Coverage
from gricheck.matcher.find import find, named_disclosure, questions
from gricheck.model.document import Document, Page, Pagination, Source
from gricheck.model.evidence import Section
from gricheck.model.index import ContentIndex, ReportFacts
from gricheck.vocabulary import load_vocabulary
from matcher.mappings import rows_of

EMISSIONS = "Direct emissions (Scope 1): stationary combustion, mobile combustion and fugitive emissions, 41,736 tCO2e."
CLIMATE = "We keep an eye on direct emissions of Scope 1 at all of our sites and in each of the mills that we run too."
WATER = "Water withdrawal from groundwater, surface water and municipal water was 41 megalitres."
REUSE = "Water recycled and reused: recycled water and reused water, the total volume of water recycled and reused."
WORK = "Our people like their work and come back to it on Mondays, as the survey among them tells us once again."
PAGES = 20


def coverage(
    text: dict[int, str],
    *cells: tuple[str, str],
    index_pages: tuple[int, ...] = (19, 20),
    published: date | None = None,
    heading: str = "",
    sections: tuple[Section, ...] = (),
) -> Coverage:
    """A report of twenty printed pages."""
    pages = tuple(Page(n, text.get(n + 1, WORK)) for n in range(PAGES))
    pagination = Pagination(tuple((str(n + 1),) for n in range(PAGES)), True, "printed")
    document = Document(Source("report.pdf", "0" * 64, "application/pdf", 1), pages, pagination)
    facts = ReportFacts(language="en")
    index = ContentIndex(tuple(page - 1 for page in index_pages), rows_of(*cells, heading=heading), facts=facts)
    mapping = match(document, index, load_catalogue(), load_vocabulary(), published=published)
    made = Coverage(document, mapping, load_lexicon(), load_vocabulary())
    made.sections = sections
    return made


def pages(text: dict[int, str], asked: str, most: int = 5) -> list[int]:
    return [passage.page + 1 for passage in find(coverage(text), asked, most).passages]


@pytest.mark.parametrize("asked", ["305-1", "GRI 305-1", " 305-1 ", "305–1", "GRI305-1", "305-1 2016", "305-1: 2016"])
def test_a_code_is_understood_however_it_is_written(asked: str) -> None:
    answer = find(coverage({8: EMISSIONS}), asked, 5)
    assert (answer.asked, answer.code, answer.edition) == (asked, "305-1", 2016)
    assert answer.title == "Direct (Scope 1) GHG emissions"
    assert [p.page + 1 for p in answer.passages] == [8]


def test_pages_are_ranked_by_what_they_say() -> None:
    answer = find(coverage({4: CLIMATE, 8: EMISSIONS, 12: WATER}), "305-1", 5)
    assert [(p.page, p.label, p.quote) for p in answer.passages] == [(7, "8", EMISSIONS), (3, "4", CLIMATE)]
    assert answer.passages[0].score > answer.passages[1].score > 0
    assert answer.passages[0].strength > answer.passages[1].strength > 0


@pytest.mark.parametrize(("most", "count"), [(1, 1), (2, 2), (5, 3), (100, 3)])
def test_no_more_pages_are_given_than_were_asked_for_and_none_that_says_nothing(most: int, count: int) -> None:
    assert len(pages({4: CLIMATE, 8: EMISSIONS, 12: CLIMATE}, "305-1", most)) == count


@pytest.mark.parametrize(("asked", "edition", "page"), [("303-3 2018", 2018, 6), ("303-3 2016", 2016, 9)])
def test_the_edition_that_is_asked_for_is_looked_for(asked: str, edition: int, page: int) -> None:
    answer = find(coverage({6: WATER, 9: REUSE}), asked, 5)
    assert (answer.code, answer.edition) == ("303-3", edition)
    assert answer.passages[0].page + 1 == page


@pytest.mark.parametrize(
    ("published", "edition"), [(date(2020, 12, 31), 2016), (date(2021, 1, 1), 2018), (date(2024, 5, 1), 2018)]
)
def test_without_an_edition_that_of_the_reports_day_is_meant(published: date, edition: int) -> None:
    assert find(coverage({}, published=published), "303-3", 5).edition == edition


def test_without_an_edition_that_of_the_index_is_meant_whatever_the_day() -> None:
    found = coverage({}, ("303-3", "Water"), heading="GRI 303: Water 2016", published=date(2024, 5, 1))
    assert find(found, "303-3", 5).edition == 2016


@pytest.mark.parametrize("general", [("2-1", "Organizational details"), ("102-1", "Name of the organization")])
def test_102_5_is_that_of_the_universal_standards_before_2027(general: tuple[str, str]) -> None:
    answer = find(coverage({}, general, published=date(2022, 5, 1)), "102-5", 5)
    assert answer.edition == 2016


@pytest.mark.parametrize("asked", ["water withdrawal", "groundwater", "WATER WITHDRAWALS", "megalitres"])
def test_words_are_looked_for_as_they_are(asked: str) -> None:
    answer = find(coverage({6: WATER, 9: EMISSIONS}), asked, 5)
    assert (answer.asked, answer.code, answer.edition, answer.title) == (asked, None, None, None)
    assert [p.page + 1 for p in answer.passages] == [6]


@pytest.mark.parametrize("asked", ["what 305-1 asks for", "water 2018", ""])
def test_what_does_not_begin_with_a_code_is_words(asked: str) -> None:
    assert named_disclosure(coverage({}), asked) == (None, asked)


@pytest.mark.parametrize(
    ("asked", "key", "words"),
    [
        ("305-1", ("305-1", 2016), ""),
        ("GRI 303-3 2018", ("303-3", 2018), ""),
        ("303-3:2016 in Spain", ("303-3", 2016), "in Spain"),
        ("3-3 Energy", ("3-3", 2021), "Energy"),
    ],
)
def test_words_behind_a_code_are_told_apart_from_its_edition(asked: str, key: tuple[str, int], words: str) -> None:
    disclosure, rest = named_disclosure(coverage({}), asked)
    assert disclosure is not None
    assert (disclosure.key, rest) == (key, words)


def test_words_behind_3_3_are_the_topic_whose_management_is_meant() -> None:
    texts = {6: WATER, 9: EMISSIONS}
    assert pages(texts, "3-3 water")[0] == 6
    assert pages(texts, "3-3 emissions")[0] == 9


def test_words_that_stand_nowhere_find_nothing() -> None:
    assert find(coverage({6: WATER}), "zeppelins", 5).passages == ()


def test_a_phrase_counts_more_than_its_words() -> None:
    scattered = "Water here and there, and a withdrawal of a motion, and at length a further withdrawal from the water."
    assert pages({6: WATER, 9: scattered}, "water withdrawal")[0] == 6


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("305-9", "did you mean 305-"),
        ("GRI 413-7", "did you mean 413-"),
        ("305-99", "did you mean 305-"),
        ("999-1", "`gricheck standards` lists them"),
    ],
)
def test_a_code_that_no_disclosure_bears_is_refused_with_a_hint(asked: str, hint: str) -> None:
    with pytest.raises(UsageError, match=asked) as refused:
        find(coverage({}), asked, 5)
    assert hint in str(refused.value)


@pytest.mark.parametrize(("asked", "known"), [("303-3 2019", "2016 and 2018"), ("305-1:2021", "2016")])
def test_an_edition_that_does_not_exist_is_refused_with_those_that_do(asked: str, known: str) -> None:
    with pytest.raises(UsageError, match=f"has no edition .*; there is that of {known}"):
        find(coverage({}), asked, 5)


@pytest.mark.parametrize("asked", ["305.1", "305-1 (2016)", "GRI 305-1"])
def test_a_code_is_known_however_it_is_spelled(asked: str) -> None:
    disclosure, words = named_disclosure(coverage({}), asked)
    assert disclosure is not None
    assert (disclosure.code, words) == ("305-1", "")


def test_pages_of_the_index_are_never_found() -> None:
    listed = "GRI 305-1 Direct (Scope 1) GHG emissions, stationary combustion, fugitive emissions tCO2e 8"
    text = {8: CLIMATE, 19: listed, 20: listed}
    assert pages(text, "305-1") == [8]
    assert pages(text, "stationary combustion") == []
    shown = find(coverage(text, index_pages=()), "305-1", 5)
    assert {19, 20} <= {p.page + 1 for p in shown.passages}


def test_the_table_of_contents_comes_last() -> None:
    names = ("Direct Scope 1 emissions", "Stationary combustion", "Fugitive emissions", "GHG emissions")
    contents = "\n".join(f"{name} {page}" for name, page in zip(names, (4, 8, 11, 15), strict=True))
    assert pages({2: contents, 8: CLIMATE}, "305-1") == [8, 2]
    assert pages({2: contents.replace(" 11", "").replace(" 15", ""), 8: CLIMATE}, "305-1")[0] == 2


def test_a_page_that_lists_many_codes_comes_last() -> None:
    codes = "\n".join(f"GRI 40{n}-1" for n in range(1, 10))
    assert pages({5: f"{EMISSIONS}\n{codes}", 8: CLIMATE}, "305-1") == [8, 5]


def test_a_page_of_text_may_print_many_codes() -> None:
    codes = " ".join(f"GRI 40{n}-1" for n in range(1, 10))
    text = {5: f"GRI 305-1 {codes}\n{EMISSIONS}\n" + f"{WORK}\n" * 9, 8: CLIMATE}
    told = next(p for p in find(coverage(text), "305-1", 5).passages if p.page == 4)
    assert "the code 305-1" in told.why


def test_codes_between_commas_and_the_number_of_a_standard_are_several_questions() -> None:
    catalogue = load_catalogue()
    assert questions("305-1, 303-3", catalogue) == ("305-1", "303-3")
    assert questions("GRI 303", catalogue) == ("303-1", "303-2", "303-3", "303-4", "303-5")
    assert questions("water, waste", catalogue) == ("water, waste",)
    assert questions("305 tonnes", catalogue) == ("305 tonnes",)


def test_titles_that_the_index_prints_are_looked_for_too() -> None:
    chimneys = "What our chimneys give off is measured by the mill's own people twice a year, and once by others."
    assert find(coverage({7: chimneys}), "305-1", 5).passages == ()
    told = find(coverage({7: chimneys}, ("305-1", "What our chimneys give off")), "305-1", 5)
    assert [p.page + 1 for p in told.passages] == [7]
    assert "chimneys" in told.passages[0].why


def test_a_passage_tells_line_and_section() -> None:
    sections = (Section("Climate", 0, 5, 9), Section("Annex", 0, 10, 19))
    found = find(coverage({8: f"{WORK}\n{WORK}\n{EMISSIONS}"}, sections=sections), "305-1", 5)
    assert [(p.line, p.section) for p in found.passages] == [(3, "Climate")]
