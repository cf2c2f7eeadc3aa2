"""``gricheck index REPORT``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gricheck.cli import options
from gricheck.cli.group import say


@click.command("index")
@options.report
@options.format_option("text", "json")
@options.output
@options.about_report
def command(report: Path, format_name: str, output: Path | None, **about: Any) -> int:
    """The content index as gricheck reads it: every row with its code, title, location and pages."""
    from gricheck.cli.output import keep_reports, render_options, write_result
    from gricheck.pipeline import load_kit, map_report, no_index
    from gricheck.policy import EXIT_OK, EXIT_UNREADABLE

    keep_reports(output, [report])
    settings = options.settings(**about)
    kit = load_kit(settings.packs)
    mapping = map_report(report, kit, settings.given)
    found = bool(mapping.index.rows)
    if not found:
        say(no_index(mapping))
    if format_name == "json":
        from gricheck.reporter.encode import dumps
        from gricheck.reporter.json import index_data

        write_result(dumps(index_data(mapping, kit.versions)), output)
    elif found:
        from gricheck.reporter.tables import render_index

        write_result(render_index(mapping, kit.versions, render_options(output)), output)
    return EXIT_OK if found else EXIT_UNREADABLE
