"""The component for GitLab: its script run by the shells that images have."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_reports"
SPEC, JOBS = yaml.safe_load_all((ROOT / "templates" / "gricheck.yml").read_text(encoding="utf-8"))
INPUTS: dict[str, dict[str, Any]] = SPEC["spec"]["inputs"]
JOB: dict[str, Any] = JOBS["gricheck"]
INPUT = re.compile(r"\$\[\[ inputs\.([\w-]+) \]\]")
SHELLS = [shell for shell in ("bash", "dash", "sh") if shutil.which(shell)]

pytestmark = pytest.mark.skipif(not SHELLS or os.name == "nt", reason="no shell, with which the script is run")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout with reports; ``tools`` holds what an image and the installation would put on the path."""
    tools = tmp_path / "tools"
    tools.mkdir()
    program = f'#!/bin/sh\nPYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -m gricheck "$@"\n'
    for name, text in (("gricheck", program), ("python", '#!/bin/sh\nprintf "%s|" "$@" >asked\n')):
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    for name in ("clean-2016-core.txt", "faulty-2016-core.txt"):
        shutil.copy(SAMPLES / name, tmp_path / f"our {name}")
    return tmp_path


def run(project: Path, shell: str = SHELLS[0] if SHELLS else "", **inputs: str) -> subprocess.CompletedProcess[str]:
    """The job as a runner runs it: inputs put into the configuration, variables into the environment."""
    given = {name: str(value.get("default", "")) for name, value in INPUTS.items()}
    given |= {"package": "gricheck==0.1.0"} | {name.replace("_", "-"): value for name, value in inputs.items()}
    variables = {n: INPUT.sub(lambda m: given[m[1]], v["value"]) for n, v in JOB["variables"].items()}
    script = "\n".join(["set -e", *JOB["before_script"], *JOB["script"]])
    path = f"{project / 'tools'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [shell, "-c", script],
        env={**os.environ, **variables, "PATH": path},
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_inputs_reach_the_shell_as_variables_that_are_not_expanded() -> None:
    assert "$[[" not in "".join((*JOB["script"], *JOB["before_script"]))
    assert all(value["expand"] is False for value in JOB["variables"].values())
    used = set(INPUT.findall(json.dumps(JOB)))
    assert used == set(INPUTS)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_job_writes_its_reports_and_fails_for_findings(project: Path, shell: str) -> None:
    done = run(project, shell, report="our *.txt")
    assert done.returncode == 1, done.stderr
    assert "our faulty-2016-core.txt" in done.stdout
    assert (project / "asked").read_text(encoding="utf-8").endswith("|gricheck==0.1.0|")
    for name in (*JOB["artifacts"]["reports"].values(), *JOB["artifacts"]["paths"]):
        assert (project / name).stat().st_size > 100
    quality = json.loads((project / "gricheck-quality.json").read_text(encoding="utf-8"))
    assert {issue["location"]["path"] for issue in quality} >= {"our faulty-2016-core.txt"}


def test_an_index_in_a_file_of_its_own_is_named_in_code_quality(project: Path) -> None:
    shutil.copy(SAMPLES / "indexes" / "faulty-2021-in-accordance.csv", project / "gri index.csv")
    shutil.copy(SAMPLES / "faulty-2021-in-accordance.txt", project / "annual.txt")
    assert run(project, report="annual.txt", args="--index=gri index.csv").returncode == 1
    quality = json.loads((project / "gricheck-quality.json").read_text(encoding="utf-8"))
    assert ("gri index.csv", True) in {(i["location"]["path"], i["location"]["lines"]["begin"] > 1) for i in quality}


@pytest.mark.parametrize("shell", SHELLS)
def test_options_reach_gricheck(project: Path, shell: str) -> None:
    assert run(project, shell, report="our clean-2016-core.txt").returncode == 0
    assert run(project, shell, report="our faulty-2016-core.txt", fail_on="never").returncode == 0
    assert run(project, shell, report="our faulty-2016-core.txt", args="--ignore=*\n--preview").returncode == 0
    assert run(project, shell, report="our gone.txt").returncode == 3
    assert run(project, shell, report="our clean-2016-core.txt", config="gone.yaml").returncode == 2
    assert run(project, shell, report="our clean-2016-core.txt", baseline="gone.json").returncode == 2
    assert "Comprehensive" in run(project, shell, report="our clean-2016-core.txt", claim="comprehensive").stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_given_cannot_be_a_command(project: Path, shell: str) -> None:
    nasty = "$(touch owned)`touch owned`'; touch owned; '\"\n; touch owned"
    for name in ("report", "claim", "fail_on", "baseline", "config", "args", "package"):
        run(project, shell, **{"report": "our clean-2016-core.txt", name: nasty})
        assert not (project / "owned").exists(), name
