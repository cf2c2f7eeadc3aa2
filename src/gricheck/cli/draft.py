"""``gricheck draft REPORT``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gricheck.cli import options

_FORMATS = ("text", "json", "csv", "markdown", "html", "xlsx")


@click.command("draft")
@options.report
@options.guessed_format(*_FORMATS)
@options.output
@options.about_report
def command(report: Path, format_name: str | None, output: Path | None, **about: Any) -> int:
    """A suggested content index, in the shape of GRI's template, from what the report's text covers.

    Every location comes with its confidence and the passage it rests on. What the claim expects and is not found is
    left blank and marked; nothing is invented. Without --claim the report's own claim counts, else with-reference.
    """
    from gricheck.cli.output import keep_reports, render_options, tell_language, write_result
    from gricheck.pipeline import draft_of, load_kit
    from gricheck.policy import EXIT_OK
    from gricheck.reporter.draft import FORMATS

    keep_reports(output, [report])
    name = options.format_for(format_name, output, _FORMATS)
    settings = options.settings(**about)
    kit = load_kit(settings.packs)
    mapping, draft = draft_of(report, kit, settings.given)
    tell_language(report, mapping)
    write_result(FORMATS[name](mapping, draft, kit.versions, render_options(output)), output)
    return EXIT_OK
