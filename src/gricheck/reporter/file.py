"""A result into a file, whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from gricheck.errors import UsageError

ESCAPED = "backslashreplace"
"""A file name may hold bytes that are no text; they are written as escapes, which JSON allows too."""


def write_file(text: str | bytes, path: Path, option: str = "-o") -> None:
    """Replace a file in one step, so that nobody ever sees half of it and a failed run leaves the old one.

    UsageError where it cannot be written; ``option`` is what names the place.
    """
    try:
        if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
            path.write_bytes(_encoded(text))
        else:
            _replace(_encoded(text), path.resolve())
    except OSError as error:
        place = f"another place with {option}" if option else "another place"
        raise UsageError(f"{path}: cannot be written ({error.strerror}); choose {place}") from error


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", errors=ESCAPED)


def _replace(data: bytes, path: Path) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.chmod(name, _mode(path))
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those of a new one."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
