"""Topics of a sector standard that the index lists as not material."""

from __future__ import annotations

import pytest

from gricheck.model.document import PageLayout
from gricheck.model.index import ContentIndex
from index.layouts import page, table, typed
from index.tables import AIR, XS, read

BLOCK = "Topics in the applicable GRI Sector Standards determined as not material"
TABLE = 60 + 20 * len(AIR)


def listed(rows: list[tuple[str, ...]], heading: str = BLOCK, xs: tuple[float, ...] = (40, 220)) -> ContentIndex:
    """An index with the block below its rows."""
    words = table(XS, AIR) + typed(heading, 40, TABLE + 40) + table(xs, rows, top=TABLE + 64)
    return read(page(words))


def told(index: ContentIndex) -> list[tuple[str | None, str, str | None]]:
    return [(t.reference, t.name, t.explanation) for t in index.topics]


def test_each_topic_has_its_explanation() -> None:
    rows = [("Topic", "Explanation"), ("GRI 11: Oil and Gas Sector 2021", "")]
    rows += [("11.3 Air emissions", "We burn no fuel."), ("11.8 Asset integrity", "No wells.")]
    found = listed(rows)
    assert told(found) == [("11.3", "Air emissions", "We burn no fuel."), ("11.8", "Asset integrity", "No wells.")]
    assert all(not topic.material for topic in found.topics)
    assert [row.location for row in found.rows] == [location for _, _, location in AIR]


def test_a_topic_without_an_explanation_has_none() -> None:
    assert told(listed([("11.3 Air emissions", ""), ("11.4 Biodiversity", "–"), ("11.5 Waste", "None arises.")])) == [
        ("11.3", "Air emissions", None),
        ("11.4", "Biodiversity", None),
        ("11.5", "Waste", "None arises."),
    ]


def test_a_title_may_break_over_lines_beside_its_explanation() -> None:
    rows = [("11.7 Closure and\nrehabilitation", "The last depot was\nsold in 2019."), ("11.22 Public policy", "No.")]
    assert told(listed(rows))[0] == ("11.7", "Closure and rehabilitation", "The last depot was sold in 2019.")


def test_a_name_in_another_language_ends_with_its_cell() -> None:
    heading = "Themen in den anwendbaren GRI-Branchenstandards, die als nicht wesentlich eingestuft wurden"
    found = listed([("Thema 11.3 Luftemissionen", "Wir verbrennen nichts."), ("11.5 Abfall", "")], heading)
    assert told(found) == [("11.3", "Luftemissionen", "Wir verbrennen nichts."), ("11.5", "Abfall", None)]


@pytest.mark.parametrize("heading", ["Other topics", "Topics that are not material"])
def test_without_the_blocks_heading_there_are_none(heading: str) -> None:
    assert listed([("11.3 Air emissions", "We burn no fuel.")], heading).topics == ()


def test_a_disclosures_number_is_no_topic() -> None:
    assert listed([("11.3.2 Significant air emissions", "We burn no fuel.")]).topics == ()


def test_the_block_may_stand_on_the_page_behind() -> None:
    from gricheck.catalogue import load_catalogue
    from gricheck.index import read_index
    from gricheck.vocabulary import load_vocabulary
    from index.layouts import document, plain_text

    layout: PageLayout = page(table(XS, AIR))
    text = f"{BLOCK}\nTopic Explanation\n11.3 Air emissions We burn\nno fuel.\n11.4 Biodiversity\n\n118"
    report = document(plain_text(layout), text, *["Our mills keep running."] * 8)
    found = read_index(report, (layout,), load_catalogue(), load_vocabulary())
    assert told(found) == [("11.3", "Air emissions", "We burn no fuel."), ("11.4", "Biodiversity", None)]
    assert [topic.where.page for topic in found.topics] == [1, 1]
