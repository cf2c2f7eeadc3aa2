"""What holds for every format that other programs read: the same bytes, and text of a report that stays text."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from lxml import etree

import calls
import snapshots
from gricheck.model.run import Checked
from gricheck.reporter import CHECK, reporter
from gricheck.reporter.options import RenderOptions

ENDINGS = {"sarif": "sarif", "junit": "xml", "github": "txt", "gitlab": "json", "markdown": "md"}
DIRECTIONS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def rendered(name: str, checked: Checked) -> str | bytes:
    return reporter(CHECK, name)(checked, RenderOptions())


def texts(data: object) -> Iterator[str]:
    """Every string in the data, keys too."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from texts(value)
    elif isinstance(data, list):
        for item in data:
            yield from texts(item)


def words(name: str, made: str | bytes) -> list[str]:
    """The strings that a reader of the format gets, or the lines where it is for reading as it is."""
    if name == "junit":
        root = etree.fromstring(made)
        return [t for element in root.iter() for t in (*element.attrib.values(), *(element.text or "").split("\n"))]
    return list(texts(json.loads(made))) if name in ("sarif", "gitlab") else str(made).split("\n")


@pytest.mark.parametrize("name", ENDINGS)
class TestEveryFormat:
    def test_is_as_it_was(self, name: str) -> None:
        snapshots.hold(f"check.{ENDINGS[name]}", rendered(name, calls.full()))

    def test_gives_the_same_bytes_again(self, name: str) -> None:
        assert rendered(name, calls.hostile()) == rendered(name, calls.hostile())

    def test_shows_no_control_character_and_no_turned_text(self, name: str) -> None:
        for word in words(name, rendered(name, calls.hostile())):
            assert not {c for c in word if not c.isprintable()} - {"\u2060", "\n"}
            assert not set(word) & DIRECTIONS

    def test_is_text_that_can_be_written(self, name: str) -> None:
        made = rendered(name, calls.hostile())
        assert made if isinstance(made, bytes) else made.encode("utf-8")

    def test_bears_a_call_that_checked_nothing(self, name: str) -> None:
        nothing = Checked((), calls.full().failures)
        assert "gone.pdf" in str(rendered(name, nothing))
