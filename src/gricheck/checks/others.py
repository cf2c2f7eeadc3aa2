"""Further indexes of the same report: that there is one, and that it says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import ROW_FIELDS, arguments, join_words, judge, judge_reading, passed, shown
from gricheck.model.index import Kind, OtherIndex, Row
from gricheck.model.mapping import Mapping, Method, RowMatch
from gricheck.model.run import Context, Outcome, Verdict

_INDEX = "index"


@check("index-single", fields={"pages", "other_pages", "count", "shared"})
def index_single(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The report has one index."""
    index = context.mapping.index
    if index.rows and not index.others:
        yield Verdict(Outcome.PASS, subject=_INDEX)
    codes = {row.code for row in index.rows}
    for other in index.others:
        own = {row.code for row in other.rows}
        words = {
            "pages": _span(context.mapping, index.pages, index.rows),
            "other_pages": _span(context.mapping, other.pages, other.rows),
            "count": str(len(own)),
            "shared": str(len(own & codes)),
        }
        where = other.rows[0].where if other.rows else None
        yield Verdict(
            Outcome.FAIL,
            arguments=arguments(words),
            where=where,
            subject=f"{_INDEX} {words['other_pages']}",
        )


@check("indexes-agree", fields=ROW_FIELDS | {"other_location", "other_page"})
def indexes_agree(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A disclosure that two indexes of the report list has the same pages in both."""
    counterparts = {row.code: row for other in context.mapping.index.others for row in _unrepeated(other)}
    once = _listed_once(context.mapping)
    for match in context.mapping.matches:
        other = counterparts.get(match.row.code)
        if other is None or match.row.code not in once or match.method is not Method.EXACT or not _is_paged(match.row):
            yield passed(match, applies=False)
        elif _pages(other) == _pages(match.row):
            yield passed(match)
        else:
            yield _disagreeing(context, match, other)


def _disagreeing(context: Context, match: RowMatch, other: Row) -> Verdict:
    page = context.mapping.page_number(other.where.page, other.where.label)
    words = {"other_location": shown(other.location), "other_page": page}
    if _pages(other) & _pages(match.row):
        why = "the two share a page, so that one may only be more complete than the other"
        return judge(context, match, Outcome.REVIEW, words=words, reason=why, related=(other.where,))
    return judge_reading(context, match, None, words)


def _unrepeated(other: OtherIndex) -> Iterator[Row]:
    """The rows of a further index that were read without doubt and whose code it lists once, with pages."""
    codes = [row.code for row in other.rows]
    return (row for row in other.rows if codes.count(row.code) == 1 and _is_paged(row) and not row.doubts)


def _listed_once(mapping: Mapping) -> set[str]:
    codes = [m.row.code for m in mapping.matches]
    return {code for code in codes if codes.count(code) == 1}


def _is_paged(row: Row) -> bool:
    return row.kind is Kind.PAGES and bool(row.pages) and all(ref.index is not None for ref in row.pages)


def _pages(row: Row) -> set[int | None]:
    return {ref.index for ref in row.pages}


def _span(mapping: Mapping, pages: tuple[int, ...], rows: Sequence[Row]) -> str:
    """``p. 120-124``, ``p. 3-4 of index.pdf``; ``sheet 2022`` of a workbook."""
    sheets = dict.fromkeys(row.where.sheet for row in rows if row.where.sheet)
    if sheets:
        return f"sheet {join_words(sheets)}"
    first, last = (mapping.label(page) or str(mapping.own_page(page) + 1) for page in (pages[0], pages[-1]))
    part = mapping.part(pages[-1])
    return f"p. {first if first == last else f'{first}-{last}'}{f' of {part.name}' if part else ''}"
