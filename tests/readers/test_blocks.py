"""Blocks as lines and as a drawing: what a cell says stands under its column, and merged cells have no line in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gricheck.model.document import Place
from gricheck.readers.blocks import GUTTER, Cell, Paragraph, Table, broken, layout_of, page_of, widths_of

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


def test_a_link_covers_its_cell() -> None:
    layout = layout_of(0, (Table((Cell("305-1", 0, 0), Cell("p. 7", 0, 1, page=6)), (Place(),)),))
    (link,) = layout.links
    word = next(word for word in layout.words if word.text == "7")
    assert link.page == 6
    assert link.box[0] <= word.x0 < link.box[2]
    assert link.box[1] <= word.middle < link.box[3]


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
