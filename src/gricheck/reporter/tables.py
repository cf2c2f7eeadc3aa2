"""The index and the lists of rules and standards as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from gricheck.catalogue import standards_table
from gricheck.model.index import Row
from gricheck.model.mapping import Mapping, RowMatch
from gricheck.model.rule import Rule, RulePack
from gricheck.model.run import Versions
from gricheck.model.standard import Catalogue
from gricheck.reporter.grid import Give
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.sheet import Sheet
from gricheck.reporter.views import (
    index_name,
    physical_pages,
    place,
    row_edition,
    versions_text,
)

_HEAD = 9


def render_index(mapping: Mapping, versions: Versions, options: RenderOptions) -> str:
    """``gricheck index``: the rows as read, and what was not understood."""
    sheet = Sheet(options)
    index = mapping.index
    sheet.line((mapping.source.path, "bold"))
    told = (index_name(mapping), f"{len(index.rows)} rows")
    sheet.wrapped(", ".join(filter(None, told)), _HEAD, "  index")
    sheet.wrapped(versions_text(versions), _HEAD, "  with")
    sheet.gap()
    rows = [_row(m, mapping) for m in mapping.matches]
    headers = ("code", "edition", "title", "location", "kind", "file pages", "SDGs")
    sheet.table(rows, headers, Give(wrapped=(2, 3, 5), left_out=(6, 1), below=(5, 4)))
    for item in index.unparsed:
        sheet.wrapped(f"not understood: {place(item.where, mapping)}: {item.text}", 2)
    return sheet.text()


def _row(match: RowMatch, mapping: Mapping) -> tuple[object, ...]:
    row = match.row
    pages, goals = physical_pages(row, mapping), _sdgs(row)
    return row.code, row_edition(match), row.title, row.location, row.kind.value, pages, goals


def render_rules(packs: Iterable[RulePack], options: RenderOptions) -> str:
    """``gricheck rules``: every rule by pack and family."""
    sheet = Sheet(options)
    for pack in packs:
        sheet.gap()
        name = f"{pack.id} {pack.version}"
        sheet.wrapped(pack.title, len(name) + 2, (name, "bold"))
        rows = [(r.id, _severity(r), _status(r), r.name) for r in pack.rules]
        if rows:
            sheet.table(rows, ("rule", "severity", "status", "what it checks"), Give(wrapped=(2, 3), below=(3, 2)))
    sheet.gap()
    sheet.line("`gricheck explain RULE` says more about one.")
    return sheet.text()


def render_standards(catalogue: Catalogue, options: RenderOptions) -> str:
    """``gricheck standards``: every standard in every edition."""
    sheet = Sheet(options)
    header, *rows = standards_table(catalogue)
    sheet.table(rows, header, Give(wrapped=(2, 3, 4, 5), below=(5, 6, 4)))
    sheet.gap()
    sheet.wrapped("`gricheck standards NAME` says more about one: a standard, a disclosure, a sector topic or line.")
    return sheet.text()


def _severity(rule: Rule) -> str:
    if rule.severity_required in (None, rule.severity):
        return rule.severity.value
    return f"{rule.severity.value}/{rule.severity_required}"


def _status(rule: Rule) -> str:
    return f"{rule.status}, use {rule.replaced_by}" if rule.replaced_by else str(rule.status)


def _sdgs(row: Row) -> str:
    return ", ".join(map(str, row.sdgs))
