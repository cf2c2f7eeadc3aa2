"""Which pages hold the content index.

A page of the index is full of lines that begin with a code. Codes that tag sections in the running text, or a
materiality table that names a few, are not: they are far fewer on a page than the index has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gricheck.index.codes import code_order, find_codes
from gricheck.index.row_lines import MAX_NAME, MIN_CODES, NAMED, WEAK, is_led, short
from gricheck.model.document import Document, Page
from gricheck.model.standard import Catalogue
from gricheck.progress import steps
from gricheck.vocabulary import Vocabulary, alternation, fold

STRONG = 7
"""Lines beginning with a code that make a page an index page by itself."""
ALONE = 0.6
"""A file of which so many pages are the index is a content index published by itself."""
MAX_GAP = 6
"""Pages without a code at a line's start that may stand inside an index: one long answer fills several pages."""
NEARLY = 0.3
"""A run with the name of an index is the index from this share of the rows of the longest run on."""
DENSE = 0.4
"""A second run has at least this share of the rows on a page that the first has; pages with tags have fewer."""
MIN_OTHER = 10
"""Rows that make a further run of pages another index."""
NEW_CODES = 10
"""A second run of pages is part of the index only when it lists at least this many codes that the first does not."""


@dataclass(frozen=True, slots=True)
class PageCodes:
    """The codes of one page: all of them, those with which a line begins, the last of these, and how many lines do."""

    codes: frozenset[str]
    rows: frozenset[str]
    last: str
    leading: int


@dataclass(frozen=True, slots=True)
class Place:
    """The 0-based pages of the index, in order, and those of each further one that lists much of the same again;
    ``repeats`` are the sheets of a workbook that do, however short.
    """

    pages: tuple[int, ...] = ()
    others: tuple[tuple[int, ...], ...] = ()
    repeats: tuple[int, ...] = ()


def locate(document: Document, catalogue: Catalogue, vocabulary: Vocabulary) -> tuple[int, ...]:
    """The 0-based pages of the index, in order; empty where the report has none."""
    return locate_all(document, catalogue, vocabulary).pages


def locate_all(document: Document, catalogue: Catalogue, vocabulary: Vocabulary, declared: bool = False) -> Place:
    """Where the index stands, and where the report has another one. ``declared`` says that the document is the index,
    so a few rows without its name will do."""
    counted, runs = _survey(document, catalogue, vocabulary)
    if not runs:
        return Place(_by_mass(counted) or short(document, catalogue, vocabulary, declared))
    carriers = set(named_pages(document, catalogue, vocabulary)) if len(runs) > 1 else set()
    rows = {run[0]: sum(counted[i].leading for i in run) for run in runs}
    most = max(rows.values())
    # The run with most rows is the index, or one with nearly as many whose pages carry its name.
    main = max(
        runs, key=lambda run: (rows[run[0]] >= NEARLY * most and not carriers.isdisjoint(run), rows[run[0]], -run[0])
    )
    codes = frozenset().union(*(counted[i].codes for i in main))
    if len(codes) < MIN_CODES:
        return Place(short(document, catalogue, vocabulary, declared))
    kept = list(main)
    for run in runs:
        more = frozenset().union(*(counted[i].codes for i in run)) - codes
        dense = rows[run[0]] / len(run) >= DENSE * rows[main[0]] / len(main)
        if run is not main and len(more) >= NEW_CODES and dense:
            kept += run
    sheets = [page for page in kept if _is_sheet(document.pages[page])]
    pages = tuple(_without_repeats(sorted(kept), counted, (-1, 0) if sheets else (0, -1)))
    others = [run for run in runs if not carriers.isdisjoint(run) and set(run).isdisjoint(kept)]
    repeats = tuple(sheet for sheet in sheets if sheet not in pages)  # last year's, most often
    others += [[sheet] for sheet in repeats]
    return Place(pages, tuple(tuple(run) for run in others if _lists_again(run, counted, codes)), repeats)


def _survey(
    document: Document, catalogue: Catalogue, vocabulary: Vocabulary
) -> tuple[list[PageCodes], list[list[int]]]:
    """The codes of every page, and the runs of pages that may be an index."""
    g4 = any("G4-" in page.text for page in document.pages)
    counted = [_count(page.text, catalogue, g4) for page in steps("looking for the index on page", document.pages)]
    runs = _runs(counted, [i for i, page in enumerate(counted) if page.leading >= STRONG])
    if not runs:
        dotted = [_count(page.text, catalogue, True, "G4") for page in document.pages]
        strong = [i for i, page in enumerate(dotted) if page.leading >= STRONG]
        counted, runs = (dotted, _runs(dotted, strong)) if strong else (counted, [])
    if not runs:
        titled = named_pages(document, catalogue, vocabulary)
        runs = _runs(counted, [i for i in titled if counted[i].leading >= NAMED])
    return counted, runs


def _lists_again(run: Sequence[int], counted: Sequence[PageCodes], codes: frozenset[str]) -> bool:
    """Whether the rows of a run are an index of their own: enough of them, and most of them in the index too.

    Tags of a chapter, a table of material topics and the contents of a chapter have fewer rows than an index; only runs
    whose pages carry the name of one are asked about.
    """
    own = frozenset().union(*(counted[i].rows for i in run)) - _MANAGEMENT
    return len(own) >= max(MIN_OTHER, NEARLY * len(codes)) and 2 * len(own & codes) >= len(own)


def _is_sheet(page: Page) -> bool:
    return bool(page.places) and page.places[0].sheet is not None


def _without_repeats(pages: list[int], counted: Sequence[PageCodes], ends: tuple[int, int]) -> list[int]:
    """The pages without those at either end, one looked at after the other, whose codes the others list, and without a
    page before the first disclosures that has none of the general ones: tables for other frameworks."""
    while len(pages) > 1 and counted[pages[1]].rows & _FIRST and not any(map(_is_general, counted[pages[0]].codes)):
        del pages[0]
    for place in ends:
        while len(pages) > 1:
            rows = counted[pages[place]].rows - _MANAGEMENT
            others = frozenset().union(*(counted[i].rows for i in pages if i != pages[place]))
            if len(rows) < MIN_REPEATED or len(rows & others) < REPEATED * len(rows):
                break
            del pages[place]
    return pages


_FIRST = frozenset({"2-1", "102-1", "G4-1"})
"""The codes with which the general disclosures begin, in each edition."""


def _is_general(code: str) -> bool:
    return code.startswith(("2-", "102-")) or (code.startswith("G4-") and code[3:].isdigit())


MIN_REPEATED = 3
REPEATED = 0.7
"""Of the codes on a page, so many are listed elsewhere in the index where the page is none of it."""


def _count(text: str, catalogue: Catalogue, loose: bool, without: str = "-") -> PageCodes:
    """The codes of a page, ``loose`` with those that need others around them, but for codes that begin ``without``."""
    codes, rows, leading, line_before, ending = set(), set(), 0, -2, ""
    for match in find_codes(text, catalogue, loose=loose):
        if match.code.startswith(without) or (loose and match.code not in catalogue.by_code):
            continue
        code = _sortable(match.code, catalogue)
        codes.add(code)
        line = text.rfind("\n", 0, match.start)
        before = text[line + 1 : match.start].strip()
        if is_led(before, text, match.end) and line != line_before:
            leading += 1
            rows.add(code)
            ending = code
        line_before = line
    return PageCodes(frozenset(codes), frozenset(rows), ending, leading)


def _sortable(code: str, catalogue: Catalogue) -> str:
    """A code that ``code_order`` puts in its place: for a framework of which only its own list knows the order."""
    return f"#{catalogue.place(code)} {code}" if catalogue.forms else code


def named_pages(
    document: Document, catalogue: Catalogue, vocabulary: Vocabulary, among: Iterable[int] | None = None
) -> tuple[int, ...]:
    """The pages (of all, or of some) that carry the name of an index, whether or not one could be read there."""
    pages = document.pages if among is None else [document.pages[i] for i in among]
    return tuple(page.index for page in pages if _is_named(page.text, catalogue, vocabulary))


def pages_that_point(document: Document, vocabulary: Vocabulary) -> tuple[int, ...]:
    """The pages that say that the index stands elsewhere: its name beside an address or a word for a place online."""
    name = alternation(vocabulary.index_title)
    place = rf"(?:https?://|www\.|{alternation(vocabulary.online)})"
    pattern = re.compile(rf"{name}[^.;]{{0,{MAX_POINTER}}}{place}|{place}[^;]{{0,{MAX_POINTER}}}{name}")
    return tuple(page.index for page in document.pages if pattern.search(fold(page.text)))


MAX_POINTER = 120
"""Characters between the name of the index and the address at which it is published."""


def _is_named(text: str, catalogue: Catalogue, vocabulary: Vocabulary) -> bool:
    """Whether the name of an index stands on a page by itself, not as the title of the disclosure about it.

    It may be anywhere in the text: a PDF draws its pages in any order.
    """
    folded = fold(text)
    titles = [title for title in vocabulary.index_title if title in folded]
    lines = (line for line in text.split("\n") if titles and 3 < len(line) < MAX_NAME)
    heads = (line for line in lines if any(title in fold(line) for title in titles))
    return any(next(find_codes(line, catalogue), None) is None for line in heads)


def _runs(counted: Sequence[PageCodes], strong: Sequence[int]) -> list[list[int]]:
    """Strong pages with their weak neighbours, and the pages between two strong ones close to each other."""
    runs: list[list[int]] = []
    for index in strong:
        if runs and index - runs[-1][-1] <= MAX_GAP and _bridged(counted, runs[-1][-1], index):
            runs[-1] += _without_chapters(counted, runs[-1], index)
        else:
            runs.append([index])
    for run in runs:
        _grow(run, counted)
    return runs


def _without_chapters(counted: Sequence[PageCodes], run: Sequence[int], stop: int) -> list[int]:
    """The pages behind a run up to an index page, without chapters between them that carry tags."""
    known = _listed(counted, run)
    between = range(run[-1] + 1, stop)
    return [*(i for i in between if not counted[i].codes or _goes_on(counted[i], known, 1)), stop]


def _listed(counted: Sequence[PageCodes], run: Sequence[int]) -> frozenset[str]:
    """The codes of a run's rows, but for the last one, which may go on."""
    return frozenset().union(*(counted[i].rows for i in run)) - _ending(counted[run[-1]])


def _ending(page: PageCodes) -> frozenset[str]:
    """The code that may be a page's last: the last of its text, which need not be in order, or of its numbers."""
    return frozenset({page.last, max(page.rows, key=code_order, default="")})


def _bridged(counted: Sequence[PageCodes], a: int, b: int) -> bool:
    """Whether the pages between two index pages are the index too: they hold rows of it, not tags of chapters."""
    between = [counted[i] for i in range(a + 1, b) if counted[i].codes]
    known = counted[a].rows - _ending(counted[a])
    return b - a == 1 or (any(p.leading for p in between) and all(_goes_on(p, known, 1) for p in between))


def _grow(run: list[int], counted: Sequence[PageCodes]) -> None:
    while (following := _next_page(run, counted)) is not None:
        run += _without_chapters(counted, run, following)
    while run[0] > 0 and _leads_to(counted[run[0] - 1], counted[run[0]]):
        run.insert(0, run[0] - 1)


def _leads_to(page: PageCodes, following: PageCodes) -> bool:
    """Whether a page begins the index: it is a table, or a few rows, and its codes come before those of the page after
    it. Codes that tag the last chapter do not come before the index's first."""
    families = {code.startswith("G4") for code in page.codes | following.codes}
    if page.leading < WEAK or not page.codes or not following.codes or len(families) > 1:
        return False
    if page.leading > WEAK and page.leading >= 0.5 * len(page.codes):
        return min(map(code_order, page.codes)) < min(map(code_order, following.codes))
    return page.leading >= len(page.codes) and max(map(code_order, page.codes)) < min(map(code_order, following.codes))


def _next_page(run: Sequence[int], counted: Sequence[PageCodes]) -> int | None:
    """The page on which an index goes on: the next one, or one a few pages on whose codes follow those read so far."""
    last = run[-1]
    known = _listed(counted, run)
    alone = len(run) >= ALONE * len(counted)
    if last + 1 < len(counted) and _goes_on(counted[last + 1], known, 1 if alone else WEAK):
        return last + 1
    if last + 1 < len(counted) and _is_last_row(counted[last], counted[last + 1]):
        return last + 1
    reached = max((code_order(code) for i in run[-2:] for code in counted[i].codes), default=())
    for index in range(last + 2, min(last + MAX_GAP + 1, len(counted))):
        page = counted[index]
        if page.leading > WEAK and min(map(code_order, page.codes)) > reached:
            return index
    return None


def _is_last_row(page: PageCodes, following: PageCodes) -> bool:
    """Whether a page holds nothing but the row that comes next: the index breaks off before its last one.

    Where topics stand in an order of their own, the row that comes next is that of the same standard, any behind the
    management of a topic, or the management of the next topic.
    """
    listed = page.codes - _MANAGEMENT
    own = {code for code in following.codes if "." not in code}  # a sector reference stands beside its row's code
    if following.leading != 1 or len(own) != 1 or not listed:
        return False
    (code,) = own
    if code_order(code) > max(map(code_order, listed)) or (page.last in _MANAGEMENT and code not in listed):
        return True
    if code in _MANAGEMENT & page.codes:
        return True
    return code.rpartition("-")[0] == page.last.rpartition("-")[0] and code_order(code) > code_order(page.last)


def _goes_on(page: PageCodes, known: frozenset[str], least: int = WEAK) -> bool:
    """Whether the page behind an index page is one too: full of codes, or with a few that were not listed yet. Codes
    that tag a chapter, and those of a table for another framework, were."""
    listed = page.codes - _MANAGEMENT
    rows = page.leading >= WEAK or (page.leading >= least and page.leading == len(page.codes))
    return page.leading >= STRONG or (rows and 2 * len(listed & known) <= len(listed))


_MANAGEMENT = frozenset({"103-1", "103-2", "103-3", "3-3", "G4-DMA"})
"""Codes that an index repeats for each topic."""


def _by_mass(counted: Sequence[PageCodes]) -> tuple[int, ...]:
    """Where no page has codes at its lines' starts (title first, code behind): the pages that name most codes, and
    those next to them that name more."""
    most = max((len(page.codes) for page in counted), default=0)
    if most < MIN_MASS:
        return ()
    found = [i for i, page in enumerate(counted) if 2 * len(page.codes) >= most]
    known = frozenset().union(*(counted[i].codes for i in found))
    for step, edge in ((1, found[-1]), (-1, found[0])):
        place = edge + step
        while 0 <= place < len(counted) and len(counted[place].codes - known) >= WEAK:
            found.append(place)
            place += step
    return tuple(sorted(found))


MIN_MASS = 12
"""Codes on one page from which on it can be an index by their number alone."""
