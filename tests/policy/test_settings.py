"""Which settings hold for which report: globs, overrides and the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import runs
from gricheck.config import Config, FailOn, Override, load_config
from gricheck.errors import PackError
from gricheck.model.rule import Severity
from gricheck.model.run import Waiver
from gricheck.policy import Policies, Said, check_words
from gricheck.policy.paths import matches, path_from

PACK = runs.pack(runs.rule("location-slash"), runs.rule("location-blank"), runs.rule("code-unknown", family="codes"))


@pytest.mark.parametrize(
    ("path", "pattern", "does"),
    [
        ("report.pdf", "*.pdf", True),
        ("a/report.pdf", "*.pdf", False),
        ("a/report.pdf", "**/*.pdf", True),
        ("report.pdf", "**/*.pdf", True),
        ("a/b/c/report.pdf", "a/**/report.pdf", True),
        ("a/report.pdf", "a/**/report.pdf", True),
        ("b/report.pdf", "a/**/report.pdf", False),
        ("a/b/report.pdf", "a/**", True),
        ("a/b/report.pdf", "a/*", False),
        ("a/b/report.pdf", "a", False),
        ("../report.pdf", "../*.pdf", True),
        ("report.pdf", "./report.pdf", True),
        ("Report.pdf", "report.pdf", False),
        ("2023.pdf", "202[34].pdf", True),
        ("2023.pdf", "202?.pdf", True),
    ],
)
def test_globs(path: str, pattern: str, does: bool) -> None:
    assert matches(path, pattern) is does


def test_paths_are_seen_from_the_folder_wherever_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert path_from(tmp_path, "report.pdf") == "a/report.pdf"
    assert path_from(tmp_path / "a", "../report.pdf") == "../report.pdf"
    assert path_from(tmp_path, tmp_path / "a" / "report.pdf") == "a/report.pdf"


NOTHING = Said()


def policies(folder: Path, said: Said = NOTHING, **config: object) -> Policies:
    return Policies(Config(path=folder / "gricheck.yaml", **config), (PACK,), runs.CATALOGUE, said)  # type: ignore[arg-type]


class TestOverrides:
    OVERRIDES = (
        Override(("**/drafts/**", "old/*"), {"locations": "info"}, select=("locations",), ignore=()),
        Override(("drafts/*.txt",), {"location-slash": "error", "codes": "off"}, ignore=("302-1",)),
    )

    def test_they_hold_for_the_paths_they_name(self, tmp_path: Path) -> None:
        source = policies(tmp_path, overrides=self.OVERRIDES, ignore=("codes",), severity={"locations": "warning"})
        plain, draft = source.of(tmp_path / "report.txt"), source.of(tmp_path / "drafts" / "report.pdf")
        assert (plain.select, plain.ignore) == (None, {"code-unknown"})
        assert set(plain.severities.values()) == {Severity.WARNING}
        assert (draft.select, draft.ignore) == ({"location-slash", "location-blank"}, frozenset())
        assert set(draft.severities.values()) == {Severity.INFO}
        assert source.of(tmp_path / "old" / "report.pdf") == draft

    def test_of_several_the_last_wins_and_leaves_what_it_does_not_say(self, tmp_path: Path) -> None:
        both = policies(tmp_path, overrides=self.OVERRIDES, ignore=("codes",)).of(tmp_path / "drafts" / "report.txt")
        assert both.severities == {"location-slash": Severity.ERROR, "location-blank": Severity.INFO}
        assert both.select == {"location-slash", "location-blank"}
        assert (both.ignore, both.without) == ({"code-unknown"}, ("302-1",))

    def test_the_command_line_goes_before_them(self, tmp_path: Path) -> None:
        said = Said(select=("305-1",), ignore=("codes",), fail_on=FailOn.NEVER)
        source = policies(tmp_path, said, overrides=self.OVERRIDES, fail_on=FailOn.WARNING)
        draft = source.of(tmp_path / "drafts" / "report.txt")
        assert (draft.select, draft.only) == (None, ("305-1",))
        assert (draft.ignore, draft.without) == ({"code-unknown"}, ("302-1",))
        assert draft.fail_on is FailOn.NEVER

    def test_a_waiver_holds_for_its_path(self, tmp_path: Path) -> None:
        waivers = (Waiver("codes", "x", path="drafts/**"), Waiver("codes", "y"))
        source = policies(tmp_path, waivers=waivers)
        assert [s.waiver.reason for s in source.of(tmp_path / "drafts" / "report.pdf").waivers] == ["x", "y"]
        assert [s.waiver.reason for s in source.of(tmp_path / "report.pdf").waivers] == ["y"]

    def test_without_any_the_policy_is_the_same_for_all(self, tmp_path: Path) -> None:
        source = policies(tmp_path, select=("codes",), fail_on_stale=True)
        assert source.of("a.pdf") == source.of("b/c.pdf")
        assert source.of("a.pdf").fail_on_stale
        assert replace(source, said=Said(select=("locations",))).of("a.pdf").select == {
            "location-slash",
            "location-blank",
        }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("claim: core\nselect: [locations,\n  odd]\n", 3),
        ("ignore: [odd]\n", 1),
        ("severity:\n  codes: off\n  odd: off\n", 3),
        ("severity:\n  302-1: off\n", 2),
        ("overrides:\n  - paths: [x]\n    severity:\n      odd: off\n", 4),
        ("overrides:\n  - paths: [x]\n  - paths: [x]\n    select: [odd]\n", 4),
        ("overrides:\n  - paths: [x]\n    ignore: [302-1, odd]\n", 3),
        ("waivers:\n  - reason: x\n    rule: odd\n", 3),
    ],
)
def test_every_word_is_looked_up_even_where_no_report_needs_it(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "gricheck.yaml"
    path.write_text(text)
    with pytest.raises(PackError, match="is called") as error:
        check_words(load_config(path), (PACK,), runs.CATALOGUE)
    assert str(error.value).startswith(f"{path}:{line}: ")
