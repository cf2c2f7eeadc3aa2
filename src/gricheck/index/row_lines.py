"""The lines of a page that may be rows of an index, and indexes so short that only what stands around them tells."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gricheck.index.codes import find_codes
from gricheck.model.document import Document, Page
from gricheck.model.standard import PREFIXES, Catalogue
from gricheck.vocabulary import Vocabulary, fold

NAMED = 3
"""Lines beginning with a code that make an index under the name of one: a table with long rows has few on a page."""
MAX_NAME = 60
"""Characters of a line that is no more than that name."""
ROW_LINES = 15
"""Lines from one row of an index to the next, in a text without pages, headings and blank lines included."""
MIN_DENSITY = 0.12
"""Rows for each line of an index."""
WEAK = 2
"""Lines beginning with a code that make a page next to an index page one too."""
MIN_CODES = 5
"""Fewer different codes in the whole report are mentions, not an index."""


def short(document: Document, catalogue: Catalogue, vocabulary: Vocabulary, declared: bool) -> tuple[int, ...]:
    """The pages of an index too short to be known by its rows: where somebody said that this is one, the document
    holds hardly anything else, or they are rows of a table under the name of an index."""
    rows = [_rows(page, catalogue) for page in document.pages]
    titled = (page.index for page, own in zip(document.pages, rows, strict=True) if _under_name(page, own, vocabulary))
    if not declared and (found := tuple(titled)):
        return found[-1:]
    first = max(range(len(rows)), key=lambda i: (len(rows[i]), -i), default=None)
    if first is None or len(set(rows[first].values())) < NAMED:
        return ()
    if not declared and not all(map(_is_all_rows, document.pages, rows)):
        return ()
    last = first
    while first > 0 and len(rows[first - 1]) >= WEAK:
        first -= 1
    while last + 1 < len(rows) and len(rows[last + 1]) >= WEAK:
        last += 1
    return tuple(range(first, last + 1))


def _under_name(page: Page, rows: Mapping[int, str], vocabulary: Vocabulary) -> bool:
    """Whether a page of tables has, under a heading with the name of an index, some rows that follow each other."""
    lines = page.text.split("\n") if page.places else []
    below: set[str] = set()
    last: int | None = None
    for n, line in enumerate(lines):
        if n in rows and "  " in line and last is not None and n - last <= ROW_LINES:
            below.add(rows[n])
            last = n
        elif n not in rows and _is_name(line, vocabulary):
            below, last = set(), n
        if len(below) >= NAMED:
            return True
    return False


def _is_name(line: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is a heading with the name of an index, and no sentence about it."""
    folded = fold(line)
    return 3 < len(line) < MAX_NAME and line[-1] not in ".:;," and any(t in folded for t in vocabulary.index_title)


def _rows(page: Page, catalogue: Catalogue) -> dict[int, str]:
    """The 0-based lines of a page that may be rows, with their codes: in a row of a table two spaces stand between
    cells, and any of them may hold the code."""
    cells = (line.split("  ") if page.places else [line] for line in page.text.split("\n"))
    codes = ((i, _leading_code(text, catalogue)) for i, texts in enumerate(cells) for text in texts)
    return {i: code for i, code in codes if code}


def _is_all_rows(page: Page, rows: Mapping[int, str]) -> bool:
    """Whether a page holds some rows of an index and hardly anything else."""
    lines = sum(bool(line.strip()) for line in page.text.split("\n"))
    return len(set(rows.values())) >= NAMED and 2 * len(rows) >= lines


def index_lines(page: Page, catalogue: Catalogue) -> range | None:
    """Where the index stands in a text without pages: 0-based lines; None where nothing is dense enough.

    Rows follow each other closely; a code that tags a section has the section's text behind it.
    """
    lines = page.text.split("\n")
    coded = _rows(page, catalogue)
    if _is_all_rows(page, coded):
        return range(len(lines))
    groups: list[list[int]] = []
    for position in coded:
        if groups and position - groups[-1][-1] <= ROW_LINES:
            groups[-1].append(position)
        else:
            groups.append([position])
    groups = [group for group in groups if len(group) >= MIN_CODES] or [g for g in groups if len(g) >= NAMED]
    if not groups:
        return None
    main = max(groups, key=lambda group: len(group) ** 2 / (group[-1] - group[0] + 1))
    first, last = main[0], main[-1]
    for group in groups:
        dense = len(group) >= MIN_DENSITY * (group[-1] - group[0] + 1)
        if dense and group is not main and min(abs(group[0] - last), abs(first - group[-1])) <= 4 * ROW_LINES:
            first, last = min(first, group[0]), max(last, group[-1])
    return range(max(0, first - ROW_LINES), min(len(lines), last + ROW_LINES))


_NAMED = re.compile(rf"(?:{PREFIXES}\s*\d{{1,3}}\b(?!\s*[-–])[^.;]{{0,80}}|[^\W\d_]{{1,14}})$")
MAX_BEFORE = 90
_TITLE = re.compile(r"\s*[^\W\d_]")
"""What may stand before the code of a row on its line, if its title stands behind: the standard's name, or a word for
"disclosure"."""


def _leading_code(line: str, catalogue: Catalogue) -> str | None:
    """The code with which a line or cell begins."""
    text = line.strip()[: MAX_BEFORE + 40]
    match = next(find_codes(text, catalogue), None)
    return match.code if match and is_led(text[: match.start].strip(), text, match.end) else None


def is_led(before: str, text: str, end: int) -> bool:
    """Whether a code begins its line, but for a mark, or has only the standard's name before it and its title behind
    it."""
    named = 4 < len(before) <= MAX_BEFORE and _NAMED.match(before) and _TITLE.match(text, end)
    return len(before) <= 4 or bool(named)
