"""Where the links of a page lead, once all files are known that the user gave: one mechanism for every format.

A link names a file by the last part of its address, wherever the file lies now. ``#page=45`` is page 45 of the file,
whatever number is printed there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize
from urllib.parse import unquote

from gricheck.model.document import Document, Link, Part, Role

_PAGE = re.compile(r"(?:^|&)page=(\d{1,5})(?!\d)", re.IGNORECASE)
_NO_DOCUMENT = re.compile(r"\s*(?:#|(?:mailto|tel|javascript|data):)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:/*", re.IGNORECASE)


def page_named(address: str) -> int | None:
    """The number of the file's page, from 1, that an address names behind its ``#``."""
    found = _PAGE.search(address.partition("#")[2])
    return int(found[1]) if found else None


def led(links: Sequence[Link], document: Document, whose: Part | None) -> tuple[Link, ...]:
    """The links of a file (``whose``; None for the report), those that name the report leading to its pages, those
    that name another document to ``Link.file``. What leads to no page and to no document is left out: a place in the
    index's own file, an address for mail, the report as a whole."""
    known = tuple(_known(document))
    return tuple(found for link in links if (found := _led(link, known, whose)) is not None)


@dataclass(frozen=True, slots=True)
class _Known:
    """A file: its path, the last part first, or its address as the user says; its first page and how many it has;
    ``part`` is None for the report."""

    steps: tuple[str, ...]
    is_address: bool
    first: int
    count: int
    part: Part | None

    def agreement(self, steps: Sequence[str]) -> int:
        """In how many of its last parts a link agrees. An address may end in any word, so it has to agree whole."""
        pairs = zip(self.steps, steps, strict=False)
        count = next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(self.steps), len(steps)))
        return count if count == len(self.steps) or not self.is_address else 0

    @property
    def is_report(self) -> bool:
        return self.part is None or self.part.role is Role.VOLUME


def _known(document: Document) -> Iterator[_Known]:
    own = document.parts[0].first if document.parts else len(document.pages)
    yield _Known(_steps(document.source.path), False, 0, own, None)
    for part in document.parts:
        count = len(part.pagination.labels)
        yield _Known(_steps(part.source.path), False, part.first, count, part)
        for name in part.names:
            if _SCHEME.match(name):
                yield _Known(_steps(_path(name)), True, part.first, count, part)


def _path(address: str) -> str:
    """The path of an address, with its host if it has one, without what only a browser needs."""
    scheme, path = _SCHEME.match(address), address.partition("#")[0]
    return unquote(path[scheme.end() :].partition("?")[0] if scheme else path)


def _steps(path: str) -> tuple[str, ...]:
    """The parts of a path, the last first."""
    plain = normalize("NFC", path).replace("\\", "/").casefold()
    return tuple(step for step in reversed(plain.split("/")) if step not in ("", "."))


def _led(link: Link, known: Sequence[_Known], whose: Part | None) -> Link | None:
    if link.uri is None:
        return link if whose is None else None
    if _NO_DOCUMENT.match(link.uri):
        return None
    file = _named(link.uri, known)
    if file is None:
        return link
    number = page_named(link.uri)
    if not file.is_report and file.part is not None:
        return replace(link, file=file.part.source.path) if file.part.role is Role.OTHER else None
    inside = number is not None and 0 < number <= file.count
    return Link(link.box, file.first + number - 1) if number is not None and inside else None


def _named(uri: str, known: Sequence[_Known]) -> _Known | None:
    """The file whose path agrees with an address in most of its last parts; None where none does, or several do."""
    steps = _steps(_path(uri))
    agreeing = [(file.agreement(steps), file) for file in known]
    most = max(count for count, _ in agreeing)
    found = {file.first: file for count, file in agreeing if count == most}
    return next(iter(found.values())) if most and len(found) == 1 else None
