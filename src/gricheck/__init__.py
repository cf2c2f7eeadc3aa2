"""gricheck: the checker for GRI content indexes.

    >>> import gricheck
    >>> run = gricheck.check("report.pdf")
    >>> [f.message for f in run.findings if f.severity == gricheck.Severity.ERROR]

Everything is loaded when it is first used: importing the package costs nothing. docs/library.md says more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gricheck.api import Run, check, read_index
    from gricheck.errors import GricheckError, PackError, UnreadableReport, UsageError
    from gricheck.model.mapping import Status
    from gricheck.model.rule import Severity
    from gricheck.model.run import Finding, Outcome, RequirementVerdict

__version__ = "0.1.0"
__all__ = [
    "Finding",
    "GricheckError",
    "Outcome",
    "PackError",
    "RequirementVerdict",
    "Run",
    "Severity",
    "Status",
    "UnreadableReport",
    "UsageError",
    "__version__",
    "check",
    "read_index",
]

_HOMES = {
    **dict.fromkeys(("Run", "check", "read_index"), "api"),
    **dict.fromkeys(("GricheckError", "PackError", "UnreadableReport", "UsageError"), "errors"),
    **dict.fromkeys(("Finding", "Outcome", "RequirementVerdict"), "model.run"),
    "Severity": "model.rule",
    "Status": "model.mapping",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"gricheck.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
