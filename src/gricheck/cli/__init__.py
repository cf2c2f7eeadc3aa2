"""The command line. Each command is a module here, loaded when it is called: arguments, wiring, exit code."""

from __future__ import annotations

import click

from gricheck import __version__
from gricheck.cli.group import LazyGroup

COMMANDS = {
    "check": "Check a report: what to mend, row by row, and how its claim stands.",
    "gaps": "One line for every disclosure: reported, omitted, unexplained, missing …",
    "index": "The content index as gricheck reads it.",
    "find": "Where the report covers a disclosure or words: pages ranked, passages quoted.",
    "draft": "A suggested index in the shape of GRI's template, from what the report covers.",
    "diff": "What changed between two reports, or two runs.",
    "standards": "Look up standards and disclosures.",
    "rules": "List the rules.",
    "explain": "Explain one rule: why it matters, how to mend it, examples.",
    "init": "Make a configuration to begin with, filled in from reports.",
    "pack": "Make and test a rule pack of your own.",
    "completion": "Print the script that lets bash, zsh or fish complete the command line.",
    "dump": "Print a stage of the work as JSON, to look inside.",
}
"""Command to its line in the help; the module of the same name holds ``command``."""

_CONTEXT = {"help_option_names": ["-h", "--help"]}
_HELP = """Check the GRI content index of a sustainability report.

`gricheck REPORT` is `gricheck check REPORT`. A report is a PDF, a Word, web or text file, or
a workbook. Everything works offline.

\b
Exit codes:
  0  nothing at or above --fail-on
  1  findings
  2  wrong usage, configuration or rule pack, or a check that broke
  3  the report could not be read, or holds no content index
"""


@click.group(cls=LazyGroup, default="check", lazy=COMMANDS, help=_HELP, context_settings=_CONTEXT)
@click.version_option(__version__, message="gricheck %(version)s")
def cli() -> None:
    """The group itself does nothing."""


def main() -> None:
    """The console script."""
    cli(prog_name="gricheck")
