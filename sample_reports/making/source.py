"""The sources of a sample report: chapters in a small Markdown, all else in YAML.

Markdown: ``# chapter``, ``## section {codes it reports on}``, paragraphs, ``>`` boxes, pipe tables, and fenced
``chart`` and ``figures`` blocks that hold YAML. A report that ``extends`` another takes everything of it, then applies
its own ``text`` replacements and its ``faults`` to the rows of the index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

SOURCES = Path(__file__).parent.parent / "sources"


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Callout:
    """A story set apart in a box."""

    text: str


@dataclass(frozen=True)
class Table:
    """``right`` tells for each column whether it is set flush right."""

    head: list[str]
    right: list[bool]
    rows: list[list[str]]


@dataclass(frozen=True)
class Chart:
    title: str
    labels: list[str]
    series: dict[str, list[float]]


@dataclass(frozen=True)
class Figures:
    """Large figures in a row, each with a few words."""

    items: list[tuple[str, str]]


Block = Paragraph | Callout | Table | Chart | Figures


@dataclass(frozen=True)
class Section:
    title: str
    codes: list[str]
    blocks: list[Block]


@dataclass(frozen=True)
class Chapter:
    title: str
    sections: list[Section]


@dataclass
class Row:
    """A line of the index: a disclosure with the texts of its fields, or a heading (``band`` or ``standard``)."""

    kind: str
    text: str
    code: str = ""
    topic: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """The name under which sections say that they report on it: ``305-1``, ``3-3/water``."""
        if "see" in self.fields:
            return self.fields["see"]
        return f"{self.code}/{self.topic}" if self.code.startswith(("3-3", "103-")) else self.code


@dataclass(frozen=True)
class Report:
    name: str
    settings: dict[str, Any]
    chapters: list[Chapter]
    rows: list[Row]

    @property
    def index(self) -> dict[str, Any]:
        return self.settings["index"] or {}


def load(name: str) -> Report:
    settings = read_settings(name)
    prose = (SOURCES / settings["chapters"]).read_text("utf-8")
    for change in settings.get("text", []):
        prose = replace_once(prose, change["find"], change["replace"])
    rows = list(read_rows((settings["index"] or {}).get("rows", [])))
    for fault in settings.get("faults", []):
        apply_fault(rows, fault)
    return Report(name, settings, list(read_chapters(prose)), rows)


def read_settings(name: str) -> dict[str, Any]:
    """The YAML of a report over that of the report it extends; within ``index`` too, unless that is null."""
    own: dict[str, Any] = yaml.safe_load((SOURCES / f"{name}.yaml").read_text("utf-8"))
    if "extends" not in own:
        return own
    base = read_settings(own["extends"])
    index = own.get("index", {})
    return {**base, **own, "index": None if index is None else {**base["index"], **index}}


def replace_once(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ValueError(f"stands {text.count(old)} times in the chapters, not once: {old}")
    return text.replace(old, new)


def read_rows(items: list[dict[str, Any]]) -> Iterator[Row]:
    topic = ""
    for item in items:
        topic = item.get("topic", topic)
        yield read_row(item, topic)


def read_row(item: dict[str, Any], topic: str) -> Row:
    fields = dict(item)
    fields.pop("topic", None)
    for kind in ("band", "standard"):
        if kind in fields:
            return Row(kind, fields[kind], topic=topic)
    code, _, title = fields.pop("row").partition(" ")
    return Row("row", title, code, topic, {"code": code, "title": title} | fields)


def apply_fault(rows: list[Row], fault: dict[str, Any]) -> None:
    """Change the row that ``at`` names (anchor, or words of a heading), drop so many rows from it on, add others."""
    places = [i for i, row in enumerate(rows) if fault["at"] in (row.anchor, row.text)]
    if not places:
        raise ValueError(f"no row of the index is {fault['at']}")
    place, drop = places[0], fault.get("drop", 0)
    rows[place].fields |= fault.get("set", {})
    start = place if drop else place + 1
    rows[start : start + drop] = [read_row(item, rows[place].topic) for item in fault.get("add", [])]


def read_chapters(prose: str) -> Iterator[Chapter]:
    for part in re.split(r"^# ", prose, flags=re.M)[1:]:
        title, _, body = part.partition("\n")
        yield Chapter(title, [read_section(text) for text in re.split(r"^## ", body, flags=re.M)[1:]])


def read_section(text: str) -> Section:
    heading, _, body = text.partition("\n")
    title, _, codes = heading.rstrip("}").partition(" {")
    blocks = [read_block(block) for block in re.split(r"\n\s*\n", body.strip())]
    return Section(title, [code.strip() for code in codes.split(",") if code.strip()], blocks)


def read_block(text: str) -> Block:
    if text.startswith("|"):
        return read_table(text.splitlines())
    if text.startswith("```"):
        kind, _, body = text.strip("`").partition("\n")
        data = yaml.safe_load(body)
        return Chart(**data) if kind == "chart" else Figures([(value, words) for value, words in data])
    return Callout(text.removeprefix("> ")) if text.startswith("> ") else Paragraph(text)


def read_table(lines: list[str]) -> Table:
    head, marks, *rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return Table(head, [mark.endswith(":") for mark in marks], rows)
