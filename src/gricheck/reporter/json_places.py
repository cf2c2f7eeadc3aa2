"""Files, pages and places, as every schema of the published JSON has them.

A page is counted from 0 in its own file, which is named where it is not the report's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gricheck.model.document import Part, Place, Role, Source
from gricheck.model.evidence import Passage
from gricheck.model.index import External, PageRef, Where
from gricheck.model.mapping import Gap, Mapping
from gricheck.reporter.views import file_of, gap_elsewhere, own_page


def source_data(mapping: Mapping) -> dict[str, Any]:
    """The file, as every schema has it."""
    source = mapping.source
    return {
        "path": source.path,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "pages": mapping.own_pages,
    }


def index_pages(mapping: Mapping) -> list[int]:
    """The pages of the index, in whichever file it is."""
    return [own_page(page, mapping) for page in mapping.index.pages]


def files_data(mapping: Mapping) -> dict[str, Any]:
    """The files that were given beside the report: that in which the index is, other volumes and documents."""
    others = [part for part in mapping.parts if part.role is not Role.INDEX]
    index = mapping.index_source
    return {
        **({"index_source": _file(index)} if index else {}),
        **({"documents": [_document(part) for part in others]} if others else {}),
    }


def _file(source: Source) -> dict[str, Any]:
    return {"path": source.path, "sha256": source.sha256, "media_type": source.media_type}


def _document(part: Part) -> dict[str, Any]:
    pages = len(part.pagination.labels)
    return {**_file(part.source), "pages": pages, "role": part.role.value, "names": list(part.names)}


def where_data(where: Where | None, mapping: Mapping) -> dict[str, Any] | None:
    """A place in words and numbers; None for none."""
    if where is None:
        return None
    file = file_of(where, mapping)
    return {
        "page": None if where.page is None else own_page(where.page, mapping),
        "label": where.label,
        "line": where.line,
        "bbox": list(where.box) if where.box else None,
        "sheet": where.sheet,
        "cell": where.cell,
        "part": where.part,
        "file": None if file is mapping.source else file.path,
    }


def pages_data(pages: Sequence[PageRef], mapping: Mapping) -> list[dict[str, Any]]:
    """Pages that a location names, those that are not there without an index."""
    return [{"label": ref.label, **_at(ref.index, mapping), **_line(ref)} for ref in pages]


def _line(ref: PageRef) -> dict[str, Any]:
    """In a text without pages: where the section begins that is meant."""
    if ref.line is None:
        return {}
    place = ref.place or Place(line=ref.line)
    return {"line": place.line, "part": place.part}


def _at(page: int | None, mapping: Mapping) -> dict[str, Any]:
    """A page as counted in its own file; ``file`` names that where it is not the report's own."""
    part = None if page is None else mapping.part(page)
    return {
        "index": None if page is None else own_page(page, mapping),
        **({"file": part.source.path} if part else {}),
    }


def elsewhere_data(gap: Gap, mapping: Mapping) -> dict[str, Any]:
    """The pages of other documents, where they were given."""
    found = gap_elsewhere(gap)
    return {"elsewhere": pages_data([ref for _, ref in found], mapping)} if found else {}


def external_data(external: External, mapping: Mapping) -> dict[str, Any]:
    """Another document that a location names, with its file and pages where it was given."""
    return {
        "text": external.text,
        "name": external.name,
        "year": external.year,
        "place": external.place,
        "file": external.file,
        "pages": pages_data(external.pages, mapping),
    }


def passage_data(passage: Passage, mapping: Mapping) -> dict[str, Any]:
    """A passage as every schema has it."""
    return {
        **_at(passage.page, mapping),
        "label": passage.label,
        "line": passage.line,
        "section": passage.section,
        "score": passage.score,
        "standard": passage.standard,
        "strength": passage.strength,
        "quote": passage.quote,
        "why": list(passage.why),
        "concept": passage.concept,
        **({"part": passage.part} if passage.part else {}),
    }
