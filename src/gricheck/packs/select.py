"""Which packs and which claim's list apply to a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gricheck.model.index import Claim
from gricheck.model.rule import ClaimSpec, RulePack


def spec_for(packs: Iterable[RulePack], claim: Claim | None, edition: int | None = None) -> ClaimSpec | None:
    """What the claim expects, None where there is no claim or no pack knows it.

    A claim without an edition is that of ``edition`` (the index's own), else the only one of its level.
    """
    if claim is None:
        return None
    found = [spec for pack in packs for spec in pack.claims if spec.level is claim.level]
    wanted = claim.edition or edition
    if wanted is not None:
        return next((spec for spec in found if spec.edition == wanted), None)
    return found[0] if len(found) == 1 else None


def packs_for(packs: Sequence[RulePack], edition: int | None) -> tuple[RulePack, ...]:
    """The packs whose rules count: those without claims, those with one of the edition, and all that they include.

    The order is that of ``packs``.
    """
    chosen = {p.id for p in packs if not p.claims or any(spec.edition == edition for spec in p.claims)}
    while more := {name for p in packs if p.id in chosen for name in p.includes} - chosen:
        chosen |= more
    return tuple(p for p in packs if p.id in chosen)
