"""YAML in, plain data out, with the line of every value, so that an error can name its place.

For whoever reads YAML (catalogue, rule packs, vocabularies, configuration):

- ``load(text, path)`` gives a ``Located``: ``.tree`` is plain data (dict, list, str, int, float, bool, None).
- A *place* is a tuple of keys and list positions, as in ``("rules", 0, "id")``. ``located.line(place)`` is its 1-based
  line; ``located.error(place, message)`` makes (does not raise) a ``PackError`` that begins ``path:line:``.
- ``validate(located, schema)`` raises the most telling JSON Schema error as such a ``PackError``.

Scalars follow YAML 1.2's core schema: only ``true``/``false`` are booleans and a date stays a string, so ``no`` (the
language) and ``2018-07-01`` mean what they look like. Anchors, aliases and tags are refused: data written out is easier
to review and cannot blow up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from gricheck.errors import PackError

if TYPE_CHECKING:
    import yaml
    from jsonschema.exceptions import ValidationError

Place = tuple[str | int, ...]

_TAG = "tag:yaml.org,2002:"
_SCALARS: dict[str, tuple[str, str, Callable[[str], object]]] = {
    "bool": ("tf", r"true|false", {"true": True, "false": False}.__getitem__),
    "null": ("~n", r"~|null", lambda _: None),
    "int": ("-0123456789", r"-?(?:0|[1-9][0-9]*)", int),
    "float": ("-0123456789", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", float),
}


@dataclass(frozen=True, slots=True)
class Located:
    """Plain data with the lines it stands on.

    ``lines`` mirrors ``tree``: a line number for a scalar, ``[line, children]`` for a mapping or list. The line of a
    mapping's entry is that of its key.
    """

    path: str
    tree: Any
    lines: Any

    def line(self, place: Place = ()) -> int:
        """The 1-based line of a place, or of the nearest thing above it that exists."""
        here = self.lines
        for step in place:
            below = here[1] if isinstance(here, list) else None
            try:
                here = below[step] if below is not None else here
            except (KeyError, IndexError, TypeError):
                break
        return int(here[0] if isinstance(here, list) else here)

    def error(self, place: Place, message: str) -> PackError:
        """``PackError`` that names the file and the line of ``place``."""
        return PackError(f"{self.path}:{self.line(place)}: {message}")


def load(text: str | bytes, path: str) -> Located:
    """Read one YAML document. Bad syntax, a duplicate key, an alias or a tag is a ``PackError`` naming the line."""
    if isinstance(text, bytes):
        text = _decoded(text, path)
    try:
        node = _compose(text, path)
        tree, lines = _Builder(path).build(node) if node is not None else (None, 1)
    except RecursionError:
        raise PackError(f"{path}:1: nested too deep to be read; flatten it") from None
    return Located(path, tree, lines)


def validate(located: Located, schema: Mapping[str, Any]) -> None:
    """Hold a file against a JSON Schema; raise the most telling error as ``path:line: at …: what``."""
    import jsonschema
    from jsonschema.exceptions import best_match

    error = best_match(jsonschema.Draft202012Validator(dict(schema)).iter_errors(located.tree))
    if error is None:
        return
    place = tuple(error.absolute_path)
    at = f"at {'/'.join(map(str, place))}: " if place else ""
    raise located.error(_unknown_key(error, place), f"{at}{_words(error)}")


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PackError(f"{path}:{line}: not UTF-8 text; save the file as UTF-8") from None


def _compose(text: str, path: str) -> Any:
    """The document's node (a ``yaml.Node``, whose type stubs lack ``id``), or None for an empty file."""
    import yaml

    loader = _loader()(text)
    try:
        return loader.get_single_node()
    except yaml.YAMLError as error:
        raise _syntax_error(error, path) from None
    finally:
        loader.dispose()


@cache
def _loader() -> Any:
    """libyaml's parser where PyYAML was built with it (ten times as fast), the pure one elsewhere."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("CoreLoader", (base,), {"yaml_implicit_resolvers": {}})
    for name, (first, pattern, _) in _SCALARS.items():
        loader.add_implicit_resolver(_TAG + name, re.compile(rf"(?:{pattern})\Z"), list(first))
    loader.add_implicit_resolver(_TAG + "null", re.compile(r"\Z"), [""])
    return loader


class _Builder:
    """Turns YAML nodes into plain data and the lines that mirror it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.seen: set[int] = set()

    def build(self, node: Any) -> tuple[Any, Any]:
        if id(node) in self.seen:
            raise self.error(node, "an anchor used again further down; write the value out in both places")
        self.seen.add(id(node))
        if node.id == "scalar":
            return self.scalar(node), node.start_mark.line + 1
        if node.tag not in (_TAG + "map", _TAG + "seq"):
            raise self.error(node, f"the tag {node.tag}; only plain YAML is read, remove the tag")
        return self.mapping(node) if node.id == "mapping" else self.sequence(node)

    def scalar(self, node: Any) -> Any:
        name = node.tag.removeprefix(_TAG)
        if name == "str":
            return node.value
        if name not in _SCALARS:
            raise self.error(node, f"the tag {node.tag}; only plain YAML is read, remove the tag")
        if name == "null":
            return None
        try:
            return _SCALARS[name][2](node.value)
        except (KeyError, ValueError):
            raise self.error(node, f"{node.value!r} is not a {name}; remove the tag or mend the value") from None

    def sequence(self, node: Any) -> tuple[Any, Any]:
        pairs = [self.build(item) for item in node.value]
        return [tree for tree, _ in pairs], [node.start_mark.line + 1, [lines for _, lines in pairs]]

    def mapping(self, node: Any) -> tuple[Any, Any]:
        tree: dict[str, Any] = {}
        lines: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self.key(key_node)
            if key in tree:
                raise self.error(key_node, f"the key {key!r} stands here twice; remove one of the two")
            tree[key], below = self.build(value_node)
            line = key_node.start_mark.line + 1
            lines[key] = [line, below[1]] if isinstance(below, list) else line
        return tree, [node.start_mark.line + 1, lines]

    def key(self, node: Any) -> str:
        """Keys are always text, as in JSON: ``2016:`` is the key ``"2016"``."""
        if node.id != "scalar":
            raise self.error(node, "a list or mapping as a key; use plain text")
        return str(node.value)

    def error(self, node: Any, message: str) -> PackError:
        return PackError(f"{self.path}:{node.start_mark.line + 1}: {message}")


def _syntax_error(error: yaml.YAMLError, path: str) -> PackError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    line = mark.line + 1 if mark else 1
    return PackError(f"{path}:{line}: not valid YAML: {what}; check indentation, quotes and colons")


def _unknown_key(error: ValidationError, place: Place) -> Place:
    """The place of the first unknown key, where that is what is wrong; else the place itself."""
    extras = _extras(error) if error.validator == "additionalProperties" else []
    return (*place, extras[0]) if extras else place


def _extras(error: ValidationError) -> list[str]:
    known, patterns = _part(error, "properties"), _part(error, "patternProperties")
    keys = error.instance if isinstance(error.instance, dict) else {}
    return [key for key in keys if key not in known and not any(re.search(pattern, key) for pattern in patterns)]


def _part(error: ValidationError, name: str) -> Mapping[str, Any]:
    return error.schema.get(name, {}) if isinstance(error.schema, Mapping) else {}


def _words(error: ValidationError) -> str:
    """The error in words that also say what would be right."""
    if error.validator == "additionalProperties" and (extras := _extras(error)):
        known = ", ".join(_part(error, "properties")) or ", ".join(_part(error, "patternProperties"))
        return f"unknown key {extras[0]!r}; known here: {known}"
    if error.validator == "required" and isinstance(error.instance, dict):
        wanted: Any = error.validator_value
        missing = next(key for key in wanted if key not in error.instance)
        return f"the key {missing!r} is missing; add it"
    if error.validator == "pattern":
        return f"{error.instance!r} does not have the form {error.validator_value}"
    return _shortened(error.message)


def _shortened(text: str, width: int = 200) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
