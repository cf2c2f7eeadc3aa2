"""Parsed files of one pack to frozen types. The schema has vouched for their form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gricheck.model.index import Level
from gricheck.model.rule import (
    ClaimRequirement,
    ClaimSpec,
    Example,
    Expectation,
    OmissionReason,
    OptionValue,
    Reference,
    Rule,
    RulePack,
    RuleStatus,
    Severity,
    Words,
)
from gricheck.model.standard import Catalogue
from gricheck.packs.framework import FRAMEWORK_FILE, build_framework
from gricheck.packs.spans import expand_codes
from gricheck.yamlio import Located, Place

Tree = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Built:
    """A pack with where each of its things was written, for the errors that only a look across packs can find.

    ``rules`` gives each rule's file and place, in the order of ``pack.rules``. ``unread`` are ids of rules that are
    written there and could not be read, so that nobody calls them unknown.
    """

    pack: RulePack
    head: Located
    rules: tuple[tuple[Located, Place], ...]
    unread: frozenset[str] = frozenset()


def build_pack(files: Mapping[str, Located], without: Collection[tuple[str, Place]] = ()) -> Built:
    """One pack out of its ``pack.yaml`` and its families, in the order of the files' names.

    ``without`` names the rules, by file and place, whose form is wrong.
    """
    head, facts = files["pack.yaml"], files.get(FRAMEWORK_FILE)
    catalogue = build_framework(facts, head.tree["id"]) if facts else None
    rules: list[Rule] = []
    places: list[tuple[Located, Place]] = []
    for name, located in sorted(files.items()):
        if located is head or located is facts:
            continue
        for number, tree in enumerate(located.tree["rules"]):
            place: Place = ("rules", number)
            if (name, place) in without:
                continue
            rules.append(_rule(tree, head.tree["id"], located, place))
            places.append((located, place))
    return Built(_pack(head, rules, catalogue), head, tuple(places))


def span_problems(tree: Any) -> Iterator[tuple[Place, str]]:
    """The lists of codes in a ``pack.yaml`` whose spans cannot be written out, as places and sentences."""
    for number, claim in enumerate(tree.get("claims", ())):
        for part in ("expects", "requirements"):
            for index, item in enumerate(claim.get(part, ())):
                try:
                    expand_codes(item.get("codes", ()))
                except ValueError as error:
                    yield ("claims", number, part, index, "codes"), str(error)


def _expand(codes: Iterable[str], located: Located, place: Place) -> tuple[str, ...]:
    try:
        return expand_codes(codes)
    except ValueError as error:
        raise located.error(place, str(error)) from None


def _pack(head: Located, rules: Iterable[Rule], catalogue: Catalogue | None) -> RulePack:
    tree = head.tree
    return RulePack(
        id=tree["id"],
        version=tree["version"],
        title=tree["title"],
        rules=tuple(rules),
        claims=tuple(_claim(c, tree, head, ("claims", n)) for n, c in enumerate(tree.get("claims", ()))),
        includes=tuple(tree.get("includes", ())),
        tombstones=dict(tree.get("removed", {})),
        path=head.path,
        catalogue=catalogue,
        words=_words(tree.get("words", {})),
    )


def _words(tree: Tree) -> Words:
    return Words(
        index_title=tuple(tree.get("index_title", ())),
        columns={role: tuple(words) for role, words in tree.get("columns", {}).items()},
        reasons={key: tuple(words) for key, words in tree.get("reasons", {}).items()},
    )


def _rule(tree: Tree, pack: str, located: Located, place: Place) -> Rule:
    required = tree.get("severity_required")
    return Rule(
        id=tree["id"],
        pack=pack,
        name=tree["name"],
        family=located.tree["family"],
        severity=Severity(tree["severity"]),
        check=tree["check"],
        references=tuple(map(_reference, tree["references"])),
        messages=_templates(tree["messages"]),
        remedy=_joined(tree["remedy"]),
        why=_joined(tree["why"]),
        remedies=_templates(tree.get("remedies", {})),
        severity_required=Severity(required) if required else None,
        options={name: _option(value) for name, value in tree.get("options", {}).items()},
        claims=tuple(map(Level, tree.get("claims", ()))),
        editions=tuple(tree.get("editions", ())),
        status=RuleStatus(tree.get("status", RuleStatus.STABLE)),
        since=tree.get("since", "0.1.0"),
        replaced_by=tree.get("replaced_by"),
        aliases=tuple(tree.get("aliases", ())),
        examples=tuple(_examples(tree["examples"], located, (*place, "examples"))),
        path=located.path,
        line=located.line(place),
    )


def _claim(tree: Tree, pack: Tree, located: Located, place: Place) -> ClaimSpec:
    edition = tree["edition"]
    expects = tuple(
        Expectation(
            codes=_expand(item["codes"], located, (*place, "expects", number, "codes")),
            edition=item.get("edition", edition),
            omission=item["omission"],
            trust=item["trust"],
            omission_trust=item.get("omission_trust", item["trust"]),
            optional=item.get("optional", False),
        )
        for number, item in enumerate(tree.get("expects", ()))
    )
    return ClaimSpec(
        level=Level(tree["level"]),
        edition=edition,
        label=tree["label"],
        wording=_joined(tree["wording"]),
        period=tree.get("period", ""),
        expects=expects,
        requirements=tuple(
            _requirement(item, located, (*place, "requirements", number))
            for number, item in enumerate(tree.get("requirements", ()))
        ),
        omission_reasons=tuple(
            OmissionReason(**reason) for reason in tree.get("omission_reasons", pack.get("omission_reasons", ()))
        ),
        omission_trust=tree.get("omission_trust", "high"),
        prescribed=tuple(tree.get("prescribed", ())),
        foundation=tree.get("foundation", pack.get("foundation", "")),
        implied=tree.get("implied", False),
    )


def _requirement(tree: Tree, located: Located, place: Place) -> ClaimRequirement:
    return ClaimRequirement(
        id=tree["id"],
        text=_joined(tree["text"]),
        reference=_reference(tree["reference"]),
        rules=tuple(tree.get("rules", ())),
        codes=_expand(tree.get("codes", ()), located, (*place, "codes")),
        undecidable=_joined(tree["undecidable"]) if "undecidable" in tree else None,
        shown_by=tuple(tree.get("shown_by", ())),
    )


def _examples(tree: Tree, located: Located, place: Place) -> Iterable[Example]:
    for outcome, examples in tree.items():
        for number, data in enumerate(examples):
            yield Example(outcome, data, located.line((*place, outcome, number)))


def _reference(tree: Tree) -> Reference:
    return Reference(tree["standard"], tree["edition"], tree["clause"], tuple(map(Level, tree.get("claims", ()))))


def _templates(tree: Tree) -> dict[str, str]:
    return {key: _joined(text) for key, text in tree.items()}


def _joined(text: str) -> str:
    """Text that was written over several lines, on one."""
    return " ".join(text.split())


def _option(value: Any) -> OptionValue:
    return tuple(value) if isinstance(value, list) else value
