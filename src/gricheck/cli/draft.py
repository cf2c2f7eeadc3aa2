"""``gricheck draft REPORT``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gricheck.cli import options
from gricheck.reporter import DRAFT, reporter


@click.command("draft")
@options.report
@options.outputs(DRAFT)
@options.further_files
@options.about_report
def command(report: Path, format_name: str | None, files: tuple[str, ...], **about: Any) -> int:
    """A suggested content index, in the shape of GRI's template, from what the report's text covers.

    Every location comes with its confidence and the passage it rests on. What the claim expects and is not found is
    left blank and marked; nothing is invented. Without --claim the report's own claim counts, else with-reference.
    """
    from gricheck.cli.output import keep_reports, tell_language, write_targets
    from gricheck.pipeline import draft_of, load_kit
    from gricheck.policy import EXIT_OK

    targets = options.targets(format_name, files, DRAFT)
    settings = options.settings(**about)
    keep_reports([target.path for target in targets], [report, *settings.given.files])
    kit = load_kit(settings.packs)
    mapping, draft = draft_of(report, kit, settings.given)
    tell_language(report, mapping)
    write_targets(targets, lambda name, look: reporter(DRAFT, name)(mapping, draft, kit.versions, look))
    return EXIT_OK
