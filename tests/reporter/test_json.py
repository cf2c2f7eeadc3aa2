"""The published JSON against its published schemas, which here allow no key that they do not describe."""

from __future__ import annotations

import json

import pytest

import runs
from gricheck.model.index import ContentIndex, Kind, Omission, PageRef, Where
from gricheck.model.run import Checked, Outcome, RequirementVerdict, Run
from gricheck.policy import Policy, apply_policy
from gricheck.reporter import CHECK, reporter
from gricheck.reporter.json import gaps_data, index_data, rules_data
from gricheck.reporter.options import RenderOptions
from published import validate

SLASH = runs.match(runs.SUPPLY_CHAIN, "/", where=Where(page=117, label="120", line=12, box=(36.0, 210.4, 559.2, 221.9)))
ENERGY = runs.match(
    runs.ENERGY,
    "70, 99",
    pages=(PageRef("70", 69), PageRef("99", None)),
    sdgs=(7, 13),
    omission=Omission(("b",), "not available", "information-unavailable", "metered from 2022"),
)


def rendered(run: Run) -> str | bytes:
    return reporter(CHECK, "json")(Checked((run,)), RenderOptions())


def full_run() -> Run:
    index = ContentIndex((117, 118), (SLASH.row, ENERGY.row), runs.CORE, unparsed=(runs.unparsed("?"),))
    results = [
        runs.result(SLASH, related=(Where(page=3),)),
        runs.result(ENERGY, outcome=Outcome.REVIEW, reason="nothing tells"),
        runs.result(subject="claim", of=runs.rule("claim-missing")),
        runs.result(ENERGY, outcome=Outcome.PASS),
    ]
    needs = (runs.requirement("list", RequirementVerdict.NOT_MET, "102-10 has no location"),)
    mapping = runs.mapping((SLASH, ENERGY), index=index)
    run = runs.run((SLASH, ENERGY), results, mapping=mapping, requirements=needs, errors=("x: broke",))
    return apply_policy(run, Policy())


def bare_run() -> Run:
    """A report without index or claim."""
    mapping = runs.mapping(index=ContentIndex(pages=(), rows=()), claim=None)
    return apply_policy(runs.run(mapping=mapping, spec=None), Policy())


@pytest.mark.parametrize("run", [full_run(), bare_run()], ids=["full", "bare"])
class TestSchemas:
    def test_run(self, run: Run) -> None:
        validate(json.loads(rendered(run)), "run")

    def test_index(self, run: Run) -> None:
        validate(index_data(run.mapping, run.versions), "index")

    def test_gaps(self, run: Run) -> None:
        validate(gaps_data(run), "gaps")


def test_rules_schema() -> None:
    validate(rules_data([runs.pack(runs.rule())], full_run().versions), "rules")


def test_a_row_in_the_shape_that_others_read() -> None:
    row = index_data(full_run().mapping, full_run().versions)["rows"][0]
    assert row == {
        "code": "102-10",
        "edition": 2016,
        "disclosure": {"code": "102-10", "edition": 2016},
        "printed_code": "GRI 102-10",
        "title": runs.SUPPLY_CHAIN.title,
        "location": "/",
        "kind": Kind.SLASH.value,
        "pages": [],
        "externals": [],
        "omission": None,
        "sdgs": [],
        "where": {
            "page": 117,
            "label": "120",
            "line": 12,
            "bbox": [36.0, 210.4, 559.2, 221.9],
            "sheet": None,
            "cell": None,
            "part": None,
            "file": None,
        },
        "confidence": 1.0,
    }


def test_pages_keep_labels_that_lead_nowhere() -> None:
    row = index_data(full_run().mapping, full_run().versions)["rows"][1]
    assert row["pages"] == [{"label": "70", "index": 69}, {"label": "99", "index": None}]
    assert row["omission"]["reason_key"] == "information-unavailable"


def test_a_finding_in_the_shape_that_others_read() -> None:
    data = json.loads(rendered(full_run()))
    finding = next(f for f in data["findings"] if f["disclosure"] == "102-10")
    assert finding["where"]["page"] == 117
    assert finding["where"]["label"] == "120"
    assert finding["reference"] == {"standard": "GRI 101", "edition": 2016, "clause": "2.7"}
    assert finding["related"][0]["page"] == 3
    assert (finding["requirement"], finding["waived"], finding["outcome"]) == (None, None, "fail")


def test_counts_are_of_findings_and_of_results() -> None:
    data = json.loads(rendered(full_run()))
    assert data["counts"] == {
        "error": 0,
        "warning": 3,
        "info": 0,
        "waived": 0,
        "baselined": 0,
        "hidden": 0,
        "fail": 2,
        "review": 1,
        "pass": 1,
        "not_applicable": 0,
    }


def test_no_claim_is_the_level_none() -> None:
    data = json.loads(rendered(bare_run()))
    assert data["claim"] == {"level": "none", "edition": None, "quote": None, "page": None, "requirements": []}
    assert data["index_pages"] == []


def test_the_same_run_gives_the_same_bytes() -> None:
    assert rendered(full_run()) == reporter(CHECK, "json")(Checked((full_run(),)), RenderOptions())


def test_a_finding_about_a_clause_names_it() -> None:
    run = runs.run((SLASH,), [runs.result(SLASH, requirement="102-10-a")])
    (finding,) = json.loads(rendered(apply_policy(run, Policy())))["findings"]
    assert (finding["disclosure"], finding["requirement"]) == ("102-10", "102-10-a")
