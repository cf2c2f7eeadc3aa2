"""What two sides do not both tell, and what to bear in mind where they were not made alike."""

from __future__ import annotations

from collections.abc import Iterator

from gricheck.model.diff import Form, Snapshot


def notes(old: Snapshot, new: Snapshot) -> tuple[str, ...]:
    """In words for the user; what holds for both sides is said once."""
    told: dict[str, list[str]] = {}
    for name, side in (("Old side", old), ("New side", new)):
        for words in _of_side(side):
            told.setdefault(words, []).append(name)
    sides = (f"{'Both sides' if len(names) > 1 else names[0]}: {words}" for words, names in told.items())
    return (*sides, *_of_both(old, new))


def _of_side(side: Snapshot) -> Iterator[str]:
    if side.form is Form.INDEX:
        yield (
            "an index as read. It holds no findings, no verdict on the claim and no list of what is missing, and only "
            "its rows tell what is omitted; more is not compared."
        )
    if side.form is Form.GAPS:
        yield (
            "a gap table. It holds no requirements of the claim, and "
            "whatever is configured leaves its findings as they are; more is not compared."
        )
    if side.lines is None:
        yield (
            "a run without a list of disclosures, so only findings and claim are compared; write it anew with this "
            "version of `gricheck check --format json`."
        )
    if side.hidden:
        noun = "finding was" if side.hidden == 1 else "findings were"
        yield f"{side.hidden} {noun} left out by select, ignore or severity off, and cannot be compared."
    for error in side.errors:
        yield f"a check broke, so what it would have found is not known: {error}"


def _of_both(old: Snapshot, new: Snapshot) -> Iterator[str]:
    if old.demands is not None and new.demands is not None and old.claim != new.claim:
        yield "The claims differ, so their requirements are not held against each other."
    if not {name for name, _ in old.versions.packs} & {name for name, _ in new.versions.packs}:
        yield "The sides are of different frameworks, so hardly anything of the one has its like in the other."
    before, after = _named(old), _named(new)
    both = [name for name in before if name in after and before[name] != after[name]]
    other = [f"{name} {before[name]} and {after[name]}" for name in both]
    if other:
        yield f"The sides were made with different versions ({', '.join(other)}); a change may come of that."
    only = sorted(set(before) ^ set(after))
    if only and old.claim == new.claim and Form.INDEX not in (old.form, new.form):
        yield f"Only one side was made with {', '.join(only)}; a change may come of that."


def _named(side: Snapshot) -> dict[str, str]:
    versions = side.versions
    return {"gricheck": versions.tool, "catalogue": versions.catalogue, **dict(versions.packs)}
