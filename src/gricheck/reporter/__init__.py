"""Results to text or bytes, one file per format. Every reporter is a pure function: same input and options, same bytes.

The formats of each command are listed here by name, as ``module:function``; a module is loaded when it is first used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

CHECK: Mapping[str, str] = {
    "text": "check.text:render",
    "json": "json:render_checked",
    "csv": "check.table:render_csv",
    "xlsx": "gaps.workbook:render",
    "html": "gaps.page:render",
    "sarif": "check.sarif:render",
    "junit": "check.junit:render",
    "github": "check.github:render",
    "gitlab": "check.gitlab:render",
    "markdown": "check.markdown:render",
}
"""``gricheck check``: (Checked, RenderOptions) to text or bytes."""

GAPS: Mapping[str, str] = {
    "text": "gaps.text:render",
    "json": "json:render_gaps",
    "csv": "gaps.table:render_csv",
    "markdown": "gaps.table:render_markdown",
    "xlsx": "gaps.workbook:render",
    "html": "gaps.page:render",
}
"""``gricheck gaps``: (Checked, RenderOptions) to text or bytes."""

INDEX: Mapping[str, str] = {
    "text": "tables:render_index",
    "json": "json:render_index",
    "csv": "rows:render_csv",
    "xlsx": "rows:render_xlsx",
}
"""``gricheck index``: (Mapping, Versions, RenderOptions) to text or bytes."""

FIND: Mapping[str, str] = {
    "text": "find:render_find",
    "json": "find:render_json",
}
"""``gricheck find``: (Mapping, answers, Versions, RenderOptions) to text."""

DRAFT: Mapping[str, str] = {
    "text": "draft:as_text",
    "json": "draft:as_json",
    "csv": "draft:as_csv",
    "markdown": "draft:as_markdown",
    "html": "draft:as_html",
    "xlsx": "draft:as_xlsx",
}
"""``gricheck draft``: (Mapping, Draft, Versions, RenderOptions) to text or bytes."""

DIFF: Mapping[str, str] = {
    "text": "diff.text:render",
    "json": "diff.json:render",
    "markdown": "diff.markdown:render",
    "html": "diff.html:render",
}
"""``gricheck diff``: (Difference, Versions, RenderOptions) to text."""


ENDINGS: Mapping[str, tuple[str, ...]] = {
    ".txt": ("text", "github"),
    ".sarif.json": ("sarif",),
    ".sarif": ("sarif",),
    ".json": ("json", "sarif", "gitlab"),
    ".xml": ("junit",),
    ".csv": ("csv",),
    ".md": ("markdown",),
    ".html": ("html",),
    ".htm": ("html",),
    ".xlsx": ("xlsx",),
}
"""The formats that a file of this ending may hold; the first is the one that it asks for."""


ALIASES: Mapping[str, str] = {"md": "markdown", "txt": "text", "htm": "html", "xml": "junit"}
"""Names by which a format may be asked for too."""


def format_for(chosen: str | None, file: str, formats: Mapping[str, str]) -> str:
    """The format that a file is to have: the one chosen, else the one that its ending asks for, else text.

    UsageError where the ending fits another format, or none of these.
    """
    from gricheck.errors import UsageError

    ending = next((end for end in ENDINGS if file.lower().endswith(end)), Path(file).suffix)
    held = [name for name in ENDINGS.get(ending, ()) if name in formats]
    if chosen and (ending not in ENDINGS or chosen in held):
        return chosen
    if chosen:
        raise UsageError(f"{file}: {ending} does not fit {chosen}; choose another ending or format")
    if ending and not held:
        known = ", ".join(end for end, names in ENDINGS.items() if names[0] in formats)
        raise UsageError(f"{file}: {ending} is no format of this command; its endings are {known}, or name the format")
    return held[0] if held else "text"


def reporter(formats: Mapping[str, str], name: str) -> Callable[..., str | bytes]:
    """The function that writes a format."""
    module, function = formats[name].split(":")
    found: Any = getattr(import_module(f"gricheck.reporter.{module}"), function)
    result: Callable[..., str | bytes] = found
    return result
