"""The names of places that a location cell can give: parts of this report, other documents, and words for nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gricheck.model.standard import DASHES
from gricheck.vocabulary import Vocabulary, alternation

_PART = r"(?:\d+(?:\.\d+)*|[ivxl]{1,6}(?!\w)|[A-H](?!\w))"


def section_list(words: Vocabulary) -> str:
    """A regular expression for one word for a section and the numbers behind it: "Sections 1.1, 7.2 and A"."""
    also = rf"\s*(?:[,;]|{alternation(words.and_words)})\s*"
    return rf"{alternation(words.section)}\s*[:.]?\s*{_PART}(?:{also}{_PART})*"


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The names of places that a vocabulary knows, as patterns, and its words for nothing."""

    section_word: re.Pattern[str]
    section: re.Pattern[str]
    sections: re.Pattern[str]
    parts: re.Pattern[str]
    value: re.Pattern[str]
    page: re.Pattern[str]
    external: re.Pattern[str]
    own: re.Pattern[str]
    of_it: re.Pattern[str]
    reason: re.Pattern[str]
    none: frozenset[str]
    not_applicable: frozenset[str]

    @classmethod
    def of(cls, words: Vocabulary, standalone: bool) -> PlaceNames:
        section = alternation(words.section)
        number = rf"\s*[:.]?\s*{_PART}(?:\s*,\s*\d+(?:\.\d+)+)*"
        before = rf"{alternation(words.section_before)}\s*\d+\s*{section}"
        elsewhere = words.external + words.online
        goals = alternation(tuple(word for word in words.columns.get("sdg", ()) if " " not in word))
        disclosure = alternation(("gri", *(w for w in words.columns.get("title", ()) if " " not in w)))
        month = alternation(tuple(words.months))
        day = rf"\d{{1,2}}(?:{'|'.join(map(re.escape, words.ordinals))}|\.|º|°)?"
        small = rf"(?:{alternation(words.date_words)}\s+)?"
        value = (
            rf"{day}\s*{small}{month}|{month}\.?\s+{day}(?!\d)|\d{{1,2}}\s*{alternation(words.month_marks)}\s*(?:\d{{1,2}})?|"
            rf"{alternation(words.currencies)}\s?\d[\d.,]*|(?<![{DASHES}\d])\d[\d.,]*\s?{alternation(words.units)}"
            rf"|{goals}\s*\d{{1,2}}(?:\.\d+)?(?:\s*,\s*\d{{1,2}}(?:\.\d+)?)*"
            rf"|{disclosure}\s*[:.]?\s*\d{{1,3}}\s?[{DASHES}]\s?\d{{1,2}}"
            rf"|^\d{{1,3}}[{DASHES}]\d{{1,2}}(?:[{DASHES}][a-h])?\s*:"
            rf"|{alternation(tuple(w for w in words.standards if len(w) > 2))}\s*\d[\d:-]*"
            rf"|{alternation(tuple(w for w in words.standards if len(w) <= 2))}\s*\d{{3}}[\d:-]*"
        )
        return cls(
            section_word=re.compile(section, re.IGNORECASE),
            section=re.compile(f"{section}{number}|{before}", re.IGNORECASE),
            sections=re.compile(rf"(?:{section_list(words)}|{before})\W*", re.IGNORECASE),
            parts=re.compile(
                rf"{alternation(words.parts)}(?:\s*(?:[,;/|]|{alternation(words.and_words)})\s*{alternation(words.parts)})*",
                re.IGNORECASE,
            ),
            value=re.compile(value, re.IGNORECASE),
            page=re.compile(alternation(words.page) + r"\.?", re.IGNORECASE),
            external=re.compile(alternation(elsewhere + words.this_report * standalone), re.IGNORECASE),
            own=re.compile(alternation(words.this_report * (not standalone)), re.IGNORECASE),
            of_it=re.compile(alternation(words.of_words) + r"\s+$", re.IGNORECASE),
            reason=re.compile(alternation(tuple(p for ps in words.reasons.values() for p in ps)), re.IGNORECASE),
            none=frozenset(word.strip(" .") for word in words.none),
            not_applicable=frozenset(word.strip(" .") for word in words.not_applicable),
        )
