"""The report's own text against its index: whether the cited pages speak of the matter, and what no row cites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import ROW_FIELDS, arguments, join_words, judge, named, passed, shown
from gricheck.model.evidence import Evidence, Passage, Support
from gricheck.model.index import PageRange, PageRef, Where
from gricheck.model.mapping import Mapping, RowMatch
from gricheck.model.run import Context, Outcome, Verdict

_QUOTED, _CONCEPT = 120, 80
_NAMED = 6

PASSAGE_FIELDS = frozenset({"better", "quote", "section"})
"""A page that says it, what it says, and the section that it is in with a word before it."""


@check("page-evidence", fields=ROW_FIELDS | PASSAGE_FIELDS | {"cited"})
def page_evidence(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """One of the pages that a row cites speaks of what its disclosure asks for.

    Only where another page of the report does: a report that says nothing at all is not told from one that says it in
    words that are not known here.
    """
    for match in context.mapping.matches:
        evidence = match.evidence
        if evidence is None or context.mapping.shift is not None or evidence.tagged is False:  # that is tags-cited's
            yield passed(match, applies=False)
        elif evidence.support is not Support.NONE:
            yield passed(match)
        else:
            yield _without_evidence(context, match, evidence)


@check("tags-cited", fields=ROW_FIELDS | PASSAGE_FIELDS | {"cited", "tagged", "concept"})
def tags_cited(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A row cites a page on which the report itself tags its disclosure (inline XBRL), if it tags it on any page."""
    for match in context.mapping.matches:
        evidence = match.evidence
        if evidence is None or evidence.tagged is None or context.mapping.shift is not None:
            yield passed(match, applies=False)
        elif evidence.tagged:
            yield passed(match)
        else:
            tagged = [passage for passage in evidence.better if passage.concept]
            mapping = context.mapping
            pages = _listed(_passages(mapping, tagged))
            cited, concept = _listed(_named_pages(mapping, match)), shown(tagged[0].concept or "")
            words = {"cited": cited, "tagged": pages, "concept": concept}
            related = tuple(_where(passage) for passage in tagged)
            why = "what is not tagged may stand on the cited pages"
            words |= _passage(mapping, tagged[0])
            yield judge(context, match, Outcome.REVIEW, words=words, related=related, reason=why)


@check("tags-known", fields={"count", "concepts", "release"})
def tags_known(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """Every tag in a namespace of GRI's taxonomy is of a concept that the taxonomy has."""
    tagging = context.mapping.tagging
    if tagging is None:
        return
    if not tagging.unknown:
        yield Verdict(Outcome.PASS, subject="tags")
        return
    names = [f'"{shown(name, _CONCEPT)}"' for name in dict.fromkeys(tag.concept for tag in tagging.unknown)]
    words = {
        "count": f"{len(tagging.unknown)} tag{'' if len(tagging.unknown) == 1 else 's'}",
        "concepts": _listed(names),
        "release": tagging.release,
    }
    pages = [page for tag in tagging.unknown for page in tag.pages[:1]]
    where = Where(page=pages[0], label=context.mapping.label(pages[0])) if pages else None
    why = "a newer release of the taxonomy may have it"
    yield Verdict(Outcome.REVIEW, arguments=arguments(words), where=where, reason=why, subject="tags")


@check("page-figures", fields=ROW_FIELDS | {"cited", "units"})
def page_figures(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A cited page holds a quantity where the disclosure asks for one that is measured in a unit of its own."""
    for match in context.mapping.matches:
        evidence = match.evidence
        known = evidence is not None and evidence.figures is not None and context.mapping.shift is None
        if evidence is None or not known or evidence.support is Support.NONE:
            yield passed(match, applies=False)
        elif evidence.figures:
            yield passed(match)
        else:
            words = {"cited": _listed(_cited(context.mapping, match)), "units": join_words(_units(match), last="or")}
            why = "the figure may be in a picture, or in a unit that is not known here"
            yield judge(context, match, Outcome.REVIEW, words=words, reason=why)


@check("pages-in-step", fields={"by", "direction", "cells", "fitting"})
def pages_in_step(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The page numbers of the index are those of this layout: not all off by the same number of pages."""
    mapping = context.mapping
    if not any(match.evidence for match in mapping.matches):
        return
    if mapping.shift is None:
        yield Verdict(Outcome.PASS, subject="shift")
        return
    shift = mapping.shift
    words = {
        "by": f"{abs(shift.by)} page{'' if abs(shift.by) == 1 else 's'}",
        "direction": "further on" if shift.by > 0 else "before",
        "cells": str(shift.cells),
        "fitting": str(shift.fitting),
    }
    where = Where(page=mapping.index.pages[0], label=mapping.label(mapping.index.pages[0]))
    why = "it rests on the words of the pages alone"
    yield Verdict(Outcome.REVIEW, arguments=arguments(words), where=where, reason=why, subject="shift")


@check("page-holds-text", fields=ROW_FIELDS | {"cited"})
def page_holds_text(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A row leads to a page with text: not only to dividers and blank pages. Of a picture it
    cannot be told what it says."""
    bare = context.mapping.bare_pages
    for match in context.mapping.matches:
        pages = [ref.index for ref in match.row.pages if ref.index is not None]
        if not pages or not bare:
            yield passed(match, applies=False)
        elif not all(page in bare for page in pages):
            yield passed(match)
        else:
            words = {"cited": _listed(_known(context.mapping, match.row.pages))}
            why = "the few words there may be all that there is to say"
            yield judge(context, match, Outcome.REVIEW, words=words, reason=why)


@dataclass(frozen=True, slots=True)
class Narrow:
    """``min_pages``: narrower ranges are fine as they are; ``max_share``: the pages from the first that matters to the
    last may be such a share of a wide one."""

    min_pages: int = 8
    max_share: float = 0.4


@check("range-pages", options=Narrow, fields=ROW_FIELDS | {"ranges", "span"})
def range_pages(context: Context, options: Narrow) -> Iterable[Verdict]:
    """A wide range is as narrow as the pages that speak of the matter. How a topic is managed fills its chapter."""
    for match in context.mapping.matches:
        span = match.evidence.span if match.evidence else None
        one = len(match.row.ranges) == 1 and len(match.row.pages) == match.row.ranges[0].width
        managed = match.disclosure is None or match.disclosure.is_of_each_topic
        if span is None or not one or managed:
            yield passed(match, applies=False)
            continue
        wide = match.row.ranges[0].width
        if wide < options.min_pages or span[1] - span[0] + 1 > options.max_share * wide:
            yield passed(match)
        else:
            words = {"ranges": _spell(match.row.ranges), "span": _span(match, *span)}
            why = "it rests on the words of the pages alone"
            yield judge(context, match, Outcome.REVIEW, words=words, reason=why)


@check(
    "covered-located",
    fields={"code", "name", *PASSAGE_FIELDS, "location", "concept"},
    messages=["struck", "tagged", "tagged-struck"],
)
def covered_located(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The index locates what the report covers: a disclosure that it does not list, or strikes out with "/"."""
    mapping = context.mapping
    yield from (passed(match) for match in mapping.matches if match.evidence)
    for covered in mapping.covered:
        disclosure = mapping.catalogue.get(covered.code, covered.edition)
        rows = [match for match in mapping.matches if match.row.code == covered.code]
        words = {
            "code": covered.code,
            "name": named(covered.code, disclosure.words if disclosure else ""),
            "location": f'"{shown(rows[0].row.location)}"' if rows and rows[0].row.location.strip() else "nothing",
            "concept": shown(covered.passage.concept or ""),
            **_passage(context.mapping, covered.passage),
        }
        tagged = covered.passage.concept is not None
        yield Verdict(
            Outcome.REVIEW,
            match=rows[0] if rows else None,
            disclosure=covered.code,
            message=("tagged-struck" if tagged else "struck") if rows else "tagged" if tagged else Outcome.REVIEW,
            arguments=arguments(words),
            where=rows[0].row.where if rows else _where(covered.passage),
            related=(_where(covered.passage),) if rows else (),
            reason="a tag may mark only a part" if tagged else "it rests on the words of the page alone",
        )


def _units(match: RowMatch) -> list[str]:
    """The units that the disclosure asks for, each once."""
    asked = [r.unit for r in (match.disclosure.requirements if match.disclosure else ()) if r.unit]
    return sorted({unit.strip() for units in asked for unit in units.split(";")})


def _without_evidence(context: Context, match: RowMatch, evidence: Evidence) -> Verdict:
    words = {"cited": _listed(_cited(context.mapping, match)), **_passage(context.mapping, evidence.better[0])}
    related = tuple(_where(passage) for passage in evidence.better)
    if evidence.sure:
        return judge(context, match, Outcome.FAIL, words=words, related=related)
    why = "it rests on the words of the pages alone, and may be told in other words or in a picture"
    if any(context.mapping.pagination_at(passage.page).near for passage in evidence.pages):
        why += "; the pages are those of an earlier layout, so that those beside were looked at too"
    return judge(context, match, Outcome.REVIEW, words=words, related=related, reason=why)


def _passage(mapping: Mapping, passage: Passage) -> dict[str, str]:
    section = f" ({passage.section})" if passage.section else ""
    return {
        "better": mapping.passage_words(passage),
        "quote": shown(passage.quote, _QUOTED),
        "section": section,
    }


def _cited(mapping: Mapping, match: RowMatch) -> list[str]:
    """The pages that were weighed, in the row's order."""
    evidence = match.evidence
    if evidence is None or evidence.support is not Support.SUPPORTED:
        return _named_pages(mapping, match)
    return _passages(mapping, evidence.pages)


def _passages(mapping: Mapping, passages: Iterable[Passage]) -> list[str]:
    """Where passages stand, in the order of the report."""
    in_order = sorted(passages, key=lambda passage: (passage.page, passage.line))
    return list(dict.fromkeys(map(mapping.passage_words, in_order)))


def _named_pages(mapping: Mapping, match: RowMatch) -> list[str]:
    """The pages that a row names: the report's, and those of other documents."""
    return _known(mapping, (*match.row.pages, *(ref for external in match.row.externals for ref in external.pages)))


def _known(mapping: Mapping, pages: Iterable[PageRef]) -> list[str]:
    return [mapping.ref_words(ref) for ref in pages if ref.index is not None]


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return join_words(names) if not more else ", ".join(names[:_NAMED]) + more


def _span(match: RowMatch, first: int, last: int) -> str:
    """The pages from one to another, as the row prints them."""
    labels = {ref.index: ref.label for ref in match.row.pages}
    start, end = labels.get(first), labels.get(last)
    if start is None or end is None:
        return f"pages {first + 1}-{last + 1} of the file"
    return f"p. {start}" if first == last else f"p. {start}-{end}"


def _spell(ranges: Iterable[PageRange]) -> str:
    return join_words(f"{r.first}-{r.last}" for r in ranges)


def _where(passage: Passage) -> Where:
    return Where(page=passage.page, label=passage.label, line=passage.line, part=passage.part)
