"""Where results go and in which format: --format, -o, endings, several outputs of one call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gricheck.cli import cli
from gricheck.cli.options import Target, targets
from gricheck.cli.output import render_options
from gricheck.errors import UsageError
from published import validate

SAMPLE = Path(__file__).resolve().parents[2] / "sample_reports" / "faulty-2016-core.txt"
FORMATS = dict.fromkeys(("text", "json", "sarif", "junit", "gitlab", "markdown", "html", "github"), "")


def gricheck(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], prog_name="gricheck")


@pytest.mark.parametrize(
    ("chosen", "files", "found"),
    [
        (None, (), [("text", None)]),
        ("json", (), [("json", None)]),
        (None, ("a.json",), [("json", "a.json")]),
        (None, ("A.MD",), [("markdown", "A.MD")]),
        (None, ("a.sarif", "b.sarif.json"), [("sarif", "a.sarif"), ("sarif", "b.sarif.json")]),
        (None, ("a.xml", "-"), [("junit", "a.xml"), ("text", None)]),
        (None, ("a",), [("text", "a")]),
        ("gitlab", ("a.json",), [("gitlab", "a.json")]),
        ("gitlab", ("a.report",), [("gitlab", "a.report")]),
        (None, ("gitlab=a.json", "json=b.json"), [("gitlab", "a.json"), ("json", "b.json")]),
        (None, ("sarif=-",), [("sarif", None)]),
        (None, ("./a=b.json",), [("json", "a=b.json")]),
        (None, ("md=a.txt2", "HTML=a.report"), [("markdown", "a.txt2"), ("html", "a.report")]),
    ],
)
def test_the_format_of_each_output(chosen: str | None, files: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert targets(chosen, files, FORMATS) == tuple(Target(name, path and Path(path)) for name, path in found)


@pytest.mark.parametrize(
    ("chosen", "files", "told"),
    [
        ("json", ("a.json", "b.json"), "FORMAT=FILE"),
        ("json", ("a.md",), ".md does not fit json"),
        (None, ("json=a.html",), ".html does not fit json"),
        (None, ("a.docx",), "its endings are .txt, .sarif.json"),
        (None, ("a.csv",), ".csv is no format of this command"),
        (None, ("a.json", "sarif=./a.json"), "a file of its own"),
        (None, ("-", "json=-"), "stdout: named by two outputs"),
        (None, ("xlsx=a.xlsx",), "this command has no format 'xlsx'"),
        (None, ("",), "no file is named"),
        (None, ("nowhere/a.json",), "there is no folder nowhere"),
    ],
)
def test_what_contradicts_itself_is_refused(chosen: str | None, files: tuple[str, ...], told: str) -> None:
    with pytest.raises(UsageError, match=told.replace(".", r"\.")):
        targets(chosen, files, FORMATS)


def test_one_call_writes_several_files_and_stdout(tmp_path: Path) -> None:
    text, data = tmp_path / "run.txt", tmp_path / "run.json"
    done = gricheck(SAMPLE, "--no-config", "-o", text, "-o", data, "-o", "-")
    assert done.exit_code == 1
    assert text.read_text(encoding="utf-8") == done.stdout
    assert json.loads(data.read_text(encoding="utf-8"))["schema"] == "gricheck/run/1"


def test_no_output_may_be_the_report_or_the_baseline(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_bytes(SAMPLE.read_bytes())
    done = gricheck(report, "--no-config", "-o", tmp_path / "run.json", "-o", report)
    assert (done.exit_code, "is the report itself" in done.stderr) == (2, True)
    assert not (tmp_path / "run.json").exists()


def test_github_actions_get_annotations_on_stdout_unless_another_format_is_asked_for() -> None:
    def lines(*args: str) -> list[str]:
        done = CliRunner().invoke(cli, [str(SAMPLE), "--no-config", *args], env={"GITHUB_ACTIONS": "true"})
        return [line for line in done.stdout.splitlines() if line.startswith("::")]

    assert len(lines()) > 20
    assert not lines("--format", "text")


def test_a_file_name_on_stderr_is_no_command(tmp_path: Path) -> None:
    report = tmp_path / "x\n::error::owned.txt"
    try:
        report.write_text("no index here", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no line break in a name")
    done = gricheck(report, "--no-config")
    assert done.exit_code == 3
    assert not [line for line in done.stderr.splitlines() if line.strip().startswith("::")]
    assert "owned" in done.stderr


CONFIG = """\
waivers:
  - rule: location-slash
    disclosure: 102-10
    reason: Agreed with the auditor.
ignore: [titles]
"""


def test_all_formats_of_a_call_agree_on_what_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a waiver, a baseline of the one report, findings that are not shown, and a report that cannot be checked."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gricheck.yaml").write_text(CONFIG, encoding="utf-8")
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    assert gricheck("one.txt", "--select", "omissions", "--write-baseline", "known.json").exit_code == 0
    outputs = ("run.json", "run.sarif", "run.xml", "gitlab=quality.json", "run.md", "github=-")
    done = gricheck(
        "one.txt", "two.txt", "gone.txt", "--baseline", "known.json", *(f"-o{output}" for output in outputs)
    )
    assert done.exit_code == 3

    *runs, unread = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    validate(unread, "failure")
    assert unread["path"] == "gone.txt"
    findings = [(run["source"]["path"], f) for run in runs for f in run["findings"]]
    live = [(path, f) for path, f in findings if f["waived"] is None and not f["baselined"]]
    assert 0 < len(live) < len(findings)
    errors = sum(f["severity"] == "error" for _, f in live)

    (log,) = json.loads((tmp_path / "run.sarif").read_text(encoding="utf-8"))["runs"]
    counting = [r for r in log["results"] if not r["suppressions"] and r["baselineState"] == "new"]
    assert (len(log["results"]), len(counting)) == (len(findings), len(live))
    issues = json.loads((tmp_path / "quality.json").read_text(encoding="utf-8"))
    assert len(issues) == len(live) + 1
    annotations = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert len(annotations) == len(live) + 1
    text = (tmp_path / "run.md").read_text(encoding="utf-8")
    assert f"## GRI content index: {errors} errors, " in text
    assert "in 2 reports; 1 report not checked" in text
    suites = (tmp_path / "run.xml").read_text(encoding="utf-8")
    failing = {(path, f["disclosure"] or f["rule"]) for path, f in live if f["severity"] == "error"}
    assert suites.count("<failure ") == len(failing)
    assert suites.count("<error ") == 1


class TestColour:
    @pytest.mark.parametrize(
        ("terminal", "variables", "colour"),
        [
            (True, {}, True),
            (False, {}, False),
            (True, {"NO_COLOR": "1"}, False),
            (True, {"NO_COLOR": ""}, True),
            (True, {"TERM": "dumb"}, False),
            (False, {"FORCE_COLOR": "1"}, True),
            (False, {"FORCE_COLOR": "0"}, False),
            (False, {"FORCE_COLOR": ""}, False),
            (False, {"CLICOLOR_FORCE": "1"}, True),
            (False, {"FORCE_COLOR": "3", "NO_COLOR": "1"}, False),
            (True, {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ],
    )
    def test_by_the_usual_variables(
        self, terminal: bool, variables: dict[str, str], colour: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"TERM": "xterm", **variables}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
        assert render_options(None).colour is colour
        assert (render_options(None).width == 100) or terminal
        assert not render_options(Path("out.txt")).colour
