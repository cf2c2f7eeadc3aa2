"""YAML to plain data with the line of every value."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from gricheck.errors import PackError
from gricheck.yamlio.syntax import syntax_error

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
        raise syntax_error(error, text, path) from None
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
