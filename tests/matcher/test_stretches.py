"""What of a report can be pointed at: every page but the index, or stretches of a text without pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gricheck.matcher.stretches import MAX_LINE, MAX_LINES, MAX_ROW, Stretch, stretches
from gricheck.model.document import Document, Page, Pagination, Source
from gricheck.model.index import ContentIndex, Kind, Row, Where

SOURCE = Source("report.txt", "0" * 64, "text/plain", 1)
NO_INDEX = ContentIndex((), ())


def paged(*texts: str, judged: bool = True, first_line: int | None = None) -> Document:
    pages = tuple(Page(n, text, first_line) for n, text in enumerate(texts))
    return Document(SOURCE, pages, Pagination(tuple((str(n + 1),) for n in range(len(texts))), judged, "printed"))


def unpaged(*lines: str, first_line: int | None = 1) -> Document:
    return Document(SOURCE, (Page(0, "\n".join(lines), first_line),), Pagination(((),), False, "no page breaks"))


def index_on(*lines: int) -> ContentIndex:
    rows = tuple(Row("305-1", "305-1", "", "70", Kind.PAGES, Where(0, None, line)) for line in lines)
    return ContentIndex((0,), rows)


def numbered(found: tuple[Stretch, ...]) -> list[tuple[int, str]]:
    """Every line with the number that its stretch gives it."""
    return [(s.first_line + at, line) for s in found if s.first_line is not None for at, line in enumerate(s.lines)]


def test_every_page_is_a_stretch_and_pages_of_the_index_are_none() -> None:
    found = stretches(paged("one\ntwo", "the index", "three"), ContentIndex((1,), ()))
    assert [(s.page, s.lines) for s in found] == [(0, ("one", "two")), (2, ("three",))]


def test_pages_that_are_there_count_though_their_numbers_are_not_known() -> None:
    assert [s.page for s in stretches(paged("one", "two", judged=False), NO_INDEX)] == [0, 1]


def test_a_page_that_tells_its_own_first_line_keeps_it() -> None:
    assert [s.first_line for s in stretches(paged("one", "two", first_line=41), NO_INDEX)] == [41, 41]
    assert [s.first_line for s in stretches(paged("one", "two"), NO_INDEX)] == [None, None]


def test_a_short_text_is_one_stretch_whatever_blank_lines_it_has() -> None:
    found = stretches(unpaged("one", "", "", "two"), NO_INDEX)
    assert found == (Stretch(0, ("one", "", "", "two"), 1),)


def test_a_text_is_cut_at_the_first_blank_line_behind_half_a_page() -> None:
    lines = [f"line {n}" for n in range(1, 101)]
    lines[9] = lines[39] = lines[44] = ""
    starts = [s.first_line for s in stretches(unpaged(*lines), NO_INDEX)]
    assert starts == [1, 40, 100]


def test_a_text_without_blank_lines_is_cut_where_a_page_is_full() -> None:
    found = stretches(unpaged(*(f"line {n}" for n in range(150))), NO_INDEX)
    assert [len(s.lines) for s in found] == [MAX_LINES, MAX_LINES, 150 - 2 * MAX_LINES]


def test_the_lines_of_the_index_are_left_out_and_those_around_it_are_not_joined() -> None:
    found = stretches(unpaged("before", "305-1 70", "a title", "305-2 71", "behind"), index_on(2, 4))
    assert found == (Stretch(0, ("before",), 1), Stretch(0, ("behind",), 5))


def test_lines_are_counted_from_where_the_page_begins() -> None:
    found = stretches(unpaged("before", "305-1 70", "behind", first_line=101), index_on(102))
    assert [(s.first_line, s.lines) for s in found] == [(101, ("before",)), (103, ("behind",))]


def test_what_stands_between_two_parts_of_an_index_is_text_of_the_report() -> None:
    lines = ["2-7 5", *["words of the report"] * (MAX_ROW + 5), "305-1 70", "behind"]
    found = stretches(unpaged(*lines), index_on(1, len(lines) - 1))
    assert [number for number, _ in numbered(found)] == [*range(2, len(lines) - 1), len(lines)]


def test_a_line_that_is_a_whole_chapter_is_cut() -> None:
    found = stretches(unpaged("word " * 4000, "behind"), NO_INDEX)
    assert len(found) == 5
    assert {s.first_line for s in found[:-1]} == {1}
    assert found[-1] == Stretch(0, ("behind",), 2)
    assert all(len(line) <= MAX_LINE for s in found for line in s.lines)


@given(st.lists(st.sampled_from(["", " ", "words of the report"]), min_size=1, max_size=300), st.data())
def test_nothing_is_lost_outside_the_index_and_lines_keep_their_number(lines: list[str], data: st.DataObject) -> None:
    last = data.draw(st.integers(0, len(lines)))
    first = data.draw(st.integers(1, last)) if last else 0
    index = index_on(*range(first, last, MAX_ROW), last) if last else NO_INDEX
    outside = [(n, line) for n, line in enumerate(lines, start=1) if not (last and first <= n <= last)]
    found = stretches(unpaged(*lines), index)
    assert numbered(found) == outside
    assert all(0 < len(s.lines) <= MAX_LINES for s in found)
