"""Where the pages of a file begin that shows some: containers of pages as converters write them, or page breaks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gricheck.readers.markup_parts import Names, at, said_by
from gricheck.readers.markup_tree import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MIN_PAGES = 5
"""Fewer containers of one kind are parts of a web page."""
MIN_SHARE = 0.6
"""Pages hold so much of the text."""

_NUMBERS = ("data-page-number", "data-page-no", "data-page-index", "data-page")
_CLASSES = {"page", "pf", "pdf-page", "pdfpage", "page-container", "pagecontainer"}
_ID = re.compile(r"(?:pf|page)[-_]?[0-9a-f]{1,5}", re.IGNORECASE)
_BREAK = re.compile(r"page[-_]?break", re.IGNORECASE)
_STYLE = re.compile(r"(?:page-)?break-(before|after)\s*:\s*(?:always|page|left|right)\b", re.IGNORECASE)
_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Marks:
    """Elements before and after which a page begins, and the labels that page breaks give. ``blank`` says that a page
    may be empty: it has a container all the same."""

    before: frozenset[Element] = frozenset()
    after: frozenset[Element] = frozenset()
    labels: dict[Element, str] = field(default_factory=dict)
    blank: bool = False


def page_marks(root: Element, names: Names) -> Marks:
    """Where pages begin: as a user says, else where a plain pattern shows it."""
    return _told(root, names) or _shown(root)


def _told(root: Element, names: Names) -> Marks | None:
    before: dict[Element, str] = {}
    for element in root.iter() if names.pages or names.breaks else ():
        if isinstance(element.tag, str):
            for told in (at(names.pages, element), at(names.breaks, element)):
                if told is not None:
                    before[element] = said_by(element, told.split()) or ""
    labels = {element: label for element, label in before.items() if label}
    return Marks(frozenset(before), labels=labels, blank=True) if before else None


def containers(root: Element) -> list[Element]:
    """The elements that may each hold a page: those of the largest family of one kind."""
    families: dict[str, list[Element]] = defaultdict(list)
    for element in root.iter():
        if isinstance(element.tag, str) and element.attrib:
            for family in _containers(element):
                families[family].append(element)
    return max(map(_innermost, families.values()), key=len, default=[])


def _shown(root: Element) -> Marks:
    pages = containers(root)
    if len(pages) >= MIN_PAGES and sum(map(_size, pages)) >= MIN_SHARE * (_size(root) - _unseen(root)):
        return Marks(frozenset(pages), blank=True)
    return _breaks(root)


def _containers(element: Element) -> Iterator[str]:
    """The kinds of container of a page that an element may be."""
    if name_of(element) not in ("div", "section", "article", "page"):
        return
    yield from (name for name in _NUMBERS if element.get(name))
    yield from _CLASSES & {*(element.get("class") or "").lower().split()}
    if _ID.fullmatch(element.get("id") or ""):
        yield "id"


def _innermost(members: Sequence[Element]) -> list[Element]:
    around = {above for member in members for above in member.iterancestors()}
    return [member for member in members if member not in around]


def _size(element: Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _unseen(root: Element) -> int:
    """What the header of inline XBRL, styles and scripts hold: more than the pages, where there is much of it."""
    names = [name for local in ("header", "style", "script") for name in ("{*}" + local, local)]
    found = root.iter("ix:header", *names)
    return sum(_size(element) for element in found if name_of(element) in ("ix:header", "style", "script"))


def _breaks(root: Element) -> Marks:
    before, after, labels = set(), set(), {}
    for element in root.iter():
        if not isinstance(element.tag, str) or not element.attrib:
            continue
        sides = {side.lower() for side in _STYLE.findall(element.get("style") or "")}
        if "before" in sides or _is_break(element):
            before.add(element)
            labels[element] = _label(element)
        if "after" in sides:
            after.add(element)
    if len(before) + len(after) < MIN_PAGES - 1:
        return Marks()
    return Marks(frozenset(before), frozenset(after), {element: label for element, label in labels.items() if label})


def _is_break(element: Element) -> bool:
    kind = f"{element.get(_TYPE) or ''} {element.get('epub:type') or ''} {element.get('role') or ''}".split()
    if "pagebreak" in kind or "doc-pagebreak" in kind:
        return True
    return name_of(element) in ("hr", "div", "p", "span", "br") and bool(_BREAK.search(element.get("class") or ""))


def _label(element: Element) -> str:
    """The printed number that a page break of an e-book names."""
    said = element.get("aria-label") or element.get("title") or "".join(element.itertext())  # type: ignore[arg-type]
    return said.strip() if re.fullmatch(r"\s*[\w.-]{1,8}\s*", said) else ""
