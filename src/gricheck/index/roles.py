"""What each column of a table is for: told by its header, else by what it holds, else by the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gricheck.index.columns import Column
from gricheck.index.grid import Band
from gricheck.index.headers import Role, head_cells, head_lines, header_role, in_step, is_header
from gricheck.index.lines import Line
from gricheck.index.titles import TitleBook
from gricheck.vocabulary import Vocabulary, alternation, fold

SHORT = r"^\W*\w{0,3}\d[\S ]{0,4}$"
"""A number with a letter or two: of a principle or of a page in another year's report, where the pages have a column of
their own."""

_OMISSIONS = (Role.OMISSION, Role.REQUIREMENT, Role.REASON, Role.EXPLANATION)


def with_roles(
    columns: Sequence[Column],
    band: Band,
    headers: Sequence[Line],
    cells: Sequence[Sequence[str]],
    codes: Sequence[str],
    book: TitleBook,
    before: Sequence[Column],
) -> tuple[Column, ...]:
    """Columns with their roles. ``cells[c][i]`` is the text of column c beside anchor i, ``codes[i]`` its code;
    ``before`` are the columns of the table's previous page."""
    names = _headers(columns, band, headers, book.vocabulary)
    named = [replace(c, header=name) for c, name in zip(columns, names, strict=True)]
    code_at = next((i for i, c in enumerate(named) if c.left <= (band.code_left + band.code_right) / 2 < c.right), 0)
    headed = any(is_header(line, book.vocabulary) for line in headers)
    roles = [
        header_role(c.header, book.vocabulary) if headed else _lone_name(c, headers, book.vocabulary) for c in named
    ]
    if all(role is None for role in roles):
        pairs = _continuing(named, before, code_at)
        if pairs:
            return tuple(replace(c, role=b.role, seen=b.seen, header=b.header, bare=b.bare) for c, b in pairs)
    title_at = _title_column(code_at, cells, codes, roles, book)
    page = re.compile(alternation(book.vocabulary.page), re.IGNORECASE)
    table = _Roles(
        code_at,
        located=any(role is Role.LOCATION for i, role in enumerate(roles) if i not in (code_at, title_at)),
        paged=any(role is Role.LOCATION and page.search(c.header) for c, role in zip(named, roles, strict=True)),
        first_told=next((i for i, role in enumerate(roles) if role is Role.LOCATION and i > code_at), 0),
        headed=headed,
    )
    found: list[Column] = []
    for position, (column, role) in enumerate(zip(named, roles, strict=True)):
        if position in (code_at, title_at):
            own = Role.CODE if position == code_at else Role.TITLE
            found.append(replace(column, role=own, seen=True))
            continue
        told = role if role not in (Role.CODE, Role.TITLE, None) else None
        if told is Role.STANDARD and position > code_at:
            told = None
        before_it = found[-1].role if found else None
        guess = told or _guessed(position, column, role, cells[position], table, before_it, book.vocabulary)
        found.append(replace(column, role=guess, seen=told is not None))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Roles:
    """What the headers of a table tell of its columns: where the code stands (``code_at``) and the first location
    behind it (``first_told``), whether a column is named as the location (``located``), by a word for pages
    (``paged``), and whether there is a header at all (``headed``)."""

    code_at: int
    located: bool
    paged: bool
    first_told: int
    headed: bool


def _guessed(
    position: int,
    column: Column,
    role: Role | None,
    cells: Sequence[str],
    table: _Roles,
    before: Role | None,
    vocabulary: Vocabulary,
) -> Role:
    """The role of a column whose header tells none, by its cells. ``role`` is what its header seemed to say, ``before``
    the role of the column on its left."""
    left_of_code = position < table.code_at
    guess = _content_role(cells, left_of_code, vocabulary)
    if guess is not Role.LOCATION:
        return guess
    short = _is_short(cells)
    renamed = role in (Role.CODE, Role.TITLE) or (role is None and (left_of_code or (table.paged and short)))
    nameless = table.headed and not column.header and table.code_at < position < table.first_told and short
    if table.located and (nameless or (column.header and renamed)):
        return Role.OTHER  # it has a name of its own, and another column is the one for pages
    # A cell of the omission columns that is set apart: they have one header, or a header only over the first.
    return before if before is not None and before in _OMISSIONS else guess


def _continuing(columns: Sequence[Column], before: Sequence[Column], code_at: int) -> tuple[tuple[Column, Column], ...]:
    """Each column with the one that it goes on from on the page before: the same in number, or standing under them
    where one was left empty. None where the table is another."""
    if len(before) == len(columns) and before[code_at].role is Role.CODE:
        return tuple(zip(columns, before, strict=True))
    middles = [sum(c.inner) / 2 for c in columns]
    above = [next((b for b in before if b.left <= x < b.right), None) for x in middles]
    same = [b for b in above if b is not None]
    told = len(columns) < len(before) and len(set(same)) == len(columns) and same[code_at].role is Role.CODE
    return tuple(zip(columns, same, strict=True)) if told else ()


def _lone_name(column: Column, headers: Sequence[Line], vocabulary: Vocabulary) -> Role | None:
    """The role of a column in a table without a head: only a line that is a name and no more tells it, since what
    stands over the first row may be a cell of another."""
    lines = (" ".join(w.text for w in line.words if column.holds(w)) for line in headers)
    words = dict(vocabulary.header_words)
    return next((Role(words[fold(text)]) for text in lines if fold(text) in words), None)


def _headers(columns: Sequence[Column], band: Band, headers: Sequence[Line], vocabulary: Vocabulary) -> list[str]:
    """The words over each column. Where the table's head has as many cells as the table has columns they belong
    together in their order, wherever each is set over its column."""
    head = head_lines(headers, vocabulary)
    cells = head_cells(head, vocabulary)
    if band.edges or not in_step(cells, [column.inner for column in columns]):
        return [" ".join(w.text for line in head or headers for w in line.words if c.holds(w)) for c in columns]
    return [" ".join(w.text for line in head for w in line.words if a <= w.x0 and w.x1 <= b) for a, b in cells]


def _title_column(
    code_at: int,
    cells: Sequence[Sequence[str]],
    codes: Sequence[str],
    roles: Sequence[Role | None],
    book: TitleBook,
) -> int:
    """The column whose cells are most like the titles of their codes; else the wordiest one beside the code."""
    scores = [_title_likeness(texts, codes, book) for texts in cells]
    best = max(range(len(cells)), key=lambda i: (scores[i], -abs(i - code_at)))
    if scores[best] >= 0.3:
        return best
    named = [i for i, role in enumerate(roles) if role is Role.TITLE and i != code_at]
    free = [i for i in range(len(cells)) if roles[i] in (None, Role.CODE, Role.TITLE)]
    beside = [i for i in (code_at + 1, code_at - 1) if i in free]
    letters = [sum(map(str.isalpha, "".join(texts))) for texts in cells]
    others = sorted(free, key=lambda i: -letters[i])
    wordy = [i for i in (*named, code_at, *beside, *others) if letters[i] > 4 * len(codes)]
    few = [i for i in (*named, code_at, *(i for i in free if roles[i] is Role.CODE)) if 2 * letters[i] > len(codes)]
    return next(iter((*wordy, *few)), code_at)


def _title_likeness(texts: Sequence[str], codes: Sequence[str], book: TitleBook) -> float:
    """The share of cells that look like the title of the code beside them, in any edition and language known."""
    hits = total = 0
    for text, code in zip(texts, codes, strict=True):
        total += 1
        hits += any(map(str.isalpha, text)) and any(book.is_alike(text, d) for d in book.owners_of(code))
    return hits / total if total else 0.0


MIN_FILLED = 0.1
"""The share of rows with an entry from which on a column left of the codes is one."""


def _content_role(texts: Sequence[str], left_of_code: bool, vocabulary: Vocabulary) -> Role:
    filled = [fold(t) for t in texts if t.strip()]
    if not filled:
        return Role.OTHER
    if sum(t.startswith(vocabulary.columns.get(Role.SDG, ())) for t in filled) > 0.5 * len(filled):
        return Role.SDG
    if _share(r"^[✓✔√●○◎☑■•x]{1,2}$", filled) > 0.5:
        return Role.ASSURANCE
    if _share(r"^1[1-4]\.\d{1,2}\.\d{1,2}", filled) > 0.5:
        return Role.SECTOR
    if left_of_code:
        if len(filled) < max(2.0, MIN_FILLED * len(texts)):
            return Role.OTHER  # a page's number in the margin
        if _counts_on(filled):
            return Role.OTHER
        return Role.LOCATION if _share(r"^\D{0,5}\d{1,3}(\D{1,3}\d{1,3})*$", filled) > 0.7 else Role.STANDARD
    return Role.LOCATION


def _counts_on(texts: Sequence[str]) -> bool:
    """Whether a column numbers the rows: each entry is one more than the one before."""
    numbers = [int(text.strip(".")) for text in texts if text.strip(".").isdecimal()]
    steps = [b - a == 1 for a, b in pairwise(numbers)]
    return len(numbers) >= 3 and len(numbers) == len(texts) and sum(steps) >= 0.9 * len(steps)


def _is_short(texts: Sequence[str]) -> bool:
    return _share(SHORT, list(filter(str.strip, texts))) > 0.7


def _share(pattern: str, texts: Sequence[str]) -> float:
    return sum(bool(re.search(pattern, text)) for text in texts) / len(texts) if texts else 0.0
