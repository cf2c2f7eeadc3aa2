"""The auditor's workbook: summary, gap table, findings, provenance. For ``gaps`` and for ``check``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gricheck.model.mapping import Status
from gricheck.model.run import Checked, RequirementVerdict, Run
from gricheck.reporter.check.table import findings_table
from gricheck.reporter.gaps.lines import LOOKS
from gricheck.reporter.gaps.standards import groups
from gricheck.reporter.gaps.table import CONCLUSIONS, gap_table
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.provenance import provenance
from gricheck.reporter.table import Cell, Column, Look, Table
from gricheck.reporter.views import LABELS, versions_text
from gricheck.reporter.words import claim_words, reference_text, verdict, worst_first
from gricheck.reporter.workbook import Book, Properties, add_table, height, writing

_WIDTHS = (30, 44, 26, 60)
_VERDICTS = {
    RequirementVerdict.MET.value: LOOKS[Status.REPORTED][0],
    RequirementVerdict.NOT_MET.value: LOOKS[Status.MISSING][0],
    RequirementVerdict.CANNOT_TELL.value: LOOKS[Status.UNLISTED][0],
}
_STYLES = {"good": LOOKS[Status.REPORTED][0], "error": LOOKS[Status.MISSING][0], "warning": LOOKS[Status.UNLISTED][0]}
_HEAD = {"bold": True, "bg_color": "#1f4e79", "font_color": "#ffffff"}


def render(checked: Checked, options: RenderOptions) -> bytes:
    """One workbook for all reports that have an index."""
    result: list[bytes] = []
    made_by = "; ".join(dict.fromkeys(versions_text(run.versions) for run in checked.judged))
    table = gap_table(checked, options)
    with writing(Properties("Content index: gap table", made_by, options.made), result.append) as book:
        _summary(book, checked, table)
        add_table(book, table, frozen=3 if checked.several else 2)
        add_table(book, findings_table(checked, options))
        add_table(book, _provenance(checked, options))
    return result[0]


def _provenance(checked: Checked, options: RenderOptions) -> Table:
    rows: list[tuple[Cell, ...]] = [pair for run in checked.judged for pair in provenance(run, options)]
    rows += [("Not checked", failure.message) for failure in checked.failures]
    return Table("Provenance", (Column("What", 22), Column("Value", 110)), tuple(rows))


def _summary(book: Book, checked: Checked, table: Table) -> None:
    sheet = book.sheet("Summary")
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    row = 0
    for row, failure in enumerate(checked.failures, start=1):
        look = LOOKS[Status.MISSING][0]
        book.put(sheet, row - 1, 0, "Not checked", bold=True)
        book.put(sheet, row - 1, 1, failure.message, bg_color=look.fill, font_color=look.ink)
        sheet.set_row(row - 1, height([failure.message], [_WIDTHS[1]]))
    row += bool(row)
    for run in checked.judged:
        row = _about(book, sheet, row, run)
        row = _statuses(book, sheet, row, run, table if not checked.several else None)
        row = _standards(book, sheet, row, run)
        row = _requirements(book, sheet, row, run)


def _about(book: Book, sheet: Any, row: int, run: Run) -> int:
    style, told = verdict(run)
    book.put(sheet, row, 0, f"Gap table: {run.mapping.source.path}", bold=True, font_size=14, text_wrap=False)
    book.put(sheet, row + 1, 0, "Claim", bold=True)
    book.put(sheet, row + 1, 1, claim_words(run))
    book.put(sheet, row + 2, 0, "Verdict", bold=True)
    look = _STYLES[style]
    sheet.set_row(row + 2, height([told], [_WIDTHS[1]]))
    book.put(sheet, row + 2, 1, told, bold=True, bg_color=look.fill, font_color=look.ink)
    live = [finding for finding in run.findings if finding.live]
    for place, (severity, label) in enumerate(LABELS.items()):
        book.put(sheet, row + 3 + place, 0, f"Findings: {label}", bold=True)
        book.put(sheet, row + 3 + place, 1, sum(f.severity is severity for f in live), align="left")
    return row + 4 + len(LABELS)


def _statuses(book: Book, sheet: Any, row: int, run: Run, table: Table | None) -> int:
    """How many disclosures have each status; formulas, so that they follow what a reviewer changes in the table."""
    rows: list[tuple[Cell, ...]] = []
    counts = {status: sum(gap.status is status for gap in run.gaps) for status in Status}
    rows += [(status.value, number) for status, number in counts.items() if number]
    start = row + 1
    row = _block(book, sheet, row, ("Status", "Disclosures"), rows, {s.value: look for s, (look, _) in LOOKS.items()})
    if table is None:
        return row
    for line, (name, number) in enumerate(rows, start=start):
        _count_if(book, sheet, line, table, "Status", str(name), int(str(number)))
    top = row
    row = _block(book, sheet, row, ("Reviewer's conclusion", "Disclosures"), [(name, 0) for name in CONCLUSIONS], {})
    for line, name in enumerate(CONCLUSIONS, start=top + 1):
        _count_if(book, sheet, line, table, "Conclusion", name, 0)
    return row


def _count_if(book: Book, sheet: Any, line: int, table: Table, column: str, name: str, number: int) -> None:
    """A count of the table's own cells; ``name`` is one of our words, never text of a report."""
    letter = chr(ord("A") + [one.name for one in table.columns].index(column))
    area = f"'{table.title}'!${letter}$2:${letter}${len(table.rows) + 1}"
    sheet.write_formula(line, 1, f'=COUNTIF({area},"{name}")', book.format(align="left"), number)


def _standards(book: Book, sheet: Any, row: int, run: Run) -> int:
    found = groups(run)
    rows: list[tuple[Cell, ...]] = [
        (group.name, f"{group.reported} of {len(group.gaps)} reported", _others(group.counts)) for group in found
    ]
    return _block(book, sheet, row, ("Standard", "Reported, if only in part", "Of the rest"), rows, {})


def _others(counts: Any) -> str:
    rest = {status: number for status, number in counts.items() if status not in (Status.REPORTED, Status.PARTIAL)}
    return ", ".join(f"{number} {status.value}" for status, number in rest.items())


def _requirements(book: Book, sheet: Any, row: int, run: Run) -> int:
    rows: list[tuple[Cell, ...]] = [
        (item.verdict.value, item.requirement.text, reference_text(item.requirement.reference), item.why)
        for item in worst_first(run)
    ]
    if not rows:
        return row
    return _block(book, sheet, row, ("Verdict", "The claim requires", "Clause", "Why"), rows, _VERDICTS)


def _block(
    book: Book, sheet: Any, row: int, names: Sequence[str], rows: Sequence[tuple[Cell, ...]], looks: dict[str, Look]
) -> int:
    """A small table on the summary; the row below it and an empty one."""
    for place, name in enumerate(names):
        book.put(sheet, row, place, name, **_HEAD)
    for number, cells in enumerate(rows, start=row + 1):
        sheet.set_row(number, height(cells, _WIDTHS[: len(cells)]))
        for place, cell in enumerate(cells):
            look = looks.get(cell) if isinstance(cell, str) else None
            colours = {"bg_color": look.fill, "font_color": look.ink} if look else {}
            book.put(sheet, number, place, cell, **({"align": "left"} if isinstance(cell, int) else {}), **colours)
    return row + len(rows) + 2
