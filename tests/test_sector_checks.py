"""The checks of sector standards and of standards that are replaced, where an example in a rule does not reach."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gricheck.model.run import Outcome
from test_checks import IN_ACCORDANCE, SCOPE_1, SCOPE_2, faults, report, run

BIODIVERSITY = {"code": "304-3", "title": "Habitats protected or restored", "location": "61"}
SAVED = {"code": "302-4", "title": "Reduction of energy consumption", "location": "46", "references": "11.1.2"}


@pytest.mark.parametrize("day", [date(2024, 11, 1) + timedelta(days=60 * n) for n in range(16)])
def test_a_standard_is_either_about_to_be_withdrawn_or_withdrawn(day: date) -> None:
    for told in ({"published": day.isoformat()}, {"period": ["2023-01-01", day.isoformat()]}):
        mapping = report(rows=[BIODIVERSITY], **told)
        soon = faults("edition-replaced-soon", mapping, standard="GRI 101", edition=2024)
        assert not (soon and faults("edition-in-effect", mapping))


def test_from_a_year_before_on_the_withdrawal_is_told() -> None:
    def told(day: str, **options: Any) -> bool:
        mapping = report(rows=[BIODIVERSITY], published=day)
        return bool(faults("edition-replaced-soon", mapping, standard="GRI 101", edition=2024, **options))

    assert [told("2024-12-31"), told("2025-01-01"), told("2025-12-31"), told("2026-01-01")] == [
        False,
        True,
        True,
        False,
    ]
    assert told("2024-12-31", days=366)


def test_the_codes_that_take_over_are_those_of_the_rows() -> None:
    rows = [SCOPE_2, {"code": "305-6", "title": "Emissions of ozone-depleting substances (ODS)", "location": "70"}]
    (verdict,) = run(
        "edition-replaced-soon", report(rows=rows, published="2026-04-01"), standard="GRI 102", edition=2025
    )
    words = dict(verdict.arguments)
    assert (words["codes"], words["new_codes"], words["withdrawn"]) == ("305-2", "102-6", "1 January 2027")


COMPANIONS = {"codes": ("102-1",), "with_any_of": ("102-5", "102-6"), "edition": 2025}


def test_general_disclosures_of_2016_are_no_part_of_the_standard_on_climate() -> None:
    general = report(claim={"level": "core", "edition": 2016}, listed=["102-5..102-8"])
    assert run("companions-listed", general, **COMPANIONS) == []


def test_a_code_whose_edition_nothing_tells_is_no_part_of_a_standard() -> None:
    assert run("companions-listed", report(rows=[{"code": "102-5", "location": "9"}]), **COMPANIONS) == []


def test_a_companion_of_another_edition_is_none() -> None:
    rows = [
        {"code": "102-5", "title": "Scope 1 GHG emissions", "location": "9"},
        {"code": "102-1", "title": "Name of the organization", "location": "1"},
    ]
    (verdict,) = run("companions-listed", report(rows=rows), **COMPANIONS)
    assert verdict.outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    ("told", "others", "outcome"),
    [
        ({"published": "2024-04-18"}, [], Outcome.FAIL),
        ({"published": "2026-04-18"}, [], Outcome.REVIEW),
        ({}, [], Outcome.REVIEW),
        ({}, [{**SCOPE_1, "references": "11.1.5"}], Outcome.FAIL),
        ({"published": "2026-04-18"}, [{**SCOPE_1, "references": "11.1.5"}], Outcome.FAIL),
    ],
)
def test_a_number_is_surely_wrong_where_the_version_is_known(
    told: dict[str, str], others: list[dict[str, str]], outcome: Outcome
) -> None:
    assert faults("sector-reference-fits", report(rows=[SAVED, *others], **told)) == {"302-4": outcome}


def test_a_number_is_right_in_any_version() -> None:
    rows = [{"code": "102-5", "title": "Scope 1 GHG emissions", "location": "9", "references": "11.1.6"}]
    assert faults("sector-reference-fits", report(rows=rows, published="2026-04-18")) == {}


def test_the_number_of_a_sectors_own_disclosure_beside_a_code_is_looked_at() -> None:
    rows = [{"code": "305-5", "title": "Reduction of GHG emissions", "location": "9", "references": "11.2.3, 11.2.4"}]
    assert faults("sector-reference-fits", report(rows=rows, published="2024-04-18")) == {"305-5": Outcome.REVIEW}


def topic(number: str) -> dict[str, Any]:
    return {"name": f"Topic {number}", "material": False, "reference": number, "explanation": "Not done here."}


def test_few_rows_with_numbers_do_not_use_a_standard() -> None:
    rows = [{**SCOPE_1, "references": "11.1.5"}, {**SCOPE_2, "references": "11.1.6"}]
    assert run("sector-topics-settled", report(rows=rows), standard="GRI 11") == []
    assert run("sector-standard-named", report(rows=rows)) == []


def test_a_standard_that_is_not_used_asks_for_nothing() -> None:
    rows = [{**SCOPE_1, "references": "11.1.5"}]
    assert run("sector-topics-settled", report(rows=rows, sectors=["GRI 11"]), standard="GRI 12") == []
    assert run("sector-disclosures-listed", report(rows=rows)) == []


def test_a_material_topic_with_its_number_or_its_name_is_settled() -> None:
    material = [{"name": "Air emissions"}, {"name": "Our land", "reference": "11.16"}]
    material.append({"name": "11.17 People of the north"})
    left_out = [topic(f"11.{n}") for n in range(1, 23) if n not in (3, 16, 17)]
    mapping = report(rows=[SCOPE_1], sectors=["GRI 11"], topics=[*left_out, *material])
    assert faults("sector-topics-settled", mapping, standard="GRI 11") == {}


def test_a_disclosure_that_is_listed_at_all_is_not_missing() -> None:
    rows = [
        {"code": "3-3", "title": "Management of material topics", "location": "9", "references": "11.13.1"},
        {"code": "407-1", "title": "Freedom of association at risk", "location": "/"},
    ]
    assert faults("sector-disclosures-listed", report(rows=rows, sectors=["GRI 11"])) == {}


def test_the_sectors_own_disclosures_are_recommended_only() -> None:
    rows = [{"code": "3-3", "title": "Management of material topics", "location": "9", "references": "11.16.1"}]
    found = run("sector-disclosures-listed", report(rows=rows, sectors=["GRI 11"]))
    assert [(v.subject, v.outcome) for v in found] == [("11.16.1", Outcome.PASS)]


def test_an_omitted_row_does_not_contradict_a_topic_that_is_not_material() -> None:
    omitted = {**SCOPE_1, "location": "", "reason": "Not applicable", "explanation": "No.", "references": "11.1.5"}
    assert faults("sector-topic-settled", report(rows=[omitted], topics=[topic("11.1")])) == {}


SPOKEN = {"GRI 12": {"kinds": 9, "density": 6.0}}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, 1),
        ({"published": "2023-12-31"}, 0),
        ({"sectors": ["GRI 14"]}, 0),
        ({"sector_words": {"GRI 12": {"kinds": 4, "density": 6.0}}}, 0),
        ({"sector_words": {"GRI 12": {"kinds": 9, "density": 2.9}}}, 0),
        ({"sector_words": {"GRI 11": {"kinds": 9, "density": 6.0}}}, 0),
    ],
)
def test_a_sectors_words_are_told_of_only_once_its_standard_counts(changes: dict[str, Any], found: int) -> None:
    given = {"claim": IN_ACCORDANCE, "rows": [SCOPE_1], "published": "2024-02-01", "sector_words": SPOKEN} | changes
    assert len(faults("sector-standard-used", report(**given), standard="GRI 12")) == found


def test_without_a_date_nothing_is_said_of_a_sectors_words() -> None:
    given = report(claim=IN_ACCORDANCE, rows=[SCOPE_1], sector_words=SPOKEN)
    assert run("sector-standard-used", given, standard="GRI 12") == []


def test_under_a_topics_name_the_management_of_it_is_left_to_the_rule_on_topics() -> None:
    row = {"code": "407-1", "title": "Freedom of association at risk", "location": "9", "references": "11.13.2"}
    own = {"code": "3-3", "title": "Management of material topics", "location": "9", "references": "11.1.1"}

    def missing(**more: str) -> set[str | None]:
        mapping = report(rows=[{**row, **more}, own], sectors=["GRI 11"], published="2024-04-18")
        return {v.subject for v in run("sector-disclosures-listed", mapping) if v.outcome is Outcome.FAIL}

    assert "11.13.1" in missing()
    assert "11.13.1" not in missing(topic="Freedom of association and collective bargaining")
