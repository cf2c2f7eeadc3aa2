"""The facts about the GRI Standards: ``gri_standards/`` read into a ``Catalogue``, and shown to people."""

from __future__ import annotations

from gricheck.catalogue.load import load_catalogue
from gricheck.model.standard import Catalogue

__all__ = ["describe", "load_catalogue", "standards_table"]


def standards_table(catalogue: Catalogue) -> tuple[tuple[str, ...], ...]:
    """Every standard in every edition as a line of cells; the first line is the header."""
    from gricheck.catalogue import show

    return show.standards_table(catalogue)


def describe(catalogue: Catalogue, query: str) -> str:
    """All that is known of a standard, disclosure, sector topic or sector line, every edition of it, as plain text.

    Forgiving about how the name is written; ``UsageError`` with the nearest names where nothing bears it.
    """
    from gricheck.catalogue import show

    return show.describe(catalogue, query)
