"""Made reports with one fault each: every stable rule has a kind of fault, and one of each kind is found, alone."""

from __future__ import annotations

from functools import cache

import measuring.faults.kinds  # noqa: F401  (registers the kinds)
import pytest
from measuring.faults.clean import CLAIMS
from measuring.faults.registry import KINDS
from measuring.faults.trial import Drafts, Task, Trial, formats_of, plan_tasks, run_tasks

from gricheck.model.rule import RuleStatus
from gricheck.packs.select import framework_of
from gricheck.pipeline import Kit, load_kit

SEED = 4
REPORTS = 1
MORE_REPORTS = 24
"""Some faults have a place in few reports."""
TEXT = ("paged", "flow")
ANY = ("paged", "ruled")

WITHOUT_KIND = {
    "edition-early": "clean reports of 2018 and 2019 use editions early, as most did",
    "edition-unclear": "the made indexes print every title and year",
    "index-repeated": "the made reports have one index",
    "indexes-disagree": "the made reports have one index",
    "external-out-of-range": "the made reports send nobody to another document; tests/cli/test_also.py does",
    "link-broken": "the made PDFs have no links; tests/readers/test_anchors.py has",
    "link-elsewhere": "the made PDFs have no links",
    **dict.fromkeys(
        ("page-without-evidence", "figures-missing", "pages-shifted", "page-without-text", "range-could-be-narrower"),
        "the pages of the made reports tell nothing of their disclosures; bench/evidence.py measures on real ones",
    ),
    "disclosure-not-located": "the same",
    **dict.fromkeys(
        ("tagged-elsewhere", "tag-unknown"), "the made reports are not tagged; sample_reports/tagged has one"
    ),
    **dict.fromkeys(
        ("biodiversity-companions", "climate-companions", "energy-companions"),
        "the made reports end with the year 2023, before GRI 101, 102 and 103 of 2024 and 2025",
    ),
    **dict.fromkeys(
        ("biodiversity-transition", "climate-transition", "energy-transition"),
        "the made reports end with the year 2023, before the standards on these topics changed",
    ),
    **dict.fromkeys(
        [f"gri-{number}-not-used" for number in (11, 12, 13, 14)], "the made texts tell nothing of a sector's trade"
    ),
    **dict.fromkeys(
        [f"gri-{number}-topic-missing" for number in (12, 13, 14)], "made like that of GRI 11, which has its kind"
    ),
}
"""Rules that no kind of fault is made for yet, each with why."""


@cache
def kit() -> Kit:
    return load_kit()


@cache
def rules() -> dict[str, RuleStatus]:
    """The rules for GRI's own indexes; those of other frameworks are held by their samples."""
    packs = [pack for pack in kit().packs if framework_of(pack, kit().packs) is None]
    return {rule.id: rule.status for pack in packs for rule in pack.rules}


@cache
def tasks() -> dict[str, Task]:
    """One mutant of every kind whose rule exists; sector references need columns, which the made text lacks."""
    known = rules()
    kinds = [kind for kind in KINDS.values() if kind.rule in known]
    planned = plan_tasks(kinds, 1, REPORTS, SEED, TEXT, kit())
    rest = [kind for kind in kinds if kind.name not in {task.kind for task in planned}]
    return {task.kind: task for task in [*planned, *plan_tasks(rest, 1, MORE_REPORTS, SEED, ANY, kit())]}


@cache
def drafts() -> Drafts:
    return Drafts(SEED, kit())


@cache
def together(claim: str, report: int, form: str) -> dict[str, Trial]:
    """The trials of one report in one format: its clean twin is checked once for all of them."""
    group = [task for task in tasks().values() if (task.claim, task.report, task.format) == (claim, report, form)]
    return {trial.task.kind: trial for trial in run_tasks(group, drafts())}


def tried(kind: str) -> Trial:
    task = tasks()[kind]
    return together(task.claim, task.report, task.format)[kind]


def test_every_stable_rule_has_a_kind_of_fault() -> None:
    stable = {rule for rule, status in rules().items() if status is RuleStatus.STABLE}
    without = stable - {kind.rule for kind in KINDS.values()}
    assert without == set(WITHOUT_KIND)


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.rule in rules()])
def test_a_fault_is_found_by_its_rule_and_by_no_other(kind: str) -> None:
    trial = tried(kind)
    assert trial.found, trial
    assert not trial.alarms, trial


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_same_seed_makes_the_same_report(claim: str) -> None:
    again = Drafts(SEED, kit()).get(claim, 0)
    assert again == drafts().get(claim, 0)
    assert again.lines != drafts().get(claim, 1).lines
    assert formats_of(claim)
