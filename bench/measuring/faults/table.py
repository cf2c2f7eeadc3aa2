"""The figures of a run: recall and precision of each kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from measuring.faults.registry import KINDS, Kind
from measuring.faults.trial import Trial

GOAL = 0.99


@dataclass(frozen=True, slots=True)
class Line:
    """``surely``: the share of mutants found as a fail and not only as a review."""

    name: str
    rule: str
    mutants: int
    recall: float
    precision: float
    surely: float

    @property
    def good(self) -> bool:
        return self.recall >= GOAL and self.precision >= GOAL


def lines_of(trials: Iterable[Trial]) -> list[Line]:
    """A line for each kind in the order of the registry."""
    by_kind: dict[str, list[Trial]] = {}
    for trial in trials:
        by_kind.setdefault(trial.task.kind, []).append(trial)
    return [_line(KINDS[name], by_kind[name]) for name in KINDS if name in by_kind]


def total(trials: list[Trial]) -> Line:
    return _figures("all kinds", "", trials)


def _line(kind: Kind, trials: list[Trial]) -> Line:
    return _figures(kind.name, kind.rule, trials)


def _figures(name: str, rule: str, trials: list[Trial]) -> Line:
    found, right = sum(t.found for t in trials), sum(t.right for t in trials)
    alarms = sum(len(t.alarms) for t in trials)
    precision = right / (right + alarms) if right + alarms else 0.0
    surely = sum(t.surely for t in trials) / len(trials)
    return Line(name, rule, len(trials), found / len(trials), precision, surely)


def plain(lines: list[Line]) -> str:
    """Columns for a terminal; a kind that misses the goal is marked."""
    width = max(len(line.name) for line in lines) + 2
    rule = max(len(line.rule) for line in lines) + 2
    head = f"{'kind':{width}}{'rule':{rule}}{'mutants':>8}{'recall':>8}{'prec.':>8}{'as fail':>9}"
    rows = (
        f"{x.name:{width}}{x.rule:{rule}}{x.mutants:8}{x.recall:8.3f}{x.precision:8.3f}{x.surely:9.2f}"
        + ("" if x.good else "  *")
        for x in lines
    )
    return "\n".join([head, *rows])


def markdown(lines: list[Line]) -> str:
    head = "| kind | rule | mutants | recall | precision | as a fail |\n|---|---|--:|--:|--:|--:|"
    rows = (
        f"| {x.name} | {x.rule and f'`{x.rule}`'} | {x.mutants} | {x.recall:.3f} | {x.precision:.3f} | {x.surely:.2f} |"
        for x in lines
    )
    return "\n".join([head, *rows])
