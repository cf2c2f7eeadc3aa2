"""Links in the index: each leads somewhere, and to the page whose number it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import ROW_FIELDS, join_words, judge_reading, passed, shown
from gricheck.model.document import Pagination
from gricheck.model.index import Kind, Row
from gricheck.model.mapping import RowMatch
from gricheck.model.run import Context, Verdict


@check("link-leads", fields=ROW_FIELDS | {"targets"})
def link_leads(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """Every link in a location that names a place within the file leads to one that is there."""
    for match in context.mapping.matches:
        if dead := match.row.dead_links:
            targets = join_words(f'"{shown(name)}"' for name in dead)
            yield judge_reading(context, match, None, {"targets": targets})
        else:
            yield passed(match, applies=bool(match.row.linked))


@dataclass(frozen=True, slots=True)
class Agreement:
    """From ``least_rows`` rows of which ``least_share`` agree, links and numbers are known to mean the same pages."""

    least_rows: int = 10
    least_share: float = 0.8


@check("link-agrees", options=Agreement, fields=ROW_FIELDS | {"printed_pages", "linked_pages"})
def link_agrees(context: Context, options: Agreement) -> Iterable[Verdict]:
    """Every link in a location leads to a page that the location names.

    Links that lead elsewhere throughout lead to the first pages of chapters, say, or the pages' numbers were misread:
    only where most agree does one that does not tell anything.
    """
    told = [m for m in context.mapping.matches if _is_told(m.row)]
    agreeing = sum(not _astray(m.row) for m in told)
    judged = context.mapping.pagination.judged and len(told) >= options.least_rows
    judged = judged and agreeing >= options.least_share * len(told)
    for match in context.mapping.matches:
        if not judged or not _is_told(match.row):
            yield passed(match, applies=False)
        elif astray := _astray(match.row):
            yield _misled(context, match, astray)
        else:
            yield passed(match)


def _misled(context: Context, match: RowMatch, astray: list[int]) -> Verdict:
    pagination = context.mapping.pagination
    printed = dict.fromkeys(ref.label for ref in match.row.pages if ref.label)
    words = {"printed_pages": join_words(printed), "linked_pages": join_words(_shown(pagination, i) for i in astray)}
    return judge_reading(context, match, None, words)


def _is_told(row: Row) -> bool:
    """Whether a row has links, and numbers of pages of this report: all of them known, no other document beside."""
    known = bool(row.pages) and all(ref.index is not None and ref.label for ref in row.pages)
    return bool(row.linked) and known and row.kind is Kind.PAGES and not row.externals and not row.sections


def _astray(row: Row) -> list[int]:
    """The pages to which links lead and that are not named."""
    named = {ref.index for ref in row.pages}
    return [page for page in row.linked if page not in named]


def _shown(pagination: Pagination, page: int) -> str:
    """The printed number, else the number of the page in the file."""
    return pagination.label(page) or f"{page + 1} of the file"
