"""Reports without pages: what a location names is a section, its line is told, and its text is weighed."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document as NewDocument

from gricheck.cli import cli
from gricheck.pipeline import Kit, load_kit, map_report
from gricheck.readers import read
from published import validate

SAMPLE = Path(__file__).resolve().parents[2] / "sample_reports" / "clean-2016-core.pdf"
PAGES = range(2, 26)
"""Those of the sample that make its chapters here."""
CLAIM = "This report has been prepared in accordance with the GRI Standards: Core option."


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


@dataclass(frozen=True)
class Chapter:
    """A page of the sample as a section with a name of its own."""

    title: str
    lines: tuple[str, ...]

    @property
    def anchor(self) -> str:
        return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", self.title.lower()))


@cache
def chapters() -> dict[int, Chapter]:
    found = {}
    for page in read(SAMPLE).pages[PAGES.start : PAGES.stop]:
        head, *lines = page.text.split("\n")
        found[page.index] = Chapter(f"{head.strip()[:60]} {page.index}", tuple(line for line in lines if line.strip()))
    return found


@cache
def index() -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    """Code, title and chapters of every row that cites some."""
    mapping = map_report(SAMPLE, load_kit())
    rows = ((row, [ref.index for ref in row.pages if ref.index in PAGES]) for row in mapping.index.rows)
    return tuple((row.code, row.title, tuple(pages)) for row, pages in rows if pages)  # type: ignore[arg-type]


def cited(wrong: int | None) -> Iterator[tuple[str, str, list[Chapter]]]:
    """The rows, that of 305-1 with another chapter if one is wanted."""
    for code, title, pages in index():
        yield code, title, [chapters()[page] for page in ((wrong,) if wrong and code == "305-1" else pages)]


def markdown(folder: Path, wrong: int | None = None) -> Path:
    lines = ["# Quintalvar 2020", ""]
    for chapter in chapters().values():
        lines += [f"## {chapter.title}", ""]
        lines += [part for line in chapter.lines for part in (re.sub(r"([|#*_<>`\[\]\\\\])", r"\\\1", line), "")]
    lines += ["## GRI content index", "", CLAIM, "", "| Disclosure | Title | Location |", "|---|---|---|"]
    for code, title, named in cited(wrong):
        links = ", ".join(f"[see there](#{chapter.anchor})" for chapter in named)
        lines.append(f"| {code} | {title} | {links} |")
    path = folder / "report.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def web(folder: Path, wrong: int | None = None) -> Path:
    out = ["<html><body><h1>Quintalvar 2020</h1>"]
    for chapter in chapters().values():
        out.append(f'<h2 id="{chapter.anchor}">{html.escape(chapter.title)}</h2>')
        out += [f"<p>{html.escape(line)}</p>" for line in chapter.lines]
    out.append(f"<h2>GRI content index</h2><p>{CLAIM}</p><table><tr><th>Disclosure<th>Title<th>Location</tr>")
    for code, title, named in cited(wrong):
        links = ", ".join(f'<a href="#{chapter.anchor}">see there</a>' for chapter in named)
        out.append(f"<tr><td>{code}<td>{html.escape(title)}<td>{links}</tr>")
    path = folder / "report.html"
    path.write_text("\n".join(out) + "</table></body></html>", encoding="utf-8")
    return path


def word(folder: Path, wrong: int | None = None) -> Path:
    document = NewDocument()
    for chapter in chapters().values():
        document.add_heading(chapter.title, 1)
        for line in chapter.lines:
            document.add_paragraph(line)
    document.add_heading("GRI content index", 1)
    document.add_paragraph(CLAIM)
    rows = list(cited(wrong))
    table = document.add_table(len(rows) + 1, 3)
    for cell, text in zip(table.rows[0].cells, ("Disclosure", "Title", "Location"), strict=True):
        cell.text = text
    for row, (code, title, named) in zip(table.rows[1:], rows, strict=True):
        for cell, text in zip(row.cells, (code, title, "; ".join(one.title for one in named)), strict=True):
            cell.text = text
    path = folder / "report.docx"
    document.save(path)
    return path


MAKERS = [pytest.param(markdown, id="markdown"), pytest.param(web, id="html"), pytest.param(word, id="word")]


def data_of(command: str, path: Path, *args: str) -> dict[str, Any]:
    done = CliRunner().invoke(cli, [command, str(path), *args, "--format", "json", "--no-config"])
    assert done.exit_code in (0, 1), done.output
    data: dict[str, Any] = json.loads(done.stdout)
    validate(data, data["schema"].split("/")[1])
    return data


@pytest.mark.parametrize("make", MAKERS)
def test_the_sections_that_rows_name_bear_them_out(make: Any, tmp_path: Path, kit: Kit) -> None:
    path = make(tmp_path)
    found = {m.row.code: m for m in map_report(path, kit).matches}
    assert set(found) == {code for code, _, _ in index()}
    weighed = {code: match.evidence for code, match in found.items() if match.evidence}
    assert len(weighed) > 60
    supported = {code for code, evidence in weighed.items() if str(evidence.support) == "supported"}
    assert len(supported) >= 0.95 * len(weighed)
    for code, _, pages in index():
        titles = [chapters()[page].title for page in pages]
        told = [passage.section for passage in weighed[code].pages] if code in weighed else []
        assert all(any((section or "").startswith(title[:50]) for title in titles) for section in told), code


@pytest.mark.parametrize("make", MAKERS)
def test_a_section_that_says_nothing_of_the_matter_is_told_with_its_place(make: Any, tmp_path: Path) -> None:
    path = make(tmp_path, wrong=5)
    (found,) = (f for f in data_of("check", path)["findings"] if f["rule"] == "page-without-evidence")
    assert found["disclosure"] == "305-1"
    unit = "paragraph" if make is word else "line"
    assert re.search(rf"nothing on {unit} \d+ seems to speak of it", found["message"]), found["message"]
    assert re.search(rf"{unit} \d+", found["message"].split("seems", 1)[1])
    assert "page 1" not in found["message"]


def test_lines_are_those_of_the_source(tmp_path: Path) -> None:
    path = markdown(tmp_path)
    lines = path.read_text(encoding="utf-8").split("\n")
    for row in data_of("gaps", path)["rows"]:
        for page in row["pages"]:
            assert lines[page["line"] - 1].startswith("## ")
        for passage in row["evidence"]:
            first = re.sub(r"[\\\\\s#]", "", lines[passage["line"] - 1])[:12]
            assert first in re.sub(r"\s", "", passage["quote"]) or "…" in passage["quote"]
    (answer,) = data_of("find", path, "305-1")["results"]
    assert "305-1" in lines[answer["pages"][0]["line"] - 1]


@pytest.mark.parametrize("make", MAKERS)
def test_no_output_speaks_of_pages(make: Any, tmp_path: Path) -> None:
    path = make(tmp_path)
    for command in ("gaps", "index"):
        text = CliRunner().invoke(cli, [command, str(path), "--no-config"]).stdout
        assert "page 1 of the file" not in text
