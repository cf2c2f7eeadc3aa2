"""Hidden rows and columns and the links of an XLSX, out of the XML of its sheets."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, join, normpath
from zipfile import ZipFile

from lxml import etree

from gricheck.readers.sheet import CellLink, LinkedCells, SheetFacts
from gricheck.readers.sheet_facts import UNTOLD, formula_link, number_in

_ROW, _COLUMN, _CELL, _LINK = "{*}row", "{*}col", "{*}c", "{*}hyperlink"
_TRUE = ("1", "true")
_WIDEST = 16_384
"""Columns of a sheet."""
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def xlsx_facts(file: ZipFile) -> Iterator[tuple[str, SheetFacts]]:
    """The facts of each sheet with its name. What ``UNTOLD`` lists is raised where the workbook itself is damaged."""
    for name, part in _parts(file):
        try:
            yield name, _facts(file.read(part), _relations(file, part))
        except UNTOLD:
            continue


def _parts(file: ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets by name, each with the part of the archive that holds it."""
    targets = _relations(file, "xl/workbook.xml")
    for sheet in _parsed(file.read("xl/workbook.xml")).iter("{*}sheet"):
        yield str(sheet.get("name", "")), normpath(join("/xl", targets.get(_relation(sheet), ""))).lstrip("/")


def _relations(file: ZipFile, part: str) -> dict[str, str]:
    """Where the relations of a part lead, by their ids."""
    path = f"{dirname(part)}/_rels/{basename(part)}.rels"
    if path not in file.namelist():
        return {}
    return {
        str(item.get("Id")): str(item.get("Target", "")) for item in _parsed(file.read(path)).iter("{*}Relationship")
    }


def _relation(item: etree._Element) -> str:
    """The id of the relation that an element names, in the namespace of either kind of XLSX."""
    return next((str(value) for name, value in item.attrib.items() if str(name).endswith("}id")), "")


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _facts(data: bytes, relations: Mapping[str, str]) -> SheetFacts:
    rows = columns = 0
    linked: list[LinkedCells] = []
    formulas = _Formulas()
    tags = (_ROW, _COLUMN, _CELL, _LINK)
    for event, item in etree.iterparse(
        io.BytesIO(data), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True
    ):
        tag = etree.QName(item).localname
        if event == "start":
            formulas.begin(tag, item)
            continue
        hidden = item.get("hidden") in _TRUE
        if tag == "row":
            rows += hidden
        elif tag == "col":
            columns += hidden * _width(item)
        elif tag == "c":
            linked += formulas.end(item)
        else:
            linked += _hyperlink(item, relations)
        item.clear()
    return SheetFacts(rows, columns, tuple(linked))


def _width(column: etree._Element) -> int:
    first = number_in(column.get("min"))
    return max(0, min(number_in(column.get("max"), first), _WIDEST) - first + 1)


def _hyperlink(item: etree._Element, relations: Mapping[str, str]) -> Iterator[LinkedCells]:
    """A link of a cell, or of several: ``location`` is what stands behind the ``#`` of its address."""
    first, _, last = item.get("ref", "").partition(":")
    start = _place(first)
    end = _place(last) or start
    address, location = relations.get(_relation(item), ""), item.get("location", "")
    if start and end:
        yield LinkedCells(*start, *end, CellLink(f"{address}#{location}" if location else address))


def _place(name: str) -> tuple[int, int] | None:
    """``B7`` as row and column, 0-based."""
    match = _PLACE.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - 64
    return int(match[2]) - 1, column - 1


class _Formulas:
    """The links that formulas make, each at its cell. Rows and cells need not say where they stand."""

    def __init__(self) -> None:
        self._row = self._column = -1
        self._shared: dict[str, str] = {}

    def begin(self, tag: str, item: etree._Element) -> None:
        """A row or cell begins."""
        if tag == "row":
            self._row, self._column = number_in(item.get("r"), self._row + 2) - 1, -1
        elif tag == "c":
            self._row, self._column = _place(item.get("r", "")) or (self._row, self._column + 1)

    def end(self, cell: etree._Element) -> Iterator[LinkedCells]:
        """A cell has been read. One formula may serve several cells."""
        formula = cell.find("{*}f")
        if formula is None:
            return
        address = formula_link(formula.text or "")
        if formula.get("t") == "shared":
            address = self._shared.setdefault(formula.get("si", ""), address)
        if address:
            yield LinkedCells(self._row, self._column, self._row, self._column, CellLink(address))
