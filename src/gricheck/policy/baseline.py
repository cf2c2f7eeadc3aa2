"""The findings that are known already: a file that a run writes and later runs are held against.

``gricheck/baseline/1`` lists for each report, named by its path from the baseline file, the findings by fingerprint;
rule, disclosure and message are there for whoever reads the file and are not compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from gricheck.errors import PackError, UsageError
from gricheck.model.run import BaselineUse, Finding, Run, Stale, StaleKind
from gricheck.policy.findings import findings, natural
from gricheck.policy.paths import path_from
from gricheck.policy.waivers import about
from gricheck.policy.words import REPORT
from gricheck.yamlio import Located, load, validate

SCHEMA = "gricheck/baseline/1"
_REMEDY = "restore the file, or delete it and write it anew with --write-baseline"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding that is known."""

    rule: str
    disclosure: str | None
    fingerprint: str
    message: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a baseline knows of one report. ``entries`` is None where it has no list for it."""

    name: str
    report: str
    entries: tuple[Entry, ...] | None = None

    def fingerprints(self) -> frozenset[str]:
        return frozenset(entry.fingerprint for entry in self.entries or ())


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file. ``name`` is its path as the user gave it, ``reports`` the entries by report."""

    path: Path
    name: str
    reports: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    def of(self, report: str | Path) -> Known:
        """What it knows of a report."""
        key = self.key(report)
        return Known(self.name, key, self.reports.get(key))

    def key(self, report: str | Path) -> str:
        """The name of a report in this file."""
        return path_from(self.path.parent, report)


def read_baseline(path: Path, name: str) -> Baseline:
    """UsageError that says what is wrong, where, and what to do about it."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        here = path_from(Path.cwd(), path)
        raise UsageError(f"{name}: there is no such baseline; write it with --write-baseline {here}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{name}: cannot be read as a baseline ({error}); {_REMEDY}") from error
    tree = _parsed(text, name)
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise UsageError(f"{name}:1: is no baseline that this version reads: its schema is not {SCHEMA!r}; {_REMEDY}")
    _check(tree, text, name)
    return Baseline(
        path, name, {key: tuple(Entry(**entry) for entry in tree["reports"][key]) for key in tree["reports"]}
    )


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise UsageError(f"{name}:{error.lineno}: not valid JSON: {error.msg}; {_REMEDY}") from None
    except _Twice as error:
        raise UsageError(f"{name}: the key {error.args[0]!r} stands in one object twice; {_REMEDY}") from None
    except RecursionError:
        raise UsageError(f"{name}:1: not valid JSON: nested too deep; {_REMEDY}") from None


class _Twice(Exception):
    """A key that stands twice, as after a careless merge."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, whose keys JSON readers otherwise drop without a word but for the last."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _check(tree: Any, text: str, name: str) -> None:
    """Against the schema. The reader that knows lines is slow, so it is asked only where there is an error to place."""
    schema = json.loads((files("gricheck") / "schemas" / "baseline.json").read_bytes())
    try:
        validate(Located(name, tree, 1), schema)
    except PackError:
        try:
            validate(Located(name, tree, _lines(text, name)), schema)
        except PackError as error:
            raise UsageError(f"{error}; {_REMEDY}") from None


def _lines(text: str, name: str) -> Any:
    """JSON is YAML but for some escapes of text that is no Unicode; where they stand, no lines are told."""
    try:
        return load(text, name).lines
    except PackError:
        return 1


def with_runs(baseline: Baseline, runs: Iterable[Run]) -> Baseline:
    """The baseline with these reports' findings in place of what it knew of them; other reports stay."""
    fresh = dict(baseline.reports)
    for run in runs:
        key = baseline.key(run.mapping.source.path)
        fresh[key] = _entries(run, fresh.get(key, ()))
    return Baseline(baseline.path, baseline.name, fresh)


def _entries(run: Run, before: Iterable[Entry]) -> tuple[Entry, ...]:
    """What is shown; what was known and is there, but not shown, stays known, lest a narrow selection drop it.

    Waived findings are left out, lest one outlive its waiver unseen.
    """
    shown = {f.fingerprint for f in run.findings}
    hidden = {f.fingerprint for f in findings(run, {})} - shown
    kept = tuple(entry for entry in before if entry.fingerprint in hidden)
    return (*kept, *(Entry(f.rule, f.disclosure, f.fingerprint, f.message) for f in run.findings if f.waived is None))


def baseline_text(baseline: Baseline) -> str:
    """The file's text: the same for the same findings, sorted so that a change touches few lines."""
    reports = {key: [_entry(e) for e in sorted(baseline.reports[key], key=_order)] for key in sorted(baseline.reports)}
    return json.dumps({"schema": SCHEMA, "reports": reports}, ensure_ascii=False, indent=2) + "\n"


def _order(entry: Entry) -> tuple[object, ...]:
    return entry.rule, natural(entry.disclosure or ""), entry.fingerprint


def _entry(entry: Entry) -> dict[str, str | None]:
    return {
        "rule": entry.rule,
        "disclosure": entry.disclosure,
        "fingerprint": entry.fingerprint,
        "message": entry.message,
    }


def stale_entries(known: Known, every: Iterable[Finding]) -> tuple[Stale, ...]:
    """The entries that no finding answers to any more."""
    found = {finding.fingerprint for finding in every}
    gone = [entry for entry in known.entries or () if entry.fingerprint not in found]
    return tuple(_stale(entry, known) for entry in sorted(gone, key=_order))


def _stale(entry: Entry, known: Known) -> Stale:
    what = about(entry.rule, entry.disclosure or REPORT)
    told = f"{known.name}: {what} is no longer found; write the baseline anew to drop it"
    return Stale(StaleKind.BASELINE, entry.rule, entry.disclosure, told, fingerprint=entry.fingerprint)


def use_of(known: Known, shown: Iterable[Finding], stale: int) -> BaselineUse:
    """The baseline in numbers."""
    count = sum(finding.baselined for finding in shown)
    return BaselineUse(known.name, known.report, known.entries is not None, count, stale)
