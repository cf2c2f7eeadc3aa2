"""Where bundled data lives. No other module knows.

The wheel carries ``gri_standards/`` and ``rules/`` as ``gricheck/_bundled/…``. An editable install has no such folder,
so the repository that holds ``src/gricheck`` is looked at second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gricheck.errors import PackError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

EVIDENCE = "rules/vocabulary/evidence"
XBRL = "gri_standards/xbrl"
FOLDERS = ("gri_standards", XBRL, "rules", EVIDENCE)
"""What is bundled, each read by itself: the words of evidence are many, and only checking a report needs them; the
concepts of XBRL only one that is tagged."""
COMPILED = "_compiled"
TEMPLATES = "templates"
_FORMAT = b"gricheck/compiled/1"


def data_dir(name: str) -> Traversable:
    """One of ``FOLDERS``, out of the package or else out of the repository.

    Raises ``PackError`` when neither place holds all folders: half an installation is not used.
    """
    return _root() / name


def read_folder(folder: Traversable, suffix: str = ".yaml", without: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The files below a folder by relative path (``topic/gri-305-2016.yaml``), sorted by path; none whose path begins
    as one of ``without`` is opened."""
    found = ((path, file) for path, file in _walk(folder) if path.endswith(suffix) and not path.startswith(without))
    return dict(sorted((path, file.read_bytes()) for path, file in found))


def read_bundled(name: str, folder: Traversable) -> dict[str, bytes]:
    """The files of one of ``FOLDERS``, which lies in ``folder``, without those of another one within it."""
    inner = tuple(other.removeprefix(f"{name}/") + "/" for other in FOLDERS if other.startswith(f"{name}/"))
    return read_folder(folder, without=inner)


def compiled_name(name: str) -> str:
    """The file that holds the compiled form of one of ``FOLDERS``."""
    return f"{name.replace('/', '-')}.json"


def template(name: str) -> dict[str, bytes]:
    """The files of one of the package's own templates, by relative path."""
    return read_folder(_package() / TEMPLATES / name)


def digest(files: Mapping[str, bytes]) -> str:
    """The sha256 of files with their paths: what ties a compiled form to the sources it was made from."""
    total = hashlib.sha256(_FORMAT)
    for path in sorted(files):
        total.update(b"%s\0%d\0" % (path.encode(), len(files[path])))
        total.update(files[path])
    return total.hexdigest()


def compiled(name: str, sha256: str) -> Any | None:
    """The parsed form of a folder made when the package was built, or None where there is none or it is stale."""
    import json

    try:
        head, _, body = (_package() / COMPILED / compiled_name(name)).read_bytes().partition(b"\n")
        return json.loads(body) if head == sha256.encode() else None
    except (OSError, ValueError):
        return None


@cache
def _root() -> Traversable:
    for root in (_package() / "_bundled", Path(__file__).resolve().parents[2]):
        if all((root / name).is_dir() for name in FOLDERS):
            return root
    outer = [name for name in FOLDERS if "/" not in name]
    raise PackError(
        f"{Path(__file__).parent}: the folders {' and '.join(outer)} are missing; install gricheck again, or run it "
        "from a complete checkout"
    )


def _package() -> Traversable:
    """The package's own folder. As a plain folder it needs no ``importlib.resources``, whose import takes longer than
    reading the data; out of a zip file it does."""
    folder = Path(__file__).resolve().parent
    if folder.is_dir():
        return folder
    from importlib.resources import files

    return files("gricheck")


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry
