"""Settings out of ``gricheck.yaml`` or ``[tool.gricheck]`` of ``pyproject.toml``.

The nearest folder that has one counts, from the working folder upwards to the root of the repository. A file is held
against ``schemas/config.json``, so a misspelt key is an error that names its line, never a setting silently ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any

from gricheck.errors import UsageError
from gricheck.model.index import Level
from gricheck.yamlio import Located, load, validate

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

OFF = "off"
"""The severity that silences a rule."""


class FailOn(StrEnum):
    """The least severity that makes a check fail."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


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
    path: Path | None = None


def find_config(start: Path) -> Config:
    """The settings that hold in a folder; all defaults where no file is found up to the repository's root."""
    for folder in (start, *start.parents):
        for candidate in _candidates(folder):
            return load_config(candidate)
        if (folder / ".git").exists():
            break
    return Config()


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
    validate(located, _schema())
    return _config(located, path)


def _candidates(folder: Path) -> Iterator[Path]:
    for name in ("gricheck.yaml", "gricheck.yml"):
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


def _schema() -> Any:
    import json

    return json.loads((files("gricheck") / "schemas" / "config.json").read_bytes())


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
        published=_date(located),
        preview=tree.get("preview", False),
        path=path,
    )


def _date(located: Located) -> date | None:
    text = located.tree.get("date")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise located.error(("date",), f"{text!r} is no date; write it as in 2024-05-31") from None


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
    section = tools.get("gricheck", {})
    if isinstance(section, dict) and isinstance(section.get("date"), date):
        section["date"] = section["date"].isoformat()
    return Located(str(path), section, _toml_lines(text))


def _toml_lines(text: str) -> Any:
    """Line numbers in the shape that ``Located`` keeps: of the section, of its keys, of its tables' keys."""
    top: list[Any] = [1, {}]
    here: dict[str, Any] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[tool\.gricheck(?:\.([\w-]+))?\]", line):
            top[0] = number if header[1] is None else top[0]
            here = top[1].setdefault(header[1], [number, {}])[1] if header[1] else top[1]
        elif line.lstrip().startswith("["):
            here = None
        elif here is not None and (key := re.match(r"\s*[\"']?([\w.-]+)[\"']?\s*=", line)):
            here[key[1]] = number
    return top
