"""``explain``: everything a rule holds is told, in both forms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gricheck.catalogue import load_catalogue
from gricheck.checks import CHECKS
from gricheck.explain import explain, explain_markdown
from gricheck.model.rule import Example, Rule
from gricheck.packs import load_packs

RULES = {rule.id: rule for pack in load_packs(checks=CHECKS, catalogue=load_catalogue()) for rule in pack.rules}
HEADS = ["What it checks", "Why it matters", "Passing", "How to fix", "Reference", "Severity, since, status"]


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_is_told_whole(rule: Rule):
    text = explain(rule)
    flat = squeezed(text)
    heads = [line for line in text.splitlines() if line in HEADS]
    assert text.startswith(f"{rule.id}: {rule.name}\n")
    assert heads == HEADS
    assert ("Failing" in text.splitlines()) or ("To be reviewed" in text.splitlines())
    for words in (rule.why, rule.remedy, *rule.messages.values(), *rule.remedies.values()):
        assert words in flat
    for reference in rule.references:
        assert f"{reference.standard} ({reference.edition}), {reference.clause}" in flat


def test_the_text_keeps_to_the_width_of_a_terminal_where_words_allow():
    assert max(map(len, explain(RULES["title-mismatch"]).splitlines())) <= 100


def test_examples_are_shown_with_their_setting_and_rows():
    text = explain(RULES["page-out-of-range"])
    assert "305-1  |  Direct (Scope 1) GHG emissions  |  70, 172" in text
    assert "the pages cannot be told apart" in text
    assert "pages without a number: 70" in text


def test_a_page_of_the_documentation_is_plain_markdown():
    page = explain_markdown(RULES["location-slash"])
    assert page.startswith("# `location-slash`: ")
    assert "\n## How to fix\n" in page
    assert "| Code | Title | Location |\n| --- | --- | --- |\n| 102-10 |" in page
    assert page.endswith("stable\n")
    assert "\n\n\n" not in page


def test_text_that_markdown_would_take_for_its_own_is_escaped():
    odd = Example("pass", {"rows": [{"code": "1|2", "title": "<b>*", "location": "4"}]}, 1)
    page = explain_markdown(replace(RULES["location-slash"], examples=(odd,)))
    assert "| 1\\|2 | &lt;b>\\* | 4 |" in page
