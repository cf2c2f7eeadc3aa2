"""A report's path as other programs want it: with slashes, relative where it can be, percent-encoded in a URI."""

from __future__ import annotations

import os
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import quote

_WINDOWS = os.name == "nt"


def relative(path: str, root: str | None = None, windows: bool = _WINDOWS) -> str:
    """The path with slashes and without ``.`` parts, from ``root`` (absolute; None: not known) where it lies below."""
    kind: type[PurePosixPath | PureWindowsPath] = PureWindowsPath if windows else PurePosixPath
    own = kind(path)
    if root and own.is_absolute() and own.is_relative_to(root):
        own = own.relative_to(root)
    return own.as_posix()


def uri(path: str, root: str | None = None, windows: bool = _WINDOWS) -> str:
    """A relative URI reference, or a ``file:`` URI for a path that cannot be made relative."""
    own = relative(path, root, windows)
    if not windows:
        return f"file:///{quoted(own.lstrip('/'))}" if own.startswith("/") else quoted(own)
    if own.startswith("//"):
        return f"file:{quoted(own)}"
    drive, colon, rest = own.partition(":")
    return f"file:///{drive}:{quoted(rest)}" if colon and len(drive) == 1 else quoted(own)


def quoted(path: str) -> str:
    """Percent-encoded. Bytes of a file name that are no text become themselves again."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(path.encode("utf-8", "surrogatepass"))
