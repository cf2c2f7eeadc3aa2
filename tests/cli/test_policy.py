"""Waivers, baseline and words as a user meets them: the real rules on the samples, from a folder of one's own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gricheck.cli import cli
from gricheck.cli.clock import EPOCH

SAMPLES = Path(__file__).resolve().parents[2] / "sample_reports"
FAULTY, CLEAN = "faulty-2016-core.txt", "clean-2016-core.txt"
DAY = {EPOCH: "1717113600"}  # 2024-05-31


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    for place in (".", "drafts"):
        (tmp_path / place).mkdir(exist_ok=True)
        for name in (FAULTY, CLEAN):
            shutil.copy(SAMPLES / name, tmp_path / place / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def gricheck(*args: str | Path, **env: str) -> Result:
    result = CliRunner().invoke(cli, [str(arg) for arg in args], prog_name="gricheck", env=env)
    assert "Traceback" not in result.output
    return result


def data(*args: str | Path, **env: str) -> Any:
    return json.loads(gricheck("check", *args, "--format", "json", **env).stdout)


def configure(folder: Path, text: str) -> None:
    (folder / "gricheck.yaml").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("folder")
class TestWords:
    def test_every_finding_is_shown_or_counted_as_hidden(self) -> None:
        total = len(data(FAULTY)["findings"])
        for words in (["--select", "locations"], ["--ignore", "102-*,report"], []):
            run = data(FAULTY, *words)
            assert len(run["findings"]) + run["counts"]["hidden"] == total

    @pytest.mark.parametrize(
        ("words", "rules", "codes"),
        [
            (["--select", "locations"], {"location-slash", "location-dash", "external-unnamed"}, {"102-10", "419-1"}),
            (["--select", "102-10"], {"location-slash"}, {"102-10"}),
            (
                ["--select", "locations", "--select", "102-1*"],
                {"location-slash", "location-dash"},
                {"102-10", "102-12"},
            ),
            (["--select", "report"], {"claim-conflict"}, {None}),
            (["--select", "omissions"], {"omission-not-permitted"}, {"204-1"}),
        ],
    )
    def test_select(self, words: list[str], rules: set[str], codes: set[str | None]) -> None:
        findings = data(FAULTY, *words)["findings"]
        assert rules <= {f["rule"] for f in findings}
        assert codes <= {f["disclosure"] for f in findings}
        if "102-10" in words:
            assert {f["disclosure"] for f in findings} == {"102-10"}

    def test_selecting_what_is_sound_passes(self) -> None:
        assert gricheck(FAULTY, "--select", "305-1").exit_code == 0
        assert gricheck(FAULTY, "--select", "102-10").exit_code == 1

    @pytest.mark.parametrize(
        ("word", "says"),
        [("305", "did you mean '305-*'"), ("305-99", "did you mean '305-"), ("omision", "'omissions'")],
    )
    def test_a_word_that_is_nothing(self, word: str, says: str) -> None:
        result = gricheck(FAULTY, "--select", word)
        assert (result.exit_code, result.stdout) == (2, "")
        assert says in result.stderr


class TestWaivers:
    TEXT = """\
waivers:
  - {rule: locations, disclosure: 102-10, reason: No change in the year.}
  - {rule: claim-conflict, disclosure: report, reason: Printed already., expires: 2024-05-31}
  - {rule: location-slash, disclosure: 305-1, reason: Of old.}
"""

    def test_they_silence_and_are_counted_and_shown(self, folder: Path) -> None:
        before = data(FAULTY)
        configure(folder, self.TEXT)
        after = data(FAULTY, **DAY)
        assert len(after["findings"]) == len(before["findings"])
        assert after["counts"]["waived"] == 2
        assert {f["disclosure"] for f in after["findings"] if f["waived"]} == {"102-10", None}
        assert [s["disclosure"] for s in after["policy"]["stale"]] == ["305-1"]
        shown = gricheck(FAULTY, **DAY).stdout
        assert "Waived: No change in the year." in shown
        assert "gricheck.yaml:4: the waiver of location-slash on 305-1 matches no finding" in shown

    def test_the_day_after_the_last_one(self, folder: Path) -> None:
        configure(folder, self.TEXT)
        run = data(FAULTY, **{EPOCH: str(int(DAY[EPOCH]) + 86400)})
        assert run["counts"]["waived"] == 1
        assert [s["kind"] for s in run["policy"]["stale"]] == ["expired-waiver", "waiver"]

    def test_a_day_that_is_none_is_told_before_any_work(self, folder: Path) -> None:
        for wrong in ("yesterday", "9" * 30):
            result = gricheck(FAULTY, **{EPOCH: wrong})
            assert (result.exit_code, "SOURCE_DATE_EPOCH" in result.stderr) == (2, True)

    def test_without_a_given_day_the_clock_counts(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(EPOCH, raising=False)
        for last, waived in (("1999-12-31", 0), ("9999-12-31", 1)):
            configure(folder, f"waivers: [{{rule: location-slash, reason: x, expires: {last}}}]\n")
            assert data(FAULTY)["counts"]["waived"] == waived

    def test_one_that_serves_one_of_two_reports_is_not_stale(self, folder: Path) -> None:
        configure(folder, "waivers: [{rule: location-slash, disclosure: 102-10, reason: x}]\n")
        assert data(CLEAN)["policy"]["stale"] != []
        assert [run["policy"]["stale"] for run in data(CLEAN, FAULTY)] == [[], []]
        assert data(CLEAN, "nowhere.txt")[0]["policy"]["stale"] == []

    @pytest.mark.parametrize("name", ["github", "junit", "gitlab", "html"])
    def test_what_fails_the_call_for_being_stale_is_in_the_formats_of_gates(self, name: str, folder: Path) -> None:
        waivers = "waivers: [{rule: location-slash, disclosure: 305-1, reason: x}]\n"
        told = "the waiver of location-slash on 305-1 matches no finding"
        for stale, code, count in (("true", 1, 1), ("false", 0, name == "html")):
            configure(folder, f"fail-on-stale: {stale}\n{waivers}")
            done = gricheck(CLEAN, "--format", name)
            assert (done.exit_code, told in done.stdout) == (code, bool(count))

    def test_stale_fails_only_where_the_configuration_says_so(self, folder: Path) -> None:
        configure(folder, "waivers: [{rule: location-slash, reason: x}]\n")
        assert gricheck(CLEAN).exit_code == 0
        configure(folder, "fail-on-stale: true\nwaivers: [{rule: location-slash, reason: x}]\n")
        assert gricheck(CLEAN).exit_code == 1
        assert gricheck(CLEAN, "--fail-on", "never").exit_code == 0


class TestOverrides:
    def test_they_hold_for_the_paths_they_name_wherever_one_stands(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        configure(folder, "overrides:\n  - {paths: [drafts/**], severity: {'*': info}}\n")
        assert (gricheck(FAULTY).exit_code, gricheck(f"drafts/{FAULTY}").exit_code) == (1, 0)
        assert gricheck(folder / "drafts" / FAULTY).exit_code == 0
        monkeypatch.chdir(folder / "drafts")
        assert (gricheck(f"../{FAULTY}").exit_code, gricheck(FAULTY).exit_code) == (1, 0)

    def test_a_word_in_one_that_no_report_needs_is_looked_up_all_the_same(self, folder: Path) -> None:
        configure(folder, "overrides:\n  - paths: [nowhere/*]\n    ignore: [locatons]\n")
        result = gricheck(FAULTY)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "gricheck.yaml:3: no rule, family of rules or disclosure is called 'locatons'" in result.stderr


class TestBaseline:
    def test_what_was_written_passes_and_what_is_new_fails(self, folder: Path) -> None:
        wrote = gricheck(FAULTY, "--write-baseline", "base.json", "--fail-on", "warning")
        assert wrote.exit_code == 0
        assert wrote.stderr == "gricheck: base.json: 29 findings of 1 report written as known\n"
        assert "Known from the baseline base.json (29)" in wrote.stdout
        assert gricheck(FAULTY, "--baseline", "base.json").stdout == wrote.stdout
        text = (folder / FAULTY).read_text(encoding="utf-8")
        (folder / FAULTY).write_text(text.replace("305-1 ", "305-8 "), encoding="utf-8")
        assert gricheck(FAULTY, "--baseline", "base.json").exit_code == 1

    def test_written_twice_it_has_the_same_bytes(self, folder: Path) -> None:
        base = folder / "base.json"
        gricheck(FAULTY, CLEAN, "--write-baseline", base)
        first = base.read_bytes()
        gricheck(CLEAN, "--write-baseline", base)
        gricheck(FAULTY, "--write-baseline", base)
        assert base.read_bytes() == first

    def test_what_was_mended_is_stale(self, folder: Path) -> None:
        gricheck(FAULTY, "--write-baseline", "base.json")
        shutil.copy(folder / CLEAN, folder / FAULTY)
        run = data(FAULTY, "--baseline", "base.json")
        assert (run["policy"]["baseline"]["stale"], len(run["policy"]["stale"])) == (29, 29)
        assert gricheck(FAULTY, "--baseline", "base.json").exit_code == 0

    def test_reports_of_one_name_in_two_folders_are_two(self, folder: Path) -> None:
        gricheck(FAULTY, "--write-baseline", "base.json")
        result = gricheck(f"drafts/{FAULTY}", "--baseline", "base.json")
        assert result.exit_code == 1
        assert f"has no list for drafts/{FAULTY}" in " ".join(result.stdout.split())

    def test_the_configured_one_is_found_from_below(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        configure(folder, "baseline: base.json\n")
        missing = gricheck(FAULTY)
        assert missing.exit_code == 2
        assert "gricheck.yaml:1: base.json: there is no such baseline; write it with" in missing.stderr
        assert gricheck(f"drafts/{FAULTY}", "--write-baseline", "base.json").exit_code == 0
        monkeypatch.chdir(folder / "drafts")
        assert gricheck(FAULTY).exit_code == 0
        assert data(FAULTY)["policy"]["baseline"]["path"] == "base.json"

    def test_a_report_that_cannot_be_judged_keeps_what_was_known(self, folder: Path) -> None:
        gricheck(FAULTY, "--write-baseline", "base.json")
        before = (folder / "base.json").read_bytes()
        (folder / FAULTY).write_text("", encoding="utf-8")
        result = gricheck(FAULTY, "--write-baseline", "base.json")
        assert result.exit_code == 3
        assert "1 report could not be judged whole" in result.stderr
        assert (folder / "base.json").read_bytes() == before

    @pytest.mark.parametrize(
        ("args", "says"),
        [
            (["--baseline", "a.json", "--write-baseline", "a.json"], "exclude each other"),
            (["--write-baseline", FAULTY], "give --write-baseline another file"),
            (["--write-baseline", "gricheck.yaml"], "gricheck.yaml:1: not valid JSON"),
            (["--write-baseline", "nowhere/a.json"], "choose another place with --write-baseline"),
            (["--write-baseline", "a.json", "-o", "./a.json"], "is the baseline; give -o another file"),
        ],
    )
    def test_what_would_do_harm_is_refused(self, folder: Path, args: list[str], says: str) -> None:
        configure(folder, "claim: core\n")
        before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        result = gricheck(FAULTY, *args)
        assert (result.exit_code, result.stdout) == (2, "")
        assert says in result.stderr
        assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
