"""``gricheck diff --format text``: what changed, the worst first, for a terminal."""

from __future__ import annotations

from gricheck.model.diff import Difference, FaultChange
from gricheck.model.run import Versions
from gricheck.reporter.diff import words
from gricheck.reporter.diff.faults import fault_about, fault_label, gone_tables, to_mend
from gricheck.reporter.diff.lines import LOUD, QUIET, claim_tables, line_tables
from gricheck.reporter.diff.table import ARROW, Table, clipped
from gricheck.reporter.grid import Give
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.sheet import Sheet
from gricheck.reporter.words import wrong

_HEAD = 6
_INDENT = 9


def render(diff: Difference, versions: Versions, options: RenderOptions) -> str:
    """One line where nothing changed."""
    sheet = Sheet(options)
    if not diff.changed:
        sheet.line(f"{diff.old.path} {ARROW} {diff.new.path}: {words.verdict(diff)}")
        _notes(sheet, diff)
        return sheet.text()
    _head(sheet, diff)
    for table in (*claim_tables(diff), *line_tables(LOUD, diff)):
        _table(sheet, table)
    _faults(sheet, diff)
    for table in (*gone_tables(diff), *line_tables(QUIET, diff)):
        _table(sheet, table)
    _notes(sheet, diff)
    sheet.gap()
    sheet.line(("Summary", "bold"))
    for line in words.summary(diff):
        sheet.wrapped(line, 2)
    sheet.wrapped(words.verdict(diff), 2, style="error" if diff.worse else "good")
    return sheet.text()


def _head(sheet: Sheet, diff: Difference) -> None:
    for name, told in words.sides(diff):
        sheet.wrapped(told, _HEAD, (name, "bold"))
    sheet.wrapped(words.made_with(diff), _HEAD, ("with", "bold"))
    sheet.gap()
    sheet.wrapped(words.verdict(diff), style="error" if diff.worse else "good")


def _table(sheet: Sheet, table: Table) -> None:
    sheet.gap()
    sheet.line((table.title, "bold"))
    sheet.table(table.rows, table.headers, Give(table.flexible))


def _faults(sheet: Sheet, diff: Difference) -> None:
    changes = to_mend(diff)
    if changes:
        sheet.gap()
        sheet.line((f"New findings ({len(changes)})", "bold"))
    for change in changes:
        _fault(sheet, change)


def _fault(sheet: Sheet, change: FaultChange) -> None:
    fault = change.new
    assert fault is not None  # those to mend are on the new side
    label = fault_label(change)
    sheet.line((f"{label:<{_INDENT - 1}} ", fault.severity.value), (fault_about(fault), "bold"))
    sheet.wrapped(clipped(wrong(fault)), _INDENT)
    if fault.remedy:
        sheet.wrapped(f"Instead: {clipped(fault.remedy)}", _INDENT)
    sheet.line(" " * _INDENT, (f"[{fault.rule}]", "dim"))


def _notes(sheet: Sheet, diff: Difference) -> None:
    if diff.notes:
        sheet.gap()
        sheet.line(("To bear in mind", "bold"))
    for note in diff.notes:
        sheet.wrapped(note, 2)
