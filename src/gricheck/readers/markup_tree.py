"""Bytes to a tree of elements, with nothing fetched and nothing expanded, and one way to walk such a tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5
from itertools import islice
from typing import TYPE_CHECKING, Any

from gricheck.errors import UnreadableReport
from gricheck.model.document import Source
from gricheck.readers.linked import UNMARKED

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_EMBEDDED = re.compile(
    rb"(data:[\w/+.-]+(?:;(?!base64,)[\w=.-]++)*+;base64,)\s*+(?:[A-Za-z0-9+/=%]{20,}+(?:\s|&#1[03];)*+)++"
)
"""A picture or font within the file, on one line or on many: megabytes that say nothing, and more than a parser takes
in one attribute."""
_SUBSET = re.compile(r"<!DOCTYPE[^<>\[]{0,500}\[.*?\]\s*>", re.DOTALL | re.IGNORECASE)
"""Declarations of entities, which HTML does not have."""
MAX_ATTRIBUTES = 500
_ATTRIBUTE = r"""[\s/]*+=?+[^\s>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+))?+"""
_CROWDED = re.compile(
    rf"<([a-z][^\s<>/]*+)(?:{_ATTRIBUTE}){{{MAX_ATTRIBUTES},}}+|<(?:script|style)\b.*?(?:</(?:script|style)|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""An element with so many attributes that the parser of HTML, which looks at all for each, is at it for minutes.
Scripts, which have none, are passed over."""
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,300}?charset\s*=\s*["']?([\w.:-]+)""",
    re.IGNORECASE,
)
_TAGGED = re.compile(rb"inlineXBRL|<ix:", re.IGNORECASE)
_XMLNS, MAX_DECLARED = "xmlns:", 200
_HEAD = 8192
LAST_LINE = 65535
"""Older libraries count no further, and newer ones not in HTML."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed file. ``html`` says that its elements are HTML's, ``tagged`` that it may hold inline XBRL; ``warnings``
    what of it could not be read."""

    root: Element
    html: bool
    warnings: tuple[str, ...] = ()
    tagged: bool = False


def parse_html(source: Source, data: bytes) -> Tree:
    """HTML as a browser takes it, whatever is wrong with it. UnreadableReport where nothing is left."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    text = _SUBSET.sub(_breaks, decoded(_bared(data)).replace("\0", "").translate(UNMARKED), count=1)
    bared = _CROWDED.sub(lambda found: f"<{found[1]} {_breaks(found)}" if found[1] else found[0], text)
    try:
        root = etree.fromstring(bared.encode("utf-8", "replace"), parser)
    except etree.ParseError:
        root = None
    if root is None:
        raise UnreadableReport(f"{source.path}: no HTML that can be read; save the page again or print it to PDF")
    cut = any("depth" in entry.message or "huge" in entry.message.lower() for entry in parser.error_log)
    warnings = (*((_CUT,) if cut else ()), *((_BARE,) if bared != text else ()))
    tagged = bool(_TAGGED.search(data))
    if tagged:
        _rename(root)
    return Tree(root, True, warnings, tagged)


def _bared(data: bytes) -> bytes:
    """The file without pictures and fonts, their lines kept."""
    return _EMBEDDED.sub(lambda found: found[1] + b"\n" * found[0].count(b"\n"), data)


def _rename(root: Element) -> None:
    """Give the elements of inline XBRL their usual prefix where HTML, which knows no namespaces, has another."""
    declared = (item for element in root.iter() for item in attributed(element))
    ours = {prefix for prefix, namespace in declared if "inlinexbrl" in namespace.lower()}
    for element in root.iter() if ours - {"ix"} else ():
        prefix, _, local = str(element.tag).partition(":")
        if local and prefix in ours:
            element.tag = f"ix:{local}"


def attributed(element: Element) -> list[tuple[str, str]]:
    """The prefixes that an element of HTML declares, with their namespaces: there they are attributes like others.

    Of very many, each of which takes the longer to get, the first count.
    """
    names = (str(key) for key in element.keys() if str(key).startswith(_XMLNS))  # noqa: SIM118
    return [(name.removeprefix(_XMLNS), str(element.get(name))) for name in islice(names, MAX_DECLARED)]


def _breaks(match: re.Match[str]) -> str:
    """The lines of what is taken out, so that those behind keep their numbers."""
    return "\n" * match[0].count("\n")


_CUT = "elements are nested too deeply or are too large; what lies beyond was not read"
_BARE = f"elements with more than {MAX_ATTRIBUTES} attributes were read without them"


def parse_xml(source: Source, data: bytes) -> Tree:
    """XML as it stands; XHTML that is not well-formed is read as HTML. UnreadableReport names the line."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_bared(data), parser)
    except etree.XMLSyntaxError as error:
        if b"<html" in data[:_HEAD].lower():
            return parse_html(source, data)
        raise UnreadableReport(f"{source.path}: damaged XML ({error.msg}); export it again") from error
    return Tree(root, name_of(root) == "html", tagged=bool(_TAGGED.search(data)))


def decoded(data: bytes) -> str:
    """Text by its mark, else as it declares, else UTF-8 or Windows-1252, whichever fits."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    declared = _DECLARED.search(data[:_HEAD])
    named = (declared[1] or declared[2]).decode("ascii", "replace") if declared else "utf-8"
    for encoding in ("utf-8-sig", "utf-8" if named.lower().startswith("utf-16") else named):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def name_of(element: Element) -> str:
    """An element's name in small letters, without its prefix unless that is inline XBRL's."""
    return _local(str(element.tag))


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    space, _, local = tag.lower().rpartition("}")
    if "inlinexbrl" in space:
        return f"ix:{local}"
    return local if local.startswith("ix:") else local.rpartition(":")[2]


def line_of(element: Element) -> int | None:
    """The source line on which an element begins, from 1, as far as it is known."""
    line: Any = element.sourceline
    return line if line is not None and 0 < line < LAST_LINE else None


OPEN, TEXT, CLOSE = "open", "text", "close"
Event = tuple[str, "Element", str]
"""What happens, the element (of a text, the one that holds it) and the text."""


def walk(root: Element, closed: Callable[[Element], bool]) -> Iterator[Event]:
    """A tree in its order without recursion. Of a ``closed`` element only its ends are told.

    The number of a note right behind a figure is left out: it would be read as a part of it.
    """
    stack = [(root, iter(root))]
    ending = ""
    yield OPEN, root, ""
    if root.text:
        yield TEXT, root, (ending := root.text)
    while stack:
        element, children = stack[-1]
        child: Any = next(children, None)
        if child is None:
            yield CLOSE, element, ""
            stack.pop()
            if stack and element.tail:
                yield TEXT, stack[-1][0], (ending := element.tail)
        elif not isinstance(child.tag, str):
            if text := _entity(child) + (child.tail or ""):
                yield TEXT, element, (ending := text)
        elif closed(child) or is_note(child, ending):
            yield OPEN, child, ""
            yield CLOSE, child, ""
            if child.tail:
                yield TEXT, element, (ending := child.tail)
        else:
            stack.append((child, iter(child)))
            yield OPEN, child, ""
            if child.text:
                yield TEXT, child, (ending := child.text)


def _entity(node: Any) -> str:
    """What a reference that was not expanded stands for: a character of HTML's, or itself."""
    text = str(node.text or "")
    return html5.get(text[1:], text) if text.startswith("&") else ""


def is_note(element: Element, before: str) -> bool:
    """Whether an element is the number of a note behind a figure."""
    if before[-1:].isdigit() and name_of(element) in ("sup", "superscript"):
        return len("".join(element.itertext()).strip("()[] ")) <= 2  # type: ignore[arg-type]
    return False
