"""``gricheck index REPORT``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gricheck.cli import options
from gricheck.cli.group import say
from gricheck.reporter import INDEX, reporter


@click.command("index")
@options.report
@options.outputs(INDEX)
@options.further_files
@options.about_report
def command(report: Path, format_name: str | None, files: tuple[str, ...], **about: Any) -> int:
    """The content index as gricheck reads it: every row with its code, title, location and pages."""
    from gricheck.cli.output import keep_reports, write_targets
    from gricheck.pipeline import load_kit, map_report, no_index
    from gricheck.policy import EXIT_OK, EXIT_UNREADABLE

    targets = options.targets(format_name, files, INDEX)
    settings = options.settings(**about)
    keep_reports([target.path for target in targets], [report, *settings.given.files])
    kit = load_kit(settings.packs)
    mapping = map_report(report, kit, settings.given)
    found = bool(mapping.index.rows)
    if not found:
        say(no_index(mapping))
        targets = tuple(target for target in targets if target.format == "json")
    write_targets(targets, lambda name, look: reporter(INDEX, name)(mapping, kit.versions, look))
    return EXIT_OK if found else EXIT_UNREADABLE
