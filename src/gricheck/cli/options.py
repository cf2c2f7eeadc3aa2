"""Options that several commands share, and how they combine with the configuration file."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from gricheck.config import Config
    from gricheck.pipeline import Given

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

CLAIM_NAMES = (
    "core",
    "comprehensive",
    "referenced",
    "in-accordance",
    "with-reference",
    "g4-core",
    "g4-comprehensive",
)
"""The keys of ``config.CLAIMS``, written out so that help needs no further import; a test holds the two together."""

_FILE = click.Path(dir_okay=False, path_type=Path)
_PACK = click.Path(path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])

_PACK_HELP = "Folder of a further rule pack, or the name of a bundled one (hkex-esg, esrs); repeatable."

report = click.argument("report", type=click.Path(path_type=Path))
pack = click.option("--pack", "packs", multiple=True, type=_PACK, help=_PACK_HELP)
output = click.option("-o", "--output", type=_FILE, help="Write the result to this file, whole or not at all.")

_ABOUT_REPORT = (
    click.option("--claim", type=click.Choice(CLAIM_NAMES), help="Take this as the claim, whatever the report says."),
    click.option("--date", "published", type=_DAY, help="Day of publication; editions are judged by it."),
    click.option("--page-offset", type=int, help="The file's page number minus the printed one."),
    pack,
    click.option("--config", type=_FILE, help="Configuration file; else the nearest gricheck.yaml or pyproject.toml."),
    click.option("--no-config", is_flag=True, help="Read no configuration file."),
)


def about_report(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what the report does not, and where settings come from."""
    for option in reversed(_ABOUT_REPORT):
        function = option(function)
    return function


def format_option(*names: str) -> Decorator:
    """``--format`` with the first name as default."""
    return click.option("--format", "format_name", type=click.Choice(names), default=names[0], show_default=True)


ENDINGS = {
    ".txt": "text",
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
}
"""The format that the ending of a file's name asks for."""


def guessed_format(*names: str) -> Decorator:
    """``--format``, to be settled with ``format_for``."""
    return click.option(
        "--format", "format_name", type=click.Choice(names), help="Else by the ending of -o, else text."
    )


def format_for(chosen: str | None, output: Path | None, names: Collection[str]) -> str:
    """The format of the result: the one chosen, else the one that the file's ending asks for, else text.

    UsageError where the ending asks for another one than was chosen, or for one that this command does not have.
    """
    from gricheck.errors import UsageError

    ending = output.suffix.lower() if output else ""
    asked = ENDINGS.get(ending)
    if chosen and asked in (None, chosen):
        return chosen
    if chosen or (ending and asked not in names):
        known = ", ".join(end for end, name in ENDINGS.items() if name in names)
        what = f"does not fit --format {chosen}" if chosen else f"is no format of this command; its endings are {known}"
        raise UsageError(f"{output}: {ending} {what}")
    return asked or "text"


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration file and what the command line puts over it."""

    config: Config
    given: Given
    packs: tuple[Path, ...]


def settings(
    claim: str | None = None,
    published: datetime | None = None,
    page_offset: int | None = None,
    packs: tuple[Path, ...] = (),
    config: Path | None = None,
    no_config: bool = False,
) -> Settings:
    """What counts for this call. The command line wins; ``--pack`` adds to the configured packs."""
    from gricheck.pipeline import Given, claim_of

    found = _config(config, no_config)
    given = Given(
        claim=claim_of(claim or found.claim),
        published=published.date() if published else found.published,
        page_offset=found.page_offset if page_offset is None else page_offset,
    )
    return Settings(found, given, (*found.packs, *packs))


def _config(path: Path | None, none: bool) -> Config:
    from gricheck.config import Config, find_config, load_config
    from gricheck.errors import UsageError

    if path and none:
        raise UsageError("--config and --no-config exclude each other; give one")
    if none:
        return Config()
    return load_config(path) if path else find_config(Path.cwd())
