"""Several files as one Document: a report in volumes, its index in a file of its own, the documents that this names.

The pages of each file follow those of the files before it. Page numbers lead into the report: those of a further volume
count where no file before it prints them, those of other documents only behind their names.
"""

from __future__ import annotations

from dataclasses import replace

from gricheck.model.document import Document, Part, Role

_CLASH = "prints page numbers that a file before it prints too; those of the file before it count"


def joined(report: Document, more: Document, role: Role, names: tuple[str, ...] = ()) -> Document:
    """One Document of both; what could not be read of the further file names it."""
    first, is_more = len(report.pages), role is Role.VOLUME
    taken = {label for page in report.pagination.labels for label in page}
    own = [tuple(label for label in page if label not in taken) for page in more.pagination.labels]
    labels = own if is_more else ((),) * len(more.pages)
    clashes = [_CLASH] * (is_more and own != [*more.pagination.labels])
    marks = (replace(mark, page=first + mark.page) for mark in more.outline if mark.page is not None)
    tags = (replace(tag, pages=tuple(first + page for page in tag.pages)) for tag in more.tags)
    return replace(
        report,
        outline=(*report.outline, *marks) if is_more else report.outline,
        tags=(*report.tags, *tags) if is_more else report.tags,
        pages=(*report.pages, *(replace(page, index=first + page.index) for page in more.pages)),
        pagination=replace(report.pagination, labels=(*report.pagination.labels, *labels)),
        warnings=(*report.warnings, *(f"{more.source.path}: {told}" for told in (*more.warnings, *clashes))),
        parts=(*report.parts, Part(more.source, role, first, more.pagination, names, more.outline)),
    )
