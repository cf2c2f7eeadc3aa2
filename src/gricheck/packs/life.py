"""Where rules stand in their lives: which previews run, and which of the rules that a user names will go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from gricheck.model.rule import Rule, RulePack, RuleStatus


def previews(packs: Iterable[RulePack], selected: Collection[str] = (), every: bool = False) -> frozenset[str]:
    """The ids of the previews that run: all where asked for, else those that are selected by their own id or alias.

    A pattern selects among the rules that run, and so no preview.
    """
    found = (rule for pack in packs for rule in pack.rules if rule.status is RuleStatus.PREVIEW)
    return frozenset(rule.id for rule in found if every or not _names(rule).isdisjoint(selected))


def deprecations(packs: Sequence[RulePack], named: Collection[str]) -> Iterator[str]:
    """A note on each deprecated rule that is named by its id or alias."""
    for pack in packs:
        for rule in pack.rules:
            if rule.status is RuleStatus.DEPRECATED and not _names(rule).isdisjoint(named):
                yield f"rule {rule.id!r} is deprecated and will be removed; use {rule.replaced_by!r} instead"


def _names(rule: Rule) -> set[str]:
    return {rule.id, *rule.aliases}
