"""What ``gaps``, ``index``, ``rules`` and ``standards`` look like on terminals of several widths."""

from __future__ import annotations

from dataclasses import replace

import pytest

import runs
import snapshots
from gricheck.catalogue import load_catalogue
from gricheck.model.evidence import Evidence, Passage, Support
from gricheck.model.index import ContentIndex, External, Kind, PageRef
from gricheck.model.mapping import RowMatch
from gricheck.model.rule import RuleStatus, Severity
from gricheck.model.run import Run
from gricheck.policy import Policy, apply_policy
from gricheck.reporter.gaps.text import render_run
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.tables import render_index, render_rules, render_standards
from gricheck.reporter.wrap import columns

WIDTHS = (60, 80, 100, 140)
SLASH = runs.rule("location-slash", severity=Severity.ERROR, severity_required=Severity.ERROR)
LOST = replace(
    runs.rule("disclosure-not-located"), name="disclosure that the report covers and the index does not locate"
)
ODD = runs.rule("title-odd", status=RuleStatus.DEPRECATED, replaced_by="title-mismatch")
PACK = runs.pack(SLASH, replace(LOST, severity_required=Severity.ERROR), ODD)


def supported(match: RowMatch, page: int, section: str) -> RowMatch:
    passage = Passage(page, str(page + 3), 12, 9.0, 3.0, 2.0, "5,120 GJ", section=section)
    return replace(match, evidence=Evidence(Support.SUPPORTED, (passage,)))


def made() -> Run:
    slash = runs.match(runs.SUPPLY_CHAIN, "/", line=1)
    energy = supported(runs.match(runs.ENERGY, "70", line=2, sdgs=(7, 12, 13)), 67, "Energy and climate")
    named = External("Annual Report 2023, p. 45", "Annual Report 2023", "45")
    other = runs.match(
        runs.EMISSIONS, "Annual Report 2023, p. 45", kind=Kind.EXTERNAL, externals=(named,), line=3, sdgs=(13,)
    )
    chinese = runs.match(runs.WATER_NEW, "70, 72-73", line=4, title="取水：按来源划分的取水总量及受影响的水源")
    pages = tuple(PageRef(label, int(label) - 3) for label in ("70", "72", "73"))
    chinese = replace(chinese, row=replace(chinese.row, pages=pages, kind=Kind.PAGES))
    matches = (slash, energy, other, chinese)
    found = ContentIndex((117, 118), tuple(m.row for m in matches), runs.CORE, unparsed=(runs.unparsed("SDG 7"),))
    results = [runs.result(slash, SLASH), runs.result(slash, LOST), runs.result(other, SLASH)]
    run = runs.run(matches, results, mapping=runs.mapping(matches, index=found))
    return apply_policy(run, Policy())


def rendered(command: str, width: int) -> str:
    run, options = made(), RenderOptions(width=width)
    match command:
        case "gaps":
            return render_run(run, options)
        case "index":
            return render_index(run.mapping, run.versions, options)
        case "rules":
            return render_rules([PACK], options)
    return render_standards(load_catalogue(), options)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("command", ["gaps", "index", "rules"])
def test_is_as_it_was(command: str, width: int) -> None:
    snapshots.hold(f"{command}-{width}.txt", rendered(command, width))


@pytest.mark.parametrize("width", range(60, 141, 5))
@pytest.mark.parametrize("command", ["gaps", "index", "rules", "standards"])
def test_no_line_is_wider_than_the_terminal(command: str, width: int) -> None:
    assert all(columns(line) <= width for line in rendered(command, width).splitlines())


@pytest.mark.parametrize(("command", "lost"), [("gaps", "edition, required"), ("index", "SDGs")])
def test_what_is_not_shown_is_told(command: str, lost: str) -> None:
    told = " ".join(rendered(command, 60).split())
    assert f"Not shown, for want of room: {lost}. A wider terminal shows all." in told
    assert "Not shown" not in rendered(command, 100)
