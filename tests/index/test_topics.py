"""The material topics of an index: from the headings above rows, or from what stands behind the title of 3-3."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gricheck.catalogue import load_catalogue
from gricheck.index.titles import TitleBook
from gricheck.index.topic_list import held_against_list
from gricheck.index.topics import with_topics
from gricheck.model.index import Kind, PageRef, Row, Topic, Where
from gricheck.model.standard import Catalogue
from index.layouts import document, page, table
from index.tables import XS, read

HERE = Where(page=9)
GENERAL = ("2-1", "Organizational details", "")


def row(code: str, title: str = "", heading: str = "", pages: Sequence[int] = ()) -> Row:
    refs = tuple(PageRef(str(n + 1), n) for n in pages)
    return Row(code, code, title, "", Kind.PAGES, HERE, topic=heading or None, pages=refs)


def topics(rows: Sequence[Row], book: TitleBook) -> list[tuple[str, str | None]]:
    return [(r.code, r.topic) for r in with_topics(rows, book, load_catalogue())[0]]


BLOCKS = [
    row("2-1", heading="General disclosures"),
    row("3-3", heading="Climate"),
    row("305-1", heading="Climate"),
    row("3-3", heading="Material topic: Water"),
    row("303-5", heading="Material topic: Water"),
    row("3-3", heading="Tax"),
    row("207-1", heading="Tax"),
    row("404-1", heading="Training"),
]


def test_headings_over_the_management_of_topics_are_topics_and_so_is_one_without(book: TitleBook):
    found = dict.fromkeys(topic for _, topic in topics(BLOCKS, book))
    assert list(found) == [None, "Climate", "Water", "Tax", "Training"]


def test_the_heading_above_a_topics_own_is_no_part_of_its_name(book: TitleBook):
    rows = [
        replace(r, topic=f"Material topics Material topic: {r.topic}") if r.topic == "Climate" else r for r in BLOCKS
    ]
    assert topics(rows, book) == topics(BLOCKS, book)


def test_the_heading_of_general_disclosures_is_no_topic(book: TitleBook):
    assert topics(BLOCKS, book)[0] == ("2-1", None)


def test_two_topics_are_named_where_each_heading_has_its_own_management(book: TitleBook):
    assert [topic for _, topic in topics(BLOCKS[1:5], book)] == ["Climate", "Climate", "Water", "Water"]
    parts = [
        *[row("3-3", heading="Environment"), row("305-1", heading="Environment"), row("3-3", heading="Environment")],
        *[row("3-3", heading="Social"), row("404-1", heading="Social")],
    ]
    assert {topic for _, topic in topics(parts, book)} == {None}


def test_one_topic_is_named_where_its_heading_says_that_it_is_one(book: TitleBook):
    assert topics(BLOCKS[3:5], book) == [("3-3", "Water"), ("303-5", "Water")]
    assert topics(BLOCKS[1:3], book) == [("3-3", None), ("305-1", None)]


def test_headings_without_the_management_of_a_topic_under_them_are_parts_of_the_index(book: TitleBook):
    rows = [row("302-1", heading="Environment"), row("404-1", heading="Social"), row("207-1", heading="Economy")]
    assert {topic for _, topic in topics(rows, book)} == {None}


def test_disclosures_on_how_topics_were_chosen_may_be_repeated_under_each(book: TitleBook):
    rows = [row(code, heading=name) for name in ("Climate", "Water", "Tax") for code in ("3-1", "3-2", "3-3")]
    assert [topic for _, topic in topics(rows, book)] == ["Climate"] * 3 + ["Water"] * 3 + ["Tax"] * 3


def test_the_title_of_a_universal_standard_between_is_no_topic(book: TitleBook):
    rows = [r for name in ("Climate", "Water", "Tax") for r in (row("103-1", heading=name), row("103-2", heading=name))]
    rows.insert(2, row("303-1", heading="Management approach (2018)"))
    assert topics(rows, book)[2] == ("303-1", "Climate")


def test_what_stands_behind_the_title_of_the_management_names_the_topic(book: TitleBook):
    title = "Management of material topics"
    rows = [
        row("3-3", f"{title}: Climate"),
        row("305-1"),
        row("3-3", f"{title} – Water"),
        row("303-5"),
        row("3-3", f"{title} (Tax)"),
        row("207-1"),
    ]
    assert [topic for _, topic in topics(rows, book)] == ["Climate", "Climate", "Water", "Water", "Tax", "Tax"]


def test_topics_are_read_off_a_page(catalogue: Catalogue):
    names = ("Climate", "Water", "Tax")
    codes = (("305-1", "Direct (Scope 1) GHG emissions"), ("303-5", "Water consumption"), ("207-1", "Approach to tax"))
    lines = [("Disclosure", "Title", "Page"), ("2-1", "Organizational details", "4"), ("2-2", "Entities included", "5")]
    for name, (code, title) in zip(names, codes, strict=True):
        lines += [(name, "", ""), ("3-3", "Management of material topics", "7"), (code, title, "8")]
    found = read(page(table(XS, lines)))
    assert [topic.name for topic in found.topics] == list(names)
    assert {r.topic for r in found.rows if r.code == "305-1"} == {"Climate"}


# The report's own list of topics

NAMES = ("Climate and energy", "Water", "Health and safety", "Business ethics")
TOPICS = tuple(Topic(name, HERE) for name in NAMES)
LIST = row("3-2", pages=[0])


def listed(text: str, topics: Sequence[Topic] = TOPICS) -> tuple[list[bool | None], tuple[str, ...]]:
    found, elsewhere = held_against_list(topics, [LIST], document(text, "another page"))
    return [topic.listed for topic in found], elsewhere


def test_topics_that_the_list_names_are_found_however_they_are_wrapped():
    text = "Material topics\n• Climate and\nenergy\n• Water\n• Health & safety: Health and safe-\nty\n• Business ethics"
    assert listed(text) == ([True] * 4, ())


def test_a_topic_that_the_list_lacks_is_told():
    assert listed("Climate and energy\nWater\nHealth and safety\n") == ([True, True, True, False], ())


def test_a_name_in_the_list_that_is_no_topic_of_the_index_is_told():
    text = "Climate and energy\nWater\nBiodiversity\nHealth and safety\nBusiness ethics"
    assert listed(text) == ([True] * 4, ("Biodiversity",))


def test_a_name_in_a_sentence_that_is_no_topic_of_the_index_is_told():
    text = "Our topics are: Climate and energy, Water, Biodiversity, Health and safety, and Business ethics."
    assert listed(text) == ([True] * 4, ("Biodiversity",))


def test_nothing_is_told_where_the_page_does_not_hold_the_list():
    assert listed("How we chose: see the matrix. Water matters.") == ([None] * 4, ())
