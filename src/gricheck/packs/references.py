"""What one pack says of another, of the checks and of the catalogue: every name in it must name something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gricheck.model.rule import ClaimRequirement, RuleStatus
from gricheck.model.run import Check
from gricheck.model.standard import Catalogue
from gricheck.packs.build import Built
from gricheck.packs.names import Mistake, Problem, nearest, reference_problem, unknown_codes
from gricheck.packs.rule_problems import rule_problems
from gricheck.packs.select import framework_of
from gricheck.yamlio import Place

_REST = "add rules: that show it, or undecidable: with why none can"


def check_references(built: Sequence[Built], checks: Mapping[str, Check], catalogue: Catalogue) -> None:
    """Raise the first ``PackError`` over all packs; see the functions below for what is looked at."""
    for mistake in reference_mistakes(built, checks, catalogue):
        raise mistake.error()


def reference_mistakes(built: Sequence[Built], checks: Mapping[str, Check], catalogue: Catalogue) -> Iterator[Mistake]:
    """All that is wrong between packs, and in each pack and rule; the form of the files is right."""
    yield from _taken_packs(built)
    yield from _taken_claims(built)
    yield from _taken_rules(built)
    known = {rule.id for item in built for rule in item.pack.rules}.union(*(item.unread for item in built))
    packs = [item.pack for item in built]
    for item in built:
        framework = framework_of(item.pack, packs)
        own = framework.catalogue if framework and framework.catalogue else catalogue
        for place, message in _pack_problems(item, built, own):
            yield Mistake(item.head, place, message)
        for rule, (located, place) in zip(item.pack.rules, item.rules, strict=True):
            problems = [*rule_problems(rule, located.tree["rules"][place[1]], checks, own)]
            if rule.replaced_by and rule.replaced_by not in known - {rule.id}:
                message = f"no other rule is {rule.replaced_by!r}; {nearest(rule.replaced_by, known - {rule.id})}"
                problems.append((("replaced_by",), message))
            for below, message in problems:
                yield Mistake(located, (*place, *below), f"rule {rule.id!r}: {message}", rule.id, below)


def _taken_packs(built: Iterable[Built]) -> Iterator[Mistake]:
    packs: dict[str, Built] = {}
    for item in built:
        first = packs.setdefault(item.pack.id, item)
        if first is not item:
            message = f"{first.head.path} is called {item.pack.id!r} already; choose another id"
            yield Mistake(item.head, ("id",), message)


def _taken_claims(built: Sequence[Built]) -> Iterator[Mistake]:
    """One claim of one edition of one framework is described once."""
    claims: dict[tuple[str, str, int], str] = {}
    packs = [item.pack for item in built]
    for item in built:
        framework = framework_of(item.pack, packs)
        for number, claim in enumerate(item.pack.claims):
            key = (framework.id if framework else "", claim.level, claim.edition)
            if key in claims:
                what = f"the claim {claim.level} {claim.edition}"
                message = f"{claims[key]} describes {what} already; keep one of the two"
                yield Mistake(item.head, ("claims", number), message)
            claims.setdefault(key, item.head.path)


def _taken_rules(built: Iterable[Built]) -> Iterator[Mistake]:
    """No two rules share an id or alias, and none takes that of a removed one."""
    owners: dict[str, str] = {}
    for item in built:
        for name in item.pack.tombstones:
            owners.setdefault(name, f"the removed rule in {item.head.path}:{item.head.line(('removed', name))}")
    for item in built:
        for rule, (located, place) in zip(item.pack.rules, item.rules, strict=True):
            for name in (rule.id, *rule.aliases):
                below = ("id",) if name == rule.id else ("aliases", rule.aliases.index(name))
                if name in owners:
                    message = f"the id {name!r} is taken already by {owners[name]}; choose another"
                    yield Mistake(located, (*place, *below), message, rule.id, below)
                owners.setdefault(name, f"the rule at {rule.path}:{rule.line}")


def _pack_problems(item: Built, built: Sequence[Built], catalogue: Catalogue) -> Iterator[Problem]:
    packs = {other.pack.id: other for other in built}
    lost = [name for name in item.pack.includes if name not in packs or name == item.pack.id]
    for name in lost:
        place: Place = ("includes", item.pack.includes.index(name))
        yield place, f"no other pack is called {name!r}; {nearest(name, packs.keys() - {item.pack.id})}"
    reachable = [item, *(packs[name] for name in item.pack.includes if name not in lost)]
    for number, claim in enumerate(item.pack.claims):
        place = ("claims", number)
        for index, expectation in enumerate(claim.expects):
            here: Place = (*place, "expects", index, "codes")
            yield from unknown_codes(expectation.codes, catalogue, here, expectation.edition)
        for index, requirement in enumerate(claim.requirements):
            for below, message in _requirement_problems(requirement, [] if lost else reachable, catalogue):
                yield (*place, "requirements", index, *below), message


def _requirement_problems(
    requirement: ClaimRequirement, reachable: Sequence[Built], catalogue: Catalogue
) -> Iterator[Problem]:
    """``reachable`` are the packs whose rules a requirement may rest on; none where they are not all known."""
    if not requirement.rules and not requirement.undecidable:
        yield (), f"requirement {requirement.id!r} rests on nothing; {_REST}"
    rules = {rule.id: rule for item in reachable for rule in item.pack.rules}
    unread = frozenset[str]().union(*(item.unread for item in reachable))
    for number, name in enumerate(requirement.rules if reachable else ()):
        if name in rules and rules[name].status is RuleStatus.PREVIEW:
            yield ("rules", number), f"{name!r} is a preview, which does not always run; name a stable rule"
        elif name not in rules and "*" not in name and not _is_unread(name, unread):
            message = f"no rule of this pack or of those it includes is {name!r}; {nearest(name, rules)}"
            yield ("rules", number), message
    for number, name in enumerate(requirement.shown_by):
        if name not in requirement.rules:
            yield ("shown_by", number), f"{name!r} is none of the requirement's rules; name it under rules: too"
    yield from unknown_codes(requirement.codes, catalogue, ("codes",), None)
    if problem := reference_problem(requirement.reference, catalogue):
        yield ("reference",), problem


def _is_unread(name: str, unread: Iterable[str]) -> bool:
    """Whether a name may be that of a rule that could not be read, perhaps for the form of its id."""
    from difflib import get_close_matches

    return bool(get_close_matches(name, [other.casefold() for other in unread]))
