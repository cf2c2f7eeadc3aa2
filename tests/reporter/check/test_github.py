"""Workflow commands, read as a runner of GitHub Actions reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import calls
import runs
from gricheck.model.rule import Severity
from gricheck.model.run import Checked
from gricheck.policy import Policy, apply_policy
from gricheck.reporter import CHECK, reporter
from gricheck.reporter.options import RenderOptions


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str]
    message: str


def read(line: str) -> Command | None:
    """A line as the runner reads it: white space before ``::`` does not matter, ``##[`` counts anywhere."""
    found = re.match(r"::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$", line.strip())
    if found is None:
        assert "##[" not in line
        assert not line.strip().startswith("::")
        return None
    pairs = (part.split("=", 1) for part in (found[2] or "").split(","))
    return Command(found[1], {k: decoded(v, "%3A", "%2C") for k, v in pairs}, decoded(found[3]))


def decoded(text: str, *more: str) -> str:
    for code in ("%0D", "%0A", *more, "%25"):
        text = text.replace(code, chr(int(code[1:], 16)))
    return text


def lines(checked: Checked) -> list[str]:
    text = reporter(CHECK, "github")(checked, RenderOptions())
    assert isinstance(text, str)
    return text.splitlines()


def commands(checked: Checked) -> list[Command]:
    return [command for line in lines(checked) if (command := read(line))]


def test_what_counts_is_annotated_the_worst_first() -> None:
    found = commands(calls.full())
    assert [c.name for c in found] == ["error"] * 5 + ["warning", "notice"]
    assert [c.properties["title"] for c in found][:4] == [
        "gricheck: not checked",
        "gricheck: a check broke",
        "report: claim-conflict",
        "102-10: location-slash",
    ]
    assert not [c for c in found if "303-3" in c.message], "waived"


def test_the_place_is_a_line_where_the_file_has_lines() -> None:
    found = {c.properties["file"]: c.properties["line"] for c in commands(calls.full()) if "line" in c.properties}
    assert found == {"reports/annual report 100%.pdf": "1", "reports/text.txt": "412"}


def test_plain_lines_count_what_is_not_annotated() -> None:
    plain = [line for line in lines(calls.full()) if read(line) is None]
    assert len(plain) == 3
    assert "1 waived; 1 known from the baseline; 1 not shown" in plain[0]
    assert "The claim does not hold" in plain[0]


def test_it_says_when_github_shows_fewer() -> None:
    matches = [runs.match(replace(runs.ENERGY, code=f"302-{n}"), "/", line=n) for n in range(1, 12)]
    results = [runs.result(m, runs.rule(severity=Severity.ERROR)) for m in matches]
    run = apply_policy(runs.run(matches, results), Policy())
    assert lines(Checked((run,)))[-1].startswith(
        "GitHub shows the first 10 annotations of a kind for a step; 11 of kind"
    )


def test_a_hostile_report_starts_no_command_and_keeps_its_own_apart() -> None:
    found = commands(calls.hostile())
    assert {c.name for c in found} == {"error", "warning", "notice"}
    assert len(found) == 7
    for command in found:
        assert set(command.properties) <= {"file", "line", "title"}
        assert "%0A::error::q" in command.message, "a % of the report is no escape"


def test_a_file_below_the_folder_of_the_call_is_told_from_there() -> None:
    run = replace(calls.second(), errors=())
    text = reporter(CHECK, "github")(Checked((run,)), RenderOptions(root="/w"))
    moved = replace(run, mapping=replace(run.mapping, source=replace(run.mapping.source, path="/w/reports/text.txt")))
    again = reporter(CHECK, "github")(Checked((moved,)), RenderOptions(root="/w"))
    assert str(text).splitlines()[0] == str(again).splitlines()[0]
