"""What the lives of rules mean for one call: previews that run, and notes on rules that will go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from gricheck.cli.group import say

if TYPE_CHECKING:
    from gricheck.config import Config
    from gricheck.pipeline import Kit


def with_previews(kit: Kit, config: Config, select: Iterable[str], ignore: Iterable[str], preview: bool) -> Kit:
    """The kit with the previews that the user asks for. Deprecated rules that he names are told on stderr."""
    from gricheck.packs.life import deprecations, previews

    selected = [*(_words(select) or config.select)]
    for note in deprecations(kit.packs, {*selected, *_words(ignore), *config.ignore, *config.severity}):
        say(note)
    return replace(kit, previews=previews(kit.packs, selected, preview or config.preview))


def _words(values: Iterable[str]) -> list[str]:
    return [word.strip() for value in values for word in value.split(",")]
