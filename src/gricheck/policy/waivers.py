"""Findings that the user decided to live with, each with a reason and perhaps a last day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gricheck.errors import UsageError
from gricheck.model.rule import RulePack
from gricheck.model.run import Finding, Stale, StaleKind, Waiver, WaiverUse
from gricheck.policy.words import REPORT, is_about, resolve


@dataclass(frozen=True, slots=True)
class Standing:
    """A waiver as it stands today: its rules by id, and whether its last day is over."""

    waiver: Waiver
    rules: frozenset[str]
    expired: bool

    def names(self, finding: Finding) -> bool:
        """Whether it is about this finding, be it expired or not."""
        word = self.waiver.disclosure
        about = word is None or is_about(word, finding.disclosure, finding.requirement)
        return about and finding.rule in self.rules


def standing(waivers: Iterable[Waiver], packs: Sequence[RulePack], today: date | None) -> tuple[Standing, ...]:
    """The waivers as they stand on a day, which only those that expire need."""
    return tuple(Standing(w, frozenset(resolve([w.rule], packs)), _expired(w, today)) for w in waivers)


def _expired(waiver: Waiver, today: date | None) -> bool:
    if waiver.expires is None:
        return False
    if today is None:
        raise UsageError(f"{waiver.place}: the waiver expires, so the day must be given")
    return today > waiver.expires


def reason_for(finding: Finding, waivers: Iterable[Standing]) -> str | None:
    """Why the finding is waived: the reasons of all waivers that silence it, in an order that is not theirs."""
    reasons = {w.waiver.reason for w in waivers if not w.expired and w.names(finding)}
    return "; ".join(sorted(reasons)) or None


def uses(waivers: Iterable[Standing], findings: Sequence[Finding]) -> tuple[WaiverUse, ...]:
    """How many findings each waiver names."""
    return tuple(WaiverUse(w.waiver, sum(map(w.names, findings)), w.expired) for w in waivers)


def stale_waivers(found: Iterable[WaiverUse]) -> tuple[Stale, ...]:
    """The waivers that are over, and those that name nothing."""
    return tuple(_stale(use) for use in found if use.expired or not use.matched)


def _stale(use: WaiverUse) -> Stale:
    waiver = use.waiver
    kind = StaleKind.EXPIRED if use.expired else StaleKind.WAIVER
    told = _over(use) if use.expired else "matches no finding; remove it, or mend what it names"
    return Stale(kind, waiver.rule, waiver.disclosure, f"{waiver_name(waiver)} {told}", waiver)


def _over(use: WaiverUse) -> str:
    anew = "or decide anew and set a new day"
    if not use.matched:
        return f"expired on {use.waiver.expires}; remove it, {anew}"
    them = "the finding that it names; mend it" if use.matched == 1 else f"{use.matched} findings; mend them"
    return f"expired on {use.waiver.expires} and no longer silences {them}, {anew}"


def waiver_name(waiver: Waiver) -> str:
    """``gricheck.yaml:12: the waiver of location-slash on 102-10``."""
    place = f"{waiver.place}: " if waiver.place else ""
    path = f" in {waiver.path}" if waiver.path else ""
    return f"{place}the waiver of {about(waiver.rule, waiver.disclosure)}{path}"


def about(rule: str, disclosure: str | None) -> str:
    """``location-slash on 102-10``, ``claim-conflict on the report as a whole``."""
    if disclosure is None:
        return rule
    return f"{rule} on {'the report as a whole' if disclosure == REPORT else disclosure}"
