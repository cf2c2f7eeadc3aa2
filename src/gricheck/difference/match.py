"""Which lines of two sides are about the same disclosure, though its code or edition changed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gricheck.model.diff import Line
from gricheck.model.standard import Catalogue, Disclosure

Key = tuple[str, int | None]


class Group(NamedTuple):
    """Lines about the same thing; one side may have none."""

    old: tuple[Line, ...]
    new: tuple[Line, ...]


def groups(old: Iterable[Line], new: Iterable[Line], catalogue: Catalogue) -> list[Group]:
    """Every line once: with its own code and edition, else its code in another edition, else what became of it."""
    before, after = {line.key: line for line in old}, {line.key: line for line in new}
    pairs = [(key, key) for key in before if key in after]
    pairs += _same_code(_left(before, pairs, 0), _left(after, pairs, 1), catalogue)
    found = [Group((before[a],), (after[b],)) for a, b in pairs]
    left_old, left_new = _left(before, pairs, 0), _left(after, pairs, 1)
    return found + _successions(left_old, left_new, catalogue)


def _left(lines: dict[Key, Line], pairs: Iterable[tuple[Key, Key]], side: int) -> dict[Key, Line]:
    taken = {pair[side] for pair in pairs}
    return {key: line for key, line in lines.items() if key not in taken}


def _same_code(old: dict[Key, Line], new: dict[Key, Line], catalogue: Catalogue) -> list[tuple[Key, Key]]:
    """The same code in another edition; where there are several, in the order of editions."""
    waiting: dict[str, deque[Key]] = {}
    for key in sorted(new, key=_by_edition):
        waiting.setdefault(key[0], deque()).append(key)
    pairs = []
    for key in sorted(old, key=_by_edition):
        held = waiting.get(key[0])
        if held and _is_renewal(key, held[0], catalogue):
            pairs.append((key, held.popleft()))
    return pairs


def _by_edition(key: Key) -> tuple[str, int]:
    return key[0], key[1] or 0


def _is_renewal(old: Key, new: Key, catalogue: Catalogue) -> bool:
    """Whether one code in two editions is one disclosure: 102-1 of 2025 is of another standard than that of 2016."""
    a, b = catalogue.get(*old), catalogue.get(*new)
    if a is None or b is None:
        return True
    older = catalogue.by_standard.get(_standard(min(a, b, key=lambda item: item.edition)))
    went = older.superseded_by if older else ()
    return a.standard == b.standard and (not went or any(number == a.standard for number, _ in went))


def _standard(item: Disclosure) -> tuple[str, int]:
    return item.standard, item.edition


def _successions(old: dict[Key, Line], new: dict[Key, Line], catalogue: Catalogue) -> list[Group]:
    """Lines joined where the catalogue says that the content of one went to the other, in either direction."""
    links = [((0, key), (1, to)) for key in old for to in _reached(key, new, catalogue)]
    links += [((1, key), (0, to)) for key in new for to in _reached(key, old, catalogue)]
    nodes = [*((0, key) for key in old), *((1, key) for key in new)]
    joined = _joined(nodes, links)
    return [
        Group(tuple(old[key] for side, key in part if not side), tuple(new[key] for side, key in part if side))
        for part in joined
    ]


def _reached(key: Key, among: dict[Key, Line], catalogue: Catalogue) -> list[Key]:
    """The nearest successors of a disclosure that are among some lines."""
    found: list[Key] = []
    seen, ahead = {key}, [key]
    while ahead:
        disclosure = catalogue.get(*ahead.pop())
        for successor in disclosure.successors if disclosure else ():
            to = (successor.code or "", successor.edition)
            if to in seen:
                continue
            seen.add(to)
            (found if to in among else ahead).append(to)
    return found


Node = tuple[int, Key]


def _joined(nodes: Sequence[Node], links: Iterable[tuple[Node, Node]]) -> list[list[Node]]:
    """The connected parts of a graph."""
    beside: dict[Node, list[Node]] = {node: [] for node in nodes}
    for a, b in links:
        beside[a].append(b)
        beside[b].append(a)
    parts, seen = [], set[Node]()
    for node in nodes:
        if node in seen:
            continue
        part, ahead = [], [node]
        seen.add(node)
        while ahead:
            part.append(ahead.pop())
            fresh = [other for other in beside[part[-1]] if other not in seen]
            seen.update(fresh)
            ahead += fresh
        parts.append(part)
    return parts
