"""Markdown and AsciiDoc: what is written comes back, with the line on which it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import written
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from gricheck.cli import cli
from gricheck.errors import UnreadableReport
from gricheck.model.index import Kind
from gricheck.pipeline import Kit, load_kit, map_report
from gricheck.readers import asciidoc, layout, lightweight, markdown, read
from gricheck.readers.blocks import Paragraph, Table, flat
from gricheck.reporter.views import place

SAMPLE = Path(__file__).parents[2] / "sample_reports/faulty-2016-core.pdf"
PROSE = "# Report\n\nSome words.\n\n## Energy\n\nWe used 5 GWh.\n\n## GRI content index\n\n"
WRITERS = {".md": written.markdown, ".adoc": written.asciidoc}
PARSERS = {".md": markdown.parse, ".adoc": asciidoc.parse}
both = pytest.mark.parametrize("ending", WRITERS)


def report(ending: str) -> str:
    """Prose with the index behind it."""
    return PROSE.replace("#", "=" if ending == ".adoc" else "#") + WRITERS[ending](written.ROWS)


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


def texts(source: str, ending: str = ".md") -> list[list[str]]:
    """The cells of the only table, row by row."""
    (table,) = (block for block in PARSERS[ending](source.split("\n")).blocks if isinstance(block, Table))
    rows: list[list[str]] = [[] for _ in table.places]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows


def paragraphs(source: str, ending: str = ".md") -> list[tuple[str, int | None, int | None]]:
    blocks = PARSERS[ending](source.split("\n")).blocks
    return [(block.text, block.place.line, block.level) for block in blocks if isinstance(block, Paragraph)]


ANY = st.text("ab1-. |\\`*_~<>&[]()#!:\t页é\n", max_size=20).map(
    lambda t: "\n".join(filter(None, map(flat, t.split("\n"))))
)
PLAIN = st.text("ab1-. |,()/:;%页é", max_size=20).map(flat).filter(lambda text: "::" not in text and "//" not in text)


@given(st.lists(st.tuples(ANY, ANY, ANY), min_size=1, max_size=5))
def test_any_cells_written_in_markdown_come_back(rows: list[tuple[str, str, str]]) -> None:
    expected = [[cell for cell in row if cell] for row in rows]
    assert texts(written.markdown([("a", "b", "c"), *rows]))[1:] == expected


@given(st.lists(st.tuples(PLAIN, PLAIN, PLAIN), min_size=1, max_size=5))
def test_any_cells_written_in_asciidoc_come_back(rows: list[tuple[str, str, str]]) -> None:
    expected = [[cell for cell in row if cell] for row in rows]
    assert texts(written.asciidoc([("a", "b", "c"), *rows]), ".adoc")[1:] == expected


WORD = st.text("ab15é", min_size=1, max_size=5)
WORDS = st.builds(
    lambda before, word, behind: before + word + behind,
    st.sampled_from(["", "", "(", "-", "5 * ", "2. "]),
    WORD,
    st.sampled_from(["", "", ".", ",", ")", "%", ":", ";", " -", " *", " 3)", "!", "?"]),
)


@given(
    WORD, st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=3), st.sampled_from(sorted(PARSERS))
)
def test_plain_words_come_out_as_they_went_in(first: str, lines: list[list[str]], ending: str) -> None:
    source = f"{first} are " + "\n".join(f"of {' '.join(line)}" for line in lines)
    assert [flat(text) for text, _, _ in paragraphs(source, ending)] == [flat(source)]


PLAIN_TEXT = """We own 5. Then more.

The year was 2023. It was good.

Direct (Scope 1) and (Scope 2) emissions - less - by 2) of 3 * 4 * 5.

Sites closed in
2023. It was good, and in
1) of them not."""


@both
def test_numbers_and_dashes_within_a_line_are_no_marks_of_a_list(ending: str) -> None:
    assert " ".join(flat(text) for text, _, _ in paragraphs(PLAIN_TEXT, ending)) == flat(PLAIN_TEXT)


@both
def test_numbers_of_a_list_are_text_and_other_marks_are_not(ending: str) -> None:
    source = "1. One 2. two\n2. Three\n\n* Four - * five"
    assert [text for text, _, _ in paragraphs(source, ending)] == ["1. One 2. two", "2. Three", "Four - * five"]


@pytest.mark.parametrize(("ending", "mark"), [(".md", "**"), (".adoc", "*")])
def test_bold_before_a_word_is_no_item(ending: str, mark: str) -> None:
    source = f"{mark}Statement of use:{mark} Kestrelmoor has reported"
    assert [text for text, _, _ in paragraphs(source, ending)] == ["Statement of use: Kestrelmoor has reported"]


@given(st.text("|=-#`*_[]<>!+:./~^{}\\\n\t a1,", max_size=120), st.sampled_from(sorted(PARSERS)))
def test_no_text_breaks_a_parser_and_lines_are_of_the_text(source: str, ending: str) -> None:
    lines = source.split("\n")
    for block in PARSERS[ending](lines).blocks:
        places = block.places if isinstance(block, Table) else (block.place,)
        numbers = [place.line or 0 for place in places]
        assert numbers == sorted(numbers)
        assert all(0 < number <= len(lines) for number in numbers)
        if isinstance(block, Table):
            assert all(cell.row + cell.rows <= len(places) for cell in block.cells)
            assert max((c.column + c.columns for c in block.cells), default=0) <= lightweight.MAX_COLUMNS


@both
def test_the_same_rows_as_in_a_workbook(ending: str, kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / f"report{ending}"
    path.write_text(
        PROSE.replace("#", "=" if ending == ".adoc" else "#") + WRITERS[ending](written.ROWS) + "\n\nThe end, p. 9.\n"
    )
    ours = map_report(path, kit).index
    theirs = map_report(written.workbook(written.ROWS, tmp_path / "index.xlsx"), kit).index
    assert [(r.code, r.title, r.location, r.kind, r.heading_standard) for r in ours.rows] == [
        (r.code, r.title, r.location, r.kind, r.heading_standard) for r in theirs.rows
    ]
    assert len(ours.rows) == len(written.ROWS) - 1
    assert not ours.unparsed


@both
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_each_row_has_its_line(ending: str, ends: str, kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / f"report{ending}"
    source = report(ending)
    path.write_bytes(b"\xef\xbb\xbf" + source.replace("\n", ends).encode())
    mapping = map_report(path, kit)
    lines = source.split("\n")
    assert len(mapping.index.rows) == len(written.ROWS) - 1
    for row in mapping.index.rows:
        at = row.where.line or 0
        near = lines[at - 1] if ending == ".md" else "\n".join(lines[at - 1 : at + 4])
        assert row.code.replace("-", "\\-" if ending == ".md" else "-") in near
    assert place(mapping.index.rows[0].where, mapping) == f"index, line {mapping.index.rows[0].where.line}"


@both
def test_a_real_index_is_read_as_in_its_pdf(ending: str, kit: Kit, tmp_path: Path) -> None:
    pdf = map_report(SAMPLE, kit).index.rows
    path = tmp_path / f"report{ending}"
    path.write_text(WRITERS[ending](written.as_read(pdf)))
    called = CliRunner().invoke(cli, ["index", str(path), "--format", "json"])
    rows = json.loads(called.stdout)["rows"]
    assert [(r["code"], r["location"], r["kind"]) for r in rows] == [(r.code, r.location, r.kind) for r in pdf]
    assert sum(row.kind is Kind.OMITTED for row in pdf) > 3


def test_annotations_land_on_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = PROSE + written.markdown(written.ROWS)
    Path("report.md").write_text(source)
    line = next(n for n, text in enumerate(source.split("\n"), start=1) if r"302\-3" in text)
    github = CliRunner().invoke(cli, ["check", "report.md", "--format", "github"]).stdout
    assert f"::warning file=report.md,line={line}," in github
    sarif = json.loads(CliRunner().invoke(cli, ["check", "report.md", "--format", "sarif"]).stdout)
    found = [r for r in sarif["runs"][0]["results"] if r["ruleId"].startswith("location-slash")]
    assert [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in found] == [line]


MARKDOWN_TABLES = {
    "pipes in code and escaped": ("|a|b|\n|-|-|\n|x \\| y|`p\\|q`|", [["a", "b"], ["x | y", "p|q"]]),
    "no outer pipes": ("a | b\n--- | ---\nx | y", [["a", "b"], ["x", "y"]]),
    "fewer and more cells": ("|a|b|\n|-|-|\n|x|\n|x|y|z|", [["a", "b"], ["x"], ["x", "y", "z"]]),
    "how columns are set": ("|a|b|c|\n|:-|:-:|-:|\n|x|y|z|", [["a", "b", "c"], ["x", "y", "z"]]),
    "emphasis and code": ("|a|\n|-|\n|**305-1**|\n|_*305-2*_ `305-3`|", [["a"], ["305-1"], ["305-2 305-3"]]),
    "a line break": ("|a|\n|-|\n|pp. 7<br/>and 9|", [["a"], ["pp. 7\nand 9"]]),
    "links": ("|a|\n|-|\n|[p. **7**](r.pdf#page=7), [x][R]|\n\n[r]: y.pdf", [["a"], ["p. 7, x"]]),
    "a comment": ("|a|\n|-|\n|x <!-- y | z --> w|", [["a"], ["x  w"]]),
    "entities": ("|a|\n|-|\n|R&amp;D `&amp;`|", [["a"], ["R&D &amp;"]]),
    "a quote": ("> |a|\n> |-|\n> |x|", [["a"], ["x"]]),
    "stars and names": ("|a|\n|-|\n|305-1* and a_b_c|", [["a"], ["305-1* and a_b_c"]]),
    "HTML": (
        "<table>\n<tr><th>a<th>b\n<tr>"
        "<td rowspan=2>x</td><td>p<br>q</td>\n<tr><td><a href='u'>**r**</a></td></tr></table>",
        [["a", "b"], ["x", "p\nq"], ["r"]],
    ),
}


@pytest.mark.parametrize("name", MARKDOWN_TABLES)
def test_a_table_of_markdown(name: str) -> None:
    source, rows = MARKDOWN_TABLES[name]
    assert texts(source) == rows


SPANS = "|===\n|a |b |c\n2+|x |y\n.2+|p |q |r\n|s |t\n|==="
ASCIIDOC_TABLES = {
    "rows by their first line": ("|===\n|a |b\n\n|x\n|y\n|===", [["a", "b"], ["x", "y"]]),
    "columns told": ('[cols="1,2a"]\n|===\n|a\n|b\n|x |y\n|===', [["a", "b"], ["x", "y"]]),
    "a number of columns": ("[%header,cols=2*]\n|===\n|a |b |x |y\n|===", [["a", "b"], ["x", "y"]]),
    "spans": (
        "|===\n|a |b |c\n2+|x |y\n.2+|p |q |r\n|s |t\n|===",
        [["a", "b", "c"], ["x", "y"], ["p", "q", "r"], ["s", "t"]],
    ),
    "a repeated cell": ("|===\n|a |b\n2*|x\n|===", [["a", "b"], ["x", "x"]]),
    "styles and sides": ("|===\n^.>s|a |b\nh|x >m|y\n|===", [["a", "b"], ["x", "y"]]),
    "an escaped bar": ("|===\n|a\n|x \\| y\n|===", [["a"], ["x | y"]]),
    "a cell of blocks": ("|===\n|a\na|p. 7\n\np. 9\n|===", [["a"], ["p. 7\n\np. 9"]]),
    "a table in a cell": ("|===\n|a |b\n|x a|\n!===\n!p !q\n!===\n|===", [["a", "b"], ["x", "p  q"]]),
    "marks and links": ("|===\n|*305-1*\n|link:r.pdf[p. 7], <<energy,Energy>>\n|===", [["305-1"], ["p. 7, Energy"]]),
    "CSV": (',===\na,b\n"x, y",z\n,===', [["a", "b"], ["x, y", "z"]]),
    "another sign": ("[format=dsv]\n|===\na:b\n|===", [["a", "b"]]),
    "a comment": ("|===\n|a\n// |no\n|x\n|===", [["a"], ["x"]]),
    "attributes": (":where: p. 7\n\n|===\n|{where} of {none}\n|===", [["p. 7 of {none}"]]),
}


@pytest.mark.parametrize("name", ASCIIDOC_TABLES)
def test_a_table_of_asciidoc(name: str) -> None:
    source, rows = ASCIIDOC_TABLES[name]
    assert texts(source, ".adoc") == rows


def test_a_span_keeps_its_columns() -> None:
    (table,) = asciidoc.parse(SPANS.split("\n")).blocks
    assert isinstance(table, Table)
    places = {cell.text: (cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells}
    assert (places["x"], places["y"], places["p"], places["s"]) == (
        (1, 0, 1, 2),
        (1, 2, 1, 1),
        (2, 0, 2, 1),
        (3, 1, 1, 1),
    )


def test_what_is_no_text_of_a_markdown_file() -> None:
    source = "---\ntitle: a\n---\n<!-- not\nseen -->\nseen\nagain\n\n***\n"
    source += "- [x] item\n  more\n2. two\n\n```md\n|a|\n|-|\n```\nlast[^1]"
    assert paragraphs(source) == [
        ("seen\nagain", 6, None),
        ("item\nmore", 10, None),
        ("2. two", 12, None),
        ("|a|", 15, None),
        ("|-|", 16, None),
        ("last", 18, None),
    ]


def test_headings_of_markdown_are_the_outline(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("Report\n======\n\n## *Energy* ##\ntext\n\nWater\n---\n\n```\n# no\n```\n#no\n")
    found = read(path)
    assert [(mark.title, mark.level, mark.page) for mark in found.outline] == [
        ("Report", 0, 0),
        ("Energy", 1, 0),
        ("Water", 1, 0),
    ]
    assert (found.pagination.judged, len(found.pages)) == (False, 1)


def test_what_is_no_text_of_an_asciidoc_file() -> None:
    source = "= Report\n:toc:\n// no\n////\nno\n////\nifdef::x[]\nseen +\nagain\nendif::[]\n\n"
    source += "* item\n----\n|===\n----\n.Title\n[[w]]\nWater\n-----\n"
    assert paragraphs(source, ".adoc") == [
        ("Report", 1, 1),
        ("seen\nagain", 8, None),
        ("item", 12, None),
        ("|===", 14, None),
        ("Title", 16, None),
        ("Water", 18, 2),
    ]


@pytest.mark.parametrize(
    ("ending", "source"),
    [
        (".md", "# Energy use\n\n|a|\n|-|\n|[here](#energy-use)|\n|[p. 7](r.pdf#page=7)|\n"),
        (".adoc", "== Energy use\n\n|===\n|a\n|<<_energy_use>>\n|link:r.pdf#page=7[p. 7]\n|===\n"),
    ],
)
def test_a_link_leads_to_a_heading_or_out_of_the_file(ending: str, source: str, tmp_path: Path) -> None:
    path = tmp_path / f"report{ending}"
    path.write_text(source)
    (drawn,) = layout(read(path).source, (0,))
    assert [(link.page, link.uri) for link in drawn.links] == [(0, None), (None, "r.pdf#page=7")]


def test_a_reference_without_words_shows_the_heading() -> None:
    source = "[#e]\n== Energy use\n\nSee <<e>>, <<_energy_use>> and xref:other.adoc#x[theirs]."
    assert paragraphs(source, ".adoc")[1][0] == "See Energy use, Energy use and theirs."


@pytest.mark.parametrize(
    ("ending", "source", "told"),
    [
        (".md", "a\n|a|\n|-|\n|x|y|\n", "line 4 has more cells than its table has columns"),
        (".md", "a\n\n<table><tr><td>x\n", "the table that begins on line 3 is never closed"),
        (".adoc", "a\n\n|===\n|x\n", "|=== on line 3 is never closed"),
        (".adoc", "a\n\ninclude::index.adoc[]\n", "line 3 includes index.adoc, which was not read"),
        (".md", "a\n" * (lightweight.MAX_LINES + 1), f"only the first {lightweight.MAX_LINES} of"),
        (
            ".md",
            "a\n" + "b" * (10**5 + 1),
            "only the first 100,000 characters of line 2",
        ),
    ],
)
def test_what_was_not_read_is_said(ending: str, source: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / f"report{ending}"
    path.write_text(source)
    assert any(warning.startswith(told) for warning in read(path).warnings)


def test_a_source_of_comments_alone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("<!-- nothing -->\n")
    with pytest.raises(UnreadableReport, match="nothing but comments") as caught:
        read(path)
    assert str(caught.value).startswith(str(path))


FEW = (("Disclosure", "Title", "Page"), ("305-1", "Direct", "3"), ("305-2", "Indirect", "4"), ("305-3", "Other", "5"))
LONG = "Some prose.\n\n" * 12


@both
@pytest.mark.parametrize(
    ("head", "count", "read"),
    [
        ("== GRI content index", 4, 3),
        ("== GRI content index", 3, 0),
        ("== Emissions", 4, 0),
        ("Our GRI content index is elsewhere.", 4, 0),
        (f"== GRI content index\n\n{LONG}{LONG}", 4, 0),
    ],
)
def test_three_rows_under_the_name_of_an_index_are_one(
    ending: str, head: str, count: int, read: int, kit: Kit, tmp_path: Path
) -> None:
    path, text = tmp_path / f"report{ending}", f"= Report\n\n{LONG}{head}\n\n"
    made = (text.replace("=", "#") if ending == ".md" else text) + WRITERS[ending](FEW[:count])
    path.write_text(made, encoding="utf-8")
    assert len(map_report(path, kit).index.rows) == read


NAMED_TOPICS = """| Disclosure | Title | Location |
|---|---|---|
| 2-1 | Organizational details | 4 |
| 3-1 | Process to determine material topics | 5 |
| **Climate** | | |
| 3-3 | Management of material topics | 6 |
| 305-1 | Direct (Scope 1) GHG emissions | 7 |
| **Water** | | |
| 3-3 | Management of material topics | 8 |
| 303-3 | Water withdrawal | 8 |
"""


def test_two_topics_in_rows_of_their_own_are_named(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(NAMED_TOPICS, encoding="utf-8")
    index = map_report(path, kit).index
    assert [topic.name for topic in index.topics] == ["Climate", "Water"]
    assert [row.topic for row in index.rows] == [None, None, "Climate", "Climate", "Water", "Water"]
