"""Sustainable Development Goals beside the rows, against GRI's own linkage of disclosures and goals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gricheck.checks.registry import check
from gricheck.checks.verdicts import arguments, code_of, join_words
from gricheck.model.mapping import Method, RowMatch
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import Trust

_INDEX = "index"


@dataclass(frozen=True, slots=True)
class Goals:
    """``least_rows``: with goals beside fewer rows the index has no column of them. ``most_shown``: rows to name."""

    least_rows: int = 10
    most_shown: int = 10


@check("goal-linked", options=Goals, fields={"rows", "count", "total"})
def goal_linked(context: Context, options: Goals) -> Iterable[Verdict]:
    """The goals beside each disclosure are among those that GRI links it to: one verdict for the index.

    An organization may see further links, and the linkage is not surely known, so it is for a person to look at.
    """
    rows = [m for m in context.mapping.matches if m.row.sdgs and m.method is Method.EXACT]
    if len(rows) < options.least_rows:
        return
    judged = [m for m in rows if _known_goals(m)]
    odd = {code_of(m): goals for m in judged if (goals := [g for g in m.row.sdgs if g not in _known_goals(m)])}
    if not odd:
        yield Verdict(Outcome.PASS, subject=_INDEX)
        return
    named = [f"{code} ({', '.join(map(str, goals))})" for code, goals in odd.items()]
    left = len(named) - options.most_shown
    shown = [*named[: options.most_shown], f"{left} more"] if left > 0 else named
    first = next(m for m in judged if code_of(m) in odd)
    words = {"rows": join_words(shown), "count": str(len(odd)), "total": str(len(rows))}
    yield Verdict(
        Outcome.REVIEW,
        arguments=arguments(words),
        where=first.row.where,
        reason="an organization may see links that GRI does not, and GRI's linkage is known from secondary sources",
        subject=_INDEX,
    )


def _known_goals(match: RowMatch) -> frozenset[int]:
    """The goals that GRI links to the row's disclosure, where all are known well enough; else none."""
    links = match.disclosure.sdgs if match.disclosure else ()
    return frozenset(link.goal for link in links) if all(link.trust is not Trust.LOW for link in links) else frozenset()
