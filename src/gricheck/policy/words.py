"""The words by which a user names rules and disclosures, and what they stand for.

A word is tried as a rule's id or alias, as a family of rules, as a pattern of ids, and then as a disclosure: its code,
a requirement of it, a pattern of codes, or ``report`` for what is about the report as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase

from gricheck.config import OFF
from gricheck.errors import UsageError
from gricheck.model.rule import RulePack, Severity
from gricheck.model.standard import Catalogue

LEVELS = (*(severity.value for severity in Severity), OFF)
"""What a rule's severity may be set to."""

REPORT = "report"
"""The word for findings that are about no disclosure."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Words, told apart: rules by id, disclosures as written."""

    rules: frozenset[str] = frozenset()
    disclosures: tuple[str, ...] = ()


def resolve(words: Iterable[str], packs: Sequence[RulePack]) -> tuple[str, ...]:
    """Rule ids for ids, aliases, families and patterns (``location-*``). UsageError, with the nearest, for a word that
    names no rule."""
    found: dict[str, None] = {}
    for word in words:
        rules = _rules(word, packs)
        if not rules:
            raise UsageError(_unknown(word, packs, ()))
        found.update(dict.fromkeys(rules))
    return tuple(found)


def choose(words: Iterable[str], packs: Sequence[RulePack], catalogue: Catalogue | None) -> Choice:
    """Rules and disclosures. UsageError, with the nearest name, for a word that is neither."""
    rules: set[str] = set()
    disclosures: list[str] = []
    for word in words:
        if found := _rules(word, packs):
            rules.update(found)
        elif word == REPORT or any(fnmatchcase(code, word) for code in _codes(catalogue)):
            disclosures.append(word)
        else:
            raise UsageError(_unknown(word, packs, _codes(catalogue)))
    return Choice(frozenset(rules), tuple(dict.fromkeys(disclosures)))


def levels(layers: Iterable[Mapping[str, str]], packs: Sequence[RulePack]) -> dict[str, str]:
    """The level of each rule that is named: a later layer wins; within one, an id over a pattern over a family."""
    found: dict[str, str] = {}
    for layer in layers:
        for word in sorted(layer, key=lambda w: _narrowness(w, packs)):  # stable: of two patterns, the later wins
            if layer[word] not in LEVELS:
                raise UsageError(f"severity of {word}: {layer[word]!r} is none of {', '.join(LEVELS)}")
            found.update(dict.fromkeys(_rules(word, packs) or resolve([word], packs), layer[word]))
    return found


def is_about(word: str, disclosure: str | None, requirement: str | None) -> bool:
    """Whether a disclosure word names what a finding is about. A code names its requirements too, a requirement those
    below it."""
    if disclosure is None:
        return word == REPORT
    return any(fnmatchcase(name, word) for name in (disclosure, *_above(disclosure, requirement or "")))


def _above(disclosure: str, requirement: str) -> tuple[str, ...]:
    """A requirement and those that it is part of: ``2-7-b`` and ``2-7-b-ii``."""
    clauses = requirement.removeprefix(f"{disclosure}-").split("-") if requirement else []
    return tuple("-".join((disclosure, *clauses[: place + 1])) for place in range(len(clauses)))


def _rules(word: str, packs: Sequence[RulePack]) -> tuple[str, ...]:
    names, families = _names(packs), _families(packs)
    if word in names:
        return (names[word],)
    if word in families:
        return families[word]
    return tuple(dict.fromkeys(rule for name, rule in names.items() if fnmatchcase(name, word)))


def _names(packs: Sequence[RulePack]) -> dict[str, str]:
    """Ids and aliases to ids."""
    return {name: rule.id for pack in packs for rule in pack.rules for name in (rule.id, *rule.aliases)}


def _families(packs: Sequence[RulePack]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for rule in (rule for pack in packs for rule in pack.rules):
        found[rule.family] = (*found.get(rule.family, ()), rule.id)
    return found


def _narrowness(word: str, packs: Sequence[RulePack]) -> int:
    return 2 if word in _names(packs) else 0 if word in _families(packs) else 1


def _codes(catalogue: Catalogue | None) -> tuple[str, ...]:
    """Every disclosure, line of a sector standard and requirement."""
    if catalogue is None:
        return ()
    clauses = (f"{d.code}-{r.clause}" for d in catalogue.by_key.values() for r in d.requirements)
    return tuple(dict.fromkeys((*catalogue.by_code, *catalogue.by_reference, *clauses)))


def _unknown(word: str, packs: Sequence[RulePack], codes: Sequence[str]) -> str:
    for pack in packs:
        if word in pack.tombstones:
            return f"rule {word!r} was removed: {pack.tombstones[word]}"
    kinds = "rule, family of rules or disclosure" if codes else "rule or family of rules"
    return f"no {kinds} is called {word!r}; {_hint(word, (*_names(packs), *_families(packs)), codes)}"


def _hint(word: str, names: Sequence[str], codes: Sequence[str]) -> str:
    if any(code.startswith(f"{word}-") for code in codes):
        return f"did you mean '{word}-*'?"
    folded = {name.casefold(): name for name in reversed((*names, *codes))}
    near = get_close_matches(word.casefold(), list(folded), n=1)
    lists = "`gricheck rules` lists the rules" + (", `gricheck standards` the disclosures" if codes else "")
    return f"did you mean {folded[near[0]]!r}?" if near else lists
