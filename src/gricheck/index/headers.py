"""Table headers: which lines over a table are its header, and which column each phrase of it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from gricheck.index.anchors import Anchor
from gricheck.index.lines import Line, lines_of
from gricheck.model.document import Word
from gricheck.vocabulary import Vocabulary, fold

HEADER_ROOM = 90.0
"""Points above the first row in which the table's header may stand."""


class Role(StrEnum):
    """What a column holds."""

    STANDARD = "standard"
    CODE = "code"
    TITLE = "title"
    LOCATION = "location"
    OMISSION = "omission"
    REASON = "reason"
    EXPLANATION = "explanation"
    REQUIREMENT = "requirement"
    SDG = "sdg"
    ASSURANCE = "assurance"
    SECTOR = "sector"
    FRAMEWORK = "framework"
    OTHER = "other"


def header_lines(words: Sequence[Word], first: Anchor, above: float, vocabulary: Vocabulary) -> tuple[Line, ...]:
    """The lines over a table's first row: up to a wide gap, another table (``above``), or what stands over the
    header."""
    height = first.box[3] - first.box[1]
    found: list[Line] = []
    top, named = first.box[1], False
    near = [w for w in words if max(above, first.box[1] - HEADER_ROOM) < w.middle < first.box[1] - 1]
    for line in reversed(lines_of(near)):
        if top - line.y1 > (0.7 if named else 2.5) * height:
            break
        found.append(line)
        top = min(top, line.y0)
        named = named or is_header(line, vocabulary)
    return tuple(reversed(found))


def is_header(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a line names at least two columns."""
    return sum(header_role(phrase.text, vocabulary) is not None for phrase in phrases(line)) >= 2


def head_lines(headers: Sequence[Line], vocabulary: Vocabulary) -> tuple[Line, ...]:
    """The lines of a table's head among those over its first row: those that name columns, and the rest of their
    cells. A band with a topic's name is set apart from it."""
    named = [i for i, line in enumerate(headers) if is_header(line, vocabulary)]
    if not named:
        return ()
    first, last = named[0], named[-1]
    while last + 1 < len(headers) and _tight(headers[last], headers[last + 1]):
        last += 1
    return tuple(headers[first : last + 1])


TIGHT = 0.35
"""Lines closer than this (heights of a line) are of one cell."""


def _tight(above: Line, below: Line) -> bool:
    return below.y0 - above.y1 < TIGHT * (below.y1 - below.y0)


def second_head(headers: Sequence[Line], start: float, vocabulary: Vocabulary) -> float | None:
    """Where the head of another table begins on the same lines: a column of codes named again behind the pages."""
    for line in head_lines(headers, vocabulary):
        located = False
        for phrase in phrases(line):
            role = header_role(phrase.text, vocabulary)
            if located and role is Role.CODE and phrase.x0 > start and not _ends_sector(phrase, headers, vocabulary):
                return phrase.x0
            located = located or role is Role.LOCATION
    return None


def _ends_sector(phrase: Word, headers: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """Whether a phrase like "ref. no." is the last line of a name for the sector standard's numbers."""
    cell = [p.text for line in headers for p in phrases(line) if p.x0 <= phrase.x1 and p.x1 >= phrase.x0]
    return header_role(" ".join(cell), vocabulary) is Role.SECTOR


def head_cells(head: Sequence[Line], vocabulary: Vocabulary) -> list[tuple[float, float]]:
    """The x ranges of a head's cells, from left to right."""
    cells: list[tuple[float, float]] = []
    for left, right in sorted((p.x0, p.x1) for line in head for p in head_phrases(line, vocabulary)):
        if cells and left <= cells[-1][1]:
            cells[-1] = (cells[-1][0], max(cells[-1][1], right))
        else:
            cells.append((left, right))
    return cells


def in_step(cells: Sequence[tuple[float, float]], strips: Sequence[tuple[float, float]]) -> bool:
    """Whether a head's cells and a table's strips are as many, and each cell stands between its strip's neighbours."""
    if len(cells) != len(strips):
        return False
    after = all(sum(cell) / 2 > strip[1] for cell, strip in zip(cells[1:], strips, strict=False))
    return after and all(sum(cell) / 2 < strip[0] for cell, strip in zip(cells, strips[1:], strict=False))


def head_phrases(line: Line, vocabulary: Vocabulary) -> list[Word]:
    """The phrases of a head's line. Two names set closer than phrases are told apart by what they name."""
    found: list[Word] = []
    rest = line
    for a, b in pairwise(line.words):
        if b.x0 - a.x1 < NAMES_GAP * a.size or b not in rest.words:
            continue
        place = rest.words.index(b)
        before, behind = Line.of(rest.words[:place]), Line.of(rest.words[place:])
        names = [header_role(phrases(part)[end].text, vocabulary) for part, end in ((before, -1), (behind, 0))]
        if None not in names and names[0] is not names[1]:
            found += phrases(before)
            rest = behind
    return [*found, *phrases(rest)]


NAMES_GAP = 0.33
"""Between the names of two columns, in heights of a word: more than between two words of one name."""


def phrases(line: Line) -> list[Word]:
    """Words set close to each other, joined."""
    groups: list[list[Word]] = []
    for word in line.words:
        if groups and word.x0 - groups[-1][-1].x1 < 0.6 * word.size:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [g[0] if len(g) == 1 else replace(g[0], text=" ".join(w.text for w in g), x1=g[-1].x1) for g in groups]


def header_role(header: str, vocabulary: Vocabulary) -> Role | None:
    """The role whose longest header word is in the header; None where there is none."""
    folded = fold(header)
    if not any(map(str.isalpha, folded)):
        return None
    roles = [Role(role) for word, role in vocabulary.headers_in(folded) if _holds_phrase(folded, word)]
    if Role.LOCATION in roles and roles[0] in (Role.OMISSION, *_PARTS):
        places = {role: folded.find(word) for word, role in vocabulary.headers_in(folded) if word in folded}
        first = min((places[role] for role in (Role.OMISSION, *_PARTS) if role in places), default=0)
        if places[Role.LOCATION] < first:
            return Role.LOCATION  # "Page or omission", "Reference / explanation"
    if roles and roles[0] is Role.OMISSION:
        # "Omission: reason" is the column for the reason.
        return next((role for role in roles if role in _PARTS), Role.OMISSION)
    return roles[0] if roles else None


_PARTS = (Role.REQUIREMENT, Role.REASON, Role.EXPLANATION)


def _holds_phrase(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text as whole words (a Chinese one anywhere)."""
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        if not phrase.isascii() or not (text[:start][-1:].isalnum() or text[end : end + 1].isalnum()):
            return True
        start = text.find(phrase, start + 1)
    return False
