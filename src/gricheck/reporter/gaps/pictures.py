"""Pictures of pages beside the rows that cite them: which are wanted, and which part of each is shown."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gricheck.model.document import PagePicture
from gricheck.model.index import Where
from gricheck.model.mapping import Gap
from gricheck.model.run import Run
from gricheck.reporter.links import page_link
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.views import findings_of, gap_elsewhere, gap_pages, page_name

_MOST_SHOWN = 8
"""Cited pages that one row shows as pictures; the others are named."""
_BESIDE, _AROUND, _NARROWEST = 6.0, 16.0, 200.0
"""Points at the sides of an index row on its picture; over and under it, since a cell may be higher than its row; and
how wide the picture is at least."""


def wanted_pages(run: Run) -> Iterator[int]:
    """The pages (0-based) to be drawn, the most wanted first: the index, then what rows with findings cite."""
    yield from run.mapping.index.pages
    for gap in sorted(run.gaps, key=lambda gap: not findings_of(gap, run)):
        yield from _cited(gap)


def _cited(gap: Gap) -> list[int]:
    refs = (*gap_pages(gap), *(ref for _, ref in gap_elsewhere(gap)))
    return list(dict.fromkeys(ref.index for ref in refs if ref.index is not None))[:_MOST_SHOWN]


def embedded(options: RenderOptions) -> list[dict[str, Any]]:
    """Each picture once, as data of the page; rows show parts of them."""
    pictures = options.pictures.pages if options.pictures else ()
    return [
        {
            "id": f"page{picture.page}",
            "width": f"{picture.width:g}",
            "height": f"{picture.height:g}",
            "data": f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}",
        }
        for picture in pictures
    ]


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a page's picture: the picture's id, its part, and what it shows in words."""

    picture: str
    box: str
    words: str
    link: str | None


def crop(where: Where, options: RenderOptions) -> Shown | None:
    """The row on the picture of its index page."""
    picture = _by_page(options).get(where.page if where.page is not None else -1)
    if picture is None or where.box is None:
        return None
    x0, y0, x1, y1 = where.box
    left, top = max(0.0, x0 - _BESIDE), max(0.0, y0 - _AROUND)
    width = min(picture.width, max(x1 + _BESIDE, left + _NARROWEST)) - left
    height = min(picture.height, y1 + _AROUND) - top
    if width <= 0 or height <= 0:
        return None
    return Shown(f"page{picture.page}", f"{left:g} {top:g} {width:g} {height:g}", "The row in the index", None)


def shown_pages(gap: Gap, run: Run, options: RenderOptions) -> list[Shown]:
    """The pictures of the cited pages."""
    pictures = _by_page(options)
    found = [pictures[page] for page in _cited(gap) if page in pictures]
    return [
        Shown(
            f"page{picture.page}",
            f"0 0 {picture.width:g} {picture.height:g}",
            page_name(picture.page, run.mapping),
            page_link(picture.page, run.mapping, options),
        )
        for picture in found
    ]


def _by_page(options: RenderOptions) -> Mapping[int, PagePicture]:
    return {picture.page: picture for picture in options.pictures.pages} if options.pictures else {}
