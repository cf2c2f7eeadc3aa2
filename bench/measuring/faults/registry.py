"""Kinds of faults: each is one function from a clean draft and a random place to a draft with one fault.

To add one: write it in the file of its family under ``kinds/``, with the rule that must find it. A kind whose rule no
pack has (yet) is *pending* and does not run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from gricheck.model.standard import Catalogue
from measuring.faults.draft import Draft
from measuring.faults.formats import FORMATS


@dataclass(frozen=True, slots=True)
class Fault:
    """A draft with one fault. A finding must name one of ``codes``; none: it is about the report as a whole."""

    draft: Draft
    codes: tuple[str, ...] = ()


Inject = Callable[[Draft, Random, Catalogue], Fault | None]
"""Puts the fault in, or gives None where this draft has no place for it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """``also``: rules that must speak up as well, because the one fault breaks what they ask for too."""

    name: str
    rule: str
    inject: Inject
    formats: tuple[str, ...]
    also: frozenset[str] = frozenset()


KINDS: dict[str, Kind] = {}


def kind(
    rule: str, *, formats: Iterable[str] = tuple(FORMATS), also: Iterable[str] = (), name: str = ""
) -> Callable[[Inject], Inject]:
    """Registers a kind under its function's name (or another) for the rule that must find it."""

    def register(inject: Inject) -> Inject:
        add(name or inject.__name__.replace("_", "-"), rule, inject, formats=formats, also=also)
        return inject

    return register


def add(
    name: str, rule: str, inject: Inject, *, formats: Iterable[str] = tuple(FORMATS), also: Iterable[str] = ()
) -> None:
    """Registers a kind made by a loop."""
    if name in KINDS:
        raise ValueError(f"two kinds of faults are called {name!r}")
    KINDS[name] = Kind(name, rule, inject, tuple(formats), frozenset(also))
