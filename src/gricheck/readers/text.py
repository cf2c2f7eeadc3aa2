"""Plain text to Document: pages at form feeds, else at running footers, else one page that is not judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from gricheck.errors import UnreadableReport
from gricheck.model.document import Document, Page, PageLayout, Source, Word
from gricheck.pagination import paginate, unpaged
from gricheck.progress import step

MAX_TEXT = 3_000_000
"""Characters of a text that are read: 1,150 pages of the length that is common in reports (2,600), 570 of the densest
one measured (5,260). By ``bench/growth.py`` a check takes two seconds for each million of ordinary text, and up to
fifteen of one made to cost time, so less than a minute. The document says so where there is more."""
MAX_LINE = 100_000
"""Characters of a line that are read. A whole chapter on one line has fewer; more is data, such as a picture within
Markdown, which must not take the place of the index behind it."""

MAX_TYPED = 2_000
"""Characters of a line that can be columns; what is longer is prose."""

CHAR_WIDTH = 5.0
LINE_HEIGHT = 16.0
"""The grid on which characters stand as if the text were typed: points per character and line. One space is narrower
than what counts as a gutter between columns (a third of a line's height), so a cell's words stay together."""

COLUMN_GAP = 4
"""Characters between the columns of the grid: wider than any gutter needs to be."""

MIN_FOOTER_SHARE = 0.8
"""Footers split a text into pages only when nearly every page between the first and last number has one."""

MIN_COLUMN_LINES = 3
MAX_PUSH = 6

_PHRASE = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"\d+")
MIN_PAGE_LINES = 3
"""Lines between two footers: a page has some text."""

CODE = re.compile(r"(?<!\S)(?:GRI ?)?(?:G4-[A-Z]{0,3}\d|\d{1,3}-\d{1,2}\b)")
"""What may be a code of GRI's: a reader knows no catalogue."""


_OTHER_CODE = re.compile(r"(?:(?<!\S)|(?<=[\u2e80-\u9fff]))[A-Z]{1,6}\d{0,2} ?[-\u2013.]? ?\d{1,2}(?![\d%])")


def read(source: Source, data: bytes) -> Document:
    """All pages of a text file. The encoding is UTF-8 or UTF-16 by its mark, else Windows-1252."""
    step("reading the text")
    text, warnings = bounded(decode(source, data))
    return replace(_document(source, text), warnings=warnings)


def _document(source: Source, text: str) -> Document:
    if "\f" in text:
        return _paged(source, text.split("\f"))
    footers = _footers(text.split("\n"))
    if footers is not None:
        return _paged(source, _cut(text.split("\n"), footers))
    why = "the text keeps no page breaks and too few page numbers"
    return Document(source, (Page(0, text, 1),), unpaged(1, why))


def bounded(text: str) -> tuple[str, tuple[str, ...]]:
    """As much of a text as is read, and what is said of the rest."""
    warnings = []
    lines = text.split("\n")
    over = next((n for n, line in enumerate(lines, start=1) if len(line) > MAX_LINE), None)
    if over is not None:
        warnings.append(f"only the first {MAX_LINE:,} characters of line {over}, and of others as long, were read")
        text = "\n".join(line[:MAX_LINE] for line in lines)
    cut, more = shortened(text)
    return cut, (*warnings, *more)


def shortened(text: str) -> tuple[str, tuple[str, ...]]:
    """The same of a text whose lines may be of any length."""
    if len(text) <= MAX_TEXT:
        return text, ()
    told = f"only the first {MAX_TEXT:,} of {len(text):,} characters were read; give the part with the index alone"
    return text[:MAX_TEXT], (told,)


def decode(source: Source, data: bytes) -> str:
    """The file's text with ``\\n`` line ends."""
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise UnreadableReport(f"{source.path}: not text in UTF-8, UTF-16 or Windows-1252; save it as UTF-8")


def _paged(source: Source, parts: Sequence[str]) -> Document:
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    pages, line = [], 1
    for index, part in enumerate(parts):
        pages.append(Page(index, part, line))
        line += part.count("\n")
    return Document(source, tuple(pages), paginate([page.text for page in pages]))


def _footers(lines: Sequence[str]) -> list[int] | None:
    """Line positions of the running footers, one a page, or None where they are too few to tell pages apart."""
    families: dict[str, list[tuple[int, tuple[int, ...]]]] = {}
    for position, line in enumerate(lines):
        if line.strip() and len(line) < 160 and (numbers := _NUMBER.findall(line)):
            skeleton = " ".join(sorted(_NUMBER.sub(" ", line).split()))
            families.setdefault(skeleton, []).append((position, tuple(int(n) for n in numbers if len(n) < 5)))
    best: list[int] | None = None
    for family in families.values():
        numbered = _rising(family)
        if len(numbered) < 5:
            continue
        expected = numbered[-1][1] - numbered[0][1] + 1
        apart = (numbered[-1][0] - numbered[0][0]) / len(numbered)
        if apart < MIN_PAGE_LINES:
            continue  # a numbered list
        if len(numbered) >= MIN_FOOTER_SHARE * expected and (best is None or len(numbered) > len(best)):
            best = [position for position, _ in numbered]
    return best


def _rising(family: Sequence[tuple[int, tuple[int, ...]]]) -> list[tuple[int, int]]:
    """(line, number) of those lines of one shape whose number goes up; the number may stand first or last."""
    rising: list[tuple[int, int]] = []
    for position, numbers in family:
        last = rising[-1][1] if rising else 0
        following = [n for n in numbers if last < n <= last + 40] if rising else [n for n in numbers if n < 60]
        if following:
            rising.append((position, min(following)))
    return rising


def _cut(lines: Sequence[str], footers: Sequence[int]) -> list[str]:
    bounds = [0, *(position + 1 for position in footers), len(lines)]
    parts = [lines[a:b] for a, b in pairwise(bounds) if a < b]
    return ["\n".join([*part, ""]) for part in parts[:-1]] + ["\n".join(part) for part in parts[-1:]]


def layout(source: Source, data: bytes, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """Words on a typewriter's grid. ``aligned`` is False where the index lines show no columns."""
    document = read(source, data)
    return tuple(_page_layout(document.pages[index]) for index in pages)


def _page_layout(page: Page) -> PageLayout:
    lines = [line[:MAX_TYPED] for line in page.text.expandtabs(8).split("\n")]
    aligned = _has_columns(lines)
    words = tuple(_words(lines, page.first_line or 1, _column_starts(lines) if aligned else ()))
    return PageLayout(
        page=page.index,
        width=max((word.x1 for word in words), default=0.0) + CHAR_WIDTH,
        height=LINE_HEIGHT * len(lines),
        words=words,
        aligned=aligned,
    )


def _column_starts(lines: Sequence[str]) -> tuple[int, ...]:
    """Where cells begin on this page: characters at which at least three lines begin a phrase.

    A column with a header and hardly an entry counts too when it begins clear of every other, further than a cell that
    is too long pushes the next one.
    """
    counts = Counter(match.start() for line in lines for match in _PHRASE.finditer(line))
    kept: list[int] = []
    for start in sorted(start for start, n in counts.items() if n >= MIN_COLUMN_LINES):
        if kept and start - kept[-1] <= 2:
            kept[-1] = max(kept[-1], start, key=lambda s: counts[s])
        else:
            kept.append(start)
    rows = [found for line in lines if len(found := [m.start() for m in _PHRASE.finditer(line)]) >= 3]
    for start in sorted({start for row in rows for start in row}):
        if all(abs(start - other) > MAX_PUSH for other in kept):
            kept.append(start)
    return tuple(sorted(kept))


def _words(lines: Sequence[str], first: int, starts: Sequence[int]) -> Iterator[Word]:
    """Words on the grid. A cell too long for its column pushes the next one to the right; it is put back."""
    placed = [list(_placed(line, starts)) for line in lines]
    left = _lefts(placed, starts)
    for row, phrases in enumerate(placed):
        top = row * LINE_HEIGHT
        for column, start, text in phrases:
            shift = left[column] if column is not None else start
            for match in re.finditer(r"\S+", text):
                x0 = (shift + match.start()) * CHAR_WIDTH
                yield Word(match[0], x0, top, x0 + len(match[0]) * CHAR_WIDTH, top + LINE_HEIGHT, first + row)


def _placed(line: str, starts: Sequence[int]) -> Iterator[tuple[int | None, int, str]]:
    """Each phrase of a line with the number of its column and its own start; None where there are no columns."""
    last = -1
    for match in _PHRASE.finditer(line):
        reached = [i for i, start in enumerate(starts) if start <= match.start() + 1]
        column = max(reached[-1], min(last + 1, len(starts) - 1)) if reached else None
        if column is not None:
            last = column
        yield column, match.start(), match[0]


def _lefts(placed: Sequence[Sequence[tuple[int | None, int, str]]], starts: Sequence[int]) -> list[int]:
    """Where each column begins when every cell has room. Only lines of several cells that begin at a column count:
    prose and running headers may run across."""
    widths = [1] * len(starts)
    for phrases in placed:
        if len(phrases) < 2 or phrases[0][1] not in starts:
            continue
        for column, _, text in phrases:
            if column is not None:
                widths[column] = max(widths[column], len(text))
    lefts, x = [], 0
    for start, width in zip(starts, widths, strict=True):
        x = max(x, start)
        lefts.append(x)
        x += width + COLUMN_GAP
    return lefts


def _has_columns(lines: Sequence[str]) -> bool:
    """Whether most lines with a code keep wide gaps, as a layout-preserving export does.

    Where none is GRI's, what may be the code of another framework counts: the reader knows no catalogue.
    """
    coded = [line.strip() for line in lines if CODE.search(line)]
    coded = coded or [line.strip() for line in lines if _OTHER_CODE.search(line)]
    return bool(coded) and sum(bool(re.search(r"\S {2,}\S", line)) for line in coded) >= 0.5 * len(coded)
