"""The column for assurance against the assurance statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import ROW_FIELDS, judge, list_codes, passed
from gricheck.model.index import Assurance
from gricheck.model.mapping import RowMatch
from gricheck.model.run import Context, Outcome, Verdict


@check("assurance-stated", fields={"count", "codes"})
def assurance_stated(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """An index that marks disclosures as assured stands in a report with an assurance statement."""
    marked = [m.row.code for m in context.mapping.matches if m.row.assured]
    if not marked:
        return
    if context.mapping.index.assurance is not None:
        yield Verdict(Outcome.PASS, subject="assurance")
        return
    words = (("codes", list_codes(marked)), ("count", str(len(marked))))
    why = "the statement may be a document of its own, or a picture"
    yield Verdict(Outcome.REVIEW, arguments=words, reason=why, subject="assurance")


@dataclass(frozen=True, slots=True)
class Scope:
    """``min_share``: a statement that names less than this share of the marked disclosures gives its scope in words."""

    min_share: float = 0.5


@check("assurance-agrees", options=Scope, fields=ROW_FIELDS | {"page"}, messages=["unmarked"])
def assurance_agrees(context: Context, options: Scope) -> Iterable[Verdict]:
    """The disclosures that the index marks as assured are those that the assurance statement names."""
    statement = context.mapping.index.assurance
    judged = [m for m in context.mapping.matches if m.row.assured is not None]
    marked = [m for m in judged if m.row.assured]
    named = [m for m in marked if statement is not None and m.row.code in statement.codes]
    for match in judged:
        if statement is None or not named or len(named) < options.min_share * len(marked):
            yield passed(match, applies=False)
        else:
            yield _compared(context, match, statement)


def _compared(context: Context, match: RowMatch, statement: Assurance) -> Verdict:
    inside = match.row.code in statement.codes
    if bool(match.row.assured) == inside:
        return passed(match)
    page = statement.pages[0]
    words = {"page": context.mapping.page_number(page)}
    if not inside:
        return judge(context, match, Outcome.FAIL, words=words)
    why = "the statement may name it without having assured it"
    return judge(context, match, Outcome.REVIEW, "unmarked", words, reason=why)
