"""``gri_standards/`` to ``Catalogue``.

A file says how far a fact can be trusted only where that is not high; ``Trusts`` resolves what the file, or one of its
disclosures, says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gricheck.bundle import load_bundled
from gricheck.errors import PackError
from gricheck.model.standard import (
    Catalogue,
    Disclosure,
    DisclosureKind,
    Requirement,
    SdgLink,
    SectorReference,
    SectorTopic,
    Standard,
    Successor,
    Trust,
)

Tree = Mapping[str, Any]

FOLDER = "gri_standards"
OVERALL = "catalogue.yaml"
_CODE = re.compile(r"(?:\d+-\d+|GRI \d+)\b")
_TRUST = {trust.value: trust for trust in Trust}
_KIND = {kind.value: kind for kind in DisclosureKind}


@cache
def load_catalogue() -> Catalogue:
    """The bundled catalogue. Standards stand in the order of their numbers, editions of one number oldest first."""
    trees = {path: located.tree for path, located in load_bundled(FOLDER).items()}
    return build(trees.pop(OVERALL), list(trees.values()))


def build(overall: Tree, files: list[Tree]) -> Catalogue:
    """A catalogue out of the parsed ``catalogue.yaml`` and the parsed files of the standards."""
    files = sorted(files, key=_order)
    titles = {(code, file["edition"]): item["title"] for file in files for code, item in _disclosures(file)}
    standards = tuple(_standard(file, titles) for file in files)
    return Catalogue(overall["version"], standards, overall["index_titles"])


@dataclass(frozen=True, slots=True)
class Trusts:
    """How far the facts of a file or disclosure can be trusted: ``named`` holds what is said, high where nothing is.

    A name is that of one fact (a requirement's letter, an SDG target, a language) or of a block of them
    (``requirements``); the fact's own name counts before its block's, and what a disclosure says before what its file
    says of all of them. ``heading.de`` is the standard's own title in German.
    """

    named: Mapping[str, Trust]
    outer: Mapping[str, Trust]

    def of(self, name: str, block: str) -> Trust:
        for said in (self.named, self.outer):
            found = said.get(name) or said.get(block)
            if found:
                return found
        return Trust.HIGH


def _named(tree: Tree) -> dict[str, Trust]:
    return {name: _TRUST[level] for level, names in tree.get("trust", {}).items() for name in names}


def _order(file: Tree) -> tuple[int, int, str]:
    """G4 first, then by number."""
    number = file["standard"].removeprefix("GRI ")
    return (int(number) if number.isdigit() else 0, file["edition"], number)


def _disclosures(file: Tree) -> list[tuple[str, Tree]]:
    return list(file.get("disclosures", {}).items())


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _standard(file: Tree, titles: Mapping[tuple[str, int], str]) -> Standard:
    named = _named(file)
    topics = tuple(_topic(topic, file["edition"], titles) for topic in file.get("topics", ()))
    own = [_disclosure(code, tree, file, named) for code, tree in _disclosures(file)]
    own += [_sector_disclosure(line, topic, file) for topic in file.get("topics", ()) for line in _own_lines(topic)]
    languages = file.get("titles", {})
    return Standard(
        number=file["standard"],
        edition=file["edition"],
        title=file["title"],
        series=file["series"],
        effective_from=_date(file.get("effective")),
        withdrawn_from=_date(file.get("withdrawn")),
        superseded_by=tuple((s["standard"], s["edition"]) for s in file.get("superseded_by", ())),
        disclosures=tuple(own),
        topics=topics,
        titles=languages,
        titles_trust={language: Trusts(named, {}).of(f"heading.{language}", "heading") for language in languages},
        note=file.get("note", ""),
    )


def _disclosure(code: str, tree: Tree, file: Tree, outer: Mapping[str, Trust]) -> Disclosure:
    trusts = Trusts(_named(tree), outer)
    withdrawn = _date(tree.get("withdrawn", file.get("withdrawn")))
    languages = tree.get("titles", {})
    return Disclosure(
        code=code,
        edition=file["edition"],
        standard=file["standard"],
        title=tree["title"],
        kind=_KIND[tree.get("kind", file.get("kind", "topic"))],
        effective_from=_date(file["effective"]),
        withdrawn_from=withdrawn,
        requirements=tuple(_requirement(c, words, trusts) for c, words in tree.get("requirements", {}).items()),
        sdgs=tuple(SdgLink(int(t.split(".")[0]), t, trusts.of(t, "sdgs")) for t in tree.get("sdgs", ())),
        titles=languages,
        successors=tuple(_successor(item, withdrawn, trusts) for item in tree.get("successors", ())),
        trust=trusts.of("title", "title"),
        titles_trust={language: trusts.of(language, "titles") for language in languages},
        note=tree.get("note", ""),
    )


def _requirement(clause: str, words: str | list[str], trusts: Trusts) -> Requirement:
    says, unit = (words, None) if isinstance(words, str) else words
    return Requirement(clause, says, unit, unit is not None, trusts.of(clause, "requirements"))


def _successor(item: Tree, withdrawn: date | None, trusts: Trusts) -> Successor:
    """``to: 2-6-b-i`` is clause b-i of 2-6."""
    to = item.get("to", "")
    trust = trusts.of(to or item["relation"], "successors")
    found = _CODE.match(to)
    code, clause = (found.group(), to[found.end() + 1 :] or None) if found else (None, None)
    return Successor(code, item.get("edition"), clause, item.get("relation", "replaced"), withdrawn, trust)


def _topic(tree: Tree, edition: int, titles: Mapping[tuple[str, int], str]) -> SectorTopic:
    version = tree.get("version", "original")
    trusts = Trusts(_named(tree), {})
    references = []
    for number, stands_for in tree["references"].items():
        own = isinstance(stands_for, str)
        code, year = (number, edition) if own else stands_for
        title = stands_for if own else _title(number, code, year, titles)
        kind = "additional" if own else "management" if code == "3-3" else "topic"
        trust = trusts.of(number, "references")
        references.append(SectorReference(number, title, kind, code, year, trust, version))
    return SectorTopic(tree["number"], tree["title"], tuple(references), version)


def _title(number: str, code: str, year: int, titles: Mapping[tuple[str, int], str]) -> str:
    if (code, year) not in titles:
        raise PackError(f"{FOLDER}: {number} stands for {code} of {year}, which no file has; mend one of the two")
    return titles[code, year]


def _own_lines(topic: Tree) -> list[tuple[str, str]]:
    return [(number, about) for number, about in topic["references"].items() if isinstance(about, str)]


def _sector_disclosure(line: tuple[str, str], topic: Tree, file: Tree) -> Disclosure:
    """A disclosure of the sector standard's own, which has a number but no official title."""
    number, about = line
    return Disclosure(
        code=number,
        edition=file["edition"],
        standard=file["standard"],
        title="",
        kind=DisclosureKind.SECTOR,
        effective_from=_date(topic.get("effective", file["effective"])),
        trust=Trusts(_named(topic), {}).of(number, "references"),
        note=about,
    )
