"""Parsed files of one pack to frozen types. The schema has vouched for their form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
)
from gricheck.yamlio import Located, Place

Tree = Mapping[str, Any]

_SPAN = re.compile(r"(?P<stem>.*?)(?P<first>\d+)\.\.(?P<again>.*?)(?P<last>\d+)")


@dataclass(frozen=True, slots=True)
class Built:
    """A pack with where each of its things was written, for the errors that only a look across packs can find.

    ``rules`` gives each rule's file and place, in the order of ``pack.rules``.
    """

    pack: RulePack
    head: Located
    rules: tuple[tuple[Located, Place], ...]


def build_pack(files: Mapping[str, Located]) -> Built:
    """One pack out of its ``pack.yaml`` and its families, in the order of the files' names."""
    head = files["pack.yaml"]
    rules: list[Rule] = []
    places: list[tuple[Located, Place]] = []
    for _, located in sorted(files.items()):
        if located is head:
            continue
        for number, tree in enumerate(located.tree["rules"]):
            place: Place = ("rules", number)
            rules.append(_rule(tree, head.tree["id"], located, place))
            places.append((located, place))
    return Built(_pack(head, rules), head, tuple(places))


def expand_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """``102-1..102-13`` written out. ValueError for a span that runs backwards or over two standards."""
    found: list[str] = []
    for text in codes:
        span = _SPAN.fullmatch(text)
        if span is None and ".." not in text:
            found.append(text)
        elif span is None or span["stem"] != span["again"] or int(span["first"]) >= int(span["last"]):
            raise ValueError(f"{text!r} is no span of codes; write it as 102-1..102-13")
        else:
            found += (f"{span['stem']}{n}" for n in range(int(span["first"]), int(span["last"]) + 1))
    return tuple(dict.fromkeys(found))


def _expand(codes: Iterable[str], located: Located, place: Place) -> tuple[str, ...]:
    try:
        return expand_codes(codes)
    except ValueError as error:
        raise located.error(place, str(error)) from None


def _pack(head: Located, rules: Iterable[Rule]) -> RulePack:
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
        )
        for number, item in enumerate(tree.get("expects", ()))
    )
    return ClaimSpec(
        level=Level(tree["level"]),
        edition=edition,
        label=tree["label"],
        wording=_joined(tree["wording"]),
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
    return Reference(tree["standard"], tree["edition"], tree["clause"])


def _templates(tree: Tree) -> dict[str, str]:
    return {key: _joined(text) for key, text in tree.items()}


def _joined(text: str) -> str:
    """Text that was written over several lines, on one."""
    return " ".join(text.split())


def _option(value: Any) -> OptionValue:
    return tuple(value) if isinstance(value, list) else value
