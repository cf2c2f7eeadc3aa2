"""How far the work is, for whoever listens: the stages say it, and it changes nothing of what they give.

Nobody listens unless the command line is asked to by a terminal or by ``--verbose``; a step costs next to nothing then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol, TypeVar

T = TypeVar("T")


class Listener(Protocol):
    """What is told: the report that is begun, each step of a stage, and facts worth a line."""

    def begin(self, report: str) -> None: ...
    def step(self, stage: str, done: int, total: int) -> None: ...
    def tell(self, fact: str) -> None: ...


_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener | None) -> Iterator[None]:
    """Tell a listener of all that is done within."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def begin(report: str) -> None:
    """Another report."""
    listener = _LISTENER.get()
    if listener is not None:
        listener.begin(report)


def step(stage: str, done: int = 0, total: int = 0) -> None:
    """Part ``done`` of ``total`` of a stage is at hand; without numbers a stage that has no parts."""
    listener = _LISTENER.get()
    if listener is not None:
        listener.step(stage, done, total)


def steps(stage: str, items: Sequence[T]) -> Iterator[T]:
    """The items, with a step before each."""
    listener, total = _LISTENER.get(), len(items)
    if listener is None:
        yield from items
        return
    for done, item in enumerate(items, start=1):
        listener.step(stage, done, total)
        yield item


def tell(fact: Callable[[], str]) -> None:
    """A fact worth a line; it is put into words only where somebody listens."""
    listener = _LISTENER.get()
    if listener is not None:
        listener.tell(fact())
