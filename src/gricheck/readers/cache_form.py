"""Frozen dataclasses of the model to plain JSON data and back, by their own type hints."""

from __future__ import annotations

import dataclasses
import types
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints


def encoded(value: Any) -> Any:
    """Plain lists, strings, numbers, booleans and None. A dataclass is the list of its fields."""
    if dataclasses.is_dataclass(value):
        return [encoded(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, tuple):
        return [encoded(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def decoded(form: Any, data: Any) -> Any:
    """A value of the type ``form``. Raises TypeError or ValueError where the data is of another shape."""
    if isinstance(form, type) and dataclasses.is_dataclass(form):
        return form(*_each(_hints(form), data))
    origin = get_origin(form)
    if origin is tuple:
        return _tuple(get_args(form), data)
    if origin in (Union, types.UnionType):
        return None if data is None else decoded(next(one for one in get_args(form) if one is not type(None)), data)
    if form is date:
        return date.fromisoformat(data)
    if form is float and type(data) is int:
        return float(data)
    if type(data) is not form:
        raise TypeError(f"{form.__name__} expected, not {type(data).__name__}")
    return data


def _tuple(forms: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if len(forms) == 2 and forms[1] is Ellipsis:
        return _each(forms[:1] * len(data), data)
    return _each(forms, data)


def _each(forms: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list) or len(data) != len(forms):
        raise TypeError("a list of another length expected")
    return tuple(decoded(form, item) for form, item in zip(forms, data, strict=True))


@cache
def _hints(form: type[Any]) -> tuple[Any, ...]:
    """The types of a dataclass's fields, in their order."""
    hints = get_type_hints(form)
    return tuple(hints[field.name] for field in dataclasses.fields(form))
