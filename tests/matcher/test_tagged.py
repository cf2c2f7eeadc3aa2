"""What a report's own tags say for its rows, against them, and of what no row lists."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from gricheck.catalogue import load_catalogue
from gricheck.examples import build
from gricheck.lexicon import load_lexicon
from gricheck.matcher.coverage import Coverage
from gricheck.matcher.draft import draft_index
from gricheck.matcher.evidence import with_evidence
from gricheck.matcher.find import find
from gricheck.matcher.tag_places import read_tags
from gricheck.model.document import Document, Page, Pagination, Source, Tag
from gricheck.model.evidence import Confidence, Evidence, Support
from gricheck.model.index import ContentIndex, ReportFacts, Where
from gricheck.model.mapping import Mapping
from gricheck.model.rule import ClaimSpec, Example
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import load_vocabulary
from matcher.mappings import rows_of

SCOPE_1, STAFF = "GrossDirectScope1GHGEmissions", "TotalNumberOfEmployees"
OMITTED = "ReasonForOmissionRelatedToTotalNumberOfEmployees"
MANAGED = "DescriptionOfPoliciesOrCommitmentsRegardingMaterialTopicTextBlock"
EMISSIONS = (
    "Direct emissions (Scope 1) of greenhouse gases: fugitive emissions and combustion, 41,736 tCO2e in the year."
)
WATER = "Water withdrawal from groundwater, surface water and municipal water was 41 megalitres; seawater none."
PLAIN = "What was counted is given here for the whole group, and it was 1,234 at the end of the year."
NAMESPACE = "https://example.org/core"


def report(
    tags: dict[int, list[str]], *cells: tuple[str, str], text: dict[int, str] | None = None, **more: Any
) -> Mapping:
    """A report of so many pages with its index on the last one."""
    rows = [
        {"code": code, "title": load_catalogue().by_code[code][-1].title, "location": location}
        for code, location in cells
    ]
    tree = {
        "tags": {str(page): concepts for page, concepts in tags.items()},
        "text": {str(page): words for page, words in (text or dict.fromkeys(tags, PLAIN)).items()},
        "rows": rows,
        "pages": 12,
        "published": "2025-05-01",
        **more,
    }
    return build(Example("pass", tree, 1), load_catalogue(), load_vocabulary())


def evidence(mapping: Mapping) -> Evidence:
    found = mapping.matches[0].evidence
    assert found is not None
    return found


def document(*tags: Tag, text: dict[int, str] | None = None, paged: bool = True) -> Document:
    texts = text or {}
    pages = tuple(Page(n, texts.get(n, f"Page {n}\n{PLAIN}"), 1) for n in range(8 if paged else 1))
    labels = tuple((str(page.index + 1),) for page in pages)
    source = Source("report.xhtml", "0" * 64, "application/xhtml+xml", 1)
    return Document(source, pages, Pagination(labels, paged, "printed"), tags=tags)


def coverage(made: Document, *cells: tuple[str, str], index_page: int | None = 7) -> Coverage:
    from gricheck.matcher import match

    pages = () if index_page is None else (index_page,)
    index = ContentIndex(
        pages, rows_of(*((code, "", where) for code, where in cells)), facts=ReportFacts(language="en")
    )
    mapping = match(made, index, load_catalogue(), load_vocabulary())
    return Coverage(made, mapping, load_lexicon(), load_vocabulary())


def tag(concept: str, *pages: int, text: str = "1,234", line: int | None = 2, **more: Any) -> Tag:
    return Tag(NAMESPACE, concept, text, pages, line if pages else None, **more)


class TestRows:
    def test_a_cited_page_with_its_tag_supports_a_row_in_any_words(self) -> None:
        found = evidence(report({5: [STAFF]}, ("2-7", "5")))
        assert (found.support, found.tagged, found.better) == (Support.SUPPORTED, True, ())
        (passage,) = found.pages
        assert (passage.page, passage.label, passage.concept) == (4, "5", STAFF)
        assert passage.quote == PLAIN
        assert passage.why == ("tagged TotalNumberOfEmployees (2-7-a)",)

    def test_so_it_does_in_a_short_report_and_in_a_language_that_is_not_known(self) -> None:
        assert evidence(report({2: [STAFF]}, ("2-7", "2"), pages=4)).tagged
        assert evidence(report({5: [STAFF]}, ("2-7", "5"), language="fi")).tagged

    def test_one_of_the_cited_pages_is_enough(self) -> None:
        found = evidence(report({6: [STAFF], 9: [STAFF]}, ("2-7", "4-7")))
        assert (found.tagged, found.pages[0].page) == (True, 5)

    def test_tags_on_other_pages_alone_are_told_as_better_ones(self) -> None:
        found = evidence(report({6: [STAFF], 8: [STAFF]}, ("2-7", "5")))
        assert (found.support, found.tagged) == (Support.WEAK, False)
        assert [passage.page for passage in found.better] == [5, 7]

    def test_words_that_bear_a_row_out_count_all_the_same(self) -> None:
        found = evidence(report({6: [SCOPE_1]}, ("305-1", "5"), text={5: EMISSIONS, 6: PLAIN}))
        assert (found.support, found.tagged) == (Support.SUPPORTED, False)
        assert [passage.page for passage in found.better] == [5]

    def test_a_tag_goes_before_words_that_stand_elsewhere(self) -> None:
        found = evidence(report({5: [SCOPE_1]}, ("305-1", "5"), text={5: PLAIN, 6: EMISSIONS}))
        assert (found.support, found.tagged, found.better) == (Support.SUPPORTED, True, ())

    def test_how_a_topic_is_managed_may_be_tagged_for_another_topic(self) -> None:
        concept = next(n for n, c in _concepts().items() if c.code == "3-3" and not c.omission)
        mapping = report({6: [concept]}, ("3-3", "5"))
        found = mapping.matches[0].evidence
        assert found is None or found.tagged is None
        assert evidence(report({5: [concept]}, ("3-3", "5"))).tagged

    @pytest.mark.parametrize(
        "silent",
        [
            tag(OMITTED, 3),
            tag(STAFF, 3, text="", nil=True),
            tag(STAFF),
            tag("LevelOfAccordance", 3),
            tag("NoSuchConcept", 3),
            tag(STAFF, 7),
            tag(STAFF, 99),
        ],
        ids=["omission", "nil", "hidden", "of no disclosure", "unknown", "on the index's page", "nowhere"],
    )
    def test_what_reports_nothing_is_no_evidence(self, silent: Tag) -> None:
        made = coverage(document(silent), ("2-7", "4"))
        mapping = with_evidence(made.mapping, made, load_lexicon())
        assert mapping.matches[0].evidence is None
        assert [one for one in mapping.covered if one.passage.concept] == []

    def test_a_row_of_another_edition_is_not_meant(self) -> None:
        mapping = report({5: ["WeightOfWasteGenerated"]}, ("306-3", "6"))
        old = replace(mapping.matches[0], disclosure=load_catalogue().by_key["306-3", 2016])
        made = coverage(document(tag("WeightOfWasteGenerated", 4)), ("306-3", "6"))
        made.mapping = replace(made.mapping, matches=(old,))
        assert with_evidence(made.mapping, made, load_lexicon()).matches[0].evidence == old.evidence

    def test_a_text_on_several_pages_is_quoted_from_where_it_begins(self) -> None:
        text = {2: "Page\nWe are a company", 3: "of many people.\nPage"}
        made = coverage(
            document(tag("LegalName", 2, 3, text="We are a company of many people."), text=text), ("2-1", "3-4")
        )
        (found, *_) = with_evidence(made.mapping, made, load_lexicon()).matches
        assert found.evidence is not None
        first, second = found.evidence.pages
        assert (first.page, first.line, first.quote) == (2, 2, "We are a company of many people.")
        assert (second.page, second.concept) == (3, "LegalName")

    def test_a_short_tag_is_quoted_with_its_line_and_a_long_line_is_cut_around_it(self) -> None:
        text = {2: f"Page\n{'before ' * 100}1,234 people {'after ' * 100}"}
        made = coverage(document(tag(STAFF, 2), text=text), ("2-7", "3"))
        (found, *_) = with_evidence(made.mapping, made, load_lexicon()).matches
        assert found.evidence is not None
        quote = found.evidence.pages[0].quote
        assert quote.startswith("… before ")
        assert "1,234 people after" in quote
        assert len(quote) <= 230


class TestUnlisted:
    def test_what_is_tagged_and_in_no_row_is_told_with_its_page(self) -> None:
        (found,) = report({6: [SCOPE_1]}, ("2-7", "5")).covered
        assert (found.code, found.edition, found.passage.page, found.passage.concept) == ("305-1", 2016, 5, SCOPE_1)

    @pytest.mark.parametrize("location", ["6", "9", "www.example.org", "Not applicable: we are new"])
    def test_what_a_row_lists_is_not(self, location: str) -> None:
        assert report({6: [SCOPE_1]}, ("2-7", "5"), ("305-1", location)).covered == ()

    def test_what_a_row_strikes_out_is(self) -> None:
        assert [one.code for one in report({6: [SCOPE_1]}, ("2-7", "5"), ("305-1", "/")).covered] == ["305-1"]

    def test_what_a_row_lists_in_its_older_form_is_not(self) -> None:
        made = coverage(document(tag(STAFF, 5)), ("102-8", "6"))
        old = replace(made.mapping.matches[0], disclosure=load_catalogue().by_key["102-8", 2016])
        made.mapping = replace(made.mapping, matches=(old,))
        assert with_evidence(made.mapping, made, load_lexicon()).covered == ()

    def test_how_topics_are_managed_is_never_one(self) -> None:
        concept = next(n for n, c in _concepts().items() if c.code == "3-3" and not c.omission)
        assert report({6: [concept]}, ("2-7", "5")).covered == ()

    def test_of_a_disclosure_that_words_cover_too_the_tag_is_told(self) -> None:
        concept = "TotalWaterWithdrawalFromAllAreas"
        (found,) = report({9: [concept]}, ("2-7", "5"), text={6: WATER, 9: PLAIN}, pages=40).covered
        assert (found.passage.page, found.passage.concept) == (8, concept)

    def test_a_page_without_pages_tells_it_too(self) -> None:
        made = coverage(document(tag(STAFF, 0, line=2), paged=False), ("305-1", "6"), index_page=None)
        (found,) = with_evidence(made.mapping, made, load_lexicon()).covered
        assert (found.code, found.passage.line) == ("2-7", 2)

    @pytest.mark.parametrize(("line", "told"), [(2, ["2-7"]), (6, []), (9, ["2-7"])])
    def test_within_the_lines_of_the_index_it_is_none(self, line: int, told: list[str]) -> None:
        text = {0: "\n".join(f"Line {n}" for n in range(1, 11))}
        made = coverage(document(tag(STAFF, 0, line=line), text=text, paged=False), ("305-1", "6"), index_page=None)
        rows = tuple(replace(made.mapping.index.rows[0], where=Where(0, line=n)) for n in (5, 7))
        index = replace(made.mapping.index, rows=rows)
        made = Coverage(
            document(tag(STAFF, 0, line=line), text=text, paged=False),
            replace(made.mapping, index=index),
            load_lexicon(),
            load_vocabulary(),
        )
        assert [one.code for one in with_evidence(made.mapping, made, load_lexicon()).covered] == told


class TestFinding:
    def test_tagged_pages_come_first_each_page_once(self) -> None:
        text = {1: EMISSIONS, 3: PLAIN, 5: EMISSIONS}
        made = coverage(document(tag(SCOPE_1, 3, line=1), tag(SCOPE_1, 5, line=1), text=text), ("2-7", "1"))
        found = find(made, "305-1", 5).passages
        assert [(one.page, one.concept) for one in found[:3]] == [(3, SCOPE_1), (5, SCOPE_1), (1, None)]
        assert len({one.page for one in found}) == len(found)
        assert [one.page for one in find(made, "305-1", 1).passages] == [3]

    def test_words_are_searched_as_ever(self) -> None:
        made = coverage(document(tag(SCOPE_1, 3), text={1: EMISSIONS}), ("2-7", "1"))
        assert [one.page for one in find(made, "fugitive emissions", 5).passages] == [1]

    def test_a_draft_suggests_the_tagged_page(self) -> None:
        made = coverage(document(tag(SCOPE_1, 3), text={1: EMISSIONS}))
        rows = draft_index(made, load_lexicon(), _spec()).rows
        (row,) = [row for row in rows if row.code == "305-1"]
        assert ([one.page for one in row.passages], row.confidence) == ([3], Confidence.HIGH)


def test_the_catalogue_of_another_framework_has_no_tags() -> None:
    other = Catalogue("1", (), framework="HKEX")
    assert read_tags(document(tag(STAFF, 1)), other) is None
    assert read_tags(document(), load_catalogue()) is None


def test_known_and_unknown_concepts_are_told_apart_and_none_is_lost() -> None:
    found = read_tags(document(tag(STAFF, 1), tag("Nope", 1), tag(""), tag("Nope")), load_catalogue())
    assert found is not None
    assert [one.about for one in found.known] == ["2-7-a"]
    assert [one.concept for one in found.unknown] == ["Nope", "", "Nope"]


def test_fifty_thousand_tags_take_no_time() -> None:
    names = [name for name, concept in _concepts().items() if concept.code]
    tags = [tag(names[n % len(names)], n % 7) for n in range(50_000)]
    made = coverage(document(*tags), *((f"2-{n}", "3") for n in range(1, 31)))
    start = time.process_time()
    with_evidence(made.mapping, made, load_lexicon())
    assert time.process_time() - start < 10


def _concepts() -> Any:
    from gricheck.catalogue.taxonomy import load_taxonomy

    return load_taxonomy().concepts


def _spec() -> ClaimSpec:
    from gricheck.checks import CHECKS
    from gricheck.packs import load_packs, spec_for
    from gricheck.pipeline import claim_of

    found = spec_for(load_packs(checks=CHECKS, catalogue=load_catalogue()), claim_of("with-reference"))
    assert found is not None
    return found
