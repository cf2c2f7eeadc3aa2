"""How codes are spelled: readers and databases search for them as the standards print them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import arguments, join_words, shown
from gricheck.model.mapping import RowMatch
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import DASHES

_INDEX = "index"
_SHOWN = 8


@check("code-spelled", fields={"pairs", "count"})
def code_spelled(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """Every code is spelled as the standards spell it; one verdict for the index, which spells them all alike."""
    coded = [m for m in context.mapping.matches if m.disclosure is not None and _numbers(m.row.code)]
    odd = {m.row.printed_code: m for m in coded if not _is_spelled(m)}
    if not odd:
        yield from ([Verdict(Outcome.PASS, subject=_INDEX)] if coded else [])
        return
    rows = list(odd.values())
    pairs = [f"{shown(m.row.printed_code)} for {m.row.code}" for m in rows[:_SHOWN]]
    yield Verdict(
        Outcome.FAIL,
        arguments=arguments({"pairs": join_words(pairs), "count": str(len(rows))}),
        where=rows[0].row.where,
        related=tuple(m.row.where for m in rows[1:]),
        subject=_INDEX,
    )


def _is_spelled(match: RowMatch) -> bool:
    """Whether a dash stands between the code's parts, and G4 before those of G4.

    Of several codes printed as one (305-1 to 305-3) the first is enough; space and any kind of dash are no matter.
    """
    first, *_, last = _numbers(match.row.code)
    text = match.row.printed_code
    if match.row.code.startswith("G4"):
        return "G4" in text
    dotted = rf"(?<!\d)0*{first}\s?(?:_|[^\s\w/,;{re.escape(DASHES)}])\s?0*{last}(?!\d)"
    return re.search(dotted, text) is None


def _numbers(code: str) -> list[str]:
    """The parts of a code that a dash joins; none of a sector standard's number, which has points."""
    return code.split("-") if "." not in code and "-" in code else []
