"""The words in which reports speak of what disclosures ask for: ``rules/vocabulary/evidence/`` as frozen data.

A *subject* is one matter that a report may speak of; a disclosure has one or several, and a subject serves the
disclosures of every edition. ``vocabulary`` knows the words of an index, this module those of the report's own text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from gricheck.model.standard import Disclosure
from gricheck.resources import EVIDENCE

EVERY_LANGUAGE = "any"
"""The language of names: initiatives, certificates, standards of assurance."""


@dataclass(frozen=True, eq=False)
class Unit:
    """A kind of quantity: the catalogue's units that it stands for and the ways in which it is written.

    ``measured`` kinds have units of their own, which stand nowhere else (tCO2e, GJ); the others are all over a report.
    """

    of: tuple[str, ...]
    words: tuple[str, ...]
    measured: bool = False


@dataclass(frozen=True, eq=False)
class Lexicon:
    """``subjects`` maps a subject to its disclosures (``305-1``, or ``303-3:2018`` where the edition must be told),
    ``terms`` a language to the phrases of each subject, ``units`` a kind of quantity to how it is written, ``small`` a
    language to words of titles that say nothing. ``brief`` subjects need only a few words, in any wording, so that a
    page without their phrases may tell of them all the same.
    """

    subjects: Mapping[str, tuple[str, ...]]
    terms: Mapping[str, Mapping[str, tuple[str, ...]]]
    units: Mapping[str, Unit]
    small: Mapping[str, tuple[str, ...]]
    brief: frozenset[str]

    def subjects_of(self, disclosure: Disclosure) -> tuple[str, ...]:
        """The subjects that a disclosure is about; none where it is unknown here."""
        own = self._by_disclosure.get(f"{disclosure.code}:{disclosure.edition}", ())
        return own or self._by_disclosure.get(disclosure.code, ())

    def phrases(self, subject: str, languages: Iterable[str]) -> tuple[str, ...]:
        """The phrases of a subject in some languages, and the names that show it in all."""
        known = [self.terms.get(language, {}).get(subject, ()) for language in (*languages, EVERY_LANGUAGE)]
        return tuple(dict.fromkeys(phrase for phrases in known for phrase in phrases))

    def units_of(self, disclosure: Disclosure) -> tuple[str, ...]:
        """The kinds of quantity that a disclosure asks for."""
        asked = {requirement.unit for requirement in disclosure.requirements if requirement.unit}
        return tuple(kind for kind, unit in self.units.items() if not asked.isdisjoint(unit.of))

    @cached_property
    def _by_disclosure(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for subject, disclosures in self.subjects.items():
            for key in disclosures:
                found.setdefault(key, []).append(subject)
        return {key: tuple(subjects) for key, subjects in found.items()}


def _unit(tree: Mapping[str, Any]) -> Unit:
    return Unit(tuple(tree["of"]), tuple(tree["words"]), tree.get("measured", False))


@cache
def load_lexicon() -> Lexicon:
    """All bundled words. Raises PackError with ``path:line`` where a file is not YAML."""
    from gricheck.bundle import load_bundled

    files = {path: located.tree for path, located in load_bundled(EVIDENCE).items()}
    subjects = files.pop("subjects.yaml")
    units = files.pop("units.yaml")["units"]
    return Lexicon(
        subjects={subject: tuple(keys) for subject, keys in subjects["subjects"].items()},
        terms={tree["language"]: {s: tuple(p) for s, p in tree["terms"].items()} for tree in files.values()},
        units={kind: _unit(tree) for kind, tree in units.items()},
        small={tree["language"]: tuple(tree.get("small", ())) for tree in files.values()},
        brief=frozenset(subjects["brief"]),
    )
