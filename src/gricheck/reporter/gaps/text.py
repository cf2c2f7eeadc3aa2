"""``gricheck gaps --format text``: the gap table for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from gricheck.model.evidence import Passage, Support
from gricheck.model.mapping import Gap, Mapping
from gricheck.model.run import Checked, Finding, Run
from gricheck.reporter.gaps.table import status_counts
from gricheck.reporter.grid import Give
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.sheet import Sheet
from gricheck.reporter.views import findings_of, gap_location, gap_passages, gap_support, passage_name, versions_text

_HEAD = 9


def render(checked: Checked, options: RenderOptions) -> str:
    """The table of every report that has an index."""
    return "\n".join(render_run(run, options) for run in checked.judged)


def render_run(run: Run, options: RenderOptions) -> str:
    """One line a disclosure, then how many have each status."""
    sheet = Sheet(options)
    sheet.line((run.mapping.source.path, "bold"))
    sheet.wrapped(run.spec.label if run.spec else "none known, so nothing is called missing", _HEAD, "  claim")
    sheet.wrapped(versions_text(run.versions), _HEAD, "  with")
    sheet.gap()
    rows = [
        (
            *(gap.code, gap.edition, gap.title, gap.status.value, _yes(gap.required_by)),
            *(gap_location(gap), _evidence(gap, run.mapping), _rules(findings_of(gap, run))),
        )
        for gap in run.gaps
    ]
    headers = ("code", "edition", "title", "status", "required", "location", "evidence", "findings")
    sheet.table(rows, headers, Give(wrapped=(2, 5, 6, 7), left_out=(1, 4), below=(6, 7, 5)))
    sheet.gap()
    sheet.wrapped(status_counts(run))
    return sheet.text()


def _evidence(gap: Gap, mapping: Mapping) -> str:
    """``supported: p. 36, Environment``, ``no evidence; see p. 61, Water``; empty where nothing was weighed."""
    support, passages = gap_support(gap), gap_passages(gap)
    named = [(_place(passage, mapping), cited) for passage, cited in passages]
    if support is None:
        return f"see {named[0][0]}" if named else ""
    if support is Support.SUPPORTED:
        return f"{support}: {named[0][0]}"
    others = [name for name, cited in named if not cited]
    return f"{support}; see {others[0]}" if others else str(support)


def _place(passage: Passage, mapping: Mapping) -> str:
    """The printed page, else that of the file, and the section; the line where the text keeps no pages."""
    short = passage.label and mapping.part(passage.page) is None and mapping.is_paged(passage.page)
    where = f"p. {passage.label}" if short else passage_name(passage, mapping)
    return ", ".join(part for part in (where, passage.section) if part)


def _yes(required_by: str | None) -> str:
    return "yes" if required_by else ""


def _rules(findings: Iterable[Finding]) -> str:
    return ", ".join(dict.fromkeys(f.rule for f in findings))
