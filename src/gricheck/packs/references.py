"""What one pack says of another, of the checks and of the catalogue: every name in it must name something."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_type_hints

from gricheck.model.rule import OptionValue, Reference, Rule
from gricheck.model.run import Check
from gricheck.model.standard import Catalogue
from gricheck.packs.build import Built
from gricheck.yamlio import Place

_FIELD = re.compile(r"\{(\w+)\}")
_OUTCOMES = ("fail", "review")
_KINDS = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple[str, ...]: "a list of texts",
}

Problem = tuple[Place, str]


def check_references(built: Sequence[Built], checks: Mapping[str, Check], catalogue: Catalogue) -> None:
    """Raise the first ``PackError`` over all packs; see the functions below for what is looked at."""
    _unique_packs(built)
    _unique_rules(built)
    for item in built:
        for place, message in _pack_problems(item, built, catalogue):
            raise item.head.error(place, message)
        for rule, (located, place) in zip(item.pack.rules, item.rules, strict=True):
            for below, message in rule_problems(rule, located.tree["rules"][place[1]], checks, catalogue):
                raise located.error((*place, *below), f"rule {rule.id!r}: {message}")


def rule_problems(
    rule: Rule, tree: Mapping[str, Any], checks: Mapping[str, Check], catalogue: Catalogue
) -> Iterator[Problem]:
    """What is wrong in one rule, as a place below it and a sentence."""
    check = checks.get(rule.check)
    if check is None:
        yield ("check",), f"no check is called {rule.check!r}; {_nearest(rule.check, checks)}"
        return
    yield from _option_problems(rule, check, catalogue)
    yield from _message_problems(rule, check)
    yield from _template_problems(rule, check)
    for number, reference in enumerate(rule.references):
        if problem := _reference_problem(reference, catalogue):
            yield ("references", number), problem
    for outcome in ("pass", "fail" if "fail" in rule.messages else "review"):
        if not any(example.outcome == outcome for example in rule.examples):
            yield ("examples",), f"it has no example that must {outcome}; add one under examples: {outcome}:"
    if rule.status.value == "removed":
        yield ("status",), "a removed rule is not kept; delete it and name it under removed: in pack.yaml"
    yield from _example_problems(tree.get("examples", {}), catalogue)


def _unique_packs(built: Iterable[Built]) -> None:
    packs: dict[str, Built] = {}
    claims: dict[tuple[str, int], Built] = {}
    for item in built:
        first = packs.setdefault(item.pack.id, item)
        if first is not item:
            raise item.head.error(("id",), f"{first.head.path} is called {item.pack.id!r} already; choose another id")
        for number, claim in enumerate(item.pack.claims):
            first = claims.setdefault((claim.level, claim.edition), item)
            if first is not item or claim in item.pack.claims[:number]:
                what = f"the claim {claim.level} {claim.edition}"
                raise item.head.error(
                    ("claims", number), f"{first.head.path} describes {what} already; keep one of the two"
                )


def _unique_rules(built: Iterable[Built]) -> None:
    """No two rules share an id or alias, and none takes that of a removed one."""
    owners: dict[str, str] = {}
    for item in built:
        for name in item.pack.tombstones:
            owners.setdefault(name, f"the removed rule in {item.head.path}:{item.head.line(('removed', name))}")
    for item in built:
        for rule, (located, place) in zip(item.pack.rules, item.rules, strict=True):
            for name in (rule.id, *rule.aliases):
                if name in owners:
                    key = "id" if name == rule.id else "aliases"
                    raise located.error((*place, key), f"{name!r} is {owners[name]} already; choose another id")
                owners[name] = f"the rule at {rule.path}:{rule.line}"


def _pack_problems(item: Built, built: Sequence[Built], catalogue: Catalogue) -> Iterator[Problem]:
    packs = {other.pack.id: other.pack for other in built}
    for number, name in enumerate(item.pack.includes):
        if name not in packs or name == item.pack.id:
            yield ("includes", number), f"no other pack is called {name!r}; {_nearest(name, packs)}"
            return
    reachable = (item.pack, *(packs[name] for name in item.pack.includes))
    rules = {rule.id for pack in reachable for rule in pack.rules}
    for number, claim in enumerate(item.pack.claims):
        place: Place = ("claims", number)
        for index, expectation in enumerate(claim.expects):
            yield from _unknown_codes(expectation.codes, catalogue, (*place, "expects", index), expectation.edition)
        for index, requirement in enumerate(claim.requirements):
            here = (*place, "requirements", index)
            if not requirement.rules and not requirement.undecidable:
                yield here, f"requirement {requirement.id!r} needs rules: that show it, or undecidable: why none can"
            for rule in requirement.rules:
                if rule not in rules:
                    yield (
                        (*here, "rules"),
                        f"no rule of this pack or of those it includes is {rule!r}; {_nearest(rule, rules)}",
                    )
            for rule in requirement.shown_by:
                if rule not in requirement.rules:
                    yield (*here, "shown_by"), f"{rule!r} is none of the requirement's rules; name it under rules: too"
            yield from _unknown_codes(requirement.codes, catalogue, (*here, "codes"), None)
            if problem := _reference_problem(requirement.reference, catalogue):
                yield (*here, "reference"), problem


def _option_problems(rule: Rule, check: Check, catalogue: Catalogue) -> Iterator[Problem]:
    types = get_type_hints(check.options)
    for name, value in rule.options.items():
        if name not in types:
            known = ", ".join(sorted(types)) or "it takes none"
            yield ("options", name), f"the check {check.name!r} has no option {name!r}; known: {known}"
        elif not _fits(value, types[name]):
            yield ("options", name), f"the option {name!r} must be {_KINDS[types[name]]}"
    for option in dataclasses.fields(check.options):
        required = option.default is dataclasses.MISSING and option.default_factory is dataclasses.MISSING
        if required and option.name not in rule.options:
            yield ("options",), f"the check {check.name!r} needs the option {option.name!r}; add it under options:"
        chosen = rule.options.get(option.name)
        if option.metadata.get("disclosures") and isinstance(chosen, tuple):
            yield from _unknown_codes(chosen, catalogue, ("options", option.name), None)
        choices = option.metadata.get("choices", ())
        if choices and chosen is not None and chosen not in choices:
            yield (
                ("options", option.name),
                f"the option {option.name!r} cannot be {chosen!r}; known: {', '.join(choices)}",
            )


def _fits(value: OptionValue, kind: Any) -> bool:
    if kind == tuple[str, ...]:
        return isinstance(value, tuple)
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is kind


def _message_problems(rule: Rule, check: Check) -> Iterator[Problem]:
    known = {*_OUTCOMES, *check.messages}
    if not rule.messages.keys() & set(_OUTCOMES):
        yield ("messages",), "it has no message for what is wrong; add fail: (or review: where it can only be reviewed)"
    for part, templates in (("messages", rule.messages), ("remedies", rule.remedies)):
        for key in templates:
            if key not in known:
                yield (part, key), f"the check {check.name!r} has no message {key!r}; known: {', '.join(sorted(known))}"


def _template_problems(rule: Rule, check: Check) -> Iterator[Problem]:
    places: dict[Place, str] = {("remedy",): rule.remedy}
    places.update({("messages", key): text for key, text in rule.messages.items()})
    places.update({("remedies", key): text for key, text in rule.remedies.items()})
    for place, text in places.items():
        known = ", ".join(sorted(check.fields)) or "none"
        for name in _FIELD.findall(text):
            if name not in check.fields:
                yield place, f"the check {check.name!r} fills no field {{{name}}}; known: {known}"
        if re.search(r"[{}]", _FIELD.sub("", text)):
            yield place, f"a brace that belongs to no {{field}}; write only the names of fields in braces: {known}"


def _example_problems(tree: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Problem]:
    for outcome, examples in tree.items():
        for number, example in enumerate(examples):
            place: Place = ("examples", outcome, number)
            if outcome == "pass" and "expect" in example:
                yield (*place, "expect"), "an example that passes expects nothing; remove the key"
            if outcome != "pass" and "expect" not in example:
                yield place, "say under expect: which codes it is about, or report for the report as a whole"


def _unknown_codes(codes: Iterable[str], catalogue: Catalogue, place: Place, edition: int | None) -> Iterator[Problem]:
    for code in codes:
        editions = {d.edition for d in catalogue.by_code.get(code, ())}
        if not editions:
            yield place, f"no disclosure has the code {code!r}; {_nearest(code, catalogue.by_code)}"
        elif edition is not None and edition not in editions:
            yield place, f"{code} has no edition {edition}; it has {', '.join(map(str, sorted(editions)))}"


def _reference_problem(reference: Reference, catalogue: Catalogue) -> str | None:
    """Standards of GRI must be in the catalogue, and a clause that is a code one of their disclosures."""
    if not reference.standard.startswith("GRI "):
        return None
    standard = catalogue.by_standard.get((reference.standard, reference.edition))
    if standard is None:
        editions = ", ".join(str(s.edition) for s in catalogue.editions(reference.standard)) or "none"
        return f"no {reference.standard} of {reference.edition} in the catalogue; editions there: {editions}"
    is_code = re.fullmatch(r"(?:G4-)?[A-Z]*\d+(?:-\d+)?", reference.clause)
    if is_code and "-" in reference.clause and reference.clause not in {d.code for d in standard.disclosures}:
        return f"{standard.citation} has no disclosure {reference.clause}; name the clause in words or mend the code"
    return None


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names[:20])}"
