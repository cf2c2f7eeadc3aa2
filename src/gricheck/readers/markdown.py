"""Markdown as GitHub shows it: headings, paragraphs, items of lists and tables, each with its line in the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from gricheck.model.document import Document, PageLayout, Place, Source
from gricheck.readers import lightweight
from gricheck.readers.anchors import anchors_of
from gricheck.readers.blocks import Block, Paragraph
from gricheck.readers.html_rows import html_rows
from gricheck.readers.inline import Linked, Text, freed, keep, slug, without_pairs
from gricheck.readers.lightweight import Parsed, Piece
from gricheck.readers.linked import CLOSED

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_CLOSING = re.compile(r"(?:^|[ \t])#+$")
_ATTRIBUTE = r"(?:[#.][\w:.-]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}\"']+)|-)"
_ATTRIBUTES = re.compile(rf"\{{:?[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*[ \t]*\}}$")
"""``{#water .new}`` behind a heading, as Pandoc, Hugo and kramdown read it."""
_NAMED = re.compile(r"<[A-Za-z][^<>]*?\s(?:id|name)=[\"']?([^\"'<>\s]+)|\{[^{}]*?(?<![^\s{:])#([\w:.-]+)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_ITEM = re.compile(r"\A\s*(?:[-*+]|(\d{1,9}[.)]))[ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"^\s*(?:>[ \t]?)+")
_DEFINED = re.compile(r" {0,3}\[([^\]^][^\]]*)\]:[ \t]*<?([^\s>]+)")
_UNDER_HEAD = re.compile(r"\s*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_HTML_TABLE = re.compile(r"\s*<table\b", re.IGNORECASE)
_PART = re.compile(r"\\.|[^|\\]+|\||\\")


def read(source: Source, data: bytes) -> Document:
    """The text of the file."""
    return lightweight.read(source, data, parse)


def layout(source: Source, data: bytes, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """Its drawing."""
    return lightweight.layout(source, data, pages, parse)


def parse(lines: Sequence[str]) -> Parsed:
    """Lines of the source as blocks. Front matter, comments and definitions of links are no text."""
    shown = _without_comments(_without_front(lines))
    warnings: list[str] = []
    fenced = _fenced(shown, warnings)
    defined = {
        match[1].lower(): match[2]
        for n, line in enumerate(shown)
        if n not in fenced and (match := _DEFINED.match(line))
    }
    reader = _Reader(shown, fenced, _links(defined), warnings)
    return Parsed(tuple(reader.blocks()), tuple(warnings))


def _without_front(lines: Sequence[str]) -> list[str]:
    """Lines with those of the front matter empty, so that all keep their numbers."""
    mark = lines[0].rstrip() if lines else ""
    if mark in ("---", "+++"):
        for end, line in enumerate(lines[1:], start=1):
            if line.rstrip() == mark or (mark == "---" and line.rstrip() == "..."):
                return [""] * (end + 1) + list(lines[end + 1 :])
    return list(lines)


def _without_comments(lines: Sequence[str]) -> list[str]:
    """Lines without what stands between comment marks, in code too: nobody sees the marks there as an index."""
    text, kept, start = "\n".join(lines), [], 0
    while (begin := text.find("<!--", start)) >= 0 and (end := text.find("-->", begin)) >= 0:
        kept += [text[start:begin], "\n" * text.count("\n", begin, end)]
        start = end + 3
    return "".join([*kept, text[start:]]).split("\n")


def _fenced(lines: Sequence[str], warnings: list[str]) -> frozenset[int]:
    """0-based lines of fenced code, fences included."""
    inside, fence, begun = set(), "", 0
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            inside.add(number)
            if mark and mark[1].startswith(fence) and not line.strip(" \t" + fence[0]):
                fence = ""
        elif mark:
            inside.add(number)
            fence, begun = mark[1], number + 1
    if fence:
        warnings.append(f"the code that begins on line {begun} is never closed, so no table behind it was read")
    return frozenset(inside)


_LINK = re.compile(
    r"!?\[(?P<words>[^\[\]]*)\](?:\((?:<(?P<pointed>[^<>]*)>|(?P<bare>[^\s()<>]*))(?:\s+[\"'(][^\"')]*[\"')])?\s*\)"
    r"|\[(?P<name>[^\[\]]*)\])|<(?P<auto>(?:https?://|mailto:)[^<>\s]*)>"
    r"|<a\s[^<>]*?href=[\"']?(?P<html>[^\"'<>\s]+)[^<>]*>",
    re.IGNORECASE,
)
_CODE = re.compile(r"``([^\n]*?)``|`([^`]+)`")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_END = re.compile(r"</a\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARKS = re.compile(r"\*{1,3}|_{1,3}|~~")
_OUTSIDE = "___"
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()]*\)")
_NOTE = re.compile(r"\[\^[^\]\s]+\]")


def _links(defined: Mapping[str, str]) -> Linked:
    """Links, with those that are defined elsewhere."""

    def find(match: re.Match[str]) -> tuple[str | None, str | None]:
        if match["html"]:
            return None, match["html"]
        if match["auto"]:
            return match["auto"], match["auto"]
        if match["name"] is not None:
            target = defined.get((match["name"] or match["words"]).lower())
            return (match["words"], target) if target else (match[0], None)
        return match["words"], match["pointed"] or match["bare"]

    return Linked(_LINK, find)


def seen(text: str, links: Linked) -> Text:
    """Text without its marks: emphasis, code, links, tags. ``<br>`` breaks the line."""
    text = _ESCAPE.sub(lambda m: keep(m[1]), _CODE.sub(_code, text))
    return links.read(_IMAGE.sub(r"\1", _NOTE.sub("", text)), _plain)


def _plain(text: str) -> str:
    text = _TAG.sub("", _BREAK.sub("\n", _END.sub(CLOSED, text)))
    return freed(unescape(without_pairs(text, _MARKS, _OUTSIDE))).strip()


def _code(match: re.Match[str]) -> str:
    behind_backslash = match.string[max(match.start() - 1, 0) : match.start()] == "\\"
    return match[0] if behind_backslash else keep(match[1] or match[2] or "")


def cells_of(line: str) -> list[str]:
    """The cells of a row as they are written; a pipe behind a backslash is a pipe."""
    cells, cell = [], ""
    for part in _PART.findall(line.strip()):
        if part == "|":
            cells.append(cell)
            cell = ""
        else:
            cell += "|" if part == r"\|" else part
    cells.append(cell)
    if line.lstrip().startswith("|"):
        cells = cells[1:]
    return [cell.strip() for cell in (cells[:-1] if len(cells) > 1 and not cells[-1].strip() else cells)]


class _Reader:
    """Goes through the lines once; ``at`` is the 0-based line that comes next."""

    def __init__(self, lines: Sequence[str], fenced: frozenset[int], links: Linked, warnings: list[str]) -> None:
        self.lines = [line if n in fenced else _QUOTE.sub("", line, count=1) for n, line in enumerate(lines)]
        self.fenced, self.links, self.warnings, self.at = fenced, links, warnings, 0
        self.anchors = anchors_of([*self._given(), *self._slugs()])

    def _given(self) -> Iterator[tuple[str, int]]:
        """Names that tags and attributes give, with their lines."""
        for n, line in enumerate(self.lines):
            if n not in self.fenced:
                yield from ((match[1] or match[2], n + 1) for match in _NAMED.finditer(line))

    def _slugs(self) -> Iterator[tuple[str, int]]:
        """Names that headings get by themselves."""
        seen: Counter[str] = Counter()
        for start, title, _ in self._headings():
            name = slug(title)  # the same heading again gets a number
            yield f"{name}-{seen[name]}" if seen[name] else name, start + 1
            seen[name] += 1

    def blocks(self) -> Iterator[Block]:
        heads = {start: (level, title, end) for start, title, (level, end) in self._headings()}
        while self.at < len(self.lines):
            line, start = self.lines[self.at], self.at
            if start in heads:
                level, title, self.at = heads[start]
                yield Paragraph(title, Place(line=start + 1), level)
            elif start in self.fenced:
                self.at += 1
                if not _FENCE.match(line) and line.strip():
                    yield Paragraph(line.strip(), Place(line=start + 1))
            elif not line.strip() or _RULE.match(line) or _DEFINED.match(line):
                self.at += 1
            else:
                yield from self._table() if self._is_table(start) else self._text()

    def _headings(self) -> Iterator[tuple[int, str, tuple[int, int]]]:
        """Start, title, level and end of each heading."""
        for n, line in enumerate(self.lines):
            if n in self.fenced:
                continue
            if match := _HEADING.match(line):
                yield n, self._title(match[2] or ""), (len(match[1]), n + 1)
            elif self._is_underlined(n):
                yield n, self._title(line), (1 if "=" in self.lines[n + 1] else 2, n + 2)

    def _title(self, text: str) -> str:
        """The words of a heading, without its closing mark and the attributes behind."""
        return seen(_CLOSING.sub("", _ATTRIBUTES.sub("", text.strip()).rstrip()), self.links).text

    def _is_underlined(self, n: int) -> bool:
        line, below = self.lines[n], self.lines[n + 1] if n + 1 < len(self.lines) else ""
        alone = n == 0 or not self.lines[n - 1].strip()
        return bool(alone and line.strip() and "|" not in line and not _RULE.match(line) and _UNDERLINE.match(below))

    def _is_table(self, n: int) -> bool:
        below = self.lines[n + 1] if n + 1 < len(self.lines) else ""
        pipes = bool("|" in self.lines[n] and "|" in below and _UNDER_HEAD.match(below))
        return pipes or bool(_HTML_TABLE.match(self.lines[n]))

    def _table(self) -> Iterator[Block]:
        html = _HTML_TABLE.match(self.lines[self.at])
        made = lightweight.table(self._html() if html else self._rows(), self.anchors, self.warnings)
        if made is not None:
            yield made

    def _html(self) -> list[list[Piece]]:
        start = end = self.at
        while end < len(self.lines) and "</table" not in self.lines[end].lower():
            end += 1
        if end == len(self.lines):
            self.warnings.append(f"the table that begins on line {start + 1} is never closed; it was read to the end")
        self.at = end + 1
        return html_rows(self.lines[start : end + 1], start + 1, lambda text: seen(text, self.links))

    def _rows(self) -> list[list[Piece]]:
        """Head and body; the row under the head says only how columns are set."""
        start, width = self.at, len(cells_of(self.lines[self.at]))
        end = start + 2
        while end < len(self.lines) and self.lines[end].strip() and not self._begins(end):
            end += 1
        self.at = end
        rows = [self._pieces(n) for n in (start, *range(start + 2, end))]
        over = next((row[0].line for row in rows if len(row) > width), None)
        if over is not None:
            self.warnings.append(f"line {over} has more cells than its table has columns; write a | in a cell as \\|")
        return rows

    def _pieces(self, n: int) -> list[Piece]:
        return [Piece(seen(cell, self.links), n + 1) for cell in cells_of(self.lines[n])[: lightweight.MAX_COLUMNS + 1]]

    def _begins(self, n: int) -> bool:
        """Whether a line begins another block within what stands above it."""
        return n in self.fenced or bool(_HEADING.match(self.lines[n]) or _HTML_TABLE.match(self.lines[n]))

    def _text(self) -> Iterator[Block]:
        """A paragraph, or an item of a list with what belongs to it."""
        start, self.at = self.at, self.at + 1
        while self.at < len(self.lines) and not self._ends(self.at):
            self.at += 1
        first = _ITEM.sub(lambda m: f"{m[1]} " if m[1] else "", self.lines[start], count=1)
        text = seen("\n".join([first, *(line.strip() for line in self.lines[start + 1 : self.at])]), self.links).text
        if text:
            yield Paragraph(text, Place(line=start + 1))

    def _ends(self, n: int) -> bool:
        line = self.lines[n]
        other = not line.strip() or _ITEM.match(line) or _RULE.match(line) or _DEFINED.match(line)
        return bool(other) or self._begins(n) or self._is_table(n)
