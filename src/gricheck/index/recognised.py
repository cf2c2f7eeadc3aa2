"""Rows of pages that were read by OCR: where the recogniser had doubts, so has the row, and where nothing was seen
there may be something all the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from gricheck.index.build import UNSEEN, Cells
from gricheck.model.document import Box, PageLayout

DOUBT = "a word of it was read by OCR with doubt"


def with_reading_doubts(cells: Sequence[Cells], layouts: Sequence[PageLayout], scanned: Collection[int]) -> list[Cells]:
    """The cells, those with a doubt in whose rows a word stands that was hardly read, or which have no location on one
    of the pages (0-based) that were ``scanned``: a lone dash or digit is easily missed."""
    unsure = {layout.page: layout.unsure for layout in layouts if layout.unsure}
    return [_doubted(item, unsure.get(item.where.page or 0, ()), item.where.page in scanned) for item in cells]


def _doubted(item: Cells, unsure: Sequence[Box], scanned: bool) -> Cells:
    found = [DOUBT] * _holds_one(item.where.box, unsure) + [UNSEEN] * (scanned and _is_blank(item))
    return replace(item, doubts=(*item.doubts, *found)) if found else item


def _is_blank(item: Cells) -> bool:
    texts = (*(cell.text for cell in item.locations), item.omission, item.reason, item.explanation)
    return not item.linked and not any(text.strip() for text in texts)


def _holds_one(row: Box | None, boxes: Sequence[Box]) -> bool:
    """Whether the middle of a box lies in the row; a row without a box, out of running text, may hold any."""
    if row is None:
        return bool(boxes)
    middles = (((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in boxes)
    return any(row[0] <= x <= row[2] and row[1] <= y <= row[3] for x, y in middles)
