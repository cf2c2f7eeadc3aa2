"""Rows mapped onto disclosures: exact codes, misprints, editions, foreign titles."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.catalogue import load_catalogue
from gricheck.model.index import Claim, Level, Where
from gricheck.model.mapping import Method, RowMatch, TitleVerdict
from matcher.mappings import mapped, rows_of

GENERAL_2016 = ("102-1", "Name of the organization")
GENERAL_2021 = ("2-1", "Organizational details")
TITLED = sorted(d.key for d in load_catalogue().by_key.values() if d.title)


def matches(*cells: tuple[str, str], language: str | None = "en", heading: str = "") -> tuple[RowMatch, ...]:
    return mapped(rows_of(*cells, heading=heading), language=language).matches


def last(*cells: tuple[str, str], language: str | None = "en", heading: str = "") -> RowMatch:
    return matches(*cells, language=language, heading=heading)[-1]


def key(found: RowMatch) -> tuple[str, int] | None:
    return found.disclosure.key if found.disclosure else None


@pytest.mark.parametrize(
    ("code", "title", "verdict"),
    [
        *[("305-1", "Direct (Scope 1) GHG emissions", TitleVerdict.SAME), ("305-1", "", TitleVerdict.ABSENT)],
        *[("305-1", "DIRECT (SCOPE 1) GHG EMISSIONS*", TitleVerdict.SAME)],
        *[("102-8", "Information on employees and other workers", TitleVerdict.SAME)],
        *[("102-16", "Values, principles and norms of behaviour", TitleVerdict.ALIKE)],
        *[("305-1", "What our chimneys give off", TitleVerdict.UNKNOWN)],
    ],
)
def test_a_code_that_exists_is_mapped_whatever_its_title(code: str, title: str, verdict: TitleVerdict) -> None:
    found = last((code, title))
    assert (key(found), found.method, found.title) == ((code, 2016), Method.EXACT, verdict)
    assert found.printed is found.disclosure
    assert found.edition_sure


ASSESSED = (
    "Significant investment agreements and contracts that include human rights clauses "
    "or that underwent human rights screening"
)


def test_a_misprinted_code_is_told_by_its_title() -> None:
    found = last(
        ("412-1", "Operations that have been subject to human rights reviews or impact assessments"),
        ("413-3", ASSESSED),
    )
    assert (key(found), found.method, found.title) == (("412-3", 2016), Method.TITLE, TitleVerdict.OTHER_CODE)
    assert found.printed is None
    assert found.row.code == "413-3"
    assert [m.row.code for m in mapped(rows_of(("413-3", ASSESSED))).rows_for("412-3")] == ["413-3"]


def test_a_code_of_another_disclosure_is_doubted_by_its_title() -> None:
    """Of two disclosures with that title it is the one whose standard stands beside the row."""
    found = last(("302-1", "Energy consumption within the organization"), ("305-1", "Energy intensity"))
    assert (key(found), found.method) == (("302-3", 2016), Method.TITLE)
    assert found.printed is not None
    assert found.printed.code == "305-1"


def test_a_title_that_is_listed_under_its_own_code_moves_no_other_row() -> None:
    """The title was copied a line too far: the row under 302-3 is the one that reports on it."""
    found = last(("302-3", "Energy intensity"), ("305-1", "Energy intensity"))
    assert (key(found), found.method, found.title) == (("305-1", 2016), Method.EXACT, TitleVerdict.OTHER_CODE)
    assert found.title_of is not None
    assert found.title_of.code == "302-3"


@pytest.mark.parametrize(
    ("code", "title"),
    [
        *[("306-5", "Waste directed to disposal"), ("306-4", "Waste diverted from disposal")],
        *[("305-1", "Direct (Scope 1) GHG emissions"), ("305-2", "Energy indirect (Scope 2) GHG emissions")],
        ("305-3", "Other indirect (Scope 3) GHG emissions"),
    ],
)
def test_titles_that_differ_in_a_word_are_kept_apart(code: str, title: str) -> None:
    assert last((code, title)).title is TitleVerdict.SAME
    other = {"306-5": "306-4", "306-4": "306-5", "305-1": "305-2", "305-2": "305-3", "305-3": "305-1"}[code]
    assert last((other, title)).title is TitleVerdict.OTHER_CODE


def test_a_code_and_title_of_nothing_are_not_mapped() -> None:
    found = last(("413-9", "Our own way of counting mills"))
    assert (found.disclosure, found.printed, found.method) == (None, None, Method.NONE)
    assert found.title is TitleVerdict.UNKNOWN


@pytest.mark.parametrize("title", ["Management approach", "The management approach and its components", ""])
def test_a_standards_number_alone_is_no_disclosure(title: str) -> None:
    found = last(GENERAL_2016, ("103", title))
    assert (found.row.code, found.disclosure, found.method) == ("103", None, Method.NONE)


@pytest.mark.parametrize(
    ("code", "title", "edition"),
    [
        *[
            ("303-3", "Water withdrawal", 2018),
            ("303-3", "Water recycled and reused", 2016),
            ("306-3", "Waste generated", 2020),
        ],
        *[("306-3", "Significant spills", 2016), ("403-1", "Occupational health and safety management system", 2018)],
    ],
)
def test_the_title_tells_the_edition(code: str, title: str, edition: int) -> None:
    found = last((code, title))
    assert (key(found), found.edition_sure) == ((code, edition), True)


def test_the_heading_tells_the_edition() -> None:
    found = last(("303-3", "Wasser"), heading="GRI 303: Water 2016")
    assert (key(found), found.edition_sure) == (("303-3", 2016), True)


def test_without_a_sign_the_edition_is_not_sure() -> None:
    assert not last(("303-3", "")).edition_sure


def test_in_an_index_of_2016_no_title_leads_to_the_later_standards_of_its_numbers() -> None:
    management = ("103-1", "Explanation of the material topic and its Boundary")
    found = mapped(rows_of(("102-1", "Name of the organization"), management, ("302-8", "Energy intensity"))).matches[
        -1
    ]
    assert found.disclosure is not None
    assert found.disclosure.key == ("302-3", 2016)


@pytest.mark.parametrize(("beside", "edition"), [(GENERAL_2016, 2016), (("102-1", "Energy"), 2025)])
def test_codes_that_were_given_again_are_of_the_edition_of_their_index(beside: tuple[str, str], edition: int) -> None:
    """102-1 is the organization's name in 2016 and a disclosure on climate change in 2025."""
    heading = "GRI 102: Climate Change 2025" if edition == 2025 else ""
    assert key(last(beside, ("102-3", ""), heading=heading)) == ("102-3", edition)


def test_a_title_of_the_other_edition_under_a_heading_is_seen() -> None:
    found = last(("303-3", "Water withdrawal"), heading="GRI 303: Water 2016")
    assert found.title_of is not None
    assert (key(found), found.title_of.key) == (("303-3", 2016), ("303-3", 2018))


@pytest.mark.parametrize(
    ("language", "verdict"), [("fi", TitleVerdict.FOREIGN), ("en", TitleVerdict.UNKNOWN), (None, TitleVerdict.UNKNOWN)]
)
def test_a_title_in_a_language_that_is_not_known_is_not_judged(language: str | None, verdict: TitleVerdict) -> None:
    assert last(("305-1", "Suorat kasvihuonekaasupäästöt"), language=language).title is verdict


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("305-1", "直接（范畴1）温室气体排放"),
        ("305-1", "직접 온실가스 배출량 (Scope1)"),
        ("102-1", "Name der Organisation"),
    ],
)
def test_titles_in_the_languages_of_the_catalogue_are_the_same_titles(code: str, title: str) -> None:
    assert last((code, title)).title is TitleVerdict.SAME


def test_a_title_of_the_2016_standards_does_not_move_a_row_of_2021() -> None:
    """An index of 2021 that still prints a title of 102 means its own disclosure."""
    found = last(GENERAL_2021, ("2-6", "Supply chain"))
    assert key(found) == ("2-6", 2021)


def test_what_the_user_gives_goes_before_the_report() -> None:
    said = Claim(Level.CORE, 2016, "…", Where(0))
    given = Claim(Level.COMPREHENSIVE, 2016, "", Where())
    end, printed, told = date(2022, 12, 31), date(2023, 6, 1), date(2024, 2, 2)
    alone = mapped((), found=said, period_end=end, made=printed)
    assert (alone.claim, alone.published, alone.published_earliest) == (said, printed, date(2023, 1, 1))
    both = mapped((), found=said, period_end=end, made=printed, claim=given, published=told)
    assert (both.claim, both.published, both.published_earliest) == (given, told, told)


def test_without_a_period_nothing_is_known_of_the_date() -> None:
    found = mapped(())
    assert (found.claim, found.published, found.published_earliest, found.page_count) == (None, None, None, 60)


def test_rows_for_a_disclosure_are_found_by_code_and_edition() -> None:
    found = mapped(rows_of(("303-3", "Water withdrawal"), ("305-1", "")))
    assert len(found.rows_for("303-3")) == len(found.rows_for("303-3", 2018)) == 1
    assert found.rows_for("303-3", 2016) == ()


@given(wanted=st.sampled_from(TITLED))
def test_every_official_code_with_its_official_title_is_itself(wanted: tuple[str, int]) -> None:
    disclosure = load_catalogue().by_key[wanted]
    found = last((disclosure.code, disclosure.title))
    assert found.method is Method.EXACT
    assert found.disclosure is not None
    assert found.disclosure.code == disclosure.code
    assert disclosure.title.casefold() in {d.title.casefold() for d in load_catalogue().by_code[disclosure.code]}
    assert found.title is TitleVerdict.SAME
