"""``gricheck dump``: any stage as plain data."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import runs
from gricheck.model.document import Document, Page
from gricheck.reporter.encode import dumps, encode


def test_a_run_holds_neither_catalogue_nor_written_out_rules() -> None:
    slash = runs.match(runs.SUPPLY_CHAIN, "/")
    data = json.loads(dumps(encode(runs.run((slash,), [runs.result(slash)]))))
    assert "catalogue" not in data["mapping"]
    assert data["results"][0]["rule"] == "location-slash"
    assert data["results"][0]["verdict"]["outcome"] == "fail"
    assert data["mapping"]["matches"][0]["disclosure"] == {
        "code": "102-10",
        "edition": 2016,
        "title": runs.SUPPLY_CHAIN.title,
    }


def test_a_document_is_written_out() -> None:
    mapping = runs.mapping()
    document = Document(mapping.source, (Page(0, "Energía"),), mapping.pagination, created=date(2021, 6, 30))
    text = dumps(encode(document))
    assert "Energía" in text
    assert json.loads(text)["created"] == "2021-06-30"


def test_other_values() -> None:
    assert encode({1: Path("a"), "b": frozenset({2})}) == {"1": "a", "b": [2]}
