"""Packs looked through for every mistake, not only the first: for their authors, not for those who run them.

What is wrong in one place must not hide what is wrong in another, so whatever cannot be read is set aside, with the ids
that are written there, and the rest is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gricheck import yamlio
from gricheck.errors import PackError
from gricheck.model.rule import Rule, RulePack
from gricheck.model.run import Check
from gricheck.model.standard import Catalogue
from gricheck.packs.build import Built, build_pack, span_problems
from gricheck.packs.load import bundled_names, bundled_packs, folder_mistakes, form_mistakes, pack_sources
from gricheck.packs.names import Mistake
from gricheck.packs.references import reference_mistakes
from gricheck.packs.select import PACK_FILE
from gricheck.packs.targets import Target
from gricheck.yamlio import Located, Place

_ID = re.compile(rb"^\s*-?\s*\{?\s*id:\s*[\"']?([\w-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Inspection:
    """Packs in play (the bundled ones first), the rules to be tried, and what is wrong.

    ``errors`` stand in the order of files, then of rules; ``wrong`` are the mistakes within rules, by rule.
    """

    packs: tuple[RulePack, ...]
    tested: tuple[RulePack, ...]
    rules: tuple[tuple[Rule, Located, Place], ...]
    errors: tuple[PackError, ...]
    wrong: Mapping[str, tuple[Mistake, ...]]


@dataclass(slots=True)
class _Read:
    """One folder as far as it could be read."""

    target: Target
    files: dict[str, Located] = field(default_factory=dict)
    broken: set[tuple[str, Place]] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    errors: list[tuple[str, PackError]] = field(default_factory=list)


def inspect(targets: Sequence[Target], checks: Mapping[str, Check], catalogue: Catalogue) -> Inspection:
    """Every mistake of form and of reference in the packs that are meant."""
    read = [_read(target) for target in targets]
    tested = [_built(item) for item in read]
    built = [*_others(targets, tested), *tested]
    mine = {item.target.path(name) for item in read for name in item.files if item.target.covers(name)}
    mistakes = [m for m in reference_mistakes(built, checks, catalogue) if m.located.path in mine]
    wrong: dict[str, list[Mistake]] = {}
    for mistake in mistakes:
        wrong.setdefault(mistake.rule or "", []).append(mistake)
    form = [error for item in read for name, error in item.errors if item.target.covers(name)]
    return Inspection(
        packs=tuple(item.pack for item in built),
        tested=tuple(item.pack for item in tested),
        rules=tuple(found for item in tested for found in _rules(item) if found[1].path in mine),
        errors=(*form, *(mistake.error() for mistake in mistakes)),
        wrong={rule: tuple(found) for rule, found in wrong.items()},
    )


def _rules(item: Built) -> Iterator[tuple[Rule, Located, Place]]:
    for rule, (located, place) in zip(item.pack.rules, item.rules, strict=True):
        yield rule, located, place


def _others(targets: Iterable[Target], tested: Iterable[Built]) -> list[Built]:
    """The bundled packs beside those that are tested.

    Where the packs of ``rules/`` are tested themselves, all together or one of them among its neighbours, they stand in
    for the bundled ones of their names; any other pack of such a name clashes, as it would when it is used.
    """
    own = bundled_names()
    names = {item.pack.id for target, item in zip(targets, tested, strict=True) if _is_ours(target.folder, own)}
    return [] if own <= names else [item for item in bundled_packs() if item.pack.id not in names]


def _is_ours(folder: Path, own: Iterable[str]) -> bool:
    beside = folder.resolve().parent
    return all((beside / name / PACK_FILE).is_file() for name in own)


def _read(target: Target) -> _Read:
    """Every file that YAML and the schema allow; of the others, what is wrong."""
    sources = pack_sources(target.folder)
    read = _Read(target, errors=[(PACK_FILE, error) for error in folder_mistakes(target.folder, sources)])
    for name, data in sorted(sources.items(), key=lambda item: (item[0] != PACK_FILE, item[0])):
        try:
            located = yamlio.load(data, target.path(name))
        except PackError as error:
            _set_aside(read, name, data, [error])
            continue
        _hold(read, name, located, data)
    if PACK_FILE not in read.files:
        read.files[PACK_FILE] = _stand_in(target)
    return read


def _hold(read: _Read, name: str, located: Located, data: bytes) -> None:
    """A file that is YAML: kept whole, without the rules whose form is wrong, or not at all."""
    said = form_mistakes(name, located)
    if name == PACK_FILE and not said:
        said = list(span_problems(located.tree))
    errors = [located.error(place, message) for place, message in said]
    in_rules = [place[:2] for place, _ in said if len(place) > 1 and place[0] == "rules"]
    if name == PACK_FILE and said:
        _set_aside(read, name, b"", errors)
        read.files[name] = _stand_in(read.target, located)
    elif len(in_rules) < len(said):
        _set_aside(read, name, data, errors)
    else:
        read.files[name] = located
        read.broken |= {(name, place) for place in in_rules}
        ids = (located.tree["rules"][place[1]] for place in in_rules)
        read.unread |= {str(tree["id"]) for tree in ids if isinstance(tree, dict) and "id" in tree}
        read.errors += ((name, error) for error in errors)


def _set_aside(read: _Read, name: str, data: bytes, errors: Iterable[PackError]) -> None:
    read.errors += ((name, error) for error in errors)
    read.unread |= {found.decode() for found in _ID.findall(data)}


def _stand_in(target: Target, written: Located | None = None) -> Located:
    """A ``pack.yaml`` in place of one that cannot be read, so that the rules beside it can be judged."""
    tree = written.tree if written and isinstance(written.tree, dict) else {}
    name = tree.get("id")
    head = {"id": name if isinstance(name, str) else target.folder.resolve().name, "version": "0.0.0", "title": "?"}
    return Located(target.path(PACK_FILE), head, written.lines if written else 1)


def _built(read: _Read) -> Built:
    try:
        built = build_pack(read.files, read.broken)
    except PackError as error:
        read.errors.append((PACK_FILE, error))
        built = build_pack({PACK_FILE: _stand_in(read.target)})
    return Built(built.pack, built.head, built.rules, frozenset(read.unread))
