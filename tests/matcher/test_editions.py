"""Which edition of each disclosure a report uses: by its universal standards and its day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.catalogue import load_catalogue
from gricheck.matcher.editions import in_use
from gricheck.model.standard import DisclosureKind

CATALOGUE = load_catalogue()
ALL_FROM_2016 = st.dates(date(2016, 10, 1), date(2026, 12, 31))


def editions(universal: int | None, day: date | None) -> dict[str, int]:
    return {d.standard: d.edition for d in in_use(CATALOGUE, universal, day)}


def keys(universal: int | None, day: date | None) -> set[tuple[str, int]]:
    return {d.key for d in in_use(CATALOGUE, universal, day)}


@pytest.mark.parametrize("day", [None, date(2014, 5, 1), date(2018, 5, 1), date(2026, 5, 1)])
def test_g4_is_used_with_nothing_else(day: date | None) -> None:
    assert set(editions(2013, day)) == {"GRI G4"}


@pytest.mark.parametrize("day", [None, date(2019, 5, 1), date(2026, 5, 1)])
@pytest.mark.parametrize(
    ("universal", "general", "others"),
    [(2016, {"GRI 102"}, {"GRI 2", "GRI 3", "GRI G4"}), (2021, {"GRI 2", "GRI 3"}, {"GRI 102", "GRI 103", "GRI G4"})],
)
def test_universal_standards_are_those_of_the_index_whatever_the_day(
    universal: int, general: set[str], others: set[str], day: date | None
) -> None:
    found = editions(universal, day)
    assert general <= set(found)
    assert not others & set(found)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 12, 31), {"GRI 303": 2016, "GRI 403": 2016, "GRI 306": 2016}),
        (date(2021, 1, 1), {"GRI 303": 2018, "GRI 403": 2018, "GRI 306": 2016, "GRI 207": 2019}),
        (date(2021, 12, 31), {"GRI 306": 2016}),
        (date(2022, 1, 1), {"GRI 303": 2018, "GRI 306": 2020}),
        (date(2025, 12, 31), {"GRI 304": 2016, "GRI 302": 2016}),
        (date(2026, 1, 1), {"GRI 101": 2024, "GRI 302": 2016}),
        (date(2026, 12, 31), {"GRI 101": 2024, "GRI 302": 2016}),
        (date(2027, 1, 1), {"GRI 101": 2024, "GRI 102": 2025, "GRI 103": 2025}),
    ],
)
def test_a_topic_standard_changes_on_the_day_from_which_it_is_in_force(day: date, expected: dict[str, int]) -> None:
    assert expected.items() <= editions(2021, day).items()


@pytest.mark.parametrize(
    ("day", "gone"),
    [
        (date(2020, 12, 31), {"GRI 207", "GRI 101"}),
        (date(2025, 12, 31), {"GRI 101", "GRI 102", "GRI 103"}),
        (date(2026, 1, 1), {"GRI 304", "GRI 102", "GRI 103"}),
        (date(2027, 1, 1), {"GRI 304", "GRI 302"}),
        (date(2023, 1, 1), {"GRI 307", "GRI 412", "GRI 419"}),
    ],
)
def test_a_standard_that_is_not_yet_or_no_longer_in_force_is_not_used(day: date, gone: set[str]) -> None:
    assert not gone & set(editions(2021, day))


def test_without_a_day_the_universal_standards_of_2016_mean_their_last_year() -> None:
    assert keys(2016, None) == keys(2016, date(2022, 12, 31))
    assert "GRI 307" in editions(2016, None)


def test_without_a_day_those_of_2021_mean_the_catalogues_own_year() -> None:
    assert keys(2021, None) == keys(2021, date(int(CATALOGUE.version[:4]), 12, 31))
    assert "GRI 307" not in editions(2021, None)


def test_how_a_topic_is_managed_and_sectors_own_disclosures_are_never_among_them() -> None:
    found = [d for universal in (None, 2013, 2016, 2021) for d in in_use(CATALOGUE, universal, None)]
    assert not any(d.is_of_each_topic or d.kind is DisclosureKind.SECTOR for d in found)
    assert "3-3" not in {d.code for d in found}
    assert "3-1" in {d.code for d in found}


@given(st.sampled_from([None, 2013, 2016, 2021]), ALL_FROM_2016)
def test_every_code_is_used_in_one_edition(universal: int | None, day: date) -> None:
    counted = Counter(d.code for d in in_use(CATALOGUE, universal, day))
    assert counted
    assert max(counted.values()) == 1


def test_every_code_is_used_in_one_edition_in_2027_too() -> None:
    counted = Counter(d.code for d in in_use(CATALOGUE, None, date(2027, 1, 1)))
    assert [code for code, count in counted.items() if count > 1] == []


@pytest.mark.parametrize(
    ("key", "last"),
    [
        (("305-1", 2016), date(2026, 12, 31)),
        (("201-2", 2016), date(2026, 12, 31)),
        (("306-5", 2016), date(2020, 12, 31)),
    ],
)
def test_a_disclosure_that_is_withdrawn_alone_is_no_longer_used(key: tuple[str, int], last: date) -> None:
    assert key in keys(2021, last)
    assert key not in keys(2021, last + timedelta(days=1))
