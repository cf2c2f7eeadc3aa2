"""Options that several commands share, and how they combine with the configuration file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gricheck.reporter import format_for

if TYPE_CHECKING:
    from gricheck.config import Config
    from gricheck.files import Also, Given

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


def completed(kind: str, *given: Any) -> Callable[[click.Context, click.Parameter, str], Any]:
    """The completion that ``cli.complete`` has under a name, loaded when a shell asks for it."""

    def complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> Any:
        from gricheck.cli import complete

        return getattr(complete, kind)(*given, incomplete)

    return complete


report = click.argument("report", type=click.Path(path_type=Path))
pack = click.option("--pack", "packs", multiple=True, type=_PACK, help=_PACK_HELP, shell_complete=completed("packs"))
output = click.option("-o", "--output", type=_FILE, help="Write the result to this file, whole or not at all.")

_FURTHER_FILES = (
    click.option(
        "--index", "index", type=_FILE, help="The file that holds the content index, where that is not the report."
    ),
    click.option(
        "--volume", "volumes", multiple=True, type=_FILE, help="A further file of the same report; repeatable."
    ),
    click.option(
        "--also",
        "also",
        multiple=True,
        metavar="[NAME=]FILE",
        help='Another document that the index names, "Annual Report=ar.pdf": its pages are looked up too; repeatable.',
    ),
)


def further_files(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options for files that are read beside the report."""
    for option in reversed(_FURTHER_FILES):
        function = option(function)
    return function


_READING = (
    click.option("--no-ocr", is_flag=True, help="Do not read pages that are pictures (OCR takes seconds a page)."),
    click.option("--no-cache", is_flag=True, help="Read everything again, and keep nothing for the next time."),
    pack,
)
_TELLING = (
    click.option("-q", "--quiet", is_flag=True, help="Tell nothing but errors on stderr: no progress, no notes."),
    click.option("-v", "--verbose", is_flag=True, help="Tell on stderr what is read and done, and how long it takes."),
)
_ABOUT_REPORT = (
    click.option("--claim", type=click.Choice(CLAIM_NAMES), help="Take this as the claim, whatever the report says."),
    click.option("--date", "published", type=_DAY, help="Day of publication; editions are judged by it."),
    click.option("--page-offset", type=int, help="The file's page number minus the printed one."),
    *_READING,
    click.option("--config", type=_FILE, help="Configuration file; else the nearest gricheck.yaml or pyproject.toml."),
    click.option("--no-config", is_flag=True, help="Read no configuration file."),
    *_TELLING,
)


def about_report(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what the report does not, where settings come from, and how much is told on stderr."""
    return _with(_ABOUT_REPORT, function)


def reading(function: Callable[..., Any]) -> Callable[..., Any]:
    """Those that say how reports are read, by which packs, and how much is told on stderr."""
    return _with((*_READING, *_TELLING), function)


def _with(given: Sequence[Decorator], function: Callable[..., Any]) -> Callable[..., Any]:
    from gricheck.cli.telling import telling

    function = telling(function)
    for option in reversed(given):
        function = option(function)
    return function


def format_option(*names: str) -> Decorator:
    """``--format`` with the first name as default, for a command that writes to stdout only."""
    return click.option("--format", "format_name", type=click.Choice(names), default=names[0], show_default=True)


STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Target:
    """One output: its format, and the file that it goes to (None: stdout)."""

    format: str
    path: Path | None


def outputs(formats: Mapping[str, str]) -> Decorator:
    """``--format`` and ``-o``, to be settled with ``targets``."""
    names = click.option(
        "--format", "format_name", type=click.Choice(tuple(formats)), help="Else by the ending of -o, else text."
    )
    files = click.option(
        "-o",
        "--output",
        "files",
        multiple=True,
        metavar="[FORMAT=]FILE",
        shell_complete=completed("outputs", tuple(formats)),
        help="Write the result to this file, whole or not at all; repeat it for several formats, - is stdout.",
    )
    return lambda function: names(files(function))


def targets(
    chosen: str | None, files: Sequence[str], formats: Mapping[str, str], default: str = "text"
) -> tuple[Target, ...]:
    """Where the result goes and in which format: the one chosen or named with the file, else the one that the file's
    ending asks for, else ``default`` for stdout and text for a file without an ending.

    UsageError where an ending fits another format, or none of this command, or where two outputs share a file.
    """
    from gricheck.cli.clock import build_day
    from gricheck.errors import UsageError

    build_day()  # a wrong one is told before any work is done
    if chosen and len(files) > 1:
        raise UsageError("--format is for a single output; name the format of each file: -o FORMAT=FILE")
    found = tuple(_target(chosen, file, formats, default) for file in files or (STDOUT,))
    places = [target.path and target.path.resolve() for target in found]
    for target, place in zip(found, places, strict=True):
        if places.count(place) > 1:
            raise UsageError(f"{target.path or 'stdout'}: named by two outputs; give each a file of its own")
    return found


def _target(chosen: str | None, file: str, formats: Mapping[str, str], default: str) -> Target:
    from gricheck.errors import UsageError
    from gricheck.reporter import ALIASES

    named, equals, rest = file.partition("=")
    if equals and named.isalpha():
        name = ALIASES.get(named.lower(), named.lower())
        if name not in formats:
            known = ", ".join(formats)
            raise UsageError(
                f"-o {file}: this command has no format {named!r}, but {known}; a file of that name is ./{file}"
            )
        return _target(name, rest, formats, default)
    if file == STDOUT:
        return Target(chosen or default, None)
    if not file:
        raise UsageError("-o: no file is named; give one, or - for stdout")
    if not Path(file).parent.is_dir():
        raise UsageError(f"{file}: there is no folder {Path(file).parent}; make it, or choose another place with -o")
    return Target(format_for(chosen, file, formats), Path(file))


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
    index: Path | None = None,
    also: Sequence[str] = (),
    volumes: tuple[Path, ...] = (),
    no_ocr: bool = False,
    no_cache: bool = False,
) -> Settings:
    """What counts for this call. The command line wins; ``--pack`` adds to the configured packs."""
    from gricheck.files import Also, Given
    from gricheck.pipeline import claim_of
    from gricheck.progress import tell

    found = _config(config, no_config)
    tell(lambda: f"configuration: {found.path or 'none'}")
    given = Given(
        claim=claim_of(claim or found.claim),
        published=published.date() if published else found.published,
        page_offset=found.page_offset if page_offset is None else page_offset,
        index=index,
        volumes=volumes,
        also=(*(Also(path, name, configured=True) for name, path in found.also), *map(_also, also)),
        ocr=found.ocr and not no_ocr,
        cache=not no_cache,
        elements=found.elements,
    )
    return Settings(found, given, (*found.packs, *packs))


def with_volumes(settings: Settings, volumes: tuple[Path, ...]) -> Settings:
    """The settings for a report of which these are further files too."""
    given = settings.given
    return replace(settings, given=replace(given, volumes=(*volumes, *given.volumes)))


def _also(text: str) -> Also:
    """``Annual Report=ar.pdf``, or the file alone, which goes by what it calls itself."""
    from gricheck.errors import UsageError
    from gricheck.files import Also

    name, equals, file = text.partition("=")
    if not equals or Path(text).exists():
        return Also(Path(text))
    if not name.strip() or not file:
        raise UsageError(f'--also {text}: give the name and the file, as in --also "Annual Report=annual-report.pdf"')
    return Also(Path(file), name.strip())


def _config(path: Path | None, none: bool) -> Config:
    from gricheck.config import Config, find_config, load_config
    from gricheck.errors import UsageError

    if path and none:
        raise UsageError("--config and --no-config exclude each other; give one")
    if none:
        return Config()
    return load_config(path) if path else find_config(Path.cwd())
