"""The checks on what the report's own text says, where an example does not reach."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from gricheck.catalogue import load_catalogue
from gricheck.checks import CHECKS
from gricheck.engine import context_of
from gricheck.examples import build
from gricheck.model.evidence import Evidence, Passage, Shift, Support
from gricheck.model.mapping import Mapping
from gricheck.model.rule import Example, RulePack, Severity
from gricheck.model.run import Outcome, Verdict
from gricheck.packs import load_packs
from gricheck.vocabulary import load_vocabulary
from reported import REPORTED

EMISSIONS = (
    "Direct emissions (Scope 1) of greenhouse gases: fugitive emissions and combustion, 41,736 tCO2e in the year."
)
WORK = "Our people like their work and come back to it on Mondays, as the survey among them tells us once again."
WATER = (
    "Water withdrawal from groundwater, surface water and municipal water was 41 megalitres; third-party water was 12 "
    "megalitres, seawater none."
)
EVIDENCE_CHECKS = (
    "page-evidence",
    "page-figures",
    "pages-in-step",
    "page-holds-text",
    "range-pages",
    "covered-located",
    "tags-cited",
    "tags-known",
)
WRONG = (Outcome.FAIL, Outcome.REVIEW)

Cells = dict[str, Any]


@cache
def packs() -> tuple[RulePack, ...]:
    return load_packs(checks=CHECKS, catalogue=load_catalogue())


def report(text: dict[int, str], *rows: Cells, **more: Any) -> Mapping:
    tree = {"text": {str(page): words for page, words in text.items()}, "rows": list(rows), **more}
    return build(Example("pass", tree, 1), load_catalogue(), load_vocabulary())


def run(name: str, mapping: Mapping, **options: Any) -> list[Verdict]:
    found = CHECKS[name]
    return list(found.run(context_of(mapping, packs()), found.options(**options)))


def wrong(name: str, mapping: Mapping, **options: Any) -> list[Verdict]:
    return [verdict for verdict in run(name, mapping, **options) if verdict.outcome in WRONG]


def row(code: str, location: str = "70") -> Cells:
    return {"code": code, "title": load_catalogue().by_code[code][-1].title, "location": location}


def words(verdict: Verdict, name: str) -> str:
    return dict(verdict.arguments)[name]


def with_evidence(mapping: Mapping, evidence: Evidence) -> Mapping:
    return replace(mapping, matches=tuple(replace(match, evidence=evidence) for match in mapping.matches))


def passage(page: int = 60, label: str | None = "61", **more: Any) -> Passage:
    given = {"line": 3, "score": 9.0, "standard": 5.0, "strength": 3.0, "quote": "What it says", **more}
    return Passage(page, label, **given)


def test_every_check_on_evidence_has_a_rule_that_is_no_error() -> None:
    rules = [rule for pack in packs() if pack.id == "gri-index" for rule in pack.rules if rule.check in EVIDENCE_CHECKS]
    assert {rule.check for rule in rules} == set(EVIDENCE_CHECKS)
    assert all(rule.severity is not Severity.ERROR for rule in rules)


@pytest.mark.parametrize("name", EVIDENCE_CHECKS)
def test_a_report_whose_text_was_not_read_is_never_found_fault_with(name: str) -> None:
    assert wrong(name, report({}, row("305-1"), row("303-3", "60-80"), row("2-26", "/"))) == []


@pytest.mark.parametrize("name", EVIDENCE_CHECKS)
def test_pages_that_cannot_be_told_apart_are_never_found_fault_with(name: str) -> None:
    assert wrong(name, report({70: "Climate", 61: EMISSIONS, 62: WATER}, row("305-1"), judged=False)) == []


class TestPageEvidence:
    def test_what_is_sure_fails_and_names_the_better_page(self) -> None:
        (found,) = wrong("page-evidence", report({70: WORK, 61: EMISSIONS}, row("305-1")))
        assert found.outcome is Outcome.FAIL
        assert (words(found, "cited"), words(found, "better")) == ("p. 70", "p. 61")
        assert words(found, "quote") in EMISSIONS or words(found, "quote").rstrip("…").rstrip() in EMISSIONS
        assert [(where.page, where.label) for where in found.related] == [(60, "61")]

    def test_what_is_not_sure_is_a_review_with_its_reason(self) -> None:
        hotline = "Whoever sees a breach can use the ethics hotline; whistleblowing is anonymous, without retaliation."
        (found,) = wrong("page-evidence", report({70: WORK, 61: hotline}, row("2-26")))
        assert found.outcome is Outcome.REVIEW
        assert found.reason

    @pytest.mark.parametrize("support", [Support.SUPPORTED, Support.WEAK])
    def test_what_is_weak_passes(self, support: Support) -> None:
        mapping = with_evidence(report({}, row("305-1")), Evidence(support, (passage(),), (passage(),), sure=True))
        assert [verdict.outcome for verdict in run("page-evidence", mapping)] == [Outcome.PASS]

    def test_a_section_and_a_page_without_a_number_are_told(self) -> None:
        evidence = Evidence(Support.NONE, (), (passage(label=None, section="Climate"),))
        (found,) = wrong("page-evidence", with_evidence(report({}, row("305-1")), evidence))
        assert words(found, "better") == "page 61 of the file"
        assert words(found, "section") == " (Climate)"

    def test_a_long_quote_is_cut(self) -> None:
        evidence = Evidence(Support.NONE, (), (passage(quote="words of it " * 30),))
        (found,) = wrong("page-evidence", with_evidence(report({}, row("305-1")), evidence))
        assert len(words(found, "quote")) <= 125

    def test_many_cited_pages_are_counted(self) -> None:
        evidence = Evidence(Support.NONE, (), (passage(),))
        (found,) = wrong("page-evidence", with_evidence(report({}, row("305-1", "20-29")), evidence))
        assert words(found, "cited") == "p. 20, p. 21, p. 22, p. 23, p. 24, p. 25 and 4 more"


class TestPageFigures:
    def test_a_page_of_intentions_is_told_with_the_units(self) -> None:
        intent = "We keep an eye on our energy consumption, on electricity, fuel and heating, in all of our mills."
        (found,) = wrong("page-figures", report({70: intent, 80: "The electricity of the plant: 12 MWh"}, row("302-1")))
        assert found.outcome is Outcome.REVIEW
        assert words(found, "units").startswith("J or multiples")

    def test_a_page_that_says_nothing_at_all_is_told_once(self) -> None:
        mapping = report({70: WORK, 61: EMISSIONS}, row("305-1"))
        assert wrong("page-evidence", mapping)
        assert wrong("page-figures", mapping) == []

    @pytest.mark.parametrize(("figures", "applies"), [(True, [Outcome.PASS]), (None, [Outcome.NOT_APPLICABLE])])
    def test_figures_that_are_there_or_cannot_be_told_are_fine(
        self, figures: bool | None, applies: list[Outcome]
    ) -> None:
        evidence = Evidence(Support.SUPPORTED, (passage(),), figures=figures)
        mapping = with_evidence(report({}, row("305-1")), evidence)
        assert [verdict.outcome for verdict in run("page-figures", mapping)] == applies


def shifted(by: int) -> Mapping:
    """What the index cites stands so many pages further on."""
    return report(dict(REPORTED.values()), *(row(code, str(page - by)) for code, (page, _) in REPORTED.items()))


class TestPagesInStep:
    @pytest.mark.parametrize(
        ("by", "told", "direction"),
        [
            (2, "2 pages", "further on"),
            (1, "1 page", "further on"),
            (-1, "1 page", "before"),
            (-3, "3 pages", "before"),
        ],
    )
    def test_the_whole_index_is_one_review(self, by: int, told: str, direction: str) -> None:
        (found,) = run("pages-in-step", shifted(by))
        assert found.outcome is Outcome.REVIEW
        assert (words(found, "by"), words(found, "direction"), words(found, "fitting")) == (told, direction, "10")
        assert found.where is not None
        assert found.where.page == 98

    def test_an_index_in_step_passes_once(self) -> None:
        assert [verdict.outcome for verdict in run("pages-in-step", shifted(0))] == [Outcome.PASS]

    @pytest.mark.parametrize("name", ["page-evidence", "page-figures"])
    def test_where_all_numbers_are_off_no_single_row_is_found_fault_with(self, name: str) -> None:
        assert wrong(name, shifted(2)) == []
        unshifted = replace(shifted(2), shift=None)
        assert wrong("page-evidence", unshifted)


class TestPageHoldsText:
    def test_a_row_that_leads_to_bare_pages_alone_is_a_review(self) -> None:
        mapping = report({69: "Climate", 70: EMISSIONS}, row("305-1", "69"), row("305-2", "69-70"), row("305-3", "70"))
        (found,) = wrong("page-holds-text", mapping)
        assert (found.outcome, found.match) == (Outcome.REVIEW, mapping.matches[0])
        assert words(found, "cited") == "p. 69"

    def test_a_report_without_bare_pages_is_not_judged(self) -> None:
        verdicts = run("page-holds-text", report({70: EMISSIONS}, row("305-1")))
        assert [verdict.outcome for verdict in verdicts] == [Outcome.NOT_APPLICABLE]


class TestRangePages:
    @pytest.mark.parametrize(("location", "told"), [("61", 0), ("60-62", 0), ("58-64", 0), ("57-64", 1), ("55-70", 1)])
    def test_a_range_of_eight_pages_is_wide(self, location: str, told: int) -> None:
        assert len(wrong("range-pages", report({61: EMISSIONS}, row("305-1", location)))) == told

    def test_the_pages_that_matter_and_the_range_are_named(self) -> None:
        (found,) = wrong("range-pages", report({61: EMISSIONS}, row("305-1", "55-70")))
        assert found.outcome is Outcome.REVIEW
        assert words(found, "ranges") == "55-70"
        assert "p. 61" in dict(found.arguments).values()

    def test_a_range_whose_pages_all_matter_is_fine(self) -> None:
        assert wrong("range-pages", report(dict.fromkeys(range(55, 71), EMISSIONS), row("305-1", "55-70"))) == []

    def test_a_range_that_says_nothing_is_not_narrowed(self) -> None:
        assert wrong("range-pages", report({20: EMISSIONS}, row("305-1", "55-70"))) == []

    def test_the_options_of_the_rule_count(self) -> None:
        mapping = report({61: EMISSIONS}, row("305-1", "60-64"))
        assert len(wrong("range-pages", mapping, min_pages=5)) == 1
        assert wrong("range-pages", mapping, min_pages=6) == []


class TestCoveredLocated:
    DAY = "2024-05-01"

    def test_what_is_not_listed_stands_on_its_page_and_has_no_row(self) -> None:
        (found,) = wrong("covered-located", report({61: WATER}, row("2-7", "5"), published=self.DAY))
        assert (found.outcome, found.disclosure, found.match) == (Outcome.REVIEW, "303-3", None)
        assert found.where is not None
        assert found.where.page == 60
        assert words(found, "better") == "p. 61"
        assert "Water withdrawal" in words(found, "name")

    def test_what_is_struck_out_stands_in_its_row_and_has_words_of_its_own(self) -> None:
        mapping = report({61: WATER}, row("2-7", "5"), row("303-3", "/"), published=self.DAY)
        (found,) = wrong("covered-located", mapping)
        assert (found.match, found.message) == (mapping.matches[1], "struck")
        assert words(found, "location") == '"/"'
        assert [where.page for where in found.related] == [60]

    def test_rows_whose_pages_were_read_pass(self) -> None:
        verdicts = run("covered-located", report({61: WATER}, row("303-3", "61"), published=self.DAY))
        assert [verdict.outcome for verdict in verdicts] == [Outcome.PASS]


class TestTags:
    CONCEPT = "GrossDirectScope1GHGEmissions"

    def test_a_row_beside_its_tags_is_told_once(self) -> None:
        mapping = report({70: WORK, 61: EMISSIONS}, row("305-1"), tags={"61": [self.CONCEPT], "63": [self.CONCEPT]})
        (found,) = wrong("tags-cited", mapping)
        assert (found.outcome, found.reason) == (Outcome.REVIEW, "what is not tagged may stand on the cited pages")
        assert (words(found, "cited"), words(found, "tagged")) == ("p. 70", "p. 61 and p. 63")
        assert words(found, "concept") == self.CONCEPT
        assert [where.page for where in found.related] == [60, 62]
        assert wrong("page-evidence", mapping) == []

    def test_words_that_bear_it_out_do_not_make_the_tags_cited(self) -> None:
        mapping = report({70: EMISSIONS, 61: WORK}, row("305-1"), tags={"61": [self.CONCEPT]})
        assert [found.disclosure for found in wrong("tags-cited", mapping)] == ["305-1"]

    def test_a_tagged_page_has_evidence_whatever_its_words(self) -> None:
        mapping = report({70: WORK, 61: EMISSIONS}, row("305-1"), tags={"70": [self.CONCEPT]})
        assert wrong("page-evidence", mapping) == wrong("tags-cited", mapping) == []
        assert [one.outcome for one in run("tags-cited", mapping)] == [Outcome.PASS]

    def test_page_numbers_that_are_all_off_are_told_once_for_all(self) -> None:
        mapping = report({61: EMISSIONS}, row("305-1"), tags={"61": [self.CONCEPT]})
        assert wrong("tags-cited", replace(mapping, shift=Shift(2, 8, 7))) == []

    def test_what_is_struck_out_and_tagged_has_words_of_its_own(self) -> None:
        tags = {"61": [self.CONCEPT]}
        (listed,) = wrong("covered-located", report({61: WORK}, row("2-7", "5"), tags=tags))
        (struck,) = wrong("covered-located", report({61: WORK}, row("2-7", "5"), row("305-1", "/"), tags=tags))
        assert (listed.message, struck.message) == ("tagged", "tagged-struck")
        assert words(struck, "location") == '"/"'
        assert words(listed, "concept") == self.CONCEPT

    def test_unknown_concepts_are_counted_and_each_named_once(self) -> None:
        tags = {"61": ["Nope", "Nope", "TotalNumberOfEmployees"], "63": [f"Odd{n}" for n in range(9)]}
        (found,) = wrong("tags-known", report({61: WORK}, row("2-7", "61"), tags=tags))
        assert words(found, "count") == "11 tags"
        assert words(found, "concepts") == '"Nope", "Odd0", "Odd1", "Odd2", "Odd3", "Odd4" and 4 more'
        assert (found.where and found.where.page, words(found, "release")) == (60, "2025-06-23")

    def test_one_that_is_a_mile_long_is_cut(self) -> None:
        (found,) = wrong("tags-known", report({61: WORK}, row("2-7", "61"), tags={"61": ["A" * 5000]}))
        assert len(words(found, "concepts")) < 100

    def test_a_report_without_tags_has_none_to_know(self) -> None:
        assert run("tags-known", report({61: WORK}, row("2-7", "61"))) == []
