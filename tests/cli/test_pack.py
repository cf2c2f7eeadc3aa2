"""``gricheck pack``: a new pack, what testing it prints and ends with, and the checks that it may use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gricheck import yamlio
from gricheck.checks import CHECKS
from gricheck.cli import cli
from gricheck.packs.load import schema


def gricheck(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], prog_name="gricheck")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    assert gricheck("pack", "init", "our-house", "--folder", tmp_path).exit_code == 0
    return tmp_path / "our-house"


class TestInit:
    def test_what_it_makes_passes_and_can_be_used(self, made: Path) -> None:
        tried = gricheck("pack", "test", made)
        assert (tried.exit_code, tried.stdout) == (0, "our-house 0.1.0: 1 rule with 2 examples tried; all is well\n")
        assert "our-house-narrow-range" in gricheck("rules", "--pack", made).stdout

    def test_it_says_what_it_wrote_and_what_to_do_next(self, tmp_path: Path) -> None:
        lines = gricheck("pack", "init", "ours", "--folder", tmp_path).stdout.splitlines()
        folder = tmp_path / "ours"
        assert lines == [
            *(str(folder / name) for name in ("locations.yaml", "pack.yaml", "schema.json")),
            "",
            f"Now: gricheck pack test {folder}",
        ]

    def test_editors_find_the_schema_beside_each_file(self, made: Path) -> None:
        files = sorted(made.glob("*.yaml"))
        assert len(files) == 2
        for file in files:
            first, rest = file.read_text("utf-8").split("\n", 1)
            assert first == "# yaml-language-server: $schema=./schema.json"
            assert "my-pack" not in rest
        assert json.loads((made / "schema.json").read_text("utf-8")) == schema()

    def test_the_one_rule_shows_every_part_of_a_rule(self, made: Path) -> None:
        """Those that it leaves out are for rules of a kind that a first one seldom is."""
        file = yamlio.load((made / "locations.yaml").read_text("utf-8"), "x")
        (rule,) = file.tree["rules"]
        known = schema()["$defs"]["rule"]
        assert set(known["required"]) <= set(rule)
        left_out = {"severity_required", "aliases", "claims", "editions", "remedies", "replaced_by"}
        assert set(known["properties"]) - set(rule) == left_out

    @pytest.mark.parametrize("name", ["Ours", "our_rules", "our rules", "-ours", "../ours", "ours/", "", "1ours"])
    def test_a_name_that_is_no_id_is_refused(self, tmp_path: Path, name: str) -> None:
        done = gricheck("pack", "init", f"--folder={tmp_path}", "--", name)
        assert done.exit_code == 2
        assert "words in small letters, joined by hyphens, as in our-rules" in done.stderr
        assert list(tmp_path.iterdir()) == []

    def test_the_name_of_a_bundled_pack_is_refused(self, tmp_path: Path) -> None:
        done = gricheck("pack", "init", "gri-2016", "--folder", tmp_path)
        assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
        assert "'gri-2016' is the name of a pack that gricheck brings along; choose another" in done.stderr

    def test_nothing_is_written_over(self, made: Path) -> None:
        (made / "pack.yaml").write_text("mine", encoding="utf-8")
        done = gricheck("pack", "init", "our-house", "--folder", made.parent)
        assert done.exit_code == 2
        assert "is there already and is not written over" in done.stderr
        assert (made / "pack.yaml").read_text("utf-8") == "mine"

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x", encoding="utf-8")
        done = gricheck("pack", "init", "ours", "--folder", tmp_path / "file" / "below")
        assert done.exit_code == 2
        assert "ours: cannot be written (" in done.stderr


class TestTest:
    def test_each_mistake_is_a_line_and_the_exit_code_is_2(self, made: Path) -> None:
        file = made / "locations.yaml"
        text = file.read_text("utf-8")
        file.write_text(
            text.replace("severity: warning", "severity: grave").replace("since: 0.1.0", "since: 1"), "utf-8"
        )
        done = gricheck("pack", "test", made)
        *mistakes, summary = done.stdout.splitlines()
        assert done.exit_code == 2
        lines = [
            number for number, line in enumerate(text.splitlines(), 1) if "severity: w" in line or "since:" in line
        ]
        assert [line.partition(": ")[0] for line in mistakes] == [f"{file}:{number}" for number in lines]
        assert summary == "our-house 0.1.0: 0 rules with 0 examples tried; 2 mistakes"
        assert done.stderr == ""

    def test_an_example_that_does_not_do_what_it_says(self, made: Path) -> None:
        file = made / "locations.yaml"
        file.write_text(file.read_text("utf-8").replace('"70-75"', '"70-95"'), "utf-8")
        done = gricheck("pack", "test", made)
        assert done.exit_code == 2
        assert "it must pass, but the rule fails on 305-1" in done.stdout
        assert "1 rule with 2 examples tried; 1 mistake" in done.stdout

    def test_a_path_that_is_not_there(self, tmp_path: Path) -> None:
        done = gricheck("pack", "test", tmp_path / "nowhere")
        assert (done.exit_code, done.stdout) == (2, "")
        assert "no such file or folder" in done.stderr

    def test_a_pack_cannot_write_to_the_terminal(self, made: Path) -> None:
        (made / "pack.yaml").write_text('id: "a\\e[2Jb"\nversion: 0.1.0\ntitle: T\n', encoding="utf-8")
        assert "\x1b" not in gricheck("pack", "test", made).stdout


class TestChecks:
    def test_all_are_listed_with_what_a_rule_may_give(self) -> None:
        text = gricheck("pack", "checks").stdout
        heads = [line for line in text.splitlines() if line and not line.startswith(" ")]
        assert heads == sorted(CHECKS)
        flat = " ".join(text.split())
        for check in CHECKS.values():
            assert all(f"option {name}: " in flat for name in check.option_names())
            assert ", ".join(sorted(check.fields)) in flat

    def test_options_with_their_kinds_choices_and_defaults(self) -> None:
        text = " ".join(gricheck("pack", "checks", "location-given").stdout.split())
        assert "option kind: text, one of slash, dash, blank; must be given" in text
        assert "option max_share: a number; 0.5 where it is not given" in text
        assert "messages: fail, review, column, omittable, required" in text

    def test_a_check_that_is_none(self) -> None:
        done = gricheck("pack", "checks", "location-givn")
        assert done.exit_code == 2
        assert "did you mean 'location-given'?" in done.stderr
