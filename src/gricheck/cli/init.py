"""``gricheck init [REPORT]…``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gricheck.cli import options
from gricheck.cli.group import say
from gricheck.cli.telling import note
from gricheck.errors import UsageError

if TYPE_CHECKING:
    from gricheck.cli.options import Settings
    from gricheck.pipeline import Kit
    from gricheck.reporter.init.hints import Look

_FILE = click.Path(dir_okay=False, path_type=Path)
_DEFAULT = Path("gricheck.yaml")


@click.command("init")
@click.argument("reports", nargs=-1, type=click.Path(path_type=Path), metavar="[REPORT]...")
@click.option("-o", "--output", type=_FILE, default=_DEFAULT, show_default=True, help="The file to write.")
@click.option("--force", is_flag=True, help="Write over what is there.")
@options.further_files
@options.reading
def command(reports: tuple[Path, ...], output: Path, force: bool, **about: Any) -> int:
    """Make a configuration to begin with: every key, commented out, with what it is and an example.

    With reports it looks at them first and fills in what they tell: the claim, the documents that the index names, how
    far its page numbers are from the file's where the pages bear none. What --also and --pack give goes in too.
    Configurations that are there are not read.

    Beside it goes the JSON Schema, by which editors complete and check the file.
    """
    from gricheck.cli.output import keep_reports, render_options, write_result
    from gricheck.policy import EXIT_OK, EXIT_UNREADABLE
    from gricheck.reporter.init.hints import hints
    from gricheck.reporter.init.template import template
    from gricheck.reporter.init.text import render

    files = _places(output, force)
    settings = options.settings(no_config=True, **about)
    keep_reports(files, [*reports, *settings.given.files])
    if settings.given.index and len(reports) > 1:  # one report in several files
        settings, reports = options.with_volumes(settings, reports[1:]), reports[:1]
    looks = _looks(reports, settings)
    if reports and not looks:
        return EXIT_UNREADABLE
    _write(files, template(hints(looks, output.parent, settings.packs)), force)
    named = [*(look.run.mapping.source.path for look in looks), *map(str, settings.given.volumes)]
    call = [*(named or ["REPORT"]), *_further(output, settings)]
    write_result(render(files, looks, ["gricheck", "check", *call], render_options(None)), None)
    return EXIT_OK if len(looks) == len(reports) else EXIT_UNREADABLE


def _places(output: Path, force: bool) -> tuple[Path, Path]:
    """Where the configuration and its schema go. UsageError, before any work, where that cannot be or is not wanted."""
    from gricheck.config import NAMES, config_file
    from gricheck.reporter.init.template import SCHEMA_FILE

    if output.suffix not in (".yaml", ".yml"):
        raise UsageError(f"{output}: a configuration is written as YAML; give -o a name that ends in .yaml")
    if not output.parent.is_dir():
        raise UsageError(f"{output}: there is no folder {output.parent}; make it, or choose another place with -o")
    places = output, output.parent / SCHEMA_FILE
    _keep(places, force)
    other = config_file(output.parent.resolve()) if output.name in NAMES else None
    if other and other.parent == output.parent.resolve() and not force:
        told = "give -o a name of its own, or --force to go by the new one"
        raise UsageError(f"{output.parent / other.name}: has the settings of this folder already; {told}")
    if other and other.parent != output.parent.resolve():
        note(f"{os.path.relpath(other)}: no longer holds in this folder, where the new configuration does")
    return places


def _keep(places: Sequence[Path], force: bool) -> None:
    """UsageError where a file is there that would be written over; a schema that is the same is left as it is."""
    for path in places:
        if not force and os.path.lexists(path) and not _is_schema(path):
            raise UsageError(f"{path}: is there already and is not written over; choose another -o, or give --force")


def _is_schema(path: Path) -> bool:
    from gricheck.config import schema_text

    try:
        return path.read_bytes() == schema_text().encode()
    except OSError:
        return False


def _looks(reports: Sequence[Path], settings: Settings) -> list[Look]:
    """The reports that hold an index, checked; of the others it is said on stderr."""
    from gricheck.pipeline import load_kit, no_index

    kit = load_kit(settings.packs)
    found = []
    for report in reports:
        look = _look(report, kit, settings)
        if look.run.mapping.index.rows:
            found.append(look)
        else:
            say(no_index(look.run.mapping))
    return found


def _look(report: Path, kit: Kit, settings: Settings) -> Look:
    """One report; where its pages bear no numbers it is mapped once more, with those of the file in their place."""
    from gricheck.pipeline import check_report, map_report
    from gricheck.policy import Policy
    from gricheck.reporter.init.hints import Look

    look = Look(check_report(report, kit, Policy(), settings.given))
    if not look.is_counted:
        return look
    return replace(look, shift=map_report(report, kit, replace(settings.given, page_offset=0)).shift)


def _write(places: tuple[Path, Path], text: str, force: bool) -> None:
    from gricheck.config import schema_text
    from gricheck.reporter.file import write_file

    _keep(places, force)  # looking at reports takes a while
    output, beside = places
    write_file(schema_text(), beside)
    write_file(text, output)


def _further(output: Path, settings: Settings) -> list[str]:
    """The options of the next check that the configuration cannot take the place of."""
    from gricheck.config import NAMES

    found = output.resolve().parent == Path.cwd() and output.name in NAMES
    index = settings.given.index
    return [*(["--index", str(index)] if index else []), *([] if found else ["--config", str(output)])]
