"""Hidden rows and columns and the links of an OpenDocument spreadsheet, out of its one part with content."""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from gricheck.readers.sheet import CellLink, LinkedCells, SheetFacts
from gricheck.readers.sheet_facts import formula_link, number_in

_TAGS = ("{*}table", "{*}table-row", "{*}table-column", "{*}table-cell", "{*}covered-table-cell")
_HIDDEN = ("collapse", "filter")


def ods_facts(file: ZipFile) -> Iterator[tuple[str, SheetFacts]]:
    """The facts of each sheet with its name. What ``UNTOLD`` lists is raised where the file is damaged."""
    content = io.BytesIO(file.read("content.xml"))
    sheet, depth = _Sheet(), 0
    for event, item in etree.iterparse(
        content, events=("start", "end"), tag=_TAGS, resolve_entities=False, no_network=True
    ):
        tag, started = etree.QName(item).localname, event == "start"
        if tag == "table":
            depth += 1 if started else -1
            if depth == 0:
                yield _said(item, "name") or "", sheet.facts()
            elif depth == 1 and started:
                sheet = _Sheet()
        elif depth == 1 and started and tag != "table-cell":  # what is deeper is in a table within a cell
            sheet.begin(tag, item)
        elif depth == 1 and not started and tag == "table-cell":
            sheet.cell(item)
        if not started and tag != "table":
            item.clear()


def _said(item: etree._Element, name: str) -> str | None:
    """An attribute, whatever namespace it is in."""
    return next((str(value) for key, value in item.attrib.items() if str(key).endswith("}" + name)), None)


class _Sheet:
    """A sheet while its rows go by; a row or cell may stand for many."""

    def __init__(self) -> None:
        self._row = self._column = self._rows = 0
        self._hidden_rows = self._waiting = self._hidden_columns = 0
        self._linked: list[LinkedCells] = []

    def facts(self) -> SheetFacts:
        """Rows that are hidden behind the last one that holds anything do not count."""
        return SheetFacts(self._hidden_rows, self._hidden_columns, tuple(self._linked))

    def begin(self, tag: str, item: etree._Element) -> None:
        """A row or column begins, or a cell that another one covers."""
        hidden = _said(item, "visibility") in _HIDDEN
        if tag == "table-column":
            self._hidden_columns += hidden * number_in(_said(item, "number-columns-repeated"))
        elif tag == "table-row":
            self._row, self._column = self._row + self._rows, 0
            self._rows = number_in(_said(item, "number-rows-repeated"))
            self._waiting += hidden * self._rows
        else:
            self._column += number_in(_said(item, "number-columns-repeated"))

    def cell(self, item: etree._Element) -> None:
        """A cell has been read."""
        times = number_in(_said(item, "number-columns-repeated"))
        if len(item) or _said(item, "value-type"):
            self._hidden_rows, self._waiting = self._hidden_rows + self._waiting, 0
        place = self._row, self._column, self._row + self._rows - 1, self._column + times - 1
        self._linked += (LinkedCells(*place, link) for link in _links(item))
        self._column += times


def _links(cell: etree._Element) -> Iterator[CellLink]:
    address = formula_link(_said(cell, "formula") or "")
    if address:
        yield CellLink(address)
    for link in cell.iter("{*}a"):
        noted = any(etree.QName(above).localname == "annotation" for above in link.iterancestors())
        if not noted:
            yield CellLink(_said(link, "href") or "", " ".join("".join(map(str, link.itertext())).split()))
