"""``gri_standards/xbrl/``: the concepts of GRI's taxonomy, read only for a report that is tagged with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from gricheck.bundle import load_bundled
from gricheck.model.taxonomy import Concept, Taxonomy
from gricheck.resources import XBRL

Tree = Mapping[str, Any]


@cache
def load_taxonomy() -> Taxonomy:
    """The concepts of every release; where two know the same one, the newer counts."""
    trees = _trees()
    concepts = {name: concept for tree in trees for name, concept in _concepts(tree)}
    return Taxonomy(trees[-1]["release"], concepts)


@lru_cache(maxsize=1024)
def is_of_gri(namespace: str) -> bool:
    """Whether a namespace is that of GRI's taxonomy, of a later release too."""
    return any(namespace == tree["namespace"] or re.fullmatch(tree["later"], namespace) for tree in _trees())


def _trees() -> list[Tree]:
    """The files, the oldest first."""
    return sorted((located.tree for located in load_bundled(XBRL).values()), key=lambda tree: str(tree["release"]))


def _concepts(tree: Tree) -> Iterator[tuple[str, Concept]]:
    yield from ((name, Concept()) for name in tree["others"])
    for block, omission in (("reported", False), ("omitted", True)):
        for key, concepts in tree[block].items():
            code, _, edition = key.partition(":")
            for name, clause in concepts.items():
                yield name, Concept(code, int(edition), clause or None, omission)
