"""What a user says of the names in a house's own XML (the key ``xml`` of the configuration) as ``Elements``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gricheck.model.elements import Elements, Part
from gricheck.yamlio import Located, Place

Written = Mapping[str, Any]
"""Keys as ``schemas/config.json`` has them, held against it."""

_OWN = ("page", "page-break")
"""Keys of elements that no other key may name, beside those of ``Part``."""


def elements_of(located: Located, at: Place) -> Elements:
    """The names under a key that fits the schema. PackError names the line of an element that is two things."""
    written: Written = located.tree[at[0]]
    _refuse_doubles(located, at, written)
    parts = [(name, str(part)) for part in Part for name, _ in _each(written, part)]
    return Elements(
        parts=(*((name, str(Part.BLOCK)) for name, _ in _each(written, "page")), *parts),
        levels=tuple(_each(written, Part.HEADING)),
        columns=tuple((name, int(column)) for name, column in _each(written, Part.CELL) if column),
        links=tuple(_each(written, "link")),
        pages=tuple(_each(written, "page")),
        breaks=tuple(_each(written, "page-break")),
        anchors=tuple(written.get("anchor", ())),
        wide=tuple(written.get("column-span", ())),
        high=tuple(written.get("row-span", ())),
    )


def _each(written: Written, key: str) -> Iterator[tuple[str, str]]:
    """The names under a key and what is said of each: nothing where they are a list."""
    names = written.get(key, ())
    for name in names:
        yield _plain(name), str(names[name]) if isinstance(names, Mapping) else ""


def _plain(name: str) -> str:
    """In small letters, but for the attribute of a row."""
    return name if name.startswith("@") else name.lower()


def _refuse_doubles(located: Located, at: Place, written: Written) -> None:
    known: dict[str, str] = {}
    for key in (key for key in written if key in (*Part, *_OWN)):
        names = written[key]
        for number, name in enumerate(names):
            step = name if isinstance(names, Mapping) else number
            if known.setdefault(_plain(name), key) != key:
                other = known[_plain(name)]
                raise located.error((*at, key, step), f"{name} is a {key} here and a {other} above; leave one out")
