"""``gricheck find`` as text and as JSON: the pages ranked, the passage quoted, and nothing that a terminal obeys."""

from __future__ import annotations

import json
from typing import Any

import pytest

import runs
from gricheck.model.document import Pagination
from gricheck.model.evidence import Answer, Passage
from gricheck.model.mapping import Mapping
from gricheck.model.run import Versions
from gricheck.reporter.encode import dumps
from gricheck.reporter.find import find_data, place_name, render_find
from gricheck.reporter.options import RenderOptions
from published import validate

VERSIONS = Versions("0.1.0", "1", (("gri-index", "1.0.0"),))
HOSTILE = "\x1b[31mred\x07\x9b2J \u202eevil\u2066 line\nbreak\ttab"
"""Escape sequences, a bell, direction overrides and line breaks."""
FORBIDDEN = ("\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\t")


def passage(page: int = 70, label: str | None = "73", quote: str = "41,736 tCO2e", **more: Any) -> Passage:
    given: dict[str, Any] = {"score": 12.5, "standard": 4.0, "strength": 3.5, "why": ("scope 1",), **more}
    return Passage(page, label, 12, quote=quote, **given)


def answer(*passages: Passage) -> Answer:
    return Answer("GRI 305-1", passages, "305-1", 2016, "Direct (Scope 1) GHG emissions")


def text(*answers: Answer, mapping: Mapping | None = None) -> str:
    return render_find(mapping or runs.mapping(), answers, VERSIONS, RenderOptions())


def test_the_json_fits_its_schema() -> None:
    words = Answer("water withdrawal", (passage(label=None, section="Water", why=()),))
    data = find_data(runs.mapping(), (answer(passage(), passage(71)), words, Answer("zeppelins", ())), VERSIONS)
    validate(data, "find")
    assert json.loads(dumps(data)) == data


def test_an_answer_in_the_shape_that_others_read() -> None:
    data = find_data(runs.mapping(), (answer(passage(section="Climate")),), VERSIONS)
    assert data["results"] == [
        {
            "asked": "GRI 305-1",
            "disclosure": "305-1",
            "edition": 2016,
            "title": "Direct (Scope 1) GHG emissions",
            "pages": [
                {
                    "index": 70,
                    "label": "73",
                    "line": 12,
                    "section": "Climate",
                    "score": 12.5,
                    "standard": 4.0,
                    "strength": 3.5,
                    "quote": "41,736 tCO2e",
                    "why": ["scope 1"],
                    "concept": None,
                }
            ],
        }
    ]


def test_words_have_no_code_in_the_json() -> None:
    (result,) = find_data(runs.mapping(), (Answer("water", ()),), VERSIONS)["results"]
    assert result == {"asked": "water", "disclosure": None, "edition": None, "title": None, "pages": []}


def test_a_terminal_sees_place_quote_and_what_was_found_best_first() -> None:
    shown = text(answer(passage(), passage(80, "83", "other words", why=()))).splitlines()
    assert shown[:3] == ["report.pdf", "", "305-1 Direct (Scope 1) GHG emissions, 2016  (GRI 305-1)"]
    assert shown[3].startswith(" 1. p. 73")
    assert "score 12.5" in shown[3]
    assert shown[4].strip() == "“41,736 tCO2e”"
    assert shown[5].strip() == "found: scope 1"
    assert shown[6].startswith(" 2. p. 83")
    assert shown[-1].strip() == "“other words”"


def test_every_question_is_answered_in_turn() -> None:
    shown = text(answer(passage()), Answer("zeppelins", ()))
    assert shown.index("305-1") < shown.index("zeppelins") < shown.index("Nothing found")
    assert shown.count("Nothing found") == 1


@pytest.mark.parametrize(
    ("label", "section", "pages", "expected"),
    [
        ("73", None, 128, ["73", "line 12"]),
        ("73", "Our climate", 128, ["73", "“Our climate”", "line 12"]),
        (None, None, 128, ["71", "line 12"]),
        (None, None, 1, ["line 12"]),
    ],
)
def test_a_place_tells_as_much_as_is_known(
    label: str | None, section: str | None, pages: int, expected: list[str]
) -> None:
    mapping = runs.mapping(page_count=pages)
    if label is None:
        mapping = runs.mapping(page_count=pages, pagination=Pagination(((),) * pages, True, "none"))
    named = place_name(passage(label=label, section=section), mapping)
    assert [part for part in expected if part in named] == expected
    assert ("page" in named) is (pages > 1)


def test_nothing_out_of_the_report_or_the_command_line_moves_the_terminal() -> None:
    told = passage(label=HOSTILE, quote=HOSTILE, why=(HOSTILE,), section=HOSTILE)
    shown = text(answer(told), Answer(HOSTILE, (told,)), Answer("x", (), "305-1", 2016, HOSTILE))
    assert not [mark for mark in FORBIDDEN if mark in shown]
    assert "red" in shown


def test_colour_is_the_only_escape_that_is_ever_written() -> None:
    told = passage(quote=HOSTILE, section=HOSTILE)
    shown = render_find(runs.mapping(), (answer(told),), VERSIONS, RenderOptions(colour=True))
    assert "\x1b[31m" not in shown
    assert shown.count("\x1b[") == 2 * shown.count("\x1b[0m") > 0


def test_a_long_quote_is_wrapped_to_the_width() -> None:
    shown = render_find(runs.mapping(), (answer(passage(quote="words " * 36)),), VERSIONS, RenderOptions(width=60))
    assert max(map(len, shown.splitlines())) <= 60
    assert shown.count("words") == 36
