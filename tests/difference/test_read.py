"""JSON read back: what gricheck wrote is taken, all else is an error that says what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runs
from gricheck.difference import read, read_data, snapshot
from gricheck.errors import GricheckError, UnreadableReport, UsageError
from gricheck.model.diff import Form, Line
from gricheck.model.index import PageRef
from gricheck.model.mapping import Status
from gricheck.policy import Policy, apply_policy
from gricheck.reporter.json import gaps_data, index_data, run_data

SLASH, ENERGY = runs.match(runs.SUPPLY_CHAIN, "/"), runs.match(runs.ENERGY)
SECOND = runs.match(runs.ENERGY, "72", line=2)
RUN = apply_policy(runs.run((SLASH, ENERGY), [runs.result(SLASH), runs.result(subject="claim")]), Policy())
DATA = {
    "run": run_data(RUN),
    "gaps": gaps_data(RUN),
    "index": index_data(RUN.mapping, RUN.versions),
}


def written(folder: Path, data: object, name: str = "x.json", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(json.dumps(data), encoding=encoding)
    return path


@pytest.mark.parametrize("form", ["run", "gaps", "index"])
@pytest.mark.parametrize("name", ["x.json", "x"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_gricheck_wrote_is_read(tmp_path: Path, form: str, name: str, encoding: str) -> None:
    assert read_data(written(tmp_path, DATA[form], name, encoding)) == (Form(form), DATA[form])


def test_a_list_of_one_run_is_that_run(tmp_path: Path) -> None:
    assert read_data(written(tmp_path, [DATA["run"]])) == (Form.RUN, DATA["run"])


@pytest.mark.parametrize("text", ["GRI content index\n", "[Cover]\nGRI content index", "%PDF-1.7 {", ""])
def test_what_is_no_json_is_a_report(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    assert read_data(path) is None


def test_what_is_not_there_is_left_to_the_reader_of_reports(tmp_path: Path) -> None:
    assert read_data(tmp_path / "none.json") is None
    assert read_data(tmp_path) is None


def changed(form: str, *place: str | int, to: object) -> Any:
    """The object with one value changed."""
    data = json.loads(json.dumps(DATA[form]))
    here = data
    for step in place[:-1]:
        here = here[step]
    here[place[-1]] = to
    return data


@pytest.mark.parametrize(
    ("data", "error", "told"),
    [
        (changed("run", "schema", to="gricheck/run/2"), UsageError, "its schema is 'gricheck/run/2'"),
        (changed("run", "schema", to="gricheck/find/1"), UsageError, "diff reads gricheck/run/1"),
        (changed("run", "schema", to=["gricheck/run/1"]), UsageError, "no JSON of gricheck's"),
        ({"a": 1}, UsageError, "no JSON of gricheck's"),
        (7, UsageError, "no JSON of gricheck's"),
        ([DATA["run"], DATA["run"]], UsageError, "holds 2 runs"),
        (changed("run", "findings", 0, "severity", to="grave"), UnreadableReport, r"damaged at findings\[0\].severity"),
        (changed("run", "disclosures", 0, "disclosure", to="9" * 5000), UnreadableReport, "damaged at disclosures"),
        (changed("run", "disclosures", 0, "status", to=None), UnreadableReport, "status"),
        (changed("gaps", "rows", to={}), UnreadableReport, "damaged at rows"),
        (changed("index", "source", "sha256", to="f" * 63), UnreadableReport, "sha256"),
        ({"schema": "gricheck/run/1"}, UnreadableReport, "are missing"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, data: object, error: type[Exception], told: str) -> None:
    path = written(tmp_path, data)
    with pytest.raises(error, match=told) as found:
        read_data(path)
    assert str(found.value).startswith(f"{path}: ")
    assert len(str(found.value)) < 400 + len(str(path))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"schema": "gricheck/run/1"', "not valid JSON"),
        ("", "not valid JSON"),
        ("[" * 100_000, "nested too deep"),
        ('{"schema": %s}' % ("9" * 5000), "not valid JSON"),
    ],
)
def test_what_is_damaged_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableReport, match=told):
        read_data(path)


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_BYTES", 2000)
    with pytest.raises(UnreadableReport, match="is larger than"):
        read_data(written(tmp_path, DATA["run"]))


@given(
    place=st.integers(0, 10_000), to=st.one_of(st.none(), st.text(), st.integers(), st.lists(st.none()), st.floats())
)
def test_a_damaged_value_is_told_or_harmless(tmp_path_factory: pytest.TempPathFactory, place: int, to: object) -> None:
    """Whatever one value becomes, there is a side or an error that a user can read."""
    told: list[bool] = []
    for form in DATA:
        data = json.loads(json.dumps(DATA[form]))
        holder, key = holders(data)[place % len(holders(data))]
        holder[key] = to
        path = written(tmp_path_factory.mktemp("d"), data)
        try:
            if found := read_data(path):
                snapshot(found[1], str(path), found[0])
        except GricheckError as error:
            told.append(str(error).startswith(f"{path}: "))
    assert all(told)


def holders(data: Any) -> list[tuple[Any, Any]]:
    """Every place of a value."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [place for key, value in list(items) for place in ((data, key), *holders(value))]


class TestSnapshot:
    def test_a_run(self) -> None:
        made = snapshot(DATA["run"], "run.json", Form.RUN)
        assert made.lines == (
            Line("102-10", 2016, runs.SUPPLY_CHAIN.title, Status.REPORTED, "/", (), True),
            Line("302-1", 2016, runs.ENERGY.title, Status.REPORTED, "70", (PageRef("70", 70),), True),
        )
        assert [(f.disclosure, f.page, f.silenced) for f in made.faults or ()] == [
            (None, None, None),
            ("102-10", "p. 120", None),
        ]
        assert (made.path, made.report, made.claim) == ("run.json", "report.pdf", ("core", 2016))

    def test_a_gap_table_has_findings_but_no_requirements(self) -> None:
        made = snapshot(DATA["gaps"], "x", Form.GAPS)
        assert [fault.disclosure for fault in made.faults or ()] == ["102-10", None]
        older = {key: value for key, value in DATA["gaps"].items() if key != "other_findings"}
        assert [fault.disclosure for fault in snapshot(older, "x", Form.GAPS).faults or ()] == ["102-10"]
        assert made.demands is None
        assert made.lines == snapshot(DATA["run"], "x", Form.RUN).lines

    def test_an_index_tells_what_its_rows_say(self) -> None:
        made = snapshot(DATA["index"], "x", Form.INDEX)
        assert [(x.code, x.status, x.location) for x in made.lines or ()] == [
            ("102-10", Status.UNEXPLAINED, "/"),
            ("302-1", None, "70"),
        ]
        assert (made.faults, made.demands) == (None, None)

    def test_rows_of_one_disclosure_are_one_line(self) -> None:
        both = runs.run((ENERGY, SECOND))
        (line,) = snapshot(index_data(both.mapping, both.versions), "x", Form.INDEX).lines or ()
        assert (line.location, [page.label for page in line.pages]) == ("70; 72", ["70", "72"])

    def test_a_misprinted_row_stands_for_what_it_was_mapped_to(self) -> None:
        data = changed("index", "rows", 1, "code", to="302-11")
        assert [x.code for x in snapshot(data, "x", Form.INDEX).lines or ()] == ["102-10", "302-1"]

    def test_an_older_run_has_no_lines(self) -> None:
        data = {key: value for key, value in DATA["run"].items() if key != "disclosures"}
        assert snapshot(data, "x", Form.RUN).lines is None

    @pytest.mark.parametrize("form", ["run", "gaps", "index"])
    def test_a_report_without_index_is_refused(self, form: str) -> None:
        bare = apply_policy(runs.run(), Policy())
        data = {"run": run_data(bare), "gaps": gaps_data(bare), "index": index_data(bare.mapping, bare.versions)}[form]
        with pytest.raises(UnreadableReport, match=r"x: the report that it tells of, report\.pdf, holds no content"):
            snapshot(data, "x", Form(form))
