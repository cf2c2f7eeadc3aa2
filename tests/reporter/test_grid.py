"""Tables that fit, whatever stands in them, and that lose nothing unsaid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gricheck.reporter.escape import inert
from gricheck.reporter.grid import Give, Grid, grid
from gricheck.reporter.wrap import columns

HEADERS = ("code", "edition", "title", "status", "location", "findings")
GIVE = Give(wrapped=(2, 4, 5), left_out=(1,), below=(5, 4))
ROWS = (
    (
        "102-10",
        "2016",
        "Significant changes to the organization",
        "unexplained",
        "/",
        "location-slash, disclosure-off",
    ),
    ("2-1", "2021", "Organizational details", "reported", "Annual Report 2020-2021", ""),
)
TEXT = st.text(max_size=60).map(inert)


def made(width: int, rows: Sequence[Sequence[str]] = ROWS, give: Give = GIVE) -> Grid:
    return grid(rows, HEADERS, give, width)


@given(
    st.lists(st.tuples(st.just("102-10"), st.just("2016"), TEXT, st.just("unexplained"), TEXT, TEXT), max_size=5),
    st.integers(60, 140),
)
@example([("102-10", "2016", "-" * 60, "unexplained", "a-" * 30, "Ä-語" * 20)], 60)
def test_it_is_no_wider_than_it_may_be_and_holds_every_letter(rows: list[tuple[str, ...]], width: int) -> None:
    found = made(width, rows)
    assert all(columns(line) <= width for line in found.lines)
    assert all(line == line.rstrip() for line in found.lines)
    shown = Counter("".join(found.lines))
    kept = [place for place, name in enumerate(HEADERS) if name not in found.left_out]
    wanted = Counter("".join(row[place] for row in rows for place in kept))
    assert not {letter: n for letter, n in wanted.items() if not letter.isspace() and shown[letter] < n}


def test_where_there_is_room_nothing_gives() -> None:
    found = made(140)
    assert found.lines[2].split("  ")[0] == "102-10"
    assert len(found.lines) == 2 + len(ROWS)
    for row, line in zip(ROWS, found.lines[2:], strict=True):
        assert [part for part in re.split("  +", line) if part] == [cell for cell in row if cell]
    assert not found.left_out


def test_then_columns_are_wrapped_first_between_words_then_at_their_hyphens() -> None:
    assert made(72).lines[-6:-3] == (
        "102-10  2016     Significant     unexplained  /          location-slash,",
        "                 changes to the                          disclosure-off",
        "                 organization",
    )
    assert made(70).lines[2:6] == (
        "102-10  2016     Significant     unexplained  /            location-",
        "                 changes to the                            slash,",
        "                 organization                              disclosure-",
        "                                                           off",
    )
    assert made(72).left_out == made(70).left_out == ()


def test_then_one_is_left_out_and_told() -> None:
    assert made(66).left_out == ("edition",)
    assert not any("2016" in line for line in made(66).lines)
    assert made(66, [(code, "", *rest) for code, _, *rest in ROWS]).left_out == ()  # nothing is lost


def test_then_one_goes_below_its_rows_under_its_header() -> None:
    assert made(60).lines == (
        "code    title                  status       location",
        "        findings",
        "------  ---------------------  -----------  ----------------",
        "102-10  Significant changes    unexplained  /",
        "        to the organization",
        "        location-slash, disclosure-off",
        "2-1     Organizational         reported     Annual Report",
        "        details                             2020-2021",
    )


def test_several_below_a_row_have_their_names() -> None:
    assert made(42).lines[:6] == (
        "code    title                  status",
        "------  ---------------------  -----------",
        "102-10  Significant changes    unexplained",
        "        to the organization",
        "        location: /; findings:",
        "        location-slash, disclosure-off",
    )


@pytest.mark.parametrize("width", [60, 80])
def test_codes_and_dates_are_not_parted_to_make_room(width: int) -> None:
    rows = [("GRI 1", "2021", "Foundation " * 5, "2023-01-01", "305-1-a-ii", "x " * 60)]
    text = "\n".join(grid(rows, HEADERS, Give(wrapped=(2, 3, 4, 5)), width).lines)
    assert "2023-01-01" in text
    assert "305-1-a-ii" in text
