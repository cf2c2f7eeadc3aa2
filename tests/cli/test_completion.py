"""Completion: asked as click's protocol asks, and in a real bash that sources the script."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from gricheck.cli import COMMANDS, cli, complete
from gricheck.cli.completion import SHELLS

ROOT = Path(__file__).resolve().parents[2]
ASK = [sys.executable, "-c", "import sys; sys.argv[0] = 'gricheck'; from gricheck.cli import main; main()"]


def offered(*line: str) -> list[tuple[str, str]]:
    """Kind and value of what may stand in place of the last word of a line that follows ``gricheck``."""
    *before, last = line
    items = complete.Bash(cli, {}, "gricheck", "X").get_completions(before, last)
    return [(item.type, item.value) for item in items]


def plain(*line: str) -> list[str]:
    return [value for kind, value in offered(*line) if kind == "plain"]


def answered(line: str, instruction: str = "bash_complete", **more: str) -> subprocess.CompletedProcess[str]:
    variables = {"COMP_WORDS": line, "_GRICHECK_COMPLETE": instruction, "PYTHONPATH": str(ROOT / "src"), **more}
    return subprocess.run(ASK, env={**os.environ, **variables}, capture_output=True, text=True, check=False)


class TestWhatIsOffered:
    def test_commands_and_reports_come_first(self) -> None:
        assert plain("") == list(COMMANDS)
        assert plain("ga") == ["gaps"]
        assert ("file", "rep") in offered("rep")

    def test_a_bare_report_goes_on_as_check_does(self) -> None:
        assert offered("report.pdf", "oth") == [("file", "oth")]
        assert "--fail-on" in plain("report.pdf", "--fa")
        assert plain("gap", "report.pdf", "--fail") == ["--fail-on"]  # a mistyped command is no reason to be rude
        assert plain("-q", "gaps", "r.pdf", "--cl") == ["--claim"]

    def test_options_of_the_default_command_need_no_command(self) -> None:
        found = plain("--")
        assert {"--version", "--select", "--claim", "--quiet"} <= set(found)
        assert found.count("--help") == 1

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_completes_its_options(self, command: str) -> None:
        assert "--help" in plain(command, "--")

    def test_choices(self) -> None:
        assert plain("check", "--claim", "in") == ["in-accordance"]
        assert plain("r.pdf", "--fail-on", "") == ["error", "warning", "never"]
        assert plain("r.pdf", "--format=js") == ["json"]
        assert plain("completion", "") == list(SHELLS)

    def test_rules_families_and_disclosures(self) -> None:
        assert plain("explain", "location-sl") == ["location-slash"]
        assert {"locations", "location-slash", "report"} <= set(plain("r.pdf", "--select", ""))
        assert "305-1" not in plain("r.pdf", "--select", "")
        assert {"305-1", "305-2"} <= set(plain("r.pdf", "--ignore", "305"))
        assert plain("r.pdf", "--select", "titles,location-sl") == ["titles,location-slash"]

    def test_disclosures_and_packs(self) -> None:
        assert plain("standards", "305-1") == ["305-1"]
        assert "2-27" in plain("find", "r.pdf", "2-2")
        assert offered("find", "r.p") == [("file", "r.p")]
        assert offered("index", "r.pdf", "--pack", "hk") == [("plain", "hkex-esg"), ("dir", "hk")]
        assert "location-given" in plain("pack", "checks", "location-")

    def test_outputs(self) -> None:
        assert {"json=", "text="} <= set(plain("r.pdf", "-o", ""))
        assert offered("r.pdf", "-o", "js") == [("plain", "json="), ("file", "js")]
        assert offered("r.pdf", "-o", "json=ou") == [("file", "ou")]

    def test_what_cannot_be_loaded_is_not_offered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken() -> None:
            raise OSError("no data")

        monkeypatch.setattr("gricheck.packs.load.bundled_packs", broken)
        monkeypatch.setattr("gricheck.catalogue.load_catalogue", broken)
        assert plain("explain", "") == plain("standards", "") == []
        assert plain("r.pdf", "--select", "") == ["report"]


class TestProtocol:
    def test_bash_asks_with_words_and_number_or_with_the_line(self) -> None:
        assert answered("gricheck ga", COMP_CWORD="1").stdout == "plain,gaps\nfile,ga\n"
        assert answered("gricheck ga").stdout == "plain,gaps\nfile,ga\n"
        assert answered('gricheck gaps "my report.pdf" --cl').stdout == "plain,--claim\n"
        assert answered("gricheck pack ").stdout.splitlines() == ["plain,checks", "plain,init", "plain,test"]

    def test_zsh_and_fish_get_help_too(self) -> None:
        zsh = answered("gricheck explain location-sl", "zsh_complete", COMP_CWORD="2").stdout
        assert zsh.startswith("plain\nlocation-slash\n")
        assert len(zsh.splitlines()[2]) > 10
        fish = answered("gricheck explain location-sl", "fish_complete", COMP_CWORD="location-sl").stdout
        assert "location-slash" in fish

    @pytest.mark.parametrize("instruction", ["bash_complete", "nonsense", "bash_nonsense", "_", "zsh_complete"])
    @pytest.mark.parametrize("line", ["", "gricheck 'unclosed", "gricheck gaps --pack", "gricheck nonsense --no x ="])
    def test_it_never_prints_an_error(self, line: str, instruction: str) -> None:
        done = answered(line, instruction, COMP_CWORD="x")
        assert done.stderr == ""
        assert "Error" not in done.stdout

    def test_commands_are_completed_without_the_work(self) -> None:
        code = (
            "import sys; from gricheck.cli import main\ntry: main()\nexcept SystemExit: print(*sys.modules, sep='\\n')"
        )
        variables = {"COMP_WORDS": "gricheck ", "_GRICHECK_COMPLETE": "bash_complete", "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run([sys.executable, "-c", code], env={**os.environ, **variables}, capture_output=True)
        loaded = set(done.stdout.decode().splitlines())
        assert "plain,gaps" in loaded
        assert not loaded & {"gricheck.pipeline", "gricheck.packs", "gricheck.cli.check", "pypdfium2", "yaml"}


class TestScripts:
    @pytest.mark.parametrize("shell", SHELLS)
    def test_each_shell_has_one(self, shell: str) -> None:
        result = CliRunner().invoke(cli, ["completion", shell])
        assert result.exit_code == 0
        assert f"_GRICHECK_COMPLETE={shell}_complete" in result.stdout
        assert result.stderr == ""

    def test_help_says_where_it_goes(self) -> None:
        text = CliRunner().invoke(cli, ["completion", "--help"]).stdout
        assert 'eval "$(gricheck completion bash)"' in text
        assert ".config/fish/completions/gricheck.fish" in text


@pytest.fixture
def bash(tmp_path: Path) -> Path:
    """A folder with a report, a program called gricheck, and the script of this version."""
    found = shutil.which("bash")
    if found is None or sys.platform == "win32":
        pytest.skip("there is no bash on this machine")
    version = subprocess.run([found, "-c", "echo ${BASH_VERSINFO[0]}${BASH_VERSINFO[1]}"], capture_output=True)
    if int(version.stdout) < 44:
        pytest.skip("the bash of this machine is older than 4.4")
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "gricheck"
    program.write_text(f"#!{sys.executable}\nfrom gricheck.cli import main\nmain()\n")
    program.chmod(0o755)
    (tmp_path / "our report.pdf").touch()
    (tmp_path / "gapless").mkdir()
    (tmp_path / "*.pdf").touch()
    return tmp_path


def completed(folder: Path, line: str) -> tuple[list[str], list[str]]:
    """What a real bash makes of a line: the words offered, and the options that it was given for them."""
    script = r"""
eval "$(gricheck completion bash)"
compopt() { local IFS=' '; printf 'option %s\n' "$*"; }
COMP_LINE=$1 COMP_POINT=${#1}
IFS=$' ' read -ra COMP_WORDS <<< "${1//=/ = }"
[[ $1 == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_gricheck_completion gricheck
for word in "${COMPREPLY[@]}"; do printf 'word %s\n' "$word"; done
"""
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script, "bash", line],
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        cwd=folder,
        check=True,
    )
    assert done.stderr == ""
    lines = [one.split(" ", 1) for one in done.stdout.splitlines()]
    return [rest for kind, rest in lines if kind == "word"], [rest for kind, rest in lines if kind == "option"]


def test_a_real_bash_completes(bash: Path) -> None:
    words, options = completed(bash, "gricheck ")
    assert words[: len(COMMANDS)] == list(COMMANDS)
    assert set(words[len(COMMANDS) :]) == set(os.listdir(bash))
    assert options == ["-o filenames"]
    assert completed(bash, "gricheck ga") == (["gaps", "gapless"], ["-o filenames"])
    assert completed(bash, "gricheck our") == ([], ["-o default"])  # readline's own, which quotes the space
    assert completed(bash, "gricheck explain location-sl") == (["location-slash"], [])
    assert completed(bash, "gricheck x.pdf --format=js") == (["json"], [])
    assert completed(bash, "gricheck --claim=in-") == (["in-accordance"], [])
    assert completed(bash, "gricheck x.pdf -o js") == (["json="], ["-o nospace"])
    assert completed(bash, "gricheck x.pdf -o json=ou") == ([], ["-o default"])
    assert completed(bash, "gricheck pack nonsense --zz") == ([], [])
