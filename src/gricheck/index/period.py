"""Periods of about a year in running text: "1 January 2023 to 31 December 2023", "01.01.–31.12.2022"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gricheck.model.standard import DASHES
from gricheck.vocabulary import Vocabulary, alternation, fold

Period = tuple[date, date]

SHORTEST, LONGEST = 300, 800
"""Days. A reporting period is a year, now and then two; a shorter one is a project's."""

WINDOW = 90
"""Characters before a year's end in which the whole period stands."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ISO = re.compile(r"(?P<y0>\d{4})-(?P<m0>\d\d)-(?P<d0>\d\d)\D{1,12}(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)")


@dataclass(frozen=True, slots=True)
class PeriodReader:
    """Finds periods; made once for a vocabulary, since its patterns are costly to build."""

    vocabulary: Vocabulary
    year_first: tuple[re.Pattern[str], ...]
    shapes: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> PeriodReader:
        """The reader for the months and joining words of all languages."""
        month = r"[^\W\d_]{3,12}"  # any word: which are months is looked up, not compiled
        to = rf"\s*(?:[{DASHES}~]|{alternation(vocabulary.to_words)}|{alternation(vocabulary.and_words)})\s*"
        small = rf"(?:{alternation(vocabulary.date_words)} )?"
        ordinal = "|".join(map(re.escape, vocabulary.ordinals))
        day = rf"\d{{1,2}}(?:{ordinal}|\.|º|°)?"
        first = rf"(?<!\d)(?P<d0>{day})\s*{small}(?P<m0>{month})\.?,?\s*{small}(?P<y0>\d{{4}})?"
        last = rf"{small}(?P<d1>{day})\s*{small}(?P<m1>{month})\.?,?\s*{small}(?P<y1>\d{{4}})"
        month_first = rf"(?P<m0>{month})\.?\s*(?P<d0>{day})(?:,?\s*(?P<y0>\d{{4}}))?"
        month_last = rf"(?P<m1>{month})\.?\s*(?P<d1>{day}),?\s*(?P<y1>\d{{4}})"
        dotted = r"(?<!\d)(?P<d0>\d{1,2})[./](?P<m0>\d{1,2})[./]?(?P<y0>\d{4})?"
        dotted_last = r"(?P<d1>\d{1,2})[./](?P<m1>\d{1,2})[./](?P<y1>\d{4})"
        pairs = ((first, last), (month_first, month_last), (dotted, dotted_last))
        shapes = tuple(re.compile(a + to + b + "$", re.IGNORECASE) for a, b in pairs)
        return cls(vocabulary, (_marked(vocabulary), _ISO), shapes)

    def find(self, text: str) -> Iterator[Period]:
        """Every period in a text, white space folded or not."""
        flat = " ".join(text.split())
        for ordered in self.year_first:
            for match in ordered.finditer(flat):
                yield from self._period(match)
        # Every other shape ends in a year, so only what stands before a year is looked at.
        for year in _YEAR.finditer(flat):
            window = flat[max(0, year.end() - WINDOW) : year.end()]
            for shape in self.shapes:
                found = shape.search(window)
                if found:
                    yield from self._period(found)

    def _period(self, match: re.Match[str]) -> Iterator[Period]:
        try:
            end_year = int(match["y1"] or match["y0"])
            end = date(end_year, self._month(match["m1"]), _day(match["d1"]))
            start = date(int(match["y0"] or end_year), self._month(match["m0"]), _day(match["d0"]))
        except (TypeError, ValueError):
            return
        if SHORTEST < (end - start).days < LONGEST:
            yield start, end

    def _month(self, text: str) -> int:
        return int(text) if text.isdigit() else self.vocabulary.months.get(fold(text), 0)


def _marked(words: Vocabulary) -> re.Pattern[str]:
    """Dates whose parts carry a mark behind them: year, month, day."""
    year, month = alternation(words.year_marks), alternation(words.month_marks)
    first = rf"(?P<y0>\d{{4}})\s*{year}\s*(?P<m0>\d{{1,2}})\s*{month}\s*(?P<d0>\d{{1,2}})\D{{1,6}}"
    last = rf"(?:(?P<y1>\d{{4}})\s*{year})?\s*(?P<m1>\d{{1,2}})\s*{month}\s*(?P<d1>\d{{1,2}})"
    return re.compile(first + last)


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))
