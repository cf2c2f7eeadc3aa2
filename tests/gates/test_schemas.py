"""The files for CI, held against the schemas that check-jsonschema ships."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "ci.md").read_text(encoding="utf-8"), re.DOTALL)

pytestmark = pytest.mark.skipif(find_spec("check_jsonschema") is None, reason="check-jsonschema is not installed")


def check(schema: str, path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def valid(schema: str, data: object, folder: Path) -> bool:
    """Text as it is: YAML may not have been read by PyYAML, which takes the key ``on`` for a boolean."""
    path = folder / "data.yaml"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    done = check(schema, path)
    assert "Traceback" not in done.stderr
    return done.returncode == 0


def test_the_action(tmp_path: Path) -> None:
    done = check("github-actions", ROOT / "action.yml")
    assert done.returncode == 0, done.stdout
    assert not valid("github-actions", {"name": "x"}, tmp_path)


def test_the_component(tmp_path: Path) -> None:
    for document in yaml.safe_load_all((ROOT / "templates" / "gricheck.yml").read_text(encoding="utf-8")):
        assert valid("gitlab-ci", document, tmp_path), document
    assert not valid("gitlab-ci", {"job": {"script": 1}}, tmp_path)


def test_the_workflows_and_pipelines_that_the_documentation_shows(tmp_path: Path) -> None:
    workflows = [block for block in BLOCKS if "jobs:" in block]
    pipelines = [block for block in BLOCKS if "include:" in block or "script:" in block]
    assert (len(workflows), len(pipelines)) == (2, 2)
    for schema, group in (("github-workflows", workflows), ("gitlab-ci", pipelines)):
        for block in group:
            assert valid(schema, block, tmp_path), block


def test_the_inputs_that_the_documentation_gives_are_those_of_the_action() -> None:
    known = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    steps = [
        step
        for block in BLOCKS
        for job in yaml.safe_load(block).get("jobs", {}).values()
        for step in job["steps"]
        if "/gricheck@" in step.get("uses", "")
    ]
    assert steps
    assert all(set(step["with"]) <= set(known) for step in steps)


def test_the_hooks() -> None:
    program = shutil.which("pre-commit", path=Path(sys.executable).parent) or shutil.which("pre-commit")
    if program is None:
        pytest.skip("pre-commit, which knows what its hooks need, is not installed")
    done = subprocess.run([program, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")], check=False)
    assert done.returncode == 0
