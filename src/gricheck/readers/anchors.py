"""Names of places within a file, to which links of its own lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import unquote

_OF_NO_PLACE = re.compile(r"#(?:_?top|[/!].*|:~:.*)?", re.IGNORECASE)
"""The top of the page, the path of a script's own, words to be looked for."""


def names_place(target: str) -> bool:
    """Whether an address is the name of a place within the file: ``#energy``, which the file must have."""
    return target.startswith("#") and not _OF_NO_PLACE.fullmatch(target)


@dataclass(frozen=True, slots=True)
class Anchors:
    """The names that links of a text may lead to, with the 1-based lines on which they stand; ``whole`` says whether
    they are all that the text as it is published has."""

    lines: Mapping[str, int]
    whole: bool = True

    def find(self, name: str) -> int | None:
        """The line of a name. Which signs of a heading its name keeps differs from program to program, so where none is
        the same, its letters and digits tell."""
        name = unquote(name)
        return self.lines.get(name) or self.lines.get(_letters(name))


def anchors_of(named: Iterable[tuple[str, int]], whole: bool = True) -> Anchors:
    """Names with their lines; the first of equal ones counts."""
    found: dict[str, int] = {}
    loose: dict[str, int] = {}
    for name, line in named:
        found.setdefault(name, line)
        loose.setdefault(_letters(name), line)
    loose.pop("", None)
    return Anchors(loose | found, whole)


def _letters(name: str) -> str:
    """What all programs keep of a heading in its name. It begins with a mark that no name has."""
    kept = "".join(filter(str.isalnum, normalize("NFKD", name).casefold())).lstrip("0123456789")
    return f"\0{kept}" if kept else ""
