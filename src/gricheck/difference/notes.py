"""What two sides do not both tell, and what to bear in mind where they were not made alike."""

from __future__ import annotations

from collections.abc import Iterator

from gricheck.model.diff import Form, Snapshot
from gricheck.model.run import Versions


def notes(old: Snapshot, new: Snapshot) -> tuple[str, ...]:
    """In words for the user, the most important first."""
    sides = (("old", old), ("new", new))
    told = [note for name, side in sides for note in _of_side(name, side)]
    return tuple(dict.fromkeys([*told, *_of_both(old, new)]))


def _of_side(name: str, side: Snapshot) -> Iterator[str]:
    if side.form is Form.INDEX:
        yield (
            f"The {name} side is an index as read: it holds no findings, no verdict on the claim and no list of what "
            "is missing, and only its rows tell what is omitted. None of this is compared."
        )
    if side.form is Form.GAPS:
        yield (
            f"The {name} side is a gap table: findings about the report as a whole and the requirements of the claim "
            "are not in it and not compared."
        )
    if side.lines is None:
        yield (
            f"The {name} side is a run without a list of disclosures, so only findings and claim are compared; write "
            "it anew with this version of `gricheck check --format json`."
        )
    if side.hidden:
        noun = "finding" if side.hidden == 1 else "findings"
        yield f"On the {name} side {side.hidden} {noun} were left out by select, ignore or severity off."
    for error in side.errors:
        yield f"On the {name} side a check broke, so its findings are not known: {error}"


def _of_both(old: Snapshot, new: Snapshot) -> Iterator[str]:
    if old.demands is not None and new.demands is not None and old.claim != new.claim:
        yield "The claims differ, so their requirements are not held against each other."
    before, after = _named(old.versions), _named(new.versions)
    differ = [name for name in dict.fromkeys((*before, *after)) if name in before and name in after]
    other = [f"{name} {before[name]} and {after[name]}" for name in differ if before[name] != after[name]]
    if other:
        yield f"The sides were made with different versions ({', '.join(other)}); a change may come of that."
    if old.claim == new.claim and (only := sorted(set(before) ^ set(after))):
        yield f"Only one side was made with {', '.join(only)}; a change may come of that."


def _named(versions: Versions) -> dict[str, str]:
    return {"gricheck": versions.tool, "catalogue": versions.catalogue, **dict(versions.packs)}
