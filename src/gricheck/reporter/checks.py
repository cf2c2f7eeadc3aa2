"""``gricheck pack checks``: what a rule may name and give, out of the checks themselves."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import Any, get_type_hints

from gricheck.model.run import Check
from gricheck.packs.rule_problems import OUTCOMES, is_required, kind_of
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.sheet import Sheet

_INDENT = 4


def render_checks(checks: Iterable[Check], options: RenderOptions) -> str:
    """Each check with a line on what it asks, then its options, fields and messages."""
    sheet = Sheet(options)
    for check in checks:
        sheet.gap()
        sheet.line((check.name, "bold"))
        for part in _parts(check):
            sheet.wrapped(part, _INDENT)
    return sheet.text()


def _parts(check: Check) -> Iterator[str]:
    yield _flat(check.doc)
    types = get_type_hints(check.options)
    options = dataclasses.fields(check.options)
    for option in options:
        yield f"option {option.name}: {kind_of(types[option.name])}{_choices(option)}; {_default(option)}"
    if options:
        yield _flat(check.options.__doc__ or "")
    yield f"fields: {', '.join(sorted(check.fields)) or 'none'}"
    yield f"messages: {', '.join([*OUTCOMES, *sorted(check.messages)])}"


def _choices(option: dataclasses.Field[Any]) -> str:
    choices = option.metadata.get("choices", ())
    return f", one of {', '.join(choices)}" if choices else ""


def _default(option: dataclasses.Field[Any]) -> str:
    if is_required(option):
        return "must be given"
    value = option.default if option.default is not dataclasses.MISSING else ()
    if isinstance(value, bool):
        return f"{str(value).lower()} where it is not given"
    shown = ", ".join(value) if isinstance(value, tuple) else value
    return f"{shown if shown != '' else 'none'} where it is not given"


def _flat(text: str) -> str:
    """A docstring's text on one line, without the marks of code."""
    return re.sub(r"``?([^`]*)``?", r"\1", " ".join(text.split()))
