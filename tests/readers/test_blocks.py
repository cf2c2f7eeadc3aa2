"""Blocks as lines and as a drawing: what a cell says stands under its column, and merged cells have no line in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.model.document import Link, Place, Word
from gricheck.readers.blocks import (
    CHAR_WIDTH,
    GUTTER,
    Cell,
    Paragraph,
    Table,
    Target,
    broken,
    layout_of,
    page_of,
    widths_of,
)

TEXT = st.text("ab 1-.\n", max_size=150)


def table(*rows: tuple[str, ...], **merged: int) -> Table:
    cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row) if text)
    return Table(cells, tuple(Place(line=10 + r) for r in range(len(rows))))


def test_a_paragraph_and_a_row_are_a_line_each_with_its_place() -> None:
    page = page_of(3, (Paragraph("GRI content\nindex", Place(line=4)), table(("305-1", "Direct"), ("", "x"))))
    assert page.text == "GRI content index\n305-1  Direct\nx"
    assert [place.line for place in page.places] == [4, 10, 11]
    assert (page.index, page.first_line) == (3, 1)


def test_words_stand_under_their_column_and_know_their_line() -> None:
    layout = layout_of(0, (Paragraph("Title", Place()), table(("305-1", "Direct"), ("305-2", "Indirect emissions"))))
    lines = {word.text: word.line for word in layout.words}
    assert lines == {"Title": 1, "305-1": 2, "Direct": 2, "305-2": 3, "Indirect": 3, "emissions": 3}
    lefts = {word.text: word.x0 for word in layout.words}
    assert lefts["305-1"] == lefts["305-2"]
    assert lefts["Direct"] == lefts["Indirect"]


def test_a_merged_cell_has_no_line_through_it() -> None:
    cells = (Cell("GRI 305", 0, 0, rows=2), Cell("305-1", 0, 1), Cell("305-2", 1, 1))
    layout = layout_of(0, (Table(cells, (Place(), Place())),))
    between = sorted({rule[1] for rule in layout.rules})[1]
    merged = next(word for word in layout.words if word.text == "GRI")
    assert [rule[0] > merged.x1 for rule in layout.rules if rule[1] == between] == [True]


def test_tables_of_a_page_stand_on_the_same_columns() -> None:
    layout = layout_of(0, (table(("305-1", "Direct")), table(("GRI 302: Energy", "302-1", "7"))))
    lefts = {word.text: word.x0 for word in layout.words}
    assert lefts["Direct"] == lefts["302-1"]
    short, long = sorted({rule[2] for rule in layout.rules})
    assert short <= lefts["7"] < long


def linked(text: str, *targets: Target) -> tuple[dict[str, Word], tuple[Link, ...]]:
    """The words of the second cell of a row, and its links."""
    drawn = layout_of(0, (Table((Cell("305-1", 0, 0), Cell(text, 0, 1, links=targets)), (Place(),)),))
    return {word.text: word for word in drawn.words}, drawn.links


def test_each_link_stands_on_its_letters() -> None:
    words, links = linked("p. 7, 14/15", Target(6, None, 3, 4), Target(None, "r.pdf", 6, 8), Target(14, None, 9, 11))
    seven, last = words["7,"], words["14/15"]
    assert [(link.page, link.uri) for link in links] == [(6, None), (None, "r.pdf"), (14, None)]
    assert [link.box[0] for link in links] == [seven.x0, last.x0, last.x0 + 3 * CHAR_WIDTH]
    assert [link.box[2] for link in links] == [seven.x0 + CHAR_WIDTH, last.x0 + 2 * CHAR_WIDTH, last.x1]
    assert all((link.box[1], link.box[3]) == (seven.y0, seven.y1) for link in links)


def test_a_link_over_several_lines_has_a_box_on_each() -> None:
    words, links = linked("first\nsecond  third\nfourth", Target(3, None, 6, 26))
    assert [link.page for link in links] == [3, 3]
    assert links[0].box == (words["second"].x0, words["second"].y0, words["third"].x1, words["third"].y1)
    assert links[1].box == (words["fourth"].x0, words["fourth"].y0, words["fourth"].x1, words["fourth"].y1)


@pytest.mark.parametrize("letters", [(0, 0), (4, 4), (2, 3)])
def test_a_link_on_no_letters_stands_on_its_cell(letters: tuple[int, int]) -> None:
    words, (link,) = linked("p.\n7", Target(6, None, *letters))
    assert link.box[0] <= words["p."].x0 < words["7"].x1 <= link.box[2]
    assert link.box[1] <= words["p."].y0 < words["7"].y1 <= link.box[3]


@given(st.lists(TEXT.filter(str.strip), min_size=1, max_size=8), st.data())
def test_a_link_stands_on_no_other_letters(pieces: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.integers(0, len(pieces) - 1))
    start = len("\n".join([*pieces[:chosen], ""]))
    text = "\n".join(pieces)
    cell = Cell(text, 0, 0, links=(Target(1, None, start, start + len(pieces[chosen])),))
    drawn = layout_of(0, (Table((cell,), (Place(),)),))
    boxes = [link.box for link in drawn.links]
    inside = [w.text for w in drawn.words if any(b[0] <= w.x0 < b[2] and b[1] <= w.middle < b[3] for b in boxes)]
    assert inside == pieces[chosen].split()


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=6))
def test_any_table_keeps_its_words_apart_and_in_their_rows(rows: list[list[str]]) -> None:
    layout = layout_of(0, (table(*map(tuple, rows)),))  # type: ignore[arg-type]
    assert sorted(w.text for w in layout.words) == sorted(word for row in rows for text in row for word in text.split())
    bottoms = sorted({rule[1] for rule in layout.rules})
    for word in layout.words:
        row = (word.line or 0) - 1
        assert bottoms[row] <= word.y0
        assert word.y1 <= bottoms[row + 1]
    columns = sorted({word.x0 for word in layout.words if word.line})
    assert all(word.x1 <= layout.width for word in layout.words)
    assert columns == sorted(columns)


@given(TEXT, st.integers(5, 40))
def test_broken_text_loses_nothing(text: str, width: int) -> None:
    lines = broken(text, width)
    assert " ".join(lines).split() == text.split()
    assert all(len(line) <= width or " " not in line for line in lines)


def test_columns_are_a_gutter_apart() -> None:
    layout = layout_of(0, (table(("a" * 30, "b")),))
    left, right = sorted(layout.words, key=lambda word: word.x0)
    assert right.x0 - left.x1 >= GUTTER


def test_a_text_over_two_columns_does_not_run_into_the_next_cell() -> None:
    cells = (Cell("Energy consumption within the organization", 0, 0, columns=2), Cell("7", 0, 2), Cell("a", 1, 0))
    layout = layout_of(0, (Table(cells, (Place(), Place())),))
    lefts = {word.text: word.x0 for word in layout.words}
    assert max(word.x1 for word in layout.words if word.text == "organization") + GUTTER <= lefts["7"]


def test_pieces_of_a_table_have_the_columns_of_the_whole() -> None:
    first, second = table(("a" * 30, "b")), table(("a", "b"))
    pieces = [Table(one.cells, one.places, tuple(widths_of(first))) for one in (first, second)]
    lefts = [[word.x0 for word in layout_of(0, (one,)).words if word.text == "b"] for one in pieces]
    assert lefts[0] == lefts[1]


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=6), st.integers(1, 80))
def test_every_word_stands_in_the_column_and_row_of_its_cell(rows: list[list[str]], least: int) -> None:
    cells = tuple(Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row))
    layout = layout_of(0, (Paragraph("Index", Place()), Table(cells, (Place(),) * len(rows), (1, 1, least))))
    assert len(layout.columns) == 4
    assert len(layout.rows) == len(rows)
    assert layout.columns[-1] <= layout.width
    for word in layout.words[1:]:
        column = next(c for c in range(3) if layout.columns[c] <= word.x0 and word.x1 < layout.columns[c + 1])
        assert word.text in rows[(word.line or 0) - 2][column].split()
        _, top, _, bottom = layout.rows[(word.line or 0) - 2]
        assert top < word.y0 < word.y1 < bottom


def test_paragraphs_alone_have_no_columns() -> None:
    layout = layout_of(0, (Paragraph("305-1 Direct emissions 12", Place()),))
    assert (layout.columns, layout.rows) == ((), ())
