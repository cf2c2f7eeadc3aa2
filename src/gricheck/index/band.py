"""One table of one index page, taken apart: columns, row extents, cells, and what is left over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, zip_longest

from gricheck.index.anchors import Anchor
from gricheck.index.assurance import is_marked
from gricheck.index.build import Cells, LocationCell
from gricheck.index.cells import header_rows, row_at
from gricheck.index.codes import find_codes
from gricheck.index.columns import Column, columns_of, continued
from gricheck.index.grid import Band
from gricheck.index.headers import TIGHT, Role, header_lines, is_header, phrases, second_head
from gricheck.index.headings import StandardName, standard_named
from gricheck.index.lines import Line, around, lines_of
from gricheck.index.links import documents_of, pages_of
from gricheck.index.location import LocationReader
from gricheck.index.names_above import Names, blocks, groups_named, standards_named
from gricheck.index.roles import with_roles
from gricheck.index.rows import (
    Extent,
    anchored_lines,
    between,
    by_column,
    is_heading,
    merged_extents,
    row_extents,
    sides,
    text_of,
    with_stacked,
)
from gricheck.index.titles import TitleBook
from gricheck.model.document import Box, Link, PageLayout, Word
from gricheck.model.index import Heading, Unparsed, Where
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import fold

HEADING_ROOM = 40.0
"""Points above the first row in which its heading may stand."""

APART = 3.0
"""Between the pages and what may be a menu, in heights of a line."""
LEVEL = 0.7
"""The share of a column's lines that stand level with a code where it is a part of the table."""

CARRIED_GAP = 2.2
"""Between the end of a row at the head of a page and the first row below it, in heights of a line."""

MAX_CARRIED = 12
"""Lines of a row that may stand on the next page, in heights of a line."""


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What all tables of one page are read with."""

    layout: PageLayout
    catalogue: Catalogue
    book: TitleBook
    locations: LocationReader


class BandReader:
    """One table of one page, taken apart once."""

    def __init__(
        self,
        frame: PageFrame,
        band: Band,
        above: float,
        before: Sequence[Column],
        standard: StandardName | None,
        group: str = "",
    ) -> None:
        self.frame, self.layout, self.band = frame, frame.layout, band
        self.standard_before, self.group_before = standard, group
        left, right = sides(band, self.layout.rules, self.layout.words)
        self.inside = [w for w in self.layout.words if left <= (w.x0 + w.x1) / 2 < right]
        self.middles = [anchor.middle for anchor in band.anchors]
        vocabulary = frame.book.vocabulary
        first, last = band.anchors[0], band.anchors[-1]
        headers = self._over(above)
        second = second_head(headers, band.code_right, vocabulary)
        if second is not None:
            self.inside = [w for w in self.inside if w.x0 < second - 1]
            headers = self._over(above)
        self.headed = any(is_header(line, vocabulary) for line in headers)
        self.named = max((line.y1 for line in headers if is_header(line, vocabulary)), default=above)
        self.head = max(above, self._head(headers))
        self.end = self._end(self.inside)
        start = min(self.head, max(above, first.box[1] - HEADING_ROOM))
        self.lines = lines_of([w for w in self.inside if start < w.middle <= self.end])
        body = [line for line in self.lines if line.middle > first.box[1] - 1.2 * (first.box[3] - first.box[1])]
        rows = [line for line in body if self.head < line.middle <= last.box[3] + 2]
        same = continued(before, band, rows, headers, vocabulary) if above == 0 else ()
        bare = same or columns_of(band, rows, headers, vocabulary)
        self.columns = self._with_roles(bare, headers, self.inside, before)
        self.band = with_stacked(band, body, self.columns, self.layout.rules)
        self.headings = [] if band.edges else self._headings(body)
        self.extents = row_extents(self.band, self.lines, self.headings, self.layout.rules, self.end, self.head)
        self.headings = sorted({*self.headings, *self._between_rows()}, key=lambda line: line.middle)
        heading_lines = set(self.headings)
        self.words = by_column(
            self.columns, [w for line in self.lines if line not in heading_lines for w in line.words]
        )

    def _over(self, above: float) -> tuple[Line, ...]:
        """The lines over the first row."""
        first, vocabulary = self.band.anchors[0], self.frame.book.vocabulary
        if self.band.edges:
            return header_rows(lines_of(self.inside), self.layout.rows, first, above, vocabulary)
        return header_lines(self.inside, first, above, vocabulary)

    def _headings(self, body: Sequence[Line]) -> list[Line]:
        """The lines that are no part of a row, told by where their words stand, from top to bottom."""
        anchored = anchored_lines(body, self.band)
        fused = sum(c.role in (Role.CODE, Role.TITLE) for c in self.columns) == 1
        apart = [line for line in self.lines if line not in anchored]
        found = {line for line in self.lines if is_heading(line, self.band, fused, anchored)}
        found |= {line for line in apart if self._crosses(line) or (fused and self._names_standard(line))}
        return sorted(found, key=lambda line: line.middle)

    def _head(self, headers: Sequence[Line]) -> float:
        """Where the table's header ends; without one, where the text above the first row does."""
        named = [line for line in headers if is_header(line, self.frame.book.vocabulary)]
        if named:
            end = max(line.y1 for line in named)
            for line in headers:
                ruled = any(end - 1 < rule[1] < line.y0 + 1 for rule in self.layout.rules)
                if line.middle > end and line.y0 - end < TIGHT * (line.y1 - line.y0) and not ruled:
                    end = line.y1  # a name over several lines
            return end - 1
        first = self.band.anchors[0]
        height = first.box[3] - first.box[1]
        top = first.box[1]
        for line in reversed(lines_of([w for w in self.inside if w.middle < first.box[1] - 1])):
            if top - line.y1 > 0.8 * height or first.box[1] - line.y0 > MAX_CARRIED * height:
                break
            top = min(top, line.y0)
        return top - 1

    def _end(self, words: Sequence[Word]) -> float:
        """Where the table ends: at the ruling line that closes it, or at the first wide gap below the last code."""
        last = self.band.anchors[-1]
        height = last.box[3] - last.box[1]
        closing = [
            r[1] for r in self.layout.rules if r[1] > last.middle and r[0] <= last.box[0] + 2 and r[2] >= last.box[2]
        ]
        reach = last.box[3]
        below = lines_of([w for w in words if w.middle > last.box[3] - 1])
        for line, following in zip_longest(below, below[1:]):
            if line.y0 - reach > 0.8 * height or self._ends_rows(line, following):
                break
            reach = max(reach, line.y1)
        nearest = min(closing, default=None)
        below = lines_of([w for w in words if nearest is not None and reach < w.middle < nearest])
        if any(is_header(line, self.frame.book.vocabulary) for line in below):
            nearest = None  # it is the head of the next table that the line closes
        if nearest is not None and nearest - last.middle < 40 * height:
            return nearest if nearest < reach + 3 * height or nearest > reach else reach
        return reach + 0.5

    def _ends_rows(self, line: Line, following: Line | None) -> bool:
        """Whether the list of a sector's topics that are not material begins below the last row."""
        text = fold(f"{line.text} {following.text if following else ''}")
        return any(re.match(pattern, text) for pattern in self.frame.book.vocabulary.sector_not_material)

    def _with_roles(
        self, columns: Sequence[Column], headers: Sequence[Line], words: Sequence[Word], before: Sequence[Column]
    ) -> tuple[Column, ...]:
        strips = by_column(columns, words)
        beside = [[self._beside(column, anchor, strips[column]) for anchor in self.band.anchors] for column in columns]
        codes = [anchor.codes[0].code for anchor in self.band.anchors]
        found = with_roles(columns, self.band, headers, beside, codes, self.frame.book, before)
        found = tuple(self._unless_apart(column, found, headers) for column in found)
        bare = self.frame.locations.bare_in
        return tuple(
            replace(column, bare=bare(column.header, texts, column.bare))
            for column, texts in zip(found, beside, strict=True)
        )

    def _unless_apart(self, column: Column, columns: Sequence[Column], headers: Sequence[Line]) -> Column:
        """The column, or no part of the table where it stands far right of its pages, without a name, and its lines are
        not those of the rows: a menu in the margin."""
        told = [c for c in columns if c.role is Role.LOCATION and c.seen]
        height = self.band.anchors[0].box[3] - self.band.anchors[0].box[1]
        far = bool(told) and column.inner[0] - max(c.inner[1] for c in told) > APART * height
        if column.role is not Role.LOCATION or column.header or column.seen or not far or not headers:
            return column
        lines = lines_of([w for w in self.inside if column.holds(w) and w.middle > self.band.anchors[0].box[1]])
        level = sum(any(abs(line.middle - y) < 0.3 * height for y in self.middles) for line in lines)
        return column if level >= LEVEL * len(lines) else replace(column, role=Role.OTHER)

    def _beside(self, column: Column, anchor: Anchor, words: Sequence[Word]) -> str:
        height = anchor.box[3] - anchor.box[1]
        following = bisect_right(self.middles, anchor.middle + 1)
        below = self.middles[following] if following < len(self.middles) else anchor.middle + 9e9
        reach = max(anchor.middle + 1.1 * height, min(below - 0.8 * height, anchor.middle + 4 * height))
        row = row_at(self.layout.rows, anchor.middle) if self.band.edges else None
        top = max(anchor.middle - 1.1 * height, row[1] if row else 0.0)
        near = between(words, top, min(below - 0.8 * height, row[3]) if row else reach)
        if column.left <= anchor.box[0] < column.right:
            near = [w for w in near if w.x0 >= anchor.box[2] - 1 or (self.band.stacked and w.y0 > anchor.middle)]
        return text_of(near)

    @cached_property
    def behind(self) -> bool:
        """Whether the code stands behind the title."""
        roles = [column.role for column in self.columns]
        return Role.TITLE in roles and Role.CODE in roles and roles.index(Role.TITLE) < roles.index(Role.CODE)

    def _crosses(self, line: Line) -> bool:
        """Whether words run on from the titles into the locations: a heading over both."""
        titled = (Role.TITLE, Role.CODE)
        edges = [
            (a.inner[1], b.inner[0])
            for a, b in pairwise(self.columns)
            if a.role in titled and b.role is Role.LOCATION and b.inner[0] - a.inner[1] > line.y1 - line.y0
        ]
        return any(p.x0 < left - 1 and p.x1 > right + 1 for p in phrases(line) for left, right in edges)

    def _between_rows(self) -> Iterator[Line]:
        """Lines that are ruled off between two rows; in a table of cells, all that stand in no row with a code."""
        if self.band.edges:
            return (line for line in self.lines if not any(e.holds(line.middle) for e in self.extents))
        rows = zip(self.extents, self.extents[1:], strict=False)
        gaps = [(a.bottom, b.top) for a, b in rows if b.top > a.bottom]
        return (line for line in self.lines if any(top <= line.middle < bottom for top, bottom in gaps))

    def _standard(self, text: str) -> StandardName | None:
        return standard_named(text, self.frame.catalogue, self.frame.book)

    def _names_standard(self, line: Line) -> bool:
        """Whether a line names a standard outside the column that is there for it."""
        beside = [c for c in self.columns if c.role is Role.STANDARD]
        words = [w.text for w in line.words if not any(c.holds(w) for c in beside)]
        return self._standard(" ".join(words)) is not None

    def heading_rows(self) -> Iterator[Heading]:
        """Headings that name a standard, and standards named in the standard column."""
        for line in self.headings:
            found = self._standard(line.text)
            if found:
                yield Heading(line.text, found.number, found.edition, self._where(line.words))

    def unparsed(self) -> Iterator[Unparsed]:
        """Rows without a code: words in the code or title column and pages in a location column beside them."""
        read = {id(w) for strip, words in self.words.items() for w in words if strip.role is not Role.STANDARD}
        for line in self._around():
            taken = any(e.holds(line.middle) for e in self.extents) and all(id(w) in read for w in line.words)
            if not taken and not self._standard(line.text) and self._looks_like_row(line):
                yield Unparsed(line.text, self._where(line.words))

    def _around(self) -> Iterator[Line]:
        """Headings, and the lines right above the first and right below the last row, up to a row of another table."""
        yield from self.headings
        top, bottom = self.extents[0].top, self.extents[-1].bottom
        height = self.band.anchors[0].box[3] - self.band.anchors[0].box[1]
        yield from (line for line in self.lines if self.head < line.middle < top and line not in self.headings)
        for line in lines_of([w for w in self.inside if w.middle > max(bottom, self.end)]):
            if line.y0 - bottom > 3 * height or self._is_coded(line):
                return
            bottom = line.y1
            yield line

    def _is_coded(self, line: Line) -> bool:
        """Whether a line begins with a code: whether it was read is asked of the page as a whole."""
        return any(code.start == 0 for code in find_codes(line.text[:60], self.frame.catalogue))

    def _looks_like_row(self, line: Line) -> bool:
        located = [c for c in self.columns if c.role is Role.LOCATION]
        titled = [c for c in self.columns if c.role in (Role.CODE, Role.TITLE)]
        letters = sum(ch.isalpha() for w in line.words if any(c.holds(w) for c in titled) for ch in w.text)
        pages = [" ".join(w.text for w in line.words if c.holds(w)) for c in located]
        crossing = any(w.x0 < c.left - 1 and w.x1 > c.left + 1 for c in located for w in line.words)
        return letters >= 3 and not crossing and any(map(self.frame.locations.lists_pages, pages))

    def carried(self) -> tuple[str, tuple[str, ...]]:
        """Title and locations above the first row: the end of the row before, where no code stands beside them."""
        top, head = self.extents[0].top, self._carried_head()
        title = ""
        locations: list[str] = []
        for column in self.columns:
            text = text_of(between(self.words[column], head, top))
            if column.role is Role.LOCATION:
                locations.append(text)
            elif column.role is Role.TITLE:
                title = text
            elif text and column.role is Role.CODE:
                return "", ()
        return title, tuple(locations)

    def _carried_head(self) -> float:
        """Where what is carried over begins: above the table's head too, as far as only locations stand there."""
        head = self.head
        if self.headed:
            return head
        located = [column for column in self.columns if column.role is Role.LOCATION]
        for line in reversed([line for line in self.lines if line.middle < self.extents[0].top]):
            apart = line.middle < head and head - line.y1 > CARRIED_GAP * (line.y1 - line.y0)
            if apart or not all(any(column.holds(word) for column in located) for word in line.words):
                break
            if line.middle < head and not self._is_end_of_list(line.text):
                break
            head = min(head, line.y0 - 1)
        return head

    def _is_end_of_list(self, text: str) -> bool:
        """Whether a line over a page's table ends the last row's list of pages, and is not the page's own number."""
        own = self.frame.locations.pagination.label(self.layout.page)
        return self.frame.locations.lists_pages(text) and text.strip() != own

    def last_standard(self) -> StandardName | None:
        """The standard named last in this table, else before it."""
        return self.names.standard_above(self.layout.height + 1)

    def last_group(self) -> str:
        """The heading named last in this table that is no standard's, else before it."""
        return self.names.group_above(self.layout.height + 1)

    @cached_property
    def names(self) -> Names:
        """The standards and groups that stand over the rows."""
        vocabulary = self.frame.book.vocabulary
        groups = [
            line
            for line in self.headings
            if line.middle > self.named and not is_header(line, vocabulary) and not self._looks_like_row(line)
            if len(phrases(line)) == 1  # words far apart are the second line of several columns' names
        ]
        beside = [block for c in self.columns if c.role is Role.STANDARD for block in blocks(self.words[c])]
        return Names(
            standards=standards_named(self.headings, beside, self.frame.catalogue, self.frame.book),
            groups=groups_named(groups, beside, vocabulary),
            standard_before=self.standard_before,
            group_before=self.group_before,
        )

    def cells(self) -> Iterator[Cells]:
        room = {
            column: merged_extents(column, self.extents, self.band, self.layout.rules, self.words[column])
            if column.role is Role.LOCATION
            else self.extents
            for column in self.columns
        }
        for position, anchor in enumerate(self.band.anchors):
            yield self._row(anchor, self.extents[position], {c: room[c][position] for c in self.columns})

    def _row(self, anchor: Anchor, extent: Extent, room: dict[Column, Extent]) -> Cells:
        texts: dict[Role, list[str]] = {}
        used: list[Word] = []
        for column in self.columns:
            words = between(self.words[column], room[column].top, room[column].bottom)
            if column.role is Role.CODE:
                words = [w for w in words if not _covers(anchor, w)]
            used += words
            texts.setdefault(column.role, []).append(text_of(words))
        fused = Role.TITLE not in texts
        title = " ".join(texts.get(Role.TITLE, texts.get(Role.CODE, [])))
        box_words = [w for w in used if extent.holds(w.middle)]
        located = [c for c in self.columns if c.role is Role.LOCATION]
        links = [link for c in located for link in self.layout.links if _inside(link, c, room[c])]
        doubts = () if located else ("no location column was found",)
        return Cells(
            codes=anchor.codes,
            title=title,
            locations=tuple(
                LocationCell(text, column.bare, self._owner(column))
                for column, text in zip(located, texts.get(Role.LOCATION, []), strict=True)
            ),
            where=self._where(box_words, anchor),
            omission=" ".join(texts.get(Role.OMISSION, [])),
            reason=" ".join(texts.get(Role.REASON, [])),
            explanation=" ".join(texts.get(Role.EXPLANATION, [])),
            requirement=" ".join(texts.get(Role.REQUIREMENT, [])),
            sdgs=" ".join(texts.get(Role.SDG, [])),
            references=" ".join(texts.get(Role.SECTOR, [])),
            heading=self.names.standard_above(anchor.middle + 0.5 * (anchor.box[3] - anchor.box[1])),
            topic=self.names.group_above(anchor.middle + 0.5 * (anchor.box[3] - anchor.box[1])) or None,
            assured=self._assured(texts),
            linked=pages_of(links),
            dead=tuple(dict.fromkeys(link.dead for link in links if link.dead)),
            behind=self.behind,
            web=any(link.uri for link in links),
            given=documents_of(links),
            lines=tuple(
                line.text for c in located for line in lines_of(between(self.words[c], room[c].top, room[c].bottom))
            ),
            doubts=doubts + (("code and title share a cell",) if fused and not title else ()),
        )

    def _assured(self, texts: Mapping[Role, list[str]]) -> bool | None:
        """Whether the column for assurance marks the row; None without one."""
        if Role.ASSURANCE not in texts:
            return None
        return is_marked(" ".join(texts[Role.ASSURANCE]), self.frame.book.vocabulary)

    def _owner(self, column: Column) -> str:
        """The other document that a location column's header names, or nothing."""
        return column.header if self.frame.locations.is_other(column.header) else ""

    def _where(self, words: Sequence[Word], anchor: Anchor | None = None) -> Where:
        page = self.layout.page
        box = around(words) if words else (anchor.box if anchor else None)
        if anchor is not None and box is not None:
            a = anchor.box
            box = (min(box[0], a[0]), min(box[1], a[1]), max(box[2], a[2]), max(box[3], a[3]))
        line = anchor.line if anchor else (words[0].line if words else None)
        # Text has lines; its boxes stand on a grid that only the reader knows.
        rounded = _rounded(box) if box and line is None else None
        return Where(page, self.frame.locations.pagination.label(page), line, rounded)


def _rounded(box: Box) -> Box:
    x0, y0, x1, y1 = box
    return round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)


def _covers(anchor: Anchor, word: Word) -> bool:
    x0, y0, x1, y1 = anchor.box
    return x0 - 0.5 <= word.x0 and word.x1 <= x1 + 0.5 and y0 - 0.5 <= word.middle <= y1 + 0.5


def _inside(link: Link, column: Column, extent: Extent) -> bool:
    x, y = (link.box[0] + link.box[2]) / 2, (link.box[1] + link.box[3]) / 2
    return column.left <= x < column.right and extent.holds(y)
