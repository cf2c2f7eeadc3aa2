"""Opinions as data: rules, claims and the packs that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gricheck.model.index import Level

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
    """The clause of the standards that a rule or requirement rests on."""

    standard: str
    edition: int
    clause: str


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
    ``claims`` and ``editions`` narrow when it applies (empty: always).
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
    examples: tuple[Example, ...] = ()
    path: str = ""
    line: int = 0

    def remedy_for(self, message: str | None) -> str:
        """The remedy template that goes with a message key."""
        return self.remedies.get(message or "", self.remedy)


@dataclass(frozen=True, slots=True)
class Expectation:
    """Disclosures that a claim expects in the index. ``codes`` are expanded (``102-1`` … ``102-13``).

    ``omission`` says whether one may be omitted with a reason; ``trust`` how well the list is sourced ("high" may make
    an error, anything else at most a warning), ``omission_trust`` how well it is known which may be omitted.
    """

    codes: tuple[str, ...]
    edition: int
    omission: bool
    trust: str = "high"
    omission_trust: str = "high"


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

    ``wording`` is the sentence that makes the claim, ``prescribed`` the words of it that must stand there in this
    order; ``foundation`` is the standard (``GRI 101``) whose edition must be in effect.
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

    def expectation(self, code: str, edition: int | None) -> Expectation | None:
        """The expectation that names this disclosure, or None."""
        for item in self.expects:
            if code in item.codes and edition in (None, item.edition):
                return item
        return None


@dataclass(frozen=True, slots=True)
class RulePack:
    """A folder of rules with the claims they serve. ``includes`` names packs whose rules count here too."""

    id: str
    version: str
    title: str
    rules: tuple[Rule, ...]
    claims: tuple[ClaimSpec, ...] = ()
    includes: tuple[str, ...] = ()
    tombstones: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
