"""Inline XBRL in pages whose pieces of text have places of their own, as reports are filed: read by both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import tagged
from click.testing import CliRunner
from converted import Marked, as_xhtml
from test_markup_placed import SAMPLES, row

from gricheck.cli import cli
from gricheck.model.document import Document, Tag
from gricheck.pipeline import Given, load_kit, map_report
from gricheck.readers import layout, read

PDF = SAMPLES / "faulty-2021-in-accordance.pdf"
KINDS = pytest.mark.parametrize("xml", [True, False], ids=["xhtml", "html"])
WAYS = pytest.mark.parametrize("by_line", [False, True], ids=["words", "lines"])
POLICY = (
    "Our climate policy commits us to halve scope 1 and 2 emissions by 2030 against 2019 and to cut scope 3 by 25%. "
    "Actions in 2023 were heat recovery at Hull, renewable power contracts at Lille and Poznan, and a supplier"
)


def tag(kind: str, concept: str, more: str = "") -> str:
    return f'ix:{kind} name="gri:{concept}" contextRef="y" {more}'


MARKED = (
    Marked(4, "Kestrelmoor Packaging plc", tag("nonNumeric", "LegalName")),
    Marked(10, POLICY, tag("nonNumeric", "TypesOfEnergyIncludedInReductions", 'continuedAt="more"')),
    Marked(11, "Emissions intensity and reduction", 'ix:continuation id="more"'),
    Marked(18, "2,146", tag("nonFraction", "TotalNumberOfEmployees")),
)


@KINDS
@WAYS
def test_a_filed_report_is_read_as_the_pdf_it_was_made_from(tmp_path: Path, by_line: bool, xml: bool) -> None:
    path = tmp_path / ("report.xhtml" if xml else "report.html")
    hidden = tagged.words("a plc", "gri:LegalForm")
    path.write_text(as_xhtml(PDF, by_line, MARKED, hidden, xml), encoding="utf-8")
    made, own = (map_report(one, load_kit(), Given(cache=False)) for one in (path, PDF))
    assert (made.page_count, made.pagination.judged) == (own.page_count, True)
    assert [row(one) for one in made.index.rows] == [row(one) for one in own.index.rows]
    found = read(path, cached=False)
    assert found.warnings == ()
    assert [(one.concept, one.text, one.pages) for one in found.tags] == [
        ("LegalForm", "a plc", ()),
        ("LegalName", "Kestrelmoor Packaging plc", (4,)),
        ("TypesOfEnergyIncludedInReductions", f"{POLICY} Emissions intensity and reduction", (10, 11)),
        ("TotalNumberOfEmployees", "2,146", (18,)),
    ]
    _, name, policy, staff = (line_of(one, found) for one in found.tags)
    assert name.startswith("Kestrelmoor Packaging plc")
    assert policy == POLICY[:105]
    assert staff.startswith("The group had 2,146 employees")


def test_what_it_tags_is_found_and_quoted(tmp_path: Path) -> None:
    path = tmp_path / "report.xhtml"
    path.write_text(as_xhtml(PDF, False, MARKED), encoding="utf-8")
    told = CliRunner().invoke(cli, ["find", str(path), "2-7", "302-4", "--format", "json"])
    first = [one["pages"][0] for one in json.loads(told.stdout)["results"]]
    assert [(page["index"], page["label"], page["why"]) for page in first] == [
        (18, "18", ["tagged TotalNumberOfEmployees (2-7-a)"]),
        (10, "10", ["tagged TypesOfEnergyIncludedInReductions (302-4-b)"]),
    ]
    assert first[0]["quote"].startswith("The group had 2,146 employees")
    gaps = json.loads(CliRunner().invoke(cli, ["gaps", str(path), "--format", "json"]).stdout)["rows"]
    evidence = next(one["evidence"] for one in gaps if one["disclosure"] == "2-7")
    assert "tagged TotalNumberOfEmployees (2-7-a)" in json.dumps(evidence)


def line_of(one: Tag, found: Document) -> str:
    return found.pages[one.pages[0]].text.split("\n")[one.line - 1] if one.line else ""


STYLE = ".p{position:relative;height:800px;width:500px}.t{position:absolute;left:10px}.gone{display:none}"
NAME = tagged.words("{}").split("{}")


def line(number: int, text: str, name: str = "div") -> str:
    return f'<{name} class="t" style="top:{20 * number}px">{text}</{name}>'


def divs(*inner: str, kind: str = 'class="page p"') -> list[str]:
    """Pages, five at least."""
    fill = "".join(line(number, f"filling line {number}") for number in range(10, 35))
    return [f"<div {kind}>{page}{fill}</div>" for page in (*inner, *[""] * (5 - len(inner)))]


def pages(*inner: str, kind: str = 'class="page p"') -> str:
    return "".join(divs(*inner, kind=kind))


def document(folder: Path, body: str, xml: bool = True, hidden: str = "") -> Document:
    path = folder / ("report.xhtml" if xml else "report.html")
    text = tagged.page(body, hidden, xml=xml).replace("</head>", f"<style>{STYLE}</style></head>")
    path.write_text(text, encoding="utf-8")
    return read(path, cached=False)


@KINDS
class TestWhereTheyStand:
    def test_around_words_that_stand_by_themselves(self, tmp_path: Path, xml: bool) -> None:
        inner = line(2, "Kestrel", "span") + line(3, "moor plc", "span")
        found = document(tmp_path, pages(line(1, "One") + NAME[0] + inner + NAME[1] + line(0, "Zero")), xml)
        (one,) = found.tags
        assert (one.text, one.pages, one.line) == ("Kestrel moor plc", (0,), 3)
        assert line_of(one, found) == "Kestrel"

    @pytest.mark.parametrize("text", ["(7)", "we are 7", "7 people", "a b c 7", " 7 ", "x7x"])
    def test_in_a_line(self, tmp_path: Path, xml: bool, text: str) -> None:
        inner = line(4, "after") + line(3, text.replace("7", tagged.number("7"))) + line(2, "before")
        found = document(tmp_path, pages(inner), xml)
        assert [(one.text, line_of(one, found)) for one in found.tags] == [("7", text.strip())]

    def test_around_whole_pages_it_stands_on_all_of_them(self, tmp_path: Path, xml: bool) -> None:
        first, second, third, *rest = divs(line(1, "One"), line(1, "Two"), line(1, "Three"))
        (one,) = document(tmp_path, f"{first}{NAME[0]}{second}{third}{NAME[1]}{''.join(rest)}", xml).tags
        assert (one.pages, one.line) == ((1, 2), 1)
        assert one.text.startswith("Two filling line 10 filling")

    def test_hidden_by_a_class_it_is_on_no_page(self, tmp_path: Path, xml: bool) -> None:
        inner = f'<div class="gone">{line(1, tagged.number("7"))}</div>{line(2, tagged.number("8"))}'
        found = document(tmp_path, pages(inner), xml)
        assert [(one.text, one.hidden) for one in found.tags] == [("7", True), ("8", False)]

    def test_a_hidden_one_stands_where_the_text_is_that_shows_it(self, tmp_path: Path, xml: bool) -> None:
        hidden = tagged.words("a plc", "gri:LegalForm", id="f-1") + tagged.words("x", "gri:LegalName", id="f-2")
        shows = "We are <span style='color:red; -esef-ix-hidden: f-1'>limited</span> by shares"
        placed = document(tmp_path, pages("", line(2, shows) + line(1, "Before")), xml, hidden)
        flowing = document(tmp_path, f"<p>Before</p><p>{shows}</p>", xml, hidden)
        for found, page in ((placed, 1), (flowing, 0)):
            form, name = found.tags
            assert (form.text, form.pages, form.line, form.hidden) == ("a plc", (page,), 2, False)
            assert line_of(form, found) == "We are limited by shares"
            assert name.hidden

    def test_pages_without_a_name_are_those_with_a_height(self, tmp_path: Path, xml: bool) -> None:
        body = pages(line(1, f"One {NAME[0]}plc{NAME[1]}"), line(1, "Two"), kind='class="p"')
        found = document(tmp_path, f"<div><div>{body}</div></div>", xml)
        assert [page.text.split("\n")[0] for page in found.pages[:2]] == ["One plc", "Two"]
        assert len(found.pages) == 5
        assert [one.pages for one in found.tags] == [(0,)]
        (second,) = layout(found.source, (1,))
        assert second.words[0].text == "Two"


def test_a_style_moves_turns_and_shows_smaller(tmp_path: Path) -> None:
    def place(transform: str) -> tuple[float, ...]:
        moved = f'<div class="t" style="top:100px;font-size:10px;transform:{transform}">moved</div>'
        found = document(tmp_path, pages(moved))
        (first,) = layout(found.source, (0,))
        return next(((word.x0, word.y0, word.size) for word in first.words if word.text == "moved"), ())

    assert place("translate(30px,20.5px) rotate(0deg) skew(0deg) scale(0.5,0.5)") == (40, 120.5, 5)
    assert place("matrix(0.5, 0, 0, 0.5, 30, 20)") == (40, 120, 5)
    assert place("scale(0.5) translate(30px, 20px)") == (25, 110, 5)
    assert place("translateY(-20px)") == (10, 80, 10)
    assert place("rotate(90deg)") == place("rotate(-90deg)") == place("scale(0)") == ()
    assert place("translate(-50%, 10px)") == (10, 100, 10)
    assert place("scale(999999999)" * 99) == place("translate(999999999px)") == ()
