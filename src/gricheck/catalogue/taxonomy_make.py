"""Makes a file of ``gri_standards/xbrl/`` out of GRI's taxonomy as it is published: ``make taxonomy ZIP=…``.

Only facts are taken: the names of the concepts that a report can be tagged with, and the disclosure and letter that the
taxonomy's own references give them. What a reference says and the standards do not have stops the making, unless it is
listed here as a misprint.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from gricheck.catalogue.load import load_catalogue
from gricheck.errors import GricheckError, PackError
from gricheck.model.standard import Disclosure
from gricheck.model.taxonomy import Concept

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MISPRINTS: Mapping[str, str | None] = {
    "2-6-b-iv": "b",  # 2-6-b has three parts in the standard
    "2-29-a-iv": "a",  # so has 2-29-a
    "3-1-a-iii": "a",  # 3-1-a has two
    "101-6-a-d": None,  # four letters at once
}
"""Clauses that the taxonomy refers to and the standards do not have, and what is taken in their place."""

LATER = r"https?://taxonomy\.globalreporting\.org/\S+"
"""The namespaces of releases that are not known yet: the one at hand bears no date, another may."""

_LINK = "{http://www.w3.org/1999/xlink}"
_OMISSION = re.compile(r"(?:ExplanationFor)?ReasonForOmission")

Reference = Mapping[str, str]
Parents = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Release:
    """What is taken out of the archive: ``names`` are the concepts that are not abstract, ``references`` all that a
    concept has, ``parents`` what it stands beneath wherever the taxonomy presents it."""

    day: str
    namespace: str
    names: tuple[str, ...]
    references: Mapping[str, Sequence[Reference]]
    parents: Parents


def main(arguments: Sequence[str]) -> int:
    """``python -m gricheck.catalogue.taxonomy_make TAXONOMY.zip FOLDER``: write ``FOLDER/gri-2025-06-23.yaml``."""
    if len(arguments) != 2:
        print("give the zip of GRI's taxonomy and the folder to write to: make taxonomy ZIP=…", file=sys.stderr)
        return 2
    archive, folder = map(Path, arguments)
    try:
        release = read_release(archive)
        file = folder / f"gri-{release.day}.yaml"
        file.write_text(written(release), encoding="utf-8")
    except (GricheckError, OSError, BadZipFile) as error:
        print(f"{archive}: {error}; give the zip as GRI publishes it: make taxonomy ZIP=…", file=sys.stderr)
        return 2
    print(file)
    return 0


def read_release(path: Path) -> Release:
    """The facts of an archive. PackError where it lacks one of the files that a taxonomy of GRI's has."""
    with ZipFile(path) as archive:
        core, references = (_one(archive, name) for name in (r"core/gri_srs_core_.*\.xsd", r"linkbases/ref_gri_srs_.*"))
        package = _one(archive, r"META-INF/taxonomyPackage\.xml")
        shown = [_parsed(archive, name) for name in archive.namelist() if "/linkbases/pre_gri_" in name]
    elements = [e for e in core.iter("{*}element") if e.get("abstract") == "false"]
    return Release(
        day=str(next(package.iter("{*}publicationDate")).text).strip(),
        namespace=str(core.get("targetNamespace")),
        names=tuple(sorted(str(element.get("name")) for element in elements)),
        references=_references(references),
        parents=_parents(shown),
    )


def written(release: Release) -> str:
    """The file as YAML, every concept on a line of its own."""
    known = {name: concept_of(name, release) for name in release.names}
    lines = [
        "# Made by `make taxonomy`; ../SOURCES.md says what is corrected.",
        f'release: "{release.day}"',
        f"namespace: {release.namespace}",
        f"later: '{LATER}'",
    ]
    for block, omission in (("reported", False), ("omitted", True)):
        lines += [f"{block}:", *_block({name: c for name, c in known.items() if c.code and c.omission is omission})]
    lines += ["others:", *(f"- {name}" for name, concept in known.items() if not concept.code)]
    return "\n".join([*lines, ""])


def concept_of(name: str, release: Release) -> Concept:
    """What a concept reports on: by its own reference, else by that of what it stands beneath.

    A concept for an omission stands beneath what is omitted, and so has its letter too.
    """
    omission = _OMISSION.match(name) is not None
    own = _told(release.references.get(name, ()), release.day)
    if own is None and name not in release.references:
        above = _above(name, release)
        own = above if omission or above is None else replace(above, clause=None)
    return replace(own or Concept(), omission=omission)


def _above(name: str, release: Release) -> Concept | None:
    """What the nearest concepts above one report on, if they agree on the disclosure."""
    level, seen = set(release.parents.get(name, ())), set[str]()
    while level:
        told = {_told(release.references.get(one, ()), release.day) for one in level} - {None}
        if told:
            return _agreed(told)
        seen |= level
        level = {parent for one in level for parent in release.parents.get(one, ())} - seen
    return None


def _agreed(told: Collection[Concept | None]) -> Concept | None:
    """The one thing that is told, without a letter where only the disclosure is the same."""
    if len(told) == 1:
        return next(iter(told))
    keys = {(one.code, one.edition) for one in told if one}
    return Concept(*keys.pop()) if len(keys) == 1 else None


def _told(references: Sequence[Reference], day: str) -> Concept | None:
    """The disclosure and letter of a concept's references; None where they name none."""
    found = {_referred(one, day) for one in references if re.fullmatch(r"\d+-\d+", one["Number"])}
    if len({(one.code, one.edition) for one in found}) > 1:
        raise PackError(
            f"{sorted(map(str, found))}: one concept of two disclosures; taxonomy_make.py knows no such case"
        )
    return next(iter(sorted(found, key=lambda one: one.clause or "")), None)


def _referred(reference: Reference, day: str) -> Concept:
    disclosure = _disclosure(reference["Number"], reference["Name"], date.fromisoformat(day))
    parts = (reference.get("Paragraph", ""), reference.get("Subparagraph", ""))
    clause: str | None = "-".join(part for part in parts if part)
    if not clause or clause[0].isdigit():  # a number is a compilation requirement, which has no letter
        return Concept(disclosure.code, disclosure.edition)
    known = {requirement.clause for requirement in disclosure.requirements}
    if (misprint := f"{disclosure.code}-{clause}") in MISPRINTS:
        clause = MISPRINTS[misprint]
    elif clause not in known and not any(other.startswith(f"{clause}-") for other in known):
        raise PackError(f"the standards have no {misprint}; mend gri_standards/, or list it as a misprint")
    return Concept(disclosure.code, disclosure.edition, clause)


def _disclosure(code: str, name: str, day: date) -> Disclosure:
    """The disclosure of the edition in effect on a day; of two (306-3) the one whose title stands in the name."""
    owners = load_catalogue().by_code.get(code, ())
    current = [one for one in owners if one.withdrawn_from is None or one.withdrawn_from > day]
    fitting = [one for one in current if one.title in name] if len(current) > 1 else current
    if len(fitting) != 1:
        raise PackError(f"{name!r} is no disclosure of gri_standards/ in effect on {day}; mend the catalogue first")
    return fitting[0]


def _block(concepts: Mapping[str, Concept]) -> Iterator[str]:
    """Concepts under their disclosures, in the order of the catalogue."""
    by_key: dict[tuple[str, int], list[str]] = defaultdict(list)
    for name, concept in concepts.items():
        if concept.code is not None and concept.edition is not None:
            by_key[concept.code, concept.edition].append(f"    {name}: {concept.clause or chr(34) * 2}")
    order = {key: place for place, key in enumerate(load_catalogue().by_key)}
    for code, edition in sorted(by_key, key=order.__getitem__):
        yield f"  {code}:{edition}:"
        yield from by_key[code, edition]


def _one(archive: ZipFile, pattern: str) -> Element:
    names = [name for name in archive.namelist() if re.search(rf"/{pattern}$", name)]
    if len(names) != 1:
        raise PackError(
            f"{len(names)} files are like {pattern}; give the zip of a taxonomy of GRI's as it is published"
        )
    return _parsed(archive, names[0])


def _parsed(archive: ZipFile, name: str) -> Element:
    from lxml import etree

    return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


def _references(root: Element) -> dict[str, list[Reference]]:
    """Concept to its references, each by the parts that it has."""
    resources = {one.get(f"{_LINK}label"): _parts(one) for one in root.iter("{*}reference")}
    found: dict[str, list[Reference]] = defaultdict(list)
    named = _named(root)
    for arc in root.iter("{*}referenceArc"):
        found[named[arc.get(f"{_LINK}from")]].append(resources[arc.get(f"{_LINK}to")])
    return dict(found)


def _parts(reference: Element) -> Reference:
    return {str(part.tag).rpartition("}")[2]: " ".join((part.text or "").split()) for part in reference}


def _parents(roots: Sequence[Element]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for root in roots:
        for link in root.iter("{*}presentationLink"):
            named = _named(link)
            for arc in link.iter("{*}presentationArc"):
                found[named[arc.get(f"{_LINK}to")]].append(named[arc.get(f"{_LINK}from")])
    return dict(found)


def _named(root: Element) -> dict[str | None, str]:
    """The labels of locators to the names of the concepts they lead to."""
    locators = root.iter("{*}loc")
    return {one.get(f"{_LINK}label"): str(one.get(f"{_LINK}href")).rpartition("#gri_")[2] for one in locators}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
