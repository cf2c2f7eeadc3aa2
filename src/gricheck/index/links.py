"""Where the links of a location lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from gricheck.model.document import Link
from gricheck.model.index import External, PageRef


def pages_of(links: Sequence[Link]) -> tuple[PageRef, ...]:
    """The pages of the report, each once."""
    return tuple(dict.fromkeys(PageRef(None, link.page, link.line) for link in links if link.page is not None))


def documents_of(links: Sequence[Link]) -> tuple[External, ...]:
    """The other documents that the user gave, each with the place that the address says behind its ``#``."""
    return tuple(dict.fromkeys(_documents(links)))


def _documents(links: Sequence[Link]) -> Iterator[External]:
    for link in links:
        if link.file:
            name, place = PurePath(link.file).name, (link.uri or "").partition("#")[2]
            yield External(name, name, f"#{place}" if place else None, file=link.file)
