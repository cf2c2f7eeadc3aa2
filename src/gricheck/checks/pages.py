"""The page numbers of a location: whether they are there, in order, narrow, and not the index's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gricheck.checks.registry import DISCLOSURES, NoOptions, check
from gricheck.checks.verdicts import ROW_FIELDS, arguments, code_of, join_words, judge, list_codes, passed
from gricheck.model.document import Pagination
from gricheck.model.index import PageRange
from gricheck.model.mapping import RowMatch
from gricheck.model.run import Context, Outcome, Verdict

_NAMED = 8
"""So many rows are named in a finding for many."""
_FEW = 5
"""So many rows say little about the index as a whole."""


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """``max_share``: where more than this share of the rows leads to no page, another document is probably meant."""

    max_share: float = 0.5


@check(
    "page-exists",
    options=OtherDocument,
    fields=ROW_FIELDS | {"pages", "first", "last", "count"},
    messages=["elsewhere", "extract"],
)
def page_exists(context: Context, options: OtherDocument) -> Iterable[Verdict]:
    """Every page that a location names is a page of the report."""
    last = _last_number(context.mapping.pagination)
    if last is None or not context.mapping.pagination.judged:
        yield from (passed(match, applies=False) for match in context.mapping.matches)
        return
    lost = [(m, [p.label for p in m.row.pages if p.index is None and p.label]) for m in context.mapping.matches]
    count, paged = sum(bool(labels) for _, labels in lost), sum(bool(m.row.pages) for m in context.mapping.matches)
    first = _first_number(context.mapping.pagination)
    if count > _FEW and first is not None:
        why = "the pages may be in the rest of the report"
        yield _many("extract", {"first": str(first), "last": str(last), "count": str(count)}, why, lost)
    elif count > max(_FEW, options.max_share * paged):
        why = "the page numbers may be those of another document, or the printed numbers were not found"
        yield _many("elsewhere", {"first": "", "last": str(last), "count": str(count)}, why, lost)
    else:
        for match, labels in lost:
            if labels:
                yield _lost_pages(context, match, labels, first, last)
            else:
                yield passed(match, applies=bool(match.row.pages))


@check("range-in-order", fields=ROW_FIELDS | {"ranges"})
def range_in_order(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A range of pages runs upwards."""
    for match in context.mapping.matches:
        reversed_ = [r for r in match.row.ranges if r.width <= 0]
        if not match.row.ranges:
            yield passed(match, applies=False)
        elif not reversed_:
            yield passed(match)
        else:
            yield judge(context, match, Outcome.FAIL, words={"ranges": _spell(reversed_)})


@dataclass(frozen=True, slots=True)
class Width:
    """``max_pages``: a range of more pages than this no longer helps a reader to find anything."""

    max_pages: int = 25


@check("range-narrow", options=Width, fields=ROW_FIELDS | {"ranges", "width", "most"})
def range_narrow(context: Context, options: Width) -> Iterable[Verdict]:
    """A range of pages is narrow enough to lead a reader to the information."""
    for match in context.mapping.matches:
        wide = [r for r in match.row.ranges if r.width > options.max_pages]
        if not match.row.ranges:
            yield passed(match, applies=False)
        elif not wide:
            yield passed(match)
        else:
            width = str(max(r.width for r in wide))
            words = {"ranges": _spell(wide), "width": width, "most": str(options.max_pages)}
            yield judge(context, match, Outcome.FAIL, words=words)


@dataclass(frozen=True, slots=True)
class AboutTheIndex:
    """``except_codes``: disclosures whose information is the index itself."""

    except_codes: tuple[str, ...] = field(default=(), metadata=DISCLOSURES)


@check("location-elsewhere", options=AboutTheIndex, fields=ROW_FIELDS | {"pages"})
def location_elsewhere(context: Context, options: AboutTheIndex) -> Iterable[Verdict]:
    """A location leads out of the index, to where the information is."""
    own = context.mapping.index.pages
    for match in context.mapping.matches:
        pages = [p.index for p in match.row.pages]
        outside = any(ref.index not in own or ref.line for ref in match.row.pages)
        elsewhere = match.row.sections or match.row.externals or outside
        if not pages or code_of(match) in options.except_codes:
            yield passed(match, applies=False)
        elif elsewhere:
            yield passed(match)
        else:
            yield _own_pages(context, match)


def _lost_pages(context: Context, match: RowMatch, lost: list[str], first: int | None, last: int) -> Verdict:
    """Beyond the last number there is no page; between two numbers a page may just not print its own.

    A file that is an extract, with a number ``first`` on its first page, lacks the other pages of its report.
    """
    beyond = [label for label in lost if label.isascii() and label.isdigit() and int(label) > last]
    named = lost if first is not None else beyond or lost
    words = {"pages": list_codes(named, to="-"), "first": str(first or ""), "last": str(last), "count": ""}
    if first is not None:
        why = f"the file begins at page {first}: the page may be in the rest of the report"
        return judge(context, match, Outcome.REVIEW, words=words, reason=why)
    if beyond:
        return judge(context, match, Outcome.FAIL, words=words)
    why = "the page may be there without a printed number"
    return judge(context, match, Outcome.REVIEW, words=words, reason=why)


def _many(message: str, words: dict[str, str], why: str, lost: Iterable[tuple[RowMatch, list[str]]]) -> Verdict:
    """One review in place of a finding for many rows, which have one cause."""
    named = [f"{code_of(match)} p. {list_codes(labels, to='-')}" for match, labels in lost if labels]
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    words = {**dict.fromkeys(ROW_FIELDS, ""), "pages": "; ".join(named[:_NAMED]) + more, **words}
    return Verdict(Outcome.REVIEW, message=message, arguments=arguments(words), reason=why, subject="pages")


def _own_pages(context: Context, match: RowMatch) -> Verdict:
    """Inside the index there is nothing else; its first and last page may carry other text too."""
    inner = context.mapping.index.pages[1:-1]
    words = {"pages": list_codes((p.label or str((p.index or 0) + 1) for p in match.row.pages), to="-")}
    if all(p.index in inner for p in match.row.pages):
        return judge(context, match, Outcome.FAIL, words=words)
    why = "the index begins or ends on that page, which may hold other text as well"
    return judge(context, match, Outcome.REVIEW, words=words, reason=why)


def _last_number(pagination: Pagination) -> int | None:
    return max(_numbers(pagination), default=None)


def _numbers(pagination: Pagination) -> list[int]:
    return [int(label) for page in pagination.labels for label in page if label.isascii() and label.isdigit()]


EXTRACT = 10
"""A file whose first printed number is so far ahead of its place begins in the middle of a report."""


def _first_number(pagination: Pagination) -> int | None:
    """The number on the first page that carries one, where the file is an extract that has none lower; else None."""
    for index, labels in enumerate(pagination.labels):
        number = next((int(label) for label in labels if label.isascii() and label.isdigit()), None)
        if number is not None:
            return number if number - index > EXTRACT and number == min(_numbers(pagination)) else None
    return None


def _spell(ranges: Iterable[PageRange]) -> str:
    return join_words(f"{r.first}-{r.last}" for r in ranges)
