"""Whether what a pack names exists, and what was probably meant where it does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gricheck.errors import PackError
from gricheck.model.rule import Reference
from gricheck.model.standard import Catalogue
from gricheck.yamlio import Located, Place

Problem = tuple[Place, str]
"""A place and what is wrong there."""

_CODE = re.compile(r"(?:G4-)?[A-Z]*\d+(?:-\d+)?")
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at one place of one file; ``below`` is the place within the rule ``rule``, where it is in one."""

    located: Located
    place: Place
    message: str
    rule: str | None = None
    below: Place = ()

    def error(self) -> PackError:
        return self.located.error(self.place, self.message)


def unknown_codes(codes: Iterable[str], catalogue: Catalogue, place: Place, edition: int | None) -> Iterator[Problem]:
    """Codes that no disclosure bears, or none of that edition; those with the same other editions are told together."""
    others: dict[tuple[int, ...], list[str]] = {}
    for code in codes:
        editions = {d.edition for d in catalogue.by_code.get(code, ())}
        if not editions:
            yield place, f"no disclosure has the code {code!r}; {nearest(code, catalogue.by_code)}"
        elif edition is not None and edition not in editions:
            others.setdefault(tuple(sorted(editions)), []).append(code)
    for known, found in others.items():
        has = "has" if len(found) == 1 else "have"
        there = ", ".join(map(str, known))
        yield place, f"{_listed(found)} {has} no edition {edition}, only {there}; write one of these under edition:"


def reference_problem(reference: Reference, catalogue: Catalogue) -> str | None:
    """Standards of GRI must be in the catalogue, and a clause that is a code one of their disclosures."""
    if not reference.standard.startswith("GRI "):
        return None
    standard = catalogue.by_standard.get((reference.standard, reference.edition))
    if standard is None:
        editions = " or ".join(str(s.edition) for s in catalogue.editions(reference.standard))
        if editions:
            return f"{reference.standard} has no edition {reference.edition}; write {editions} under edition:"
        return f"no standard is called {reference.standard!r}; `gricheck standards` lists them all"
    is_code = _CODE.fullmatch(reference.clause) and "-" in reference.clause
    if is_code and reference.clause not in {d.code for d in standard.disclosures}:
        return f"{standard.citation} has no disclosure {reference.clause}; name the clause in words or mend the code"
    return None


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like one that is not, else those that are known."""
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known: {_listed(names)}"


def _listed(names: Sequence[str]) -> str:
    left = len(names) - _MOST_SHOWN
    return f"{', '.join(names[:_MOST_SHOWN])}{f' and {left} more' if left > 0 else ''}"
