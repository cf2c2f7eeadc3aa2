"""The numbers that Word gives headings by itself, and the headers and footers of its sections."""

from __future__ import annotations

import functools
import io
import operator
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document as NewDocument
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from lxml import etree

from gricheck.model.document import Document
from gricheck.pipeline import load_kit, map_report
from gricheck.readers import read
from gricheck.readers.word_numbers import numbers_of

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(at: int, text: str, form: str = "decimal", inner: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{inner}<w:lvlText w:val="{text}"/></w:lvl>'
    )


PLAIN = level(0, "%1") + level(1, "%1.%2") + level(2, "%1.%2.%3")
NUMS = '<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'


def numbered(levels: str, *paragraphs: str, nums: str = NUMS, styles: str = "") -> list[str]:
    """The numbers of paragraphs, each given by what its properties hold, or by its level in list 5."""
    part = etree.fromstring(
        f'<w:numbering {NS}><w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum>{nums}</w:numbering>'
    )
    sheet = etree.fromstring(f"<w:styles {NS}>{styles}</w:styles>")
    by_id = {style.get(f"{{{style.nsmap['w']}}}styleId"): style for style in sheet}
    numbers = numbers_of(part, by_id)
    inner = (one if "<" in one or not one else of(int(one)) for one in paragraphs)
    return [numbers.next(etree.fromstring(f"<w:p {NS}><w:pPr>{one}</w:pPr></w:p>")) for one in inner]


def of(at: int, num: int = 5) -> str:
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'


def test_levels_count_within_the_one_above() -> None:
    assert numbered(PLAIN, "0", "1", "1", "2", "", "0", "1", "2", "2") == (
        ["1", "1.1", "1.2", "1.2.1", "", "2", "2.1", "2.1.1", "2.1.2"]
    )


def test_a_level_that_was_left_out_has_no_number_yet() -> None:
    assert numbered(PLAIN, "1", "0", "2") == ["0.1", "1", "1.0.1"]


def test_forms() -> None:
    levels = level(0, "%1.", "upperRoman") + level(1, "%1-%2)", "lowerLetter")
    levels += level(2, "%1.%2.%3", inner="<w:isLgl/>") + level(3, "•", "bullet") + level(4, "%5", "decimalZero")
    assert numbered(levels, "0", *["0"] * 3, "1", *["1"] * 26, "2", "3", "4")[3:] == [
        *("IV.", "IV-a)"),
        *(f"IV-{letter})" for letter in "bcdefghijklmnopqrstuvwxyz"),
        *("IV-aa)", "4.27.1", "", "01"),
    ]


def test_where_a_level_begins_anew() -> None:
    never = level(0, "%1") + level(1, "%2", inner='<w:lvlRestart w:val="0"/>')
    assert numbered(never, "0", "1", "0", "1") == ["1", "1", "2", "2"]
    first = level(0, "%1") + level(1, "%2") + level(2, "%3", inner='<w:lvlRestart w:val="1"/>')
    assert numbered(first, "0", "1", "2", "1", "2", "0", "2") == ["1", "1", "1", "2", "2", "2", "1"]


def test_lists_of_one_plan_go_on_but_where_one_begins_anew() -> None:
    again = '<w:num w:numId="6"><w:abstractNumId w:val="3"/></w:num>'
    begin = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    anew = again.replace("6", "7").replace("</w:num>", begin)
    told = (of(0), of(0, 6), of(0, 7), of(0, 7), of(0))
    assert numbered(PLAIN, *told, nums=NUMS + again + anew) == ["1", "2", "4", "5", "6"]


def test_a_style_gives_the_list_and_the_level() -> None:
    levels = level(0, "%1", inner='<w:pStyle w:val="H1"/>') + level(1, "%1.%2", inner='<w:pStyle w:val="H2"/>')
    style = '<w:style w:styleId="{}"><w:basedOn w:val="{}"/><w:pPr>{}</w:pPr></w:style>'
    numpr = '<w:numPr><w:numId w:val="5"/></w:numPr>'
    styles = style.format("H1", "", numpr) + style.format("H2", "H1", numpr) + style.format("Own", "H2", "")
    styles += style.format("Loop", "Loop", "") + style.format("Off", "H1", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    named = [f'<w:pStyle w:val="{name}"/>' for name in ("H1", "H2", "Own", "Loop", "Off", "None", "H1")]
    assert numbered(levels, *named, styles=styles) == ["1", "1.1", "1.2", "", "", "", "2"]
    own = '<w:pStyle w:val="H2"/><w:numPr><w:ilvl w:val="0"/></w:numPr>'
    assert numbered(levels, own, styles=styles) == ["1"]


@pytest.mark.parametrize(
    "nums",
    ["", '<w:num w:numId="5"/>', '<w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num>', NUMS.replace('"5"', '"x"')],
)
def test_a_list_that_is_not_there_numbers_nothing(nums: str) -> None:
    assert numbered(PLAIN, "0", of(12), of(0, 99), nums=nums) == ["", "", ""]
    assert numbers_of(None, {}).next(etree.fromstring(f"<w:p {NS}><w:pPr>{of(0)}</w:pPr></w:p>")) == ""


def report(sections: Sequence[Sequence[str]]) -> WordDocument:
    """A document with numbered headings, a chapter a page, as Word would store it."""
    document = NewDocument()
    numbering = document.part.numbering_part.element
    style = '<w:pStyle w:val="Heading{}"/>'
    levels = level(0, "%1", inner=style.format(1)) + level(1, "%1.%2", inner=style.format(2))
    plan = f'<w:abstractNum {NS} w:abstractNumId="77">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(plan))
    numbering.append(parse_xml(f'<w:num {NS} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for name in ("Heading 1", "Heading 2"):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {NS}><w:numId w:val="77"/></w:numPr>'))
    for number, (chapter, *inner) in enumerate(sections):
        heading = document.add_heading(chapter, 1)
        if number:
            heading._p.insert(1, parse_xml(f"<w:r {NS}><w:lastRenderedPageBreak/></w:r>"))
        for title in inner:
            document.add_heading(title, 2)
            document.add_paragraph(f"What there is to say of {title.lower()}.")
    return document


def saved(document: WordDocument, folder: Path, pages: int) -> Path:
    """The document as Word would save it, with the number of its pages."""
    stream, path = io.BytesIO(), folder / "report.docx"
    document.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            app = f"<Properties><Pages>{pages}</Pages></Properties>".encode()
            new.writestr(name, app if name == "docProps/app.xml" else old.read(name))
    return path


CHAPTERS = [["About us", "Profile"], ["Planet", "Energy", "Climate"], ["People", "Workforce"], ["Index"]]
CODES = [("2-1", "Organizational details", "1.1"), ("302-1", "Energy consumption within the organization", "2.1")]
CODES += [("305-1", "Direct (Scope 1) GHG emissions", "2.2"), ("401-1", "New employee hires", "3.1")]
CODES += [("403-9", "Work-related injuries", "3.1"), ("404-1", "Average hours of training", "3.1")]


def test_a_location_that_names_a_section_by_its_number_leads_to_its_page(tmp_path: Path) -> None:
    document = report(CHAPTERS)
    document.add_paragraph("GRI content index")
    table = document.add_table(0, 3)
    for texts in [("Disclosure", "Title", "Section"), *((c, t, f"Section {n}") for c, t, n in CODES)]:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    path = saved(document, tmp_path, 4)
    found = read(path)
    assert [page.text.split("\n")[0] for page in found.pages] == ["1 About us", "2 Planet", "3 People", "4 Index"]
    assert "2.2 Climate" in found.pages[1].text
    assert [mark.title for mark in found.outline][:3] == ["About us", "Profile", "Planet"]
    rows = map_report(path, load_kit()).index.rows
    assert [(row.code, [page.index for page in row.pages]) for row in rows] == [
        ("2-1", [0]),
        ("302-1", [1]),
        ("305-1", [1]),
        *((code, [2]) for code in ("401-1", "403-9", "404-1")),
    ]


def with_margins(tmp_path: Path) -> Document:
    document = report(CHAPTERS)
    first = document.sections[0]
    first.header.paragraphs[0].text = "Larkspur plc"
    footer = first.footer.paragraphs[0]
    footer.text = "Sustainability Report 2024, page "
    code = '<w:fldSimple {} w:instr=" PAGE "><w:r><w:t>17</w:t></w:r></w:fldSimple>'
    footer._p.append(parse_xml(code.format(NS)))
    marks = [f'<w:r {NS}><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    text = f"<w:r {NS}><w:instrText> NUMPAGES </w:instrText></w:r>", f"<w:r {NS}><w:t>30</w:t></w:r>"
    for piece in (marks[0], text[0], marks[1], text[1], marks[2]):
        footer._p.append(parse_xml(piece))
    first.first_page_header.paragraphs[0].text = "Switched off"
    first.even_page_header.paragraphs[0].text = "Switched off too"
    document.add_section()  # the header goes on
    document.add_paragraph("Further")
    last = document.add_section()
    last.header.is_linked_to_previous = False
    last.header.add_table(1, 2, last.page_width).rows[0].cells[1].text = "GRI content index"
    last.different_first_page_header_footer = True
    first.first_page_footer.paragraphs[0].text = "In accordance"  # goes on, and is shown here alone
    last.first_page_header.is_linked_to_previous = False
    last.first_page_header.paragraphs[0].text = "17"
    document.add_paragraph("Last")
    return read(saved(document, tmp_path, 6))


def test_headers_and_footers_stand_once_where_their_section_begins(tmp_path: Path) -> None:
    lines = [page.text.split("\n") for page in with_margins(tmp_path).pages]
    assert lines[0][0] == "Larkspur plc"
    assert lines[0][-1] == "Sustainability Report 2024, page"
    assert [lines[-1][0], *lines[-1][-2:]] == ["GRI content index", "Last", "In accordance"]
    assert functools.reduce(operator.iadd, lines, []).count("Larkspur plc") == 1
    assert "Switched" not in str(lines)
    assert len(lines) == 6


def test_a_header_is_told_as_what_it_is(tmp_path: Path) -> None:
    found = with_margins(tmp_path)
    assert [found.pages[0].places[at].part for at in (0, -1)] == ["header", "footer"]
