"""One mutant: made, written, checked, and held against what its clean twin gives."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from gricheck.model.run import Finding, Outcome
from gricheck.pipeline import Kit, check_report
from gricheck.policy import Policy
from measuring.faults.clean import CLAIMS, draft
from measuring.faults.draft import Draft
from measuring.faults.formats import FORMATS
from measuring.faults.registry import KINDS, Fault, Kind

TRIES = 200
"""Drafts looked at for a place for one fault."""


@dataclass(frozen=True, slots=True)
class Task:
    """One mutant to be made: everything in it follows from these. ``report`` is the number of the clean draft."""

    kind: str
    number: int
    claim: str
    report: int
    format: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a finding said, as far as it is compared."""

    rule: str
    disclosure: str | None
    outcome: str
    message: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one mutant: whether it was found (for sure: as a fail), and what else spoke up."""

    task: Task
    found: bool
    surely: bool
    right: int
    alarms: tuple[Told, ...]


def plan_tasks(
    kinds: list[Kind], mutants: int, reports: int, seed: int, formats: tuple[str, ...], kit: Kit
) -> list[Task]:
    """The mutants of each kind, spread over claims, reports and formats by the seed; grouped by their report."""
    book = Drafts(seed, kit)
    tasks = [task for kind in kinds for n in range(mutants) if (task := _task(kind, n, reports, seed, formats, book))]
    return sorted(tasks, key=lambda t: (t.claim, t.report, t.format, t.kind, t.number))


def _task(kind: Kind, number: int, reports: int, seed: int, formats: tuple[str, ...], book: Drafts) -> Task | None:
    """The first place drawn that has room for the fault; None where no draft has."""
    random = Random(f"{seed} {kind.name} {number}")
    usable = [f for f in formats if f in kind.formats]
    for _ in range(TRIES if usable else 0):
        claim, report = random.choice(CLAIMS), random.randrange(reports)
        fitting = [f for f in usable if f in formats_of(claim)]
        task = Task(kind.name, number, claim, report, random.choice(fitting)) if fitting else None
        if task and inject(task, book):
            return task
    return None


def formats_of(claim: str) -> tuple[str, ...]:
    """Sector references beside the codes need columns."""
    return ("ruled", "open") if claim.startswith("sector") else tuple(FORMATS)


class Drafts:
    """Clean drafts by claim and number, made once."""

    def __init__(self, seed: int, kit: Kit) -> None:
        self.seed, self.kit = seed, kit
        self._made: dict[tuple[str, int], Draft] = {}

    def get(self, claim: str, report: int) -> Draft:
        key = (claim, report)
        if key not in self._made:
            self._made[key] = draft(claim, f"{self.seed} {report}", self.kit.catalogue)
        return self._made[key]


def inject(task: Task, book: Drafts) -> Fault | None:
    """The mutant of a task."""
    random = Random(f"{book.seed} {task.kind} {task.number} place")
    return KINDS[task.kind].inject(book.get(task.claim, task.report), random, book.kit.catalogue)


def run_tasks(tasks: list[Task], book: Drafts, keep: Path | None = None) -> Iterator[Trial]:
    """The trials of mutants of one report in one format; the clean twin is checked once."""
    with tempfile.TemporaryDirectory() as folder:
        first = tasks[0]
        clean = Counter(
            map(_key, findings_of(book.get(first.claim, first.report), first.format, Path(folder), book.kit))
        )
        for task in tasks:
            fault = inject(task, book)
            if fault is None:
                raise ValueError(f"{task}: the draft has no place for the fault after all")
            found = findings_of(fault.draft, task.format, Path(folder), book.kit)
            trial = judge(task, fault, found, clean)
            if keep and (not trial.found or trial.alarms):
                _keep(keep, trial, fault)
            yield trial


def findings_of(made: Draft, form: str, folder: Path, kit: Kit) -> tuple[Told, ...]:
    """What the whole program says of a draft in one format, through its file."""
    ending, write = FORMATS[form]
    path = folder / f"report{ending}"
    path.write_bytes(write(made))
    return tuple(map(_told, check_report(path, kit, Policy()).findings))


def judge(task: Task, fault: Fault, found: tuple[Told, ...], clean: Counter[tuple[str, str | None]]) -> Trial:
    """New findings are right where they are those of the kind; ``also`` are neither right nor wrong."""
    kind = KINDS[task.kind]
    new, left = [], Counter(clean)
    for told in found:
        left[_key(told)] -= 1
        if left[_key(told)] < 0:
            new.append(told)
    right = [
        t for t in new if t.rule == kind.rule and (t.disclosure in fault.codes or not (fault.codes or t.disclosure))
    ]
    alarms = tuple(t for t in new if t not in right and t.rule not in kind.also)
    return Trial(task, bool(right), any(t.outcome == Outcome.FAIL for t in right), len(right), alarms)


def _key(told: Told) -> tuple[str, str | None]:
    return told.rule, told.disclosure


def _told(finding: Finding) -> Told:
    return Told(finding.rule, finding.disclosure, str(finding.outcome), finding.message)


def _keep(folder: Path, trial: Trial, fault: Fault) -> None:
    """The mutant's file, for a look at it, with what was expected and what was said beside it."""
    task = trial.task
    ending, write = FORMATS[task.format]
    stem = folder / f"{task.kind}-{task.number}-{task.claim}-{task.format}"
    stem.with_suffix(ending).write_bytes(write(fault.draft))
    expected = f"expected: {KINDS[task.kind].rule} on {', '.join(fault.codes) or 'the report'}"
    lines = [str(task), expected, f"found: {trial.found}", *map(str, trial.alarms)]
    stem.with_suffix(".note").write_text("\n".join(lines) + "\n", encoding="utf-8")
