"""A new pack out of the template: a folder that loads, passes its own test and shows every part of a rule."""

from __future__ import annotations

import re
from pathlib import Path

from gricheck import resources
from gricheck.errors import UsageError
from gricheck.packs.load import SCHEMA_FILE, bundled_names, schema, schema_text

TEMPLATE = "my-pack"
"""What the template calls the pack and begins its rules' ids with."""


def make_pack(name: str, parent: Path) -> list[Path]:
    """Write a new pack into ``parent/name``; the files written. Nothing that is there already is touched."""
    form = schema()["$defs"]["id"]
    if not re.fullmatch(form["pattern"], name):
        about = form["description"].partition(".")[0]
        raise UsageError(f"{name!r} cannot be the name of a pack: {about[:1].lower()}{about[1:]}, as in our-rules")
    if name in bundled_names():
        raise UsageError(f"{name!r} is the name of a pack that gricheck brings along; choose another")
    folder = parent / name
    if folder.exists():
        raise UsageError(f"{folder}: is there already and is not written over; choose another name or --folder")
    try:
        folder.mkdir(parents=True)
        return [_write(folder / file, text) for file, text in _files(name).items()]
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror}); choose another --folder") from error


def _files(name: str) -> dict[str, str]:
    """The files of the template, under their new name, and the schema that editors look at."""
    sources = resources.template("pack")
    texts = {file: data.decode("utf-8").replace(TEMPLATE, name) for file, data in sources.items()}
    return {**texts, SCHEMA_FILE: schema_text()}


def _write(path: Path, text: str) -> Path:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path
