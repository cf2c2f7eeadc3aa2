"""What is wrong in one rule whose form is right: its check, options, words, references, life and examples."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, get_type_hints

from gricheck.model.rule import OptionValue, Rule, RuleStatus
from gricheck.model.run import Check
from gricheck.model.standard import Catalogue
from gricheck.packs.names import Problem, nearest, reference_problem, unknown_codes
from gricheck.packs.spans import expand_codes
from gricheck.yamlio import Place

OUTCOMES = ("fail", "review")
_FIELD = re.compile(r"\{(\w+)\}")
_KINDS = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple[str, ...]: "a list of texts",
}


def rule_problems(
    rule: Rule, tree: Mapping[str, Any], checks: Mapping[str, Check], catalogue: Catalogue
) -> Iterator[Problem]:
    """What is wrong in one rule, as a place below it and a sentence."""
    check = checks.get(rule.check)
    if check is None:
        yield ("check",), f"no check is called {rule.check!r}; {nearest(rule.check, checks)}"
    else:
        yield from _option_problems(rule, check, catalogue)
        yield from _message_problems(rule, check)
        yield from _template_problems(rule, check)
    for number, reference in enumerate(rule.references):
        if problem := reference_problem(reference, catalogue):
            yield ("references", number), problem
    yield from _life_problems(rule)
    for outcome in ("pass", "review" if "review" in rule.messages and "fail" not in rule.messages else "fail"):
        if not any(example.outcome == outcome for example in rule.examples):
            yield ("examples",), f"it has no example that must {outcome}; add one under examples: {outcome}:"
    yield from _example_problems(tree.get("examples", {}), catalogue)


def kind_of(annotation: Any) -> str:
    """The type of an option in words."""
    return _KINDS[annotation]


def _life_problems(rule: Rule) -> Iterator[Problem]:
    if rule.status is RuleStatus.REMOVED:
        yield ("status",), "a removed rule is not kept; delete it and name it under removed: in pack.yaml"
    if rule.status is RuleStatus.DEPRECATED and not rule.replaced_by:
        yield ("status",), "a deprecated rule names the one to use instead; add replaced_by: with that rule's id"
    if rule.status is not RuleStatus.DEPRECATED and rule.replaced_by:
        yield ("replaced_by",), "only a deprecated rule has a replacement; add status: deprecated or remove this key"


def _option_problems(rule: Rule, check: Check, catalogue: Catalogue) -> Iterator[Problem]:
    types = get_type_hints(check.options)
    for name, value in rule.options.items():
        if name not in types:
            known = f"known: {', '.join(sorted(types))}" if types else "it takes none, so remove this one"
            yield ("options", name), f"the check {check.name!r} has no option {name!r}; {known}"
        elif not _fits(value, types[name]):
            yield ("options", name), f"the option {name!r} must be {kind_of(types[name])}, which {_shown(value)} is not"
    for option in dataclasses.fields(check.options):
        yield from _one_option(rule, check, option, catalogue)


def _one_option(rule: Rule, check: Check, option: dataclasses.Field[Any], catalogue: Catalogue) -> Iterator[Problem]:
    """An option that is required, holds codes, or leaves a choice of a few values."""
    place: Place = ("options", option.name)
    chosen = rule.options.get(option.name)
    choices = option.metadata.get("choices", ())
    if is_required(option) and option.name not in rule.options:
        one_of = f" (one of {', '.join(choices)})" if choices else ""
        yield ("options",), f"the check {check.name!r} needs the option {option.name!r}{one_of}; add it under options:"
    if option.metadata.get("disclosures") and isinstance(chosen, tuple):
        yield from unknown_codes(chosen, catalogue, place, None)
    if choices and isinstance(chosen, str) and chosen not in choices:
        yield place, f"the option {option.name!r} cannot be {chosen!r}; known: {', '.join(choices)}"


def is_required(option: dataclasses.Field[Any]) -> bool:
    """Whether a rule must give this option of its check."""
    return option.default is dataclasses.MISSING and option.default_factory is dataclasses.MISSING


def _fits(value: OptionValue, kind: Any) -> bool:
    if kind == tuple[str, ...]:
        return isinstance(value, tuple)
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is kind


def _shown(value: OptionValue) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else repr(value)


def _message_problems(rule: Rule, check: Check) -> Iterator[Problem]:
    known = {*OUTCOMES, *check.messages}
    if not rule.messages.keys() & set(OUTCOMES) and rule.messages.keys() <= known:
        yield ("messages",), "it has no message for what is wrong; add fail: (or review: where it can only be reviewed)"
    for part, templates in (("messages", rule.messages), ("remedies", rule.remedies)):
        for key in templates:
            if key not in known:
                yield (part, key), f"the check {check.name!r} has no message {key!r}; known: {', '.join(sorted(known))}"


def _template_problems(rule: Rule, check: Check) -> Iterator[Problem]:
    places: dict[Place, str] = {("remedy",): rule.remedy}
    places.update({("messages", key): text for key, text in rule.messages.items()})
    places.update({("remedies", key): text for key, text in rule.remedies.items()})
    known = ", ".join(sorted(check.fields)) or "none"
    for place, text in places.items():
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
            for below, message in _setting_problems(example, catalogue):
                yield (*place, *below), message


def _setting_problems(example: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Problem]:
    """Codes and days of an example must be some, or no report can be made of it."""
    edition = example.get("edition", example.get("claim", {}).get("edition"))
    assurance = example.get("assurance", {}).get("codes", ())
    for place, codes in ((("listed",), example.get("listed", ())), (("assurance", "codes"), assurance)):
        try:
            yield from unknown_codes(expand_codes(codes), catalogue, place, edition if place == ("listed",) else None)
        except ValueError as error:
            yield place, str(error)
    days = [("published", example.get("published")), *(("period", day) for day in example.get("period", ()))]
    for name, day in days:
        if day and not _is_day(day):
            yield (name,), f"{day} is no day of the calendar; write one as in 2024-05-31"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def cannot_run(problems: Collection[Problem]) -> bool:
    """Whether the rule's check cannot even be called."""
    return any(place[:1] in (("check",), ("options",)) for place, _ in problems)
