"""``gricheck rules``."""

from __future__ import annotations

from pathlib import Path

import click

from gricheck.cli import options


@click.command("rules")
@options.format_option("text", "json")
@options.pack
def command(format_name: str, packs: tuple[Path, ...]) -> int:
    """List the rules of every pack: id, severity (and where the claim requires the disclosure), status, what it checks.

    A preview runs only with --preview or where it is selected by its id; a deprecated rule still runs.
    """
    from gricheck.cli.output import render_options, write_result
    from gricheck.pipeline import load_kit

    kit = load_kit(packs)
    if format_name == "json":
        from gricheck.reporter.encode import dumps
        from gricheck.reporter.json import rules_data

        write_result(dumps(rules_data(kit.packs, kit.versions)), None)
    else:
        from gricheck.reporter.tables import render_rules

        write_result(render_rules(kit.packs, render_options(None)), None)
    return 0
