"""Bundled YAML, parsed: out of the form compiled when the package was built, or from the YAML where that is stale."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gricheck import resources, yamlio
from gricheck.yamlio import Located


@cache
def load_bundled(name: str) -> Mapping[str, Located]:
    """Every YAML file of one of ``resources.FOLDERS`` by its relative path, as ``yamlio.load`` reads it.

    The compiled form counts only when it was made from exactly the files that are there (sha256), so it saves the
    parsing and can never be out of date. Read once for all who ask: not to be changed.
    """
    return read_bundled(name)[0]


def read_bundled(name: str) -> tuple[dict[str, Located], bool]:
    """``load_bundled`` with whether the files came out of the compiled form, which was validated when it was made."""
    files = resources.read_bundled(name, resources.data_dir(name))
    ready = resources.compiled(name, resources.digest(files))
    if ready is None:
        return parse(name, files), False
    return {path: Located(f"{name}/{path}", tree, lines) for path, (tree, lines) in ready.items()}, True


def parse(name: str, files: Mapping[str, bytes]) -> dict[str, Located]:
    """Read the YAML itself. Errors name ``gri_standards/topic/….yaml:12``."""
    return {path: yamlio.load(data, f"{name}/{path}") for path, data in files.items()}


def compile_folder(name: str, files: Mapping[str, bytes]) -> bytes:
    """What ``load_bundled`` reads back: a line with the digest of the sources, then the parsed files as JSON."""
    import json

    parsed = {path: (located.tree, located.lines) for path, located in parse(name, files).items()}
    body = json.dumps(parsed, ensure_ascii=False, separators=(",", ":"))
    return f"{resources.digest(files)}\n{body}\n".encode()
