"""Wiring of policy for ``gricheck check``: the configuration, the command line, the day and the baseline file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gricheck.cli.clock import today
from gricheck.cli.telling import note
from gricheck.errors import UsageError

if TYPE_CHECKING:
    from gricheck.cli.options import Settings
    from gricheck.config import Config
    from gricheck.model.run import Run
    from gricheck.pipeline import Kit
    from gricheck.policy import Baseline, Policies, Policy, Said


def policies(kit: Kit, settings: Settings, said: Said, baseline: Path | None, write: Path | None) -> Policies:
    """Where the policy of each report comes from; every word of the configuration is looked up once, used or not."""
    from gricheck.policy import Policies, check_words

    config = settings.config
    check_words(config, kit.packs, kit.catalogue)
    known = _baseline(config, baseline, write)
    return Policies(config, kit.packs, kit.catalogue, said, _today(config), known)


def _today(config: Config) -> date | None:
    """The day by which waivers expire, in UTC; None where none does, so that nothing else ever depends on a clock."""
    if not any(waiver.expires for waiver in config.waivers):
        return None
    return today()


def _baseline(config: Config, path: Path | None, write: Path | None) -> Baseline | None:
    """The file to be held against; one that is to be written may be missing."""
    from gricheck.policy import Baseline, read_baseline

    if path and write:
        raise UsageError(
            "--baseline and --write-baseline exclude each other: the file that is written is also used; give one"
        )
    if write:
        return read_baseline(write, str(write)) if write.exists() else Baseline(write, str(write))
    if path:
        return read_baseline(path, str(path))
    return _configured(config, config.baseline) if config.baseline else None


def _configured(config: Config, name: str) -> Baseline:
    from gricheck.policy import read_baseline

    try:
        return read_baseline(config.folder / name, name)
    except UsageError as error:
        raise config.error(("baseline",), str(error)) from None


def keep_baseline(paths: Iterable[Path | None], source: Policies) -> None:
    """Refuse to write a result over the baseline."""
    for path in paths:
        if path and source.baseline and path.resolve() == source.baseline.path.resolve():
            raise UsageError(f"{path}: is the baseline; give -o another file")


def write_baseline(
    path: Path, source: Policies, checked: Sequence[tuple[Policy, Run | None]]
) -> list[tuple[Policy, Run | None]]:
    """Write what was found and give the same runs with the new baseline in force.

    A report that was not judged whole keeps what was known of it.
    """
    from gricheck.policy import Baseline, baseline_text, is_judged, with_runs
    from gricheck.reporter.file import write_file

    runs = [run for _, run in checked if run is not None and is_judged(run)]
    fresh = with_runs(source.baseline or Baseline(path, str(path)), runs)
    write_file(baseline_text(fresh), path, "--write-baseline")
    count = sum(f.waived is None for run in runs for f in run.findings)
    note(f"{path}: {_number(count, 'finding')} of {_number(len(runs), 'report')} written as known")
    if left := len(checked) - len(runs):
        note(f"{path}: {_number(left, 'report')} could not be judged whole, so what was known of it stays")
    return [_again(policy, run, fresh) for policy, run in checked]


def _again(policy: Policy, run: Run | None, baseline: Baseline) -> tuple[Policy, Run | None]:
    """The same run under a new baseline."""
    from gricheck.policy import apply_policy

    if run is None:
        return policy, None
    policy = replace(policy, baseline=baseline.of(run.mapping.source.path))
    return policy, apply_policy(run, policy)


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
