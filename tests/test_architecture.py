"""What holds the house together: import layers, a light start, documents that name what is there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import gricheck

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"yaml", "jsonschema", "pypdfium2", "lxml", "tabulate", "rapidfuzz", "importlib.metadata", "gricheck.pipeline"}
DOCUMENTS = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if path.exists()]


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after running some code."""
    script = f"{code}\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_layers() -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_version_loads_hardly_more_than_click() -> None:
    ours = loaded_by("from gricheck.cli import cli\ntry: cli(['--version'])\nexcept SystemExit: pass")
    assert not ours & HEAVY
    extra = ours - loaded_by("import click")
    assert len(extra) < 12, extra


@pytest.mark.parametrize(("sample", "read"), [("no-claim.pdf", False), ("tagged/alderbrook-2024.xhtml", True)])
def test_the_concepts_of_xbrl_are_read_only_for_a_report_that_is_tagged(sample: str, read: bool) -> None:
    code = (
        "import sys; from gricheck import bundle\n"
        "from gricheck.pipeline import Given, load_kit, map_report\n"
        f"map_report({str(ROOT / 'sample_reports' / sample)!r}, load_kit(), Given(cache=False))\n"
        "taxonomy = sys.modules.get('gricheck.catalogue.taxonomy')\n"
        "if taxonomy and taxonomy.load_taxonomy.cache_info().currsize: import this"
    )
    assert ("this" in loaded_by(code)) is read


def test_help_loads_no_command() -> None:
    assert not loaded_by("from gricheck.cli import cli\ntry: cli(['--help'])\nexcept SystemExit: pass") & HEAVY


def test_the_package_itself_costs_nothing_and_has_its_functions() -> None:
    assert not {name for name in loaded_by("import gricheck") if name.startswith("gricheck.")}
    assert all(callable(getattr(gricheck, name)) for name in gricheck.__all__ if name != "__version__")
    with pytest.raises(AttributeError, match="nonsense"):
        _ = gricheck.nonsense


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_documents_name_paths_that_exist(document: Path) -> None:
    """A path with a placeholder in capitals is a pattern and not looked up."""
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:src|rules|gri_standards|sample_reports|tests|docs|bench|\.ci)/[\w./-]*)`", text))
    missing = [path for path in sorted(named) if not (ROOT / path).exists() and not re.search(r"[A-Z]{4}", path)]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_documents_name_make_targets_that_exist(document: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([\w-]+)`", document.read_text(encoding="utf-8"))) <= targets
