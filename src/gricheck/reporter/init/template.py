"""A configuration file with every key that ``schemas/config.json`` knows, commented out unless a value is known.

Words and examples are the schema's own, so that a key cannot be forgotten here. Remarks begin with ``# ``, what may be
used with ``#`` alone: taken away from a key and all that is set in below it, it leaves YAML that loads.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gricheck.config import schema
from gricheck.reporter.escape import inert, yaml

SCHEMA_FILE = "gricheck.schema.json"
"""The schema as it stands beside the file, for editors."""

_WIDTH = 100
_HEAD = f"""\
# yaml-language-server: $schema=./{SCHEMA_FILE}
# Settings of gricheck. To use a key, take away the # before it and before the lines set in below it;
# lines that begin with "# " are remarks. An option of the command line goes before the key of its name.
"""

Form = Mapping[str, Any]
"""A part of a JSON Schema."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known of a key: a value in place of the schema's example (None: that), remarks that say why, and whether
    the key is used or only offered."""

    value: object = None
    remarks: tuple[str, ...] = ()
    used: bool = False


def template(hints: Mapping[str, Hint]) -> str:
    """The file as text."""
    whole = schema()
    forms = {key: _whole(form, whole) for key, form in whole["properties"].items()}
    blocks = (_block(key, form, hints.get(key, Hint()), whole) for key, form in forms.items())
    return "\n".join((_HEAD, *blocks))


def _block(key: str, form: Form, hint: Hint, whole: Form) -> str:
    mark = "" if hint.used else "#"
    value = _example(form) if hint.value is None else hint.value
    remarks = (*_described(form), *(line for remark in hint.remarks for line in _remark(inert(remark))))
    return "".join(f"{line}\n" for line in (*remarks, *(f"{mark}{line}" for line in _key(key, form, value, whole))))


def _key(key: str, form: Form, value: object, whole: Form) -> Iterator[str]:
    """The lines of a key of the file."""
    if "properties" in form:
        yield f"{key}:"
        yield from (f"  {line}" for line in _members(form, whole))
    elif "properties" in form.get("items", {}):
        yield f"{key}:"
        yield from _item(form["items"], whole)
    elif isinstance(value, Mapping):
        yield f"{key}:"
        yield from (f"  {yaml(name)}: {_flow(item)}" for name, item in value.items())
    else:
        yield f"{key}: {_flow(value)}"


def _members(form: Form, whole: Form) -> Iterator[str]:
    """The keys within a key, each with its remark above it."""
    for name, given in form["properties"].items():
        inner = _whole(given, whole)
        yield from _described(inner, required=name in form.get("required", ()))
        yield f"{name}: {_flow(_example(inner))}"


def _item(form: Form, whole: Form) -> Iterator[str]:
    """An entry of a list of keys: a dash before the first of them."""
    begun = False
    for line in _members(form, whole):
        first = not (begun or line.startswith("#"))
        begun = begun or first
        yield f"  - {line}" if first else f"{'    ' if begun else '  '}{line}"


def _whole(form: Form, whole: Form) -> Form:
    """A part with what it refers to; its own words go first."""
    referred = whole["$defs"][form["$ref"].rpartition("/")[2]] if "$ref" in form else {}
    return {**referred, **form}


def _described(form: Form, required: bool = False) -> Iterator[str]:
    choices = f" One of {', '.join(form['enum'])}." if "enum" in form else ""
    return _remark(f"{form['description']}{choices}{' Required.' if required else ''}")


def _remark(text: str) -> Iterator[str]:
    lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return (f"# {line}" for line in lines)


def _example(form: Form) -> object:
    """The schema's first example; only what holds further keys has none."""
    return None if "properties" in form or "properties" in form.get("items", {}) else form["examples"][0]


def _flow(value: object) -> str:
    """A value on one line."""
    match value:
        case bool():
            return str(value).lower()
        case Mapping():
            return f"{{{', '.join(f'{yaml(str(name))}: {_flow(item)}' for name, item in value.items())}}}"
        case list() | tuple():
            return f"[{', '.join(map(_flow, value))}]"
        case str():
            return yaml(value)
    return str(value)
