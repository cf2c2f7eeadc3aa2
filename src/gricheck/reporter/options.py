"""How to render, as far as a format leaves a choice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gricheck.model.document import Pictures


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """``width`` is in columns; ``colour`` is for terminals only.

    ``folder`` is the one that the output will stand in (None: not known), for links to the report; ``made`` the day
    that the output is to carry, None where it must not tell when it was made; ``pictures`` are pages of the report to
    be shown beside its rows. ``root`` is the absolute folder of the call, from which absolute paths below it are told.
    """

    width: int = 100
    colour: bool = False
    folder: str | None = None
    made: date | None = None
    pictures: Pictures | None = None
    root: str | None = None
