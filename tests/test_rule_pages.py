"""``docs/rules/`` is what the packs say today, and every rule and check is where it belongs."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from gricheck.checks import CHECKS
from gricheck.explain.pages import INDEX, pages, write_pages
from gricheck.model.rule import Rule
from gricheck.pipeline import load_kit
from gricheck.selftest import Setting, setting_of

FOLDER = Path(__file__).parents[1] / "docs" / "rules"


@cache
def setting() -> Setting:
    kit = load_kit()
    return setting_of(kit.packs, kit.catalogue, kit.vocabulary)


@cache
def written() -> dict[str, str]:
    return dict(pages(setting()))


def rules() -> list[Rule]:
    return [rule for pack in setting().packs for rule in pack.rules]


def test_the_pages_are_those_of_the_packs() -> None:
    there = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    stale = sorted(name for name in there.keys() | written().keys() if there.get(name) != written().get(name))
    assert not stale, f"docs/rules is out of date; run `make docs`: {', '.join(stale)}"


def test_pages_of_rules_that_are_gone_are_removed_and_nothing_else(tmp_path: Path) -> None:
    write_pages(tmp_path, setting())
    gone, own = tmp_path / "old-rule.md", tmp_path / "notes.md"
    gone.write_text((tmp_path / INDEX).read_text("utf-8"), "utf-8")
    own.write_text("mine", "utf-8")
    write_pages(tmp_path, setting())
    assert not gone.exists()
    assert {path.name for path in tmp_path.iterdir()} == {*written(), own.name}


def test_links_lead_somewhere() -> None:
    for name, text in written().items():
        for target in re.findall(r"\]\(([\w./-]+)(?:#[\w-]+)?\)", text):
            assert target in written() or (FOLDER / target).exists(), f"{name}: {target}"


def test_every_check_has_a_rule_and_every_rule_a_check() -> None:
    assert {rule.check for rule in rules()} == set(CHECKS)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_rule_is_whole(rule: Rule) -> None:
    outcomes = {example.outcome for example in rule.examples}
    assert rule.references
    assert rule.remedy
    assert "pass" in outcomes
    assert outcomes & {"fail", "review"}
    page = written()[f"{rule.id}.md"]
    assert f"[`{rule.id}`]({rule.id}.md)" in written()[INDEX]
    assert page.count("\n> ") >= 1, "no example shows what the rule says"
    assert "{" not in "".join(line for line in page.splitlines() if line.startswith("> "))
