"""Rows to disclosures: the index mapped onto the catalogue, and onto what is known of the report's date."""

from __future__ import annotations

from datetime import date, timedelta

from gricheck.index.claim import universal_edition
from gricheck.index.titles import ALIKE, SAME, TitleBook, title_book
from gricheck.matcher.tag_places import read_tags
from gricheck.model.document import Document
from gricheck.model.index import Claim, ContentIndex, Row
from gricheck.model.mapping import Mapping, Method, RowMatch, TitleVerdict
from gricheck.model.standard import Catalogue, Disclosure
from gricheck.vocabulary import Vocabulary

EXACT = 0.985
"""From here on a title is the official one to the letter."""

MARGIN = 0.15
"""By how much another code's title must fit better before the printed code is doubted."""


def match(
    document: Document,
    index: ContentIndex,
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    *,
    claim: Claim | None = None,
    published: date | None = None,
) -> Mapping:
    """Map an index. ``claim`` and ``published``, where given, go before what the report says."""
    book = title_book(catalogue, vocabulary)
    matcher = _Matcher(catalogue, book, index)
    facts = index.facts
    earliest = facts.period_end + timedelta(days=1) if facts.period_end else None
    return Mapping(
        source=document.source,
        index=index,
        matches=tuple(matcher.row(row, position) for position, row in enumerate(index.rows)),
        catalogue=catalogue,
        pagination=document.pagination,
        page_count=document.page_count,
        parts=document.parts,
        claim=claim or index.claim,
        published=published or facts.published,
        published_earliest=published or earliest,
        warnings=document.warnings,
        tagging=read_tags(document, catalogue),
    )


class _Matcher:
    """Matches the rows of one index; a code is doubted in the light of the other rows."""

    def __init__(self, catalogue: Catalogue, book: TitleBook, index: ContentIndex) -> None:
        self.catalogue, self.book, self.rows = catalogue, book, index.rows
        self.language = index.facts.language
        self.edition = universal_edition(index.rows)
        self.listed = frozenset(row.code for row in index.rows)

    def row(self, row: Row, position: int) -> RowMatch:
        printed = self._printed(row)
        if row.code.isdigit():
            # A standard's number alone ("103"): the row is about the standard, and no title makes it one disclosure.
            return RowMatch(row, None, None, Method.NONE, TitleVerdict.UNKNOWN)
        if not row.title.strip():
            method = Method.EXACT if printed else Method.NONE
            return RowMatch(row, printed, printed, method, TitleVerdict.ABSENT, None, 0.0, self._sure(row))
        score = self.book.score(row.title, printed) if printed else 0.0
        other, verdict = self._title(row, printed, score, position)
        misprint = verdict is TitleVerdict.OTHER_CODE and other is not None and other.code not in self.listed
        if misprint or (printed is None and other is not None and verdict is TitleVerdict.OTHER_CODE):
            return RowMatch(row, other, printed, Method.TITLE, verdict, other, score, True)
        method = Method.EXACT if printed else Method.NONE
        return RowMatch(row, printed, printed, method, verdict, other, score, self._sure(row))

    def _sure(self, row: Row) -> bool:
        return row.edition is not None or len(self.catalogue.by_code.get(row.code, ())) <= 1

    def _printed(self, row: Row) -> Disclosure | None:
        """The disclosure that the printed code names; of several editions the one that fits the index."""
        told = self.catalogue.get(row.code, row.edition)
        if told is not None:
            return told
        owners = self.catalogue.by_code.get(row.code, ())
        fitting = [d for d in owners if d.edition == self.edition]
        return next(reversed(fitting or owners), None)

    def _title(
        self, row: Row, printed: Disclosure | None, score: float, position: int
    ) -> tuple[Disclosure | None, TitleVerdict]:
        """Whose title the row prints, if another's, and how it stands to the official titles."""
        if score >= SAME and (score >= EXACT or not self._is_title_of_other(row, position)):
            return None, TitleVerdict.SAME
        edition = self._other_edition(row)
        if edition is not None and (printed is None or edition.key != printed.key):
            return edition, TitleVerdict.ALIKE
        other, likeness = self._other(row, position)
        margin = 0.0 if likeness >= EXACT else MARGIN
        if other is not None and likeness >= SAME and likeness > score + margin and other.code != row.code:
            return other, TitleVerdict.OTHER_CODE
        if score >= ALIKE:
            return None, TitleVerdict.ALIKE
        return None, TitleVerdict.FOREIGN if self._is_foreign(printed) else TitleVerdict.UNKNOWN

    def _is_title_of_other(self, row: Row, position: int) -> bool:
        """Whether the printed title is to the letter another disclosure's: "directed to" is not "diverted from"."""
        other, likeness = self._other(row, position)
        return other is not None and likeness >= EXACT and other.code != row.code

    def _other_edition(self, row: Row) -> Disclosure | None:
        owners = self.book.owners_of(row.code)
        return next((d for d in owners if self.book.score(row.title, d) >= SAME), None)

    def _other(self, row: Row, position: int) -> tuple[Disclosure | None, float]:
        """The disclosure whose title fits best; among equals one of a standard that stands beside the row."""
        candidates = [(d, score) for d, score in self.book.closest(row.title) if self._of_this_generation(d)]
        if not candidates:
            return None, 0.0
        best = max(score for _, score in candidates)
        equal = [d for d, score in candidates if score > best - 0.01]
        near = {r.code.rpartition("-")[0] for r in self.rows[max(0, position - 3) : position + 4]}
        equal.sort(key=lambda d: (d.code.rpartition("-")[0] not in near, -d.edition))
        return equal[0], best

    def _of_this_generation(self, disclosure: Disclosure) -> bool:
        """Whether an index of this edition can mean it: no G4 beside the Standards, no 102-x beside 2-x, and beside the
        102-x and 103-x of 2016 none of the later standards that bear these numbers."""
        generation = {"GRI G4": 2013, "GRI 102": 2016, "GRI 103": 2016, "GRI 2": 2021, "GRI 3": 2021}
        own = generation.get(disclosure.standard)
        if own is not None and disclosure.edition != own:
            return self.edition != own
        if self.edition == 2013 or own == 2013:
            return self.edition in (None, own)
        return own is None or self.edition in (None, own)

    def _is_foreign(self, printed: Disclosure | None) -> bool:
        """Whether the report's language is one in which the catalogue has no title to compare with."""
        if self.language in (None, "en"):
            return False
        return printed is None or self.language not in printed.titles
