"""The command line around the work: arguments, settings, exit codes, files, errors. The work itself is stood in for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import runs
from gricheck import pipeline
from gricheck.cli import COMMANDS, cli
from gricheck.errors import UnreadableReport
from gricheck.files import Given
from gricheck.model.document import Source
from gricheck.model.index import Claim, ContentIndex, Level
from gricheck.model.rule import Severity
from gricheck.model.run import Run
from gricheck.pipeline import Kit
from gricheck.policy import Policy, apply_policy

SLASH = runs.match(runs.SUPPLY_CHAIN, "/")
PACK = runs.pack(runs.rule("location-slash", severity=Severity.ERROR), runs.rule("code-unknown"))


class Work:
    """Stands in for the pipeline: reports are told apart by name, and what was asked for is kept."""

    def __init__(self) -> None:
        self.given: list[Given] = []
        self.policies: list[Policy] = []
        self.packs: tuple[Path, ...] = ()

    def load_kit(self, packs: Any = ()) -> Kit:
        self.packs = tuple(packs)
        return Kit(runs.CATALOGUE, object(), (PACK,))  # type: ignore[arg-type]

    def check_report(self, path: Path, kit: Kit, policy: Policy, given: Given = Given()) -> Run:
        self.given.append(given)
        self.policies.append(policy)
        return apply_policy(_run(Path(path).name), policy)

    def map_report(self, path: Path, kit: Kit, given: Given = Given()) -> Any:
        self.given.append(given)
        return _run(Path(path).name).mapping


def _run(name: str) -> Run:
    if "unreadable" in name:
        raise UnreadableReport(f"{name}: the file is empty; export the report again")
    if "broken" in name:
        raise ZeroDivisionError("a\nb")
    source = Source(name, runs.SHA, "application/pdf", 1)
    if "press" in name:
        return runs.run(mapping=runs.mapping(source=source, index=ContentIndex((), ()), claim=None), gaps=())
    rule = PACK.rules[0] if "faulty" in name else PACK.rules[1]
    results = [] if "clean" in name else [runs.result(SLASH, rule)]
    return runs.run((SLASH,), results, mapping=runs.mapping((SLASH,), source=source))


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Work:
    stand_in = Work()
    for name in ("load_kit", "check_report", "map_report"):
        monkeypatch.setattr(pipeline, name, getattr(stand_in, name))
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return stand_in


def gricheck(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], prog_name="gricheck")


@pytest.mark.usefixtures("work")
class TestExitCodes:
    @pytest.mark.parametrize(
        ("args", "code"),
        [
            (["clean.pdf"], 0),
            (["faulty.pdf"], 1),
            (["warned.pdf"], 0),
            (["warned.pdf", "--fail-on", "warning"], 1),
            (["faulty.pdf", "--fail-on", "never"], 0),
            (["faulty.pdf", "--ignore", "location-slash"], 0),
            (["faulty.pdf", "--select", "code-*"], 0),
            (["unreadable.pdf"], 3),
            (["press.pdf"], 3),
            (["clean.pdf", "faulty.pdf"], 1),
            (["faulty.pdf", "unreadable.pdf", "clean.pdf"], 3),
            (["faulty.pdf", "--select", "location-slas"], 2),
            (["clean.pdf", "--no-such-option"], 2),
            (["clean.pdf", "--config", "a.yaml", "--no-config"], 2),
            (["clean.pdf", "--config", "a.yaml"], 2),
            (["broken.pdf"], 70),
            (["gaps", "faulty.pdf"], 0),
            (["gaps", "press.pdf"], 3),
            (["index", "faulty.pdf"], 0),
            (["index", "press.pdf"], 3),
            (["--version"], 0),
            (["--help"], 0),
        ],
    )
    def test_code(self, args: list[str], code: int) -> None:
        result = gricheck(*args)
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output

    def test_findings_go_to_stdout_and_nothing_else_does(self) -> None:
        result = gricheck("faulty.pdf")
        assert "[location-slash]" in result.stdout
        assert result.stderr == ""

    def test_no_index_is_one_clear_line(self) -> None:
        result = gricheck("press.pdf")
        assert result.stdout == ""
        assert result.stderr.startswith("gricheck: press.pdf: no GRI content index found in 128 pages; if it is ")
        assert result.stderr.count("\n") == 1

    @pytest.mark.parametrize(
        ("command", "schema"), [("check", "gricheck/run/1"), ("gaps", "gricheck/gaps/1"), ("index", "gricheck/index/1")]
    )
    def test_json_is_printed_even_without_an_index(self, command: str, schema: str) -> None:
        result = gricheck(command, "press.pdf", "--format", "json")
        assert json.loads(result.stdout)["schema"] == schema
        assert len(result.stderr.splitlines()) == 1

    def test_errors_say_what_to_do(self) -> None:
        result = gricheck("unreadable.pdf")
        assert (result.stdout, result.stderr) == (
            "",
            "gricheck: unreadable.pdf: the file is empty; export the report again\n",
        )

    def test_a_fault_of_its_own_is_owned_up_to(self, monkeypatch: pytest.MonkeyPatch) -> None:
        result = gricheck("broken.pdf")
        assert result.stderr.splitlines() == [
            "gricheck: this is a fault in gricheck, not in the report: ZeroDivisionError: a",
            "please report it; GRICHECK_TRACEBACK=1 shows where it arose",
        ]
        monkeypatch.setenv("GRICHECK_TRACEBACK", "1")
        assert isinstance(gricheck("broken.pdf").exception, ZeroDivisionError)

    def test_what_a_report_is_called_cannot_write_to_the_terminal(self) -> None:
        assert "\x1b" not in gricheck("unreadable\x1b[2J.pdf").stderr


@pytest.mark.usefixtures("work")
class TestCommands:
    def test_a_bare_report_is_checked(self) -> None:
        assert gricheck("faulty.pdf").stdout == gricheck("check", "faulty.pdf").stdout
        assert gricheck("--format", "json", "faulty.pdf").exit_code == 1

    def test_a_mistyped_command_is_no_report(self) -> None:
        result = gricheck("gap", "faulty.pdf")
        assert result.exit_code == 2
        assert "did you mean 'gaps'" in result.stderr

    def test_unless_there_is_such_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "gap").write_text("x")
        assert gricheck("gap").exit_code == 0

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_has_help(self, command: str) -> None:
        result = gricheck(command, "--help")
        assert result.exit_code == 0
        assert f"Usage: gricheck {command}" in result.output

    def test_help_names_commands_and_exit_codes(self) -> None:
        output = gricheck("--help").output
        assert all(command in output for command in COMMANDS)
        assert "3  the report could not be read" in output

    def test_several_reports_as_json_are_a_list(self) -> None:
        data = json.loads(gricheck("faulty.pdf", "press.pdf", "--format", "json").stdout)
        assert [run["source"]["path"] for run in data] == ["faulty.pdf", "press.pdf"]

    def test_rules(self) -> None:
        assert "location-slash" in gricheck("rules").stdout
        data = json.loads(gricheck("rules", "--format", "json").stdout)
        assert [rule["id"] for rule in data["rules"]] == ["location-slash", "code-unknown"]

    def test_tables_of_gaps_and_index(self) -> None:
        assert "1 reported" in gricheck("gaps", "clean.pdf").stdout
        assert "Significant changes" in gricheck("index", "clean.pdf").stdout

    def test_dump(self) -> None:
        assert json.loads(gricheck("dump", "clean.pdf", "--stage", "mapping").stdout)["page_count"] == 128
        assert json.loads(gricheck("dump", "clean.pdf").stdout)["versions"]["tool"] == "0.1.0"


class TestSettings:
    def test_options_reach_the_work(self, work: Work, tmp_path: Path) -> None:
        (tmp_path / "ours").mkdir()
        gricheck(
            *("clean.pdf", "--claim", "g4-core", "--date", "2016-05-31", "--page-offset", "-2"),
            *("--pack", "ours", "--ignore", "location-slash,code-unknown"),
        )
        given = work.given[0]
        assert given.claim is not None
        assert (given.claim.level, given.claim.edition, given.claim.quote) == (Level.CORE, 2013, "")
        assert (str(given.published), given.page_offset) == ("2016-05-31", -2)
        assert work.packs == (Path("ours"),)
        assert work.policies[0].ignore == {"location-slash", "code-unknown"}

    def test_the_configuration_holds_where_the_command_line_is_silent(self, work: Work, tmp_path: Path) -> None:
        (tmp_path / "gricheck.yaml").write_text(
            "claim: core\npage-offset: 3\nfail-on: never\npacks: [ours]\nignore: [code-*]\n"
            "severity: {location-slash: info}\ndate: 2020-01-31\n"
        )
        assert gricheck("faulty.pdf").exit_code == 0
        given, policy = work.given[0], work.policies[0]
        assert given.claim == Claim(Level.CORE, 2016, "", given.claim.where if given.claim else None)  # type: ignore[arg-type]
        assert (given.page_offset, str(given.published)) == (3, "2020-01-31")
        assert (policy.severities, policy.ignore) == ({"location-slash": Severity.INFO}, {"code-unknown"})
        assert work.packs == ((tmp_path / "ours").resolve(),)

    def test_the_command_line_wins(self, work: Work, tmp_path: Path) -> None:
        (tmp_path / "gricheck.yaml").write_text("claim: core\npage-offset: 3\nfail-on: never\n")
        assert (
            gricheck("faulty.pdf", "--claim", "referenced", "--page-offset", "0", "--fail-on", "error").exit_code == 1
        )
        given = work.given[0]
        assert given.claim is not None
        assert (given.claim.level, given.page_offset) == (Level.REFERENCED, 0)

    def test_reading_without_ocr_and_cache(self, work: Work, tmp_path: Path) -> None:
        gricheck("clean.pdf")
        gricheck("clean.pdf", "--no-ocr", "--no-cache")
        (tmp_path / "gricheck.yaml").write_text("ocr: false\n")
        gricheck("clean.pdf")
        assert [(given.ocr, given.cache) for given in work.given] == [(True, True), (False, False), (False, True)]

    def test_no_config(self, work: Work, tmp_path: Path) -> None:
        (tmp_path / "gricheck.yaml").write_text("claim: nonsense\n")
        assert gricheck("faulty.pdf", "--no-config").exit_code == 1
        assert work.given[0] == Given()

    def test_a_wrong_configuration_names_its_line(self, work: Work, tmp_path: Path) -> None:
        (tmp_path / "gricheck.yaml").write_text("claim: core\nfail_on: never\n")
        result = gricheck("faulty.pdf")
        assert result.exit_code == 2
        assert f"{tmp_path / 'gricheck.yaml'}:2: unknown key 'fail_on'" in result.stderr
        assert not work.given

    def test_a_rule_in_the_configuration_must_exist(self, work: Work, tmp_path: Path) -> None:
        (tmp_path / "gricheck.yaml").write_text("severity: {location-slesh: off}\n")
        result = gricheck("faulty.pdf")
        assert result.exit_code == 2
        assert "did you mean 'location-slash'" in result.stderr


@pytest.mark.usefixtures("work")
class TestOutputFile:
    def test_the_result_goes_there_and_nothing_to_stdout(self, tmp_path: Path) -> None:
        result = gricheck("faulty.pdf", "-o", tmp_path / "out.txt")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "[location-slash]" in (tmp_path / "out.txt").read_text(encoding="utf-8")

    def test_a_run_that_fails_leaves_the_old_file(self, tmp_path: Path) -> None:
        (tmp_path / "out.txt").write_text("old")
        assert gricheck("broken.pdf", "-o", tmp_path / "out.txt").exit_code == 70
        assert (tmp_path / "out.txt").read_text() == "old"

    def test_a_write_that_fails_leaves_the_old_file_and_no_other(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.replace", refuse)
        (tmp_path / "out.txt").write_text("old")
        before = sorted(tmp_path.iterdir())
        result = gricheck("faulty.pdf", "-o", tmp_path / "out.txt")
        assert (result.exit_code, (tmp_path / "out.txt").read_text()) == (2, "old")
        assert "No space left on device" in result.stderr
        assert sorted(tmp_path.iterdir()) == before

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        result = gricheck("faulty.pdf", "-o", tmp_path / "nowhere" / "out.txt")
        assert result.exit_code == 2
        assert "out.txt: there is no folder" in result.stderr

    def test_permissions_are_kept_and_links_followed(self, tmp_path: Path) -> None:
        real, link = tmp_path / "real.txt", tmp_path / "link.txt"
        real.write_text("old")
        real.chmod(0o640)
        link.symlink_to(real)
        gricheck("faulty.pdf", "-o", link)
        assert link.is_symlink()
        assert real.stat().st_mode & 0o777 == 0o640
        assert "[location-slash]" in real.read_text(encoding="utf-8")

    def test_a_dash_is_stdout(self) -> None:
        assert "[location-slash]" in gricheck("faulty.pdf", "-o", "-").stdout
