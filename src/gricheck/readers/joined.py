"""Several files as one Document: a report in volumes, its index in a file of its own, the documents that this names.

The pages of each file follow those of the files before it. Page numbers lead into the report: those of a further volume
count where it goes on where the others end, those of other documents only behind their names.
"""

from __future__ import annotations

from dataclasses import replace

from gricheck.model.document import Document, Part, Role


def joined(report: Document, more: Document, role: Role, names: tuple[str, ...] = ()) -> Document:
    """One Document of both; what could not be read of the further file names it."""
    first = len(report.pages)
    goes_on = role is Role.VOLUME and not _numbers(report) & _numbers(more)
    labels = more.pagination.labels if goes_on else ((),) * len(more.pages)
    return replace(
        report,
        pages=(*report.pages, *(replace(page, index=first + page.index) for page in more.pages)),
        pagination=replace(report.pagination, labels=(*report.pagination.labels, *labels)),
        warnings=(*report.warnings, *(f"{more.source.path}: {warning}" for warning in more.warnings)),
        parts=(*report.parts, Part(more.source, role, first, more.pagination, names, more.outline)),
    )


def _numbers(document: Document) -> set[str]:
    return {label for labels in document.pagination.labels for label in labels}
