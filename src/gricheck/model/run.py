"""What came of checking: results of the engine, findings after policy, the verdict on the claim."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from gricheck.model.index import Where
from gricheck.model.mapping import Gap, Mapping, RowMatch
from gricheck.model.rule import ClaimRequirement, ClaimSpec, Reference, Rule, RuleStatus, Severity


class Outcome(StrEnum):
    """Of one rule on one subject. The worst wins: fail, review, pass, not_applicable."""

    FAIL = "fail"
    REVIEW = "review"
    PASS = "pass"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of one subject. ``message`` is a key of the rule's messages, ``arguments`` fill its template.

    ``disclosure`` is the code the finding is about; ``match`` the row, None when it is about the report as a whole.
    ``required`` is set where the claim surely wants the disclosure reported or properly omitted. ``reason`` says why
    it could not be told, for a review. ``subject`` identifies what is neither a row nor a disclosure, for the
    fingerprint.
    """

    outcome: Outcome
    match: RowMatch | None = None
    disclosure: str | None = None
    requirement: str | None = None
    message: str | None = None
    arguments: tuple[tuple[str, str], ...] = ()
    where: Where | None = None
    related: tuple[Where, ...] = ()
    required: bool = False
    reason: str | None = None
    confidence: float = 1.0
    subject: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """All that a check may look at. ``spec`` is the claim's own list, None where no claim is known."""

    mapping: Mapping
    spec: ClaimSpec | None
    edition: int | None


CheckFunction = Callable[[Context, Any], Iterable[Verdict]]


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check: its name, its function and the frozen dataclass that types its options.

    ``fields`` are the names that its verdicts fill and ``messages`` the message keys that they use beside the outcome's
    own, so that a rule's templates can be checked before any report is read.
    """

    name: str
    run: CheckFunction
    options: type[Any]
    doc: str
    fields: frozenset[str] = frozenset()
    messages: frozenset[str] = frozenset()

    def option_names(self) -> frozenset[str]:
        return frozenset(f.name for f in dataclasses.fields(self.options))


@dataclass(frozen=True, slots=True)
class Result:
    """A verdict with the rule that gave it."""

    rule: Rule
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """A fail or review, with words.

    ``status`` is that of its rule. ``waived`` is the reason of the waiver that silences it. ``baselined`` marks one
    that the baseline knows and no waiver silences.
    """

    rule: str
    severity: Severity
    outcome: Outcome
    confidence: float
    disclosure: str | None
    requirement: str | None
    message: str
    remedy: str
    reference: Reference | None
    where: Where | None
    related: tuple[Where, ...]
    fingerprint: str
    reason: str | None = None
    row: str | None = None
    status: RuleStatus = RuleStatus.STABLE
    waived: str | None = None
    baselined: bool = False

    @property
    def live(self) -> bool:
        """Whether it counts for the gate: neither waived nor in the baseline."""
        return self.waived is None and not self.baselined


@dataclass(frozen=True, slots=True)
class Waiver:
    """What the user decided to live with, as written.

    ``rule`` is an id, alias, pattern or family; ``disclosure`` a code, a pattern or ``report`` (None: any); ``path`` a
    glob of reports (None: any); ``expires`` the last day on which it holds. ``place`` is where it is written
    (``gricheck.yaml:12``).
    """

    rule: str
    reason: str
    disclosure: str | None = None
    path: str | None = None
    expires: date | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class WaiverUse:
    """A waiver that applies to this report. ``matched`` counts the findings that it names, shown or not."""

    waiver: Waiver
    matched: int
    expired: bool


@dataclass(frozen=True, slots=True)
class BaselineUse:
    """What the baseline did. ``listed`` is False where it has no list for a report of this name (``report``)."""

    name: str
    report: str
    listed: bool
    known: int
    stale: int


class StaleKind(StrEnum):
    """What of the policy has outlived its purpose."""

    WAIVER = "waiver"
    EXPIRED = "expired-waiver"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Stale:
    """A waiver or an entry of the baseline that no longer serves, with what to do about it."""

    kind: StaleKind
    rule: str
    disclosure: str | None
    message: str
    waiver: Waiver | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What policy did beside the findings. ``hidden`` counts those that select, ignore or severity off leave out.

    ``fail_on`` is the least severity that makes the call fail, None where none does; ``fail_on_stale`` says that what
    is stale makes it fail too.
    """

    waivers: tuple[WaiverUse, ...] = ()
    baseline: BaselineUse | None = None
    stale: tuple[Stale, ...] = ()
    hidden: int = 0
    fail_on: Severity | None = Severity.ERROR
    fail_on_stale: bool = False

    @property
    def failing_stale(self) -> tuple[Stale, ...]:
        """What is stale, where that makes the call fail."""
        return self.stale if self.fail_on_stale else ()

    def fails(self, finding: Finding) -> bool:
        """Whether a finding makes the call fail."""
        order = list(Severity)
        return finding.live and self.fail_on is not None and order.index(finding.severity) <= order.index(self.fail_on)


class RequirementVerdict(StrEnum):
    """Of one requirement of the claim."""

    MET = "met"
    NOT_MET = "not met"
    CANNOT_TELL = "cannot be told"


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """A requirement of the claim and how it stands, with why."""

    requirement: ClaimRequirement
    verdict: RequirementVerdict
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the index was read."""

    rows: int
    parsed: int
    unparsed: int
    pages_judged: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """What ran: the tool, the catalogue, and each pack as ``(id, version)``."""

    tool: str
    catalogue: str
    packs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Everything one check of one report gave. ``results`` are the engine's; ``findings`` and ``applied`` are set by
    policy."""

    mapping: Mapping
    versions: Versions
    spec: ClaimSpec | None
    results: tuple[Result, ...]
    requirements: tuple[RequirementResult, ...]
    gaps: tuple[Gap, ...]
    coverage: Coverage
    findings: tuple[Finding, ...] = ()
    errors: tuple[str, ...] = ()
    applied: Applied = Applied()


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be checked, with why and what to do: it cannot be read, or holds no content index."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What one call came to: a run of every report that could be read, and the reports that could not be checked.

    ``several`` says that several reports were asked for, whatever became of them.
    """

    runs: tuple[Run, ...]
    failures: tuple[Failure, ...] = ()
    several: bool = False

    @property
    def judged(self) -> tuple[Run, ...]:
        """The runs of reports that hold an index."""
        return tuple(run for run in self.runs if run.mapping.index.rows)
