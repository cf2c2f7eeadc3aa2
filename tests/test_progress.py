"""How far the work is: told in order to whoever listens, and of no consequence otherwise."""

from __future__ import annotations

from pathlib import Path

import gricheck
from gricheck import pipeline, progress
from gricheck.policy import Policy

ROOT = Path(__file__).resolve().parents[1]
FAULTY = ROOT / "sample_reports" / "faulty-2016-core.pdf"


class Ear:
    def __init__(self) -> None:
        self.reports: list[str] = []
        self.heard: list[tuple[str, int, int]] = []
        self.facts: list[str] = []

    def begin(self, report: str) -> None:
        self.reports.append(report)

    def step(self, stage: str, done: int, total: int) -> None:
        self.heard.append((stage, done, total))

    def tell(self, fact: str) -> None:
        self.facts.append(fact)


def test_steps_are_told_and_the_items_come_through() -> None:
    ear = Ear()
    with progress.listening(ear):
        assert list(progress.steps("reading", "ab")) == ["a", "b"]
        progress.step("weighing")
    progress.step("nobody hears this")
    assert list(progress.steps("nor this", "ab")) == ["a", "b"]
    assert ear.heard == [("reading", 1, 2), ("reading", 2, 2), ("weighing", 0, 0)]


def test_a_fact_is_put_into_words_only_where_somebody_listens() -> None:
    progress.tell(lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    progress.begin("nobody")


def test_the_stages_of_a_check_are_told_and_change_nothing() -> None:
    ear, kit = Ear(), pipeline.load_kit()
    with progress.listening(ear):
        told = pipeline.check_report(FAULTY, kit, Policy())
    assert told == pipeline.check_report(FAULTY, kit, Policy())
    assert told.findings == gricheck.check(FAULTY).findings
    assert ear.reports == [str(FAULTY)]
    stages = list(dict.fromkeys(stage for stage, _, _ in ear.heard))
    assert stages == [
        "opening the file",
        "reading page",
        "telling the page numbers",
        "looking for the index on page",
        "looking at index page",
        "reading the index, page",
        "going through page",
        "weighing the cited pages, row",
        "checking rule",
        "settling what was found",
    ]
    pages = [done for stage, done, total in ear.heard if stage == "reading page" and total == 30]
    assert pages == list(range(1, 31))
    assert ear.facts[0].startswith("30 pages read")
    assert "104 rows, 0 lines not understood; language: en" in ear.facts[1]
