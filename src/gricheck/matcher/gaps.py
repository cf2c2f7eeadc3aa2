"""The gap table: every disclosure that the claim expects and every row that the index lists, with its status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gricheck.index.codes import code_order
from gricheck.model.index import Kind, Row
from gricheck.model.listing import doubt, expected, is_half_read, unlisted
from gricheck.model.mapping import Gap, Mapping, Method, RowMatch, Status
from gricheck.model.rule import ClaimSpec

_BEST_FIRST = (
    Status.REPORTED,
    Status.PARTIAL,
    Status.OMITTED,
    Status.MISLABELLED,
    Status.UNRESOLVED,
    Status.UNEXPLAINED,
)
"""Of several rows for one disclosure the best one tells its status: a topic may report what another leaves out."""


def gap_table(mapping: Mapping, spec: ClaimSpec | None) -> tuple[Gap, ...]:
    """One line a disclosure, in the order of codes. Without a known claim only what the index lists is in it."""
    listed: dict[tuple[str, int | None], list[RowMatch]] = {}
    for found in mapping.matches:
        key = found.disclosure.key if found.disclosure else (found.row.code, found.row.edition)
        listed.setdefault(key, []).append(found)
    gaps = [_listed(code, edition, rows, mapping, spec) for (code, edition), rows in listed.items()]
    gaps += _missing(mapping, spec, {(gap.code, gap.edition) for gap in gaps})
    gaps = list(_with_covered(gaps, mapping))
    gaps += list(_uncalled_for(gaps, mapping))
    place = mapping.catalogue.place
    return tuple(sorted(gaps, key=lambda gap: (place(gap.code), code_order(gap.code), gap.edition or 0)))


def _listed(code: str, edition: int | None, rows: Sequence[RowMatch], mapping: Mapping, spec: ClaimSpec | None) -> Gap:
    disclosure = rows[0].disclosure
    status = min((row_status(row, mapping) for row in rows), key=_BEST_FIRST.index)
    title = (disclosure.title if disclosure else "") or rows[0].row.title or (disclosure.words if disclosure else "")
    standard = disclosure.standard if disclosure else None
    return Gap(code, edition, title, standard, _required_by(code, edition, spec), status, tuple(rows))


def _missing(mapping: Mapping, spec: ClaimSpec | None, listed: set[tuple[str, int | None]]) -> Iterator[Gap]:
    """What has no line yet. It is surely missing only where a check may say so too."""
    wanted, absent = list(expected(spec)), dict(unlisted(mapping, spec))
    half_read = is_half_read(len(wanted) - len(absent), len(wanted))
    for code, item in wanted:
        disclosure = mapping.catalogue.get(code, item.edition)
        if (code, item.edition) in listed or disclosure is None:
            continue
        sure = code in absent and not half_read and doubt(mapping, code) is None
        status = Status.MISSING if sure else Status.UNRESOLVED
        yield Gap(code, item.edition, disclosure.words, disclosure.standard, spec.label if spec else None, status)


def _with_covered(gaps: Sequence[Gap], mapping: Mapping) -> Iterator[Gap]:
    """The lines, each with the passage that covers it though no row locates it."""
    covered = {(one.code, one.edition): one for one in mapping.covered}
    return (replace(gap, covered=covered.get((gap.code, gap.edition or 0))) for gap in gaps)


def _uncalled_for(gaps: Sequence[Gap], mapping: Mapping) -> Iterator[Gap]:
    """What the report covers, no claim expects and no row lists."""
    taken = [gap.covered for gap in gaps]
    for covered in mapping.covered:
        disclosure = mapping.catalogue.get(covered.code, covered.edition)
        if disclosure is not None and covered not in taken:
            words, standard = disclosure.words, disclosure.standard
            yield Gap(covered.code, covered.edition, words, standard, None, Status.UNLISTED, covered=covered)


def _required_by(code: str, edition: int | None, spec: ClaimSpec | None) -> str | None:
    return spec.label if spec and spec.expectation(code, edition) else None


def row_status(match: RowMatch, mapping: Mapping) -> Status:
    """The status that one row gives its disclosure."""
    row = match.row
    if match.method is not Method.EXACT and not row.code.isdigit():  # "103" is a standard as a whole, no wrong code
        return Status.MISLABELLED
    if row.kind is Kind.OMITTED:
        complete = row.omission is not None and row.omission.reason_key and row.omission.explanation
        return Status.OMITTED if complete else Status.UNEXPLAINED
    if row.kind in (Kind.SLASH, Kind.DASH, Kind.BLANK, Kind.NONE):
        return Status.UNEXPLAINED
    if row.kind is Kind.PAGES and mapping.pagination.judged and all(ref.index is None for ref in row.pages):
        return Status.UNRESOLVED
    if row.kind is Kind.EXTERNAL and _leads_nowhere(row, mapping):
        return Status.UNRESOLVED
    if row.omission is not None and row.omission.reason_key:
        return Status.PARTIAL
    return Status.REPORTED


def _leads_nowhere(row: Row, mapping: Mapping) -> bool:
    """Whether every document that a row names was given, can be told into pages, and has none that the row names."""
    judged = {part.source.path for part in mapping.parts if part.pagination.judged}
    refs = [ref for external in row.externals for ref in external.pages]
    known = all(one.pages and one.file in judged for one in row.externals)
    return bool(refs) and known and all(ref.index is None for ref in refs)
