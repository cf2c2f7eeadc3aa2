"""Links of a cell: each leads from its own words, in every format that has some."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as NewDocument
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from gricheck.model.document import Link, PageLayout
from gricheck.readers import layout, read
from gricheck.readers.linked import CLOSED, OPENED, placed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("marked", "text", "words"),
    [
        ("a {b} c", "a b c", ["b"]),
        ("  {a} ", "a", ["a"]),
        ("a { b } c", "a b c", ["b"]),
        ("a {\n{b}\n} c", "a\nb\nc", ["b", "b"]),
        ("1{}2", "12", [""]),
        ("a{b", "ab", ["b"]),
        ("a}b", "ab", []),
        ("{a {b}} c", "a b c", ["a b", "b"]),
        ("a  b", "a  b", []),
        ("", "", []),
    ],
)
def test_marks_become_places(marked: str, text: str, words: list[str]) -> None:
    found, spans = placed(marked.replace("{", OPENED).replace("}", CLOSED))
    assert found == text
    assert [found[start:end].strip() for start, end in spans] == words


@given(st.text(alphabet=[OPENED, CLOSED, *"ab \n"], max_size=30))
def test_any_marks_leave_the_words_and_places_within_them(marked: str) -> None:
    text, spans = placed(marked)
    assert "".join(text.split()) == "".join(marked.replace(OPENED, "").replace(CLOSED, "").split())
    assert len(spans) == marked.count(OPENED)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert text == text.strip()


HTML = """<!doctype html><body><table><tr><td>305-1<td>{}<td>x<tr><td>305-2<td><a href="a.pdf"><img alt="a"></a><td>y
</table>"""
CELL = '<a href="a.pdf">7,\n <b>9</b></a> and <a href="b.pdf">12</a>/<a href="c.pdf"><br>14</a>'
INDEXES = {
    ".html": HTML.format(CELL),
    ".md": "| a | b |\n|-|-|\n| 305-1 | [7, **9**](a.pdf) and [12](b.pdf)/<br>[14][c] |\n\n[c]: c.pdf\n",
    "-html.md": "<table><tr><td>305-1</td><td><a href='a.pdf'>7, 9</a> and <A href='b.pdf'>12</A>/<br>[14](c.pdf)</td>"
    "</tr></table>\n",
    ".adoc": "|===\n|305-1|link:a.pdf[7, *9*] and link:b.pdf[12]/link:c.pdf[ 14]\n|===\n",
    ".xml": '<?xml version="1.0"?><article><informaltable><tgroup cols="2"><tbody><row><entry>305-1</entry><entry>'
    '<link xmlns:x="http://www.w3.org/1999/xlink" x:href="a.pdf">7, 9</link> and <ulink url="b.pdf">12</ulink>/'
    '<para><xref href="c.pdf">14</xref></para></entry></row></tbody></tgroup></informaltable></article>',
}


@pytest.mark.parametrize("ending", INDEXES)
def test_each_link_leads_from_its_own_words(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"index{ending}"
    path.write_text(INDEXES[ending], encoding="utf-8")
    (drawn,) = layout(read(path).source, (0,))
    assert words_of(drawn)[:3] == [("a.pdf", "7, 9"), ("b.pdf", "12"), ("c.pdf", "14")]


def words_of(drawn: PageLayout) -> list[tuple[str | None, str]]:
    """Where each link leads, with the letters under it."""
    return [(link.uri, " ".join(filter(None, (_under(link, word) for word in drawn.words)))) for link in drawn.links]


def _under(link: Link, word: object) -> str:
    x0, y0, x1, y1 = link.box
    text, left, middle = word.text, word.x0, word.middle  # type: ignore[attr-defined]
    wide = (word.x1 - left) / len(text)  # type: ignore[attr-defined]
    return "".join(letter for n, letter in enumerate(text) if y0 <= middle <= y1 and x0 <= left + (n + 0.5) * wide < x1)


def test_a_linked_picture_stands_on_its_cell_and_the_mark_of_a_note_on_nothing(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    cell = '12<a href="#n1"><sup>1</sup></a><sup><a href="#n2">2</a></sup> <a href="a.pdf"><img src="i.png"></a>'
    path.write_text(HTML.format(cell), encoding="utf-8")
    (drawn,) = layout(read(path).source, (0,))
    assert words_of(drawn) == [("a.pdf", "12"), ("a.pdf", "a")]


def test_links_of_a_word_document_by_element_by_field_and_over_several_runs(tmp_path: Path) -> None:
    document = NewDocument()
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "305-1"
    relation = document.part.relate_to(
        "a.pdf", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
    )
    space = '<w:t xml:space="preserve">'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "b.pdf"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    first = (
        f'<w:p xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<w:hyperlink r:id="{relation}"><w:r>{space}7, </w:t></w:r><w:r><w:t>9</w:t></w:r></w:hyperlink>'
        f"<w:r>{space} and </w:t></w:r>{field}<w:r><w:t>/</w:t></w:r></w:p>"
    )
    second = (
        f"<w:p xmlns:w='{W}'><w:fldSimple w:instr='HYPERLINK \"c.pdf\"'><w:r><w:t>14</w:t></w:r></w:fldSimple></w:p>"
    )
    cell = table.cell(0, 1)._tc
    cell.clear_content()
    cell.append(parse_xml(first))
    cell.append(parse_xml(second))
    path = tmp_path / "index.docx"
    document.save(str(path))
    (drawn,) = layout(read(path).source, (0,))
    assert words_of(drawn) == [("a.pdf", "7, 9"), ("b.pdf", "12"), ("c.pdf", "14")]
