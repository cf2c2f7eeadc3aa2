"""``gricheck diff`` as a user calls it, on the samples."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gricheck.cli import cli
from published import validate

SAMPLES = Path(__file__).resolve().parents[2] / "sample_reports"
CLEAN, FAULTY, LATER = (
    SAMPLES / f"{name}.pdf" for name in ("clean-2016-core", "faulty-2016-core", "clean-2021-in-accordance")
)


def gricheck(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, [*map(str, args), "--no-config"], prog_name="gricheck")


def diff(*args: str | Path) -> Result:
    return gricheck("diff", *args)


def data(*args: str | Path) -> dict[str, Any]:
    done = diff(*args, "--format", "json")
    found: dict[str, Any] = json.loads(done.stdout)
    validate(found, "diff")
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """The JSON of the 2016 samples by command and name."""
    folder = tmp_path_factory.mktemp("json")
    made = {}
    for command in ("check", "gaps", "index"):
        for report in (CLEAN, FAULTY):
            path = made[command, report.stem] = folder / f"{report.stem}.{command}.json"
            gricheck(command, report, "-o", path)
    return made


def bare(found: dict[str, Any]) -> dict[str, Any]:
    """Without what tells of the files."""
    return {key: value for key, value in found.items() if key not in ("old", "new")}


def test_a_year_that_went_worse() -> None:
    done = diff(CLEAN, FAULTY)
    assert done.exit_code == 1
    order = ("Worse: ", "Requirements of the claim", "Dropped (7)", "No longer reported", "New findings", "Moved (7)")
    places = [done.stdout.index(words) for words in order]
    assert places == sorted(places)
    assert "Instead: Report 102-10 and print the page" in done.stdout


def test_what_changed_is_what_was_put_into_the_sample() -> None:
    found = data(CLEAN, FAULTY)
    lines = {change["old"][0]["disclosure"]: change for change in found["disclosures"] if change["old"]}
    assert (lines["102-51"]["kind"], lines["102-51"]["worse"]) == ("dropped", True)
    assert lines["102-10"]["new"][0]["status"] == "unexplained"
    assert {change["new"]["rule"] for change in found["findings"]} >= {"location-slash", "disclosure-missing"}
    verdicts = {item["id"]: (item["old"]["verdict"], item["new"]["verdict"]) for item in found["requirements"]}
    assert verdicts["general-disclosures"] == ("met", "not met")


def test_the_way_back_is_better() -> None:
    found = data(FAULTY, CLEAN)
    assert (found["changed"], found["worse"]) == (True, False)
    assert diff(FAULTY, CLEAN).exit_code == 0


def test_the_counts_add_up() -> None:
    there, back = data(CLEAN, FAULTY)["counts"], data(FAULTY, CLEAN)["counts"]
    for kind, other in (("dropped", "added"), ("weaker", "stronger"), ("moved", "moved"), ("same", "same")):
        assert there["disclosures"][kind] == back["disclosures"][other]
    assert there["findings"]["new"] == back["findings"]["mended"]


def test_the_same_report_twice() -> None:
    done = diff(CLEAN, CLEAN)
    assert (done.exit_code, len(done.stdout.splitlines())) == (0, 1)
    assert "Nothing changed" in done.stdout
    assert diff(FAULTY, FAULTY, "--fail-on", "change").exit_code == 0


def test_disclosures_of_2016_are_those_of_2021_under_other_codes() -> None:
    found = data(CLEAN, LATER)
    assert found["claim"] == "stronger"
    pairs = [
        ([line["disclosure"] for line in change["old"]], [line["disclosure"] for line in change["new"]])
        for change in found["disclosures"]
        if change["kind"] == "renumbered"
    ]
    assert (["102-41"], ["2-30"]) in pairs
    assert (["102-50", "102-52", "102-53"], ["2-3"]) in pairs
    assert (["103-1", "103-2", "103-3"], ["2-25", "3-3"]) in pairs
    dropped = {c["old"][0]["disclosure"]: c["worse"] for c in found["disclosures"] if c["kind"] == "dropped"}
    assert (dropped["102-54"], dropped["204-1"]) == (False, True)


@pytest.mark.parametrize(("old", "new"), [(True, False), (False, True), (True, True)])
def test_a_run_read_back_gives_the_same(written: dict[tuple[str, str], Path], old: bool, new: bool) -> None:
    sides = (written["check", CLEAN.stem] if old else CLEAN, written["check", FAULTY.stem] if new else FAULTY)
    assert bare(data(*sides)) == bare(data(CLEAN, FAULTY))


def test_a_gap_table_gives_the_same_but_for_the_whole(written: dict[tuple[str, str], Path]) -> None:
    found, whole = data(written["gaps", CLEAN.stem], FAULTY), data(CLEAN, FAULTY)
    assert found["disclosures"] == whole["disclosures"]
    assert found["findings"] == [c for c in whole["findings"] if c["new"]["disclosure"] is not None]
    assert (found["requirements"], "gap table" in found["notes"][0]) == (None, True)


def dropped(found: dict[str, Any]) -> set[str]:
    return {c["old"][0]["disclosure"] for c in found["disclosures"] if c["kind"] == "dropped"}


def test_an_index_is_compared_as_far_as_it_tells(written: dict[tuple[str, str], Path]) -> None:
    found = data(written["index", CLEAN.stem], FAULTY)
    whole = {
        change["old"][0]["disclosure"] for change in data(CLEAN, FAULTY)["disclosures"] if change["kind"] == "dropped"
    }
    assert {c["old"][0]["disclosure"] for c in found["disclosures"] if c["kind"] == "dropped"} == whole
    assert (found["findings"], found["requirements"], found["counts"]["findings"]) == (None, None, None)


@pytest.mark.parametrize("command", ["check", "gaps", "index"])
@pytest.mark.parametrize("report", [CLEAN, FAULTY], ids=lambda path: path.stem)
def test_a_report_against_its_own_json_is_no_change(
    written: dict[tuple[str, str], Path], command: str, report: Path
) -> None:
    found = data(written[command, report.stem], report)
    assert not found["changed"], found["disclosures"]


def test_every_line_of_both_sides_is_told_once(written: dict[tuple[str, str], Path]) -> None:
    found = data(CLEAN, FAULTY)
    for place, report in (("old", CLEAN), ("new", FAULTY)):
        lines = json.loads(written["check", report.stem].read_text(encoding="utf-8"))["disclosures"]
        told = Counter(line["disclosure"] for change in found["disclosures"] for line in change[place])
        assert sum(told.values()) + found["counts"]["disclosures"]["same"] == len(lines)
        assert max(told.values()) == 1


@pytest.mark.parametrize(
    ("sides", "fail_on", "code"),
    [
        ((CLEAN, FAULTY), "worse", 1),
        ((CLEAN, FAULTY), "change", 1),
        ((CLEAN, FAULTY), "never", 0),
        ((FAULTY, CLEAN), "change", 1),
        ((FAULTY, CLEAN), "worse", 0),
    ],
)
def test_exit_codes(written: dict[tuple[str, str], Path], sides: tuple[Path, Path], fail_on: str, code: int) -> None:
    old, new = (written["check", side.stem] for side in sides)
    assert diff(old, new, "--fail-on", fail_on).exit_code == code


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    ("bad", "code", "told"),
    [
        ("nothing.pdf", 3, "no such file"),
        ("no-index.pdf", 3, "no GRI content index found"),
        ("cut.json", 3, "not valid JSON"),
        ("later.json", 2, "its schema is 'gricheck/run/9'"),
        ("none.json", 3, "holds no content index"),
    ],
)
def test_a_side_that_cannot_be_used(tmp_path: Path, place: int, bad: str, code: int, told: str) -> None:
    (tmp_path / "cut.json").write_text('{"schema": "gricheck/run/1", ', encoding="utf-8")
    (tmp_path / "later.json").write_text('{"schema": "gricheck/run/9"}', encoding="utf-8")
    gricheck("check", SAMPLES / "no-index.pdf", "--format", "json", "-o", tmp_path / "none.json")
    (tmp_path / "no-index.pdf").write_bytes((SAMPLES / "no-index.pdf").read_bytes())
    sides = [CLEAN, CLEAN]
    sides[place] = tmp_path / bad
    done = diff(*sides, "-o", tmp_path / "out.txt")
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in done.stderr
    assert not (tmp_path / "out.txt").exists()


def test_a_check_that_broke_is_no_pass(written: dict[tuple[str, str], Path], tmp_path: Path) -> None:
    run = json.loads(written["check", CLEAN.stem].read_text(encoding="utf-8"))
    (tmp_path / "broken.json").write_text(json.dumps({**run, "errors": ["location-slash: broke"]}), encoding="utf-8")
    done = diff(CLEAN, tmp_path / "broken.json")
    assert (done.exit_code, "New side: a check broke" in done.stdout) == (2, True)


def test_an_older_run_is_compared_by_its_findings(written: dict[tuple[str, str], Path], tmp_path: Path) -> None:
    run = json.loads(written["check", CLEAN.stem].read_text(encoding="utf-8"))
    del run["disclosures"]
    (tmp_path / "older.json").write_text(json.dumps(run), encoding="utf-8")
    found = data(tmp_path / "older.json", FAULTY)
    assert (found["disclosures"], found["worse"]) == (None, True)
    assert "a run without a list of disclosures" in found["notes"][0]


def test_policy_of_the_configuration_holds_for_reports(tmp_path: Path) -> None:
    """What is waived is not new, and no output may be an input."""
    waivers = "waivers:\n" + "".join(f"  - {{rule: '{rule}', reason: agreed}}\n" for rule in ("*-*",))
    (tmp_path / "gricheck.yaml").write_text(waivers, encoding="utf-8")
    done = CliRunner().invoke(
        cli, ["diff", str(CLEAN), str(FAULTY), "--config", str(tmp_path / "gricheck.yaml"), "--format", "json"]
    )
    assert json.loads(done.stdout)["counts"]["findings"]["new"] == 0


def test_no_output_may_be_a_side(written: dict[tuple[str, str], Path]) -> None:
    old, new = written["check", CLEAN.stem], written["check", FAULTY.stem]
    kept = new.read_bytes()
    assert diff(old, new, "-o", new).exit_code == 2
    assert new.read_bytes() == kept


def test_another_framework() -> None:
    clean, faulty = SAMPLES / "hkex-2025.pdf", SAMPLES / "faulty-hkex-2025.pdf"
    done = diff(clean, faulty, "--pack", "hkex-esg")
    assert (done.exit_code, "hkex-kpi-missing" in done.stdout) == (1, True)


def test_one_call_writes_every_format(tmp_path: Path) -> None:
    files = [tmp_path / f"d.{ending}" for ending in ("txt", "json", "md", "html")]
    done = diff(CLEAN, FAULTY, *(part for file in files for part in ("-o", file)))
    assert (done.exit_code, done.stdout) == (1, "")
    assert all(file.stat().st_size > 5000 for file in files)
    assert files[3].read_text(encoding="utf-8").startswith("<!doctype html>")
