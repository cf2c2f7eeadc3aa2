"""``gricheck check --format text``: what to mend, row by row, and how the claim stands."""

from __future__ import annotations

from gricheck.model.document import Role
from gricheck.model.run import Checked, Finding, Run
from gricheck.readers.kinds import NAMES
from gricheck.reporter.grid import Give
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.policy import policy_section
from gricheck.reporter.sheet import Sheet
from gricheck.reporter.views import LABELS, index_name, place, title_of, versions_text
from gricheck.reporter.words import (
    WHOLE,
    broken,
    claim_name,
    claim_words,
    clip,
    count,
    counts,
    rule_line,
    verdict,
    worst_first,
    wrong,
)

_INDENT = 9
_HEAD = 8
_MAX_UNPARSED = 10
_MAX_RELATED = 5


def render(checked: Checked, options: RenderOptions) -> str:
    """The text of every report that has an index; the others are told on stderr."""
    return "\n".join(render_run(run, options) for run in checked.judged)


def render_run(run: Run, options: RenderOptions) -> str:
    """The whole text for one report."""
    sheet = Sheet(options)
    _head(sheet, run)
    for finding in run.findings:
        if finding.live:
            _finding(sheet, finding, run)
    _unparsed(sheet, run)
    policy_section(sheet, run)
    _summary(sheet, run)
    _claim(sheet, run)
    return sheet.text()


def _head(sheet: Sheet, run: Run) -> None:
    source = run.mapping.source
    sheet.line((source.path, "bold"))
    pages = count(run.mapping.own_pages, "page")
    sheet.wrapped(f"{pages}, {NAMES[source.media_type]}, sha256 {source.sha256[:16]}…", _HEAD, "  file")
    for part in run.mapping.parts:
        if part.role is not Role.INDEX:
            own = count(len(part.pagination.labels), "page")
            sheet.wrapped(f"{part.source.path}, {own}, sha256 {part.source.sha256[:16]}…", _HEAD, "  and")
    sheet.wrapped(_index_line(run), _HEAD, "  index")
    sheet.wrapped(_claim_line(run), _HEAD, "  claim")
    sheet.wrapped(versions_text(run.versions), _HEAD, "  with")


def _index_line(run: Run) -> str:
    if not run.mapping.index.pages:
        return f"no {run.mapping.catalogue.index_title} found"
    coverage = run.coverage
    unread = f", {count(coverage.unparsed, 'line')} not understood" if coverage.unparsed else ""
    where = index_name(run.mapping)
    return f"{where}{': ' if where else ''}{count(coverage.parsed, 'row')} read{unread}"


def _claim_line(run: Run) -> str:
    claim = run.mapping.claim
    if claim is None:
        return f"none found; held to that of a report {run.spec.label}" if run.spec else "none found"
    if not claim.quote:
        return f"{claim_name(run, claim)}, as you said"
    where = place(claim.where, run.mapping)
    return f"{claim_name(run, claim)}: “{' '.join(claim.quote.split())}”{f' ({where})' if where else ''}"


def _finding(sheet: Sheet, finding: Finding, run: Run) -> None:
    label = LABELS[finding.severity]
    subject = f"{finding.disclosure} {title_of(finding, run)}" if finding.disclosure else WHOLE
    sheet.gap()
    sheet.wrapped(subject, _INDENT, (label, finding.severity.value), "bold")
    if where := place(finding.where, run.mapping) if finding.where else "":
        sheet.wrapped(where, _INDENT, style="dim")
    sheet.wrapped(wrong(finding), _INDENT)
    if finding.remedy:
        sheet.wrapped(f"Instead: {finding.remedy}", _INDENT)
    if finding.related:
        sheet.wrapped(f"See also: {_also(finding, run)}", _INDENT)
    sheet.wrapped(rule_line(finding), _INDENT, style="dim")


def _also(finding: Finding, run: Run) -> str:
    """The first other places, and how many more there are."""
    places = "; ".join(place(where, run.mapping) for where in finding.related[:_MAX_RELATED])
    left = len(finding.related) - _MAX_RELATED
    return f"{places}; and {left} more" if left > 0 else places


def _unparsed(sheet: Sheet, run: Run) -> None:
    items = run.mapping.index.unparsed
    if not items:
        return
    sheet.gap()
    sheet.line((f"In the index, not understood ({len(items)})", "bold"))
    for item in items[:_MAX_UNPARSED]:
        sheet.wrapped(f"{place(item.where, run.mapping)}: {clip(item.text)}", 2)
    if len(items) > _MAX_UNPARSED:
        sheet.line(f"  … and {len(items) - _MAX_UNPARSED} more; `gricheck index` lists them all")


def _summary(sheet: Sheet, run: Run) -> None:
    sheet.gap()
    sheet.line(("Summary", "bold"))
    sheet.wrapped(counts(run), 2)
    pagination = run.mapping.pagination
    judged = "judged by" if run.coverage.pages_judged else "not judged:"
    sheet.wrapped(f"Page references: {judged} {pagination.basis}.", 2)
    for note in run.coverage.notes:
        if pagination.basis not in note:
            sheet.wrapped(f"Note: {note}", 2)
    for error in run.errors:
        sheet.wrapped(broken(error), 2, style="error")


def _claim(sheet: Sheet, run: Run) -> None:
    sheet.gap()
    sheet.line((f"Claim: {claim_words(run)}", "bold"))
    if run.requirements:
        rows = [(r.verdict.value, r.requirement.text, r.why) for r in worst_first(run)]
        sheet.table(rows, ("verdict", "the claim requires", "why"), Give((1, 2)))
        sheet.gap()
    style, judged = verdict(run)
    sheet.wrapped(judged, style=style)
    sheet.wrapped("Whether the reported content is complete and true is not judged here.", style="dim")
