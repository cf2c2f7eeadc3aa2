"""``find`` and ``draft`` on the command line: real reports, exit codes, files, and the reports that started them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from click.testing import CliRunner, Result

from gricheck.cli import cli
from published import validate

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
LONG, ZTE_UNITED, ZTE_TARGETS = (
    SEEDS / name for name in ("002_192167261f137cbc.txt", "000_494c7729addbb7b8.txt", "001_b6ef691ec6353c24.txt")
)
needs_seeds = pytest.mark.skipif(not LONG.is_file(), reason=f"the seed reports are not here: {SEEDS}")

WORK = "Our people like their work and come back to it on Mondays,\nas the survey among them tells us once again."
TEXT = {
    4: "Direct emissions (Scope 1): stationary combustion, mobile combustion\nand fugitive emissions, 41,736 tCO2e.",
    6: "Water withdrawal from groundwater, surface water and municipal water\nwas 41 megalitres; seawater none.",
    9: "Whoever sees a breach can use the ethics hotline; whistleblowing is anonymous:\nspeak up without retaliation.",
}
INDEX = """GRI content index
305-1 Direct (Scope 1) GHG emissions 4
305-2 Energy indirect (Scope 2) GHG emissions 5
302-1 Energy consumption within the organization 5
303-3 Water withdrawal 6
404-1 Average hours of training per year per employee 7
2-26 Mechanisms for seeking advice and raising concerns 9
2-28 Membership associations 10
3-2 List of material topics 11"""

Write = Callable[..., Path]


def gricheck(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], prog_name="gricheck")


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report of sixteen numbered pages, without an index."""
    monkeypatch.chdir(tmp_path)
    return written(tmp_path, TEXT)


def written(folder: Path, text: dict[int, str], name: str = "report.txt", pages: int = 16) -> Path:
    path = folder / name
    path.write_text("\f".join(f"{text.get(n, WORK)}\n\n{n}\n" for n in range(1, pages + 1)), encoding="utf-8")
    return path


def pictures(folder: Path) -> Path:
    """A PDF of pages that hold a picture and no text."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab, which makes the PDF, is not installed")
    path = folder / "pictures.pdf"
    sheet = canvas.Canvas(str(path), invariant=1)
    for _ in range(3):
        sheet.rect(50, 50, 100, 100, fill=1)
        sheet.showPage()
    sheet.save()
    return path


def results(*args: str | Path) -> list[dict[str, object]]:
    done = gricheck("find", *args, "--format", "json")
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    validate(data, "find")
    return list(data["results"])


def codes(*args: str | Path) -> list[str]:
    done = gricheck("draft", *args, "--format", "json")
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    validate(data, "draft")
    return [row["disclosure"] for row in data["rows"]]


class TestExitCodes:
    @pytest.mark.parametrize(
        ("args", "code"),
        [
            (["find", "report.txt", "305-1"], 0),
            (["find", "report.txt", "zeppelins"], 0),
            (["find", "report.txt", "305-1", "305-9"], 2),
            (["find", "report.txt", "303-3 2019"], 2),
            (["find", "report.txt"], 2),
            (["find", "report.txt", "305-1", "--top", "0"], 2),
            (["find", "report.txt", "305-1", "--format", "csv"], 2),
            (["find", "report.txt", "305-1", "-o", "report.txt"], 2),
            (["find", "empty.txt", "305-1"], 3),
            (["find", "nowhere.txt", "305-1"], 3),
            (["draft", "report.txt"], 0),
            (["draft", "report.txt", "--claim", "in-accordance"], 0),
            (["draft", "report.txt", "--claim", "gold"], 2),
            (["draft", "report.txt", "--format", "pdf"], 2),
            (["draft", "report.txt", "-o", "report.txt"], 2),
            (["draft", "empty.txt"], 3),
            (["draft", "nowhere.txt"], 3),
        ],
    )
    def test_code(self, args: list[str], code: int, report: Path) -> None:
        report.with_name("empty.txt").write_text(" \n\n", encoding="utf-8")
        done = gricheck(*args)
        assert done.exit_code == code, done.output
        assert "Traceback" not in done.output
        assert bool(done.stderr) is (code != 0)

    def test_find_says_that_a_report_of_pictures_has_no_text(self, report: Path) -> None:
        done = gricheck("find", pictures(report.parent), "305-1")
        assert done.exit_code == 3
        assert "there is no text to search; 3 PDF pages hold no text" in done.stderr

    def test_draft_says_that_a_report_of_pictures_has_no_text(self, report: Path) -> None:
        done = gricheck("draft", pictures(report.parent), "--claim", "in-accordance")
        assert done.exit_code == 3

    def test_an_unknown_code_gets_a_hint_on_stderr_alone(self, report: Path) -> None:
        done = gricheck("find", report, "305-9")
        assert done.stdout == ""
        assert done.stderr.startswith("gricheck: no disclosure is called '305-9'; did you mean 305-")


class TestFind:
    def test_the_page_is_named_and_quoted(self, report: Path) -> None:
        shown = gricheck("find", report, "305-1").stdout
        assert shown.startswith(f"{report}\n\n305-1 Direct (Scope 1) GHG emissions, 2016\n 1. p. 4")
        assert "“Direct emissions (Scope 1): stationary combustion," in shown

    def test_several_things_are_answered_in_the_order_asked(self, report: Path) -> None:
        found = results(report, "water withdrawal", "GRI 305-1", "zeppelins")
        assert [(r["asked"], r["disclosure"]) for r in found] == [
            ("water withdrawal", None),
            ("GRI 305-1", "305-1"),
            ("zeppelins", None),
        ]
        first = [[p["label"] for p in r["pages"]][:1] for r in found]  # type: ignore[attr-defined]
        assert first == [["6"], ["4"], []]

    def test_top_limits_the_pages(self, report: Path) -> None:
        text = {**TEXT, 5: TEXT[4], 7: TEXT[4]}
        path = written(report.parent, text, "many.txt")
        counts = [len(results(path, "305-1", "--top", str(most))[0]["pages"]) for most in (1, 2, 9)]  # type: ignore[arg-type]
        assert counts[:2] == [1, 2]
        assert 3 <= counts[2] <= 9

    def test_the_index_itself_is_never_found(self, report: Path) -> None:
        path = written(report.parent, {**TEXT, 16: INDEX}, "indexed.txt")
        for asked in ("305-1", "303-3", "content index", "Scope 2 GHG emissions"):
            found = results(path, asked, "--top", "100")[0]["pages"]
            assert 15 not in [p["index"] for p in found]  # type: ignore[attr-defined]

    def test_the_date_tells_the_edition(self, report: Path) -> None:
        editions = [results(report, "303-3", "--date", day)[0]["edition"] for day in ("2020-12-31", "2021-01-01")]
        assert editions == [2016, 2018]

    def test_the_result_is_written_to_a_file(self, report: Path) -> None:
        done = gricheck("find", report, "305-1", "-o", "found.txt")
        assert done.stdout == ""
        assert (report.parent / "found.txt").read_text(encoding="utf-8") == gricheck("find", report, "305-1").stdout

    def test_escape_sequences_of_a_report_do_not_reach_the_terminal(self, report: Path) -> None:
        path = written(report.parent, {4: f"\x1b[31m\u202e\x07{TEXT[4]}"}, "hostile.txt")
        shown = gricheck("find", path, "305-1", "\x1b[31mcombustion").output
        assert "41,736 tCO2e" in shown
        assert not [mark for mark in ("\x1b", "\x07", "\u202e") if mark in shown]


class TestDraft:
    def test_with_reference_is_the_claim_where_nobody_makes_one(self, report: Path) -> None:
        found = codes(report, "--date", "2024-05-01")
        assert {"2-26", "303-3", "305-1"} <= set(found)
        assert not {"2-1", "3-1", "3-3"} & set(found)
        assert found == codes(report, "--date", "2024-05-01", "--claim", "with-reference")

    def test_the_claim_that_is_given_counts(self, report: Path) -> None:
        found = codes(report, "--claim", "in-accordance")
        assert {f"2-{n}" for n in range(1, 31)} | {"3-1", "3-2", "3-3", "305-1", "303-3"} <= set(found)

    @pytest.mark.parametrize("claim", ["with-reference", "in-accordance", "core", "g4-core"])
    def test_every_located_row_has_a_quote_and_every_blank_one_none(self, claim: str, report: Path) -> None:
        rows = json.loads(gricheck("draft", report, "--claim", claim, "--format", "json").stdout)["rows"]
        assert rows
        for row in rows:
            assert bool(row["location"]) is bool(row["pages"]) is bool(row["confidence"])
            assert all(page["quote"] for page in row["pages"])
            assert row["pages"] or row["required"]

    @pytest.mark.parametrize(
        ("name", "starts"),
        [
            *[("index.json", "{"), ("index.csv", "\ufeffStatement of use,"), ("index.md", "# GRI content index")],
            *[("index.html", "<!doctype html>"), ("INDEX.HTM", "<!doctype html>"), ("index.txt", "Statement of use: ")],
            *[("index.xlsx", "PK"), ("index", "Statement of use: ")],
        ],
    )
    def test_the_ending_tells_the_format(self, name: str, starts: str, report: Path) -> None:
        done = gricheck("draft", report, "-o", name)
        assert (done.exit_code, done.stdout) == (0, "")
        assert (report.parent / name).read_bytes().startswith(starts.encode())

    def test_the_format_that_is_given_goes_for_an_ending_that_asks_for_none(self, report: Path) -> None:
        gricheck("draft", report, "-o", "index.new", "--format", "json")
        validate(json.loads((report.parent / "index.new").read_text(encoding="utf-8")), "draft")

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (("-o", "index.docx"), ".docx is no format of this command; its endings are"),
            (("-o", "index.csv", "--format", "json"), ".csv does not fit json"),
        ],
    )
    def test_an_ending_that_promises_another_format_is_refused(
        self, options: tuple[str, ...], told: str, report: Path
    ) -> None:
        done = gricheck("draft", report, *options)
        assert done.exit_code == 2
        assert told in done.stderr
        assert not (report.parent / options[1]).exists()

    @pytest.mark.parametrize("ending", ["txt", "json", "csv", "md", "html", "xlsx"])
    def test_the_same_report_gives_the_same_bytes(self, ending: str, report: Path) -> None:
        written_twice = []
        for name in ("one", "two"):
            assert gricheck("draft", report, "--claim", "in-accordance", "-o", f"{name}.{ending}").exit_code == 0
            written_twice.append((report.parent / f"{name}.{ending}").read_bytes())
        assert written_twice[0] == written_twice[1]

    def test_a_workbook_goes_to_a_pipe_as_it_is(self, report: Path) -> None:
        done = gricheck("draft", report, "--format", "xlsx")
        assert done.exit_code == 0
        assert is_zipfile(io.BytesIO(done.stdout_bytes))

    def test_formulas_and_markup_of_a_report_are_text_in_every_format(self, report: Path) -> None:
        hostile = f"=HYPERLINK(1) <script>alert(1)</script> | a | \x1b[31m\n{TEXT[4]}"
        path = written(report.parent, {4: hostile}, "hostile.txt")
        for ending in ("csv", "md", "html", "xlsx"):
            assert gricheck("draft", path, "-o", f"index.{ending}").exit_code == 0
        lines = list(csv.reader((report.parent / "index.csv").open(encoding="utf-8", newline="")))
        assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]
        assert "<script" not in (report.parent / "index.html").read_text(encoding="utf-8")
        assert "<script" not in (report.parent / "index.md").read_text(encoding="utf-8").replace("\\<script", "")
        with ZipFile(report.parent / "index.xlsx") as book:
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")

    def test_an_existing_index_is_not_quoted_as_evidence(self, report: Path) -> None:
        path = written(report.parent, {**TEXT, 16: INDEX}, "indexed.txt")
        rows = json.loads(gricheck("draft", path, "--format", "json").stdout)["rows"]
        assert {"305-1", "303-3", "2-26"} <= {row["disclosure"] for row in rows}
        assert 15 not in [page["index"] for row in rows for page in row["pages"]]


@needs_seeds
class TestSeeds:
    """The three reports that the tool was begun for; the long one keeps no pages, so its lines are told."""

    @pytest.mark.parametrize(
        ("asked", "first", "last"),
        [("305-1", 3838, 3846), ("305-2", 3838, 3846), ("205-2", 5370, 5460), ("102-47", 1470, 1560)],
    )
    def test_the_first_passage_is_where_the_report_says_it(self, asked: str, first: int, last: int) -> None:
        best = results(LONG, asked)[0]["pages"][0]  # type: ignore[index]
        assert first <= best["line"] <= last
        lines = LONG.read_text(encoding="utf-8").splitlines()
        assert best["quote"].split()[0] in lines[best["line"] - 1]

    @pytest.mark.parametrize(
        ("path", "expected"), [(ZTE_UNITED, {"2-28", "205-2", "305-5", "413-1"}), (ZTE_TARGETS, {"305-5"})]
    )
    def test_a_press_release_gives_what_it_tells_and_no_more(self, path: Path, expected: set[str]) -> None:
        found = codes(path, "--claim", "with-reference")
        assert set(found) == expected
        assert len(found) == len(expected)
