"""From folders to packs: read, hold against the schema, build, and check what names what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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
from gricheck.packs.references import check_references
from gricheck.yamlio import Located

FOLDER = "rules"
PACK_FILE = "pack.yaml"
NOT_PACKS = ("vocabulary",)
"""Folders of ``rules/`` that hold something else."""

Files = Mapping[str, Located]


def load_packs(
    extra: Sequence[Path] = (), *, checks: Mapping[str, Check], catalogue: Catalogue
) -> tuple[RulePack, ...]:
    """The bundled packs and the user's, in that order.

    ``checks`` are those that rules may name. Raises ``PackError`` (``path:line: what to mend``) for the first mistake.
    The schema is not asked again about bundled packs in compiled form, which was made of files it had passed.
    """
    files, compiled = read_bundled(FOLDER)
    bundled = _by_pack(files)
    if not compiled:
        hold_against_schema(files)
    built = [build_pack(files) for files in [*bundled, *map(_user_files, extra)]]
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


def _user_files(folder: Path) -> Files:
    if not folder.is_dir():
        raise PackError(
            f"{folder}:1: not a folder; a pack is a folder that holds {PACK_FILE} and its families of rules"
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
        kind = "pack" if path.rpartition("/")[2] == PACK_FILE else "family"
        if not isinstance(located.tree, dict):
            keys = "id, version and title" if kind == "pack" else "family and rules"
            raise located.error((), f"not a mapping; begin the file with the keys {keys}")
        yamlio.validate(located, {"$ref": f"#/$defs/{kind}", "$defs": schema()["$defs"]})
