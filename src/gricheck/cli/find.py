"""``gricheck find REPORT WHAT…``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gricheck.cli import options

_FORMATS = ("text", "json")


@click.command("find")
@options.report
@click.argument("asked", nargs=-1, required=True, metavar="WHAT...")
@click.option(
    "--top", type=click.IntRange(1, 100), default=5, show_default=True, help="How many pages to show for each."
)
@options.guessed_format(*_FORMATS)
@options.output
@options.about_report
def command(report: Path, asked: tuple[str, ...], top: int, format_name: str, output: Path | None, **about: Any) -> int:
    """Where the report covers something: pages ranked, the passage quoted, and why.

    WHAT is a disclosure (305-1, GRI 303-3, "303-3 2018"), one with words that narrow it ("3-3 Energy"), or words alone
    ("water withdrawal"). The report needs no content index; where it has one, its pages are left out, and the titles
    that it prints are looked for too.
    """
    from gricheck.cli.output import keep_reports, render_options, tell_language, write_result
    from gricheck.pipeline import find_in, load_kit
    from gricheck.policy import EXIT_OK

    keep_reports(output, [report])
    name = options.format_for(format_name, output, _FORMATS)
    settings = options.settings(**about)
    kit = load_kit(settings.packs)
    mapping, answers = find_in(report, asked, kit, settings.given, top)
    tell_language(report, mapping)
    if name == "json":
        from gricheck.reporter.encode import dumps
        from gricheck.reporter.find import find_data

        write_result(dumps(find_data(mapping, answers, kit.versions)), output)
    else:
        from gricheck.reporter.find import render_find

        write_result(render_find(mapping, answers, render_options(output)), output)
    return EXIT_OK
