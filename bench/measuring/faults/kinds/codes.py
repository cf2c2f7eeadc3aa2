"""Faults of codes and titles."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from gricheck.model.standard import Catalogue, Disclosure
from measuring.faults.draft import Draft, Entry
from measuring.faults.kinds.choose import is_located, some_row, variants
from measuring.faults.registry import Fault, kind


@kind("code-misprint")
def code_that_does_not_exist(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """412-3 printed as 413-3: the title says what is meant."""
    place = some_row(draft, random)
    if place is None:
        return None
    code = _unused(draft.entry(place).code, random, catalogue)
    return Fault(draft.with_entry(place, code=code), (draft.entry(place).code,)) if code else None


@kind("code-misprint")
def code_of_an_unlisted_disclosure(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The code of another disclosure of the same standard, which the index does not list."""
    place = some_row(draft, random, lambda entry: is_located(entry) and bool(_siblings(draft, entry, catalogue)))
    if place is None:
        return None
    entry = draft.entry(place)
    other = random.choice(_siblings(draft, entry, catalogue))
    return Fault(draft.with_entry(place, code=other.code), (entry.code,))


@kind("code-unknown")
def own_indicator_under_a_free_number(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A row of the organization's own under a number that its standard does not have."""
    place = some_row(draft, random)
    if place is None:
        return None
    return _own_row(draft, place, _unused(draft.entry(place).code, random, catalogue), random)


@kind("title-of-other")
def title_of_the_next_row(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Copied from the row below."""
    rows = draft.entries(is_located)
    places = [i for i in rows if i + 1 in rows and not _are_kin(draft.entry(i), draft.entry(i + 1), catalogue)]
    if not places:
        return None
    place = random.choice(places)
    below = draft.entry(place + 1)
    return Fault(draft.with_entry(place, title=below.title), (draft.entry(place).code,))


@kind("title-mismatch")
def title_of_its_own(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """No standard has such a title."""
    place = some_row(draft, random)
    if place is None or draft.language != "en" or draft.edition == 2013:  # the titles of G4 are not surely known
        return None
    return Fault(draft.with_entry(place, title=random.choice(variants("own_titles"))), (draft.entry(place).code,))


def _unused(code: str, random: Random, catalogue: Catalogue) -> str:
    """A number just behind the last of its standard."""
    standard = code.rpartition("-")[0]
    numbers = [int(c.rpartition("-")[2]) for c in catalogue.by_code if _is_of(c, standard)]
    if not numbers or standard == "G4":
        return "G4-" + str(random.randint(59, 65)) if standard == "G4" else ""
    return f"{standard}-{max(numbers) + random.randint(1, 3)}"


def _is_of(code: str, standard: str) -> bool:
    head, _, number = code.rpartition("-")
    return head == standard and number.isdigit()


def _siblings(draft: Draft, entry: Entry, catalogue: Catalogue) -> list[Disclosure]:
    own = catalogue.get(entry.code, entry.edition)
    standard = catalogue.by_standard.get((own.standard, own.edition)) if own else None
    listed = draft.codes()
    return [d for d in standard.disclosures if d.code not in listed and d.title] if standard else []


def _own_row(draft: Draft, place: int, code: str, random: Random) -> Fault | None:
    if not code:
        return None
    row = replace(draft.entry(place), code=code, title=random.choice(variants("own_titles")), sdgs="", reference="")
    return Fault(draft.inserted(place + 1, row), (code,))


def _are_kin(a: Entry, b: Entry, catalogue: Catalogue) -> bool:
    """Whether one of two codes took over what another edition has under the other: the title may be of that edition."""
    found = (catalogue.get(entry.code, entry.edition) for entry in (a, b))
    return any(s.code in (a.code, b.code) for d in found if d for s in d.successors)
