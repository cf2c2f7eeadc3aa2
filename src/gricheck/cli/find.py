"""``gricheck find REPORT WHAT…``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gricheck.cli import options
from gricheck.reporter import FIND, reporter


@click.command("find")
@options.report
@click.argument("asked", nargs=-1, required=True, metavar="WHAT...", shell_complete=options.completed("disclosures"))
@click.option(
    "--top", type=click.IntRange(1, 100), default=5, show_default=True, help="How many pages to show for each."
)
@options.outputs(FIND)
@options.further_files
@options.about_report
def command(
    report: Path, asked: tuple[str, ...], top: int, format_name: str | None, files: tuple[str, ...], **about: Any
) -> int:
    """Where the report covers something: pages ranked, the passage quoted, and why.

    WHAT is a disclosure (305-1, GRI 303-3, "303-3 2018"), one with words that narrow it ("3-3 Energy"), or words alone
    ("water withdrawal"). The report needs no content index; where it has one, its pages are left out, and the titles
    that it prints are looked for too.
    """
    from gricheck.cli.output import keep_reports, tell_language, write_targets
    from gricheck.pipeline import find_in, load_kit
    from gricheck.policy import EXIT_OK

    targets = options.targets(format_name, files, FIND)
    settings = options.settings(**about)
    keep_reports([target.path for target in targets], [report, *settings.given.files])
    kit = load_kit(settings.packs)
    mapping, answers = find_in(report, asked, kit, settings.given, top)
    tell_language(report, mapping)
    write_targets(targets, lambda name, look: reporter(FIND, name)(mapping, answers, kit.versions, look))
    return EXIT_OK
