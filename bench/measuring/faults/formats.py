"""The formats that a draft is tried in: a name, the file's ending, and how it is written."""

from __future__ import annotations

from collections.abc import Callable

from measuring.faults import pdf, text
from measuring.faults.draft import Draft

FORMATS: dict[str, tuple[str, Callable[[Draft], bytes]]] = {
    "flat": (".txt", text.flat),
    "flow": (".txt", text.flow),
    "paged": (".txt", text.paged),
    "ruled": (".pdf", pdf.ruled),
    "open": (".pdf", pdf.opened),
}
PAGED = ("flow", "paged", "ruled", "open")
"""Formats that tell pages apart."""
COLUMNS = ("paged", "ruled", "open")
"""Formats that keep the cells of a row apart."""
