"""``gricheck pack init|test|checks``: for those who write rules of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gricheck.cli import options

if TYPE_CHECKING:
    from gricheck.selftest import SelfTest

_HERE = click.Path(file_okay=False, path_type=Path)


@click.group("pack")
def command() -> None:
    """Make, test and look up what a rule pack of your own needs."""


@command.command("init", short_help="Make a new pack that passes its own test.")
@click.argument("name")
@click.option("--folder", type=_HERE, default=Path("."), help="Where to put it.  [default: here]")
def make(name: str, folder: Path) -> int:
    """Make a folder NAME with a pack that loads, passes its own test and shows every part of a rule."""
    from gricheck.cli.output import write_result
    from gricheck.packs.make import make_pack

    written = make_pack(name, folder)
    lines = [f"{path}\n" for path in written]
    write_result(f"{''.join(lines)}\nNow: gricheck pack test {folder / name}\n", None)
    return 0


@command.command("test", short_help="Try packs: every mistake with its line, every example.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
def try_packs(paths: tuple[Path, ...]) -> int:
    """Try packs: their form, every name in them, and every example of every rule.

    A PATH is the folder of a pack, a folder of packs, or one file of rules. Each mistake is a line that says where it
    is, what is wrong and how to mend it. Exit code 2 where there is one.
    """
    from gricheck.catalogue import load_catalogue
    from gricheck.cli.output import write_result
    from gricheck.policy import EXIT_OK, EXIT_USAGE
    from gricheck.reporter.escape import inert
    from gricheck.selftest import run_selftest
    from gricheck.vocabulary import load_vocabulary

    done = run_selftest(paths, load_catalogue(), load_vocabulary())
    lines = [*map(str, done.mistakes), _summary(done)]
    write_result("".join(f"{inert(line)}\n" for line in lines), None)
    return EXIT_USAGE if done.mistakes else EXIT_OK


@command.command("checks", short_help="List the checks that a rule may name.")
@click.argument("names", nargs=-1, metavar="[CHECK]...", shell_complete=options.completed("checks"))
def list_checks(names: tuple[str, ...]) -> int:
    """List the checks that a rule may name: what each looks at, its options, fields and messages."""
    from gricheck.checks import CHECKS
    from gricheck.cli.output import render_options, write_result
    from gricheck.errors import UsageError
    from gricheck.packs.names import nearest
    from gricheck.reporter.checks import render_checks

    for name in names:
        if name not in CHECKS:
            raise UsageError(f"no check is called {name!r}; {nearest(name, CHECKS)}")
    wanted = [CHECKS[name] for name in names or sorted(CHECKS)]
    write_result(render_checks(wanted, render_options(None)), None)
    return 0


def _summary(done: SelfTest) -> str:
    names = ", ".join(f"{pack.id} {pack.version}" for pack in done.packs)
    tried = f"{names}: {_count(done.rules, 'rule')} with {_count(done.examples, 'example')} tried"
    return f"{tried}; {_count(len(done.mistakes), 'mistake') if done.mistakes else 'all is well'}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
