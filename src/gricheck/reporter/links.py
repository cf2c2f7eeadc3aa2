"""Links from an output into the report's file."""

from __future__ import annotations

import os
from pathlib import PurePath

from gricheck.model.index import Where
from gricheck.model.mapping import Mapping
from gricheck.readers.kinds import PDF
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.paths import quoted
from gricheck.reporter.views import file_of, own_page


def page_link(page: int | None, mapping: Mapping, options: RenderOptions) -> str | None:
    """The relative URL of a PDF's page (``report.pdf#page=71``); None where the report is no PDF or cannot be reached
    from the folder that the output stands in."""
    if page is None or options.folder is None:
        return None
    source, page = file_of(Where(page=page), mapping), own_page(page, mapping)
    if source.media_type != PDF:
        return None
    try:
        way = os.path.relpath(source.path, options.folder or ".")
    except ValueError:  # another drive
        return None
    return f"{quoted(PurePath(way).as_posix())}#page={page + 1}"
