"""How much of each standard the index reports: for the summary of the workbook and the pictures of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from gricheck.model.mapping import Gap, Status
from gricheck.model.run import Run
from gricheck.reporter.gaps.lines import standard_of

NO_STANDARD = "No known standard"


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of the gap table of one standard, in the table's order."""

    name: str
    gaps: tuple[Gap, ...]

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many lines have each status, in the order of the statuses."""
        found = Counter(gap.status for gap in self.gaps)
        return {status: found[status] for status in Status if found[status]}

    @property
    def reported(self) -> int:
        """How many are reported, if only in part."""
        return sum(gap.status in (Status.REPORTED, Status.PARTIAL) for gap in self.gaps)


def groups(run: Run) -> tuple[Group, ...]:
    """The standards in the order of the table; codes of no standard last."""
    found: dict[str, list[Gap]] = {}
    for gap in run.gaps:
        found.setdefault(standard_of(gap, run) or NO_STANDARD, []).append(gap)
    last = found.pop(NO_STANDARD, [])
    named = [Group(name, tuple(gaps)) for name, gaps in found.items()]
    return (*named, Group(NO_STANDARD, tuple(last))) if last else tuple(named)
