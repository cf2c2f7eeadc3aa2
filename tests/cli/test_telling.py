"""What a call tells beside its result: the line of a terminal, and what --quiet and --verbose make of stderr."""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gricheck.cli import cli
from gricheck.cli import line as drawing
from gricheck.cli.group import say
from gricheck.cli.line import Line
from gricheck.cli.output import write_result
from gricheck.cli.telling import Teller, telling
from gricheck.progress import step

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_reports"
READING = ("check", "gaps", "index", "draft", "dump")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """A terminal of one line: what stands on it, after all that was written."""

    encoding = "utf-8"  # type: ignore[assignment]

    def screen(self) -> str:
        shown: list[str] = []
        at = 0
        for char in self.getvalue():
            if char == "\r":
                at = max((place + 1 for place, one in enumerate(shown) if one == "\n"), default=0)
            elif char == "\b":
                at -= 1
            else:
                shown[at : at + 1] = [char]
                at += 1
        return "".join(shown).rstrip(" ")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


@pytest.fixture
def line(terminal: Terminal, clock: Clock) -> Line:
    return Line(terminal, clock, lambda: 40)


class TestLine:
    def test_what_takes_less_than_a_second_shows_nothing(self, line: Line, terminal: Terminal, clock: Clock) -> None:
        clock.now = 0.99
        line.show(lambda: "reading")
        line.clear()
        assert terminal.getvalue() == ""

    def test_it_is_drawn_ten_times_a_second_at_most(self, line: Line, terminal: Terminal, clock: Clock) -> None:
        for hundredth in range(300):
            clock.now = hundredth / 100
            line.show(lambda: f"at {clock.now}")
        assert 18 <= terminal.getvalue().count("\r") <= 20

    def test_a_shorter_text_leaves_nothing_of_the_longer(self, line: Line, terminal: Terminal, clock: Clock) -> None:
        for text in ("reading page 100 of 200", "weighing"):
            clock.now += 2
            line.show(lambda text=text: text)  # type: ignore[misc]
            assert terminal.screen() == text
        line.clear()
        assert terminal.screen() == ""
        assert terminal.getvalue().endswith("\r")

    @pytest.mark.parametrize("name", ["x" * 99, "報告書" * 20, "e\u0301" * 50, "a\x1b[2J\r\nb" * 9])
    def test_it_never_reaches_the_last_column(
        self, name: str, line: Line, terminal: Terminal, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        clock.now = 2
        line.show(lambda: name)
        assert drawing.columns(terminal.screen()) <= 39
        assert "\x1b" not in terminal.getvalue()
        assert "\n" not in terminal.getvalue()

    def test_a_terminal_without_the_letters_shows_a_question_mark(self, clock: Clock) -> None:
        raw = io.BytesIO()
        line = Line(io.TextIOWrapper(raw, encoding="ascii"), clock, lambda: 40)
        clock.now = 2
        line.show(lambda: "報告.pdf: reading")
        assert raw.getvalue() == b"\r??.pdf: reading"


class TestTeller:
    def test_the_line_names_report_stage_and_counts(self, line: Line, terminal: Terminal, clock: Clock) -> None:
        teller = Teller(5, line, clock=clock)
        clock.now = 2
        teller.step("reading the rules", 0, 0)
        assert terminal.screen() == "reading the rules"
        teller.begin("ours/a.pdf")
        teller.begin("ours/b.pdf")
        clock.now = 4
        teller.step("reading page", 80, 200)
        assert terminal.screen() == "b.pdf (2 of 5): reading page 80 of 200"
        teller.end()
        assert terminal.screen() == ""

    def test_a_long_name_leaves_room_for_the_stage(self, terminal: Terminal, clock: Clock) -> None:
        teller = Teller(1, Line(terminal, clock, lambda: 80), clock=clock)
        teller.begin("年" * 50 + ".pdf")
        clock.now = 2
        teller.step("reading page", 80, 200)
        assert terminal.screen().endswith("...: reading page 80 of 200")

    def test_the_log_has_facts_and_the_time_of_each_stage(self, clock: Clock) -> None:
        log: list[str] = []
        teller = Teller(1, None, log.append, clock)
        teller.begin("a.pdf")
        for stage, seconds in (("reading", 1.0), ("weighing", 0.25), ("reading", 2.0)):
            teller.step(stage, 1, 9)
            clock.now += seconds
        teller.tell("9 pages read")
        teller.end()
        teller.end()
        assert log == ["a.pdf", "9 pages read", "    3.00 s  reading (of 9)", "    0.25 s  weighing (of 9)"]


def shown_on(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The terminal as stderr, on which everything is shown at once; pytest would undo that in a fixture."""
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(drawing, "PATIENCE", 0)
    monkeypatch.setattr(drawing, "PAUSE", 0)
    monkeypatch.setenv("TERM", "xterm")
    return terminal


class TestRoom:
    def test_the_line_makes_room_for_messages_and_results(
        self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shown, screens = shown_on(terminal, monkeypatch), list[str]()

        @telling
        def command() -> None:
            step("reading page", 1, 9)
            screens.append(shown.screen())
            say("a message")
            step("reading page", 2, 9)
            write_result("the result\n", None)
            screens.append(shown.screen())

        command(quiet=False, verbose=False)
        assert screens[0] == "reading page 1 of 9"
        assert screens[1] == "gricheck: a message\n"
        assert capsys.readouterr().out == "the result\n"

    @pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
    def test_nothing_of_it_stays_whatever_happens(
        self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
    ) -> None:
        shown = shown_on(terminal, monkeypatch)

        @telling
        def command() -> None:
            step("reading page", 1, 9)
            assert shown.screen()
            raise error

        with pytest.raises(error):
            command(quiet=False, verbose=False)
        assert shown.screen() == ""

    @pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {}])
    def test_a_quiet_call_and_a_dumb_terminal_get_none(
        self, terminal: Terminal, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = shown_on(terminal, monkeypatch)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        telling(lambda: step("reading page", 1, 9))(quiet=not variables, verbose=False)
        assert shown.getvalue() == ""


def gricheck(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], prog_name="gricheck")


class TestLoudness:
    @pytest.mark.parametrize("command", READING)
    def test_stdout_is_the_same_however_much_is_told(self, command: str) -> None:
        report = SAMPLES / "faulty-sector-oil-gas.txt"
        plain, quiet, loud = (gricheck(command, report, *more) for more in ((), ("-q",), ("--verbose",)))
        assert plain.stdout == quiet.stdout == loud.stdout != ""
        assert quiet.stderr == ""
        assert "page numbers: " in loud.stderr
        assert {plain.exit_code, quiet.exit_code, loud.exit_code} == {plain.exit_code}

    def test_find_too(self) -> None:
        assert gricheck("find", "-q", SAMPLES / "no-index.txt", "305-1").stderr == ""
        assert "no content index" in gricheck("find", "-v", SAMPLES / "no-index.txt", "305-1").stderr

    def test_verbose_says_what_was_read_and_how_long_it_took(self, tmp_path: Path) -> None:
        settings = tmp_path / "gricheck.yaml"
        settings.write_text("claim: core\n")
        told = gricheck("-v", "--config", settings, SAMPLES / "clean-2016-core.pdf").stderr
        for words in (
            f"configuration: {settings}\n",
            "packs esrs ",
            "30 pages read; page numbers: the numbers printed on the pages",
            "content index on page 27, 28, 29, 30 of the file: 108 rows, 0 lines not understood; language: en",
        ):
            assert words in told
        assert re.search(r"^gricheck: +\d+\.\d\d s  reading page \(of 30\)$", told, re.MULTILINE)
        assert all(one.startswith("gricheck: ") for one in told.splitlines())

    def test_several_reports_are_counted(self) -> None:
        told = gricheck("-v", SAMPLES / "no-claim.txt", SAMPLES / "no-index.txt").stderr
        assert f"{SAMPLES / 'no-claim.txt'} (1 of 2)\n" in told
        assert f"{SAMPLES / 'no-index.txt'} (2 of 2)\n" in told

    def test_quiet_keeps_errors_and_drops_notes(self, tmp_path: Path) -> None:
        report, known = SAMPLES / "faulty-2016-core.txt", tmp_path / "known.json"
        assert "written as known" in gricheck("check", report, "--write-baseline", known).stderr
        assert gricheck("-q", report, "--write-baseline", known).stderr == ""
        refused = gricheck("-q", SAMPLES / "no-index.txt")
        assert (refused.exit_code, refused.stderr.count("\n")) == (3, 1)

    @pytest.mark.parametrize("command", READING)
    def test_both_at_once_is_wrong(self, command: str) -> None:
        result = gricheck(command, SAMPLES / "no-claim.txt", "-q", "-v")
        assert result.exit_code == 2
        assert result.stderr == "gricheck: --quiet and --verbose exclude each other; give one\n"

    @pytest.mark.parametrize("args", [["-q", "gaps"], ["gaps", "-q"], ["--verbose", "-q", "index"]])
    def test_they_may_stand_before_the_command(self, args: list[str]) -> None:
        result = gricheck(*args, SAMPLES / "no-claim.txt")
        wrong = "--quiet and --verbose exclude each other; give one" if "--verbose" in args else ""
        assert (result.exit_code, result.stderr) == (2 if wrong else 0, f"gricheck: {wrong}\n" if wrong else "")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_real_terminal_gets_the_line_and_keeps_nothing_of_it(tmp_path: Path) -> None:
    import pty

    import pypdfium2

    with pypdfium2.PdfDocument.new() as large, pypdfium2.PdfDocument(SAMPLES / "clean-2016-core.pdf") as sample:
        for _ in range(20):
            large.import_pages(sample)
        large.save(tmp_path / "large.pdf")
    child, terminal = pty.fork()
    if child == 0:  # the patience is taken away, so that the test needs no large report
        code = "from gricheck.cli import line, main; line.PATIENCE = line.PAUSE = 0; main()"
        out = str(tmp_path / "out.txt")
        os.environ["COLUMNS"] = "50"
        os.execv(sys.executable, [sys.executable, "-c", code, "index", str(tmp_path / "large.pdf"), "-o", out])
    written = b""
    while chunk := _read(terminal):
        written += chunk
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    lines = written.decode().split("\r")
    assert "large.pdf: reading page 600 of 600" in [one.rstrip(" \b") for one in lines]
    assert max(map(len, (one.rstrip("\b") for one in lines))) < 50
    assert lines[-1] == ""
    assert lines[-2].isspace()
    assert b"\n" not in written


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux: the other end is closed
        return b""
