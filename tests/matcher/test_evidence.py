"""Is it really on that page? Small reports, read from end to end."""

from __future__ import annotations

from typing import Any

import pytest

from gricheck.catalogue import load_catalogue
from gricheck.examples import build
from gricheck.lexicon import load_lexicon
from gricheck.model.evidence import Evidence, Support
from gricheck.model.mapping import Mapping
from gricheck.model.rule import Example
from gricheck.vocabulary import load_vocabulary

EMISSIONS = (
    "Direct emissions (Scope 1) of greenhouse gases were 41,736 tCO2e: stationary combustion, mobile combustion and "
    "fugitive emissions, less than the year before."
)
CLIMATE = "Climate change is with us: we keep an eye on direct emissions of Scope 1 at all of our sites and mills too."
WORK = "Our people like their work and come back to it on Mondays, as the survey among them tells us once again."
HOTLINE = "Whoever sees a breach can use the ethics hotline; whistleblowing is anonymous and safe from retaliation."

Cells = dict[str, Any]


def report(text: dict[int, str], *rows: Cells, **more: Any) -> Mapping:
    tree = {"text": {str(page): words for page, words in text.items()}, "rows": list(rows), **more}
    return build(Example("pass", tree, 1), load_catalogue(), load_vocabulary())


def row(code: str, location: str = "70", **cells: Any) -> Cells:
    return {"code": code, "title": load_catalogue().by_code[code][-1].title, "location": location, **cells}


def evidence(text: dict[int, str], *rows: Cells, **more: Any) -> Evidence:
    """Of the first row."""
    found = report(text, *rows, **more).matches[0].evidence
    assert found is not None
    return found


def better_pages(found: Evidence) -> list[int]:
    """As they are numbered in print."""
    return [passage.page + 1 for passage in found.better]


def test_a_page_that_says_it_supports_its_row() -> None:
    found = evidence({70: EMISSIONS}, row("305-1"))
    assert (found.support, found.better, found.figures, found.sure) == (Support.SUPPORTED, (), True, False)
    (cited,) = found.pages
    assert (cited.page, cited.label, cited.line, cited.quote) == (69, "70", 1, EMISSIONS)
    assert {"scope 1", "fugitive emissions", "a quantity of emissions"} <= set(cited.why)
    assert cited.standard > 1
    assert cited.strength > 1


def test_a_page_without_a_word_or_figure_of_it_surely_has_no_evidence_where_another_has_it_all() -> None:
    found = evidence({70: WORK, 61: EMISSIONS}, row("305-1"))
    assert (found.support, found.figures, found.sure) == (Support.NONE, False, True)
    assert better_pages(found) == [61]
    assert found.better[0].quote == EMISSIONS


def test_without_a_quantity_to_look_for_nothing_is_sure() -> None:
    found = evidence({70: WORK, 61: HOTLINE}, row("2-26"))
    assert (found.support, found.figures, found.sure) == (Support.NONE, None, False)
    assert better_pages(found) == [61]


def test_many_numbers_may_be_the_quantity_in_a_unit_that_is_not_known() -> None:
    found = evidence({70: f"{WORK} 12.4 and 15.7 and 16.1 and 17.9 and 18.3 and 19.2", 61: EMISSIONS}, row("305-1"))
    assert (found.support, found.figures, found.sure) == (Support.NONE, None, False)


@pytest.mark.parametrize("text", [{70: WORK}, {70: WORK, 61: HOTLINE}], ids=["nowhere", "something else"])
def test_a_report_that_says_it_nowhere_is_not_doubted(text: dict[int, str]) -> None:
    found = evidence(text, row("305-1"))
    assert (found.support, found.better) == (Support.WEAK, ())


def test_a_page_with_words_of_its_own_is_weak_at_worst() -> None:
    others = dict.fromkeys(range(30, 60), f"{EMISSIONS} {EMISSIONS}")
    weak = "As said, direct emissions and fugitive emissions are told of further on."
    found = evidence({70: weak, **others}, row("305-1"))
    assert found.support is not Support.NONE


def test_a_page_that_compares_badly_but_says_it_keeps_its_better_pages() -> None:
    weak = "The ethics hotline is open to everyone who works here or with us, on all days and at any hour too."
    crowd = dict.fromkeys(range(20, 70), f"Our ethics hotline. {HOTLINE}")
    found = evidence({70: weak, **crowd}, row("2-26"))
    assert found.support is Support.WEAK


def test_the_best_cited_page_counts_and_pages_that_say_nothing_are_left_out() -> None:
    found = evidence({68: WORK, 70: EMISSIONS}, row("305-1", "65-72"))
    assert found.support is Support.SUPPORTED
    assert [passage.label for passage in found.pages] == ["70"]


def test_all_cited_pages_that_matter_are_told_best_first() -> None:
    found = evidence({66: CLIMATE, 70: EMISSIONS}, row("305-1", "65-72"))
    assert [passage.label for passage in found.pages] == ["70", "66"]


def brief_disclosures() -> list[str]:
    """A disclosure for each brief subject that is not about managing a topic."""
    lexicon, catalogue = load_lexicon(), load_catalogue()
    found = []
    for subject in sorted(lexicon.brief):
        keys = [key.partition(":") for key in lexicon.subjects[subject]]
        owned = [(code, int(edition or catalogue.by_code[code][-1].edition)) for code, _, edition in keys]
        topical = [key for key in owned if not catalogue.by_key[key].is_of_each_topic]
        found += [code for code, _ in topical[:1]]
    return sorted(set(found))


def all_words(code: str) -> str:
    """A page that says every phrase of a disclosure, in lines of prose."""
    lexicon = load_lexicon()
    disclosure = load_catalogue().by_code[code][0]
    phrases = [p for subject in lexicon.subjects_of(disclosure) for p in lexicon.phrases(subject, ("en",))]
    return "\n".join(
        f"In the year under review we looked at this matter: {words}" for words in (disclosure.title, *phrases)
    )


@pytest.mark.parametrize("code", brief_disclosures())
def test_what_a_few_words_satisfy_never_lacks_evidence(code: str) -> None:
    disclosure = load_catalogue().by_code[code][0]
    text = {70: "Trees grow where rain falls, and whoever walks there sees how slowly they do so over many a year."}
    found = evidence({**text, 61: all_words(code)}, {"code": code, "title": disclosure.title, "location": "70"})
    assert found.support is not Support.NONE
    assert better_pages(found) == [61]


@pytest.mark.parametrize("code", ["102-17", "102-56", "205-2", "305-5", "401-1", "413-1", "418-1"])
def test_what_takes_more_than_a_few_words_lacks_it_on_such_a_page(code: str) -> None:
    disclosure = load_catalogue().by_code[code][0]
    text = {70: "Trees grow where rain falls, and whoever walks there sees how slowly they do so over many a year."}
    found = evidence({**text, 61: all_words(code)}, {"code": code, "title": disclosure.title, "location": "70"})
    assert found.support is Support.NONE


def test_a_picture_is_not_judged() -> None:
    found = report({69: "Climate", 61: EMISSIONS}, row("305-1", "69"))
    assert found.matches[0].evidence is None
    assert found.bare_pages == {68}


def test_a_page_beside_a_picture_is_not_doubted() -> None:
    assert evidence({69: "Climate", 70: WORK, 61: EMISSIONS}, row("305-1", "69-70")).support is Support.WEAK
    assert evidence({69: WORK, 70: WORK, 61: EMISSIONS}, row("305-1", "69-70")).support is Support.NONE


def contents(*numbers: int) -> str:
    names = ("Direct emissions Scope 1", "Stationary combustion", "Fugitive emissions", "GHG emissions", "Annex")
    return "\n".join(f"{name} {number}" for name, number in zip(names, numbers, strict=True))


@pytest.mark.parametrize("numbers", [(61, 62, 64, 70, 90), (90, 70, 64, 62, 61)], ids=["contents", "names"])
def test_the_better_page_is_never_one_of_names_alone(numbers: tuple[int, ...]) -> None:
    """Numbers that do not rise make it no table of contents, and it still tells of nothing."""
    found = evidence({2: contents(*numbers), 70: WORK, 61: CLIMATE}, row("305-1"))
    assert better_pages(found)[0] == 61
    assert found.support is Support.NONE


def test_a_page_of_short_lines_with_figures_tells() -> None:
    table = "Direct emissions Scope 1\nStationary combustion 31,204\nFugitive emissions 10,532\ntCO2e"
    found = evidence({2: table, 70: WORK}, row("305-1"))
    assert better_pages(found) == [2]


@pytest.mark.parametrize(
    ("rows", "listed"), [([row("3-2", "6")], False), ([], True)], ids=["the index gives it", "no list"]
)
def test_the_better_page_is_never_the_list_of_topics(rows: list[Cells], listed: bool) -> None:
    found = evidence({6: f"{EMISSIONS}\n{EMISSIONS}", 70: WORK, 61: CLIMATE}, row("305-1"), *rows)
    assert (6 in better_pages(found)) is listed
    assert better_pages(found)[0] == (6 if listed else 61)


def test_a_page_that_names_most_topics_is_their_list_though_the_index_does_not_say_so() -> None:
    names = ["Climate change", "Water stewardship", "Fair wages", "Data privacy", "Safe sites"]
    listed = f"Direct emissions Scope 1, fugitive emissions, stationary combustion tCO2e\n{', '.join(names)}"
    topics = [{"name": name} for name in names]
    text = {6: listed, 70: WORK, 61: CLIMATE}
    assert 6 not in better_pages(evidence(text, row("305-1"), topics=topics))
    assert 6 in better_pages(evidence(text, row("305-1")))


def test_the_better_page_is_never_one_that_lists_codes() -> None:
    codes = "\n".join(f"GRI 40{n}-1 is assured" for n in range(1, 10))
    found = evidence({7: f"{EMISSIONS}\n{EMISSIONS}\n{codes}", 70: WORK, 61: CLIMATE}, row("305-1"))
    assert better_pages(found) == [61]


def test_no_page_of_the_index_is_better() -> None:
    found = evidence({99: f"{EMISSIONS}\n{EMISSIONS}", 70: WORK, 61: EMISSIONS}, row("305-1"))
    assert better_pages(found) == [61]


def test_the_code_printed_on_the_better_page_is_told() -> None:
    found = evidence({70: WORK, 61: f"GRI 305-1\n{EMISSIONS}"}, row("305-1"))
    assert found.support is Support.NONE
    assert "the code 305-1" in found.better[0].why


def test_a_page_with_words_of_its_own_is_not_without_evidence_for_want_of_the_code() -> None:
    crowd = dict.fromkeys(range(20, 60), CLIMATE)
    found = evidence({70: CLIMATE, **crowd, 61: f"GRI 305-1\n{EMISSIONS}"}, row("305-1"))
    assert (better_pages(found), found.support) == ([61], Support.WEAK)


def test_pages_that_cannot_be_told_apart_are_not_judged() -> None:
    assert report({70: WORK, 61: EMISSIONS}, row("305-1"), judged=False).matches[0].evidence is None


@pytest.mark.parametrize(("pages", "judged"), [(10, False), (11, False), (12, True)])
def test_in_a_report_of_a_few_pages_none_stands_out(pages: int, judged: bool) -> None:
    """The last two are the index."""
    found = report({3: WORK, 5: EMISSIONS}, row("305-1", "3"), pages=pages).matches[0]
    assert (found.evidence is not None) is judged


@pytest.mark.parametrize("location", ["/", "Annual report 2020", "n/a", "99", ""])
def test_a_row_without_pages_of_the_text_is_not_judged(location: str) -> None:
    assert report({61: EMISSIONS}, row("305-1", location)).matches[0].evidence is None


def test_a_code_that_nobody_knows_is_not_judged() -> None:
    assert report({61: EMISSIONS}, {"code": "413-9", "title": "Mills", "location": "70"}).matches[0].evidence is None


def test_how_a_topic_is_managed_is_told_by_the_topics_name() -> None:
    text = {70: "Fair wages in our mills: how we manage what people earn, and whom we pay how much for which work."}
    managed = row("3-3", topic="Fair wages in mills")
    assert evidence(text, managed).support is Support.SUPPORTED
    assert report(text, row("3-3")).matches[0].evidence is None


def test_the_words_are_those_of_the_reports_language() -> None:
    german = "Direkte Emissionen von Treibhausgasen (Scope 1) aus stationärer Verbrennung und flüchtige Emissionen."
    cells = {"code": "305-1", "title": "Direkte THG-Emissionen (Scope 1)", "location": "70"}
    found = evidence({70: german}, cells, language="de")
    assert found.support is Support.SUPPORTED
    assert "direkte emissionen" in {word.casefold() for word in found.pages[0].why}


def test_the_same_report_gives_the_same_evidence_twice() -> None:
    text = {70: WORK, 61: EMISSIONS, 55: CLIMATE, 30: HOTLINE}
    rows = [row("305-1"), row("2-26"), row("302-1", "61")]
    first, second = report(text, *rows), report(text, *rows)
    assert [match.evidence for match in first.matches] == [match.evidence for match in second.matches]


@pytest.mark.parametrize("language", ["", "fi"])
def test_a_report_in_a_language_without_words_is_not_judged(language: str) -> None:
    assert report({70: WORK, 61: EMISSIONS}, row("305-1"), language=language).matches[0].evidence is None


def test_a_number_of_a_title_is_no_word_that_a_page_may_print_by_chance() -> None:
    """The 1 of "Scope 1" is every page's number."""
    found = evidence({70: EMISSIONS, 20: "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"}, row("305-1", "20"))
    assert found.pages[0].score == 0


def test_a_section_named_without_a_page_may_go_on_to_where_it_is_told() -> None:
    linked = row("305-1", "Our climate", linked=[70])
    found = report({70: WORK, 61: EMISSIONS}, linked).matches[0].evidence
    assert found is None or found.support is Support.WEAK


def test_no_more_than_five_cited_pages_are_quoted_and_their_span_is_kept() -> None:
    found = evidence(dict.fromkeys(range(30, 40), EMISSIONS), row("305-1", "30-39"))
    assert len(found.pages) == 5
    assert found.span == (29, 38)
