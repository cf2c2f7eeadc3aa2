"""The hook, run by pre-commit in a repository made for it.

The hook's own ``language: python`` builds an environment with pip, which needs a package index; here the same hook runs
what is installed already.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_reports"
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PROGRAM = shutil.which("pre-commit", path=str(Path(sys.executable).parent)) or shutil.which("pre-commit")

pytestmark = pytest.mark.skipif(
    PROGRAM is None or shutil.which("git") is None, reason="pre-commit or git is not installed"
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "reports").mkdir(parents=True)
    git(folder, "init", "--quiet")
    shutil.copy(SAMPLES / "no-index.pdf", folder / "leaflet.pdf")
    shutil.copy(SAMPLES / "clean-2016-core.pdf", folder / "reports" / "our report.pdf")
    (folder / "notes.txt").write_text("no report\n", encoding="utf-8")
    return folder


def git(folder: Path, *args: str) -> None:
    subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """What pre-commit makes of all files, with these keys beside the hook's own."""
    entry = f"{sys.executable} -m {HOOK['entry']}"
    hook = {**HOOK, "language": "system", "entry": entry, **more}
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(folder, "add", "--all")
    home = {"PRE_COMMIT_HOME": str(folder.parent / "home"), "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [str(PROGRAM), "run", "--all-files", "--color=never"],
        cwd=folder,
        env={**os.environ, **home},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_pdf_without_an_index_fails_so_the_hook_is_to_be_narrowed(repository: Path) -> None:
    done = commit(repository)
    assert done.returncode == 1, done.stderr
    assert "exit code: 3" in done.stdout
    assert "leaflet.pdf" in done.stdout
    assert "notes.txt" not in done.stdout


def test_a_clean_report_passes(repository: Path) -> None:
    done = commit(repository, files="^reports/")
    assert (done.returncode, "Passed" in done.stdout) == (0, True), done.stdout


def test_a_faulty_report_fails_with_its_findings(repository: Path) -> None:
    shutil.copy(SAMPLES / "faulty-2016-core.pdf", repository / "reports")
    done = commit(repository, files="^reports/", args=["--no-config"])
    assert done.returncode == 1
    assert "exit code: 1" in done.stdout
    assert "[location-slash]" in done.stdout


def test_options_go_before_the_reports(repository: Path) -> None:
    shutil.copy(SAMPLES / "faulty-2016-core.pdf", repository / "reports")
    assert commit(repository, files="^reports/", args=["--fail-on", "never"]).returncode == 0
