"""``gricheck gaps REPORT``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gricheck.cli import options
from gricheck.cli.group import say
from gricheck.cli.telling import note
from gricheck.errors import UsageError
from gricheck.reporter import GAPS, reporter

if TYPE_CHECKING:
    from gricheck.model.document import Pictures
    from gricheck.model.run import Run


@click.command("gaps")
@options.report
@options.outputs(GAPS)
@click.option("--pages", is_flag=True, help="Embed the index rows and the cited pages as images in the HTML page.")
@options.further_files
@options.about_report
def command(report: Path, format_name: str | None, files: tuple[str, ...], pages: bool, **about: Any) -> int:
    """One line for every disclosure that the claim expects or the index lists, with its status.

    For auditors: -o gaps.xlsx is a workbook with columns for the reviewer, -o gaps.html a page to search and filter.
    Waivers, baseline and severities of the configuration do not count here: the table shows everything.
    """
    from gricheck.cli.output import keep_reports, write_targets
    from gricheck.model.run import Checked
    from gricheck.pipeline import check_report, load_kit, no_index
    from gricheck.policy import EXIT_OK, EXIT_UNREADABLE, Policy

    targets = options.targets(format_name, files, GAPS)
    if pages and not any(target.format == "html" for target in targets):
        raise UsageError("--pages is for the HTML page; add -o gaps.html")
    settings = options.settings(**about)
    keep_reports([target.path for target in targets], [report, *settings.given.files])
    run = check_report(report, load_kit(settings.packs), Policy(), settings.given)
    found = bool(run.mapping.index.rows)
    if not found:
        say(no_index(run.mapping))
        targets = tuple(target for target in targets if target.format == "json")
    drawn = _pictures(run) if pages and found else None
    write_targets(targets, lambda name, look: reporter(GAPS, name)(Checked((run,)), replace(look, pictures=drawn)))
    return EXIT_OK if found else EXIT_UNREADABLE


def _pictures(run: Run) -> Pictures | None:
    """The pages that rows cite; what cannot be shown is said on stderr."""
    from gricheck.files import pictures_of
    from gricheck.reporter.gaps.pictures import wanted_pages

    drawn, path = pictures_of(run.mapping, wanted_pages(run)), run.mapping.source.path
    if drawn is None:
        note(f"{path}: has no pages that can be shown as images, so --pages changes nothing")
    elif drawn.left_out:
        note(f"{path}: {drawn.left_out} of the cited pages are not embedded: too much for one file, or not to be drawn")
    return drawn
