"""What stands over the rows of a table: the standards and the groups that its headings and merged cells name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gricheck.index.headings import StandardName, names_number, standard_named
from gricheck.index.lines import Line, lines_of
from gricheck.index.rows import text_of
from gricheck.index.titles import TitleBook
from gricheck.model.document import Word
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import Vocabulary, fold

MAX_TOPIC = 90
"""Characters; what is longer is no heading of a topic."""


@dataclass(frozen=True, slots=True)
class Names:
    """Standards and groups, each with the height from which it counts, in the order of their places.

    A group is what a heading names that is no standard: a topic, or a part of a standard. ``standard_before`` and
    ``group_before`` are what was named before the table.
    """

    standards: tuple[tuple[float, StandardName], ...]
    groups: tuple[tuple[float, str], ...]
    standard_before: StandardName | None = None
    group_before: str = ""

    def standard_above(self, y: float) -> StandardName | None:
        """The standard named last above a height."""
        return next((name for begins, name in reversed(self.standards) if begins < y), self.standard_before)

    def group_above(self, y: float) -> str:
        """The group named last above a height."""
        return next((name for begins, name in reversed(self.groups) if begins < y), self.group_before)


def standards_named(
    headings: Sequence[Line], beside: Sequence[Sequence[Word]], catalogue: Catalogue, book: TitleBook
) -> tuple[tuple[float, StandardName], ...]:
    """The standards that headings name, and cells of a column for them (``beside``)."""
    named = [(line.middle, line.middle, line.text) for line in headings]
    named += [(block[0].y0 - 2, block[0].y0 - 1, text_of(block)) for block in beside]
    named.sort(key=lambda item: item[1:])
    found = ((begins, standard_named(text, catalogue, book)) for begins, _, text in named)
    return tuple((begins, standard) for begins, standard in found if standard is not None)


def groups_named(
    headings: Sequence[Line], beside: Sequence[Sequence[Word]], vocabulary: Vocabulary
) -> tuple[tuple[float, str], ...]:
    """The groups that headings name, and cells of the column for standards that name none."""
    named = [(lines[0].y0, " ".join(line.text for line in lines)) for lines in _paragraphs(headings)]
    named += [(block[0].y0 - 2, text_of(block)) for block in beside]
    fixed = {*(word for word, _ in vocabulary.header_words), *vocabulary.index_title}
    return tuple(
        (begins, text)
        for begins, text in sorted(named)
        if len(text) <= MAX_TOPIC and text[:1].isalpha() and not names_number(text) and fold(text) not in fixed
    )


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Headings in several lines: close under each other and set alike. Lines of a text are always close."""
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1][-1] if found else None
        close = last is not None and line.y0 - last.y1 < 0.5 * (line.y1 - line.y0)
        alike = last is not None and last.text.isupper() == line.text.isupper() and line.words[0].line is None
        numbered = last is not None and (names_number(last.text) or names_number(line.text))
        if last is not None and close and not numbered and (alike or line.text[:1].islower()):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def blocks(words: Sequence[Word]) -> list[list[Word]]:
    """Words of a column in paragraphs: a gap of more than half a line starts a new one."""
    blocks: list[list[Word]] = []
    bottom = 0.0
    for line in lines_of(words):
        if blocks and line.y0 - bottom < 0.5 * (line.y1 - line.y0):
            blocks[-1] += line.words
        else:
            blocks.append(list(line.words))
        bottom = line.y1
    return blocks
