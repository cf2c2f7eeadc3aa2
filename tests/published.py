"""The published JSON Schemas, made strict: here no key may be there that they do not describe."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema


def validate(data: Any, name: str) -> None:
    """Hold an output against ``gricheck/schemas/NAME.json``."""
    schema = json.loads((files("gricheck") / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(_closed(schema)).validate(data)


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: _closed(value) for key, value in schema.items()}
    return {"additionalProperties": False, **inner} if "properties" in schema and "type" in schema else inner
