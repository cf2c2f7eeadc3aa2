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
        (None, ("a=b.json",), [("json", "a=b.json")]),
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
