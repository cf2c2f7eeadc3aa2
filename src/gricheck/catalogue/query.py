"""What a person means by ``GRI305-1``, ``303 2018``, ``11.1.2`` or ``en15``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gricheck.errors import UsageError
from gricheck.model.standard import DASHES, Catalogue, Disclosure, SectorReference, SectorTopic, Standard

Item = Standard | Disclosure | SectorTopic | SectorReference

_HYPHENS = dict.fromkeys(map(ord, DASHES + "_/"), "-")
_NOISE = re.compile(r"GRI|\b(?:DISCLOSURE|STANDARD)\b")
_YEAR = re.compile(r"[\s:(,-]+(20\d\d)\W*$")
_G4 = re.compile(r"(?:G4[-\s]*)?(EC|EN|LA|HR|SO|PR)[-\s]*(\d+)\b|G4[-\s]*(\d+|DMA)\b")
_DOTTED = re.compile(r"\d+\.\d+(?:\.\d+)?(?![\d.])")
_CODE = re.compile(r"(\d{1,3})\s*[-.\s]\s*(\d{1,2})(?!\d)")
_NUMBER = re.compile(r"(G4|\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Query:
    """A query in the catalogue's own spelling: ``name`` as codes and numbers are written, ``edition`` if named."""

    name: str
    edition: int | None


def parse(text: str) -> Query:
    """Forgive case, spaces, dashes, dots and the word GRI; what follows a code (``305-1-a``, a title) is ignored."""
    plain = _NOISE.sub(" ", text.upper().translate(_HYPHENS)).strip(" -")
    year = _YEAR.search(plain)
    return Query(_spelling(plain[: year.start()] if year else plain), int(year[1]) if year else None)


def find(catalogue: Catalogue, text: str) -> tuple[Item, ...]:
    """All that bears the name, oldest edition first; ``UsageError`` with the nearest names where nothing does."""
    if catalogue.forms is not None:
        return _find_formed(catalogue, text)
    query = parse(text)
    found = _lookup(catalogue, query.name)
    if not found:
        nearest = _nearest(catalogue, query)
        raise UsageError(f"{text.strip()!r} is no standard, disclosure or sector line known here; {nearest}")
    years = {item.edition for item in found if isinstance(item, Standard | Disclosure)}
    if query.edition is None or not years:
        return found
    if query.edition not in years:
        known = ", ".join(map(str, sorted(years)))
        raise UsageError(f"{text.strip()!r}: there is no such edition; {query.name} is known of {known}")
    return tuple(item for item in found if isinstance(item, Standard | Disclosure) and item.edition == query.edition)


def _find_formed(catalogue: Catalogue, text: str) -> tuple[Item, ...]:
    """The disclosure or standard of another framework, whatever the case, the dashes and the words before a code."""
    forms = catalogue.forms
    known: dict[str, tuple[Item, ...]] = {_bare(s.number): (s,) for s in catalogue.standards}
    known |= {_bare(code): tuple(found) for code, found in catalogue.by_code.items()}
    known |= {_bare(spelling): catalogue.by_code[code] for spelling, code in (forms.also if forms else {}).items()}
    asked = _bare(text)
    for prefix in sorted(forms.prefixes if forms else (), key=len, reverse=True):
        if asked not in known:
            asked = asked.removeprefix(_bare(prefix))
    if asked in known:
        return known[asked]
    from difflib import get_close_matches

    names = {_bare(name): name for name in [*catalogue.by_code, *(s.number for s in catalogue.standards)]}
    near = [names[name] for name in get_close_matches(asked, list(names), n=3, cutoff=0.5)]
    hint = f"did you mean {' or '.join(near)}?" if near else "without a name all standards are listed"
    raise UsageError(f"{text.strip()!r} is no standard or disclosure of {catalogue.framework}; {hint}")


def _bare(text: str) -> str:
    """A name for comparing: without spaces and case, every dash the same."""
    return "".join(text.translate(_HYPHENS).upper().split())


def _spelling(plain: str) -> str:
    """The name as the catalogue writes it; text that looks like none of its names is left as it is."""
    if found := _G4.match(plain):
        return f"G4-{found[1] or ''}{found[2] or found[3]}"
    if found := _DOTTED.match(plain):
        return found[0]
    if found := _CODE.match(plain):
        return f"{found[1]}-{found[2]}"
    if found := _NUMBER.match(plain):
        return f"GRI {found[1]}"
    return plain


def _lookup(catalogue: Catalogue, name: str) -> tuple[Item, ...]:
    topics = tuple(topic for standard in catalogue.standards for topic in standard.topics if topic.number == name)
    dashed = name.replace(".", "-")
    return catalogue.references.get(name) or topics or catalogue.by_code.get(dashed) or catalogue.editions(name)


def _nearest(catalogue: Catalogue, query: Query) -> str:
    """The disclosures or lines beside the one asked for, else the names that look like it."""
    from difflib import get_close_matches

    stem = re.sub(r"\d+$", "", query.name)
    known = [*dict.fromkeys([*catalogue.by_code, *catalogue.references])]
    beside = sorted((name for name in known if re.sub(r"\d+$", "", name) == stem), key=lambda name: (len(name), name))
    if beside:
        return f"there are {beside[0]} to {beside[-1]}" if len(beside) > 1 else f"there is only {beside[0]}"
    names = get_close_matches(query.name, [*known, *(s.number for s in catalogue.standards)], n=3, cutoff=0.6)
    if names:
        return f"did you mean {' or '.join(dict.fromkeys(names))}?"
    return "`gricheck standards` lists all standards"
