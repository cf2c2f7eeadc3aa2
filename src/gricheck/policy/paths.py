"""Which reports a glob of the configuration means: paths from its folder, with ``/`` on every system."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path


def path_from(folder: Path, path: str | Path) -> str:
    """A path as seen from a folder, ``..`` included; links are not followed. Absolute on another drive."""
    whole = os.path.abspath(path)
    try:
        seen = os.path.relpath(whole, os.path.abspath(folder))
    except ValueError:
        seen = whole
    return seen.replace(os.sep, "/")


def matches(path: str, pattern: str) -> bool:
    """``*``, ``?`` and ``[…]`` stay within one folder, ``**`` spans any number of them, none too."""
    return _matches(path.split("/"), pattern.removeprefix("./").split("/"))


def _matches(parts: Sequence[str], wanted: Sequence[str]) -> bool:
    if not wanted:
        return not parts
    if wanted[0] == "**":
        return any(_matches(parts[skip:], wanted[1:]) for skip in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], wanted[0]) and _matches(parts[1:], wanted[1:])
