"""Text between marks: what Markdown and AsciiDoc have in common when a line is read as a person sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
    """A text as it is seen, and where the first link in it leads."""

    text: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """Takes links out of text and remembers where the first leads. ``find`` gives text and target of a match."""

    pattern: re.Pattern[str]
    find: Callable[[re.Match[str]], tuple[str, str | None]]

    def read(self, text: str) -> Text:
        """The text of the links in their place."""
        targets: list[str] = []

        def shown(match: re.Match[str]) -> str:
            words, target = self.find(match)
            if target:
                targets.append(target)
            return words

        return Text(self.pattern.sub(shown, text), targets[0] if targets else None)


def leads(target: str | None, anchors: Mapping[str, str]) -> tuple[int | None, str | None]:
    """Page and address of a link: a known anchor is on the one page that there is."""
    if target is None:
        return None, None
    return (0, None) if target.startswith("#") and target[1:] in anchors else (None, freed(target))
