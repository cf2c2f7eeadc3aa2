"""Several files that make up one report, and the other documents that its index names."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from gricheck.cli import cli
from published import validate

SAMPLES = Path(__file__).resolve().parents[2] / "sample_reports"
REPORT = SAMPLES / "faulty-2021-in-accordance.pdf"
ANNUAL = SAMPLES / "clean-2016-core.pdf"
"""Of 30 pages, each with its number."""
HEAD = ("Disclosure", "Title", "Location", "Omission")


def gricheck(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, [*map(str, args), "--no-config"], prog_name="gricheck")


def data_of(*args: str | Path) -> dict[str, Any]:
    done = gricheck(*args, "--format", "json")
    assert done.exit_code in (0, 1), done.output
    data: dict[str, Any] = json.loads(done.stdout)
    validate(data, data["schema"].split("/")[1])
    return data


@cache
def own_rows() -> tuple[tuple[str, str, str, str], ...]:
    """The rows of the report's own index."""
    rows = data_of("index", REPORT)["rows"]
    told = (row["omission"] or {} for row in rows)
    omitted = [": ".join(filter(None, (one.get("reason"), one.get("explanation")))) for one in told]
    return tuple((r["printed_code"], r["title"], r["location"], o) for r, o in zip(rows, omitted, strict=True))


def index_file(folder: Path, locations: dict[str, str]) -> Path:
    """The report's index with other locations for some codes."""
    lines = [(code, title, locations.get(code, place), o) for code, title, place, o in own_rows()]
    out = io.StringIO()
    csv.writer(out).writerows([("GRI content index",), HEAD, *lines])
    path = folder / "index.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def externals(index: Path, *args: str | Path) -> dict[str, list[tuple[str | None, list[int | None]]]]:
    """Code to the file and the pages of each document that its location names."""
    rows = data_of("index", REPORT, "--index", index, *args)["rows"]
    return {
        row["code"]: [(one["file"], [page["index"] for page in one["pages"]]) for one in row["externals"]]
        for row in rows
        if row["externals"]
    }


class TestNames:
    @pytest.mark.parametrize(
        ("location", "given"),
        [
            ("Annual Report, p. 5", "Annual Report"),
            ("annual report p. 5", "Annual Report 2020"),
            ("Annual Report 2020, p. 5", "Annual report"),
            ("AR p. 5", "Annual Report"),
            ("p. 5 of the Annual Report", "AR"),
            ("Book of Figures, p. 5", "Book of Figures"),
            ("Annual Report 2019/20, p. 5", "Annual Report 2020"),
        ],
    )
    def test_what_the_index_prints_leads_to_the_file(self, tmp_path: Path, location: str, given: str) -> None:
        index = index_file(tmp_path, {"2-13": location})
        assert externals(index, "--also", f"{given}={ANNUAL}") == {"2-13": [(str(ANNUAL), [4])]}

    @pytest.mark.parametrize(
        ("location", "given"),
        [
            ("Annual Report 2019, p. 5", "Annual Report 2020"),
            ("Financial Report, p. 5", "Annual Report"),
            ("website, p. 5", "Annual Report"),
        ],
    )
    def test_another_document_is_none(self, tmp_path: Path, location: str, given: str) -> None:
        index = index_file(tmp_path, {"2-13": location})
        found = externals(index, "--also", f"{given}={ANNUAL}")
        assert [file for file, _ in found["2-13"]] == [None]

    def test_of_two_years_the_one_is_meant_that_is_printed(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {"2-13": "Annual Report 2019 p. 5; Annual Report 2020 p. 6", "2-14": "AR p. 7"})
        older = SAMPLES / "with-reference-bare.pdf"
        files = ("--also", f"Annual Report 2020={ANNUAL}", "--also", f"Annual Report 2019={older}")
        found = externals(index, *files)
        assert [file for file, _ in found["2-13"]] == [str(older), str(ANNUAL)]
        assert found["2-14"] == [(None, [])]  # which of them?

    def test_a_file_goes_by_what_it_is_called(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {"2-13": "Annual Report, p. 5"})
        file = tmp_path / "annual-report-2020.pdf"
        file.write_bytes(ANNUAL.read_bytes())
        assert externals(index, "--also", file) == {"2-13": [(str(file), [4])]}

    def test_an_address_with_a_page(self, tmp_path: Path) -> None:
        address = "https://kestrelmoor.example/ar.pdf"
        index = index_file(tmp_path, {"2-13": f"{address}#page=5"})
        assert externals(index, "--also", f"{address}={ANNUAL}") == {"2-13": [(str(ANNUAL), [4])]}

    def test_a_section_of_the_document_is_where_it_begins(self, tmp_path: Path) -> None:
        index = index_file(
            tmp_path,
            {"2-13": "Annual Report: Human rights in the supply chain", "2-14": "Annual Report, Our moon base"},
        )
        data = data_of(REPORT, "--index", index, "--also", f"Annual Report={ANNUAL}")
        pages = {row["disclosure"]: row.get("elsewhere") for row in data["disclosures"]}
        assert [(page["index"], page["file"]) for page in pages["2-13"] or ()] == [(11, str(ANNUAL))]
        assert pages["2-14"] is None
        unplaced = {f["disclosure"] for f in data["findings"] if f["rule"] == "external-unnamed"}
        assert {"2-13", "2-14"} & unplaced == {"2-14"}

    def test_pages_are_those_of_the_file_and_its_own_ones_stay(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {"2-13": "6; Annual Report pp. 4-6"})
        data = data_of("index", REPORT, "--index", index, "--also", f"Annual Report={ANNUAL}")
        (row,) = (row for row in data["rows"] if row["code"] == "2-13")
        assert [page["index"] for page in row["pages"]] == [6]
        assert [(p["label"], p["index"], p["file"]) for p in row["externals"][0]["pages"]] == [
            (str(n), n - 1, str(ANNUAL)) for n in (4, 5, 6)
        ]
        assert (data["documents"][0]["pages"], data["documents"][0]["names"]) == (30, ["Annual Report"])


class TestFindings:
    def test_a_page_that_the_document_lacks(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {"2-13": "Annual Report p. 5", "2-14": "Annual Report p. 28, 145"})
        args = ("--index", index, "--also", f"Annual Report={ANNUAL}")
        found = [f for f in data_of(REPORT, *args)["findings"] if f["rule"] == "external-out-of-range"]
        assert [(f["disclosure"], f["severity"], f["outcome"]) for f in found] == [("2-14", "error", "fail")]
        assert "page 145" in found[0]["message"]
        assert f"{ANNUAL.name} is 30" in found[0]["message"]
        rows = {row["disclosure"]: row["status"] for row in data_of("gaps", REPORT, *args)["rows"]}
        assert (rows["2-13"], rows["2-14"]) == ("reported", "reported")

    def test_a_row_that_leads_only_to_pages_that_are_not_there(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {"2-14": "Annual Report p. 145"})
        rows = data_of("gaps", REPORT, "--index", index, "--also", f"Annual Report={ANNUAL}")["rows"]
        assert [row["status"] for row in rows if row["disclosure"] == "2-14"] == ["unresolved"]

    def test_the_cited_pages_of_the_document_are_weighed_and_shown(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {"305-1": "Annual Report p. 17"})
        args = ("--index", index, "--also", f"Annual Report={ANNUAL}")
        (row,) = (row for row in data_of("gaps", REPORT, *args)["rows"] if row["disclosure"] == "305-1")
        assert [(page["index"], page["file"]) for page in row["elsewhere"]] == [(16, str(ANNUAL))]
        (cited,) = (one for one in row["evidence"] if one["cited"])
        assert (cited["index"], cited["file"]) == (16, str(ANNUAL))
        text = gricheck("gaps", REPORT, *args).stdout
        assert all(part in text for part in ANNUAL.name.split("-"))  # a column may part a name at its hyphens

    def test_what_only_the_other_document_covers_is_not_missed_in_the_index(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {})
        alone = data_of(REPORT, "--index", index)
        beside = data_of(REPORT, "--index", index, "--also", f"Annual Report={ANNUAL}")
        told = [[(f["rule"], f["disclosure"]) for f in data["findings"]] for data in (alone, beside)]
        assert told[0] == told[1]

    def test_a_name_that_no_row_prints_is_told(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {"2-13": "Annual Report p. 5"})
        notes = data_of(REPORT, "--index", index, "--also", f"Book of Figures={ANNUAL}")["coverage"]["notes"]
        assert any('"Book of Figures"' in note and ANNUAL.name in note for note in notes)

    def test_every_output_names_the_files(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {"2-13": "Annual Report p. 5"})
        files = [tmp_path / f"gaps.{ending}" for ending in ("html", "xlsx", "csv", "md", "json", "txt")]
        args = ("--index", index, "--also", f"Annual Report={ANNUAL}", "--pages")
        done = gricheck("gaps", REPORT, *args, *(f"-o{file}" for file in files))
        assert done.exit_code == 0, done.output
        for file in files:
            if file.suffix not in (".xlsx", ".txt"):
                assert ANNUAL.name in file.read_text(encoding="utf-8"), file
        (log,) = json.loads(gricheck(REPORT, *args[:-1], "--format", "sarif").stdout)["runs"]
        assert len(log["artifacts"]) == 3


def test_the_configuration_names_documents_relative_to_itself(tmp_path: Path) -> None:
    index = index_file(tmp_path, {"2-13": "Annual Report p. 5"})
    (tmp_path / "ar.pdf").write_bytes(ANNUAL.read_bytes())
    config = tmp_path / "gricheck.yaml"
    config.write_text("also:\n  Annual Report: ar.pdf\n", encoding="utf-8")
    args = ["index", str(REPORT), "--index", str(index), "--config", str(config), "--format", "json"]
    rows = json.loads(CliRunner().invoke(cli, args).stdout)["rows"]
    assert [one["file"] for row in rows for one in row["externals"]] == [str(tmp_path / "ar.pdf")]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--also", "Annual Report="], "give the name and the file"),
        (["--also", f"={ANNUAL}"], "give the name and the file"),
        (["--also", "Annual Report=gone.pdf"], "gone.pdf: no such file"),
        (["--also", f"Annual Report={REPORT}"], "name each file once"),
    ],
)
def test_what_is_wrong_with_a_document_is_told(args: Sequence[str], told: str) -> None:
    done = gricheck(REPORT, *args)
    assert done.exit_code in (2, 3)
    assert told in done.stderr


def test_no_output_goes_over_a_file_that_is_read(tmp_path: Path) -> None:
    index = index_file(tmp_path, {})
    before = index.read_bytes()
    done = gricheck(REPORT, "--index", index, "-o", index)
    assert (done.exit_code, index.read_bytes() == before) == (2, True), done.output


class TestFilesApart:
    """What is said of one file rests on no other."""

    def test_the_neighbour_of_a_last_page_is_in_no_other_file(self, tmp_path: Path) -> None:
        last = len(pypdfium2.PdfDocument(REPORT))
        index = index_file(tmp_path, {"305-1": str(last - 1)})
        args = ("--index", index, "--also", f"Annual Report={ANNUAL}")
        (row,) = (row for row in data_of("gaps", REPORT, *args)["rows"] if row["disclosure"] == "305-1")
        assert all("file" not in one for one in row["evidence"])

    def test_what_rows_say_of_the_report_stays_as_it_was(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {})
        alone = data_of("gaps", REPORT, "--index", index)["rows"]
        beside = data_of("gaps", REPORT, "--index", index, "--also", f"Annual Report={ANNUAL}")["rows"]
        assert [row["evidence"] for row in alone] == [row["evidence"] for row in beside]

    def test_a_document_without_pages_is_not_judged(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {"2-14": "Annual Report p. 145"})
        text = tmp_path / "annual.md"
        text.write_text("# Annual Report\n\nSome words.\n", encoding="utf-8")
        args = ("--index", index, "--also", f"Annual Report={text}")
        assert not [f for f in data_of(REPORT, *args)["findings"] if f["rule"] == "external-out-of-range"]
        rows = data_of("gaps", REPORT, *args)["rows"]
        assert [row["status"] for row in rows if row["disclosure"] == "2-14"] == ["reported"]

    def test_a_configured_document_may_be_the_report(self, tmp_path: Path) -> None:
        (tmp_path / "ar.pdf").write_bytes(ANNUAL.read_bytes())
        config = tmp_path / "gricheck.yaml"
        config.write_text("also:\n  Annual Report: ar.pdf\n", encoding="utf-8")
        done = CliRunner().invoke(cli, ["check", str(tmp_path / "ar.pdf"), "--config", str(config)])
        assert done.exit_code == 0, done.output

    @pytest.mark.parametrize("again", ["--also", "--volume"])
    def test_no_file_is_given_twice(self, tmp_path: Path, again: str) -> None:
        index = index_file(tmp_path, {})
        done = gricheck(REPORT, "--index", index, again, index)
        assert (done.exit_code, "name each file once" in done.stderr) == (2, True)

    def test_the_claim_says_in_which_file_it_stands(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {})
        words = "Kestrelmoor has reported in accordance with the GRI Standards for the year 2023."
        index.write_text(index.read_text().replace("GRI content index", f'GRI content index\n"{words}"', 1))
        claim = data_of("gaps", REPORT, "--index", index)["claim"]
        assert (claim["file"], claim["page"]) == (str(index), 0)

    def test_an_index_over_two_volumes_is_read(self, tmp_path: Path) -> None:
        source = pypdfium2.PdfDocument(REPORT)
        start = data_of("index", REPORT)["index_pages"][1]
        for name, pages in (("one.pdf", range(start)), ("two.pdf", range(start, len(source)))):
            part = pypdfium2.PdfDocument.new()
            part.import_pages(source, list(pages))
            part.save(tmp_path / name)
        rows = data_of("index", tmp_path / "one.pdf", "--volume", tmp_path / "two.pdf")["rows"]
        assert [row["code"] for row in rows] == [row["code"] for row in data_of("index", REPORT)["rows"]]


class TestVolumes:
    @pytest.fixture
    def files(self, tmp_path: Path) -> list[Path]:
        """The report in two files, the second of which goes on where the first ends."""
        paths = []
        source = pypdfium2.PdfDocument(REPORT)
        for name, pages in (("one.pdf", range(12)), ("two.pdf", range(12, len(source)))):
            part = pypdfium2.PdfDocument.new()
            part.import_pages(source, list(pages))
            part.save(tmp_path / name)
            paths.append(tmp_path / name)
        return paths

    def test_they_are_checked_as_one_report(self, tmp_path: Path, files: list[Path]) -> None:
        index = index_file(tmp_path, {})
        whole, parts = data_of(REPORT, "--index", index), data_of(*files, "--index", index)
        told = [[(f["rule"], f["disclosure"], f["outcome"]) for f in data["findings"]] for data in (whole, parts)]
        assert told[0] == told[1]
        assert [(one["role"], one["path"]) for one in parts["documents"]] == [("volume", str(files[1]))]
        assert (parts["source"]["path"], parts["source"]["pages"]) == (str(files[0]), 12)

    def test_a_page_of_the_second_file_is_counted_in_it(self, tmp_path: Path, files: list[Path]) -> None:
        index = index_file(tmp_path, {})
        whole, parts = (data_of(*given, "--index", index)["disclosures"] for given in ((REPORT,), files))
        there, here = ([page for row in rows for page in row["pages"]] for rows in (whole, parts))
        pages = [page["index"] for page in there]
        expected = [(n, None) if n is None or n < 12 else (n - 12, str(files[1])) for n in pages]
        assert [(page["index"], page.get("file")) for page in here] == expected
        assert {file for _, file in expected} == {None, str(files[1])}

    @pytest.mark.parametrize("command", ["gaps", "index"])
    def test_every_command_takes_them(self, tmp_path: Path, files: list[Path], command: str) -> None:
        index = index_file(tmp_path, {})
        whole, parts = (
            data_of(command, REPORT, "--index", index),
            data_of(command, files[0], "--volume", files[1], "--index", index),
        )
        codes = [[row.get("disclosure") for row in data["rows"]] for data in (whole, parts)]
        assert codes[0] == codes[1]

    def test_numbers_that_both_print_are_told_and_none_is_lost(self, tmp_path: Path) -> None:
        index = index_file(tmp_path, {"2-13": "28"})
        data = data_of(REPORT, ANNUAL, "--index", index)
        assert any("page numbers that a file before it prints too" in note for note in data["coverage"]["notes"])
        assert "2-13" not in {f["disclosure"] for f in data["findings"] if f["rule"] == "page-out-of-range"}

    def test_the_order_of_the_files_takes_no_page_away(self, tmp_path: Path, files: list[Path]) -> None:
        index = index_file(tmp_path, {})
        lost = [f for f in data_of(*reversed(files), "--index", index)["findings"] if f["rule"] == "page-out-of-range"]
        assert [(f["disclosure"], f["outcome"]) for f in lost] == [("205-3", "fail")]
