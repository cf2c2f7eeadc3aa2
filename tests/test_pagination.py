"""Printed page labels to physical pages."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gricheck.pagination import labels_between, paginate, resolve, unpaged, with_offset

PROSE = "Our people keep the mills running.\nIn that year 3 sites were closed and 14 opened again."


def report(*footers: str) -> list[str]:
    """Pages of prose, each with its footer; an empty footer leaves the page without a number."""
    return [f"Report on the year\n{PROSE}\n{footer}" for footer in footers]


def numbered(first: int, last: int) -> list[str]:
    return [str(n) for n in range(first, last + 1)]


def labels(*footers: str) -> list[str | None]:
    pagination = paginate(report(*footers))
    assert pagination.judged
    return [pagination.label(i) for i in range(len(footers))]


def test_numbers_that_agree_with_the_file_are_found() -> None:
    assert labels(*numbered(1, 12)) == numbered(1, 12)


def test_cover_pages_without_a_number_shift_every_label() -> None:
    assert labels("", "", *numbered(1, 10)) == [None, None, *numbered(1, 10)]


def test_covers_that_are_counted_get_the_number_they_do_not_print() -> None:
    assert labels("", "", *numbered(3, 12)) == numbered(1, 12)


def test_an_extract_may_start_at_89() -> None:
    pagination = paginate(report(*numbered(89, 100)))
    assert resolve(pagination, "95").index == 6
    assert resolve(pagination, "1").index is None


def test_pages_without_a_number_in_the_middle_are_counted_on() -> None:
    assert labels("1", "2", "", "4", "", "", "7", "8", "9", "10") == numbered(1, 10)


def test_a_number_beside_the_running_title_counts() -> None:
    assert labels(*(f"{n} | Annual accounts of the mill" for n in range(7, 15))) == numbered(7, 14)
    assert labels(*(f"Annual accounts of the mill | {n}" for n in range(7, 15))) == numbered(7, 14)


def test_a_number_at_the_head_counts() -> None:
    pagination = paginate([f"{n}\n{PROSE}" for n in range(20, 30)])
    assert resolve(pagination, "24").index == 4


def test_a_spread_carries_two_numbers() -> None:
    pagination = paginate(report(*(f"{n} Mills and more {n + 1}" for n in range(2, 22, 2))))
    assert pagination.labels[0] == ("2", "3")
    assert [resolve(pagination, label).index for label in ("10", "11")] == [4, 4]


def test_numbering_that_starts_again_gives_each_part_its_own() -> None:
    found = labels(*numbered(1, 10), *numbered(1, 10))
    assert found == numbered(1, 10) * 2


def test_a_jump_in_the_numbering_is_followed() -> None:
    assert labels(*numbered(1, 8), *numbered(51, 58)) == numbered(1, 8) + numbered(51, 58)


def test_the_year_in_a_footer_is_no_label() -> None:
    footers = (f"Sustainability Report 2023\n{n}" for n in range(3, 15))
    assert labels(*footers) == numbered(3, 14)
    assert not paginate(report(*["Sustainability Report 2023"] * 12)).judged


def test_years_that_rise_in_a_table_do_not_outvote_the_footer() -> None:
    pages = [f"Year {2010 + i}\n{PROSE}\n{i + 3}" if i < 5 else f"{PROSE}\n{i + 3}" for i in range(20)]
    assert resolve(paginate(pages), "10").index == 7


def test_no_numbers_means_that_no_page_is_judged() -> None:
    pagination = paginate(report(*[""] * 12))
    assert not pagination.judged
    assert "no page numbers" in pagination.basis
    assert pagination.label(4) == "5"


def test_declared_labels_are_used_where_nothing_is_printed() -> None:
    declared = ["i", "ii", *numbered(1, 8)]
    pagination = paginate(report(*[""] * 10), declared)
    assert pagination.judged
    assert [resolve(pagination, label).index for label in ("ii", "8")] == [1, 9]


def test_declared_labels_do_not_overrule_the_printed_numbers() -> None:
    pagination = paginate(report(*numbered(5, 16)), numbered(1, 12))
    assert resolve(pagination, "12").index == 7
    assert resolve(pagination, "1").index is None


def test_front_matter_takes_the_declared_roman_numbers() -> None:
    pagination = paginate(report("", "", "", *numbered(1, 9)), ["i", "ii", "iii", *numbered(1, 9)])
    assert [resolve(pagination, label).index for label in ("iii", "1")] == [2, 3]


def test_pages_without_any_label_have_none() -> None:
    pagination = paginate(report("", "", *numbered(1, 10)))
    assert pagination.labels[0] == ()
    assert pagination.label(0) is None
    assert pagination.label(99) is None


@pytest.mark.parametrize(("offset", "label", "index"), [(0, "1", 0), (2, "1", 2), (2, "8", 9), (-88, "89", 0)])
def test_the_user_may_give_the_offset(offset: int, label: str, index: int) -> None:
    pagination = with_offset(10, offset)
    assert pagination.judged
    assert resolve(pagination, label).index == index


def test_an_offset_leaves_the_pages_before_page_one_without_a_label() -> None:
    assert with_offset(3, 2).labels == ((), (), ("1",))


def test_unpaged_text_has_no_labels() -> None:
    pagination = unpaged(1, "flattened")
    assert not pagination.judged
    assert resolve(pagination, "1").index is None


def test_a_range_gives_all_labels_between_its_ends() -> None:
    assert list(labels_between(8, 11)) == ["8", "9", "10", "11"]
    assert list(labels_between(84, 59)) == []


@pytest.mark.parametrize("footer", ["Page {} of 12", "P.{}", "第{}頁"])
def test_a_number_with_its_word_counts(footer: str) -> None:
    pagination = paginate(report(*(footer.format(n) for n in range(3, 13))))
    assert pagination.judged
    assert resolve(pagination, "8").index == 5


def test_front_matter_takes_the_printed_roman_numbers() -> None:
    pagination = paginate(report("i", "ii", "iii", "iv", *numbered(1, 9)))
    assert [resolve(pagination, label).index for label in ("iii", "1")] == [2, 4]


def test_declared_labels_that_tell_no_page_apart_are_not_believed() -> None:
    assert not paginate(report(*[""] * 10), ["1"] * 10).judged


def test_an_empty_report_has_no_labels() -> None:
    assert paginate([]).labels == ()


@settings(deadline=None)
@given(
    count=st.integers(20, 80),
    shift=st.integers(-8, 200),
    share=st.floats(0.4, 1.0),
    seed=st.integers(0, 2**32),
)
@example(count=57, shift=-6, share=0.4375, seed=59)  # three numbers of the front agree by chance
def test_any_offset_is_found_when_two_pages_in_five_print_their_number(
    count: int, shift: int, share: float, seed: int
) -> None:
    """The other numbers on the pages are random: they do not agree with each other from page to page."""
    chance = random.Random(seed)
    printable = [i for i in range(count) if i + shift > 0]
    carrying = set(chance.sample(printable, max(3, round(share * len(printable)))))
    pages = []
    for index in range(count):
        noise = [f"Table of {chance.randrange(1, 400)}" for _ in range(2)]
        footer = [f"The mill {index + shift}"] if index in carrying else []
        pages.append("\n".join(["Report", *noise, PROSE, *footer]))
    pagination = paginate(pages)
    assert pagination.judged
    assert {i: resolve(pagination, str(i + shift)).index for i in printable} == {i: i for i in printable}


def test_letters_before_a_number_are_part_of_the_label() -> None:
    pagination = paginate(
        report(*(f"Holdings · AR{n}" for n in range(1, 9)), *(f"Holdings · SR{n}" for n in range(1, 9)))
    )
    assert resolve(pagination, "SR3").index == 10
    assert resolve(pagination, "AR3").index == 2
    assert resolve(pagination, "3").index is None


def test_a_number_finds_its_page_where_one_page_alone_carries_it_behind_letters() -> None:
    pagination = paginate(report(*(f"F{n}" for n in range(80, 92))))
    assert pagination.label(3) == "F83"
    assert resolve(pagination, "83").index == 3


@pytest.mark.parametrize("footer", ["{}", "Mill report – {}"])
def test_roman_front_matter_is_numbered_before_the_report(footer: str) -> None:
    front = [footer.format(numeral) for numeral in ("i", "ii", "iii", "iv")]
    pagination = paginate(report("", *front, *numbered(1, 10)))
    assert resolve(pagination, "iii").index == 3
    assert resolve(pagination, "1").index == 5


@pytest.mark.parametrize("first", [2, 3])
def test_spreads_may_begin_with_an_even_or_an_odd_page(first: int) -> None:
    texts = [f"{PROSE}\n{n}\n{PROSE}\n{PROSE}\n{PROSE}\n{PROSE}\n{n + 1}" for n in range(first, first + 20, 2)]
    pagination = paginate(texts)
    assert pagination.labels[2] == (str(first + 4), str(first + 5))
