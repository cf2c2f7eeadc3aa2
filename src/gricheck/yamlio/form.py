"""Data held against a JSON Schema, and what is wrong with it in words that say what would be right.

A schema's own ``description`` and ``examples`` are used as such words, so that nobody is shown a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from gricheck.yamlio.read import Located, Place

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "keys with values",
    "null": "nothing",
}
_WIDTH = 60

Said = tuple[Place, str]
"""A place and what is wrong there."""


def validate(located: Located, schema: Mapping[str, Any]) -> None:
    """Hold a file against a JSON Schema; raise the first mistake as ``path:line: …``."""
    for place, words in said(located, validator(schema)):
        raise located.error(place, words)


def validator(schema: Mapping[str, Any]) -> Validator:
    """A schema made ready; to be made once where many files are held against it."""
    import jsonschema

    return jsonschema.Draft202012Validator(dict(schema))


def said(located: Located, ready: Validator) -> list[Said]:
    """Every mistake of form as its place and a sentence, once each, in the order of the lines."""
    found = dict.fromkeys(item for error in ready.iter_errors(located.tree) for item in _told(error))
    return sorted(found, key=lambda item: located.line(item[0]))


def _told(error: ValidationError) -> Iterator[Said]:
    """What one error of the library says: of unknown keys one thing each, of missing ones all at once."""
    place = tuple(error.absolute_path)
    deeper = [inner for inner in error.context or () if _is_deeper(inner, place)]
    if deeper:
        yield from _told(deeper[0])
    elif error.validator == "additionalProperties" and (extras := _extras(error)):
        for key in extras:
            yield (*place, key), _unknown_key(key, error)
    elif error.validator == "required" and isinstance(error.instance, dict):
        if words := _missing_keys(error):
            yield place, words
    elif "propertyNames" in error.absolute_schema_path:
        yield (*place, str(error.instance)), f"the key {_words(error)}"
    else:
        yield place, f"{_subject(place)}{_words(error)}"


def _is_deeper(inner: ValidationError, place: Place) -> bool:
    """Whether an alternative fits but for something within it."""
    return len(inner.absolute_path) > len(place) or "propertyNames" in inner.absolute_schema_path


def _subject(place: Place) -> str:
    """The key whose value is wrong."""
    names = [step for step in place if isinstance(step, str)]
    return f"{names[-1]}: " if names else ""


def _unknown_key(key: str, error: ValidationError) -> str:
    known = [*_part(error, "properties")] or [*_part(error, "patternProperties")]
    near = get_close_matches(key, known, n=1)
    if near:
        return f"unknown key {key!r}; did you mean {near[0]!r}?"
    return f"unknown key {key!r}; known here: {', '.join(known)}"


def _missing_keys(error: ValidationError) -> str:
    """The keys that are missing, but for one that stands there misspelt and is told as unknown."""
    wanted: Any = error.validator_value
    written: Any = error.instance
    keys = [key for key in wanted if key not in written]
    missing = [key for key in keys if not any(get_close_matches(extra, [key]) for extra in _extras(error))]
    if len(missing) > 1:
        return f"the keys {', '.join(map(repr, missing))} are missing; add them"
    return "".join(f"the key {key!r} is missing; add it{_purpose(error, key)}" for key in missing)


def _purpose(error: ValidationError, key: str) -> str:
    """What a key is for, as its schema describes it."""
    part = _part(error, "properties").get(key, {})
    about = str(part.get("description", "")).rstrip(".")
    return f" ({about[:1].lower()}{about[1:]})" if about else ""


def _words(error: ValidationError) -> str:
    """What is wrong with one value, and what would be right."""
    value: Any = error.instance
    limit: Any = error.validator_value
    shown = _shown(value)
    match error.validator:
        case "enum":
            return f"{shown} is not one of {', '.join(map(str, _many(limit)))}{_nearest(value, _many(limit))}"
        case "type":
            return _wrong_kind(value, _many(limit))
        case "anyOf" | "oneOf":
            kinds = [kind for part in _many(limit) for kind in _many(part.get("type", ()))]
            return _wrong_kind(value, kinds)
        case "pattern":
            return f"{shown} does not have the form {_form(error)}"
        case "const":
            return f"{shown} cannot stand here; write {_shown(limit)}"
        case "minLength" | "minItems" | "minProperties":
            return _too_short(value, limit)
        case "maxItems":
            return f"{len(value)} entries are too many; at most {limit} may stand here"
        case "minimum":
            return f"{shown} is too small; the least is {limit}"
        case "maximum":
            return f"{shown} is too large; the most is {limit}"
    return _shortened(error.message, 200)


def _wrong_kind(value: Any, kinds: Iterable[Any]) -> str:
    wanted = list(dict.fromkeys(_KINDS.get(str(kind), str(kind)) for kind in kinds))
    right = f"{', '.join(wanted[:-1])} or {wanted[-1]}" if len(wanted) > 1 else "".join(wanted)
    if value is None:
        return f"nothing stands here; write {right}"
    quoted = ", in quotes" if wanted == ["text"] and isinstance(value, int | float) else ""
    return f"{_shown(value)} is {_kind(value)}; write {right}{quoted}"


def _kind(value: Any) -> str:
    names = {str: "text", bool: "true or false", dict: "a block of keys", list: "a list"}
    return names.get(type(value), "a number")


def _too_short(value: Any, least: Any) -> str:
    if isinstance(value, str):
        return "the text is empty; write something, or leave the key out"
    number = f"at least {least} entries" if least > 1 else "at least one entry"
    return f"{_shown(value)} is too short; it needs {number}" if value else f"nothing stands here; it needs {number}"


def _form(error: ValidationError) -> str:
    """The form in words where the schema has some, else its pattern."""
    part = error.schema if isinstance(error.schema, Mapping) else {}
    examples = part.get("examples", ())
    if "description" not in part or not examples:
        return str(error.validator_value)
    about = str(part["description"]).partition(".")[0]
    return f"it must have: {about[:1].lower()}{about[1:]}, as in {' or '.join(map(str, examples))}"


def _nearest(value: Any, known: Iterable[Any]) -> str:
    near = get_close_matches(str(value), [str(item) for item in known], n=1)
    return f"; did you mean {near[0]!r}?" if near else "; write one of them"


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _extras(error: ValidationError) -> list[str]:
    known, patterns = _part(error, "properties"), _part(error, "patternProperties")
    keys = error.instance if isinstance(error.instance, dict) and _is_closed(error) else {}
    return [key for key in keys if key not in known and not any(re.search(pattern, key) for pattern in patterns)]


def _is_closed(error: ValidationError) -> bool:
    return isinstance(error.schema, Mapping) and error.schema.get("additionalProperties") is False


def _part(error: ValidationError, name: str) -> Mapping[str, Any]:
    return error.schema.get(name, {}) if isinstance(error.schema, Mapping) else {}


def _shown(value: Any) -> str:
    """A value as its author wrote it, as far as that can be told, and no longer than a message bears."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return _shortened(", ".join(map(str, value)), _WIDTH)
    return _shortened(repr(value), _WIDTH)


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
