"""The checks where an example in a rule does not reach: doubts, neighbours, and what must never be called a fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gricheck.catalogue import load_catalogue
from gricheck.checks import CHECKS
from gricheck.checks.pages import EXTRACT
from gricheck.checks.registry import check
from gricheck.checks.verdicts import join_words, list_codes, shown
from gricheck.engine import context_of
from gricheck.examples import build
from gricheck.model.index import Heading, Kind, Omission, PageRange, Where
from gricheck.model.mapping import Mapping as Mapped
from gricheck.model.mapping import Method, RowMatch, TitleVerdict
from gricheck.model.rule import Example, RulePack, Severity
from gricheck.model.run import Outcome, Verdict
from gricheck.model.standard import Trust
from gricheck.packs import load_packs
from gricheck.pagination import resolve
from gricheck.vocabulary import load_vocabulary

CORE = {"level": "core", "edition": 2016}
IN_ACCORDANCE = {"level": "in-accordance", "edition": 2021}
SCOPE_1 = {"code": "305-1", "title": "Direct (Scope 1) GHG emissions", "location": "70"}
SCOPE_2 = {"code": "305-2", "title": "Energy indirect (Scope 2) GHG emissions", "location": "70"}


@cache
def packs() -> tuple[RulePack, ...]:
    return load_packs(checks=CHECKS, catalogue=load_catalogue())


def report(**data: Any) -> Mapped:
    return build(Example("pass", data, 1), load_catalogue(), load_vocabulary())


def run(name: str, mapping: Mapped, **options: Any) -> list[Verdict]:
    found = CHECKS[name]
    return list(found.run(context_of(mapping, packs()), found.options(**options)))


def faults(name: str, mapping: Mapped, **options: Any) -> dict[str | None, Outcome]:
    """Disclosure to outcome, of those that are not simply right."""
    verdicts = run(name, mapping, **options)
    return {v.disclosure: v.outcome for v in verdicts if v.outcome in (Outcome.FAIL, Outcome.REVIEW)}


def with_rows(mapping: Mapped, change: Mapping[str, Any]) -> Mapped:
    """The mapping with every row changed alike."""
    matches = tuple(replace(m, row=replace(m.row, **change)) for m in mapping.matches)
    return replace(mapping, matches=matches, index=replace(mapping.index, rows=tuple(m.row for m in matches)))


def with_matches(mapping: Mapped, *matches: RowMatch) -> Mapped:
    return replace(mapping, matches=matches, index=replace(mapping.index, rows=tuple(m.row for m in matches)))


# Locations


def test_a_sign_for_nothing_is_an_error_only_where_the_claim_wants_the_disclosure():
    rows = [
        {"code": "102-10", "location": "/"},
        {"code": "103-2", "location": "/"},
        {"code": "102-25", "location": "/"},
    ]
    verdicts = run("location-given", report(claim=CORE, rows=rows), kind="slash")
    assert [(v.disclosure, v.required, v.message) for v in verdicts] == [
        ("102-10", True, "required"),
        ("103-2", True, "omittable"),
        ("102-25", False, "fail"),
    ]


def test_a_column_that_is_blank_almost_throughout_is_one_review():
    rows = [{"code": f"2-{n}", "title": "", "location": "" if n < 8 else "4"} for n in range(1, 11)]
    verdicts = run("location-given", report(claim=IN_ACCORDANCE, rows=rows), kind="blank")
    assert [(v.outcome, v.message, v.match) for v in verdicts] == [(Outcome.REVIEW, "column", None)]


def test_a_blank_cell_in_a_row_read_with_doubts_is_looked_at():
    mapping = with_rows(report(rows=[{**SCOPE_1, "location": ""}]), {"doubts": ("no location column was found",)})
    (verdict,) = run("location-given", mapping, kind="blank")
    assert verdict.outcome is Outcome.REVIEW
    assert "no location column was found" in (verdict.reason or "")


@pytest.mark.parametrize("cell", ["100%", "41.7%", "3.2 t CO2e", "€ 4.2 million", "12 employees", "> 95 %"])
def test_a_number_with_a_unit_is_a_value(cell: str):
    assert faults(
        "location-is-a-place", with_rows(report(rows=[SCOPE_1]), {"location": cell, "kind": Kind.INLINE})
    ) == {"305-1": Outcome.FAIL}


@pytest.mark.parametrize(
    "cell",
    [
        "1.1",
        "No change",
        "June 2021",
        "Back cover",
        "Annexes 3 and 4",
        "5 Annex",
        "1.3, 3.2.2",
        "1.3 GRI content index",
    ],
)
def test_what_may_be_a_place_is_no_value(cell: str):
    (verdict,) = run("location-is-a-place", with_rows(report(rows=[SCOPE_1]), {"location": cell, "kind": Kind.INLINE}))
    assert (verdict.outcome, verdict.severity) == (Outcome.REVIEW, Severity.INFO)


def test_none_is_an_answer_or_a_gap_and_says_so():
    (verdict,) = run("location-explained", report(rows=[{**SCOPE_1, "location": "None"}]))
    assert (verdict.outcome, verdict.severity) == (Outcome.REVIEW, Severity.INFO)


def test_an_address_beside_a_nameless_document_is_a_place():
    (verdict,) = run("external-named", report(rows=[{**SCOPE_1, "location": "See www.example.com/report"}]))
    assert verdict.outcome is Outcome.PASS


# Pages


def test_pages_beyond_the_file_in_most_rows_are_another_documents():
    rows = [{"code": f"305-{n}", "location": "170"} for n in range(1, 8)]
    verdicts = run("page-exists", report(pages=100, rows=rows))
    assert [(v.outcome, v.message) for v in verdicts] == [(Outcome.REVIEW, "elsewhere")]


@given(first=st.integers(1, 300), last=st.integers(1, 300), most=st.integers(1, 100))
def test_a_range_is_reversed_or_wide_or_neither(first: int, last: int, most: int):
    mapping = with_rows(WIDE, {"ranges": (PageRange(first, last),)})
    backwards = bool(faults("range-in-order", mapping))
    wide = bool(faults("range-narrow", mapping, max_pages=most))
    assert backwards == (last < first)
    assert wide == (last - first + 1 > most)
    assert not (backwards and wide)


WIDE = report(rows=[SCOPE_1])


@settings(max_examples=25)
@given(st.lists(st.integers(1, 150), min_size=1, max_size=5))
def test_only_pages_that_are_not_there_are_out_of_range(numbers: list[int]):
    mapping = report(pages=100, rows=[{**SCOPE_1, "location": ", ".join(map(str, numbers))}])
    found = faults("page-exists", mapping)
    assert found == ({"305-1": Outcome.FAIL} if max(numbers) > 100 else {})


@settings(max_examples=25)
@given(st.integers(1, 400), st.integers(0, 200))
@example(number=300, ahead=EXTRACT)
@example(number=300, ahead=EXTRACT - 1)
def test_pages_outside_an_extract_may_be_in_the_rest_of_the_report(number: int, ahead: int):
    """A file whose first page carries a number far above 1 was cut out of a longer report."""
    labels = tuple((str(ahead + place),) for place in range(1, 101))
    mapping = report(pages=100, rows=[{**SCOPE_1, "location": str(number)}])
    mapping = replace(mapping, pagination=replace(mapping.pagination, labels=labels))
    mapping = with_rows(mapping, {"pages": (resolve(mapping.pagination, str(number)),)})
    if ahead < number <= ahead + 100:
        assert faults("page-exists", mapping) == {}
    else:
        unsure = ahead >= EXTRACT or number <= ahead  # below the first number a page may just not print its own
        assert faults("page-exists", mapping) == {"305-1": Outcome.REVIEW if unsure else Outcome.FAIL}


def test_an_extract_that_lacks_many_pages_is_one_review():
    mapping = report(pages=20, rows=[{"code": f"305-{n}", "location": str(n)} for n in range(1, 8)])
    labels = tuple((str(100 + place),) for place in range(20))
    mapping = replace(mapping, pagination=replace(mapping.pagination, labels=labels))
    mapping = replace(
        mapping,
        matches=tuple(
            replace(m, row=replace(m.row, pages=(resolve(mapping.pagination, m.row.location),)))
            for m in mapping.matches
        ),
    )
    (verdict,) = [v for v in run("page-exists", mapping) if v.outcome is not Outcome.PASS]
    words = dict(verdict.arguments)
    assert (verdict.outcome, verdict.message, verdict.match) == (Outcome.REVIEW, "extract", None)
    assert (words["count"], words["first"], words["last"]) == ("7", "100", "119")


def test_a_location_beside_the_index_s_own_page_leads_out_of_it():
    mapping = report(pages=100, index_pages=[97, 98, 99, 100], rows=[{**SCOPE_1, "location": "70, 98"}])
    assert faults("location-elsewhere", mapping) == {}


# Codes and titles


def test_a_title_in_a_language_without_titles_is_never_wrong():
    for verdict in (TitleVerdict.FOREIGN, TitleVerdict.ABSENT):
        mapping = report(rows=[{**SCOPE_1, "title": "Something else altogether"}])
        foreign = with_matches(mapping, *(replace(m, title=verdict) for m in mapping.matches))
        assert faults("title-official", foreign, fail_below=0.9) == {}


def test_a_shortened_title_is_looked_at():
    mapping = report(rows=[{"code": "2-12", "title": "Role of the highest", "location": "5"}])
    assert set(faults("title-official", mapping, fail_below=0.9).values()) <= {Outcome.REVIEW}


def test_titles_of_g4_are_descriptions_and_not_judged():
    mapping = report(rows=[{"code": "G4-5", "title": "Gardens of the company", "location": "5"}])
    assert faults("title-official", mapping) == {}


def test_a_misprinted_code_whose_disclosure_is_listed_is_unknown_and_no_misprint():
    screening = load_catalogue().by_key["412-3", 2016].title
    rows = [{"code": code, "title": screening, "location": "16"} for code in ("412-3", "413-3")]
    mapping = report(rows=rows)
    assert faults("code-fits-title", mapping) == {}
    assert list(faults("code-known", mapping).values()) == [Outcome.FAIL]


def test_the_title_of_another_edition_says_nothing_against_the_code():
    """ "Supply chain" is 102-9 of 2016; 2-6 took it over."""
    mapping = report(claim=IN_ACCORDANCE, rows=[{"code": "2-6", "title": "Supply chain", "location": "5"}])
    assert faults("code-fits-title", mapping) == {}


def test_without_an_official_title_in_its_language_a_crossed_title_is_looked_at():
    crossed = {**SCOPE_1, "title": SCOPE_2["title"]}
    assert faults("title-fits-code", report(rows=[crossed, SCOPE_2])) == {"305-1": Outcome.FAIL}
    assert faults("title-fits-code", report(rows=[crossed, SCOPE_2], language="xx")) == {"305-1": Outcome.REVIEW}


def test_a_row_with_the_title_of_another_edition_is_listed():
    mapping = report(
        claim=CORE, listed=["102-1..102-3", "102-5..102-14", "102-16", "102-18", "102-40..102-56", "103-1..103-3"]
    )
    old = load_catalogue().by_key["G4-6", 2013]
    (row,) = report(
        rows=[{"code": "102-4", "title": "Countries where the organization operates", "location": "5"}]
    ).matches
    crossed = replace(row, disclosure=old, method=Method.TITLE, title=TitleVerdict.OTHER_CODE, title_of=old)
    assert faults("disclosure-listed", mapping) == {"102-4": Outcome.FAIL}
    assert faults("disclosure-listed", with_matches(mapping, *mapping.matches, crossed)) == {}


def test_a_row_for_a_standard_as_a_whole_has_no_wrong_code():
    mapping = report(claim=CORE, rows=[{"code": "103", "title": "Management Approach", "location": "5"}])
    assert faults("code-known", mapping) == faults("code-fits-title", mapping) == {}


# The index as a whole


def test_a_disclosure_of_an_unsure_edition_counts_as_listed():
    rest = ["102-1..102-14", "102-16", "102-18", "102-40..102-56"]
    mapping = report(claim=CORE, listed=rest, rows=[{"code": f"103-{n}", "location": "5"} for n in (1, 2, 3)])
    unsure = with_matches(mapping, *(replace(m, edition_sure=False) for m in mapping.matches))
    assert faults("disclosure-listed", unsure) == {}


def test_a_standard_listed_as_a_whole_is_a_doubt_about_its_disclosures():
    rest = ["102-1..102-14", "102-16", "102-18", "102-40..102-56"]
    mapping = report(claim=CORE, listed=rest)
    heading = Heading("GRI 103: Management Approach 2016", "GRI 103", 2016, Where())
    headed = replace(mapping, index=replace(mapping.index, headings=(heading,)))
    assert faults("disclosure-listed", mapping) == {f"103-{n}": Outcome.FAIL for n in (1, 2, 3)}
    assert faults("disclosure-listed", headed) == {f"103-{n}": Outcome.REVIEW for n in (1, 2, 3)}


def test_an_index_read_with_many_doubts_may_have_lost_rows():
    mapping = report(claim=CORE, listed=["102-1..102-14", "102-16", "102-40..102-56", "103-1..103-3"])
    assert faults("disclosure-listed", mapping) == {"102-18": Outcome.FAIL}
    doubtful = with_rows(mapping, {"doubts": ("the columns run into each other",)})
    assert faults("disclosure-listed", doubtful) == {"102-18": Outcome.REVIEW}


def test_a_missing_disclosure_points_to_where_its_row_would_stand():
    mapping = report(claim=CORE, listed=["102-1..102-9", "102-11..102-14", "102-16", "102-18", "102-40..102-56"])
    where = {v.disclosure: v.where for v in run("disclosure-listed", mapping)}["102-10"]
    assert where is not None
    assert where.page == 98


def test_two_parts_of_a_disclosure_are_no_duplicates():
    mapping = report(rows=[{**SCOPE_1, "code": "305-1-a"}, {**SCOPE_1, "code": "305-1-b", "location": "71"}])
    assert faults("row-unique", mapping) == {}


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["305-1", "305-2", "305-3", "305-4"]), min_size=1, max_size=6))
def test_a_code_is_a_duplicate_exactly_from_its_second_row_on(codes: list[str]):
    mapping = report(rows=[{"code": code, "title": "", "location": "7"} for code in codes])
    verdicts = run("row-unique", mapping)
    assert [v.outcome is Outcome.FAIL for v in verdicts] == [code in codes[:n] for n, code in enumerate(codes)]


# Omissions


def test_a_remark_beside_a_location_is_no_omission():
    rows = [{"code": "2-1", "title": "Organizational details", "location": "5", "reason": "Included"}]
    mapping = report(claim=IN_ACCORDANCE, rows=rows)
    for name in ("omission-permitted", "omission-reason-permitted", "omission-reason-given", "omission-explained"):
        assert faults(name, mapping) == {}, name


def test_the_code_alone_in_the_column_for_omissions_is_an_omission_without_a_reason():
    mapping = with_rows(
        report(claim=IN_ACCORDANCE, rows=[{"code": "2-8", "title": "Workers who are not employees"}]),
        {"omission": Omission(reason="2-8")},
    )
    assert faults("omission-reason-given", mapping) == {"2-8": Outcome.FAIL}
    assert faults("location-given", mapping, kind="blank") == {}


def test_a_number_astray_in_the_column_for_omissions_is_none():
    mapping = with_rows(report(claim=IN_ACCORDANCE, rows=[{"code": "2-8"}]), {"omission": Omission(reason="22")})
    assert faults("omission-reason-given", mapping) == {}
    assert set(faults("location-given", mapping, kind="blank")) == {"2-8"}


def test_a_named_requirement_of_a_disclosure_that_may_not_be_omitted_is_a_fault_beside_a_location():
    mapping = with_rows(
        report(claim=IN_ACCORDANCE, rows=[{"code": "2-4", "title": "Restatements of information", "location": "5"}]),
        {"omission": Omission(("a-ii",), "Not applicable", "not_applicable", "We restated nothing.")},
    )
    (verdict,) = [v for v in run("omission-permitted", mapping) if v.outcome is Outcome.FAIL]
    assert dict(verdict.arguments)["part"] == "a-ii"


def test_a_clause_that_does_not_apply_is_answered_where_the_locations_stand():
    said = "a. Annual report 2023, page 5. b. Not applicable: the two lists are the same"
    mapping = with_rows(
        report(claim=IN_ACCORDANCE, rows=[{"code": "2-2", "location": said}]),
        {"omission": Omission(("b",), "not applicable", "not_applicable", "the two lists are the same")},
    )
    assert faults("omission-permitted", mapping) == {"2-2": Outcome.REVIEW}


def test_reasons_that_are_not_surely_sourced_make_no_error():
    omitted = {"reason": "Lack of time", "explanation": "We had none."}
    pay = {"code": "2-20", "title": "Process to determine remuneration", **omitted}
    approach = {"code": "103-2", "title": "The management approach and its components", **omitted}
    (sure,) = run("omission-reason-permitted", report(claim=IN_ACCORDANCE, rows=[pay]))
    (unsure,) = run("omission-reason-permitted", report(claim=CORE, rows=[approach]))
    assert sure.outcome is unsure.outcome is Outcome.FAIL
    assert (sure.severity, unsure.severity) == (None, Severity.WARNING)


def test_a_claim_with_reference_knows_no_omissions():
    claim = {"level": "with-reference", "edition": 2021}
    mapping = report(claim=claim, rows=[{"code": "2-20", "reason": "Lack of time", "explanation": "We had none."}])
    assert run("omission-reason-permitted", mapping) == []


# Editions


def test_an_unsure_edition_is_never_superseded_nor_mixed():
    rows = [{"code": "303-1", "location": "5"}, {"code": "303-4", "title": "Water discharge", "location": "5"}]
    mapping = report(published="2024-05-01", rows=rows)
    unsure = with_matches(mapping, *(replace(m, edition_sure=False) for m in mapping.matches))
    assert faults("edition-in-effect", unsure) == faults("editions-agree", unsure) == {}


WATER_ROWS = [
    {"code": "303-4", "title": "Water discharge", "location": "5"},
    {"code": "306-1", "title": "Water discharge by quality and destination", "location": "5"},
    {"code": "306-5", "title": "Water bodies affected by water discharges and/or runoff", "location": "5"},
]


def test_a_row_that_is_mixed_is_called_superseded_as_well_where_that_is_sure():
    mapping = report(period=["2020-01-01", "2020-12-31"], rows=WATER_ROWS)
    found = [v for v in run("edition-in-effect", mapping) if v.outcome is Outcome.FAIL]
    assert [(v.disclosure, v.severity) for v in found] == [("306-1", None), ("306-5", None)]
    water = "of GRI 303: Water and Effluents 2018"
    assert [dict(v.arguments)["successors"] for v in found] == [f"303-4 {water}", f"303-1 {water}"]


def test_a_row_that_is_mixed_is_not_called_superseded_where_that_is_unsure():
    mapping = report(period=["2019-12-01", "2020-11-30"], rows=WATER_ROWS)
    assert faults("editions-agree", mapping) == {"306-1": Outcome.FAIL, "306-5": Outcome.FAIL}
    assert faults("edition-in-effect", mapping) == {}


def test_rows_of_one_withdrawn_edition_are_one_finding_that_names_them_all():
    mapping = report(claim=CORE, listed=["102-1..102-14"], published="2024-05-01")
    (verdict,) = [v for v in run("edition-in-effect", mapping) if v.outcome is Outcome.FAIL]
    words = dict(verdict.arguments)
    assert words["codes"] == "102-1 to 102-14"
    assert words["standard"] == "GRI 102: General Disclosures 2016"
    assert "GRI 2: General Disclosures 2021" in words["successors"]
    assert len(verdict.related) == 13


def test_the_date_of_the_file_is_not_that_of_publication():
    title = load_catalogue().by_key["419-1", 2016].title
    mapping = report(period=["2021-01-01", "2021-12-31"], rows=[{"code": "419-1", "title": title, "location": "5"}])
    made_late = replace(mapping, published=date(2023, 2, 1))
    assert set(faults("edition-in-effect", made_late).values()) == {Outcome.REVIEW}
    assert faults("edition-in-effect", replace(mapping, published=date(2022, 6, 1))) == {}


# Claims


def test_a_bare_in_accordance_contradicts_no_option():
    for edition in (2016, None):
        others = [{"level": "in-accordance", "page": 3, **({"edition": edition} if edition else {})}]
        mapping = report(claim=CORE, claims=others, listed=["102-1..102-9"])
        assert faults("claim-consistent", mapping) == {}


def test_a_claim_on_the_page_before_the_index_stands_with_it():
    claim = {**IN_ACCORDANCE, "page": 98, "in_index": False}
    assert faults("claim-in-index", report(claim=claim, rows=[SCOPE_1])) == {}


# The words


@given(st.lists(st.sampled_from([f"102-{n}" for n in range(1, 30)]), max_size=12))
def test_every_code_is_named_or_lies_between_two_that_are(codes: list[str]):
    text = list_codes(sorted(set(codes), key=lambda c: int(c[4:])), most=99)
    spans = [part.split(" to ") for part in text.replace(" and ", ", ").split(", ") if part]
    named = {f"102-{n}" for span in spans for n in range(int(span[0][4:]), int(span[-1][4:]) + 1)}
    assert named == set(codes)


def test_long_lists_and_cells_are_cut():
    assert list_codes([f"{n}-1" for n in range(20)], most=2) == "0-1, 1-1 and 18 more"
    assert list_codes(["102-1", "102-2", "102-4", "102-5", "102-6"]) == "102-1, 102-2 and 102-4 to 102-6"
    assert join_words(["a", "b", "c"], last="or") == "a, b or c"
    assert shown("a\n  b") == "a b"
    assert shown("word " * 60, 20).endswith("…")
    assert len(shown("word " * 60, 20)) <= 20


def test_two_checks_cannot_share_a_name():
    with pytest.raises(ValueError, match="two checks are called 'row-unique'"):
        check("row-unique")(lambda context, options: [])


def test_every_check_says_what_must_hold():
    assert [c.name for c in CHECKS.values() if not c.doc.endswith(".") and "\n" not in c.doc] == []


def test_facts_do_not_change_what_a_scope_row_is():
    """Two right rows give no fault in any check that judges rows, whatever the options' defaults."""
    mapping = report(rows=[SCOPE_1, SCOPE_2])
    for name in ("code-known", "code-fits-title", "title-fits-code", "title-official", "row-unique", "page-exists"):
        assert faults(name, mapping) == {}, name


def test_a_notation_that_most_rows_use_is_one_review():
    rows = [{"code": f"305-{n}", "title": "", "location": f"{n}.1"} for n in range(1, 8)]
    mapping = with_rows(report(rows=rows), {"kind": Kind.INLINE})
    found = [v for v in run("location-is-a-place", mapping) if v.outcome is Outcome.REVIEW]
    assert [(v.message, v.match, dict(v.arguments)["count"]) for v in found] == [("column", None, "7")]


def test_many_pages_out_of_range_are_named_as_a_range():
    (verdict,) = run("page-exists", report(pages=100, rows=[{**SCOPE_1, "location": "70, 150, 900-1200"}]))
    assert dict(verdict.arguments)["pages"] == "150 and 900-1200"


@pytest.mark.parametrize(
    ("code", "severity"), [("305-9", None), ("403-12", Severity.WARNING), ("G4-EN40", Severity.WARNING)]
)
def test_an_unknown_code_is_an_error_only_where_the_codes_of_its_standard_are_surely_sourced(
    code: str, severity: Severity | None
):
    (verdict,) = run("code-known", report(rows=[{"code": code, "title": "Our own number", "location": "5"}]))
    assert (verdict.outcome, verdict.severity) == (Outcome.FAIL, severity)


@pytest.mark.parametrize("trust", list(Trust))
def test_a_misprint_is_an_error_only_where_the_disclosure_meant_is_surely_sourced(trust: Trust):
    mapping = report(rows=[{"code": "305-9", "title": SCOPE_1["title"], "location": "5"}])
    (match,) = mapping.matches
    assert match.title_of is not None
    meant = replace(match.title_of, trust=trust)
    (verdict,) = run("code-fits-title", with_matches(mapping, replace(match, title_of=meant, disclosure=meant)))
    assert verdict.severity is (None if trust is Trust.HIGH else Severity.WARNING)


def test_a_number_beyond_the_lines_known_of_a_sector_topic_is_looked_at():
    rows = [
        {"code": "11.1.18", "title": "Methane", "location": "5"},
        {"code": "11.99.1", "title": "X", "location": "5"},
    ]
    found = {v.disclosure: v for v in run("code-known", report(rows=rows))}
    assert (found["11.1.18"].outcome, found["11.1.18"].message) == (Outcome.REVIEW, "sector")
    assert "2026" in (found["11.1.18"].reason or "")
    assert found["11.99.1"].outcome is Outcome.FAIL


def test_each_clause_that_may_not_be_omitted_is_a_finding_of_its_own():
    row = {"code": "2-3", "location": "4", "omission": "a. d.", "reason": "Legal prohibitions"}
    mapping = report(claim=IN_ACCORDANCE, rows=[row])
    omission = Omission(("a", "b-ii"), "Legal prohibitions", "legal_prohibitions")
    found = run("omission-permitted", with_rows(mapping, {"omission": omission}))
    assert [(v.requirement, dict(v.arguments)["part"]) for v in found] == [("2-3-a", "a"), ("2-3-b-ii", "b-ii")]
    (only,) = run("omission-explained", with_rows(mapping, {"omission": replace(omission, requirements=("d",))}))
    assert only.requirement == "2-3-d"


def test_a_finding_in_the_row_of_one_clause_names_the_clause():
    mapping = with_rows(report(rows=[{**SCOPE_1, "location": "/"}]), {"requirements": ("b",)})
    (verdict,) = run("location-given", mapping, kind="slash")
    assert verdict.requirement == "305-1-b"
