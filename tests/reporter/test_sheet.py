"""Lines that fit and that nothing in them can break."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from gricheck.reporter.escape import inert
from gricheck.reporter.grid import Give
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.sheet import Sheet
from gricheck.reporter.wrap import columns


@given(st.text())
def test_inert_text_moves_no_cursor(text: str) -> None:
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066\u2028" for c in inert(text))


@given(st.text())
def test_it_is_one_line_and_nothing_visible_is_lost(text: str) -> None:
    assert len(inert(text).splitlines()) <= 1
    assert [c for c in inert(text) if c.isprintable() and c != " "] == [c for c in text if c.isprintable() and c != " "]


def test_real_letters_survive() -> None:
    assert inert("Grüne Energie 能源 الطاقة – 5 %") == "Grüne Energie 能源 الطاقة – 5 %"


def test_a_code_is_not_broken_at_its_hyphen() -> None:
    sheet = Sheet(RenderOptions(width=40))
    sheet.wrapped("the disclosures are GRI 305-1, GRI 305-2 and GRI 305-3", 4)
    assert sheet.text() == "    the disclosures are GRI 305-1, GRI\n    305-2 and GRI 305-3\n"


def test_empty_lines_do_not_pile_up() -> None:
    sheet = Sheet(RenderOptions())
    sheet.gap()
    sheet.line("a")
    sheet.gap()
    sheet.gap()
    sheet.line("b")
    sheet.gap()
    assert sheet.text() == "a\n\nb\n"


@example([("", "0" * 73)])  # a column narrower than its header
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=300)), min_size=1, max_size=5))
def test_a_table_takes_any_text(rows: list[tuple[str, str]]) -> None:
    sheet = Sheet(RenderOptions(width=80))
    sheet.table(rows, ("code", "title"), Give((1,)))
    assert max(map(columns, sheet.text().splitlines())) <= 80


def test_numbers_in_a_table_stay_as_printed() -> None:
    sheet = Sheet(RenderOptions())
    sheet.table([("1.10", None)], ("code", "title"), Give(()))
    assert "1.10" in sheet.text()


def test_no_line_is_a_command_to_a_ci_runner() -> None:
    sheet = Sheet(RenderOptions(width=40))
    sheet.wrapped("the location of the row in question is ::stop-commands::x, and so ##[error]y", 4)
    lines = sheet.text().splitlines()
    assert any("stop-commands" in line for line in lines)
    assert not any(line.strip().startswith("::") or "##[" in line for line in lines)
