"""AsciiDoc: headings, paragraphs, items of lists and tables, each with its line in the source."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from gricheck.model.document import Document, PageLayout, Place, Source
from gricheck.readers import lightweight
from gricheck.readers.anchors import anchors_of
from gricheck.readers.asciidoc_table import rows
from gricheck.readers.blocks import Block, Paragraph
from gricheck.readers.inline import Linked, Text, freed, keep, slug, without_pairs
from gricheck.readers.lightweight import Parsed

_HEADING = re.compile(r"(={1,6}|#{1,6})[ \t]+(\S.*)$")
_UNDERLINE = re.compile(r"(={4,}|-{4,}|~{4,}|\^{4,}|\+{4,})[ \t]*$")
_RAW = re.compile(r"(-{4,}|\.{4,}|\+{4,}|`{3,})[\w,]*[ \t]*$")
_COMMENT = re.compile(r"(/{4,})[ \t]*$")
_TABLE = re.compile(r"([|,:])={3,}[ \t]*$")
_DELIMITER = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--|'{3,}|<<<)[ \t]*$")
_ATTRIBUTE = re.compile(r":(!?[\w-]+!?):(?:[ \t]+(.*))?$")
_ABOUT = re.compile(r"\[(?:[^\s\]].*)?\][ \t]*$")
_ID = re.compile(r"\[\[([^\],]+)|#([\w-]+)|\bid=\"?([\w-]+)")
_ANCHOR = re.compile(
    r"\[\[\[?([^\[\],]+)|\[[^\[\]#\s]*#([\w:.-]+)[^\[\]]*\]"
    r"|\[(?:[^\[\]]*,)?[ \t]*id=\"?([\w:.-]+)|\banchor:([\w:.-]+)\["
)
_CONDITION = re.compile(r"(?:ifdef|ifndef|ifeval|endif)::")
_INCLUDE = re.compile(r"include::(\S+)\[")
_TITLE = re.compile(r"\.[^\s.]")
_ITEM = re.compile(r"\A[ \t]*(?:-|\*{1,5}|\.{1,5}|(\d+\.))[ \t]+(?:\[[ xX*]\][ \t]+)?(?=\S)")
_TERM = re.compile(r"\S.*?(?:::|;;)(?:[ \t]|$)")
_LEVELS = "=-~^+"
MAX_VALUE, MAX_NAMES = 100, 100
"""Characters that a name may stand for, and names in a paragraph: else a small file could become a huge text."""


def read(source: Source, data: bytes) -> Document:
    """The text of the file."""
    return lightweight.read(source, data, parse)


def layout(source: Source, data: bytes, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """Its drawing."""
    return lightweight.layout(source, data, pages, parse)


def parse(lines: Sequence[str]) -> Parsed:
    """Lines of the source as blocks. Comments and attributes are no text, but what attributes stand for is."""
    reader = _Reader([line.rstrip() for line in lines])
    return Parsed(tuple(reader.blocks()), tuple(reader.warnings))


_PASS = re.compile(r"\+\+\+(.*?)\+\+\+|pass:[a-z,]*\[([^\]]*)\]")
_ESCAPE = re.compile(r"\\([*_`#^~{<\[])")
_MARKS = re.compile(r"\*\*|__|``|##|[*_`#^~]")
_OUTSIDE = "*_`#"
_NAMED = re.compile(r"\{([\w-]+)\}")
_HARD = re.compile(r"[ \t]\+(?=\n|$)")
_LINK = re.compile(
    r"<<(?P<id>[^<>,]+)(?:,(?P<said>[^<>]*))?>>|xref:(?P<xref>[^\s\[\]]+)\[(?P<named>[^\[\]]*)\]"
    r"|(?:link:|mailto:)(?P<link>[^\s\[\]]+)\[(?P<words>[^\[\]]*)\]"
    r"|(?P<web>https?://[^\s\[\]<>]+)(?:\[(?P<shown>[^\[\]]*)\])?|image::?[^\s\[\]]+\[(?P<alt>[^\[\],]*)[^\[\]]*\]"
    r"|footnote:[^\s\[\]]*\[(?P<note>[^\[\]]*)\]|\[\[[^\[\]]*\]\]|\[#[\w-]*\](?=[*_`#])"
)
_SIGNS = {"nbsp": "\u00a0", "empty": "", "sp": " ", "vbar": "|", "amp": "&", "lt": "<", "gt": ">", "plus": "+"}


def _links(titles: Mapping[str, str]) -> Linked:
    """Links; one to a heading that says nothing itself shows the heading's words."""

    def find(match: re.Match[str]) -> tuple[str | None, str | None]:
        inner = match["id"] or match["xref"]
        if inner:
            name = inner.strip().removeprefix("#")
            words = _words(match["said"] or match["named"]) or titles.get(name, name)[:MAX_VALUE]
            return words, name if _is_other(name, bool(match["xref"])) else f"#{name}"
        address = match["link"] or match["web"]
        if address:
            return _words(match["words"] or match["shown"]) or address, address
        return f" ({match['note']})" if match["note"] else match["alt"] or "", None

    return Linked(_LINK, find)


def _is_other(name: str, is_path: bool) -> bool:
    """Whether a reference leads to another file."""
    return "#" in name or ".adoc" in name or (is_path and ("/" in name or "." in name))


def _words(text: str | None) -> str:
    """A link's words without what says how it opens."""
    return re.split(r",\s*(?:window|role|opts)=", text or "")[0].strip().strip('"').removesuffix("^")


def seen(text: str, links: Linked, named: Mapping[str, str]) -> Text:
    """Text without its marks; ``named`` are the attributes."""
    text = _PASS.sub(lambda m: keep(m[1] or m[2] or ""), text)
    text = _ESCAPE.sub(lambda m: keep(m[1]), text)
    text = _NAMED.sub(lambda m: named.get(m[1], _SIGNS.get(m[1], m[0])), text, count=MAX_NAMES)
    return links.read(_HARD.sub("", text), lambda text: freed(without_pairs(text, _MARKS, _OUTSIDE)).strip())


class _Reader:
    """Goes through the lines once; ``at`` is the 0-based line that comes next, ``about`` what the block above says of
    the next one in brackets."""

    def __init__(self, lines: list[str]) -> None:
        self.lines, self.at, self.about = lines, 0, ""
        self.named: dict[str, str] = {}
        self.warnings: list[str] = []
        self.links = _links({})
        named = self._anchors()
        inner = ((name, n) for n, line in enumerate(lines, start=1) for name in _names_within(line))
        whole = not any(map(_INCLUDE.match, lines))
        self.anchors = anchors_of([*((name, line) for name, (_, line) in named.items()), *inner], whole)
        self.links = _links({name: title for name, (title, _) in named.items()})

    def _anchors(self) -> dict[str, tuple[str, int]]:
        """Every name of a heading to its words and its line: that which it gets by itself, those given above it, and
        the words."""
        found: dict[str, tuple[str, int]] = {}
        above: list[str] = []
        for n, line in enumerate(self.lines):
            head = self._heading(n)
            if head is not None:
                title = head[1]
                found |= dict.fromkeys((f"_{slug(title, '_').replace('-', '_')}", *above, title), (title, n + 1))
            above = [*above, *_ids(line)] if _ABOUT.match(line) else []
        return found

    def _heading(self, n: int) -> tuple[int, str, int] | None:
        """Level, words and number of lines of the heading that begins here."""
        line = self.lines[n]
        if match := _HEADING.match(line):
            return len(match[1]), self._seen(match[2]).text, 1
        below = self.lines[n + 1] if n + 1 < len(self.lines) else ""
        alone = n == 0 or not self.lines[n - 1].strip() or bool(_ABOUT.match(self.lines[n - 1]))
        if alone and line[:1].isalnum() and abs(len(line) - len(below)) <= 1 and _UNDERLINE.match(below):
            return _LEVELS.index(below[0]) + 1, self._seen(line).text, 2
        return None

    def _seen(self, text: str) -> Text:
        return seen(text, self.links, self.named)

    def blocks(self) -> Iterator[Block]:
        while self.at < len(self.lines):
            line, start = self.lines[self.at], self.at
            head = self._heading(start)
            if head is not None:
                self.at += head[2]
                yield Paragraph(head[1], Place(line=start + 1), head[0])
            elif self._is_silent(line):
                self.at += 1
            elif _COMMENT.match(line):
                self._within(line)
            elif _RAW.match(line):
                inside = self._within(re.sub(r"\w+$", "", line))
                yield from (Paragraph(t.strip(), Place(line=n)) for n, t in enumerate(inside, start + 2) if t.strip())
            else:
                yield from self._table(line[0]) if _TABLE.match(line) else self._text()
            self.about = self.about if _ABOUT.match(line) or _TITLE.match(line) else ""

    def _is_silent(self, line: str) -> bool:
        """Whether a line is no text; what it says of others is remembered."""
        if match := _ATTRIBUTE.match(line):
            self.named[match[1]] = (match[2] or "").strip()[:MAX_VALUE]
        elif match := _INCLUDE.match(line):
            self.warnings.append(f"line {self.at + 1} includes {match[1]}, which was not read; check the whole text")
        elif _ABOUT.match(line):
            self.about += line
        else:
            single = line.startswith("//") and not line.startswith("///")
            return bool(not line or single or line == "+" or _CONDITION.match(line) or _DELIMITER.match(line))
        return True

    def _within(self, mark: str) -> list[str]:
        """The lines up to the same mark; ``at`` is behind it."""
        start = self.at + 1
        end = next((n for n in range(start, len(self.lines)) if self.lines[n] == mark), None)
        if end is None:
            self.warnings.append(f"{mark[:10]} on line {start} is never closed; what follows was read as part of it")
        self.at = len(self.lines) if end is None else end + 1
        return self.lines[start : end if end is not None else len(self.lines)]

    def _table(self, mark: str) -> Iterator[Block]:
        first = self.at + 2
        inside = ["" if line.startswith("//") else line for line in self._within(self.lines[self.at])]
        try:
            found = lightweight.table(rows(inside, first, mark, self.about, self._seen), self.anchors, self.warnings)
        except csv.Error as error:
            self.warnings.append(f"the table on line {first - 1} could not be read ({error})")
            return
        if found is not None:
            yield found

    def _text(self) -> Iterator[Block]:
        """A paragraph, or an item of a list with what belongs to it."""
        start, self.at = self.at, self.at + 1
        title, item = _TITLE.match(self.lines[start]), _ITEM.match(self.lines[start])
        while not title and self.at < len(self.lines) and not self._ends(self.lines[self.at], bool(item)):
            self.at += 1
        first = self.lines[start][1:] if title else _ITEM.sub(_number, self.lines[start], count=1)
        text = self._seen("\n".join([first.lstrip("|"), *self.lines[start + 1 : self.at]])).text
        if text:
            yield Paragraph(text, Place(line=start + 1))

    def _ends(self, line: str, item: bool) -> bool:
        """Whether a line is no part of the paragraph above it; only behind an ``item`` can the next one begin."""
        marks = (_TERM, _TABLE, _RAW, _COMMENT, _DELIMITER, _CONDITION, _INCLUDE, _ABOUT, *([_ITEM] * item))
        return not line or line == "+" or line.startswith("//") or any(mark.match(line) for mark in marks)


def _names_within(line: str) -> list[str]:
    """The names that stand in a line: before a block, before marked words, or by themselves."""
    return [name for match in _ANCHOR.finditer(line) for name in match.groups() if name]


def _number(item: re.Match[str]) -> str:
    """What is seen of the mark of an item: its number, where one is written."""
    return f"{item[1]} " if item[1] else ""


def _ids(line: str) -> list[str]:
    """The names that a line in brackets gives to what follows."""
    return [name for match in _ID.finditer(line) for name in match.groups() if name]
