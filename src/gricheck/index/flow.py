"""Rows out of flattened text: no columns are left, only the order of words.

A row starts at a line that begins with a code. Behind the code come the title, the SDGs, and the location; the official
titles tell where the title ends, and a location is what a location can be at the end of the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from gricheck.index.build import Cells, LocationCell
from gricheck.index.codes import CodeMatch, find_codes
from gricheck.index.flow_sectors import names_sector_column, without_numbers, without_sector_codes
from gricheck.index.headings import StandardName, standard_named
from gricheck.index.location import LocationReader
from gricheck.index.titles import TitleBook, plain
from gricheck.model.document import Page
from gricheck.model.index import Heading, Kind, Unparsed, Where
from gricheck.model.standard import DASHES, Catalogue
from gricheck.vocabulary import Vocabulary, alternation, fold

MAX_DISTANCE = 60
"""Lines between two rows of one index; a code further off is a mention."""
MIN_ROWS = 5
MAX_HEADING_DISTANCE = 8
MAX_LOCATION_WORDS = 14
MAX_GROUP_WORDS = 10
"""The heading of a topic has no more."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text and its 1-based number in the source."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class FlowTable:
    """What the index lines of one page of text gave."""

    cells: tuple[Cells, ...]
    headings: tuple[Heading, ...]
    unparsed: tuple[Unparsed, ...]
    standard: StandardName | None
    group: str = ""


EDGE = 2
"""Lines at the head and at the foot of a page in which a running title stands."""


def running_lines(texts: Sequence[str]) -> frozenset[str]:
    """Lines, folded, that stand at the head or foot of more than one page."""
    pages = [[fold(line) for line in text.split("\n") if line.strip()] for text in texts]
    edges = Counter(line for lines in pages for line in {*lines[:EDGE], *lines[-EDGE:]})
    return frozenset(line for line, count in edges.items() if count > 1)


@dataclass(frozen=True, slots=True)
class FlowReader:
    """Reads rows out of lines of text."""

    catalogue: Catalogue
    book: TitleBook
    locations: LocationReader
    vocabulary: Vocabulary
    running: frozenset[str] = frozenset()
    """Lines, folded, that stand at the head or foot of several pages of the index."""

    def read(
        self, page: Page, standard: StandardName | None = None, group: str = "", *, begun: bool = False
    ) -> FlowTable:
        """The rows of a page. ``standard`` and ``group`` are what the last headings before the page named.

        ``begun``: rows stand on the pages before, so that a few here are their end and not mentions.
        """
        first = page.first_line or 1
        lines = self._lines(page)
        cells: list[Cells] = []
        headings: list[Heading] = []
        unparsed: list[Unparsed] = []
        records = list(self._records(lines, 1 if begun else MIN_ROWS))
        headed = names_sector_column(page.text, self.vocabulary)
        if records:
            above = self._heading_before(lines, records[0][0].number - first)
            if above is not None:
                line, standard = above
                where = Where(page.index, self.locations.pagination.label(page.index), line.number)
                headings.append(Heading(line.text, standard.number, standard.edition, where))
            start = records[0][0].number - first
            named_before = [line for line in lines[max(0, start - MAX_HEADING_DISTANCE) : start] if line.text]
            group = next((line.text for line in reversed(named_before) if self._is_group(line)), group)
        for record in records:
            found, rest = self._row(record, page.index, standard, headed)
            cells.append(replace(found, topic=group or None))
            group = next((line.text for line in reversed(rest) if self._is_group(line)), group)
            for line in rest:
                named = self._heading(line)
                where = Where(page.index, self.locations.pagination.label(page.index), line.number)
                if named is not None:
                    standard = named
                    headings.append(Heading(line.text, named.number, named.edition, where))
                elif self._row_without_code(line.text):
                    unparsed.append(Unparsed(line.text, where))
        return FlowTable(tuple(cells), tuple(headings), tuple(unparsed), standard, group)

    def _heading_before(self, lines: Sequence[TextLine], start: int) -> tuple[TextLine, StandardName] | None:
        """The line right above the first row that names a standard, and the standard."""
        above = [line for line in lines[max(0, start - MAX_HEADING_DISTANCE) : start] if line.text]
        return next(((line, named) for line in reversed(above) if (named := self._heading(line))), None)

    def _lines(self, page: Page) -> list[TextLine]:
        """The lines of a page, but for its own number at its foot ("Report 2023 | 24"), which is no row's location."""
        first = page.first_line or 1
        lines = [TextLine(first + i, text.strip()) for i, text in enumerate(page.text.split("\n"))]
        last = next((i for i in reversed(range(len(lines))) if lines[i].text), None)
        label = self.locations.pagination.label(page.index)
        foot = re.compile(rf"(?:.*\|\s*)?{re.escape(label or '')}(?:\s*\|.*)?")
        return lines[:last] if last is not None and label and foot.fullmatch(lines[last].text) else lines

    def _records(self, lines: Sequence[TextLine], least: int) -> Iterator[list[TextLine]]:
        """Each row's lines, up to the next row. Codes far from any other, fewer than ``least``, are left out."""
        starts = [i for i, line in enumerate(lines) if self._codes(line.text)]
        groups: list[list[int]] = []
        for start in starts:
            if groups and start - groups[-1][-1] <= MAX_DISTANCE:
                groups[-1].append(start)
            else:
                groups.append([start])
        for group in groups:
            if len(group) < least:
                continue
            ends = [*group[1:], min(group[-1] + MAX_DISTANCE // 4, len(lines))]
            for start, end in zip(group, ends, strict=True):
                yield [line for line in lines[start:end] if line.text]

    def _codes(self, text: str) -> tuple[CodeMatch, ...]:
        """The codes with which a line begins, one or several in a row."""
        found: list[CodeMatch] = []
        for match in find_codes(text[:80], self.catalogue):
            between = text[found[-1].end : match.start] if found else text[: match.start]
            if between.strip(" ,;/&*•"):
                break
            found.append(match)
        return tuple(found)

    def _row(
        self, lines: Sequence[TextLine], page: int, standard: StandardName | None, headed: bool
    ) -> tuple[Cells, list[TextLine]]:
        found = self._codes(lines[0].text)
        codes, leading = without_sector_codes(found)
        cut = [without_numbers(line.text, codes[0].code, self.catalogue, headed) for line in lines]
        lines = [replace(line, text=text) for line, (text, _) in zip(lines, cut, strict=True)]
        official = [t for d in self.book.owners_of(codes[0].code) for t in self.book.by_key[d.key]]
        text, used = lines[0].text[found[-1].end :].strip(" *:"), 1
        title, sdgs, location = self._split(text, official)
        while used < len(lines) and self._goes_on(location, lines[used]):
            text = f"{text} {lines[used].text}"
            used += 1
            title, sdgs, location = self._split(text, official)
        if not location:
            used, title, sdgs = self._without_location(lines, found, official)
        where = Where(page, self.locations.pagination.label(page), lines[0].number)
        doubts = () if location else ("no location was found in the row's words",)
        references = " ".join((leading, *(numbers for _, numbers in cut[:used])))
        cells = Cells(
            codes, title, (LocationCell(location),), where, sdgs=sdgs, references=references, heading=standard
        )
        return replace(cells, doubts=doubts), list(lines[used:])

    def _goes_on(self, location: str, following: TextLine) -> bool:
        """Whether the next line still belongs to the row: no location yet, or one that breaks off at a comma."""
        if location and not location.strip(DASHES + " /"):
            return False  # a mark for nothing
        if not location or location.rstrip()[-1] in ",;-–&":
            return self._heading(following) is None and not self._names_topics(following.text)
        return self.locations.lists_pages(following.text)

    def _without_location(
        self, lines: Sequence[TextLine], codes: Sequence[CodeMatch], official: Sequence[str]
    ) -> tuple[int, str, str]:
        """A row whose location is blank: as many lines as make the title most like the official one."""
        best = (-1.0, 1, "", "")
        text = lines[0].text[codes[-1].end :].strip(" *:")
        for used in range(1, min(len(lines), 5) + 1):
            if used > 1:
                text = f"{text} {lines[used - 1].text}"
            before, sdgs, _ = self._cut_sdgs(text)
            score = self._likeness(before, official)
            if score > best[0] + 0.01:
                best = (score, used, before, sdgs)
        return best[1], best[2], best[3]

    def _split(self, text: str, official: Sequence[str]) -> tuple[str, str, str]:
        """Title, SDGs and location of a row's words; the location is empty where none was found."""
        before, sdgs, after = self._cut_sdgs(text)
        if sdgs:
            return before, sdgs, after
        words = before.split()
        if self.locations.lists_pages(before):
            return "", "", before
        cut = self._end_of_title(words, official)
        if cut is not None and (cut == len(words) or self._can_be_location(" ".join(words[cut:]))):
            return " ".join(words[:cut]), "", " ".join(words[cut:])
        for start in range(max(1, len(words) - MAX_LOCATION_WORDS), len(words)):
            if self._is_location(" ".join(words[start:])):
                return " ".join(words[:start]), "", " ".join(words[start:])
        return before, "", ""

    def _cut_sdgs(self, text: str) -> tuple[str, str, str]:
        """The words before, in, and behind a row's list of goals: "SDG5, 16 18" is goals 5 and 16, then 18."""
        names = alternation(tuple(w for w in self.vocabulary.columns.get("sdg", ()) if " " not in w))
        pattern = rf"{names}[\s:]*\d{{1,2}}(?:\.\d)?(?:\s*,\s*(?:{names}\s*)?\d{{1,2}}(?:\.\d)?(?![\d-]))*"
        match = re.search(pattern, text, re.IGNORECASE)
        if match is None:
            return text.strip(), "", ""
        return text[: match.start()].strip(), match[0], text[match.end() :].strip()

    def _end_of_title(self, words: Sequence[str], official: Sequence[str]) -> int | None:
        """After how many words the title is most like the official one; None where it never is."""
        scored = [(self._likeness(" ".join(words[:k]), official), -k) for k in range(1, min(len(words), 40) + 1)]
        best, cut = max(scored, default=(0.0, 0))
        return -cut if best >= 0.93 else None

    def _likeness(self, text: str, official: Sequence[str]) -> float:
        folded = plain(text, self.vocabulary)
        return max((fuzz.ratio(folded, title) / 100 for title in official), default=0.0)

    def _is_location(self, text: str) -> bool:
        """Whether words can be a whole location cell: numbers, a mark, a named section, another document, a value."""
        if self.locations.lists_pages(text):
            return True
        kind = self.locations.read(text).kind
        if kind is Kind.INLINE:
            return bool(re.fullmatch(r"[\d.,]+\s?%", text))
        if kind in (Kind.PAGES, Kind.SECTION, Kind.EXTERNAL):
            return self.locations.names_place(text)
        return kind in (Kind.SLASH, Kind.DASH, Kind.NONE, Kind.OMITTED)

    def _can_be_location(self, text: str) -> bool:
        """Whether the words behind a whole official title can be its location: anything that leads somewhere."""
        leads = (Kind.PAGES, Kind.SECTION, Kind.EXTERNAL)
        return self._is_location(text) or (
            len(text.split()) <= MAX_LOCATION_WORDS and self.locations.read(text).kind in leads
        )

    def _heading(self, line: TextLine) -> StandardName | None:
        return standard_named(line.text, self.catalogue, self.book) if len(line.text) < 100 else None

    def _names_topics(self, text: str) -> bool:
        """Whether a line is the heading of topics, or of one: "Material topics", "Material topic: Water"."""
        return re.fullmatch(rf"{alternation(self.vocabulary.topic_words)}(?:\s*\d*\s*:.*)?", fold(text)) is not None

    def _is_group(self, line: TextLine) -> bool:
        """Whether a line between two rows may be the heading of a topic: a few words, no sentence, no row."""
        words = line.text.split()
        return (
            0 < len(words) <= MAX_GROUP_WORDS
            and line.text[:1].isalpha()
            and line.text[-1] not in ".,;-–"
            and fold(line.text) not in self.vocabulary.index_title
            and fold(line.text) not in self.running
            and not self._row_without_code(line.text)
            and self._heading(line) is None
        )

    def _row_without_code(self, text: str) -> bool:
        """A line of the table that ends in page numbers but has no code: a company's own indicator, say."""
        match = re.search(r"^(?=.*[^\W\d_]{4}).*\s(\d{1,3}(?:\s?[-–]\s?\d{1,3})?)$", text)
        return match is not None and not re.search(r"\d{4}", text)
