"""What a path on the command line means: one pack, a folder of packs, or one file of a pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gricheck import resources
from gricheck.errors import PackError, UsageError
from gricheck.packs.load import NOT_PACKS
from gricheck.packs.select import PACK_FILE

_FAMILY = re.compile(rb"^(?:family|rules):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Target:
    """The folder of a pack; ``only`` names the files of it that are meant (None: all)."""

    folder: Path
    only: frozenset[str] | None = None

    def covers(self, name: str) -> bool:
        """Whether what is wrong in this file is to be told. That of ``pack.yaml`` always is: the rest hangs on it."""
        return self.only is None or name in self.only or name == PACK_FILE

    def path(self, name: str) -> str:
        return str(self.folder / name)


def targets_of(paths: Iterable[Path]) -> list[Target]:
    """The packs that paths mean, each once, whether its folder is given, or files of it, or both."""
    found: dict[Path, Target] = {}
    for path in paths:
        for target in _meant(path):
            key = target.folder.resolve()
            found[key] = _joined(found[key], target) if key in found else target
    return list(found.values())


def _joined(first: Target, second: Target) -> Target:
    if first.only is None or second.only is None:
        return Target(first.folder)
    return Target(first.folder, first.only | second.only)


def _meant(path: Path) -> list[Target]:
    """The packs that one path means, in the order of their names."""
    if path.is_file():
        return [_file(path)]
    if not path.is_dir():
        raise UsageError(f"{path}: no such file or folder; give a pack's folder, a folder of packs, or a file of rules")
    if (path / PACK_FILE).is_file():
        return [Target(path)]
    found = [Target(folder) for folder in sorted(path.iterdir()) if folder.is_dir() and _is_pack(folder)]
    if not found:
        raise PackError(
            f"{path / PACK_FILE}:1: missing, and no folder in {path} is a pack; `gricheck pack init NAME` makes one"
        )
    return found


def _file(path: Path) -> Target:
    for folder in path.parents:
        if (folder / PACK_FILE).is_file():
            return Target(folder, frozenset([path.relative_to(folder).as_posix()]))
    raise PackError(
        f"{path.parent / PACK_FILE}:1: missing; a file of rules belongs to the pack whose {PACK_FILE} stands beside it"
    )


def _is_pack(folder: Path) -> bool:
    """A folder with a ``pack.yaml``, or with files that look like families of a pack whose ``pack.yaml`` is missing."""
    if folder.name in NOT_PACKS or folder.name.startswith("."):
        return False
    if (folder / PACK_FILE).is_file():
        return True
    return any(_FAMILY.search(data) for data in _top_files(folder))


def _top_files(folder: Path) -> Iterator[bytes]:
    for name, data in resources.read_folder(folder).items():
        if "/" not in name:
            yield data
