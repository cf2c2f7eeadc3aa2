"""The library: the same results as the command line, in every form, and typed for those who use it."""

from __future__ import annotations

import ast
import dataclasses
import json
import pickle
import re
import shutil
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

import gricheck
import runs
from gricheck import api
from gricheck.cli import cli
from gricheck.model.document import Source
from gricheck.policy import Policy, apply_policy
from gricheck.reporter import CHECK, GAPS, frame
from gricheck.reporter.json import index_data
from gricheck.reporter.notebook import MOST

ROOT = Path(__file__).resolve().parents[1]
FAULTY = ROOT / "sample_reports" / "faulty-2016-core.pdf"
OUTPUTS = [(of, name) for of, formats in (("check", CHECK), ("gaps", GAPS)) for name in formats]


@pytest.fixture(scope="module")
def run() -> gricheck.Run:
    return gricheck.check(FAULTY)


def own(path: str = "report.pdf", message: str = "nothing", count: int = 1) -> gricheck.Run:
    """A run by hand, with as many findings."""
    rules = [runs.rule(f"rule-{n}", messages={"fail": message, "review": message}) for n in range(count)]
    slash = runs.match(runs.SUPPLY_CHAIN, "/")
    mapping = runs.mapping((slash,), source=Source(path, runs.SHA, "application/pdf", 1))
    return api._as_own(
        apply_policy(runs.run((slash,), [runs.result(slash, rule) for rule in rules], mapping=mapping), Policy())
    )


class TestSameAsTheCommandLine:
    @pytest.mark.parametrize(("of", "name"), OUTPUTS)
    def test_every_output(self, run: gricheck.Run, tmp_path: Path, of: str, name: str) -> None:
        called, out = [of, str(FAULTY), "--no-config", "--format", name], tmp_path / "out"
        rendered = run.render(name, of=of)  # type: ignore[call-overload]
        assert isinstance(rendered, bytes) == (name in get_args(api.BytesFormat))
        printed = CliRunner().invoke(cli, called)
        assert printed.stdout_bytes == (rendered if isinstance(rendered, bytes) else rendered.encode())
        CliRunner().invoke(cli, [*called, "-o", str(out)])
        written = out.read_bytes()
        run.write(out, format=name, of=of)  # type: ignore[arg-type]
        assert out.read_bytes() == written != b""

    def test_pages_in_html(self, run: gricheck.Run, tmp_path: Path) -> None:
        CliRunner().invoke(cli, ["gaps", str(FAULTY), "--no-config", "--pages", "-o", str(tmp_path / "a.html")])
        run.write(tmp_path / "b.html", of="gaps", pages=True)
        assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
        assert "image/webp" in run.render("html", of="gaps", pages=True)
        with pytest.raises(gricheck.UsageError, match="pages can be shown in html only, not in csv"):
            run.render("csv", of="gaps", pages=True)

    @pytest.mark.parametrize(
        ("more", "options"),
        [
            ({"claim": "referenced"}, ["--claim", "referenced"]),
            ({"published": date(2017, 1, 31)}, ["--date", "2017-01-31"]),
            ({"select": ["locations"], "ignore": "305-*"}, ["--select", "locations", "--ignore", "305-*"]),
            ({"page_offset": 2}, ["--page-offset", "2"]),
            ({"preview": True}, ["--preview"]),
            ({"ocr": False, "cache": False}, ["--no-ocr", "--no-cache"]),
            ({"packs": ["hkex-esg"]}, ["--pack", "hkex-esg"]),
        ],
    )
    def test_every_argument(self, more: dict[str, object], options: list[str]) -> None:
        printed = CliRunner().invoke(cli, ["check", str(FAULTY), "--no-config", "--format", "json", *options]).stdout
        assert gricheck.check(str(FAULTY), **more).render("json") == printed  # type: ignore[arg-type]

    def test_a_configuration_counts_only_where_it_is_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shutil.copy(FAULTY, tmp_path / "report.pdf")
        monkeypatch.chdir(tmp_path)
        settings = tmp_path / "gricheck.yaml"
        settings.write_text(
            "claim: referenced\nseverity: {titles: info}\nbaseline: known.json\npage-offset: 1\n"
            "waivers:\n- {rule: location-slash, reason: agreed, expires: 2030-01-31}\n"
            "- {rule: title-mismatch, disclosure: 2-1, reason: stale}\n"
        )
        (tmp_path / "known.json").write_text('{"schema": "gricheck/baseline/1", "reports": {}}')
        called = ["check", "report.pdf", "--format", "json", "--config", "gricheck.yaml"]
        told = CliRunner().invoke(cli, called, env={"SOURCE_DATE_EPOCH": "1700000000"})
        assert told.exit_code in (0, 1), told.stderr
        own = gricheck.check("report.pdf", config="gricheck.yaml", today=date(2023, 11, 14))
        assert own.render("json") == told.stdout
        assert any(finding.waived for finding in own.findings)
        assert not any(finding.waived for finding in gricheck.check("report.pdf").findings)
        with pytest.raises(gricheck.UsageError, match=r"gricheck\.yaml:\d+: .*the day must be given"):
            gricheck.check("report.pdf", config="gricheck.yaml")
        settings.write_text("ignore: [no-such-rule]\n")
        with pytest.raises(gricheck.PackError, match=r"gricheck\.yaml:1: "):
            gricheck.check("report.pdf", config=settings)

    def test_severities_of_the_call_go_before_those_of_the_file(self, tmp_path: Path) -> None:
        (tmp_path / "c.yaml").write_text("severity: {location-slash: info}\n")
        run = gricheck.check(FAULTY, config=tmp_path / "c.yaml", severities={"location-slash": "warning"})
        assert {f.severity for f in run.findings if f.rule == "location-slash"} == {gricheck.Severity.WARNING}


class TestOutputs:
    def test_formats_are_typed_by_their_names(self) -> None:
        assert {name for _, name in OUTPUTS} <= {*get_args(api.TextFormat), *get_args(api.BytesFormat)}

    def test_a_file_gets_what_its_ending_asks_for(self, run: gricheck.Run, tmp_path: Path) -> None:
        run.write(tmp_path / "run.json")
        run.write(str(tmp_path / "gaps.txt"), of="gaps")
        assert json.loads((tmp_path / "run.json").read_text())["schema"] == "gricheck/run/1"
        assert (tmp_path / "gaps.txt").read_text() == run.render(of="gaps")

    def test_what_cannot_be_is_refused_in_words(self, run: gricheck.Run, tmp_path: Path) -> None:
        with pytest.raises(gricheck.UsageError, match="check has no format 'docx'; known are text, json"):
            run.render("docx")  # type: ignore[call-overload]
        with pytest.raises(gricheck.UsageError, match="no outputs of 'find'; known are check, gaps"):
            run.render(of="find")  # type: ignore[call-overload]
        with pytest.raises(gricheck.UsageError, match=r"run\.docx: \.docx is no format"):
            run.write(tmp_path / "run.docx")
        with pytest.raises(gricheck.UsageError, match=r"^xml: unknown key 'tabel'; did you mean 'table'"):
            gricheck.check(FAULTY, xml={"tabel": ["a"]})
        with pytest.raises(gricheck.UsageError, match=r"^xml: a is a cell here and a row above"):
            gricheck.read_index(FAULTY, xml={"row": ["a"], "cell": ["a"]})
        with pytest.raises(gricheck.UsageError, match=r"choose another place$"):
            run.write(tmp_path / "nowhere" / "run.json")

    def test_the_report_is_never_written_over(self, tmp_path: Path) -> None:
        report = tmp_path / "report.txt"
        shutil.copy(FAULTY.with_suffix(".txt"), report)
        run = gricheck.check(report)
        with pytest.raises(gricheck.UsageError, match="is the report itself"):
            run.write(report)
        assert report.read_bytes() == FAULTY.with_suffix(".txt").read_bytes()

    def test_text_has_width_and_colour(self, run: gricheck.Run) -> None:
        assert "\x1b[" in run.render(colour=True)
        assert max(map(len, run.render(width=70).splitlines())) < max(map(len, run.render().splitlines()))

    def test_a_run_is_frozen_and_can_be_sent_elsewhere(self, run: gricheck.Run) -> None:
        with pytest.raises(dataclasses.FrozenInstanceError):
            run.findings = ()  # type: ignore[misc]
        again = pickle.loads(pickle.dumps(run))
        assert again.render("json") == run.render("json")

    def test_a_report_without_an_index(self) -> None:
        run = gricheck.check(ROOT / "sample_reports" / "no-index.pdf")
        assert not run.has_index
        assert run.render() == ""
        assert json.loads(run.render("json"))["index_pages"] == []
        assert "no GRI content index found in 5 pages" in run._repr_html_()
        assert len(run.to_dataframe("rows")) == 0


class TestNotebook:
    def test_it_shows_claim_verdict_counts_and_findings(self, run: gricheck.Run) -> None:
        shown = run._repr_html_()
        assert "Claim: in accordance with the GRI Standards: Core option" in shown
        assert "The claim does not hold as it stands: 4 of 8 requirements not met" in shown
        assert "<td>102-10</td>" in shown
        live = [finding for finding in run.findings if finding.live]
        assert shown.count("<tr>") == MOST + 1
        assert f"and {len(live) - MOST} more" in shown

    def test_a_few_findings_are_shown_whole(self) -> None:
        assert "more" not in own(count=MOST)._repr_html_()
        assert own(count=MOST + 1)._repr_html_().count("and 1 more") == 1

    def test_nothing_of_a_report_becomes_markup(self) -> None:
        shown = own("<script>x.pdf", "</td><img src=x onerror='y()'> & \x1b[2J")._repr_html_()
        tags: list[str] = []
        parser = HTMLParser()
        parser.handle_starttag = lambda tag, attrs: tags.append(tag) or tags.extend(map(str, attrs))  # type: ignore[method-assign]
        parser.feed(shown)
        allowed = {"div", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "code"}
        assert set(tags) <= allowed
        assert "&lt;script&gt;x.pdf" in shown
        assert "\x1b" not in shown


class TestDataFrames:
    @pytest.mark.parametrize("table", get_args(api.Table))
    @pytest.mark.parametrize("library", get_args(api.Library))
    def test_types_hold_with_rows_and_without(self, run: gricheck.Run, table: api.Table, library: api.Library) -> None:
        pytest.importorskip(library, reason=f"{library} is not installed")
        full = run.to_dataframe(table, library)
        empty = gricheck.check(ROOT / "sample_reports" / "no-index.txt").to_dataframe("rows", library)
        assert len(empty) == 0
        columns = frame._TABLES[table][0]
        assert list(full.columns) == list(columns)
        assert list(empty.columns) == list(frame.ROWS)
        if library == "polars":
            assert [str(dtype) for dtype in full.dtypes] == [POLARS[kind] for kind in columns.values()]
            assert empty.dtypes == run.to_dataframe("rows", "polars").dtypes
        else:
            assert [str(dtype) for dtype in full.dtypes] == [frame._PANDAS[kind] for kind in columns.values()]
            assert list(empty.dtypes) == list(run.to_dataframe("rows", "pandas").dtypes)

    @pytest.mark.parametrize("library", get_args(api.Library))
    def test_the_tables_hold_what_the_json_holds(self, run: gricheck.Run, library: api.Library) -> None:
        pytest.importorskip(library, reason=f"{library} is not installed")
        found = records(run.to_dataframe("findings", library))
        data = json.loads(run.render("json"))["findings"]
        keys = ("rule", "severity", "outcome", "disclosure", "message", "fingerprint", "waived", "baselined", "reason")
        assert [{key: one[key] for key in keys} for one in found] == [{key: one[key] for key in keys} for one in data]
        assert [one["page_index"] for one in found] == [(one["where"] or {}).get("page") for one in data]
        assert {one["report"] for one in found} == {str(FAULTY)}
        gaps = json.loads(run.render("json", of="gaps"))["rows"]
        for one, line in zip(records(run.to_dataframe("disclosures", library)), gaps, strict=True):
            assert (one["disclosure"], one["edition"], one["status"]) == tuple(
                line[key] for key in ("disclosure", "edition", "status")
            )
            assert list(one["page_indexes"]) == [page["index"] for page in line["pages"]]
            assert list(one["page_labels"]) == [page["label"] for page in line["pages"]]
        rows = index_data(run.mapping, run.versions)["rows"]
        for one, line in zip(records(run.to_dataframe("rows", library)), rows, strict=True):
            assert (one["code"], one["location"], list(one["sdgs"])) == (line["code"], line["location"], line["sdgs"])

    def test_pandas_goes_first_and_what_is_missing_is_named(
        self, run: gricheck.Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(frame, "find_spec", lambda name: name == "polars")
        assert frame._library(None) == "polars"
        with pytest.raises(gricheck.UsageError, match=r"pandas is not installed.*pip install pandas"):
            run.to_dataframe(library="pandas")
        monkeypatch.setattr(frame, "find_spec", lambda name: True)
        assert frame._library(None) == "pandas"
        monkeypatch.setattr(frame, "find_spec", lambda name: None)
        with pytest.raises(gricheck.UsageError, match=r"neither pandas nor polars is installed.*pip install pandas"):
            run.to_dataframe()

    def test_what_does_not_exist_is_refused(self, run: gricheck.Run) -> None:
        with pytest.raises(gricheck.UsageError, match="no table is called 'gaps'; known are findings"):
            run.to_dataframe("gaps")  # type: ignore[arg-type]
        with pytest.raises(gricheck.UsageError, match="pandas or polars, not 'dask'"):
            run.to_dataframe(library="dask")  # type: ignore[arg-type]

    @pytest.mark.parametrize("table", get_args(api.Table))
    def test_the_documentation_names_every_column(self, table: api.Table) -> None:
        text = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
        (line,) = re.findall(rf"^\| `{table}` \| (`report`.*) \|$", text, re.MULTILINE)
        assert re.findall(r"`(\w+)`", line) == list(frame._TABLES[table][0])
        kinds = dict(re.findall(r"`(\w+)`(?: \((\w+)\))?", line))
        words = {
            "text": "",
            "int": "integer",
            "float": "float",
            "bool": "boolean",
            "ints": "integers",
            "texts": "texts",
        }
        assert kinds == {name: words[kind] for name, kind in frame._TABLES[table][0].items()}


POLARS = {
    "text": "String",
    "int": "Int64",
    "float": "Float64",
    "bool": "Boolean",
    "ints": "List(Int64)",
    "texts": "List(String)",
}


def records(table: object) -> list[dict[str, object]]:
    """The lines of a frame of either library, with None for what is missing."""
    if hasattr(table, "to_dicts"):
        found: list[dict[str, object]] = table.to_dicts()
        return found
    lines = table.astype(object).where(table.notna(), None).to_dict("records")  # type: ignore[attr-defined]
    return list(lines)


class TestForItsUsers:
    def test_the_examples_of_the_documentation_run(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("pandas", reason="pandas is not installed")
        text = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        assert len(blocks) >= 7
        shutil.copy(FAULTY, tmp_path / "report.pdf")
        monkeypatch.chdir(tmp_path)
        names: dict[str, object] = {}
        for block in blocks:
            exec(compile(ast.parse(block), "docs/library.md", "exec"), names)
        assert names["missing"]
        assert names["broken"]
        assert (tmp_path / "findings.json").exists()
        assert (tmp_path / "gaps.txt").read_text().startswith("report.pdf")

    def test_everything_it_exports_is_there(self) -> None:
        assert all(getattr(gricheck, name) is not None for name in gricheck.__all__)
        assert set(gricheck.__all__) <= set(dir(gricheck))
        assert gricheck.Run is api.Run

    def test_a_typed_program_passes_the_strictest_checks(self, tmp_path: Path) -> None:
        pytest.importorskip("mypy", reason="mypy is not installed")
        program = tmp_path / "program.py"
        program.write_text(PROGRAM, encoding="utf-8")
        command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "program.py"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        told = re.findall(r'^program\.py:\d+: note: Revealed type is "(.*)"$', done.stdout, re.MULTILINE)
        assert "Success" in done.stdout, done.stdout
        assert [name.removeprefix("builtins.") for name in told] == ["gricheck.api.Run", "str", "bytes"]


PROGRAM = """\
from datetime import date
from pathlib import Path

import gricheck


def errors(path: Path) -> list[str]:
    run = gricheck.check(path, claim="core", published=date(2020, 1, 1), select=["titles"])
    reveal_type(run)
    reveal_type(run.render("json", of="gaps"))
    reveal_type(run.render("xlsx"))
    run.write(path.with_suffix(".csv"), of="gaps")
    live: list[gricheck.Finding] = [f for f in run.findings if f.live and f.severity is gricheck.Severity.ERROR]
    missing = [gap.code for gap in run.gaps if gap.status is gricheck.Status.MISSING]
    return [f.message for f in live] + missing + [row.location for row in gricheck.read_index(str(path)).rows]


try:
    errors(Path("report.pdf"))
except gricheck.UnreadableReport as error:
    print(error.exit_code)
except gricheck.GricheckError:
    raise
"""
