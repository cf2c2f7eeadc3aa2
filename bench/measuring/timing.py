"""Processes against the clock, in turn, so that a machine that grows slow or fast meanwhile does so for all of them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

Environment = Mapping[str, str]

RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of ``ru_maxrss``."""


@dataclass(frozen=True)
class Command:
    """A program with its arguments, and the exit codes with which it ends well."""

    words: Sequence[str]
    ends: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Spent:
    """What one process took: seconds of wall time, peak memory in bytes (None where the system does not tell)."""

    seconds: float
    peak: int | None
    output: str


def environment(folder: Path) -> Environment:
    """This process's environment, but modules are compiled once, into a folder of their own, whatever it says on that:
    so they are in an installation, and the measured rounds find them so."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder)}


def interleaved(commands: Mapping[str, Command], rounds: int, env: Environment) -> dict[str, list[Spent]]:
    """Run every command once a round, in an order that turns round by round. A first round warms up and is not kept."""
    spent: dict[str, list[Spent]] = {name: [] for name in commands}
    for names in [list(commands), *turning(list(commands), rounds)]:
        for name in names:
            spent[name].append(run(commands[name], env))
    return {name: all_rounds[1:] for name, all_rounds in spent.items()}


def turning(names: list[str], rounds: int) -> Iterator[list[str]]:
    """The names once forwards, once backwards, and so on."""
    for number in range(rounds):
        yield names if number % 2 == 0 else names[::-1]


def run(command: Command, env: Environment) -> Spent:
    """Run one command to its end. Raises RuntimeError with what it said where it does not end well."""
    start = perf_counter()
    process = subprocess.Popen(
        command.words, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    with process.stdout as stream:
        output = stream.read()
    peak = wait(process)
    seconds = perf_counter() - start
    if process.returncode not in command.ends:
        raise RuntimeError(f"{' '.join(command.words)}\nended with {process.returncode}:\n{output[-2000:]}")
    return Spent(seconds, peak, output)


def wait(process: subprocess.Popen[str]) -> int | None:
    """Reap a process; its own peak memory in bytes.

    The system counts in what the parent held when it started the child, so a parent that measures must stay small:
    this package imports no library.
    """
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * RSS_UNIT


def seconds(spent: Sequence[Spent]) -> float:
    """The median of the wall times."""
    return median(one.seconds for one in spent)


def peak(spent: Sequence[Spent]) -> int | None:
    """The median of the peaks in bytes."""
    known = [one.peak for one in spent if one.peak is not None]
    return int(median(known)) if known else None


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of the ratios within each round."""
    return median(a / b for a, b in zip(above, below, strict=True))
