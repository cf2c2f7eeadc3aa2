"""What the lives of rules mean for one call: previews that run, and notes on rules that will go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from gricheck.cli.telling import note

if TYPE_CHECKING:
    from gricheck.config import Config
    from gricheck.pipeline import Kit


def with_previews(kit: Kit, config: Config, select: Iterable[str], ignore: Iterable[str], preview: bool) -> Kit:
    """The kit with the previews that the user asks for. Deprecated rules that he names are told on stderr."""
    from gricheck.packs.life import deprecations, previews

    for message in deprecations(kit.packs, {*_words(select), *_words(ignore), *_configured(config)}):
        note(message)
    selected = [*(_words(select) or config.select), *(word for o in config.overrides for word in o.select or ())]
    return replace(kit, previews=previews(kit.packs, selected, preview or config.preview))


def _configured(config: Config) -> Iterator[str]:
    """Every word by which a configuration may name a rule."""
    yield from (*config.select, *config.ignore, *config.severity)
    yield from (waiver.rule for waiver in config.waivers)
    for override in config.overrides:
        yield from (*(override.select or ()), *(override.ignore or ()), *override.severity)


def _words(values: Iterable[str]) -> list[str]:
    return [word.strip() for value in values for word in value.split(",")]
