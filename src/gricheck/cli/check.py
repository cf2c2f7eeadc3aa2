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
    from gricheck.policy import Policy


_FAIL_ON = click.Choice(["error", "warning", "never"])


@click.command("check")
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="REPORT...")
@options.format_option("text", "json")
@options.output
@click.option("--select", multiple=True, metavar="RULE", help="Report only these rules: ids or patterns.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Do not report these rules; adds to the configuration.")
@click.option("--fail-on", type=_FAIL_ON, help="Least severity that gives exit code 1.  [default: error]")
@click.option("--preview", is_flag=True, help="Run the rules that are in preview too.")
@options.about_report
def command(
    reports: tuple[Path, ...],
    format_name: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    preview: bool,
    **about: Any,
) -> int:
    """Check reports: what to mend, row by row, and how the claim stands.

    --select and --ignore take rule ids or patterns such as 'location-*', with commas or repeated. They choose the
    findings that are shown and counted; the verdict on the claim always rests on all rules. With --format json, one
    report gives one object and several give a list.
    """
    from gricheck.cli.life import with_previews
    from gricheck.cli.output import keep_reports
    from gricheck.pipeline import load_kit

    keep_reports(output, reports)
    settings = options.settings(**about)
    kit = with_previews(load_kit(settings.packs), settings.config, select, ignore, preview)
    policy = _policy(kit, settings, select, ignore, fail_on)
    outcomes = [_check(path, kit, policy, settings) for path in reports]
    runs = [run for run, _ in outcomes if run is not None]
    _write(runs, format_name, output, many=len(reports) > 1)
    return max(code for _, code in outcomes)


def _policy(
    kit: Kit, settings: Settings, select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str | None
) -> Policy:
    from gricheck.config import FailOn
    from gricheck.policy import build_policy

    config = settings.config
    return build_policy(
        kit.packs,
        select=_names(select) or config.select,
        ignore=(*config.ignore, *_names(ignore)),
        severities=config.severity,
        fail_on=FailOn(fail_on) if fail_on else config.fail_on or FailOn.ERROR,
    )


def _names(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _check(path: Path, kit: Kit, policy: Policy, settings: Settings) -> tuple[Run | None, int]:
    """The run and its exit code. A report that cannot be read is said on stderr, and the next one is checked."""
    from gricheck.errors import UnreadableReport
    from gricheck.pipeline import check_report, no_index
    from gricheck.policy import exit_code

    try:
        run = check_report(path, kit, policy, settings.given)
    except UnreadableReport as error:
        say(str(error))
        return None, error.exit_code
    if not run.mapping.index.rows:
        say(no_index(run.mapping))
    return run, exit_code(run, policy)


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
