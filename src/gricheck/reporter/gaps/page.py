"""The gap table as one HTML page that needs nothing else: for ``gaps`` and for ``check``.

The page is ``page.html`` filled with plain data, its style is ``page.css``, its behaviour ``page.js``. All text passes
through ``inert`` and is escaped by the template; the script reads the page and holds no text of a report, so that the
page can forbid every other script, and any request, by its own policy.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from gricheck.errors import UsageError
from gricheck.model.mapping import Gap, RowMatch, Status
from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Finding, RequirementVerdict, Run
from gricheck.reporter.escape import inert
from gricheck.reporter.gaps.lines import (
    LOOKS,
    cited,
    first_page,
    goals,
    locations,
    passage_place,
    quoted,
    standard_of,
)
from gricheck.reporter.gaps.pictures import crop, embedded, shown_pages
from gricheck.reporter.gaps.standards import NO_STANDARD, Group, groups
from gricheck.reporter.links import page_link
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.provenance import provenance
from gricheck.reporter.views import LABELS, findings_of, gap_support, place, title_of, unplaced, versions_text
from gricheck.reporter.words import (
    WHOLE,
    claim_words,
    count,
    counts,
    omission_words,
    reference_text,
    rule_line,
    standing,
    verdict,
    worst_first,
    wrong,
)

if TYPE_CHECKING:
    from jinja2 import Environment

_BAR = 240
"""Width of a full bar in the units of its picture."""
_VERDICTS = {
    RequirementVerdict.MET: "good",
    RequirementVerdict.NOT_MET: "bad",
    RequirementVerdict.CANNOT_TELL: "open",
}
_TONES = {"good": "good", "error": "bad", "warning": "open"}


def render(checked: Checked, options: RenderOptions) -> str:
    """The page of one report. UsageError for several: each is a page of its own."""
    if checked.several:
        raise UsageError("an HTML page shows one report; call gricheck once for each, with a file of its own")
    style, script = _part("page.css"), _part("page.js")
    policy = f"default-src 'none'; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    if not checked.judged:
        return _filled("unchecked.html", failures=checked.failures, style=style, policy=policy)
    policy = f"{policy}; img-src data:; script-src {_hash(script)}"
    view = _view(checked.judged[0], options)
    return _filled("page.html", view=view, style=style, script=script, policy=policy)


def _filled(template: str, **given: Any) -> str:
    text: str = _environment().get_template(template).render(**given)
    return text


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _part(name: str) -> str:
    return (files("gricheck.reporter.gaps") / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    def inert_text(value: object) -> object:
        return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    return Environment(
        loader=FunctionLoader(_part),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=inert_text,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _view(run: Run, options: RenderOptions) -> dict[str, Any]:
    """Everything that the page shows, as plain data."""
    mapping = run.mapping
    tone, told = verdict(run)
    used = {gap.status for gap in run.gaps}
    found = groups(run)
    lines = {id(gap): _line(number, gap, run, options) for number, gap in enumerate(run.gaps)}
    return {
        "index": mapping.catalogue.index_title,
        "name": PurePath(mapping.source.path).name,
        "link": page_link(0, mapping, options),
        "claim": claim_words(run),
        "quote": " ".join(mapping.claim.quote.split()) if mapping.claim else "",
        "quote_place": place(mapping.claim.where, mapping) if mapping.claim and mapping.claim.quote else "",
        "verdict": {"tone": _TONES[tone], "text": told},
        "counts": counts(run),
        "tiles": _tiles(run),
        "statuses": [_status(status, run) for status in Status if status in used],
        "standards": [group.name for group in found],
        "severities": [(severity.value, LABELS[severity]) for severity in Severity],
        "bars": [_bar(group) for group in found],
        "map": [{"name": group.name, "cells": [lines[id(gap)] for gap in group.gaps]} for group in found],
        "requirements": [
            {
                "tone": _VERDICTS[item.verdict],
                "verdict": item.verdict.value,
                "text": item.requirement.text,
                "clause": reference_text(item.requirement.reference),
                "why": item.why,
            }
            for item in worst_first(run)
        ],
        "report": [_finding(finding, run, options) for finding in unplaced(run)],
        "stale": [item.message for item in run.applied.stale],
        "lines": list(lines.values()),
        "unread": [{"text": i.text, "place": place(i.where, mapping)} for i in mapping.index.unparsed],
        "provenance": provenance(run, options),
        "versions": versions_text(run.versions),
        "pictures": embedded(options),
        "left_out": options.pictures.left_out if options.pictures else 0,
    }


def _tiles(run: Run) -> list[dict[str, Any]]:
    live = [finding for finding in run.findings if finding.live]
    numbers = [(severity, sum(f.severity is severity for f in live)) for severity in Severity]
    words = [
        (severity.value, number, count(number, LABELS[severity]).partition(" ")[2]) for severity, number in numbers
    ]
    return [
        *({"tone": tone, "number": number, "words": name} for tone, number, name in words),
        {"tone": "plain", "number": len(run.gaps), "words": "disclosures"},
        {"tone": "plain", "number": run.coverage.parsed, "words": "rows read"},
    ]


def _status(status: Status, run: Run) -> dict[str, Any]:
    look, mark = LOOKS[status]
    number = sum(gap.status is status for gap in run.gaps)
    return {"key": status.value, "name": _spaced(status), "mark": mark, "number": number, "look": look}


def _spaced(status: Status) -> str:
    return status.value.replace("_", " ")


def _bar(group: Group) -> dict[str, Any]:
    """Segments of a bar, side by side, as wide as their share."""
    segments, x = [], 0.0
    for status, number in group.counts.items():
        width = _BAR * number / len(group.gaps)
        segments.append({"key": status.value, "x": f"{x:.1f}", "width": f"{width:.1f}"})
        x += width
    told = ", ".join(f"{number} {_spaced(status)}" for status, number in group.counts.items())
    return {"name": group.name, "segments": segments, "told": told, "of": f"{group.reported} of {len(group.gaps)}"}


def _line(number: int, gap: Gap, run: Run, options: RenderOptions) -> dict[str, Any]:
    """One line of the table with what opens under it."""
    mapping, findings, support = run.mapping, findings_of(gap, run), gap_support(gap)
    first = first_page(gap)
    return {
        "id": f"d{number}",
        "code": gap.code,
        "title": gap.title,
        "standard": standard_of(gap, run) or NO_STANDARD,
        "status": gap.status.value,
        "status_name": _spaced(gap.status),
        "mark": LOOKS[gap.status][1],
        "required": gap.required_by or "",
        "locations": locations(gap),
        "cited": cited(gap, mapping),
        "link": page_link(first, mapping, options),
        "support": support.value if support else "",
        "quotes": [
            {
                "place": passage_place(passage, is_cited, mapping),
                "link": page_link(passage.page, mapping, options),
                "section": passage.section or "",
                "text": passage.quote,
                "why": ", ".join(passage.why),
            }
            for passage, is_cited in quoted(gap)
        ],
        "rows": [_row(match, run, options) for match in gap.matches],
        "goals": goals(gap, run),
        "findings": [_finding(finding, run, options) for finding in findings],
        "live": [(finding.severity.value, LABELS[finding.severity]) for finding in findings if finding.live],
        "shown": shown_pages(gap, run, options),
    }


def _row(match: RowMatch, run: Run, options: RenderOptions) -> dict[str, Any]:
    row = match.row
    return {
        "printed": row.printed_code,
        "title": row.title,
        "location": row.location,
        "topic": row.topic or "",
        "omission": omission_words(row.omission) if row.omission else "",
        "place": place(row.where, run.mapping),
        "link": page_link(row.where.page, run.mapping, options),
        "crop": crop(row.where, options),
    }


def _finding(finding: Finding, run: Run, options: RenderOptions) -> dict[str, Any]:
    where = finding.where
    about = f"{finding.disclosure} {title_of(finding, run)}".strip() if finding.disclosure else WHOLE
    return {
        "severity": finding.severity.value,
        "label": LABELS[finding.severity],
        "about": about,
        "message": wrong(finding),
        "remedy": finding.remedy,
        "rule": rule_line(finding),
        "place": place(where, run.mapping) if where else "",
        "link": page_link(where.page, run.mapping, options) if where else None,
        "standing": standing(finding),
    }
