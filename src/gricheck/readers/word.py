"""Word documents (DOCX) to Document: paragraphs and tables in order, on the pages that Word stored.

A DOCX has no pages of its own; Word notes in it where pages ended when it last laid the document out. What was
changed elsewhere since may have moved them, so page references are followed and none is called wrong.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from gricheck.errors import UnreadableReport
from gricheck.model.document import Bookmark, Document, PageLayout, Pagination, Place, Source
from gricheck.pagination import numeral, unpaged
from gricheck.progress import step
from gricheck.readers.anchors import names_place
from gricheck.readers.blocks import Block, Paragraph, Target, layout_of, page_of, with_lines
from gricheck.readers.word_body import Body, level_of
from gricheck.readers.word_margins import margins
from gricheck.readers.word_notes import notes
from gricheck.readers.word_numbers import numbers_of
from gricheck.readers.word_parts import Heading, Part, Text
from gricheck.readers.word_table import tables
from gricheck.readers.word_xml import Jump, W, further, is_continuous, xml_of

if TYPE_CHECKING:
    from docx.opc.package import OpcPackage
    from docx.opc.part import Part as PackagePart
    from lxml.etree import _Element as Element

MAX_UNPACKED, MAX_XML = 512 * 1024**2, 128 * 1024**2
"""Bytes in all, and bytes of XML, to which an archive may unpack; XML takes many times as much in memory."""
MAX_PAGES = 5000
MIN_FIRST_YEAR = 1990
"""Programs that know no date write one of their own making."""
_STRICT = "http://purl.oclc.org/ooxml/"
_UNPAGED = "the file stores no page breaks that can be relied on, so what stands on which page is not known"
_STORED = "the page breaks that Word stored, which may be out of date; check the PDF for its pages"


def read(source: Source, data: bytes) -> Document:
    """All text, with the headings as outline. ``warnings`` say that changes were tracked."""
    step("reading the document")
    report = _report(source, data)
    pages = tuple(page_of(index, blocks) for index, blocks in enumerate(report.pages))
    return Document(
        source,
        pages,
        report.pagination,
        outline=_outline(report),
        created=report.created,
        warnings=report.warnings,
    )


def layout(source: Source, data: bytes, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """The drawing of some pages."""
    report = _report(source, data)
    return tuple(layout_of(index, report.pages[index]) for index in pages)


@dataclass(frozen=True, slots=True)
class _Report:
    pages: tuple[tuple[Block, ...], ...]
    pagination: Pagination
    headings: tuple[Heading, ...]
    created: date | None
    warnings: tuple[str, ...]


def _report(source: Source, data: bytes) -> _Report:
    from docx.opc.constants import RELATIONSHIP_TYPE

    package, part, root = _opened(source, data)
    element = root.find(W + "body")
    if element is None:
        raise UnreadableReport(f"{source.path}: the document has no text in it; save it again as .docx or PDF")
    styles = _styles(part)
    levels = {key: level for key in styles if (level := _style_level(key, styles)) is not None}
    numbering = further(part, RELATIONSHIP_TYPE.NUMBERING)
    body = Body(levels, _sections(element), numbers=numbers_of(numbering, styles))
    parts = body.read(element)
    is_paged = _is_paged(body, package)
    pages = _pages(parts, body, part, is_paged)
    if not any(pages):
        raise UnreadableReport(f"{source.path}: the document holds no text; give the file with the index")
    pagination = Pagination(_labels(body), False, _STORED, near=True) if is_paged else unpaged(1, _UNPAGED)
    tracked = any(next(element.iter(W + name), None) is not None for name in ("ins", "del", "moveTo", "moveFrom"))
    warnings = ("changes are tracked in the document; it was read as if all were accepted",) if tracked else ()
    return _Report(pages, pagination, tuple(body.headings), _created(package), warnings)


def _sections(element: Element) -> list[Element]:
    """The properties of each section in order, without those that a tracked change keeps from before."""
    found = element.iter(W + "sectPr")
    return [one for one in found if (above := one.getparent()) is None or above.tag != W + "sectPrChange"]


def _opened(source: Source, data: bytes) -> tuple[OpcPackage, PackagePart, Element]:
    """The package, its main part and that part's XML. No entity is resolved and nothing outside is asked for."""
    from docx.opc.exceptions import OpcError
    from docx.opc.package import OpcPackage
    from lxml.etree import LxmlError

    try:
        _check_size(source, data)
        package = OpcPackage.open(io.BytesIO(data))
        if any(rel.reltype.startswith(_STRICT) for rel in package.rels.values()):
            raise UnreadableReport(f"{source.path}: a Strict Open XML document; save it as Word document (.docx)")
        part = package.main_document_part
        return package, part, xml_of(part)
    except (OpcError, LxmlError, BadZipFile, KeyError, ValueError, AttributeError) as error:
        raise UnreadableReport(
            f"{source.path}: damaged, or not as Word saves it ({_said(error)}); save it again as Word document (.docx)"
        ) from error
    except (RuntimeError, NotImplementedError, OSError) as error:
        raise UnreadableReport(f"{source.path}: cannot be unpacked ({_said(error)}); save it again") from error


def _check_size(source: Source, data: bytes) -> None:
    with ZipFile(io.BytesIO(data)) as archive:
        sizes = [(info.filename.lower(), info.file_size) for info in archive.infolist()]
    xml = sum(size for name, size in sizes if name.endswith((".xml", ".rels")))
    if sum(size for _, size in sizes) > MAX_UNPACKED or xml > MAX_XML:
        raise UnreadableReport(
            f"{source.path}: unpacks to more than any report would; export the report as PDF and check that"
        )


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def _styles(part: PackagePart) -> dict[str, Element]:
    from docx.opc.constants import RELATIONSHIP_TYPE

    root = further(part, RELATIONSHIP_TYPE.STYLES)
    return {} if root is None else {style.get(W + "styleId", ""): style for style in root.iter(W + "style")}


def _style_level(key: str, styles: dict[str, Element]) -> int | None:
    """The outline level of a style: by what it or the style under it says, else as a built-in heading, whose stored
    name is English in every language."""
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        style = styles[key]
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            return level_of(outline)
        name = style.find(W + "name")
        named = name.get(W + "val", "") if name is not None else ""
        if match := re.fullmatch(r"heading ?([1-9])", named, re.IGNORECASE) or re.fullmatch(r"Heading([1-9])", key):
            return int(match[1])
        under = style.find(W + "basedOn")
        key = under.get(W + "val", "") if under is not None else ""
    return None


def _is_paged(body: Body, package: OpcPackage) -> bool:
    """Whether Word left its breaks, and about as many as the pages that it says it counted."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    counted = body.page + 1
    if not body.stored or counted > MAX_PAGES:
        return False
    try:
        blob = package.part_related_by(RELATIONSHIP_TYPE.EXTENDED_PROPERTIES).blob
    except (KeyError, ValueError):
        return True
    said = re.search(rb"<(?:\w+:)?Pages>\s*(\d{1,6})\s*<", blob)
    return said is None or abs(int(said[1]) - counted) <= max(1, counted // 10)


def _pages(parts: Sequence[Part], body: Body, part: PackagePart, is_paged: bool) -> tuple[tuple[Block, ...], ...]:
    """The blocks of each page. All are on one where pages cannot be told apart; a link within it leads nowhere then."""
    known = _bookmarks(part)

    def leads(jump: Jump) -> Target | None:
        relation = part.rels.get(jump.relation) if jump.relation else None
        uri = jump.uri or (str(relation.target_ref) if relation is not None and relation.is_external else None)
        name = jump.bookmark if uri is None else uri.removeprefix("#") if uri.startswith("#") else None
        if not name:
            return Target(uri=uri) if uri is not None else None
        page = body.bookmarks.get(name) if is_paged else None
        if page is None and names_place(f"#{name}") and name.lower() not in known:
            return Target(dead=f"#{name}")
        return Target(page) if page is not None else None

    found: list[list[Block]] = [[] for _ in range(body.page + 1 if is_paged else 1)]
    paragraphs = number = 0
    for one in parts:
        if isinstance(one, Text):
            paragraphs += 1
            place = Place(part=f"paragraph {paragraphs}")
            found[one.page if is_paged else 0].append(Paragraph(one.text, place, one.level))
        else:
            number += 1
            for page, table in tables(one, f"table {number}", leads):
                found[page if is_paged else 0].append(table)
    for page, note in notes(part, body):
        found[page if is_paged else 0].append(note)
    above: list[list[Paragraph]] = [[] for _ in found]
    for page, header, footer in margins(part, body.sections):
        above[page if is_paged else 0] += header
        found[page if is_paged else 0] += footer
    return tuple((*header, *blocks) for header, blocks in zip(above, found, strict=True))


def _bookmarks(part: PackagePart) -> frozenset[str]:
    """The names of all bookmarks, in small letters, since Word does not tell them apart by these."""
    return frozenset(mark.get(W + "name", "").lower() for mark in xml_of(part).iter(W + "bookmarkStart"))


def _labels(body: Body) -> tuple[tuple[str, ...], ...]:
    """The number that Word gives each page: sections may begin again, at an odd or even page, or in roman letters."""
    begun: dict[int, Element] = {}
    for page, section in body.sections:
        if page not in begun and (page == 0 or not is_continuous(section)):
            begun[page] = section
    labels = []
    number, form = 0, None
    for page in range(body.page + 1):
        number += 1
        start = begun.get(page)
        if start is not None:
            number, form = _begun(start, number)
        small = numeral(number) if form in ("lowerRoman", "upperRoman") else ""
        label = {"lowerRoman": small, "upperRoman": small.upper()}.get(form or "", str(number))
        labels.append((label,) if number > 0 else ())
    return tuple(labels)


def _begun(section: Element, number: int) -> tuple[int, str | None]:
    """The number of a section's first page and the form of its numbers."""
    numbers, kind = section.find(W + "pgNumType"), section.find(W + "type")
    start = numbers.get(W + "start", "") if numbers is not None else ""
    form = numbers.get(W + "fmt") if numbers is not None else None
    if re.fullmatch(r"\d{1,5}", start):
        return int(start), form
    parity = {"oddPage": 1, "evenPage": 0}.get(kind.get(W + "val", "") if kind is not None else "")
    return number + (parity is not None and number % 2 != parity), form


def _outline(report: _Report) -> tuple[Bookmark, ...]:
    is_paged = len(report.pages) > 1
    marks = tuple(Bookmark(one.text, one.level, one.page if is_paged else None) for one in report.headings)
    return marks if is_paged else with_lines(marks, report.pages[0])


def _created(package: OpcPackage) -> date | None:
    """The day on which the document was last changed, else made. The library would make properties that are not
    there, and say that they are of today."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    if not any(one.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for one in package.rels.values()):
        return None
    try:
        made = package.core_properties.modified or package.core_properties.created
    except (ValueError, TypeError, AttributeError):
        return None
    return made.date() if made is not None and made.year >= MIN_FIRST_YEAR else None
