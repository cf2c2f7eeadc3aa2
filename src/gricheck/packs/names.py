"""Whether what a pack names exists, and what was probably meant where it does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    """Codes that no disclosure bears, or none of that edition."""
    for code in codes:
        editions = {d.edition for d in catalogue.by_code.get(code, ())}
        if not editions:
            yield place, f"no disclosure has the code {code!r}; {nearest(code, catalogue.by_code)}"
        elif edition is not None and edition not in editions:
            others = ", ".join(map(str, sorted(editions)))
            yield place, f"{code} has no edition {edition}; it has {others}: write one of them under edition:"


def reference_problem(reference: Reference, catalogue: Catalogue) -> str | None:
    """Standards of GRI must be in the catalogue, and a clause that is a code one of their disclosures."""
    if not reference.standard.startswith("GRI "):
        return None
    standard = catalogue.by_standard.get((reference.standard, reference.edition))
    if standard is None:
        editions = ", ".join(str(s.edition) for s in catalogue.editions(reference.standard)) or "none"
        return f"no {reference.standard} of {reference.edition} in the catalogue; editions there: {editions}"
    is_code = _CODE.fullmatch(reference.clause) and "-" in reference.clause
    if is_code and reference.clause not in {d.code for d in standard.disclosures}:
        return f"{standard.citation} has no disclosure {reference.clause}; name the clause in words or mend the code"
    return None


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like one that is not, else those that are known."""
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    left = len(names) - _MOST_SHOWN
    return f"known: {', '.join(names[:_MOST_SHOWN])}{f' and {left} more' if left > 0 else ''}"
