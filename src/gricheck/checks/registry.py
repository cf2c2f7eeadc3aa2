"""Where checks announce themselves: ``@check("name", options=Options, fields=…)``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from gricheck.model.run import Check, CheckFunction

DISCLOSURES: Mapping[str, bool] = MappingProxyType({"disclosures": True})
"""Metadata of an option that holds codes of disclosures: a pack that names one that does not exist is refused."""

CHOICES = "choices"
"""Key of an option's metadata: the values it may have, where those are few."""

_REGISTRY: dict[str, Check] = {}

REGISTRY: Mapping[str, Check] = MappingProxyType(_REGISTRY)
"""Every check registered so far, by name."""


@dataclass(frozen=True, slots=True)
class NoOptions:
    """For a check that leaves nothing to choose."""


def check(
    name: str, options: type[Any] = NoOptions, fields: Iterable[str] = (), messages: Iterable[str] = ()
) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check under a name that rules use.

    ``options`` is a frozen dataclass whose fields are ``str``, ``int``, ``float``, ``bool`` or ``tuple[str, ...]``,
    each with a default or required; ``fields`` are the names that every ``fail`` and ``review`` of the check fills and
    ``messages`` the keys of its messages beside ``fail`` and ``review``.
    """

    def register(function: CheckFunction) -> CheckFunction:
        if name in _REGISTRY:
            raise ValueError(f"two checks are called {name!r}")
        doc = (function.__doc__ or "").strip()
        _REGISTRY[name] = Check(name, function, options, doc, frozenset(fields), frozenset(messages))
        return function

    return register
