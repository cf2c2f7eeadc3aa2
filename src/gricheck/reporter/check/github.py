"""``gricheck check --format github``: annotations of GitHub Actions, and behind them a plain summary for the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Failure, Finding, Run
from gricheck.reporter.escape import log_line
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.paths import relative
from gricheck.reporter.views import file_of
from gricheck.reporter.words import broken, counts, line_number, told, verdict

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SHOWN = 10
"""GitHub shows so many annotations of each kind for a step, the first ones, so the worst must come first."""


def render(checked: Checked, options: RenderOptions) -> str:
    """One annotation a line; what is waived or known has none and is counted."""
    made = [*_unchecked(checked, options), *_annotations(checked, options)]
    lines = [line for _, line in made]
    lines += [log_line(f"{_path(run, options)}: {counts(run)} {verdict(run)[1]}") for run in checked.judged]
    lines += [log_line(f"{relative(failure.path, options.root)}: not checked.") for failure in checked.failures]
    lines += [told for kind, number in Counter(kind for kind, _ in made).items() if (told := _too_many(kind, number))]
    return "".join(f"{line}\n" for line in lines)


def _unchecked(checked: Checked, options: RenderOptions) -> Iterator[tuple[str, str]]:
    for failure in checked.failures:
        yield "error", _failure(failure, options)
    for run in checked.judged:
        for error in run.errors:
            file = _path(run, options)
            yield "error", _command("error", broken(error), file=file, title="gricheck: a check broke")
        for stale in run.applied.failing_stale:
            file = _path(run, options)
            yield "error", _command("error", stale.message, file=file, title="gricheck: waiver or baseline")


def _path(run: Run, options: RenderOptions) -> str:
    return relative(run.mapping.source.path, options.root)


def _failure(failure: Failure, options: RenderOptions) -> str:
    file = relative(failure.path, options.root)
    return _command("error", failure.message, file=file, title="gricheck: not checked")


def _annotations(checked: Checked, options: RenderOptions) -> Iterator[tuple[str, str]]:
    """The findings of all reports that count, the worst first."""
    for severity, kind in _COMMANDS.items():
        for run in checked.judged:
            for finding in run.findings:
                if finding.live and finding.severity is severity:
                    yield kind, _annotation(kind, finding, run, options)


def _annotation(kind: str, finding: Finding, run: Run, options: RenderOptions) -> str:
    return _command(
        kind,
        told(finding, run),
        file=relative(file_of(finding.where, run.mapping).path, options.root),
        line=str(line_number(finding.where, run)),
        title=f"{finding.disclosure or 'report'}: {finding.rule}",
    )


def _command(kind: str, message: str, **properties: str) -> str:
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {given}::{_data(message)}"


def _data(text: str) -> str:
    return log_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _too_many(kind: str, number: int) -> str:
    if number <= _SHOWN:
        return ""
    return f"GitHub shows the first {_SHOWN} annotations of a kind for a step; {number} of kind {kind} are in this log."
