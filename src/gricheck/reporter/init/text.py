"""What ``gricheck init`` says: the files that it wrote, what it found in each report, and what to do next."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from gricheck.reporter.init.hints import Look, claim_key, named_documents, page_offset
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.sheet import Sheet
from gricheck.reporter.views import index_name
from gricheck.reporter.words import count, counts

BASELINE = "gricheck-baseline.json"
_INDENT, _MOST = 9, 4


def render(written: Sequence[Path], looks: Sequence[Look], call: Sequence[str], options: RenderOptions) -> str:
    """``call`` is the check to run next, as its words; the first of ``written`` is the configuration."""
    sheet = Sheet(options)
    for path in written:
        sheet.line(str(path))
    for look in looks:
        sheet.gap()
        _found(sheet, look)
    sheet.gap()
    sheet.line(f"Now: {shlex.join(call)}")
    if any(look.run.findings for look in looks):
        baseline = shlex.join([*call, "--write-baseline", str(written[0].parent / BASELINE)])
        sheet.line(f"     {baseline}")
        sheet.wrapped("takes what is wrong today as known; then use the key baseline.", 5)
    return sheet.text()


def _found(sheet: Sheet, look: Look) -> None:
    mapping = look.run.mapping
    sheet.line((mapping.source.path, "bold"))
    rows = f"{len(mapping.index.rows)} rows; {counts(look.run)}"
    sheet.wrapped(", ".join(filter(None, (index_name(mapping), rows))), _INDENT, "  index")
    sheet.wrapped(_claim(look), _INDENT, "  claim")
    if named := named_documents([mapping]):
        more = f", and {len(named) - _MOST} more" if len(named) > _MOST else ""
        names = ", ".join(f"{one.name} ({count(one.rows, 'row')})" for one in named[:_MOST])
        told = f"other documents: {names}{more}; their files go under the key also"
        sheet.wrapped(told, _INDENT, "  names")
    if look.is_counted:
        sheet.wrapped(_pages(page_offset(look)), _INDENT, "  pages")


def _claim(look: Look) -> str:
    key = claim_key(look.run)
    if key:
        return f"{key}, as the report says"
    if look.run.mapping.catalogue.framework:
        return f"none is asked for by {look.run.mapping.catalogue.framework}"
    return "none found; give it under the key claim, or nothing is called missing"


def _pages(offset: int | None) -> str:
    if offset is None:
        return "bear no numbers, so none that the index gives is called wrong; the key page-offset says how they count"
    return f"bear no numbers; p. 1 of the index is page {offset + 1} of the file, as the key page-offset says"
