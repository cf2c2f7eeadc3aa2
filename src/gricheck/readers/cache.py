"""What was read before, kept by the file's content: reading a report again costs next to nothing.

A file of the cache is JSON and can do nothing. It is written whole or not at all, only its owner can read it, and where
the folder cannot be used nothing is kept and nothing is said: the cache changes no result.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

import platformdirs

from gricheck import __version__
from gricheck.readers.cache_form import decoded, encoded
from gricheck.resources import XBRL, data_dir, read_folder

T = TypeVar("T")

MOST = 256 * 1024**2
"""Bytes of all files together; the ones not used for longest go first."""
LARGEST = 64 * 1024**2
"""A larger file is not kept: it would push out all others."""
FOLDER = "GRICHECK_CACHE_DIR"
"""The environment variable that names another folder; empty, it switches the cache off."""
OURS = "gricheck-"
"""How our files begin: no other file of the folder is touched."""
LIBRARIES = ("pypdfium2", "python-calamine", "python-docx", "xlrd", "lxml", "rapidocr", "onnxruntime")
"""Other versions of these may read otherwise."""

_WANTED: ContextVar[bool] = ContextVar("wanted", default=True)


@contextmanager
def used(wanted: bool) -> Iterator[None]:
    """Whether the cache is used by all that is read within."""
    token = _WANTED.set(wanted)
    try:
        yield
    finally:
        _WANTED.reset(token)


def kept(form: type[T], parts: tuple[str, ...], make: Callable[[], T]) -> T:
    """What was kept under ``parts``, else what ``make`` gives, which is kept. ``form`` is a type of the model."""
    folder = _folder() if _WANTED.get() else None
    if folder is None:
        return make()
    file = folder / f"{OURS}{_key(form.__name__, *parts)}.json"
    found = _load(form, file)
    if found is None:
        found = make()
        _store(file, found)
    return found


def _folder() -> Path | None:
    named = os.environ.get(FOLDER)
    if named is not None:
        return Path(named) if named else None
    try:
        return Path(platformdirs.user_cache_dir("gricheck", appauthor=False))
    except (OSError, RuntimeError):
        return None


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join((_reader_version(), *parts)).encode()).hexdigest()


@cache
def _reader_version() -> str:
    """A digest of the readers' own sources, of the data they go by and of the versions of the libraries they use."""
    here = Path(__file__).parent
    sources = (
        *sorted(here.glob("*.py")),
        here.parent / "pagination.py",
        *(here.parent / "model" / name for name in ("document.py", "elements.py")),
    )
    digest = hashlib.sha256(__version__.encode())
    for source in sources:
        digest.update(source.read_bytes() if source.is_file() else b"")
    for data in read_folder(data_dir(XBRL)).values():
        digest.update(data)
    for library in LIBRARIES:
        digest.update(f"{library} {_version(library)}".encode())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _load(form: type[T], file: Path) -> T | None:
    """What a file holds; None where it is not there or is not what it should be."""
    try:
        data = file.read_bytes() if file.stat().st_size <= LARGEST else b""
        found: T = decoded(form, json.loads(data))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    with suppress(OSError):
        os.utime(file)
    return found


def _store(file: Path, value: object) -> None:
    data = json.dumps(encoded(value), ensure_ascii=True, separators=(",", ":")).encode()
    if len(data) > LARGEST:
        return
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(file, data)
        _tidy(file.parent)


def _write(file: Path, data: bytes) -> None:
    """Under another name first (mkstemp's, which only the owner can read), so that no half file is ever seen."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=OURS, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.replace(name, file)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _tidy(folder: Path) -> None:
    """Remove what was not used for longest until the rest fits; another process may do the same at the same time."""
    files = []
    for file in folder.iterdir():
        if file.name.startswith(OURS) and file.suffix in (".json", ".new"):
            with suppress(OSError):
                stat = file.stat()
                files.append((stat.st_mtime, stat.st_size, file))
    total = sum(size for _, size, _ in files)
    for _, size, file in sorted(files, key=lambda item: (item[0], item[2].name)):
        if total <= MOST:
            return
        total -= size
        with suppress(OSError):
            file.unlink()
