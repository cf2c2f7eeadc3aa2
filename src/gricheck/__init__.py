"""gricheck: the checker for GRI content indexes.

    >>> import gricheck
    >>> run = gricheck.check("report.pdf")
    >>> [f.message for f in run.findings if f.severity == "error"]

The functions are loaded when they are first used: importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gricheck.pipeline import check, read_index

__version__ = "0.1.0"
__all__ = ["__version__", "check", "read_index"]


def __getattr__(name: str) -> Any:
    if name in ("check", "read_index"):
        from gricheck import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
