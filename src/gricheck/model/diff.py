"""What changed between two reports: what is held against each other, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gricheck.model.index import Level, PageRef
from gricheck.model.mapping import Status
from gricheck.model.rule import Severity
from gricheck.model.run import Outcome, RequirementVerdict, Versions


class Form(StrEnum):
    """What one side was read from."""

    REPORT = "report"
    RUN = "run"
    GAPS = "gaps"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Line:
    """One disclosure of one edition, with all of its rows.

    ``status`` is None where the index gives a location and nothing judged it. ``location`` is as printed, all rows of
    the disclosure; None where the index has no row for it. ``required`` says whether the claim expects it.
    """

    code: str
    edition: int | None
    title: str
    status: Status | None
    location: str | None = None
    pages: tuple[PageRef, ...] = ()
    required: bool = False

    @property
    def key(self) -> tuple[str, int | None]:
        return self.code, self.edition

    @property
    def listed(self) -> bool:
        """Whether the index has a row for it."""
        return self.location is not None


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding, as far as two of them are held against each other. ``silenced`` says what silences it, None where it
    is live; ``page`` is where it stands, as a reader finds it; ``reason`` why it could not be told, for a review."""

    rule: str
    severity: Severity
    outcome: Outcome
    disclosure: str | None
    message: str
    remedy: str
    fingerprint: str
    page: str | None = None
    reason: str | None = None
    silenced: str | None = None

    @property
    def live(self) -> bool:
        return self.silenced is None


@dataclass(frozen=True, slots=True)
class Demand:
    """A requirement of the claim and how it stands."""

    id: str
    text: str
    verdict: RequirementVerdict
    why: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One side of a comparison. ``path`` is the file as given, ``report`` the report that it tells of.

    ``lines``, ``faults`` and ``demands`` are None where this form of file does not tell them; no two lines have the
    same key. ``hidden`` counts the findings that settings left out, ``errors`` are checks that broke.
    """

    form: Form
    path: str
    report: str
    sha256: str
    versions: Versions
    level: Level
    edition: int | None
    lines: tuple[Line, ...] | None
    faults: tuple[Fault, ...] | None = None
    demands: tuple[Demand, ...] | None = None
    hidden: int = 0
    errors: tuple[str, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether it says how disclosures stand, and which are missing."""
        return self.form is not Form.INDEX

    @property
    def claim(self) -> tuple[Level, int | None]:
        return self.level, self.edition


class Kind(StrEnum):
    """What became of a disclosure, or of several that are one in another edition. The first that holds is told."""

    DROPPED = "dropped"
    """The old index lists it, the new one does not."""
    WEAKER = "weaker"
    """Its status is worse: newly omitted, unexplained, missing …"""
    ADDED = "added"
    STRONGER = "stronger"
    """Its status is better: reported again, explained, no longer missing …"""
    RENUMBERED = "renumbered"
    """It has another code in the edition that is used now."""
    EDITION = "edition"
    """The same code in another edition."""
    MOVED = "moved"
    """The location reads differently."""
    SAME = "same"


@dataclass(frozen=True, slots=True)
class LineChange:
    """Lines of both sides that are about the same thing; each line of a side is in exactly one of these.

    ``worse`` says that the report lost something: what it reported or its claim requires. ``went_to`` names where the
    catalogue says that the content of dropped disclosures went.
    """

    kind: Kind
    old: tuple[Line, ...]
    new: tuple[Line, ...]
    worse: bool = False
    went_to: tuple[str, ...] = ()


class FaultKind(StrEnum):
    """What became of a finding."""

    NEW = "new"
    LIVE_AGAIN = "live again"
    """A waiver or the baseline silenced it, and no longer does."""
    REWEIGHED = "reweighed"
    """It has another severity."""
    SILENCED = "silenced"
    """It is still there, but waived or in the baseline now."""
    MENDED = "mended"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class FaultChange:
    """A finding of one side or of both; each is in exactly one of these."""

    kind: FaultKind
    old: Fault | None
    new: Fault | None
    worse: bool = False


@dataclass(frozen=True, slots=True)
class DemandChange:
    """A requirement of the same claim whose verdict changed; ``worse`` where it is further from met."""

    old: Demand
    new: Demand
    worse: bool


class Direction(StrEnum):
    """Which way a claim changed."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed. ``notes`` say what could not be held against each other and why, and what to bear in mind.

    ``lines`` and ``faults`` hold what stayed the same too; they are None where a side does not tell them.
    """

    old: Snapshot
    new: Snapshot
    claim: Direction
    lines: tuple[LineChange, ...] | None
    faults: tuple[FaultChange, ...] | None
    demands: tuple[DemandChange, ...] | None
    notes: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything is not as it was."""
        lines = any(change.kind is not Kind.SAME for change in self.lines or ())
        faults = any(change.kind is not FaultKind.SAME for change in self.faults or ())
        return lines or faults or bool(self.demands) or self.old.claim != self.new.claim

    @property
    def worse(self) -> bool:
        """Whether the report lost something or has a new error."""
        changes: tuple[LineChange | FaultChange | DemandChange, ...] = (
            *(self.lines or ()),
            *(self.faults or ()),
            *(self.demands or ()),
        )
        return self.claim is Direction.WEAKER or any(change.worse for change in changes)
