"""The index in a file of its own: its rows are judged by the report's pages, and every place names the right file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from gricheck.cli import cli
from published import validate

SAMPLE = Path(__file__).resolve().parents[2] / "sample_reports" / "faulty-2021-in-accordance.pdf"


def gricheck(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, [*map(str, args), "--no-config"], prog_name="gricheck")


@cache
def own_rows() -> list[dict[str, Any]]:
    """The rows of the sample's own index."""
    rows: list[dict[str, Any]] = json.loads(gricheck("index", SAMPLE, "--format", "json").stdout)["rows"]
    return rows


def omission(row: dict[str, Any]) -> str:
    told = row["omission"] or {}
    return ": ".join(filter(None, (told.get("reason"), told.get("explanation"))))


@pytest.fixture(params=["xlsx", "csv"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The same rows in a workbook or a table of their own."""
    head = ["Disclosure", "Title", "Location", "Omission"]
    lines = [[row["printed_code"], row["title"], row["location"], omission(row)] for row in own_rows()]
    path = tmp_path / f"our index.{request.param}"
    if request.param == "csv":
        out = io.StringIO()
        csv.writer(out).writerows([["GRI content index"], head, *lines])
        path.write_text(out.getvalue(), encoding="utf-8")
    else:
        book = Workbook()
        sheet = book.create_sheet("GRI")
        for line in [["GRI content index"], head, *lines]:
            sheet.append(line)
        book.save(path)
    return path


def test_rows_lead_to_the_pages_of_the_report(index: Path) -> None:
    data = json.loads(gricheck("index", SAMPLE, "--index", index, "--format", "json").stdout)
    validate(data, "index")
    assert [(r["code"], r["location"], r["pages"]) for r in data["rows"]] == [
        (r["code"], r["location"], r["pages"]) for r in own_rows()
    ]
    assert data["index_source"]["path"] == str(index)
    assert {row["where"]["file"] for row in data["rows"]} == {str(index)}
    assert (data["source"]["path"], data["source"]["pages"]) == (str(SAMPLE), 26)


def test_findings_rest_on_the_report_and_stand_in_the_index(index: Path) -> None:
    done = gricheck(SAMPLE, "--index", index, "--format", "json")
    assert done.exit_code == 1, done.output
    data = json.loads(done.stdout)
    validate(data, "run")
    found = {(f["rule"], f["disclosure"]) for f in data["findings"]}
    assert {("page-out-of-range", "205-3"), ("code-misprint", "403-10"), ("location-slash", "2-16")} <= found
    (slash,) = [f for f in data["findings"] if f["rule"] == "location-slash"]
    assert slash["where"]["file"] == str(index)
    line = slash["where"]["line"]
    assert line == [r["printed_code"] for r in own_rows()].index("2-16") + 3


def test_each_format_names_the_file_of_the_row(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(index.parent)
    text = gricheck(SAMPLE, "--index", index.name).stdout
    assert "our index" in text
    annotations = [
        line for line in gricheck(SAMPLE, "--index", index.name, "--format", "github").stdout.splitlines()
        if "location-slash" in line
    ]  # fmt: skip
    assert annotations
    assert f"file={index.name}" in annotations[0]
    (log,) = json.loads(gricheck(SAMPLE, "--index", index.name, "--format", "sarif").stdout)["runs"]
    uris = {place["physicalLocation"]["artifactLocation"]["uri"] for r in log["results"] for place in r["locations"]}
    assert index.name.replace(" ", "%20") in uris
    assert len(log["artifacts"]) == 2


def test_gap_table_and_page_are_made(index: Path, tmp_path: Path) -> None:
    outputs = [f"-o{tmp_path / name}" for name in ("gaps.html", "gaps.xlsx", "gaps.csv", "gaps.md")]
    done = gricheck("gaps", SAMPLE, "--index", index, "--pages", *outputs)
    assert done.exit_code == 0, done.output
    assert all((tmp_path / name).stat().st_size for name in ("gaps.html", "gaps.xlsx", "gaps.csv", "gaps.md"))


def test_no_file_counts_twice_and_it_must_be_there(index: Path) -> None:
    done = gricheck(SAMPLE, SAMPLE, "--index", index)
    assert (done.exit_code, "name each file once" in done.stderr) == (2, True)
    gone = gricheck(SAMPLE, "--index", index.parent / "gone.xlsx")
    assert (gone.exit_code, "gone.xlsx: no such file" in gone.stderr) == (3, True)


SHORT = [("302-1", "p. 12"), ("305-1", "14"), ("305-2", "/")]


def html(lines: list[tuple[str, ...]]) -> str:
    rows = ("".join(f"<td>{cell}</td>" for cell in line) for line in lines)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def markdown(lines: list[tuple[str, ...]]) -> str:
    rows = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([rows[0], "|---" * len(lines[0]) + "|", *rows[1:]])


WRITERS: dict[str, Callable[[list[tuple[str, ...]]], str]] = {
    "csv": lambda lines: "\n".join(",".join(line) for line in lines),
    "html": html,
    "md": markdown,
    "adoc": lambda lines: "\n".join(["|===", *("".join(f"|{cell} " for cell in line) for line in lines), "|==="]),
    "txt": lambda lines: "\n".join("    ".join(f"{cell:12}" for cell in line) for line in lines),
}


@pytest.mark.parametrize(
    ("ending", "titled"), [*((ending, False) for ending in WRITERS), *((e, True) for e in WRITERS if e != "txt")]
)
def test_three_rows_under_a_head_are_an_index_where_the_user_says_so(ending: str, titled: bool, tmp_path: Path) -> None:
    lines = [("Disclosure", "Location"), *SHORT]
    if titled:
        lines = [("Title", *lines[0]), *(("What this row is about", *line) for line in SHORT)]
    path = tmp_path / f"short.{ending}"
    path.write_text(WRITERS[ending](lines), encoding="utf-8")
    for call in ((SAMPLE, "--index", path), (path,)):
        data = json.loads(gricheck("index", *call, "--format", "json").stdout)
        assert [(r["code"], r["location"]) for r in data["rows"]] == SHORT
        assert [r["kind"] for r in data["rows"]] == ["pages", "pages", "slash"]
        assert data["unparsed"] == []


def test_a_file_without_an_index_is_named_and_the_report_is_not_looked_at(tmp_path: Path) -> None:
    for name, text in (("a.csv", "Item,Amount\nPaper,12\n"), ("a.html", "<p>Ours is in the report.</p>")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = gricheck(SAMPLE, "--index", tmp_path / name)
        assert (done.exit_code, done.stdout) == (3, "")
        assert f"{name}: no GRI content index could be read in it; --index takes" in done.stderr


def test_why_the_index_could_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a note\n\n```\n| 305-1 | 7 |", encoding="utf-8")
    assert "is never closed" in gricheck(SAMPLE, "--index", tmp_path / "a.md").stderr


def test_a_sheet_that_lists_the_same_again_is_told(tmp_path: Path) -> None:
    book = Workbook()
    for year in ("2023", "2022"):
        sheet = book.create_sheet(year)
        sheet.append(["GRI content index"])
        sheet.append(["Disclosure", "Title", "Location"])
        for row in own_rows()[:9]:
            sheet.append([row["printed_code"], row["title"], row["location"]])
    path = tmp_path / "two.xlsx"
    book.save(path)
    data = json.loads(gricheck(path, "--format", "json").stdout)
    assert {row["where"]["sheet"] for row in data["findings"] if row["where"]} <= {"2023", None}
    assert any('sheet "2022"' in note for note in data["coverage"]["notes"])
    assert "index sheet 2023: 9 rows read" in gricheck(path).stdout
