"""Text between marks: what Markdown and AsciiDoc have in common when a line is read as a person sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gricheck.readers.anchors import Anchors, names_place
from gricheck.readers.blocks import Target
from gricheck.readers.linked import CLOSED, OPENED, Span, placed

_SHIFT = 0xF0000
_KEPT = {code: _SHIFT + code for code in range(33, 127) if not chr(code).isalnum()}
_SHOWN = {kept: code for code, kept in _KEPT.items()}


def keep(text: str) -> str:
    """Text whose signs are no marks (code, escapes), until ``freed``."""
    return text.translate(_KEPT)


def freed(text: str) -> str:
    """Kept signs as themselves again."""
    return text.translate(_SHOWN)


def without_pairs(text: str, marks: re.Pattern[str], outside: str) -> str:
    """Text without pairs of equal marks: the first before a letter or sign, the second behind one.

    A mark that is alone stays: it is a footnote's star. Those of ``outside`` are no marks within a word.
    """
    pieces, opened, last = [], dict[str, int](), 0
    for match in marks.finditer(text):
        pieces += [text[last : match.start()], match[0]]
        last = match.end()
        before, after = text[max(match.start() - 1, 0) : match.start()], text[last : last + 1]
        bound = match[0] in outside
        if match[0] in opened and before.strip() and not (bound and after.isalnum()):
            pieces[opened.pop(match[0])] = pieces[-1] = ""
        elif after.strip() and not (bound and before.isalnum()):
            opened[match[0]] = len(pieces) - 1
    return "".join([*pieces, text[last:]])


def slug(title: str, joint: str = "-") -> str:
    """The anchor that a heading gets by itself: ``Energy & water`` is ``energy--water``."""
    return re.sub(r"\s", joint, re.sub(r"[^\w\s-]", "", title.strip().lower()))


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is seen, and the links in it: where each leads, and the letters it stands on."""

    text: str
    links: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """Takes links out of text. ``find`` gives text and target of a match; the text is None where the link goes on to
    the next mark of an end."""

    pattern: re.Pattern[str]
    find: Callable[[re.Match[str]], tuple[str | None, str | None]]

    def read(self, text: str, finish: Callable[[str], str]) -> Text:
        """The text of the links in their place, then without other marks: ``finish`` keeps those of ``linked``."""
        targets: list[str] = []

        def shown(match: re.Match[str]) -> str:
            words, target = self.find(match)
            if not target:
                return words or ""
            targets.append(target)
            return OPENED if words is None else f"{OPENED}{words}{CLOSED}"

        seen, spans = placed(finish(self.pattern.sub(shown, text)))
        return Text(seen, tuple(zip(targets, spans, strict=True)))


def leads(text: Text, anchors: Anchors) -> Iterator[Target]:
    """Where the links of a text lead: a known anchor is on the one page that there is, an unknown one is dead."""
    for target, span in text.links:
        if not target.startswith("#"):
            yield Target(None, freed(target), *span)
        elif (line := anchors.find(freed(target[1:]))) is not None:
            yield Target(0, None, *span, source=line)
        elif anchors.whole and names_place(target):
            yield Target(None, None, *span, dead=freed(target))
