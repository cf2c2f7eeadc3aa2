"""Any frozen dataclass of the model as plain JSON data, for ``gricheck dump``: a look inside, not a contract.

Two things are named and not written out, since they would fill the output with what is the same in every run: a rule is
its id, and the catalogue is left out.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from gricheck.model.rule import Rule
from gricheck.model.standard import Catalogue, Disclosure
from gricheck.reporter import escape


def encode(value: object) -> Any:
    """Plain dicts, lists, strings, numbers, booleans and None."""
    match value:
        case Rule():
            return value.id
        case Disclosure():
            return {"code": value.code, "edition": value.edition, "title": value.title}
        case Enum():
            return value.value
        case date() | Path():
            return str(value)
        case Mapping():
            return {str(key): encode(item) for key, item in value.items()}
        case tuple() | list() | frozenset():
            return [encode(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    return value


def dumps(data: object) -> str:
    """JSON text as every command prints it: two spaces, real letters but for control characters, a final newline."""
    return escape.json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def _fields(value: Any) -> dict[str, Any]:
    pairs = ((f.name, getattr(value, f.name)) for f in dataclasses.fields(value))
    return {name: encode(item) for name, item in pairs if not isinstance(item, Catalogue)}
