"""How to render, as far as a format leaves a choice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """``width`` is in columns; ``colour`` is for terminals only."""

    width: int = 100
    colour: bool = False
