"""Proof by injected faults: ``python bench/faults.py [--mutants N] [--kinds NAME ...] [--seed N] [--keep DIR]``.

Clean reports of every claim are made in every format, one fault of one kind is put into a copy, and the whole program
reads the file. Recall: the rule meant for that kind names the disclosure. Precision: nothing else speaks up that does
not on the clean report.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import groupby
from multiprocessing import Pool
from pathlib import Path
from time import perf_counter

import measuring.faults.kinds  # noqa: F401  (registers the kinds)
from measuring.faults.formats import FORMATS
from measuring.faults.registry import KINDS, Kind
from measuring.faults.table import lines_of, markdown, plain, total
from measuring.faults.trial import Drafts, Task, Trial, plan_tasks, run_tasks

from gricheck.pipeline import Kit, load_kit

_BOOK: Drafts | None = None
_KEEP: Path | None = None


def main() -> None:
    arguments = parse()
    kit = load_kit()
    running, pending = split(kit, arguments.kinds)
    start = perf_counter()
    each = max(1, round(arguments.mutants / max(1, len(running))))
    tasks = plan_tasks(running, each, arguments.reports, arguments.seed, tuple(arguments.formats), kit)
    groups = [list(group) for _, group in groupby(tasks, key=lambda t: (t.claim, t.report, t.format))]
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
    trials = list(run(groups, arguments))
    show(trials, pending, arguments, perf_counter() - start)
    sys.exit(0 if all(line.good for line in lines_of(trials)) else 1)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=5000, metavar="N", help="mutants in all, the same for each kind")
    parser.add_argument("--kinds", nargs="+", default=["*"], metavar="NAME", help="these alone; patterns with * work")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--reports", type=int, default=12, metavar="N", help="clean reports of each claim")
    parser.add_argument("--formats", nargs="+", default=list(FORMATS), choices=list(FORMATS))
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--markdown", action="store_true", help="print the table for a README")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="write mutants that were missed or gave an alarm there"
    )
    return parser.parse_args()


def split(kit: Kit, patterns: list[str]) -> tuple[list[Kind], list[Kind]]:
    """The kinds asked for whose rule exists, and those that wait for theirs."""
    rules = {rule.id for pack in kit.packs for rule in pack.rules}
    asked = [kind for kind in KINDS.values() if any(fnmatchcase(kind.name, pattern) for pattern in patterns)]
    if not asked:
        sys.exit(f"no kind is called {' or '.join(patterns)}; known are {', '.join(KINDS)}")
    return [k for k in asked if k.rule in rules], [k for k in asked if k.rule not in rules]


def run(groups: list[list[Task]], arguments: argparse.Namespace) -> Iterator[Trial]:
    """All trials, in the order of the tasks whatever the number of workers."""
    given = (arguments.seed, arguments.keep)
    if arguments.workers < 2:
        set_up(*given)
        for group in groups:
            yield from work(group)
        return
    with Pool(arguments.workers, set_up, given) as pool:
        for trials in pool.imap(work, groups, chunksize=4):
            yield from trials


def set_up(seed: int, keep: Path | None) -> None:
    global _BOOK, _KEEP
    _BOOK, _KEEP = Drafts(seed, load_kit()), keep


def work(group: list[Task]) -> list[Trial]:
    assert _BOOK is not None
    return list(run_tasks(group, _BOOK, _KEEP))


def show(trials: list[Trial], pending: list[Kind], arguments: argparse.Namespace, seconds: float) -> None:
    lines = [*lines_of(trials), total(trials)]
    print(markdown(lines) if arguments.markdown else plain(lines))
    speed = f"{seconds:.0f} s, {1000 * seconds / len(trials):.0f} ms a mutant"
    print(f"\nseed {arguments.seed}; {len(lines) - 1} kinds; {speed}")
    if pending:
        print(f"{len(pending)} kinds wait for their rule: {', '.join(kind.name for kind in pending)}")


if __name__ == "__main__":
    main()
