"""Which packs and which claim's list apply to a report, and which framework it is checked by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from gricheck.errors import UsageError
from gricheck.model.index import Claim
from gricheck.model.rule import ClaimSpec, RulePack

PACK_FILE = "pack.yaml"


def framework_of(pack: RulePack, packs: Iterable[RulePack]) -> RulePack | None:
    """The pack that holds the facts of a pack's framework: itself, or one that it includes; None for GRI's own."""
    if pack.catalogue is not None:
        return pack
    return next((p for p in packs if p.id in pack.includes and p.catalogue is not None), None)


def asked_pack(asked: Iterable[Path], packs: Sequence[RulePack]) -> RulePack | None:
    """The framework pack among those that the user asks for, by folder or by a bundled one's id; None where GRI's is
    meant.

    UsageError for two: an index is read by the codes of one framework.
    """
    given = list(asked)
    folders = {str(path / PACK_FILE) for path in given}
    wanted = [p for p in packs if p.path in folders or any(is_bundled(path, {p.id}) for path in given)]
    found = {f.id: f for p in wanted if (f := framework_of(p, packs)) is not None}
    if len(found) > 1:
        raise UsageError(f"the packs {' and '.join(sorted(found))} are of different frameworks; check by one at a time")
    return next(iter(found.values()), None)


def is_bundled(path: Path, known: Collection[str]) -> bool:
    """Whether what was given for a pack is the id of a bundled one: a bare name, or a path that leads to no folder, as
    the configuration writes it out."""
    return path.name in known and (len(path.parts) == 1 or not path.is_dir())


def spec_for(
    packs: Sequence[RulePack], claim: Claim | None, edition: int | None = None, framework: str = ""
) -> ClaimSpec | None:
    """What the claim expects, None where no pack of the framework knows it.

    Where there is no claim it is the one that a pack says holds for every report. A claim without an edition is that of
    ``edition`` (the index's own), else the only one of its level.
    """
    specs = [spec for pack in _of(packs, framework) for spec in pack.claims]
    if claim is None:
        return next((spec for spec in specs if spec.implied), None)
    found = [spec for spec in specs if spec.level is claim.level]
    wanted = claim.edition or edition
    if framework and not any(spec.edition == wanted for spec in found):
        # A claim of use of the GRI Standards says nothing of another framework.
        return next((spec for spec in specs if spec.implied), None)
    if wanted is not None:
        return next((spec for spec in found if spec.edition == wanted), None)
    return found[0] if len(found) == 1 else None


def packs_for(packs: Sequence[RulePack], edition: int | None, framework: str = "") -> tuple[RulePack, ...]:
    """The packs whose rules count: of those of the framework the ones with a claim of the edition, the ones without
    claims that include no others' or one of these, and all that they include.

    The order is that of ``packs``.
    """
    own = _of(packs, framework)
    claimed = {p.id for p in own if any(spec.edition == edition for spec in p.claims)}
    claiming = {p.id for p in own if p.claims}
    chosen = claimed | {p.id for p in own if not p.claims and _goes_with(p, claiming, claimed)}
    while more := {name for p in packs if p.id in chosen for name in p.includes} - chosen:
        chosen |= more
    return tuple(p for p in packs if p.id in chosen)


def _goes_with(pack: RulePack, claiming: Collection[str], claimed: Collection[str]) -> bool:
    """Whether a pack without claims applies: it adds to packs with claims only where one of them applies."""
    bases = [name for name in pack.includes if name in claiming]
    return not bases or any(name in claimed for name in bases)


def _of(packs: Sequence[RulePack], framework: str) -> list[RulePack]:
    """The packs of a framework, in their order; of GRI where it has no name."""
    owners = {p.id: framework_of(p, packs) for p in packs}
    return [p for p in packs if (owner.id if (owner := owners[p.id]) else "") == framework]
