"""``gricheck check --format text``: what to mend, row by row, and how the claim stands."""

from __future__ import annotations

from collections import Counter

from gricheck.model.index import Claim
from gricheck.model.rule import Reference, RuleStatus
from gricheck.model.run import Checked, Finding, Outcome, RequirementResult, RequirementVerdict, Run
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.policy import policy_section
from gricheck.reporter.sheet import Sheet
from gricheck.reporter.views import LABELS, pages_name, place, title_of, versions_text

_INDENT = 9
_HEAD = 8
_MAX_UNPARSED = 10
_MAX_RELATED = 5
_VERDICT_ORDER = (RequirementVerdict.NOT_MET, RequirementVerdict.CANNOT_TELL, RequirementVerdict.MET)


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
    pages = _count(run.mapping.page_count, "page")
    sheet.wrapped(f"{pages}, {source.media_type}, sha256 {source.sha256[:16]}…", _HEAD, "  file")
    sheet.wrapped(_index_line(run), _HEAD, "  index")
    sheet.wrapped(_claim_line(run), _HEAD, "  claim")
    sheet.wrapped(versions_text(run.versions), _HEAD, "  with")


def _index_line(run: Run) -> str:
    pages = run.mapping.index.pages
    if not pages:
        return f"no {run.mapping.catalogue.index_title} found"
    coverage = run.coverage
    unread = f", {_count(coverage.unparsed, 'line')} not understood" if coverage.unparsed else ""
    where = pages_name(pages, run.mapping) if run.mapping.page_count > 1 else "on the only page"
    return f"{where}: {_count(coverage.parsed, 'row')} read{unread}"


def _claim_line(run: Run) -> str:
    claim = run.mapping.claim
    if claim is None:
        return f"none found; held to that of a report {run.spec.label}" if run.spec else "none found"
    if not claim.quote:
        return f"{claim_name(run, claim)}, as you said"
    where = place(claim.where, run.mapping)
    return f"{claim_name(run, claim)}: “{' '.join(claim.quote.split())}”{f' ({where})' if where else ''}"


def claim_name(run: Run, claim: Claim) -> str:
    """The claim in words: the pack's label where there is one."""
    if run.spec:
        return run.spec.label
    return f"{claim.level.value}{f' ({claim.edition})' if claim.edition else ''}"


def _finding(sheet: Sheet, finding: Finding, run: Run) -> None:
    label = LABELS[finding.severity]
    subject = f"{finding.disclosure} {title_of(finding, run)}" if finding.disclosure else "The report as a whole"
    sheet.gap()
    sheet.wrapped(subject, _INDENT, (label, finding.severity.value), "bold")
    if where := place(finding.where, run.mapping) if finding.where else "":
        sheet.wrapped(where, _INDENT, style="dim")
    sheet.wrapped(_wrong(finding), _INDENT)
    if finding.remedy:
        sheet.wrapped(f"Instead: {finding.remedy}", _INDENT)
    if finding.related:
        sheet.wrapped(f"See also: {_also(finding, run)}", _INDENT)
    sheet.wrapped(_rule_line(finding), _INDENT, style="dim")


def _also(finding: Finding, run: Run) -> str:
    """The first other places, and how many more there are."""
    places = "; ".join(place(where, run.mapping) for where in finding.related[:_MAX_RELATED])
    left = len(finding.related) - _MAX_RELATED
    return f"{places}; and {left} more" if left > 0 else places


def _wrong(finding: Finding) -> str:
    """What is wrong; for a review, marked as not sure, with the reason."""
    message = finding.message.removeprefix(f"{finding.disclosure}: ")  # the line above it begins with the code
    if finding.outcome is not Outcome.REVIEW:
        return _sentence(message)
    why = f" {_sentence(finding.reason)}" if finding.reason else ""
    return _sentence(f"Could not tell: {message}") + why


def _sentence(text: str) -> str:
    """A message as a sentence: packs write them so that they can also stand inside one."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")


def _rule_line(finding: Finding) -> str:
    reference = f" {reference_text(finding.reference)}" if finding.reference else ""
    status = "" if finding.status is RuleStatus.STABLE else f", {finding.status}"
    return f"[{finding.rule}{status}]{reference}"


def reference_text(reference: Reference) -> str:
    """``GRI 101 2016, clause 2.7``."""
    return f"{reference.standard} {reference.edition}, {reference.clause}"


def _unparsed(sheet: Sheet, run: Run) -> None:
    items = run.mapping.index.unparsed
    if not items:
        return
    sheet.gap()
    sheet.line((f"In the index, not understood ({len(items)})", "bold"))
    for item in items[:_MAX_UNPARSED]:
        sheet.wrapped(f"{place(item.where, run.mapping)}: {_clip(item.text)}", 2)
    if len(items) > _MAX_UNPARSED:
        sheet.line(f"  … and {len(items) - _MAX_UNPARSED} more; `gricheck index` lists them all")


def _summary(sheet: Sheet, run: Run) -> None:
    sheet.gap()
    sheet.line(("Summary", "bold"))
    sheet.wrapped(_counts(run), 2)
    pagination = run.mapping.pagination
    judged = "judged by" if run.coverage.pages_judged else "not judged:"
    sheet.wrapped(f"Page references: {judged} {pagination.basis}.", 2)
    for note in run.coverage.notes:
        if pagination.basis not in note:
            sheet.wrapped(f"Note: {note}", 2)
    for error in run.errors:
        sheet.wrapped(f"A check broke, so its rule was not checked: {error}", 2, style="error")


def _counts(run: Run) -> str:
    live = [f for f in run.findings if f.live]
    counts = Counter(f.severity for f in live)
    unsure = sum(f.outcome is Outcome.REVIEW for f in live)
    waived, known = sum(f.waived is not None for f in run.findings), sum(f.baselined for f in run.findings)
    total = ", ".join(_count(counts[severity], label) for severity, label in LABELS.items())
    parts = [
        total,
        f"{unsure} of them could not be told" if unsure else "",
        f"{waived} waived" if waived else "",
        f"{known} known from the baseline" if known else "",
        f"{run.applied.hidden} not shown (select, ignore or severity off)" if run.applied.hidden else "",
    ]
    return "; ".join(part for part in parts if part) + "."


def _claim(sheet: Sheet, run: Run) -> None:
    sheet.gap()
    claim = run.mapping.claim
    name = claim_name(run, claim) if claim else run.spec.label if run.spec else "none found"
    sheet.line((f"Claim: {name}", "bold"))
    if run.requirements:
        rows = [(r.verdict.value, r.requirement.text, r.why) for r in _worst_first(run)]
        sheet.table(rows, ("verdict", "the claim requires", "why"), flexible=(1, 2))
        sheet.gap()
    style, verdict = _verdict(run)
    sheet.wrapped(verdict, style=style)
    sheet.wrapped("Whether the reported content is complete and true is not judged here.", style="dim")


def _worst_first(run: Run) -> list[RequirementResult]:
    return sorted(run.requirements, key=lambda r: _VERDICT_ORDER.index(r.verdict))


def _verdict(run: Run) -> tuple[str, str]:
    """Style and words of the last judgement."""
    counts = Counter(r.verdict for r in run.requirements)
    failed, unknown = counts[RequirementVerdict.NOT_MET], counts[RequirementVerdict.CANNOT_TELL]
    total = len(run.requirements)
    if not total:
        return "warning", "No known claim, so only what every index must meet was checked; --claim names one."
    open_ones = f"; {unknown} cannot be told from the file" if unknown else ""
    if failed:
        return "error", f"The claim does not hold as it stands: {failed} of {total} requirements not met{open_ones}."
    met = counts[RequirementVerdict.MET]
    return "good", f"Nothing found against the claim: {met} of {total} requirements met{open_ones}."


def _clip(text: str, width: int = 120) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
