"""A run as a notebook shows it: a few lines and a table in plain HTML, without scripts and styles."""

from __future__ import annotations

from collections.abc import Iterable

from gricheck.model.run import Finding, Run
from gricheck.reporter.escape import html
from gricheck.reporter.views import LABELS, place
from gricheck.reporter.words import claim_words, counts, verdict, wrong

MOST = 20
"""Findings that are shown."""


def summary(run: Run, problem: str = "") -> str:
    """The report, its claim and verdict, the counts and the first findings; or only what keeps them from being."""
    head = f"<p><strong>{html(run.mapping.source.path)}</strong></p>"
    if problem:
        return f"<div>{head}<p>{html(problem)}</p></div>"
    lines = [f"Claim: {claim_words(run)}", verdict(run)[1], counts(run)]
    return f"<div>{head}{''.join(f'<p>{html(line)}</p>' for line in lines)}{_table(run)}</div>"


def _table(run: Run) -> str:
    live = [finding for finding in run.findings if finding.live]
    if not live:
        return ""
    names = ("severity", "disclosure", "where", "what is wrong", "rule")
    rows = "".join(f"<tr>{_cells(_row(finding, run))}</tr>" for finding in live[:MOST])
    left = len(live) - MOST
    more = f"<p>… and {left} more: see <code>run.findings</code> or <code>run.to_dataframe()</code>.</p>"
    head = _cells(names, "th")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more if left > 0 else ''}"


def _row(finding: Finding, run: Run) -> tuple[str, ...]:
    where = place(finding.where, run.mapping) if finding.where else ""
    return LABELS[finding.severity], finding.disclosure or "the report", where, wrong(finding), finding.rule


def _cells(texts: Iterable[str], tag: str = "td") -> str:
    return "".join(f"<{tag}>{html(text)}</{tag}>" for text in texts)
