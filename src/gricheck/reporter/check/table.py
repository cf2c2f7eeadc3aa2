"""Findings as a table: for CSV and the workbook."""

from __future__ import annotations

from dataclasses import replace

from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Failure, Finding, Run
from gricheck.reporter.links import page_link
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.table import Cell, Column, Link, Look, Table, as_csv, over_reports
from gricheck.reporter.views import LABELS, place, title_of
from gricheck.reporter.words import WHOLE, reference_text, standing, wrong

SEVERITY_LOOKS = {
    LABELS[Severity.ERROR]: Look("#fbd5d5", "#7d0f0f"),
    LABELS[Severity.WARNING]: Look("#ffe9c2", "#5c3a00"),
    LABELS[Severity.INFO]: Look("#dbe7fb", "#173a75"),
}

TITLE = "Findings"
COLUMNS = (
    Column("Severity", 10, looks=SEVERITY_LOOKS),
    Column("Outcome", 10),
    Column("Disclosure", 11),
    Column("Title", 32),
    Column("Place", 26),
    Column("Finding", 60),
    Column("Remedy", 60),
    Column("Rule", 24),
    Column("Clause", 26),
    Column("Standing", 24),
    Column("Fingerprint", 18),
)
"""``Standing`` says what silences a finding: a waiver with its reason, or the baseline."""


def findings_table(checked: Checked, options: RenderOptions) -> Table:
    """One row a finding, worst first; the report is named in front where there are several."""
    table = over_reports(TITLE, COLUMNS, checked, lambda run: (_row(finding, run, options) for finding in run.findings))
    return replace(table, rows=(*table.rows, *(_unchecked(failure, checked.several) for failure in checked.failures)))


def _unchecked(failure: Failure, named: bool) -> tuple[Cell, ...]:
    """The row of a report that could not be checked, so that it is not taken for one without findings."""
    row = ("error", "not checked", "", "", "", failure.message, "", "", "", "", "")
    return (failure.path, *row) if named else row


def render_csv(checked: Checked, options: RenderOptions) -> str:
    """``gricheck check --format csv``."""
    return as_csv(findings_table(checked, options))


def _row(finding: Finding, run: Run, options: RenderOptions) -> tuple[Cell, ...]:
    where = finding.where
    target = page_link(where.page, run.mapping, options) if where else None
    return (
        LABELS[finding.severity],
        finding.outcome.value,
        finding.disclosure or "",
        title_of(finding, run) if finding.disclosure else WHOLE,
        Link(place(where, run.mapping) if where else "", target),
        wrong(finding),
        finding.remedy,
        finding.rule,
        reference_text(finding.reference) if finding.reference else "",
        standing(finding),
        finding.fingerprint,
    )
