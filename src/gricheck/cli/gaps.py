"""``gricheck gaps REPORT``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gricheck.cli import options
from gricheck.cli.group import say


@click.command("gaps")
@options.report
@options.format_option("text", "json")
@options.output
@options.about_report
def command(report: Path, format_name: str, output: Path | None, **about: Any) -> int:
    """One line for every disclosure that the claim expects or the index lists, with its status."""
    from gricheck.cli.output import keep_reports, render_options, write_result
    from gricheck.pipeline import check_report, load_kit, no_index
    from gricheck.policy import EXIT_OK, EXIT_UNREADABLE, Policy

    keep_reports(output, [report])
    settings = options.settings(**about)
    run = check_report(report, load_kit(settings.packs), Policy(), settings.given)
    found = bool(run.mapping.index.rows)
    if not found:
        say(no_index(run.mapping))
    if format_name == "json":
        from gricheck.reporter.encode import dumps
        from gricheck.reporter.json import gaps_data

        write_result(dumps(gaps_data(run)), output)
    elif found:
        from gricheck.reporter.tables import render_gaps

        write_result(render_gaps(run, render_options(output)), output)
    return EXIT_OK if found else EXIT_UNREADABLE
