"""``gricheck dump REPORT``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gricheck.cli import options

if TYPE_CHECKING:
    from gricheck.cli.options import Settings

STAGES = ("document", "index", "mapping", "run")


@click.command("dump")
@options.report
@click.option("--stage", type=click.Choice(STAGES), default="run", show_default=True, help="How far to go.")
@options.output
@options.further_files
@options.about_report
def command(report: Path, stage: str, output: Path | None, **about: Any) -> int:
    """Print what one stage of the work gives, as JSON: for looking inside. Its shape may change at any time."""
    from gricheck.cli.output import keep_reports, write_result
    from gricheck.reporter.encode import dumps, encode

    settings = options.settings(**about)
    keep_reports([output], [report, *settings.given.files])
    write_result(dumps(encode(_stage(report, stage, settings))), output)
    return 0


def _stage(report: Path, stage: str, settings: Settings) -> object:
    from gricheck.files import read_report
    from gricheck.pipeline import check_report, index_of, load_kit, map_report
    from gricheck.policy import Policy

    given = settings.given
    if stage in ("document", "index"):
        document = read_report(report, given)
    if stage == "document":
        return document
    kit = load_kit(settings.packs)
    if stage == "index":
        return index_of(document, kit)
    if stage == "mapping":
        return map_report(report, kit, given)
    return check_report(report, kit, Policy(), given)
