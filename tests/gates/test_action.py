"""The action for GitHub, its steps run as a runner runs them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_reports"
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}
BASH = shutil.which("bash")
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")

pytestmark = pytest.mark.skipif(BASH is None or os.name == "nt", reason="no bash, with which the steps are run")


@dataclass(frozen=True)
class Done:
    code: int
    stdout: str
    stderr: str
    outputs: dict[str, str]
    summary: str


def run(step: str, folder: Path, inputs: dict[str, str], **context: str) -> Done:
    """One step with what the runner would put into its environment; ``folder`` is the workspace."""
    temp = folder / "runner temp"
    temp.mkdir(exist_ok=True)
    files = {name: temp / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.touch()
    given = {name: value.get("default", "") for name, value in ACTION["inputs"].items()} | inputs
    known = {f"inputs.{name}": value for name, value in given.items()} | context
    own = {name: EXPRESSION.sub(lambda m: known[m[1]], value) for name, value in STEPS[step]["env"].items()}
    script = temp / "step.sh"
    script.write_text(STEPS[step]["run"], encoding="utf-8")
    environment = {**os.environ, "GITHUB_ACTIONS": "true", "RUNNER_TEMP": str(temp), **own}
    environment |= {name: str(file) for name, file in files.items()}
    done = subprocess.run(
        [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    lines = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
    outputs = dict(line.split("=", 1) for line in lines)
    return Done(done.returncode, done.stdout, done.stderr, outputs, files["GITHUB_STEP_SUMMARY"].read_text("utf-8"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder with reports, and gricheck where the first step would have installed it."""
    tools = tmp_path / "runner temp" / "gricheck" / "bin"
    tools.mkdir(parents=True)
    program = tools / "gricheck"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -m gricheck "$@"\n', "utf-8")
    program.chmod(0o755)
    (tmp_path / "reports").mkdir()
    for name in ("clean-2016-core.txt", "faulty-2016-core.txt", "no-index.txt"):
        shutil.copy(SAMPLES / name, tmp_path / "reports" / name)
    return tmp_path


def check(workspace: Path, **inputs: str) -> Done:
    return run("Check the content index", workspace, {name.replace("_", "-"): value for name, value in inputs.items()})


def test_nothing_that_is_given_is_pasted_into_a_script() -> None:
    assert STEPS
    assert not [name for name, step in STEPS.items() if "${{" in step["run"]]


def test_a_faulty_report_is_annotated_and_fails(workspace: Path) -> None:
    done = check(workspace, report="reports/faulty-*.txt")
    assert (done.code, done.outputs) == (1, {"sarif": "gricheck.sarif", "exit-code": "1"}), done.stderr
    assert "::error file=reports/faulty-2016-core.txt,line=" in done.stdout
    assert "## GRI content index: " in done.summary
    log = json.loads((workspace / "gricheck.sarif").read_text(encoding="utf-8"))
    (artifact,) = log["runs"][0]["artifacts"]
    assert artifact["location"]["uri"] == "reports/faulty-2016-core.txt"


def test_an_index_in_a_file_of_its_own_is_annotated_there(workspace: Path) -> None:
    shutil.copy(SAMPLES / "indexes" / "faulty-2021-in-accordance.csv", workspace / "gri index.csv")
    shutil.copy(SAMPLES / "faulty-2021-in-accordance.txt", workspace / "reports" / "annual.txt")
    done = check(workspace, report="reports/annual.txt", args="--index=gri index.csv")
    assert done.code == 1, done.stderr
    assert re.search(r"::error file=gri index\.csv,line=\d\d,", done.stdout)
    assert check(workspace, report="gri index.csv").code == 1


def test_reports_stand_one_a_line_with_spaces_and_signs_in_their_names(workspace: Path) -> None:
    odd = workspace / "reports" / '-our $(touch owned) `touch owned` "report"; touch owned.txt'
    (workspace / "reports" / "clean-2016-core.txt").rename(odd)
    done = check(workspace, report=f"\n{odd.relative_to(workspace)}\nreports/faulty-2016-core.txt\n", fail_on="never")
    assert done.code == 0, done.stderr
    assert "2 reports" in done.summary
    assert not (workspace / "owned").exists()


def test_what_is_given_cannot_be_a_command(workspace: Path) -> None:
    nasty = "$(touch owned)`touch owned`'; touch owned; '\"\n; touch owned\nexit-code=0\nmore=1"
    for name in ("claim", "fail_on", "baseline", "config", "args", "sarif"):
        done = check(workspace, **{"report": "reports/no-index.txt", name: nasty})
        assert set(done.outputs) <= {"sarif", "exit-code"}
        assert done.outputs["exit-code"] in ("2", "3")
        assert not [path for path in workspace.rglob("*") if path.name == "owned"], name


def test_options_reach_gricheck(workspace: Path) -> None:
    first = check(workspace, report="reports/faulty-2016-core.txt", args="--write-baseline=known.json\n--ignore\n302-*")
    assert first.code == 0, first.stderr
    known = check(workspace, report="reports/faulty-2016-core.txt", baseline="known.json", sarif="out.sarif")
    assert known.outputs["sarif"] == "out.sarif"
    assert "known from the baseline" in known.summary
    (workspace / "own.yaml").write_text("fail-on: never\n", encoding="utf-8")
    assert check(workspace, report="reports/faulty-2016-core.txt", config="own.yaml").code == 0
    assert check(workspace, report="reports/faulty-2016-core.txt", config="own.yaml", fail_on="error").code == 1
    assert "Comprehensive" in check(workspace, report="reports/clean-2016-core.txt", claim="comprehensive").summary


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"report": "reports/clean-2016-core.txt"}, 0),
        ({"report": "reports/no-index.txt"}, 3),
        ({"report": "reports/gone-*.pdf"}, 3),
        ({"report": "reports/clean-2016-core.txt", "claim": "nonsense"}, 2),
        ({"report": ""}, 2),
    ],
)
def test_the_exit_code_is_that_of_gricheck(workspace: Path, inputs: dict[str, str], code: int) -> None:
    done = check(workspace, **inputs)
    assert (done.code, done.outputs["exit-code"]) == (code, str(code)), done.stderr
    assert ("sarif" in done.outputs) is (code != 2)


@pytest.mark.parametrize(
    ("version", "what"), [("0.1.0", "gricheck==0.1.0"), ("", "/the/action"), ("1 -r x", "gricheck==1 -r x")]
)
def test_the_first_step_installs_into_a_place_of_its_own(tmp_path: Path, version: str, what: str) -> None:
    """With a Python that makes no environment but notes what it is asked to do."""
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\nprintf "%s|" "$@" >>"$RUNNER_TEMP/asked"; echo >>"$RUNNER_TEMP/asked"\n'
        'if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi\n',
        "utf-8",
    )
    python.chmod(0o755)
    own = {"steps.python.outputs.python-path": str(python), "github.action_path": "/the/action"}
    done = run("Install gricheck", tmp_path, {"version": version}, **own)
    assert done.code == 0, done.stderr
    asked = (tmp_path / "runner temp" / "asked").read_text("utf-8").splitlines()
    assert asked[0] == f"-m|venv|{tmp_path}/runner temp/gricheck|"
    assert asked[1].split("|")[:3] == ["-m", "pip", "install"]
    assert asked[1].endswith(f"|{what}|")
