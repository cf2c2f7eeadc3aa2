"""``framework.yaml`` to ``Catalogue``: the disclosures of a framework other than GRI's, as facts beside a pack's rules.

A disclosure is its title, or a mapping where there is more to say. One that has no official title says in our own
words what it is ``about``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gricheck.model.standard import Catalogue, CodeForms, Disclosure, DisclosureKind, Standard, Trust
from gricheck.packs.spans import expand_codes
from gricheck.yamlio import Located

FRAMEWORK_FILE = "framework.yaml"

Tree = Mapping[str, Any]


def build_framework(located: Located, pack: str) -> Catalogue:
    """The catalogue of a pack's framework. ``PackError`` for a code that stands there twice or a date that is none."""
    tree = located.tree
    try:
        standards = tuple(_standard(standard, tree) for standard in tree["standards"])
        forms = _forms(tree, [d.code for standard in standards for d in standard.disclosures])
    except ValueError as error:
        raise located.error((), str(error)) from None
    seen: set[str] = set()
    for number, standard in enumerate(tree["standards"]):
        for code in standard["disclosures"]:
            if code in seen:
                raise located.error(("standards", number, "disclosures", code), f"{code} stands in two standards")
            seen.add(code)
    return Catalogue(tree["version"], standards, dict(tree["index_titles"]), pack, forms)


def _standard(tree: Tree, framework: Tree) -> Standard:
    return Standard(
        number=tree["number"],
        edition=framework["edition"],
        title=tree["title"],
        series=framework["framework"],
        effective_from=_day(tree, framework, "effective"),
        withdrawn_from=_day(tree, framework, "withdrawn"),
        disclosures=tuple(_disclosures(tree, framework)),
        titles=dict(tree.get("titles", {})),
        note=tree.get("note", ""),
    )


def _disclosures(standard: Tree, framework: Tree) -> Iterator[Disclosure]:
    for code, given in standard["disclosures"].items():
        tree: Tree = {"title": given} if isinstance(given, str) else given
        titles = dict(tree.get("titles", {}))
        trust = Trust(tree.get("trust", standard.get("trust", framework.get("trust", Trust.HIGH))))
        yield Disclosure(
            code=code,
            edition=framework["edition"],
            standard=standard["number"],
            title=tree.get("title", ""),
            kind=DisclosureKind(tree.get("kind", standard.get("kind", DisclosureKind.TOPIC))),
            effective_from=_day(tree, standard, "effective") or _day(framework, {}, "effective"),
            withdrawn_from=_day(tree, standard, "withdrawn") or _day(framework, {}, "withdrawn"),
            titles=titles,
            trust=trust,
            titles_trust=dict.fromkeys(titles, trust),
            note=tree.get("about", ""),
        )


def _forms(tree: Tree, codes: list[str]) -> CodeForms:
    printed = tree.get("codes", {})
    known = frozenset(codes)
    guarded = frozenset(expand_codes(printed.get("behind_prefix", ())))
    also = {spelling: code for code, spellings in printed.get("also", {}).items() for spelling in spellings}
    for code in sorted((guarded | set(also.values())) - known):
        raise ValueError(f"codes: names {code}, which no standard of the framework has")
    lead = tuple(printed.get("under_heading", ()))
    return CodeForms(tuple(codes), tuple(printed.get("prefixes", ())), guarded, lead, also)


def _day(tree: Tree, outer: Tree, key: str) -> date | None:
    text = tree.get(key, outer.get(key))
    return date.fromisoformat(text) if text else None
