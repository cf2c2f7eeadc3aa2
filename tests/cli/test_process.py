"""The command as a process of its own: pipes, encodings, the real data and the samples."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from published import validate

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_reports"
COMMAND = [sys.executable, "-m", "gricheck"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def gricheck(*args: str | Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *map(str, args)]
    return subprocess.run(command, capture_output=True, env={**ENVIRONMENT, **more}, cwd=ROOT, check=False)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    process = subprocess.Popen(
        [*COMMAND, "standards"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), errors) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
def test_a_full_disk_is_told_and_no_fault_of_ours() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [*COMMAND, "standards"], stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT, cwd=ROOT, check=False
        )
    assert (done.returncode, b"stdout: cannot be written" in done.stderr) == (2, True)


def test_a_pipe_gets_utf8_whatever_the_locale() -> None:
    done = gricheck("check", SAMPLES / "faulty-2016-core.txt", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 1, done.stderr
    assert "“" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("sample", "code"),
    [
        ("clean-2016-core.pdf", 0),
        ("clean-2016-core.txt", 0),
        ("faulty-2016-core.pdf", 1),
        ("no-index.pdf", 3),
        ("no-index.txt", 3),
    ],
)
def test_samples(sample: str, code: int) -> None:
    done = gricheck("check", SAMPLES / sample)
    assert done.returncode == code, done.stdout.decode() + done.stderr.decode()
    assert (code == 3) == (done.stdout == b"")
    assert len(done.stderr.splitlines()) == (1 if code == 3 else 0)


@pytest.mark.parametrize(("command", "schema"), [("check", "run"), ("index", "index"), ("gaps", "gaps")])
@pytest.mark.parametrize("sample", ["faulty-2021-in-accordance.pdf", "faulty-2016-core.txt", "no-index.txt"])
def test_json_is_as_published(command: str, schema: str, sample: str) -> None:
    validate(json.loads(gricheck(command, "--format", "json", SAMPLES / sample).stdout), schema)


def test_two_runs_give_the_same_bytes() -> None:
    first, second = (gricheck("check", "--format", "json", SAMPLES / "faulty-2016-core.pdf") for _ in range(2))
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["findings"]


def test_a_reports_own_pack_with_a_mistake_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("id: ours\nversion: '1'\ntitel: Ours\n", encoding="utf-8")
    done = gricheck("rules", "--pack", tmp_path)
    assert done.returncode == 2
    assert f"{tmp_path}/pack.yaml:" in done.stderr.decode()


def test_explain() -> None:
    done = gricheck("explain", "location-slash")
    assert done.returncode == 0, done.stderr
    assert b"location-slash" in done.stdout
    missing = gricheck("explain", "location-slesh")
    assert (missing.returncode, b"did you mean 'location-slash'" in missing.stderr) == (2, True)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are text there")
@pytest.mark.parametrize("command", [["check"], ["check", "--format", "json"], ["gaps", "--format", "json"]])
def test_a_report_whose_name_is_no_text(tmp_path: Path, command: list[str]) -> None:
    report = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(report)).write_bytes((SAMPLES / "no-claim.txt").read_bytes())
    out = tmp_path / "out"
    for more in ([], ["-o", str(out)]):
        done = subprocess.run([sys.executable, "-m", "gricheck", *command, report, *more], capture_output=True)
        assert done.returncode in (0, 1), done.stderr
        shown = (done.stdout or out.read_bytes()).decode("utf-8")
        if "json" in command:
            assert json.loads(shown)["source"]["path"].endswith("caf\udce9.txt")


def test_a_report_whose_index_is_no_table_is_told_where_it_is_named(tmp_path: Path) -> None:
    """Answers under codes as headings are no index, but the report says that they are one."""
    text = "GRI content index\n\n" + "\n\n".join(
        f"GRI 102-{n}: A heading\nAn answer of some words." for n in range(1, 4)
    )
    report = tmp_path / "answers.txt"
    report.write_text(f"Our year\f{text}\f", encoding="utf-8")
    done = gricheck(str(report))
    assert done.returncode == 3
    assert done.stdout == b""
    assert b"page 2 of the file speaks of one" in done.stderr
    assert len(done.stderr.splitlines()) == 1
