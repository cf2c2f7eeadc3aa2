"""``gricheck check REPORT…``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gricheck.cli import options
from gricheck.cli.group import say

if TYPE_CHECKING:
    from gricheck.cli.options import Settings
    from gricheck.model.run import Run
    from gricheck.pipeline import Kit
    from gricheck.policy import Policy, Said


_FAIL_ON = click.Choice(["error", "warning", "never"])
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("check")
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="REPORT...")
@options.format_option("text", "json")
@options.output
@click.option("--select", multiple=True, metavar="WORD", help="Report only these rules and disclosures.")
@click.option("--ignore", multiple=True, metavar="WORD", help="Do not report these; adds to the configuration.")
@click.option("--fail-on", type=_FAIL_ON, help="Least severity that gives exit code 1.  [default: error]")
@click.option("--baseline", type=_FILE, help="Findings listed in this file are known and do not fail the check.")
@click.option("--write-baseline", "write", type=_FILE, help="List what is found now in this file, as known.")
@options.about_report
def command(
    reports: tuple[Path, ...],
    format_name: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    baseline: Path | None,
    write: Path | None,
    **about: Any,
) -> int:
    """Check reports: what to mend, row by row, and how the claim stands.

    --select and --ignore take rules (an id, a family such as 'locations', a pattern such as 'location-*') and
    disclosures (305-1, 2-7-b, '305-*', or 'report' for what is about the report as a whole), with commas or repeated.
    Rules and disclosures that are selected both have to fit. They choose the findings that are shown and counted; the
    verdict on the claim always rests on all rules. With --format json, one report gives one object and several give a
    list.
    """
    from gricheck.cli.output import keep_reports
    from gricheck.cli.policy import keep_baseline, policies, write_baseline
    from gricheck.pipeline import load_kit
    from gricheck.policy import settle

    keep_reports(output, reports)
    keep_reports(write, reports, "--write-baseline")
    settings = options.settings(**about)
    kit = load_kit(settings.packs)
    source = policies(kit, settings, _said(select, ignore, fail_on), baseline, write)
    keep_baseline(output, source)
    checked = [(policy := source.of(path), _check(path, kit, policy, settings)) for path in reports]
    if write:
        checked = write_baseline(write, source, checked)
    runs = settle(checked)
    _write([run for run in runs if run is not None], format_name, output, many=len(reports) > 1)
    return max(_code(run, policy) for run, (policy, _) in zip(runs, checked, strict=True))


def _said(select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str | None) -> Said:
    from gricheck.config import FailOn
    from gricheck.policy import Said

    return Said(_words(select), _words(ignore), FailOn(fail_on) if fail_on else None)


def _words(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _check(path: Path, kit: Kit, policy: Policy, settings: Settings) -> Run | None:
    """The run. A report that cannot be read is said on stderr, and the next one is checked."""
    from gricheck.errors import UnreadableReport
    from gricheck.pipeline import check_report, no_index

    try:
        run = check_report(path, kit, policy, settings.given)
    except UnreadableReport as error:
        say(str(error))
        return None
    if not run.mapping.index.rows:
        say(no_index(run.mapping))
    return run


def _code(run: Run | None, policy: Policy) -> int:
    from gricheck.policy import EXIT_UNREADABLE, exit_code

    return EXIT_UNREADABLE if run is None else exit_code(run, policy)


def _write(runs: list[Run], format_name: str, output: Path | None, many: bool) -> None:
    """Text for every report that has an index; JSON for every report that could be read."""
    from gricheck.cli.output import render_options, write_result

    if format_name == "json":
        text = _json(runs, many)
    else:
        from gricheck.reporter import FORMATS

        look = render_options(output)
        text = "\n".join(FORMATS[format_name](run, look) for run in runs if run.mapping.index.rows)
    if text:
        write_result(text, output)


def _json(runs: list[Run], many: bool) -> str:
    from gricheck.reporter.encode import dumps
    from gricheck.reporter.json import run_data

    data = [run_data(run) for run in runs]
    if many:
        return dumps(data)
    return dumps(data[0]) if data else ""
