"""``gricheck gaps REPORT``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gricheck.cli import options
from gricheck.cli.group import say
from gricheck.reporter import GAPS, reporter


@click.command("gaps")
@options.report
@options.outputs(GAPS)
@options.about_report
def command(report: Path, format_name: str | None, files: tuple[str, ...], **about: Any) -> int:
    """One line for every disclosure that the claim expects or the index lists, with its status."""
    from gricheck.cli.output import keep_reports, write_targets
    from gricheck.pipeline import check_report, load_kit, no_index
    from gricheck.policy import EXIT_OK, EXIT_UNREADABLE, Policy

    targets = options.targets(format_name, files, GAPS)
    keep_reports([target.path for target in targets], [report])
    settings = options.settings(**about)
    run = check_report(report, load_kit(settings.packs), Policy(), settings.given)
    found = bool(run.mapping.index.rows)
    if not found:
        say(no_index(run.mapping))
        targets = tuple(target for target in targets if target.format == "json")
    write_targets(targets, lambda name, look: reporter(GAPS, name)(run, look))
    return EXIT_OK if found else EXIT_UNREADABLE
