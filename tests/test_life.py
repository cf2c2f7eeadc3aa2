"""The life of a rule: preview, stable, deprecated, removed, and what each means for whoever runs or names it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import gricheck
import runs
from gricheck.cli import cli
from gricheck.explain import explain
from gricheck.model.rule import RuleStatus
from gricheck.packs.life import deprecations, previews
from gricheck.policy import Policy, apply_policy
from gricheck.reporter.check.text import render_run as render
from gricheck.reporter.json import run_data
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.tables import render_rules

REPORT = Path(__file__).parents[1] / "sample_reports" / "faulty-2016-core.txt"
NEW = runs.rule("our-new", status=RuleStatus.PREVIEW, aliases=("our-first",))
OLD = runs.rule("our-old", status=RuleStatus.DEPRECATED, replaced_by="our-slash", aliases=("our-older",))
PACK = runs.pack(NEW, OLD, runs.rule("our-slash"))

PACK_FILE = "id: ours\nversion: 2.1.0\ntitle: Ours\nremoved:\n  our-gone: use our-slash\n"
RULE = """\
- id: ID
  name: slash
  severity: info
  STATUS
  check: location-given
  options: {kind: slash}
  references: [{standard: Our guide, edition: 1997, clause: "8"}]
  why: Because.
  messages: {fail: "{code} has a slash", omittable: "{code} has one", required: "{code} has one", column: "all have"}
  remedy: Print the page.
  examples:
    pass: [{rows: [{code: 102-1, location: "4"}]}]
    fail: [{rows: [{code: 102-1, location: /}], expect: [102-1]}]
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A pack with a rule in each stage of life, all of which find the same."""
    rules = [
        RULE.replace("ID", "our-slash").replace("STATUS", "status: stable"),
        RULE.replace("ID", "our-new").replace("STATUS", "status: preview"),
        RULE.replace("ID", "our-old").replace("STATUS", "{status: deprecated, replaced_by: our-slash}"),
    ]
    text = "family: ours\nrules:\n" + "".join(rules)
    text = text.replace("{status: deprecated, replaced_by: our-slash}", "status: deprecated\n  replaced_by: our-slash")
    (tmp_path / "pack.yaml").write_text(PACK_FILE, encoding="utf-8")
    (tmp_path / "ours.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def checked(ours: Path, *args: str) -> Result:
    command = ["check", str(REPORT), "--pack", str(ours), "--no-config", *args]
    return CliRunner().invoke(cli, command, prog_name="gricheck")


class TestPreview:
    def test_which_previews_run(self) -> None:
        assert previews([PACK]) == frozenset()
        assert previews([PACK], every=True) == {"our-new"}
        assert previews([PACK], ["our-new"]) == previews([PACK], ["our-first"]) == {"our-new"}
        assert previews([PACK], ["our-*", "our-slash"]) == frozenset()

    def test_it_runs_only_when_asked_for(self, ours: Path) -> None:
        assert "[our-new" not in checked(ours).stdout
        assert "[our-slash]" in checked(ours).stdout
        shown = checked(ours, "--preview").stdout
        assert "[our-new, preview]" in shown
        assert "[our-slash]" in shown

    def test_its_own_id_asks_for_it_and_a_pattern_does_not(self, ours: Path) -> None:
        assert "[our-new, preview]" in checked(ours, "--select", "our-slash,our-new").stdout
        by_pattern = checked(ours, "--select", "our-*").stdout
        assert "[our-new" not in by_pattern
        assert "[our-slash]" in by_pattern

    def test_the_configuration_asks_for_it(self, ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "gricheck.yaml").write_text(f"packs: ['{ours}']\npreview: true\n", encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        done = CliRunner().invoke(cli, ["check", str(REPORT)], prog_name="gricheck")
        assert "[our-new, preview]" in done.stdout

    def test_the_library_asks_for_it(self, ours: Path) -> None:
        def found(**more: bool) -> set[str]:
            return {finding.rule for finding in gricheck.check(REPORT, packs=[ours], **more).findings}

        assert found(preview=True) - found() == {"our-new"}

    def test_findings_say_so(self) -> None:
        run = apply_policy(runs.run(results=[runs.result(runs.match(runs.ENERGY), NEW)]), Policy())
        (finding,) = run_data(run)["findings"]
        assert (finding["rule"], finding["status"]) == ("our-new", "preview")
        assert "[our-new, preview]" in render(run, RenderOptions())


class TestDeprecated:
    def test_it_still_runs(self, ours: Path) -> None:
        done = checked(ours)
        assert "[our-old, deprecated]" in done.stdout
        assert done.stderr == ""

    @pytest.mark.parametrize("option", ["--select", "--ignore"])
    def test_whoever_names_it_is_told(self, ours: Path, option: str) -> None:
        done = checked(ours, option, "our-slash,our-old")
        note = "gricheck: rule 'our-old' is deprecated and will be removed; use 'our-slash' instead\n"
        assert done.stderr == note

    def test_a_configuration_that_names_it_is_told(
        self, ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        for setting in ("severity: {our-old: info}", "ignore: [our-old]", "waivers: [{rule: our-old, reason: agreed}]"):
            (tmp_path / "gricheck.yaml").write_text(f"packs: ['{ours}']\n{setting}\n", encoding="utf-8")
            done = CliRunner().invoke(cli, ["check", str(REPORT)], prog_name="gricheck")
            assert done.stderr.count("'our-old' is deprecated") == 1

    def test_an_alias_names_it_and_a_pattern_does_not(self) -> None:
        assert len([*deprecations([PACK], {"our-older"})]) == 1
        assert [*deprecations([PACK], {"our-*", "our-slash", "our-new"})] == []


class TestRemoved:
    def test_its_name_gives_the_words_of_its_tombstone(self, ours: Path) -> None:
        done = checked(ours, "--select", "our-gone")
        assert (done.exit_code, done.stdout) == (2, "")
        assert "rule 'our-gone' was removed: use our-slash" in done.stderr
        explained = CliRunner().invoke(cli, ["explain", "our-gone", "--pack", str(ours)], prog_name="gricheck")
        assert "rule 'our-gone' was removed: use our-slash" in explained.stderr


def test_the_list_of_rules_shows_where_each_stands() -> None:
    lines = {line.split()[0]: line for line in render_rules([PACK], RenderOptions()).splitlines() if line.strip()}
    assert " preview " in lines["our-new"]
    assert "deprecated, use our-slash" in " ".join(lines["our-old"].split())
    assert " stable " in lines["our-slash"]


def test_explaining_a_rule_says_where_it_stands() -> None:
    assert "preview: it runs only with --preview, or where it is selected as our-new" in " ".join(explain(NEW).split())
    assert "deprecated: use our-slash instead" in explain(OLD)
    assert explain(replace(OLD, status=RuleStatus.STABLE, replaced_by=None)).rstrip().endswith("once called our-older")
