"""From folders to packs: read, hold against the schema, build, and check what names what."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gricheck import resources, yamlio
from gricheck.bundle import read_bundled
from gricheck.errors import PackError
from gricheck.model.rule import RulePack
from gricheck.model.run import Check
from gricheck.model.standard import Catalogue
from gricheck.packs.build import Built, build_pack
from gricheck.packs.framework import FRAMEWORK_FILE
from gricheck.packs.references import check_references
from gricheck.packs.select import PACK_FILE, is_bundled
from gricheck.yamlio import Located

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

FOLDER = "rules"
SCHEMA_FILE = "schema.json"
NOT_PACKS = ("vocabulary",)
"""Folders of ``rules/`` that hold something else."""
NOT_RULES = ("gricheck.yaml", "gricheck.yml")
"""Files in the folder of a pack that are the user's configuration."""
MISSPELT = ".yml"
"""How files of rules do not end."""

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
    """
    bundled = bundled_packs()
    known = {item.pack.id for item in bundled}
    # A folder that is named twice, as by the configuration and on the command line, is one pack.
    folders = {path.resolve(): path for path in reversed(extra) if not is_bundled(path, known)}
    built = [*bundled, *(build_pack(_user_files(folder, known)) for folder in reversed(folders.values()))]
    check_references(built, checks, catalogue)
    return tuple(item.pack for item in built)


def bundled_packs() -> list[Built]:
    """The bundled packs. Those in compiled form, which was made of files that the schema had passed, are not held
    against it again."""
    files, compiled = read_bundled(FOLDER)
    if not compiled:
        hold_against_schema(files)
    return [build_pack(own) for own in _by_pack(files)]


def bundled_names() -> frozenset[str]:
    """The ids of the bundled packs, which are also the names of their folders, without reading them."""
    files = resources.read_folder(resources.data_dir(FOLDER))
    return frozenset(path.partition("/")[0] for path in files if path.endswith(f"/{PACK_FILE}"))


@cache
def schema() -> Mapping[str, Any]:
    """``rules/schema.json``."""
    tree: Mapping[str, Any] = json.loads(schema_text())
    return tree


def schema_text() -> str:
    """``rules/schema.json`` as it is written, for editors beside a pack of one's own."""
    return (resources.data_dir(FOLDER) / SCHEMA_FILE).read_bytes().decode("utf-8")


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
            f"{folder}: not a folder; a pack is a folder that holds {PACK_FILE} and its families of rules, or one of "
            f"{', '.join(sorted(known))}"
        )
    sources = pack_sources(folder)
    for mistake in folder_mistakes(folder, sources):
        raise mistake
    files = {name: yamlio.load(data, str(folder / name)) for name, data in sources.items()}
    hold_against_schema(files)
    return files


def pack_sources(folder: Path, suffix: str = ".yaml") -> dict[str, bytes]:
    """The files of a user's pack. What lies in hidden folders, and a configuration beside it, is none of its rules."""
    found = resources.read_folder(folder, suffix)
    return {name: data for name, data in found.items() if name not in NOT_RULES and not _is_hidden(name)}


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def folder_mistakes(folder: Path, sources: Mapping[str, bytes]) -> list[PackError]:
    """What is wrong with a pack's folder before any file is read."""
    found = [
        PackError(f"{folder / name}:1: files of a pack end in .yaml, so this one would not be read; rename it")
        for name in pack_sources(folder, MISSPELT)
    ]
    if PACK_FILE not in sources:
        text = f"{folder / PACK_FILE}:1: missing; a pack needs one, with its id, version and title"
        found.append(PackError(text))
    return found


def hold_against_schema(files: Files) -> None:
    """Raise ``PackError`` for the first file, by path, that ``rules/schema.json`` does not allow."""
    for path, located in sorted(files.items()):
        if path.partition("/")[0] not in NOT_PACKS:
            for place, message in form_mistakes(path, located):
                raise located.error(place, message)


def form_mistakes(path: str, located: Located) -> list[tuple[yamlio.Place, str]]:
    """All that ``rules/schema.json`` does not allow in one file of a pack, in the order of the lines."""
    kind = _KINDS.get(path.rpartition("/")[2], "family")
    if not isinstance(located.tree, dict):
        what = "the file is empty" if located.tree is None else "not a mapping"
        return [((), f"{what}; begin the file with the keys {_FIRST_KEYS[kind]}")]
    return yamlio.said(located, _validator(kind))


@cache
def _validator(kind: str) -> Validator:
    return yamlio.validator({"$ref": f"#/$defs/{kind}", "$defs": schema()["$defs"]})
