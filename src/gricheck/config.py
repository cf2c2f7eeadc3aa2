"""Settings out of ``gricheck.yaml`` or ``[tool.gricheck]`` of ``pyproject.toml``.

The nearest folder that has one counts, from the working folder upwards to the root of the repository. A file is held
against ``schemas/config.json``, so a misspelt key is an error that names its line, never a setting silently ignored.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any

from gricheck.elements import elements_of
from gricheck.errors import PackError, UsageError
from gricheck.model.elements import Elements
from gricheck.model.index import Level
from gricheck.model.run import Waiver
from gricheck.yamlio import Located, Place, load, validate

CLAIMS = {
    "core": (Level.CORE, 2016),
    "comprehensive": (Level.COMPREHENSIVE, 2016),
    "referenced": (Level.REFERENCED, 2016),
    "in-accordance": (Level.IN_ACCORDANCE, 2021),
    "with-reference": (Level.WITH_REFERENCE, 2021),
    "g4-core": (Level.CORE, 2013),
    "g4-comprehensive": (Level.COMPREHENSIVE, 2013),
}
"""The claims a user can name, as level and edition of the standards."""

NAMES = ("gricheck.yaml", "gricheck.yml")
"""What a file of settings is called, so that it is found."""

OFF = "off"
"""The severity that silences a rule."""


class FailOn(StrEnum):
    """The least severity that makes a check fail."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for the reports that a glob of ``paths`` means. What is None stays as it is for all reports."""

    paths: tuple[str, ...]
    severity: Mapping[str, str] = field(default_factory=dict)
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """Settings as written, checked for form. Pack paths are absolute; ``path`` is None where there is no file."""

    claim: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn | None = None
    severity: Mapping[str, str] = field(default_factory=dict)
    packs: tuple[Path, ...] = ()
    page_offset: int | None = None
    published: date | None = None
    preview: bool = False
    ocr: bool = True
    also: tuple[tuple[str, Path], ...] = ()
    elements: Elements | None = None
    overrides: tuple[Override, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    baseline: str | None = None
    fail_on_stale: bool = False
    path: Path | None = None
    located: Located | None = field(default=None, compare=False, repr=False)

    @property
    def folder(self) -> Path:
        """Where the file is: its globs and paths begin there."""
        return Path(os.path.abspath(self.path)).parent if self.path else Path.cwd()

    def error(self, place: Place, message: str) -> PackError:
        """``PackError`` that names the file and the line of a setting."""
        return self.located.error(place, message) if self.located else PackError(message)


def find_config(start: Path) -> Config:
    """The settings that hold in a folder; all defaults where no file is found up to the repository's root."""
    path = config_file(start)
    return load_config(path) if path else Config()


def config_file(start: Path) -> Path | None:
    """The file whose settings hold in a folder, its own or one above it; None where there is none."""
    for folder in (start, *start.parents):
        for candidate in _candidates(folder):
            return candidate
        if (folder / ".git").exists():
            break
    return None


def load_config(path: Path) -> Config:
    """The settings of one file. UsageError where it cannot be read, PackError ``path:line: …`` where it is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: cannot be read as configuration ({error}); check the path given to --config"
        ) from error
    located = _toml(text, path) if path.suffix == ".toml" else load(text, str(path))
    if located.tree is None:
        return Config(path=path)
    validate(located, schema())
    return _config(located, path)


def given_elements(xml: Mapping[str, Any] | None) -> Elements | None:
    """What a caller of the library says under the key ``xml``. UsageError where it is wrong."""
    if xml is None:
        return None
    located = Located("", {"xml": xml}, 1)
    try:
        validate(located, schema())
        return elements_of(located, ("xml",))
    except PackError as error:
        raise UsageError(f"xml: {str(error).removeprefix(':1: ').removeprefix('xml: ')}") from None


def _candidates(folder: Path) -> Iterator[Path]:
    for name in NAMES:
        if (folder / name).is_file():
            yield folder / name
    pyproject = folder / "pyproject.toml"
    if pyproject.is_file() and re.search(r"^\s*\[tool\.gricheck[\].]", _text(pyproject), re.MULTILINE):
        yield pyproject


def _text(path: Path) -> str:
    """A file that may be anything: its bytes are only searched."""
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def schema_text() -> str:
    """``schemas/config.json`` as it is written, for editors beside a file of settings."""
    return (files("gricheck") / "schemas" / "config.json").read_text(encoding="utf-8")


def schema() -> Any:
    """``schemas/config.json``."""
    import json

    return json.loads(schema_text())


def _config(located: Located, path: Path) -> Config:
    tree = located.tree
    return Config(
        claim=tree.get("claim"),
        select=tuple(tree.get("select", ())),
        ignore=tuple(tree.get("ignore", ())),
        fail_on=FailOn(tree["fail-on"]) if "fail-on" in tree else None,
        severity=dict(tree.get("severity", {})),
        packs=tuple((path.parent / pack).resolve() for pack in tree.get("packs", ())),
        page_offset=tree.get("page-offset"),
        published=_day(located, tree.get("date"), ("date",)),
        overrides=tuple(_override(item) for item in tree.get("overrides", ())),
        waivers=tuple(_waiver(located, item, number, path) for number, item in enumerate(tree.get("waivers", ()))),
        baseline=tree.get("baseline"),
        fail_on_stale=tree.get("fail-on-stale", False),
        preview=tree.get("preview", False),
        ocr=tree.get("ocr", True),
        also=tuple((name, (path.parent / file).resolve()) for name, file in tree.get("also", {}).items()),
        elements=elements_of(located, ("xml",)) if "xml" in tree else None,
        path=path,
        located=located,
    )


def _override(item: Mapping[str, Any]) -> Override:
    return Override(
        paths=tuple(item["paths"]),
        severity=dict(item.get("severity", {})),
        select=tuple(item["select"]) if "select" in item else None,
        ignore=tuple(item["ignore"]) if "ignore" in item else None,
    )


def _waiver(located: Located, item: Mapping[str, Any], number: int, path: Path) -> Waiver:
    """The place is named by the file alone, so that the output is the same in every checkout."""
    reason = " ".join(item["reason"].split())
    if not reason:
        raise located.error(("waivers", number, "reason"), "the reason is empty; say why the finding may stay")
    return Waiver(
        rule=item["rule"],
        reason=reason,
        disclosure=item.get("disclosure"),
        path=item.get("path"),
        expires=_day(located, item.get("expires"), ("waivers", number, "expires")),
        place=f"{path.name}:{located.line(('waivers', number))}",
    )


def _day(located: Located, text: str | None, place: Place) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise located.error(place, f"{text!r} is no date; write it as in 2024-05-31") from None


def _toml(text: str, path: Path) -> Located:
    """The section of a TOML file. The standard parser tells no lines, so they are looked up by key."""
    import tomllib

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from error
    tools = document.get("tool", {})
    if not isinstance(tools, dict):
        raise UsageError(f"{path}: 'tool' is not a table; write the settings under [tool.gricheck]")
    return Located(str(path), _plain(tools.get("gricheck", {})), _toml_lines(text))


def _plain(value: Any) -> Any:
    """TOML knows dates; here they are text, as in YAML."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


_TOML_HEADER = re.compile(r"\s*(\[\[?)tool\.gricheck(?:\.([\w-]+))?(?:\.([\w-]+))?\]")
_TOML_KEY = re.compile(r"\s*[\"']?([\w.*-]+)[\"']?\s*=")


def _toml_lines(text: str) -> Any:
    """Line numbers in the shape that ``Located`` keeps: of the section, its keys, its tables and their keys."""
    top: list[Any] = [1, {}]
    here: dict[str, Any] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TOML_HEADER.match(line):
            here = _toml_table(top, header, number)
        elif line.lstrip().startswith("[") and line.rstrip().endswith("]"):
            here = None
        elif here is not None and (key := _TOML_KEY.match(line)):
            here[key[1]] = number
    return top


def _toml_table(top: list[Any], header: re.Match[str], number: int) -> dict[str, Any]:
    """The lines of the table that a header opens: the section, ``[.x]``, a further ``[[.x]]``, or ``[.x.y]`` of it."""
    brackets, name, inner = header.groups()
    if name is None:
        top[0] = number
        return _keys(top)
    if brackets == "[[":
        items = top[1].setdefault(name, [number, []])[1]
        items.append([number, {}])
        return _keys(items[-1])
    table = top[1].setdefault(name, [number, {}])
    if inner is None:
        return _keys(table)
    holder = table[1][-1] if isinstance(table[1], list) and table[1] else table
    return _keys(holder[1].setdefault(inner, [number, {}]))


def _keys(node: list[Any]) -> dict[str, Any]:
    keys: dict[str, Any] = node[1]
    return keys
