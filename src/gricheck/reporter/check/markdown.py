"""``gricheck check --format markdown``: a comment on a pull request, or the summary of a job.

Errors stand open, the rest folds. A comment on GitHub holds 65,536 characters; what does not fit is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Failure, Finding, RequirementResult, RequirementVerdict, Run
from gricheck.reporter.escape import markdown
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.views import LABELS, place, title_of, versions_text
from gricheck.reporter.words import (
    WHOLE,
    broken,
    claim_words,
    clip,
    count,
    counts,
    reference_text,
    unread,
    verdict,
    worst_first,
    wrong,
)

_LIMIT = 65_000
"""Below what GitHub takes, with room for the line that a bot puts above it."""
_END = 200
"""Room for the line that counts what is left out."""
_NAME, _WORDS = 160, 700
"""How many characters of a name, and of a sentence, are shown."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Findings under one heading: all are shown, or as many as there is room for."""

    title: str
    items: tuple[str, ...]
    folded: bool = True


def render(checked: Checked, options: RenderOptions) -> str:
    """The whole text, at most ``_LIMIT`` characters."""
    text = f"{_head(checked)}\n\n"
    sections: list[Callable[[int], str]] = [partial(_section, run) for run in checked.judged]
    sections += [partial(_unchecked, failure) for failure in checked.failures]
    left = 0
    for position, section in enumerate(sections):
        room = (_LIMIT - _END - len(text)) // (len(sections) - position)
        made = section(room)
        text, left = (text + made, left) if len(made) <= room else (text, left + 1)
    return text + (f"{count(left, 'more report')} left out for length.\n" if left else "")


def _head(checked: Checked) -> str:
    live = Counter(f.severity for run in checked.judged for f in run.findings if f.live)
    total = ", ".join(count(live[severity], label) for severity, label in LABELS.items())
    several = f" in {count(len(checked.judged), 'report')}" if len(checked.judged) > 1 else ""
    failed = f"; {count(len(checked.failures), 'report')} not checked" if checked.failures else ""
    return f"## GRI content index: {total}{several}{failed}"


def _unchecked(failure: Failure, room: int) -> str:
    return f"### {_short(failure.path)}\n\n**Not checked.** {_words(failure.message)}\n\n"


def _section(run: Run, room: int) -> str:
    """One report. Where there is no room for its claim, it is a line with its counts."""
    top = f"### {_short(run.mapping.source.path)}\n\n**{_words(verdict(run)[1])}** {_words(counts(run))}\n\n"
    table, end = (
        _claim(run),
        f"<sub>{_words(versions_text(run.versions))}; sha256 {run.mapping.source.sha256}</sub>\n\n",
    )
    spare = room - len(top) - len(table) - len(end)
    if spare < 0:
        return top
    return top + table + _fit(_groups(run), spare) + end


def _claim(run: Run) -> str:
    claim = run.mapping.claim
    if not run.requirements or not (claim or run.spec):
        return ""
    quote = f": “{_short(claim.quote)}”" if claim and claim.quote else ""
    rows = "".join(map(_requirement, worst_first(run)))
    return (
        f"Claim: {_short(claim_words(run))}{quote}\n\n| the claim requires | verdict | why |\n|---|---|---|\n{rows}\n"
    )


def _requirement(result: RequirementResult) -> str:
    verdict = result.verdict.value
    shown = f"**{verdict}**" if result.verdict is RequirementVerdict.NOT_MET else verdict
    return f"| {_words(result.requirement.text)} | {shown} | {_words(result.why)} |\n"


def _groups(run: Run) -> Iterable[_Group]:
    """What was found, the worst first and open, then what does not count, and what was not read."""
    for severity, label in LABELS.items():
        live = tuple(_finding(f, run) for f in run.findings if f.live and f.severity is severity)
        yield _Group(count(len(live), label), live, folded=severity is not Severity.ERROR)
    waived = tuple(f"{_about(f, run)} · {_words(f.waived)}" for f in run.findings if f.waived is not None)
    yield _Group(f"{len(waived)} waived", waived)
    known = tuple(_about(f, run) for f in run.findings if f.baselined)
    yield _Group(f"{len(known)} known from the baseline", known)
    stale = tuple(_words(item.message) for item in run.applied.stale)
    yield _Group(f"{len(stale)} stale in the waivers or the baseline", stale)
    yield _Group("Not checked", tuple(_words(broken(error)) for error in run.errors), folded=False)
    yield _Group("Not read or not shown", tuple(map(_words, unread(run))))


def _finding(finding: Finding, run: Run) -> str:
    head = [
        _about(finding, run),
        markdown(place(finding.where, run.mapping)) if finding.where else "",
        _words(reference_text(finding.reference)) if finding.reference else "",
    ]
    remedy = f"<br>**Instead:** {_words(finding.remedy)}" if finding.remedy else ""
    return f"{' · '.join(filter(None, head))}<br>{_words(wrong(finding))}{remedy}"


def _about(finding: Finding, run: Run) -> str:
    subject = f"{finding.disclosure} {title_of(finding, run)}" if finding.disclosure else WHOLE
    return f"**{_short(subject)}** `{finding.rule}`"


def _fit(groups: Iterable[_Group], room: int) -> str:
    """The groups, each with as many of its items as there is room for; the others are counted."""
    text = ""
    for group in groups:
        if group.items:
            text += _shown(group, room - len(text))
    return text


def _shown(group: _Group, room: int) -> str:
    top, end = f"<details><summary>{group.title}</summary>\n\n", "</details>\n\n"
    if not group.folded:
        top, end = f"#### {group.title}\n\n", ""
    lines = [f"- {item}\n\n" for item in group.items]
    kept = _kept(lines, room - len(top) - len(end) - _END)
    if not kept:
        return f"{group.title}: left out for length.\n\n" if room > _END else ""
    left = len(lines) - len(kept)
    more = f"- … and {left} more, left out for length\n\n" if left else ""
    return f"{top}{''.join(kept)}{more}{end}"


def _kept(lines: Sequence[str], room: int) -> Sequence[str]:
    used = 0
    for number, line in enumerate(lines):
        used += len(line)
        if used > room:
            return lines[:number]
    return lines


def _short(text: str) -> str:
    return markdown(clip(text, _NAME))


def _words(text: str) -> str:
    return markdown(clip(text, _WORDS))
