"""``gricheck init`` as a user meets it: what it writes, says and refuses, with the samples."""

from __future__ import annotations

import os
import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gricheck.cli import cli
from gricheck.config import find_config, load_config
from gricheck.reporter.file import write_file

SAMPLES = Path(__file__).resolve().parents[2] / "sample_reports"
FAULTY, CLEAN, WITHOUT = "faulty-2016-core.txt", "clean-2021-in-accordance.txt", "no-index.txt"
SCHEMA = (files("gricheck") / "schemas" / "config.json").read_bytes()
BOTH = {"gricheck.yaml", "gricheck.schema.json"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "in").mkdir()
    for name in (FAULTY, CLEAN, WITHOUT):
        shutil.copy(SAMPLES / name, tmp_path / "in" / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def gricheck(*args: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(arg) for arg in args], prog_name="gricheck")
    assert "Traceback" not in result.output
    return result


def there(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".git", "in"}


@pytest.mark.usefixtures("folder")
class TestWithoutReports:
    def test_it_writes_the_file_and_its_schema_and_says_so(self, folder: Path) -> None:
        done = gricheck("init")
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout == "gricheck.yaml\ngricheck.schema.json\n\nNow: gricheck check REPORT\n"
        assert there(folder) == BOTH
        first = (folder / "gricheck.yaml").read_text("utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=./gricheck.schema.json"
        assert (folder / "gricheck.schema.json").read_bytes() == SCHEMA

    def test_it_changes_nothing_that_a_check_says(self) -> None:
        before = gricheck("check", f"in/{FAULTY}")
        gricheck("init")
        assert gricheck("check", f"in/{FAULTY}").output == before.output

    def test_it_can_be_written_elsewhere(self, folder: Path) -> None:
        done = gricheck("init", "-o", "in/strict.yaml")
        assert done.stdout.endswith("Now: gricheck check REPORT --config in/strict.yaml\n")
        assert (folder / "in" / "gricheck.schema.json").is_file()
        assert there(folder) == set()


class TestWhatIsThere:
    def test_nothing_is_written_over(self, folder: Path) -> None:
        (folder / "gricheck.yaml").write_text("claim: core\n", encoding="utf-8")
        done = gricheck("init")
        assert (done.exit_code, done.stdout, there(folder)) == (2, "", {"gricheck.yaml"})
        assert done.stderr == (
            "gricheck: gricheck.yaml: is there already and is not written over; choose another -o, or give --force\n"
        )
        assert load_config(folder / "gricheck.yaml").claim == "core"
        assert gricheck("init", "--force").exit_code == 0
        assert load_config(folder / "gricheck.yaml").claim is None

    def test_nor_is_another_schema(self, folder: Path) -> None:
        (folder / "gricheck.schema.json").write_text("{}", encoding="utf-8")
        assert "gricheck.schema.json: is there already" in gricheck("init").stderr
        assert there(folder) == {"gricheck.schema.json"}
        (folder / "gricheck.schema.json").write_bytes(SCHEMA)
        assert gricheck("init").exit_code == 0

    def test_nor_what_a_link_that_leads_nowhere_stands_for(self, folder: Path) -> None:
        try:
            (folder / "gricheck.yaml").symlink_to("nowhere.yaml")
        except OSError:
            pytest.skip("this system makes no symbolic links")
        assert gricheck("init").exit_code == 2
        assert not (folder / "nowhere.yaml").exists()

    @pytest.mark.parametrize(("name", "text"), [("gricheck.yml", ""), ("pyproject.toml", "[tool.gricheck]\n")])
    def test_settings_of_this_folder_are_not_put_out_of_force(self, folder: Path, name: str, text: str) -> None:
        (folder / name).write_text(text, encoding="utf-8")
        done = gricheck("init")
        assert (done.exit_code, there(folder)) == (2, {name})
        assert done.stderr.startswith(f"gricheck: {name}: has the settings of this folder already; ")
        assert gricheck("init", "-o", "other.yaml").exit_code == 0
        assert gricheck("init", "--force").exit_code == 0
        assert find_config(folder).path == folder / "gricheck.yaml"

    def test_settings_above_that_no_longer_hold_are_told(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "gricheck.yaml").write_text("nonsense: [", encoding="utf-8")  # nor are they read
        monkeypatch.chdir(folder / "in")
        done = gricheck("init")
        assert done.exit_code == 0
        told = (
            f"{os.path.join('..', 'gricheck.yaml')}: no longer holds in this folder, where the new configuration does"
        )
        assert done.stderr == f"gricheck: {told}\n"

    def test_a_failure_leaves_the_old_file(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "gricheck.yaml").write_text("claim: core\n", encoding="utf-8")
        monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        done = gricheck("init", "--force")
        assert (done.exit_code, there(folder)) == (2, {"gricheck.yaml"})
        assert "cannot be written (No space left on device)" in done.stderr
        assert load_config(folder / "gricheck.yaml").claim == "core"

    def test_a_file_that_comes_while_the_report_is_read_stays(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from gricheck import pipeline

        load = pipeline.load_kit

        def meanwhile(*packs: object) -> object:
            write_file("claim: core\n", folder / "gricheck.yaml")
            return load(*packs)  # type: ignore[arg-type]

        monkeypatch.setattr(pipeline, "load_kit", meanwhile)
        assert gricheck("init", f"in/{FAULTY}").exit_code == 2
        assert load_config(folder / "gricheck.yaml").claim == "core"


@pytest.mark.usefixtures("folder")
class TestRefusals:
    @pytest.mark.parametrize(
        ("args", "code", "told"),
        [
            (["-o", "x.toml"], 2, "x.toml: a configuration is written as YAML; give -o a name that ends in .yaml"),
            (["-o", "none/x.yaml"], 2, "there is no folder none; make it, or choose another place with -o"),
            (["nothing.pdf"], 3, "nothing.pdf: no such file"),
            ([f"in/{WITHOUT}"], 3, "no GRI content index found in"),
            ([f"in/{FAULTY}", "--pack", "nowhere"], 2, "nowhere: not a folder"),
            (["in/report.yaml", "-o", "in/report.yaml", "--force"], 2, "is the report itself"),
        ],
    )
    def test_nothing_is_written(self, folder: Path, args: list[str], code: int, told: str) -> None:
        (folder / "in" / "report.yaml").touch()
        done = gricheck("init", *args)
        assert (done.exit_code, done.stdout, there(folder)) == (code, "", set())
        assert told in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert not (folder / "in" / "gricheck.schema.json").exists()


class TestWithReports:
    def test_what_it_found_is_said_and_filled_in(self, folder: Path) -> None:
        done = gricheck("init", f"in/{FAULTY}")
        assert (done.exit_code, done.stderr) == (0, "")
        lines = done.stdout.splitlines()
        assert lines[:4] == ["gricheck.yaml", "gricheck.schema.json", "", f"in/{FAULTY}"]
        assert re.fullmatch(r"  index  p\. 27-30, 104 rows; \d+ errors, \d+ warnings, .*", lines[4])
        assert "  claim  core, as the report says" in lines
        assert "  names  other documents: Annual Report 2020 (1 row); their files go under the key also" in lines
        call = f"gricheck check in/{FAULTY}"
        assert f"Now: {call}\n     {call} --write-baseline gricheck-baseline.json\n" in done.stdout
        assert find_config(folder).claim == "core"
        text = (folder / "gricheck.yaml").read_text("utf-8")
        assert "#also:\n#  Annual Report 2020: annual-report-2020.pdf\n" in text
        assert f"# Found in {FAULTY}, index p. 27" in text
        assert "page-offset: 2" not in re.sub("#page-offset: 2", "", text)

    def test_what_it_says_to_do_next_works(self, folder: Path) -> None:
        done = gricheck("init", f"in/{FAULTY}")
        first, second = re.findall(r"gricheck (check .*)", done.stdout)
        assert gricheck(*first.split()).exit_code == 1
        assert gricheck(*second.split()).exit_code == 0
        path = folder / "gricheck.yaml"
        path.write_text(path.read_text("utf-8").replace("#baseline:", "baseline:"), "utf-8")
        assert gricheck(*first.split()).exit_code == 0

    def test_the_same_report_gives_the_same_bytes(self, folder: Path) -> None:
        made = []
        for _ in range(2):
            gricheck("init", "--force", f"in/{FAULTY}", f"in/{CLEAN}")
            made.append((folder / "gricheck.yaml").read_bytes())
        assert made[0] == made[1]
        assert str(folder).encode() not in made[0]

    def test_pages_without_numbers_have_the_offset_that_the_text_tells(self, folder: Path) -> None:
        pages = (folder / "in" / CLEAN).read_text("utf-8").split("\f")
        bare = "\f".join(re.sub(r"\n\s*\d+\s*$", "\n", page) for page in pages)
        (folder / "bare.txt").write_text(bare, encoding="utf-8")
        done = gricheck("init", "bare.txt")
        assert "  pages  bear no numbers; p. 1 of the index is page 2 of the file, as the key" in done.stdout
        assert find_config(folder).page_offset == 1
        assert "--page-offset 1" in gricheck("check", "bare.txt").stdout

    def test_reports_with_different_claims_have_none_in_common(self, folder: Path) -> None:
        done = gricheck("init", f"in/{FAULTY}", f"in/{CLEAN}")
        assert done.exit_code == 0
        assert find_config(folder).claim is None
        assert f"Now: gricheck check in/{FAULTY} in/{CLEAN}\n" in done.stdout

    def test_one_without_an_index_is_told_and_left_out(self, folder: Path) -> None:
        done = gricheck("init", f"in/{WITHOUT}", f"in/{FAULTY}")
        assert done.exit_code == 3
        assert "no GRI content index found" in done.stderr
        assert f"Now: gricheck check in/{FAULTY}\n" in done.stdout
        assert find_config(folder).claim == "core"

    def test_what_was_given_goes_in(self, folder: Path) -> None:
        (folder / "conf").mkdir()
        done = gricheck(
            *("init", f"in/{FAULTY}", "-o", "conf/gricheck.yaml"),
            *("--also", f"Annual Report 2020=in/{WITHOUT}", "--pack", "gri-2016"),
        )
        assert done.exit_code == 0
        config = load_config(folder / "conf" / "gricheck.yaml")
        assert config.also == (("Annual Report 2020", folder / "in" / WITHOUT),)
        assert [path.name for path in config.packs] == ["gri-2016"]
        assert "names  other documents" not in done.stdout
        assert f"Now: gricheck check in/{FAULTY} --config conf/gricheck.yaml\n" in done.stdout

    def test_an_index_in_a_file_of_its_own(self, folder: Path) -> None:
        index = SAMPLES / "indexes" / "faulty-2021-in-accordance.xlsx"
        done = gricheck("init", f"in/{CLEAN}", f"in/{WITHOUT}", "--index", index)
        assert done.exit_code == 0
        assert find_config(folder).claim == "in-accordance"
        assert f"Now: gricheck check in/{CLEAN} in/{WITHOUT} --index {index}\n" in done.stdout

    def test_another_framework_has_no_claim(self, folder: Path) -> None:
        done = gricheck("init", SAMPLES / "hkex-2025.txt", "--pack", "hkex-esg")
        assert "  claim  none is asked for by hkex-esg" in done.stdout
        assert "\n#claim: in-accordance\n" in (folder / "gricheck.yaml").read_text("utf-8")
        assert "None was found" not in (folder / "gricheck.yaml").read_text("utf-8")
