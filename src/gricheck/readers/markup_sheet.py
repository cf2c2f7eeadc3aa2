"""The style sheet within an HTML page, as far as it says where something stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gricheck.model.document import Box
from gricheck.readers.markup_tree import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Style = Mapping[str, str]
"""Properties to their values, in small letters."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_PRINT = re.compile(r"@media\s+print\s*\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}", re.IGNORECASE)
_SELECTED = re.compile(r"([.#][\w-]+)\s*$")
_KEPT = {"left", "top", "bottom", "width", "height", "font-size", "margin-left", "transform", "display", "visibility"}
_LENGTH = re.compile(r"(-?(?:\d{1,9}(?:\.\d{0,25})?|\.\d{1,25}))\s*(px|pt|in|mm|cm|)\s*", re.IGNORECASE)
_MATRIX = re.compile(r"matrix\(\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*,")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "in": 96.0, "mm": 96 / 25.4, "cm": 96 / 2.54}


SIZE = 16.0
"""Pixels of letters that no style says anything of."""


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

    rules: Mapping[str, Style]
    known: dict[tuple[str, str, str], Style] = field(default_factory=dict)

    def of(self, element: Element) -> Style:
        """What holds of an element, its own word last."""
        if not element.attrib:
            return {}
        key = element.get("class") or "", element.get("id") or "", element.get("style") or ""
        if key not in self.known:
            names = (*(f".{name}" for name in key[0].split()), f"#{key[1]}")
            told = (self.rules.get(name, {}) for name in names)
            self.known[key] = dict(item for style in (*told, _properties(key[2])) for item in style.items())
        return self.known[key]


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
    return {name: value for name, value in told if name in _KEPT}


def pixels(style: Style, name: str) -> float | None:
    """A length in pixels; None for one that is not there or depends on others."""
    found = _LENGTH.fullmatch(style.get(name, "").removesuffix("!important"))
    return float(found[1]) * _PIXELS[found[2].lower()] if found else None


def is_placed(style: Style) -> bool:
    """Whether an element has a place of its own."""
    return pixels(style, "left") is not None and (
        pixels(style, "top") is not None or pixels(style, "bottom") is not None
    )


def is_gap(element: Element, style: Style) -> bool:
    """Whether an element only moves what follows in its line."""
    told = pixels(style, "width") is not None or pixels(style, "margin-left") is not None
    return told and name_of(element) == "span" and not is_placed(style) and not "".join(element.itertext()).strip()  # type: ignore[arg-type]


def set_in(around: Setting, style: Style, element: Element) -> Setting:
    """Where a piece stands that has a place of its own in what is around it."""
    left, top, bottom = (pixels(style, name) for name in ("left", "top", "bottom"))
    matrix = _MATRIX.match(style.get("transform", ""))
    across, askew = (float(matrix[1]), float(matrix[2])) if matrix else (1.0, 0.0)
    own = 0.0 if abs(askew) > 0.1 * abs(across) or across <= 0 else across
    lower = (around.top + around.height if around.bottom is None else around.bottom) - (bottom or 0.0) * around.scale
    return replace(
        around,
        x=around.x + (left or 0.0) * around.scale,
        top=around.top + (top or 0.0) * around.scale,
        bottom=lower if top is None else None,
        height=pixels(style, "height") or around.height,
        scale=around.scale * own,
        piece=element,
    )
