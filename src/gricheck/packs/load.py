"""From folders to packs: read, hold against the schema, build, and check what names what."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from gricheck import resources, yamlio
from gricheck.bundle import read_bundled
from gricheck.errors import PackError
from gricheck.model.rule import RulePack
from gricheck.model.run import Check
from gricheck.model.standard import Catalogue
from gricheck.packs.build import build_pack
from gricheck.packs.framework import FRAMEWORK_FILE
from gricheck.packs.references import check_references
from gricheck.packs.select import PACK_FILE, is_bundled
from gricheck.yamlio import Located

FOLDER = "rules"
NOT_PACKS = ("vocabulary",)
"""Folders of ``rules/`` that hold something else."""

Files = Mapping[str, Located]

_KINDS = {PACK_FILE: "pack", FRAMEWORK_FILE: "framework"}
_FIRST_KEYS = {
    "pack": "id, version and title",
    "framework": "framework, edition and version",
    "family": "family and rules",
}


def load_packs(
    extra: Sequence[Path] = (), *, checks: Mapping[str, Check], catalogue: Catalogue
) -> tuple[RulePack, ...]:
    """The bundled packs and the user's, in that order. A bundled pack may be asked for by its id among ``extra``.

    ``checks`` are those that rules may name, ``catalogue`` holds the disclosures of packs that bring none of their own.
    Raises ``PackError`` (``path:line: what to mend``) for the first mistake.
    The schema is not asked again about bundled packs in compiled form, which was made of files it had passed.
    """
    files, compiled = read_bundled(FOLDER)
    bundled = _by_pack(files)
    if not compiled:
        hold_against_schema(files)
    known = {files[PACK_FILE].tree["id"] for files in bundled}
    folders = [path for path in extra if not is_bundled(path, known)]
    built = [build_pack(files) for files in [*bundled, *(_user_files(folder, known) for folder in folders)]]
    check_references(built, checks, catalogue)
    return tuple(item.pack for item in built)


@cache
def schema() -> Mapping[str, Any]:
    """``rules/schema.json``."""
    tree: Mapping[str, Any] = json.loads((resources.data_dir(FOLDER) / "schema.json").read_bytes())
    return tree


def _by_pack(files: Files) -> list[Files]:
    """The files of each folder that is a pack, in the order of the folders' names."""
    folders: dict[str, dict[str, Located]] = {}
    for path, located in sorted(files.items()):
        folder, _, name = path.partition("/")
        if name and folder not in NOT_PACKS:
            folders.setdefault(folder, {})[name] = located
    return list(folders.values())


def _user_files(folder: Path, known: Collection[str]) -> Files:
    if not folder.is_dir():
        raise PackError(
            f"{folder}:1: not a folder; a pack is a folder that holds {PACK_FILE} and its families of rules, or one of "
            f"{', '.join(sorted(known))}"
        )
    sources = resources.read_folder(folder)
    if PACK_FILE not in sources:
        raise PackError(f"{folder / PACK_FILE}:1: missing; a pack needs one, with its id, version and title")
    files = {name: yamlio.load(data, str(folder / name)) for name, data in sources.items()}
    hold_against_schema(files)
    return files


def hold_against_schema(files: Files) -> None:
    """Raise ``PackError`` for the first file, by path, that ``rules/schema.json`` does not allow."""
    for path, located in sorted(files.items()):
        if path.partition("/")[0] in NOT_PACKS:
            continue
        kind = _KINDS.get(path.rpartition("/")[2], "family")
        if not isinstance(located.tree, dict):
            raise located.error((), f"not a mapping; begin the file with the keys {_FIRST_KEYS[kind]}")
        yamlio.validate(located, {"$ref": f"#/$defs/{kind}", "$defs": schema()["$defs"]})
