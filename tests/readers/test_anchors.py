"""Links to names within the file: those that are there lead to their line, others are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as NewDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from gricheck.pipeline import Kit, load_kit, map_report
from gricheck.readers import layout, markdown, read
from gricheck.readers.anchors import anchors_of, names_place
from gricheck.readers.blocks import Paragraph, Table, Target
from gricheck.readers.inline import slug

MD = """# Report\n\n## Our people\n\nText <a name='pay'></a> more.\n\n### Water use {{#water .new}}\n
| 401-1 |\n|-|\n| {} |\n"""
ADOC = "= Report\n\n== Our people\n\nText anchor:pay[] more.\n\n[#water.new]\n=== Water use\n\n|===\n|{}\n|===\n"
HTML = """<!doctype html><h2 id=our-people>Our people</h2><p>Text <a name=pay></a> more.</p><h3 id=water>Water use</h3>
<div hidden id=menu></div><table><tr><th>Code<th>Location<tr><td>401-1<td>{}</table>"""
XML = """<?xml version="1.0"?><article><section xml:id="our-people"><title>Our people</title><para id="pay">Text</para>
</section><section id="water"><title>Water use</title></section><informaltable><tgroup cols="2"><tbody><row>
<entry>401-1</entry><entry>{}</entry></row></tbody></tgroup></informaltable></article>"""


def target(ending: str, source: str, directory: Path) -> list[tuple[int | None, str | None, str | None]]:
    """Line, address and dead name of each link."""
    path = directory / f"report{ending}"
    path.write_text(source, encoding="utf-8")
    (drawn,) = layout(read(path).source, (0,))
    return [(link.line, link.uri, link.dead) for link in drawn.links]


@pytest.mark.parametrize(
    ("ending", "source", "link"),
    [
        (".md", MD, "[x](#{})"),
        (".md", MD, "<a href='#{}'>x</a>"),
        (".adoc", ADOC, "<<{},x>>"),
        (".adoc", ADOC, "xref:{}[x]"),
        (".html", HTML, "<a href='#{}'>x</a>"),
        (".xml", XML, '<link linkend="{}">x</link>'),
    ],
)
def test_a_name_that_is_there_leads_and_another_is_dead(ending: str, source: str, link: str, tmp_path: Path) -> None:
    for name in ("our-people", "pay", "water"):
        ((line, uri, dead),) = target(ending, source.format(link.format(name)), tmp_path)
        assert line, name
        assert (uri, dead) == (None, None)
    assert target(ending, source.format(link.format("our-peple")), tmp_path) == [(None, None, "#our-peple")]


@pytest.mark.parametrize(
    ("ending", "source"),
    [
        (".md", MD.format("[x](#top) [x](#) [x](#/route) [x](#!route)")),
        (".html", HTML.format("<a href='#'>x</a><a href=#top>x</a><a href=#menu>x</a><a href=#/route>x</a>")),
        (".adoc", "include::more.adoc[]\n\n" + ADOC.format("<<elsewhere,x>>")),
    ],
)
def test_no_link_is_dead_that_may_lead_somewhere(ending: str, source: str, tmp_path: Path) -> None:
    assert not any(dead for _, _, dead in target(ending, source, tmp_path))


def test_a_reference_to_another_file_is_an_address(tmp_path: Path) -> None:
    source = ADOC.format("<<more.adoc#x,x>> xref:more.html[x] <<more#y>>")
    assert [uri for _, uri, _ in target(".adoc", source, tmp_path)] == ["more.adoc#x", "more.html", "more#y"]


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("### Organizational details {#details}", "Organizational details"),
        ("### Organizational details {#details .new key=1} ###", "Organizational details {#details .new key=1}"),
        ("### Organizational details ### {: #details }", "Organizational details"),
        ("Organizational details {#details}\n-----", "Organizational details"),
        ("### Emissions {draft}", "Emissions {draft}"),
        ("### Emissions {#a} of {b}", "Emissions {#a} of {b}"),
    ],
)
def test_an_anchor_is_no_part_of_a_heading(source: str, title: str) -> None:
    (head,) = markdown.parse(source.split("\n")).blocks
    assert isinstance(head, Paragraph)
    assert head.text == title


@pytest.mark.parametrize(
    "name",
    ["1-energy--water", "energy-water", "energy_water", "1. Energy & water", "Energy-Water", "%C3%89nergy-water"],
)
def test_names_as_programs_make_them_of_a_heading(name: str) -> None:
    title = "1. Énergy & water" if name.startswith("%") else "1. Energy & water"
    assert anchors_of([(slug(title), 3)]).find(name) == 3
    assert anchors_of([(slug(title), 3)]).find("energy-wate") is None


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_name_with_other_letters_is_never_found(one: str, other: str) -> None:
    found = anchors_of([(one, 1)]).find(other)
    letters = [[c for c in text.casefold() if c.isascii() and c.isalpha()] for text in (one, other)]
    assert found is None or letters[0] == letters[1] or "%" in other or not (one + other).isascii()
    assert anchors_of([(one, 1)]).find("") is None or not one


@pytest.mark.parametrize("target", ["#", "#top", "#_top", "#/a", "#!a", "#:~:text=a", "a.html#b"])
def test_what_names_no_place(target: str) -> None:
    assert not names_place(target)


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


INDEX = (
    "# Report\n\n## Energy\n\nWe used 5 GWh.\n\n## GRI content index\n\n| Code | Title | Location |\n|-|-|-|\n"
    + "".join(f"| 30{n}-1 | Title | [Energy](#{'enrgy' if n == 3 else 'energy'}) |\n" for n in range(1, 7))
)


def test_the_row_of_a_dead_link_says_so(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(INDEX, encoding="utf-8")
    rows = map_report(path, kit).index.rows
    assert [(row.code, row.dead_links) for row in rows if row.dead_links] == [("303-1", ("#enrgy",))]


def test_a_bookmark_that_word_does_not_have(tmp_path: Path) -> None:
    document = NewDocument()
    document.add_heading("Energy")
    mark = OxmlElement("w:bookmarkStart")
    mark.set(qn("w:name"), "Energy")
    mark.set(qn("w:id"), "1")
    document.paragraphs[0]._p.append(mark)
    table = document.add_table(rows=1, cols=3)
    for cell, name in zip(table.rows[0].cells, ("energy", "Enrgy", "_top"), strict=True):
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), name)
        run = cell.paragraphs[0].add_run("x")
        link.append(run._r)
        cell.paragraphs[0]._p.append(link)
    path = tmp_path / "report.docx"
    document.save(str(path))
    (drawn,) = layout(read(path).source, (0,))
    assert [(link.page, link.dead) for link in drawn.links] == [(None, "#Enrgy")]


def test_a_moved_link_stays_dead() -> None:
    (table,) = (
        block for block in markdown.parse(["| a |", "|-|", "| see [x](#y) |"]).blocks if isinstance(block, Table)
    )
    assert table.cells[1].links == (Target(None, None, 4, 5, dead="#y"),)
