"""The findings that are known: written, read back, marked, and reported when they are gone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import runs
from gricheck.config import FailOn
from gricheck.errors import UsageError
from gricheck.model.document import Source
from gricheck.model.rule import Severity
from gricheck.model.run import Outcome, Result, Run, StaleKind, Waiver
from gricheck.policy import Baseline, Policy, apply_policy, baseline_text, exit_code, read_baseline, with_runs
from gricheck.policy.waivers import standing
from published import validate

RULES = tuple(
    runs.rule(name, severity=level)
    for name, level in [("code-odd", Severity.ERROR), ("page-odd", Severity.WARNING), ("title-odd", Severity.INFO)]
)
MATCHES = tuple(runs.match(item, "/") for item in (runs.SUPPLY_CHAIN, runs.ENERGY, runs.EMISSIONS))
ERRORS = [runs.result(match, RULES[0]) for match in MATCHES]


def run_of(results: list[Result], path: str = "report.pdf") -> Run:
    mapping = runs.mapping(MATCHES, source=Source(path, runs.SHA, "application/pdf", 1))
    return runs.run(results=results, mapping=mapping)


def written(run: Run, folder: Path, policy: Policy = Policy()) -> Baseline:
    """The baseline of a run, by way of the file."""
    path = folder / "base.json"
    path.write_text(baseline_text(with_runs(Baseline(path, "base.json"), [apply_policy(run, policy)])))
    return read_baseline(path, "base.json")


def against(run: Run, baseline: Baseline, policy: Policy = Policy()) -> Run:
    return apply_policy(run, replace(policy, baseline=baseline.of(run.mapping.source.path)))


class TestMarks:
    def test_what_is_known_is_kept_and_does_not_fail(self, tmp_path: Path) -> None:
        run = against(run_of(ERRORS[:2]), written(run_of(ERRORS[:2]), tmp_path))
        assert [f.baselined for f in run.findings] == [True, True]
        assert exit_code(run, Policy()) == 0
        assert run.applied.baseline is not None
        assert (run.applied.baseline.known, run.applied.baseline.listed, run.applied.stale) == (2, True, ())

    def test_what_is_new_fails(self, tmp_path: Path) -> None:
        run = against(run_of(ERRORS), written(run_of(ERRORS[:2]), tmp_path))
        assert [f.disclosure for f in run.findings if f.live] == ["305-1"]
        assert exit_code(run, Policy()) == 1

    def test_once_known_is_not_twice_known(self, tmp_path: Path) -> None:
        run = against(run_of([ERRORS[0], ERRORS[0]]), written(run_of(ERRORS[:1]), tmp_path))
        assert [f.baselined for f in run.findings] == [True, False]

    def test_what_is_gone_is_stale(self, tmp_path: Path) -> None:
        run = against(run_of(ERRORS[:1]), written(run_of([*ERRORS, runs.result(subject="x", of=RULES[1])]), tmp_path))
        assert [(s.kind, s.rule, s.disclosure) for s in run.applied.stale] == [
            (StaleKind.BASELINE, "code-odd", "302-1"),
            (StaleKind.BASELINE, "code-odd", "305-1"),
            (StaleKind.BASELINE, "page-odd", None),
        ]
        assert run.applied.stale[2].message.startswith(
            "base.json: page-odd on the report as a whole is no longer found"
        )
        assert (exit_code(run, Policy()), exit_code(run, Policy(fail_on_stale=True))) == (0, 1)

    def test_what_is_only_hidden_is_not_stale(self, tmp_path: Path) -> None:
        base = written(run_of(ERRORS), tmp_path)
        assert against(run_of(ERRORS), base, Policy(only=("302-1",))).applied.stale == ()

    def test_a_check_that_broke_makes_nothing_stale(self, tmp_path: Path) -> None:
        base = written(run_of(ERRORS), tmp_path)
        assert against(replace(run_of([]), errors=("code-odd: broke",)), base).applied.stale == ()

    def test_a_waiver_goes_before_and_its_finding_is_not_written(self, tmp_path: Path) -> None:
        waivers = standing([Waiver("code-odd", "agreed", "102-10")], [runs.pack(*RULES)], date(2024, 1, 1))
        policy = Policy(waivers=waivers)
        base = written(run_of(ERRORS), tmp_path, policy)
        assert [e.disclosure for e in base.reports[base.key("report.pdf")]] == ["302-1", "305-1"]
        both = against(run_of(ERRORS), written(run_of(ERRORS), tmp_path), policy)
        assert [(f.waived, f.baselined) for f in both.findings] == [("agreed", False), (None, True), (None, True)]
        assert both.applied.stale == ()


class TestReports:
    def test_each_is_named_by_its_path_from_the_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        base = Baseline(Path("ci/base.json"), "ci/base.json")
        assert base.key("2023/report.pdf") == base.key(tmp_path / "2023" / "report.pdf") == "../2023/report.pdf"

    def test_writing_some_keeps_the_others(self, tmp_path: Path) -> None:
        base = Baseline(tmp_path / "base.json", "base.json")
        paths = [str(tmp_path / name) for name in ("a.pdf", "b.pdf")]
        first = with_runs(base, [apply_policy(run_of(ERRORS, path), Policy()) for path in paths])
        again = with_runs(first, [apply_policy(run_of([], paths[1]), Policy())])
        assert {key: len(entries) for key, entries in again.reports.items()} == {"a.pdf": 3, "b.pdf": 0}

    def test_a_narrow_selection_drops_nothing_that_is_still_there(self, tmp_path: Path) -> None:
        base = written(run_of(ERRORS), tmp_path)
        narrow = apply_policy(run_of(ERRORS[1:]), Policy(only=("302-1",)))
        assert [e.disclosure for e in with_runs(base, [narrow]).of("report.pdf").entries or ()] == ["305-1", "302-1"]

    def test_a_report_without_a_list_is_told(self, tmp_path: Path) -> None:
        run = against(run_of(ERRORS, str(tmp_path / "new.pdf")), written(run_of([], str(tmp_path / "a.pdf")), tmp_path))
        assert run.applied.baseline is not None
        assert (run.applied.baseline.listed, run.applied.baseline.report) == (False, "new.pdf")
        assert all(f.live for f in run.findings)


class TestFile:
    def test_it_is_sorted_and_as_published(self, tmp_path: Path) -> None:
        base = Baseline(tmp_path / "base.json", "base.json")
        paths = [str(tmp_path / name) for name in ("b.pdf", "a.pdf")]
        note = runs.result(MATCHES[2], runs.rule("a-note", severity=Severity.INFO))
        every = [*ERRORS, runs.result(disclosure="102-9", of=RULES[0]), note]
        texts = [
            baseline_text(with_runs(base, [apply_policy(run_of(results, path), Policy()) for path in order]))
            for results, order in [(every, paths), (every[::-1], paths[::-1])]
        ]
        assert texts[0] == texts[1]
        data = json.loads(texts[0])
        validate(data, "baseline")
        assert list(data["reports"]) == ["a.pdf", "b.pdf"]
        entries = data["reports"]["a.pdf"]
        assert [(e["rule"], e["disclosure"]) for e in entries] == [
            ("a-note", "305-1"),
            *[("code-odd", code) for code in ("102-9", "102-10", "302-1", "305-1")],
        ]
        assert entries[2] == {
            "rule": "code-odd",
            "disclosure": "102-10",
            "fingerprint": apply_policy(run_of(ERRORS[:1]), Policy()).findings[0].fingerprint,
            "message": "the location of 102-10 is /",
        }

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ('{\n"schema"', r"base.json:2: not valid JSON: .*; restore the file, or delete it and write it anew with "),
            ("<<<<<<< ours\n", "base.json:1: not valid JSON"),
            ("[]", "base.json:1: is no baseline that this version reads"),
            ('{"schema": "gricheck/baseline/2", "reports": {}}', "its schema is not 'gricheck/baseline/1'"),
            ('{"schema": "gricheck/baseline/1"}', "base.json:1: the key 'reports' is missing"),
            (
                '{"schema": "gricheck/baseline/1",\n"reports": {"a.pdf": [\n{"rule": "x"}]}}',
                "base.json:3: at reports/a.pdf/0: the key 'disclosure' is missing",
            ),
            (
                '{"schema": "gricheck/baseline/1", "reports": {"caf\\udce9": [1]}}',
                "base.json:1: at reports/caf.*/0: 1 is not of type 'object'",
            ),
            (
                '{"schema": "gricheck/baseline/1", "reports": {"a.pdf": [], "a.pdf": []}}',
                "base.json: the key 'a.pdf' stands in one object twice",
            ),
            ("[" * 100_000, "base.json:1: not valid JSON: nested too deep"),
            (b"\xff\xfe", "base.json: cannot be read as a baseline"),
            (None, "base.json: there is no such baseline; write it with --write-baseline"),
        ],
    )
    def test_a_broken_one_is_refused_in_words(self, tmp_path: Path, text: str | bytes | None, says: str) -> None:
        path = tmp_path / "base.json"
        if text is not None:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        with pytest.raises(UsageError, match=says):
            read_baseline(path, "base.json")

    def test_the_schema_is_one(self) -> None:
        with pytest.raises(jsonschema.ValidationError):
            validate({"schema": "gricheck/baseline/1", "reports": {"a": [{}]}}, "baseline")

    def test_a_name_that_is_no_text_is_kept(self, tmp_path: Path) -> None:
        report = str(tmp_path / "caf\udce9.pdf")
        path = tmp_path / "base.json"
        text = baseline_text(with_runs(Baseline(path, "b"), [apply_policy(run_of(ERRORS, report), Policy())]))
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        assert len(read_baseline(path, "b").of(report).fingerprints()) == 3


RESULTS = st.lists(
    st.builds(
        runs.result,
        st.sampled_from([*MATCHES, None]),
        st.sampled_from(RULES),
        outcome=st.sampled_from([Outcome.FAIL, Outcome.REVIEW, Outcome.PASS]),
        subject=st.sampled_from(["index", "claim"]),
    ),
    max_size=12,
)
POLICIES = st.builds(
    Policy,
    select=st.sampled_from([None, frozenset({"code-odd", "page-odd"})]),
    ignore=st.sampled_from([frozenset(), frozenset({"page-odd"})]),
    severities=st.sampled_from([{}, {"title-odd": Severity.ERROR}]),
    fail_on=st.sampled_from([FailOn.ERROR, FailOn.WARNING]),
    only=st.sampled_from([(), ("302-*",), ("report", "102-10")]),
    waivers=st.sampled_from([(), standing([Waiver("code-odd", "agreed")], [runs.pack(*RULES)], None)]),
)


@settings(deadline=None)
@given(RESULTS, POLICIES)
def test_a_baseline_of_a_run_leaves_nothing_that_fails(results: list[Result], policy: Policy) -> None:
    run = run_of(results)
    with TemporaryDirectory() as folder:
        after = against(run, written(run, Path(folder), policy), policy)
    assert not any(f.live for f in after.findings)
    assert exit_code(after, policy) == 0
    assert not any(s.kind is StaleKind.BASELINE for s in after.applied.stale)
    before = apply_policy(run, policy).findings
    assert [replace(f, baselined=False) for f in after.findings] == list(before)
