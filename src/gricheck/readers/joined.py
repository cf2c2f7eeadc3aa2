"""A report whose index is in a file of its own: both as one Document, its pages behind those of the report.

So page numbers lead into the report, whose pagination counts, and the index is looked for in its own file only.
"""

from __future__ import annotations

from dataclasses import replace

from gricheck.model.document import Document


def with_index(report: Document, index: Document) -> Document:
    """One Document of both; what could not be read of the second file names it."""
    first = len(report.pages)
    pages = tuple(replace(page, index=first + page.index) for page in index.pages)
    labels = (*report.pagination.labels, *(() for _ in pages))
    return replace(
        report,
        pages=(*report.pages, *pages),
        pagination=replace(report.pagination, labels=labels),
        warnings=(*report.warnings, *(f"{index.source.path}: {warning}" for warning in index.warnings)),
        index_source=index.source,
        index_from=first,
    )
