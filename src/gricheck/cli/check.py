"""``gricheck check REPORT…``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gricheck.cli import options
from gricheck.cli.group import say
from gricheck.cli.telling import note
from gricheck.errors import UsageError
from gricheck.reporter import CHECK, reporter

if TYPE_CHECKING:
    from gricheck.cli.options import Settings
    from gricheck.model.run import Failure, Run
    from gricheck.pipeline import Kit
    from gricheck.policy import Policy, Said


_FAIL_ON = click.Choice(["error", "warning", "never"])
_FILE = click.Path(dir_okay=False, path_type=Path)
_WORDS: dict[str, Any] = {"multiple": True, "metavar": "WORD", "shell_complete": options.completed("words")}


@click.command("check")
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="REPORT...")
@options.outputs(CHECK)
@click.option("--select", help="Report only these rules and disclosures.", **_WORDS)
@click.option("--ignore", help="Do not report these; adds to the configuration.", **_WORDS)
@click.option("--fail-on", type=_FAIL_ON, help="Least severity that gives exit code 1.  [default: error]")
@click.option("--baseline", type=_FILE, help="Findings listed in this file are known and do not fail the check.")
@click.option("--write-baseline", "write", type=_FILE, help="List what is found now in this file, as known.")
@click.option("--preview", is_flag=True, help="Run the rules that are in preview too.")
@options.further_files
@options.about_report
def command(
    reports: tuple[Path, ...],
    format_name: str | None,
    files: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    baseline: Path | None,
    write: Path | None,
    preview: bool,
    **about: Any,
) -> int:
    """Check reports: what to mend, row by row, and how the claim stands.

    --select and --ignore take rules (an id, a family such as 'locations', a pattern such as 'location-*') and
    disclosures (305-1, 2-7-b, '305-*', or 'report' for what is about the report as a whole), with commas or repeated.
    Rules and disclosures that are selected both have to fit. They choose the findings that are shown and counted; the
    verdict on the claim always rests on all rules. With --format json, one report gives one object and several give a
    list. Several outputs can be written in one call: -o run.sarif -o summary.md -o gitlab=quality.json.
    """
    from gricheck.cli.life import with_previews
    from gricheck.cli.output import keep_reports, write_targets
    from gricheck.cli.policy import keep_baseline, policies, write_baseline
    from gricheck.model.run import Checked
    from gricheck.pipeline import load_kit
    from gricheck.policy import settle

    targets = options.targets(format_name, files, CHECK, _default())
    if len(reports) > 1 and any(target.format == "html" for target in targets):
        raise UsageError("an HTML page shows one report; call gricheck once for each, with a file of its own")
    paths = [target.path for target in targets]
    settings = options.settings(**about)
    read = (*reports, *settings.given.files)
    keep_reports(paths, read)
    keep_reports([write], read, "--write-baseline")
    if len(reports) > 1 and settings.given.volumes:
        raise UsageError("--volume is for a single report; check each with its own")
    if settings.given.index and len(reports) > 1:  # one report in several files
        note(f"{', '.join(map(str, reports[1:]))}: read as more of {reports[0]}, since both have one index")
        settings = options.with_volumes(settings, reports[1:])
        reports = reports[:1]
    kit = with_previews(load_kit(settings.packs), settings.config, select, ignore, preview)
    source = policies(kit, settings, _said(select, ignore, fail_on), baseline, write)
    keep_baseline(paths, source)
    failures: list[Failure] = []
    checked = [(policy := source.of(path), _check(path, kit, policy, settings, failures.append)) for path in reports]
    if write:
        checked = write_baseline(write, source, checked)
    runs = settle(checked)
    whole = Checked(tuple(run for run in runs if run is not None), tuple(failures), several=len(reports) > 1)
    write_targets(targets, lambda name, look: reporter(CHECK, name)(whole, look))
    return max(_code(run, policy) for run, (policy, _) in zip(runs, checked, strict=True))


def _default() -> str:
    """The format of stdout where none is asked for: annotations where GitHub Actions reads them."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" and "github" in CHECK else "text"


def _said(select: tuple[str, ...], ignore: tuple[str, ...], fail_on: str | None) -> Said:
    from gricheck.config import FailOn
    from gricheck.policy import Said

    return Said(_words(select), _words(ignore), FailOn(fail_on) if fail_on else None)


def _words(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _check(path: Path, kit: Kit, policy: Policy, settings: Settings, fail: Callable[[Failure], None]) -> Run | None:
    """The run. A report that cannot be read is said on stderr, and the next one is checked."""
    from gricheck.errors import UnreadableReport
    from gricheck.model.run import Failure
    from gricheck.pipeline import check_report, no_index

    try:
        run, why = check_report(path, kit, policy, settings.given), ""
    except UnreadableReport as error:
        run, why = None, str(error)
    if run is not None and not run.mapping.index.rows:
        why = no_index(run.mapping)
    if why:
        say(why)
        fail(Failure(str(path), why))
    return run


def _code(run: Run | None, policy: Policy) -> int:
    from gricheck.policy import EXIT_UNREADABLE, exit_code

    return EXIT_UNREADABLE if run is None else exit_code(run, policy)
