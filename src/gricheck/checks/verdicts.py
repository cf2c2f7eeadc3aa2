"""How a check speaks of a row: the words every row's finding has, and what the claim makes of the row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from gricheck.model.index import Kind, Where
from gricheck.model.mapping import RowMatch
from gricheck.model.rule import Expectation, Severity
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import Disclosure, Trust

ROW_FIELDS = frozenset({"code", "printed", "name", "title", "official", "location", "claim"})
"""The fields of a verdict made by ``judge``: the disclosure's code, the code as printed, code and title together, the
title as printed, the official title, the location cell, and the claim in words."""

Words = Mapping[str, str]
"""What fills a message's fields."""

NO_WORDS: Words = MappingProxyType({})

_CELL_WIDTH = 160


def judge(
    context: Context,
    match: RowMatch,
    outcome: Outcome,
    message: str | None = None,
    words: Words = NO_WORDS,
    *,
    reason: str | None = None,
    severity: Severity | None = None,
    related: tuple[Where, ...] = (),
    requirement: str | None = None,
) -> Verdict:
    """A verdict on one row. ``words`` fill the message's own fields beside ``ROW_FIELDS``.

    ``requirement`` is the clause that it is about (``2-7-b-ii``), where that is not the one that the row itself names.
    """
    return Verdict(
        outcome=outcome,
        match=match,
        disclosure=code_of(match),
        requirement=requirement or requirement_of(match),
        message=message,
        arguments=arguments({**_row_words(context, match), **words}),
        where=match.row.where,
        related=related,
        required=is_expected(context, match),
        reason=reason,
        severity=severity,
    )


def judge_reading(
    context: Context,
    match: RowMatch,
    message: str | None = None,
    words: Words = NO_WORDS,
    *,
    severity: Severity | None = None,
    requirement: str | None = None,
) -> Verdict:
    """A fail that rests on which cell of the row a text stands in: any doubt in the reading makes it a review."""
    if not match.row.doubts:
        return judge(context, match, Outcome.FAIL, message, words, severity=severity, requirement=requirement)
    reason = f"the cells of the row may be told apart wrongly: {'; '.join(match.row.doubts)}"
    return judge(context, match, Outcome.REVIEW, message or "fail", words, reason=reason, requirement=requirement)


def passed(match: RowMatch, *, applies: bool = True) -> Verdict:
    """A row in which nothing was found (``applies`` False: there was nothing to look at)."""
    outcome = Outcome.PASS if applies else Outcome.NOT_APPLICABLE
    return Verdict(outcome=outcome, match=match, disclosure=code_of(match))


def arguments(words: Words) -> tuple[tuple[str, str], ...]:
    """Words as a verdict carries them: frozen, in one order."""
    return tuple(sorted(words.items()))


def code_of(match: RowMatch) -> str:
    """The code of the disclosure that the row reports on, else the code it prints."""
    return match.disclosure.code if match.disclosure else match.row.code


def requirement_of(match: RowMatch, clauses: tuple[str, ...] | None = None) -> str | None:
    """The one clause that a row is about, or one of ``clauses`` of it: ``2-7-b-ii``; None where there are several."""
    clauses = match.row.requirements if clauses is None else clauses
    return f"{code_of(match)}-{clauses[0]}" if len(clauses) == 1 else None


def capped(facts: Iterable[Disclosure]) -> Severity | None:
    """The severity of a fail that rests on these facts: the rule's own, a warning where one is not surely sourced."""
    return None if all(fact.trust is Trust.HIGH for fact in facts) else Severity.WARNING


def expectation_of(context: Context, match: RowMatch) -> Expectation | None:
    """What the claim expects of the row's disclosure, None where it expects nothing."""
    if context.spec is None or match.disclosure is None:
        return None
    return context.spec.expectation(match.disclosure.code, match.disclosure.edition)


def is_expected(context: Context, match: RowMatch) -> bool:
    """Whether the claim surely wants the row's disclosure reported, or omitted as the standards demand."""
    expectation = expectation_of(context, match)
    return expectation is not None and expectation.trust == "high"


def is_unlocated(match: RowMatch) -> bool:
    """Whether the row gives no location, so that an omission stands in place of one."""
    return match.row.kind in (Kind.OMITTED, Kind.BLANK, Kind.SLASH, Kind.DASH)


def declares_omission(match: RowMatch) -> bool:
    """Whether the row declares an omission.

    Columns for omissions also hold remarks, marks and misread numbers: beside a location only a known reason or a named
    requirement counts, elsewhere words or the row's own code. A cell of only "n/a" is no declaration (``Kind.NONE``).
    """
    omission = match.row.omission
    if omission is None or match.row.kind is Kind.NONE:
        return False
    if omission.reason_key or omission.requirements or match.row.kind is Kind.OMITTED:
        return True
    texts = (omission.reason or "", omission.explanation or "")
    return is_unlocated(match) and any(has_words(text) or match.row.code in text for text in texts)


def has_words(text: str | None) -> bool:
    """Whether a cell says anything at all."""
    return any(char.isalpha() for char in text or "")


def named(code: str, title: str) -> str:
    """``305-1 Direct (Scope 1) GHG emissions``."""
    return f"{code} {title}".strip()


def spelled(day: date) -> str:
    """``1 January 2027``."""
    return f"{day.day} {day:%B} {day.year}"


def shown(text: str, width: int = _CELL_WIDTH) -> str:
    """A cell on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def list_codes(codes: Iterable[str], most: int = 12, to: str = " to ") -> str:
    """``102-1 to 102-13, 102-16 and 102-18``; cut after ``most`` parts with the number of those left out."""
    parts = list(_runs(list(dict.fromkeys(codes)), to))
    if len(parts) > most:
        left = sum(size for _, size in parts[most:])
        return ", ".join(text for text, _ in parts[:most]) + f" and {left} more"
    return join_words(text for text, _ in parts)


def join_words(words: Iterable[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    items = list(words)
    return f" {last} ".join(([", ".join(items[:-1])] if items[1:] else []) + items[-1:])


def _runs(codes: list[str], to: str) -> Iterator[tuple[str, int]]:
    """Runs of three or more successive numbers as ``first to last``, with how many codes each stands for."""
    start = 0
    for end in range(1, len(codes) + 1):
        if end < len(codes) and _follows(codes[end - 1], codes[end]):
            continue
        if end - start >= 3:
            yield f"{codes[start]}{to}{codes[end - 1]}", end - start
        else:
            yield from ((code, 1) for code in codes[start:end])
        start = end


def _follows(before: str, after: str) -> bool:
    old, new = re.fullmatch(r"(.*?)(\d+)", before), re.fullmatch(r"(.*?)(\d+)", after)
    return bool(old and new and old[1] == new[1] and int(new[2]) == int(old[2]) + 1)


def _row_words(context: Context, match: RowMatch) -> dict[str, str]:
    title = shown(match.row.title)
    official = match.disclosure.title if match.disclosure else ""
    return {
        "code": code_of(match),
        "printed": shown(match.row.printed_code),
        "name": named(code_of(match), official or title),
        "title": title,
        "official": official,
        "location": shown(match.row.location),
        "claim": context.spec.label if context.spec else "",
    }
