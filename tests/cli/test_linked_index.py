"""An index in a file of its own whose cells link to the report and to other documents."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from click.testing import CliRunner
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from gricheck.cli import cli
from published import validate

SAMPLES = Path(__file__).resolve().parents[2] / "sample_reports"
REPORT = SAMPLES / "faulty-2021-in-accordance.pdf"
ANNUAL = SAMPLES / "clean-2016-core.pdf"
"""Of 30 pages, each with its number."""
Line = tuple[str, str, str, str]
"""Code, title, location, address."""

HEAD = ("Disclosure", "Title", "Location")
TITLES = {
    "2-1": "Organizational details",
    "2-6": "Activities, value chain and other business relationships",
    "2-7": "Employees",
    "302-1": "Energy consumption within the organization",
    "305-1": "Direct (Scope 1) GHG emissions",
    "401-1": "New employee hires and employee turnover",
}


def lines(*changed: tuple[str, str, str]) -> list[Line]:
    """Rows without links but for those given by code, location and address."""
    told = {code: (place, address) for code, place, address in changed}
    return [(code, title, *told.get(code, ("5", ""))) for code, title in TITLES.items()]


def xlsx(rows: list[Line]) -> bytes:
    book = Workbook()
    book.active.append(HEAD)
    for number, (*cells, address) in enumerate(rows, start=2):
        book.active.append(cells)
        if address:
            book.active.cell(number, 3).hyperlink = address
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: list[Line]) -> bytes:
    def cell(text: str, address: str = "") -> str:
        words = f'<text:a xlink:href="{address}">{text}</text:a>' if address else text
        return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'

    body = "".join(
        f"<table:table-row>{cell(code)}{cell(title)}{cell(place, address)}</table:table-row>"
        for code, title, place, address in [(*HEAD, ""), *rows]
    )
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr(
            "content.xml",
            f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body>'
            f'<office:spreadsheet><table:table table:name="GRI">{body}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
        file.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return out.getvalue()


def html(rows: list[Line]) -> bytes:
    def cell(place: str, address: str) -> str:
        return f'<a href="{address}">{place}</a>' if address else place

    body = "".join(f"<tr><td>{c}</td><td>{t}</td><td>{cell(p, a)}</td></tr>" for c, t, p, a in [(*HEAD, ""), *rows])
    return f"<table>{body}</table>".encode()


def markdown(rows: list[Line]) -> bytes:
    body = "\n".join(f"| {c} | {t} | {f'[{p}]({a})' if a else p} |" for c, t, p, a in rows)
    return f"| {' | '.join(HEAD)} |\n|---|---|---|\n{body}\n".encode()


def asciidoc(rows: list[Line]) -> bytes:
    body = "\n".join(f"|{c} |{t} |{f'link:{a}[{p}]' if a else p}" for c, t, p, a in [(*HEAD, ""), *rows])
    return f"|===\n{body}\n|===\n".encode()


def pdf(rows: list[Line]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 780, "GRI content index")
    for number, (*cells, address) in enumerate([(*HEAD, ""), *rows]):
        y = 740 - 24 * number
        for x, text in zip((60, 130, 450), cells, strict=True):
            canvas.drawString(x, y, text)
        if address:
            canvas.linkURL(address, (448, y - 3, 540, y + 9))
    canvas.save()
    return out.getvalue()


WRITERS: dict[str, Callable[[list[Line]], bytes]] = {
    "xlsx": xlsx,
    "ods": ods,
    "html": html,
    "md": markdown,
    "adoc": asciidoc,
    "pdf": pdf,
}


def rows_of(path: Path, written: bytes, *args: str | Path) -> dict[str, dict[str, Any]]:
    path.write_bytes(written)
    call = ["index", REPORT, "--index", path, *args, "--format", "json", "--no-config"]
    done = CliRunner().invoke(cli, list(map(str, call)), prog_name="gricheck")
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    validate(data, "index")
    return {row["code"]: row for row in data["rows"]}


def run_of(path: Path, written: bytes, *args: str | Path) -> dict[str, Any]:
    path.write_bytes(written)
    call = [REPORT, "--index", path, *args, "--format", "json", "--no-config"]
    done = CliRunner().invoke(cli, list(map(str, call)), prog_name="gricheck")
    assert done.exit_code in (0, 1), done.output
    data: dict[str, Any] = json.loads(done.stdout)
    validate(data, "run")
    return data


def led(row: dict[str, Any]) -> list[tuple[str | None, int | None, str | None]]:
    return [(page["label"], page["index"], page.get("file")) for page in row["pages"]]


@pytest.mark.parametrize("ending", WRITERS)
class TestEveryFormat:
    def test_a_link_to_the_report_leads_to_its_page(self, ending: str, tmp_path: Path) -> None:
        rows = rows_of(
            tmp_path / f"index.{ending}",
            WRITERS[ending](
                lines(
                    ("2-6", "Our business", f"{REPORT.name}#page=7"),
                    ("2-7", "6", f"https://kestrelmoor.example/{REPORT.name}#page=7"),
                )
            ),
        )
        assert (rows["2-6"]["kind"], led(rows["2-6"])) == ("section", [(None, 6, None)])
        assert (rows["2-7"]["kind"], led(rows["2-7"])) == ("pages", [("6", 6, None)])
        assert (rows["2-1"]["kind"], [label for label, _, _ in led(rows["2-1"])]) == ("pages", ["5"])

    def test_a_link_to_the_web_is_another_document(self, ending: str, tmp_path: Path) -> None:
        rows = rows_of(
            tmp_path / f"index.{ending}",
            WRITERS[ending](lines(("2-6", "What we do", "https://kestrelmoor.example/business"))),
        )
        assert (rows["2-6"]["kind"], rows["2-6"]["pages"]) == ("external", [])

    def test_an_address_for_mail_is_no_document(self, ending: str, tmp_path: Path) -> None:
        rows = rows_of(
            tmp_path / f"index.{ending}",
            WRITERS[ending](lines(("2-6", "Ask Anna Serra", "mailto:anna@kestrelmoor.example"))),
        )
        assert rows["2-6"]["kind"] == "inline"

    def test_a_link_to_a_document_given_leads_to_its_page(self, ending: str, tmp_path: Path) -> None:
        rows = rows_of(
            tmp_path / f"index.{ending}",
            WRITERS[ending](
                lines(
                    ("2-6", "Activities", f"{ANNUAL.name}#page=12"),
                    ("2-7", "12", f"../{ANNUAL.name}#page=12"),
                    ("302-1", "Annual Report, p. 13", f"{ANNUAL.name}"),
                )
            ),
            *("--also", ANNUAL),
        )
        for code, page in (("2-6", 11), ("2-7", 11), ("302-1", 12)):
            assert (code, rows[code]["kind"], rows[code]["pages"]) == (code, "external", [])
            (external,) = rows[code]["externals"]
            assert (code, external["file"], [p["index"] for p in external["pages"]]) == (code, str(ANNUAL), [page])
            assert external["pages"][0]["file"] == str(ANNUAL)


def test_a_page_that_the_other_document_lacks_is_a_finding_and_the_document_counts_as_named(tmp_path: Path) -> None:
    written = xlsx(lines(("2-6", "Activities", f"{ANNUAL.name}#page=145")))
    data = run_of(tmp_path / "index.xlsx", written, "--also", ANNUAL)
    (lost,) = [one for one in data["findings"] if one["rule"] == "external-out-of-range"]
    assert (lost["disclosure"], "page 145" in lost["message"]) == ("2-6", True)
    unnamed = "no location of the index names this document"
    assert unnamed not in json.dumps(data)
    assert unnamed in json.dumps(run_of(tmp_path / "index.xlsx", xlsx(lines()), "--also", ANNUAL))


def test_a_cited_page_that_a_link_gives_is_weighed(tmp_path: Path) -> None:
    data = run_of(tmp_path / "index.xlsx", xlsx(lines(("2-6", "Our business", f"{REPORT.name}#page=7"))))
    (row,) = [one for one in data["disclosures"] if one["disclosure"] == "2-6"]
    assert [page["index"] for page in row["pages"]] == [6]
    assert row["status"] == "reported"


MANY = ("2-1", "2-2", "2-3", "2-4", "2-5", "2-6", "2-7", "2-8", "2-9", "2-10", "2-11", "2-12")


def test_links_that_part_from_their_numbers_are_told_where_most_agree(tmp_path: Path) -> None:
    def row(number: int, code: str) -> Line:
        page = number + 4
        return code, "", str(page), f"{REPORT.name}#page={page + 1 + (code == '2-9')}"  # its cover has no number

    data = run_of(tmp_path / "index.xlsx", xlsx([row(number, code) for number, code in enumerate(MANY)]))
    (found,) = [one for one in data["findings"] if one["rule"] == "link-elsewhere"]
    assert (found["disclosure"], "names page 12, but its link leads to page 13" in found["message"]) == ("2-9", True)
