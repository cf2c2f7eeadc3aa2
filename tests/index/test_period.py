"""Reporting periods in running text."""

from __future__ import annotations

from datetime import date

import pytest

from gricheck.index.period import PeriodReader
from gricheck.vocabulary import load_vocabulary

READER = PeriodReader.of(load_vocabulary())
YEAR = (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        *["1 January 2023 to 31 December 2023", "1 January to 31 December 2023", "January 1 to December 31, 2023"],
        *[
            "January 1, 2023 – December 31, 2023",
            "1st January 2023 through 31st December 2023",
            "1 Jan. 2023 - 31 Dec. 2023",
        ],
        *["1. Januar bis 31. Dezember 2023", "01.01.2023 bis 31.12.2023", "01.01.–31.12.2023", "1.1.2023-31.12.2023"],
        *["01/01/2023 - 31/12/2023", "dal 1° gennaio al 31 dicembre 2023", "del 1 de enero al 31 de diciembre de 2023"],
        *[
            "1 de janeiro a 31 de dezembro de 2023",
            "du 1er janvier au 31 décembre 2023",
            "1 januari 2023 t/m 31 december 2023",
        ],
        *[
            "2023年1月1日至2023年12月31日",
            "2023年1月1日至12月31日",
            "2023 年 1 月 1 日 ～ 12 月 31 日",
            "2023年1月1日から12月31日",
        ],
        *["1 januari 2023 tot en met 31 december 2023", "2023년 1월 1일부터 2023년 12월 31일까지"],
        "2023-01-01 to 2023-12-31",
    ],
)
def test_a_year_is_found_in_every_form(text: str) -> None:
    assert list(READER.find(f"This report is about {text}.")) == [YEAR]


def test_a_year_may_begin_in_any_month_and_run_over_lines() -> None:
    (found,) = READER.find("for the period 1 April 2022\nto 31 March\n2023 in all plants")
    assert found == (date(2022, 4, 1), date(2023, 3, 31))


@pytest.mark.parametrize(
    "text",
    [
        *[
            "2023",
            "1 March to 31 March 2023",
            "1 January 2020 to 31 December 2023",
            "31 February 2023 to 31 December 2023",
        ],
        *["1 January 2023", "pages 1 to 31", "31 December 2023 to 1 January 2023", "40.01.2023-31.12.2023"],
    ],
)
def test_other_dates_are_no_period(text: str) -> None:
    assert list(READER.find(text)) == []


def test_two_periods_are_both_given() -> None:
    text = "1 January to 31 December 2023 (before: 1 January to 31 December 2022)"
    assert [end.year for _, end in READER.find(text)] == [2023, 2022]
