"""The comment on a pull request, rendered as a site renders it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

import calls
import runs
from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Failure, RequirementVerdict, Run
from gricheck.policy import Policy, apply_policy
from gricheck.reporter import CHECK, reporter
from gricheck.reporter.options import RenderOptions

OURS = {"h2", "h3", "h4", "p", "strong", "code", "br", "sub", "ul", "li", "details", "summary"}
OURS |= {"table", "thead", "tbody", "tr", "th", "td"}
MOST = 65_536


def text(checked: Checked) -> str:
    made = reporter(CHECK, "markdown")(checked, RenderOptions())
    assert isinstance(made, str)
    return made


def html(checked: Checked) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").render(text(checked))


def big(number: int, **more: object) -> Run:
    """A report with so many errors, each with long words."""
    long = "what is wrong, said at length, " * 20
    rule = runs.rule(severity=Severity.ERROR, messages={"fail": long}, remedy=long)
    matches = [runs.match(replace(runs.ENERGY, code=f"302-{n}"), "/", line=n) for n in range(number)]
    return apply_policy(runs.run(matches, [runs.result(m, rule) for m in matches], **more), Policy())


def test_errors_stand_open_and_the_rest_is_folded() -> None:
    made = html(calls.full())
    assert "<h2>GRI content index: 3 errors, 1 warning, 1 note in 2 reports; 1 report not checked</h2>" in made
    assert re.findall(r"<summary>(.*?)</summary>", made) == [
        "1 warning",
        "1 note",
        "1 waived",
        "1 known from the baseline",
        "1 stale in the waivers or the baseline",
        "Not read or not shown",
        "1 stale in the waivers or the baseline",
    ]
    assert re.findall(r"<h4>(.*?)</h4>", made) == ["2 errors", "1 error", "Not checked"]
    assert made.count("<details>") == made.count("</details>")


def test_the_requirements_of_the_claim_are_a_table_the_worst_first() -> None:
    rows = re.findall(r"<tr>\n<td>(.*?)</td>\n<td>(.*?)</td>", html(calls.full()))
    assert rows == [
        ("Do list.", "<strong>not met</strong>"),
        ("Do notify.", "cannot be told"),
        ("Do name.", "met"),
    ]


def test_a_hostile_report_makes_no_tag_link_or_mention() -> None:
    made = text(calls.hostile())
    assert set(re.findall(r"<(\w+)", html(calls.hostile()))) <= OURS
    assert not re.search(r"://|www\.|@\w|(?<!\\)#\d", made)
    table = [line for line in made.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {4}


@pytest.mark.parametrize("number", [1, 20, 60, 400])
def test_what_does_not_fit_is_counted(number: int) -> None:
    made = text(Checked((big(number),)))
    assert len(made) <= MOST
    left = re.search(r"… and (\d+) more, left out for length", made)
    assert made.count("**Instead:**") + (int(left[1]) if left else 0) == number
    assert bool(left) is (number > 50)


@pytest.mark.parametrize("number", [2, 30, 400, 3000])
def test_many_reports_fit_too(number: int) -> None:
    needs = tuple(runs.requirement(f"{n}", RequirementVerdict.NOT_MET, "why " * 100) for n in range(8))
    run = big(3, requirements=needs)
    made = text(Checked((run,) * number, (Failure("gone.pdf", "gone.pdf: " + "no " * 300),) * number))
    assert len(made) <= MOST
    left = re.search(r"^(\d+) more reports? left out", made, re.MULTILINE)
    assert len(re.findall(r"^### ", made, re.MULTILINE)) + (int(left[1]) if left else 0) == 2 * number
    assert bool(left) is (number > 30), "where there is no room for the claim, there is for a line"
    assert f"{number} reports not checked" in made


def test_nothing_found_is_said_in_few_words() -> None:
    clean = apply_policy(runs.run([runs.match(runs.ENERGY)]), Policy())
    made = text(Checked((clean,)))
    assert made.startswith("## GRI content index: 0 errors, 0 warnings, 0 notes\n")
    assert "<details>" not in made
