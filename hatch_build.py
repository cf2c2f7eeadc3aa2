"""Build hook: parse the bundled YAML once, when the package is built, so that no run has to.

It writes ``src/gricheck/_compiled/<folder>.json``, which the wheel carries and an editable install uses in place. The
form is tied to its sources by their sha256: after an edit of the YAML it is ignored until the next build.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles ``gri_standards/`` and ``rules/``; a file that is not valid stops the build with its line."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            written = compile_all(root)
        finally:
            sys.path.remove(str(root / "src"))
        if version != "editable":
            build_data["force_include"].update({str(file): f"gricheck/_compiled/{file.name}" for file in written})


def compile_all(root: Path) -> list[Path]:
    """Write the compiled form of each bundled folder; the files written."""
    from gricheck import bundle, resources
    from gricheck.packs.load import FOLDER, hold_against_schema

    hold_against_schema(bundle.parse(FOLDER, resources.read_bundled(FOLDER, root / FOLDER)))
    target = root / "src" / "gricheck" / resources.COMPILED
    target.mkdir(exist_ok=True)
    written = []
    for name in resources.FOLDERS:
        file = target / resources.compiled_name(name)
        file.write_bytes(bundle.compile_folder(name, resources.read_bundled(name, root / name)))
        written.append(file)
    return written
