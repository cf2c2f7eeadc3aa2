"""A report in inline XBRL, tagged with GRI's taxonomy: chapters in the small Markdown, each of them a page.

``[[41,736 @GrossDirectScope1GHGEmissions utr:tCO2e]]`` is a figure with its unit, ``[[Larkspur plc @LegalName]]`` a
text. One that ends in ``>name]]`` goes on where ``[[… @>name]]`` stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from making.source import SOURCES, Block, Chapter, Paragraph, Table, read_chapters

TAXONOMY = "https://taxonomy.globalreporting.org/gri-sustainability-taxonomy/gri_srs"
ENTRY = f"{TAXONOMY}/gri_srs_entry_point_2025-06-23.xsd"
NAMES = {
    "": "http://www.w3.org/1999/xhtml",
    "gri": f"{TAXONOMY}/core",
    "ix": "http://www.xbrl.org/2013/inlineXBRL",
    "ixt": "http://www.xbrl.org/inlineXBRL/transformation/2022-02-16",
    "link": "http://www.xbrl.org/2003/linkbase",
    "utr": "http://www.xbrl.org/2009/utr",
    "xbrli": "http://www.xbrl.org/2003/instance",
    "xlink": "http://www.w3.org/1999/xlink",
}
HIDDEN = ("LevelOfAccordance", "with-reference")
TAG = re.compile(r"\[\[(?P<text>.*?) @(?P<concept>\w*)(?: (?P<unit>\w+:\w+))?(?: ?>(?P<next>\w+))?\]\]")


def tagged_report(name: str, company: str, year: int) -> bytes:
    """The file, made from ``sources/NAME.md``."""
    chapters = list(read_chapters((SOURCES / f"{name}.md").read_text("utf-8")))
    pages = "\n".join(_page(number, chapter, company) for number, chapter in enumerate(chapters, start=1))
    names = "\n  ".join(f'xmlns{":" if prefix else ""}{prefix}="{uri}"' for prefix, uri in NAMES.items())
    head = f"<head><title>{escape(company)}: sustainability report {year}</title></head>"
    body = f'<div style="display:none">\n{_header(pages, year)}\n</div>\n{pages}'
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<html {names} lang="en">\n{head}\n<body>\n{body}\n</body>\n</html>\n'
    ).encode()


def _header(pages: str, year: int) -> str:
    """The hidden part: a fact that the pages do not show, the taxonomy, the year and the units."""
    concept, value = HIDDEN
    hidden = f'<ix:nonNumeric name="gri:{concept}" contextRef="year">{value}</ix:nonNumeric>'
    schema = f'<link:schemaRef xlink:type="simple" xlink:href="{ENTRY}"/>'
    entity = '<xbrli:identifier scheme="http://standards.iso.org/iso/17442">00000000000000000000</xbrli:identifier>'
    period = f"<xbrli:startDate>{year}-01-01</xbrli:startDate><xbrli:endDate>{year}-12-31</xbrli:endDate>"
    resources = [
        f'<xbrli:context id="year"><xbrli:entity>{entity}</xbrli:entity><xbrli:period>{period}</xbrli:period>'
        "</xbrli:context>",
        *map(_unit, sorted(set(re.findall(r'unitRef="(\w+-\w+)"', pages)))),
    ]
    parts = [f"<ix:hidden>{hidden}</ix:hidden>", f"<ix:references>{schema}</ix:references>", "<ix:resources>"]
    return "\n".join(["<ix:header>", *parts, *resources, "</ix:resources>", "</ix:header>"])


def _unit(name: str) -> str:
    return f'<xbrli:unit id="{name}"><xbrli:measure>{name.replace("-", ":")}</xbrli:measure></xbrli:unit>'


def _page(number: int, chapter: Chapter, company: str) -> str:
    parts = [f"<h1>{escape(chapter.title)}</h1>"]
    for section in chapter.sections:
        parts += [f"<h2>{escape(section.title)}</h2>", *(line for block in section.blocks for line in _block(block))]
    foot = f'<p class="foot">{escape(company)} | {number}</p>'
    return "\n".join([f'<div class="page" id="page{number}">', *parts, foot, "</div>"])


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield f"<p>{_tagged(block.text)}</p>"
    elif isinstance(block, Table):
        yield "<table>"
        yield _row(block.head, "th")
        yield from (_row(cells, "td") for cells in block.rows)
        yield "</table>"
    else:
        raise ValueError(f"{type(block).__name__}: not in a report in inline XBRL")


def _row(cells: list[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_tagged(cell)}</{tag}>' for cell in cells)}</tr>"


def _tagged(text: str) -> str:
    last, parts = 0, []
    for match in TAG.finditer(text):
        parts += [escape(text[last : match.start()]), _element(match)]
        last = match.end()
    return "".join([*parts, escape(text[last:])])


def _element(match: re.Match[str]) -> str:
    text, concept, unit, goes_on = escape(match["text"]), match["concept"], match["unit"], match["next"]
    if not concept:
        return f'<ix:continuation id="{goes_on}">{text}</ix:continuation>'
    if unit:
        more = f'unitRef="{unit.replace(":", "-")}" decimals="0" format="ixt:num-dot-decimal"'
        return f'<ix:nonFraction name="gri:{concept}" contextRef="year" {more}>{text}</ix:nonFraction>'
    more = f' continuedAt="{goes_on}"' if goes_on else ""
    return f'<ix:nonNumeric name="gri:{concept}" contextRef="year"{more}>{text}</ix:nonNumeric>'
