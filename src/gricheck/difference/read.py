"""A JSON file that gricheck wrote, read back. It may come from anywhere, so nothing of it is taken on trust."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from gricheck.errors import UnreadableReport, UsageError
from gricheck.model.diff import Form
from gricheck.yamlio import Located, Place, said, validator

MAX_BYTES = 32 * 1024**2
"""Many times the JSON of the longest report; more would only be waited for."""

SCHEMAS = {"gricheck/run/1": Form.RUN, "gricheck/gaps/1": Form.GAPS, "gricheck/index/1": Form.INDEX}

_REMEDY = "write it anew with `gricheck check REPORT --format json`"
_AHEAD = 1024
_BEFORE = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""What may stand before the first bracket: byte order marks, white space, the other half of UTF-16."""


def read_data(path: Path) -> tuple[Form, Mapping[str, Any]] | None:
    """What the file is and its object; None where it is no JSON, and so a report.

    UsageError where it is JSON, but none of these; UnreadableReport where it is damaged.
    """
    data = _bytes(path)
    if data is None:
        return None
    tree = _parsed(data, path)
    if tree is None:
        return None
    if isinstance(tree, list) and len(tree) == 1:
        tree = tree[0]
    form = _form(tree, path)
    _check(tree, form, path)
    return form, tree


def _bytes(path: Path) -> bytes | None:
    """The content of what looks like JSON. What cannot be opened is left to the reader of reports, who says why."""
    try:
        with path.open("rb") as file:
            head = file.read(_AHEAD)
            if path.suffix.lower() != ".json" and not head.lstrip(_BEFORE).startswith((b"{", b"[")):
                return None
            data = head + file.read(MAX_BYTES + 1 - len(head))
    except OSError:
        return None
    if len(data) > MAX_BYTES:
        raise UnreadableReport(f"{path}: is larger than {MAX_BYTES // 1024**2} MB; no JSON of gricheck's is; {_REMEDY}")
    return data


def _parsed(data: bytes, path: Path) -> Any:
    try:
        return json.loads(data)
    except RecursionError:
        raise UnreadableReport(f"{path}: not valid JSON: nested too deep; {_REMEDY}") from None
    except ValueError as error:
        if path.suffix.lower() != ".json" and data.lstrip(_BEFORE).startswith(b"["):
            return None  # a text may well begin with a bracket
        raise UnreadableReport(f"{path}: not valid JSON: {error}; {_REMEDY}") from None


def _form(tree: Any, path: Path) -> Form:
    if isinstance(tree, list):
        raise UsageError(f"{path}: holds {len(tree)} runs, and a side is one; check each report in a call of its own")
    name = tree.get("schema") if isinstance(tree, dict) else None
    if isinstance(name, str) and name in SCHEMAS:
        return SCHEMAS[name]
    known = f"diff reads {', '.join(SCHEMAS)}"
    if isinstance(name, str) and name.startswith("gricheck/"):
        raise UsageError(f"{path}: its schema is {name[:60]!r}; {known}: {_REMEDY}")
    raise UsageError(f'{path}: is no JSON of gricheck\'s, its "schema" does not say so; {known}')


def _check(tree: Any, form: Form, path: Path) -> None:
    schema = json.loads((files("gricheck") / "schemas" / f"{form}.json").read_bytes())
    mistakes = said(Located(str(path), tree, 1), validator(schema))
    if mistakes:
        place, words = mistakes[0]
        raise UnreadableReport(f"{path}: damaged{_at(place)}: {words}; {_REMEDY}")


def _at(place: Place) -> str:
    """``at findings[3].severity``."""
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return f" at {steps.lstrip('.')}" if steps else ""
