"""``gricheck diff OLD NEW``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gricheck.cli import options
from gricheck.reporter import DIFF, reporter

if TYPE_CHECKING:
    from gricheck.model.diff import Difference, Snapshot
    from gricheck.pipeline import Kit
    from gricheck.policy import Policy

_SIDE = click.Path(path_type=Path)
_FAIL_ON = click.Choice(["worse", "change", "never"])


@click.command("diff")
@click.argument("old", type=_SIDE)
@click.argument("new", type=_SIDE)
@options.outputs(DIFF)
@click.option("--fail-on", type=_FAIL_ON, default="worse", show_default=True, help="What gives exit code 1.")
@options.about_report
def command(old: Path, new: Path, format_name: str | None, files: tuple[str, ...], fail_on: str, **about: Any) -> int:
    """What changed from OLD to NEW: disclosures, findings, the claim and its requirements.

    Each is a report, or the JSON that `gricheck check`, `gaps` or `index` wrote of one. Reports are checked as `check`
    does it, with the configuration; --claim, --date and --page-offset hold for both: where each needs its own, let
    `check --format json` write them first.

    Worse is: a claim that is weaker, a requirement of it further from met, a new error, and a disclosure that was
    reported, or that the claim requires, and is dropped or newly omitted, unexplained, missing or leads nowhere.
    """
    from gricheck.cli.life import with_previews
    from gricheck.cli.output import keep_reports, write_targets
    from gricheck.cli.policy import keep_baseline, policies
    from gricheck.difference import compare
    from gricheck.pipeline import load_kit
    from gricheck.policy import Said

    targets = options.targets(format_name, files, DIFF)
    paths = [target.path for target in targets]
    keep_reports(paths, (old, new))
    settings = options.settings(**about)
    kit = with_previews(load_kit(settings.packs), settings.config, (), (), False)
    source = policies(kit, settings, Said(), None, None)
    keep_baseline(paths, source)
    before, after = (_side(path, kit, source.of(path), settings.given) for path in (old, new))
    found = compare(before, after, kit.catalogue)
    write_targets(targets, lambda name, look: reporter(DIFF, name)(found, kit.versions, look))
    return _code(found, fail_on)


def _side(path: Path, kit: Kit, policy: Policy, given: Any) -> Snapshot:
    """One side, read back or checked now. UnreadableReport where it cannot be read or holds no index."""
    from gricheck.difference import read_data, snapshot
    from gricheck.errors import UnreadableReport
    from gricheck.model.diff import Form
    from gricheck.pipeline import check_report, no_index
    from gricheck.reporter.json import run_data

    if read := read_data(path):
        form, data = read
        return snapshot(data, str(path), form)
    run = check_report(path, kit, policy, given)
    if not run.mapping.index.rows:
        raise UnreadableReport(no_index(run.mapping))
    return snapshot(run_data(run), str(path), Form.REPORT)


def _code(found: Difference, fail_on: str) -> int:
    """2 where a check broke on either side, since what it would have found is not known."""
    from gricheck.policy import EXIT_FINDINGS, EXIT_OK, EXIT_USAGE

    if found.old.errors or found.new.errors:
        return EXIT_USAGE
    failing = {"worse": found.worse, "change": found.changed, "never": False}[fail_on]
    return EXIT_FINDINGS if failing else EXIT_OK
