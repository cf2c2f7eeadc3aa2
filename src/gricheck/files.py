"""The files of a report: read as one Document, and opened again for the geometry and the pictures of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gricheck.errors import UsageError
from gricheck.model.document import Document, PageLayout, Part, Pictures, Role, Source, part_at
from gricheck.model.elements import Elements
from gricheck.model.index import Claim
from gricheck.model.mapping import Mapping
from gricheck.pagination import with_offset
from gricheck.progress import begin, step, tell
from gricheck.readers import layout, layouts, pictures, read
from gricheck.readers.joined import joined
from gricheck.readers.leads import led

MAX_OFFSET = 1000
"""An extract may begin anywhere in its report, but no report has pages by the thousand."""


@dataclass(frozen=True, slots=True)
class Also:
    """Another document that the index names: its file, and what the index calls it, where the user says so.

    One that is ``configured``, for whatever report, is passed over where it is the report itself.
    """

    path: Path
    name: str | None = None
    configured: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the report instead of the report itself.

    ``page_offset`` is the file's page number minus the printed one; ``index`` the file of its own in which the content
    index is, ``volumes`` are further files of the same report, ``also`` other documents that the index names; ``ocr``
    says whether pages that are pictures are read, ``cache`` whether what was read before is used and what is read is
    kept; ``elements`` is what the names of XML mean beside those that are built in.
    """

    claim: Claim | None = None
    published: date | None = None
    page_offset: int | None = None
    index: Path | None = None
    volumes: tuple[Path, ...] = ()
    also: tuple[Also, ...] = ()
    ocr: bool = True
    cache: bool = True
    elements: Elements | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that is read beside the report."""
        return (*self.volumes, *([self.index] if self.index else []), *(one.path for one in self.also))


def read_report(path: str | Path, given: Given = Given()) -> Document:
    """A report's pages; the user's offset goes before the page numbers that were found.

    The pages of its other volumes follow, those of the index's own file, and those of other documents.
    """
    begin(str(path))
    step("opening the file")
    document = read(path, given.ocr, given.cache, given.elements)
    tell(lambda: f"{number(len(document.pages), 'page')} read; page numbers: {document.pagination.basis}")
    if document.tags:
        tell(lambda: f"{number(len(document.tags), 'tag')} of GRI's taxonomy in inline XBRL")
    if given.page_offset is not None:
        document = _with_offset(document, given.page_offset)
    for volume in given.volumes:
        document = _with_file(document, volume, Role.VOLUME, given)
    if given.index:
        document = _with_file(document, given.index, Role.INDEX, given)
    also = [one for one in given.also if not (one.configured and _is_same(one.path, Path(path)))]
    for other in dict.fromkeys(one.path for one in also):
        names = tuple(one.name for one in also if one.path == other and one.name)
        document = _with_file(document, other, Role.OTHER, given, names)
    return document


def _is_same(path: Path, report: Path) -> bool:
    return path.exists() and report.exists() and path.samefile(report)


def _with_file(document: Document, path: Path, role: Role, given: Given, names: tuple[str, ...] = ()) -> Document:
    """The document with the pages of a further file. UsageError where that is the report itself."""
    more = read(path, given.ocr, given.cache, given.elements)
    if more.source.sha256 in {document.source.sha256, *(part.source.sha256 for part in document.parts)}:
        raise UsageError(f"{path}: is the report itself, or another file that was given; name each file once")
    basis = f"; page numbers: {more.pagination.basis}" if more.pagination.judged else ""
    tell(lambda: f"{path}: {number(len(more.pages), 'page')} read{basis}")
    return joined(document, more, role, names)


def _with_offset(document: Document, offset: int) -> Document:
    if abs(offset) >= max(len(document.pages), MAX_OFFSET):
        raise UsageError(
            f"--page-offset {offset}: {document.source.path} has {len(document.pages)} pages; "
            "give the file's page number minus the number printed on it"
        )
    return replace(document, pagination=with_offset(len(document.pages), offset))


def layouts_of(document: Document, pages: Sequence[int]) -> tuple[PageLayout, ...]:
    """The geometry of pages, from whichever file they are of, their links led to the pages of all files."""
    by_file: dict[Part | None, list[int]] = {}
    for page in pages:
        by_file.setdefault(part_at(document.parts, page), []).append(page)
    found = {one.page: one for part, own in by_file.items() for one in _layouts(document, part, own)}
    return tuple(found[page] for page in pages)


def _layouts(document: Document, part: Part | None, pages: Sequence[int]) -> Iterable[PageLayout]:
    """Those of one file, with the pages counted on."""
    if part is None:
        return (replace(one, links=led(one.links, document, None)) for one in layouts(document, pages))
    found = layout(part.source, [page - part.first for page in pages])
    drawn = (document.pages[one.page + part.first].recognised or one for one in found)
    return (
        replace(seen, page=page, links=led(one.links, document, part))
        for seen, one, page in zip(drawn, found, pages, strict=True)
    )


def pictures_of(mapping: Mapping, pages: Iterable[int]) -> Pictures | None:
    """Images of pages (0-based, the most wanted first) of a report that was checked, and of the files given beside it;
    None where none of them has pages to show."""
    by_file: dict[Part | None, list[int]] = {}
    for page in pages:
        by_file.setdefault(mapping.part(page), []).append(page)
    found = [drawn for part, own in by_file.items() if (drawn := _pictures(mapping.source, part, own))]
    if not found:
        return None
    return Pictures(tuple(page for one in found for page in one.pages), sum(one.left_out for one in found))


def _pictures(report: Source, part: Part | None, pages: Sequence[int]) -> Pictures | None:
    """Those of one file, with the pages counted on."""
    first = part.first if part else 0
    drawn = pictures(part.source if part else report, [page - first for page in pages])
    return drawn and replace(drawn, pages=tuple(replace(one, page=one.page + first) for one in drawn.pages))


def number(count: int, noun: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
