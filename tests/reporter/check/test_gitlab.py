"""The code quality report, held against what GitLab documents of it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema

import calls
from gricheck.model.run import Checked
from gricheck.reporter import CHECK, reporter
from gricheck.reporter.options import RenderOptions

TEXT = {"type": "string", "minLength": 1}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": TEXT,
            "check_name": {"type": "string", "pattern": "^[a-z0-9-]+$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!/|\\./).+"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def issues(checked: Checked) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads(reporter(CHECK, "gitlab")(checked, RenderOptions()))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert len({issue["fingerprint"] for issue in data}) == len(data)
    return data


def test_it_is_what_gitlab_reads() -> None:
    assert [(i["check_name"], i["severity"]) for i in issues(calls.full())] == [
        ("gricheck", "blocker"),
        ("claim-conflict", "critical"),
        ("location-slash", "critical"),
        ("location-slash", "minor"),
        ("title-odd", "info"),
        ("gricheck", "blocker"),
        ("location-slash", "critical"),
    ]
    assert issues(calls.hostile())


def test_the_same_finding_in_two_reports_is_two_issues() -> None:
    one = calls.second()
    other = calls.full().runs[0]
    assert len(issues(Checked((one, other)))) == len(issues(Checked((one,)))) + len(issues(Checked((other,))))


def test_the_same_report_twice_is_told_once() -> None:
    assert issues(Checked((calls.first(), calls.first()))) == issues(Checked((calls.first(),)))


def test_nothing_found_is_an_empty_list() -> None:
    assert issues(Checked(())) == []
