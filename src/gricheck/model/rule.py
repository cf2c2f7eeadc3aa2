"""Opinions as data: rules, claims and the packs that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gricheck.model.index import Level
from gricheck.model.standard import Catalogue

OptionValue = str | int | float | bool | tuple[str, ...]


class Severity(StrEnum):
    """How much a finding weighs. ``ERROR`` must be mended, ``WARNING`` looked at, ``INFO`` known."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class RuleStatus(StrEnum):
    """Where a rule stands in its life."""

    PREVIEW = "preview"
    STABLE = "stable"
    DEPRECATED = "deprecated"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Reference:
    """The clause of the standards that a rule or requirement rests on, under these claims only where there are any."""

    standard: str
    edition: int
    clause: str
    claims: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A small index that passes or fails one rule. ``data`` is as written; ``examples.py`` builds a report from it.

    ``line`` is where it stands in the pack's file.
    """

    outcome: str
    data: Mapping[str, object]
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a check, its options, and the words for its user.

    ``messages`` maps a message key (``fail`` and ``review`` by default) to a template whose fields the check fills.
    ``remedies`` replace ``remedy`` for single message keys. ``severity_required`` replaces ``severity`` for a
    disclosure that the claim wants reported (or omitted with a reason, where it permits that).
    ``claims`` and ``editions`` narrow when it applies (empty: always). ``replaced_by`` is the rule to use instead of a
    deprecated one.
    """

    id: str
    pack: str
    name: str
    family: str
    severity: Severity
    check: str
    references: tuple[Reference, ...]
    messages: Mapping[str, str]
    remedy: str
    why: str
    remedies: Mapping[str, str] = field(default_factory=dict)
    severity_required: Severity | None = None
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    claims: tuple[Level, ...] = ()
    editions: tuple[int, ...] = ()
    status: RuleStatus = RuleStatus.STABLE
    since: str = "0.1.0"
    aliases: tuple[str, ...] = ()
    replaced_by: str | None = None
    examples: tuple[Example, ...] = ()
    path: str = ""
    line: int = 0

    def remedy_for(self, message: str | None) -> str:
        """The remedy template that goes with a message key."""
        return self.remedies.get(message or "", self.remedy)


@dataclass(frozen=True, slots=True)
class Expectation:
    """Disclosures that a claim expects in the index. ``codes`` are expanded (``102-1`` … ``102-13``).

    ``omission`` says whether one may be omitted with a reason, ``optional`` whether it may also be passed over in
    silence (what is not material); ``trust`` how well the list is sourced ("high" may make
    an error, anything else at most a warning), ``omission_trust`` how well it is known which may be omitted.
    """

    codes: tuple[str, ...]
    edition: int
    omission: bool
    trust: str = "high"
    omission_trust: str = "high"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ClaimRequirement:
    """One thing the claim demands.

    It is not met when a rule of ``rules`` fails on a disclosure that the claim expects (or with an error), and cannot
    be told when one could not be judged. ``undecidable`` says why a file alone does not show it to be met, unless each
    rule of ``shown_by`` has found something right. ``codes`` narrow it to findings about those disclosures (empty:
    about anything).
    """

    id: str
    text: str
    reference: Reference
    rules: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    undecidable: str | None = None
    shown_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OmissionReason:
    """A reason for omission that a claim permits; ``key`` is the vocabulary's."""

    key: str
    label: str
    needs: str


@dataclass(frozen=True, slots=True)
class ClaimSpec:
    """What one claim (level and edition) expects of an index. ``omission_trust`` is how well its reasons are sourced.

    ``wording`` is the sentence that makes the claim, ``period`` what in it stands for the days of the period,
    ``prescribed`` the words of it that must stand there in this order; ``foundation`` is the standard (``GRI 101``)
    whose edition must be in effect; ``implied`` says that the claim holds for every report that makes none of its own.
    """

    level: Level
    edition: int
    label: str
    wording: str
    expects: tuple[Expectation, ...] = ()
    requirements: tuple[ClaimRequirement, ...] = ()
    omission_reasons: tuple[OmissionReason, ...] = ()
    omission_trust: str = "high"
    prescribed: tuple[str, ...] = ()
    foundation: str = ""
    implied: bool = False
    period: str = ""

    def expectation(self, code: str, edition: int | None) -> Expectation | None:
        """The expectation that names this disclosure, or None."""
        for item in self.expects:
            if code in item.codes and edition in (None, item.edition):
                return item
        return None


@dataclass(frozen=True, slots=True)
class Words:
    """What a pack adds to the vocabulary for reading the indexes of its framework; as written, not folded.

    ``index_title`` replaces the names of an index, ``columns`` and ``reasons`` add to those known by role and key.
    """

    index_title: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RulePack:
    """A folder of rules with the claims they serve. ``includes`` names packs whose rules count here too.

    ``catalogue`` holds the disclosures of the framework that the pack is about, where that is not GRI's; it and its
    rules count only when the pack is asked for.
    """

    id: str
    version: str
    title: str
    rules: tuple[Rule, ...]
    claims: tuple[ClaimSpec, ...] = ()
    includes: tuple[str, ...] = ()
    tombstones: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    catalogue: Catalogue | None = None
    words: Words = Words()
