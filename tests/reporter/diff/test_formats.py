"""Every format of a comparison, against files that were read by a person. To write them anew after a change that is
meant: GRICHECK_GOLDEN=write."""

from __future__ import annotations

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from difference.sides import CATALOGUE, VERSIONS, demand, fault, line, side
from gricheck.difference import compare
from gricheck.model.diff import Difference
from gricheck.model.index import Level
from gricheck.model.mapping import Status
from gricheck.model.rule import Severity
from gricheck.model.run import Outcome, RequirementVerdict
from gricheck.reporter import DIFF, reporter
from gricheck.reporter.options import RenderOptions
from published import validate

HERE = Path(__file__).parent
ENDINGS = {"text": "txt", "json": "json", "markdown": "md", "html": "html"}
HOSTILE = "<script>alert(1)</script> | [x](javascript:1) \x1b[31m \u202e=cmd() @all {{ 7*7 }} \ud800"


def every() -> Difference:
    """Each kind of change once."""
    old = side(
        line("102-10", at="7"),
        line("102-51"),
        line("204-1", at="11"),
        line("302-1", at="14"),
        line("303-3", 2016, at="16"),
        line("305-1", at="15"),
        line("405-2", status=Status.OMITTED, at=""),
        line("102-54"),
        faults=(
            fault("mended", disclosure="405-2"),
            fault("quiet", Severity.WARNING),
            fault("light", Severity.WARNING, disclosure="302-1"),
            fault("loud", silenced="waived: agreed with the auditor"),
            fault("heavy", disclosure="305-1"),
        ),
        demands=(demand(RequirementVerdict.MET),),
        hidden=1,
        path="old.json",
    )
    new = side(
        line("102-10", status=Status.UNEXPLAINED, at="/"),
        line("102-51", status=Status.MISSING),
        line("302-1", at="15"),
        line("303-3", 2018, at="16"),
        line("305-1", at="15"),
        line("404-1", at="22"),
        line("405-2", at="23"),
        line("102-54"),
        faults=(
            fault("new"),
            fault("whole", disclosure=None, outcome=Outcome.REVIEW, severity=Severity.WARNING, reason="nothing tells"),
            fault("quiet", Severity.WARNING, silenced="in the baseline"),
            fault("light", Severity.ERROR, disclosure="302-1"),
            fault("loud"),
            fault("heavy", Severity.INFO, disclosure="305-1"),
        ),
        demands=(demand(RequirementVerdict.NOT_MET),),
        path="new.json",
    )
    return compare(old, new, CATALOGUE)


def renumbered() -> Difference:
    """Two claims, and nothing worse."""
    old = side(line("102-8", at="6"), line("102-50"), line("102-52"), line("102-54"), demands=(), path="2020.json")
    new = side(
        *(line(code, 2021, at="18") for code in ("2-3", "2-7", "2-8")),
        level=Level.IN_ACCORDANCE,
        edition=2021,
        path="2023.json",
    )
    return compare(old, new, CATALOGUE)


def same() -> Difference:
    one = side(line("102-10"), faults=(fault(),))
    return compare(one, one, CATALOGUE)


CASES = {"every": every, "renumbered": renumbered, "same": same}


def rendered(diff: Difference, name: str) -> str:
    text = reporter(DIFF, name)(diff, VERSIONS, RenderOptions())
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("name", DIFF)
@pytest.mark.parametrize("case", CASES)
def test_format(case: str, name: str) -> None:
    kept = HERE / f"{case}.{ENDINGS[name]}"
    text = rendered(CASES[case](), name)
    if os.environ.get("GRICHECK_GOLDEN") == "write":
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_json_is_as_published(case: str) -> None:
    validate(json.loads(rendered(CASES[case](), "json")), "diff")


def test_nothing_changed_is_one_line() -> None:
    told = rendered(same(), "text")
    kept = "1 disclosure, 1 finding, and the claim (core, 2016) are as they were"
    assert told == f"run.json → run.json: Nothing changed: {kept}.\n"


def hostile() -> Difference:
    bad = fault(HOSTILE, message=HOSTILE, remedy=HOSTILE, page=HOSTILE, rule=HOSTILE)
    old = side(line("305-1", at=HOSTILE), line(HOSTILE), path=HOSTILE, report=HOSTILE)
    new = side(line("305-1", at=f"{HOSTILE} now"), faults=(bad,), path=HOSTILE, errors=(HOSTILE,), hidden=1)
    return compare(old, new, CATALOGUE)


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_text_of_a_report_is_inert(name: str) -> None:
    text = rendered(hostile(), name)
    assert not any(mark in text for mark in ("\x1b", "\u202e", "\ud800", "49"))
    text.encode("utf-8")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    tags = Tags()
    tags.feed(rendered(hostile(), "html"))
    names = {tag for tag, _ in tags.seen}
    assert not names & {"script", "link", "img", "iframe", "a", "form", "object"}
    assert not any(name.startswith("on") or name in ("src", "href") for _, given in tags.seen for name in given)
    assert {"table", "details", "h1", "main"} <= names


def test_markdown_keeps_its_tables_whole() -> None:
    """Each table row has as many cells as its header, whatever stands in them."""
    widths, last = [], 0
    for row in rendered(hostile(), "markdown").splitlines():
        cells = row.replace("\\|", "").count("|") if row.startswith("|") else 0
        widths.append((last, cells))
        last = cells
    assert all(before in (0, now) for before, now in widths if now)
    assert not re.search(r"(?<!\\)<(?!/?(details|summary))", rendered(hostile(), "markdown"))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_page_can_be_read_in_light_dark_and_print() -> None:
    themes = [part.split("}")[0] for part in rendered(every(), "html").split(":root {")[1:]]
    assert len(themes) == 3
    for theme in themes:
        colours = dict(item.strip().split(": ") for item in theme.strip().strip(";").split(";"))
        for ink in ("--ink", "--soft", "--bad", "--good"):
            assert contrast(colours[ink], colours["--paper"]) >= 4.5
        assert contrast(colours["--ink"], colours["--head"]) >= 4.5
