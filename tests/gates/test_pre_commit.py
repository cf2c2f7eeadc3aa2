"""The hook, run by pre-commit in a repository made for it.

The hook's own ``language: python`` builds an environment with pip, which needs a package index; here the same hook runs
what is installed already.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from gricheck.readers import kinds

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


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("leaflet.pdf", True),
        ("reports/GRI Index 2024.xlsx", True),
        ("gri_content_index.csv", True),
        ("docs/content-index.adoc", True),
        ("Our-GRI.md", True),
        ("GRI2024.docx", True),
        ("README.md", False),
        ("index.html", False),
        ("data/water.csv", False),
        ("docs/griffin.md", False),
        ("gri/notes.md", False),
        ("gricheck.md", False),
        ("gri.png", False),
        ("tests/gri.py", False),
    ],
)
def test_what_it_takes_by_itself(name: str, taken: bool) -> None:
    assert bool(re.search(HOOK["files"], name) and not re.search(HOOK["exclude"], name)) == taken


def test_no_kind_that_is_read_is_left_out() -> None:
    office = {".pdf", ".txt", ".xhtml", ".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xls", ".ods"}
    for ending in office | set(kinds.BY_ENDING) | kinds.XML_ENDINGS:
        assert not re.search(HOOK["exclude"], f"reports/annual{ending}"), ending
        assert not re.search(HOOK["exclude"], f"reports/ANNUAL{ending.upper()}"), ending


def test_an_index_of_another_kind_is_checked_and_nothing_else_of_that_kind(repository: Path) -> None:
    for ending in ("csv", "xlsx", "md"):
        shutil.copy(SAMPLES / "indexes" / f"faulty-2021-in-accordance.{ending}", repository / f"gri-index.{ending}")
    (repository / "README.md").write_text("# No report\n", encoding="utf-8")
    (repository / "leaflet.pdf").unlink()
    done = commit(repository, args=["--no-config"])
    assert "exit code: 1" in done.stdout
    assert all(f"gri-index.{ending}" in done.stdout for ending in ("csv", "xlsx", "md"))
    assert "README" not in done.stdout + done.stderr


def test_files_of_the_users_own_take_reports_of_any_kind_and_pictures_never(repository: Path) -> None:
    sample = SAMPLES / "indexes" / "faulty-2021-in-accordance.ods"
    shutil.copy(sample, repository / "reports" / "annual.ods")
    (repository / "reports" / "annual.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    done = commit(repository, files=r"^reports/annual\.", args=["--fail-on", "never"])
    assert done.returncode == 0, done.stdout


def test_an_index_of_its_own_is_held_against_its_report(repository: Path) -> None:
    shutil.copy(SAMPLES / "faulty-2021-in-accordance.pdf", repository / "reports" / "annual.pdf")
    shutil.copy(SAMPLES / "indexes" / "faulty-2021-in-accordance.xlsx", repository / "reports" / "gri-index.xlsx")
    both = ["reports/annual.pdf", "--index", "reports/gri-index.xlsx"]
    files = r"^reports/(annual\.pdf|gri-index\.xlsx)$"
    done = commit(repository, files=files, args=both, pass_filenames=False)
    assert "exit code: 1" in done.stdout
    assert "[page-out-of-range]" in done.stdout


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
