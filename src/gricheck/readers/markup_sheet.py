"""The style sheet within an HTML page, as far as it says where something stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from math import cos, radians, sin
from typing import TYPE_CHECKING

from gricheck.model.document import Box
from gricheck.model.elements import Part
from gricheck.readers.markup_parts import HTML
from gricheck.readers.markup_tree import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Told = Mapping[str, str]
"""Properties to their values, in small letters."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_PRINT = re.compile(r"@media\s+print\s*\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}", re.IGNORECASE)
_SELECTED = re.compile(r"([.#][\w-]+)\s*$")
_LENGTH = re.compile(r"(-?(?:\d{1,9}(?:\.\d{0,25})?|\.\d{1,25}))\s*(px|pt|in|mm|cm|)\s*", re.IGNORECASE)
_LENGTHS = ("left", "top", "bottom", "width", "height", "margin-left", "font-size")
_KEPT = {*_LENGTHS, "transform", "display", "visibility"}
_MOVES = re.compile(r"(matrix|translate[xy]?|scale|rotate)\(([^()%]{1,300})\)")
_NUMBER = re.compile(r"-?(?:\d{1,9}(?:\.\d{0,25})?|\.\d{1,25})")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "in": 96.0, "mm": 96 / 25.4, "cm": 96 / 2.54}


SIZE = 16.0
"""Pixels of letters that no style says anything of."""
FAR, MAX_MOVES = 1e7, 10
"""Nothing is shown beyond so many pixels, or that much larger; parts of a transformation that are read."""


@dataclass(frozen=True, slots=True)
class Style:
    """What holds of an element: lengths in pixels, None for those that nothing says or that depend on others.

    ``right`` and ``down`` are how far a transformation moves it, ``scale`` how large it shows it, 0 for what does not
    run from left to right; ``hidden`` says that neither it nor anything in it is shown.
    """

    left: float | None = None
    top: float | None = None
    bottom: float | None = None
    width: float | None = None
    height: float | None = None
    margin: float | None = None
    size: float | None = None
    right: float = 0.0
    down: float = 0.0
    scale: float = 1.0
    hidden: bool = False

    @property
    def placed(self) -> bool:
        """Whether an element has a place of its own."""
        return self.left is not None and (self.top is not None or self.bottom is not None)


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the text of an element stands: in pixels from the page's left top corner, by its ``top`` or its ``bottom``.
    ``scale`` is how much of a length is shown, 0 of what does not run from left to right; ``piece`` is the element that
    has a place of its own."""

    x: float = 0.0
    top: float = 0.0
    bottom: float | None = None
    height: float = 0.0
    scale: float = 1.0
    size: float = SIZE
    piece: Element | None = None

    def box(self, left: float, right: float, high: float) -> Box:
        top = self.top if self.bottom is None else self.bottom - high
        return left, top, right, top + high


@dataclass(slots=True)
class Sheet:
    """What rules say of classes (``.x1``) and ids (``#pf1``); ``known`` keeps what was asked."""

    rules: Mapping[str, Told]
    known: dict[tuple[object, ...], Style] = field(default_factory=dict)

    def of(self, element: Element) -> Style:
        """What holds of an element, its own word last."""
        key: tuple[object, ...] = (element.tag,)
        if element.attrib:
            key = (*key, *map(element.get, ("class", "id", "style", "hidden")))
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._made(element)
        return found

    def _made(self, element: Element) -> Style:
        names = (*(f".{name}" for name in (element.get("class") or "").split()), f"#{element.get('id')}")
        told = (*(self.rules.get(name, {}) for name in names), _properties(element.get("style") or ""))
        style = _style(dict(item for each in told for item in each.items()))
        return replace(style, hidden=True) if HTML.part(element) is Part.HIDDEN else style


def sheet_of(root: Element) -> Sheet:
    """The rules of all style elements; what holds for print only is left out."""
    text = "\n".join(style.text or "" for style in root.iter("{*}style", "style"))
    rules: dict[str, dict[str, str]] = {}
    for part in _PRINT.sub("", _COMMENT.sub("", text)).split("}"):
        before, _, body = part.rpartition("{")
        told = _properties(body)
        for selector in before.rpartition("{")[2].split(",") if told else ():
            if selected := _SELECTED.search(selector):
                rules.setdefault(selected[1], {}).update(told)
    return Sheet(rules)


def _properties(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    told = ((name.strip().lower(), value.strip().lower()) for name, _, value in pairs)
    return {name: value.removesuffix("!important").rstrip() for name, value in told if name in _KEPT}


def _style(told: Told) -> Style:
    if not told:
        return PLAIN
    left, top, bottom, width, height, margin, size = (_pixels(told.get(name)) for name in _LENGTHS)
    right, down, scale = _moved(told.get("transform", ""))
    hidden = told.get("display") == "none" or told.get("visibility") == "hidden"
    return Style(left, top, bottom, width, height, margin, size, right, down, scale, hidden)


def _pixels(value: str | None) -> float | None:
    """A length in pixels; None for one that is not there or depends on others."""
    found = _LENGTH.fullmatch(value) if value else None
    return float(found[1]) * _PIXELS[found[2].lower()] if found else None


def _moved(transform: str) -> tuple[float, float, float]:
    """How far to the right and down, and how large: a plane's turns and scales are products of complex numbers."""
    place, turn = 0j, 1 + 0j
    for kind, inner in islice(_MOVES.findall(transform), MAX_MOVES):
        told = [float(number) for number in _NUMBER.findall(inner)] or [0.0]
        if kind == "matrix" and len(told) == 6:
            place, turn = place + turn * complex(*told[4:]), turn * complex(*told[:2])
        elif kind.startswith("translate"):
            place += turn * (told[0] * 1j if kind.endswith("y") else complex(*told[:2]))
        elif kind == "scale":
            turn *= told[0]
        elif kind == "rotate":
            turn *= complex(cos(radians(told[0])), sin(radians(told[0])))
    level = turn.real > 0 and abs(turn.imag) <= 0.1 * turn.real
    return place.real, place.imag, turn.real if level else 0.0


def is_gap(element: Element, style: Style) -> bool:
    """Whether an element only moves what follows in its line."""
    if (style.width is None and style.margin is None) or style.placed or name_of(element) != "span":
        return False
    return not "".join(element.itertext()).strip()  # type: ignore[arg-type]


def set_in(around: Setting, style: Style, element: Element) -> Setting:
    """Where a piece stands that has a place of its own in what is around it."""
    lower = around.top + around.height if around.bottom is None else around.bottom
    x = around.x + ((style.left or 0.0) + style.right) * around.scale
    down = style.down * around.scale
    top = around.top + (style.top or 0.0) * around.scale + down
    bottom = lower - (style.bottom or 0.0) * around.scale + down if style.top is None else None
    scale = around.scale * style.scale
    is_near = max(abs(x), abs(top), abs(bottom or 0.0), scale) < FAR
    size = style.size if style.size and style.size > 0 else around.size
    return Setting(x, top, bottom, style.height or around.height, scale if is_near else 0.0, size, element)
