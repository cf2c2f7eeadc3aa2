"""Rows and columns that a workbook hides. The library that reads the cells does not tell, so the file is asked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from posixpath import join, normpath
from zipfile import BadZipFile, ZipFile

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TRUE = ("1", "true")
_WIDEST = 16_384
"""Columns of a sheet."""


def hidden_lines(data: bytes) -> Iterator[str]:
    """What each sheet of an XLSX hides, in words; nothing for other kinds, or where it cannot be told."""
    try:
        with ZipFile(io.BytesIO(data)) as file:
            for name, part in _parts(file):
                yield from in_words(name, *_counts(file.read(part)))
    except (BadZipFile, KeyError, etree.XMLSyntaxError, OSError, ValueError):
        return


def in_words(name: str, rows: int, columns: int) -> Iterator[str]:
    """What is said of a sheet that hides so many rows and columns; nothing where it hides none."""
    if rows or columns:
        told = f"{_number(rows, 'row')} and {_number(columns, 'column')}"
        yield f"sheet {name!r} hides {told}, which were read all the same"


def _parts(file: ZipFile) -> Iterator[tuple[str, str]]:
    """The sheets by name, each with the part of the archive that holds it."""
    targets = {item.get("Id"): item.get("Target", "") for item in _parsed(file.read("xl/_rels/workbook.xml.rels"))}
    for sheet in _parsed(file.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        target = normpath(join("/xl", str(targets.get(sheet.get(_ID), ""))))
        yield str(sheet.get("name", "")), target.lstrip("/")


def _parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _counts(data: bytes) -> tuple[int, int]:
    rows = columns = 0
    tags = (f"{_MAIN}row", f"{_MAIN}col")
    for _, item in etree.iterparse(io.BytesIO(data), tag=tags, resolve_entities=False, no_network=True):
        if item.get("hidden") in _TRUE:
            if item.tag == tags[0]:
                rows += 1
            else:
                columns += min(int(item.get("max", "0")), _WIDEST) - int(item.get("min", "1")) + 1
        item.clear()
    return rows, columns


def _number(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
