"""The gap table as a table: for CSV, Markdown and the workbook."""

from __future__ import annotations

from collections import Counter

from gricheck.model.mapping import Gap, Status
from gricheck.model.run import Checked, Run
from gricheck.reporter import escape
from gricheck.reporter.gaps.lines import (
    LOOKS,
    cited,
    finding_words,
    first_page,
    goals,
    locations,
    omissions,
    passage_place,
    quoted,
    standard_of,
)
from gricheck.reporter.links import page_link
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.table import Cell, Column, Link, Table, as_csv, markdown_table, over_reports
from gricheck.reporter.views import findings_of, gap_support, versions_text
from gricheck.reporter.words import claim_words, verdict

CONCLUSIONS = ("confirmed", "partly confirmed", "not confirmed", "not applicable")
"""What a reviewer may conclude of a line."""

TITLE = "Gap table"
COLUMNS = (
    Column("Disclosure", 11),
    Column("Title", 32),
    Column("Standard", 24),
    Column("Required by", 20),
    Column("Status", 13, looks={status.value: look for status, (look, _) in LOOKS.items()}),
    Column("Location as printed", 22),
    Column("Pages", 18),
    Column("Evidence", 13),
    Column("Evidence found on", 18),
    Column("Quote", 46),
    Column("Omission", 26),
    Column("Findings", 46),
    Column("Remedy", 46),
    Column("SDGs", 8),
    Column("Conclusion", 16, choices=CONCLUSIONS),
    Column("Comment", 28),
    Column("Evidence seen", 22),
)
"""The last three are the reviewer's and come empty."""

_BRIEF = ("Disclosure", "Title", "Required by", "Status", "Location as printed", "Evidence found on", "Findings")
"""The columns of the Markdown table."""


def gap_table(checked: Checked, options: RenderOptions) -> Table:
    """One row for every line of the gap table; the report is named in front where there are several."""
    return over_reports(TITLE, COLUMNS, checked, lambda run: (_row(gap, run, options) for gap in run.gaps))


def render_csv(checked: Checked, options: RenderOptions) -> str:
    """``gricheck gaps --format csv``: the table and nothing else, for other programs."""
    return as_csv(gap_table(checked, options))


def render_markdown(checked: Checked, options: RenderOptions) -> str:
    """``gricheck gaps --format markdown``: what fits a page's width, and how many have each status."""
    return "\n".join(line for run in checked.judged for line in _markdown(run, options))


def _markdown(run: Run, options: RenderOptions) -> list[str]:
    table = gap_table(Checked((run,)), options)
    places = [[column.name for column in COLUMNS].index(name) for name in _BRIEF]
    rows = [[row[place] for place in places] for row in table.rows]
    return [
        f"# Gap table: {escape.markdown(run.mapping.source.path)}",
        "",
        f"Claim: {escape.markdown(claim_words(run))}. {escape.markdown(verdict(run)[1])}",
        "",
        f"{escape.markdown(status_counts(run))}.",
        "",
        *markdown_table(_BRIEF, rows),
        "",
        f"_Made by {escape.markdown(versions_text(run.versions))}; sha256 of the report {run.mapping.source.sha256}_",
        "",
    ]


def status_counts(run: Run) -> str:
    """``80 reported, 3 missing``, in the order of the statuses."""
    counts = Counter(gap.status for gap in run.gaps)
    return ", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status]) or "no disclosures"


def _row(gap: Gap, run: Run, options: RenderOptions) -> tuple[Cell, ...]:
    mapping, findings, passages = run.mapping, findings_of(gap, run), quoted(gap)
    support, places = gap_support(gap), [passage_place(passage, seen, mapping) for passage, seen in passages]
    evidence_page = passages[0][0].page if passages else None
    return (
        gap.code,
        gap.title,
        standard_of(gap, run),
        gap.required_by or "",
        gap.status.value,
        locations(gap),
        Link(cited(gap, mapping), page_link(first_page(gap), mapping, options)),
        support.value if support else "",
        Link("; ".join(places), page_link(evidence_page, mapping, options)),
        tuple(f"{place}: {passage.quote}" for place, (passage, _) in zip(places, passages, strict=True)),
        omissions(gap),
        tuple(map(finding_words, findings)),
        tuple(dict.fromkeys(finding.remedy for finding in findings if finding.remedy)),
        goals(gap, run),
        *("", "", ""),
    )
