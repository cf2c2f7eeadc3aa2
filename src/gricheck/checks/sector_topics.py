"""Topics of a sector standard: each is reported, with what the standard asks for, or listed as not material."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.sector_facts import (
    are_sure,
    numbers_of,
    standard_of,
    standards_used,
    topic_of,
    topics_of,
)
from gricheck.checks.verdicts import arguments, has_words, join_words, list_codes, named
from gricheck.model.index import Kind, Topic, Where
from gricheck.model.listing import doubt, is_half_read
from gricheck.model.mapping import Mapping, RowMatch
from gricheck.model.rule import Severity
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import SectorReference, SectorTopic, Standard

_TOPIC = frozenset({"topic", "number", "standard"})
_NOT_REPORTED = (Kind.OMITTED, Kind.BLANK, Kind.SLASH, Kind.DASH, Kind.NONE)


@check("sector-topic-explained", fields=_TOPIC, messages=["none"])
def sector_topic_explained(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A topic of a sector standard that the index lists as not material has an explanation."""
    listed = [topic for topic in context.mapping.index.topics if _is_left_out(topic)]
    bare = [topic for topic in listed if not has_words(topic.explanation)]
    for topic in listed:
        if topic not in bare:
            yield Verdict(Outcome.PASS, disclosure=topic.reference)
        elif len(bare) < len(listed) or len(listed) == 1:
            yield _on_topic(Outcome.FAIL, topic.reference or "", topic.name, topic.where)
        else:
            why = "no topic of the list has one, so it may stand in one place for all of them"
            yield replace(_on_topic(Outcome.REVIEW, topic.reference or "", topic.name, topic.where), reason=why)


@check("sector-topic-settled", fields=_TOPIC | {"codes"})
def sector_topic_settled(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """No topic that the index lists as not material is reported in it."""
    mapping = context.mapping
    for topic in mapping.index.topics:
        if not _is_left_out(topic):
            continue
        rows = [m for m in mapping.matches if m.row.kind not in _NOT_REPORTED and _bears(m, topic.reference or "")]
        if not rows:
            yield Verdict(Outcome.PASS, disclosure=topic.reference)
            continue
        codes = list_codes(m.row.code for m in rows)
        found = _on_topic(Outcome.FAIL, topic.reference or "", topic.name, topic.where, {"codes": codes})
        yield replace(found, related=tuple(m.row.where for m in rows))


@dataclass(frozen=True, slots=True)
class Sector:
    """``standard``: the sector standard whose topics must be settled. ``min_share``: where fewer of them were found,
    the index counts as half read."""

    standard: str
    min_share: float = 0.4


@check(
    "sector-topics-settled", options=Sector, fields=_TOPIC | {"found", "total"}, messages=["half-read", "unnumbered"]
)
def sector_topics_settled(context: Context, options: Sector) -> Iterable[Verdict]:
    """Each likely topic of a sector standard in use is reported or listed as not material."""
    mapping = context.mapping
    for standard in standards_used(mapping):
        if standard.number != options.standard:
            continue
        topics = topics_of(standard)
        open_topics = [number for number, versions in topics.items() if not _is_settled(mapping, number, versions)]
        found = len(topics) - len(open_topics)
        if is_half_read(found, len(topics), options.min_share):
            yield _half_read(mapping, standard, open_topics, found, len(topics))
            continue
        yield from (Verdict(Outcome.PASS, disclosure=n) for n in topics if n not in open_topics)
        yield from (_unsettled(mapping, standard, n, topics[n], found, len(topics)) for n in open_topics)


@check("sector-disclosures-listed", fields=_TOPIC | {"code", "name", "line"})
def sector_disclosures_listed(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """For each topic of a sector standard that is reported, what the sector standard lists has a row.

    A row may stand under another topic, or declare the disclosure not applicable: it is enough that it is there.
    """
    mapping = context.mapping
    for standard in standards_used(mapping):
        for number, versions in topics_of(standard).items():
            if any(_bears(match, number) for match in mapping.matches):
                yield from _listed(mapping, standard, _version_used(mapping, versions))


def _listed(mapping: Mapping, standard: Standard, topic: SectorTopic) -> Iterator[Verdict]:
    for line in topic.references:
        if line.kind == "additional" or not are_sure(mapping, [line]):
            continue  # the sector's own are recommended, not required
        if line.kind == "management" and any(m.row.topic for m in mapping.matches if _bears(m, topic.number)):
            continue  # under a topic's name ``topic-managed`` tells whether 3-3 stands there
        if _has_row(mapping, line):
            yield Verdict(Outcome.PASS, disclosure=line.code, subject=line.number)
        else:
            yield _absent(mapping, standard, topic, line)


def _has_row(mapping: Mapping, line: SectorReference) -> bool:
    """Whether a row carries the line's number, or reports on its disclosure; 3-3 is told apart by the number only."""
    if any(line.number in numbers_of(match) for match in mapping.matches):
        return True
    rows = [m for m in mapping.matches if line.code in (m.row.code, m.disclosure.code if m.disclosure else None)]
    if line.kind == "management":
        return any(not match.row.references for match in rows)
    return bool(rows)


def _absent(mapping: Mapping, standard: Standard, topic: SectorTopic, line: SectorReference) -> Verdict:
    code = line.code or ""
    disclosure = mapping.catalogue.get(code, line.edition)
    reason = doubt(mapping, code) if line.kind != "management" else None
    rows = [match for match in mapping.matches if _bears(match, topic.number)]
    words = {
        "topic": named(topic.number, topic.title),
        "number": topic.number,
        "standard": standard.number,
        "code": code,
        "name": named(code, disclosure.title if disclosure else ""),
        "line": line.number,
    }
    return Verdict(
        Outcome.REVIEW if reason else Outcome.FAIL,
        disclosure=code,
        arguments=arguments(words),
        where=rows[0].row.where if rows else None,
        reason=reason,
        subject=line.number,
    )


def _version_used(mapping: Mapping, versions: tuple[SectorTopic, ...]) -> SectorTopic:
    """The version of a topic whose lines stand beside their own disclosures in most rows; the original of equals."""

    def fitting(topic: SectorTopic) -> int:
        pairs = {(line.number, line.code) for line in topic.references}
        return sum((number, match.row.code) in pairs for match in mapping.matches for number in numbers_of(match))

    return max(versions, key=fitting)


def _is_settled(mapping: Mapping, number: str, versions: tuple[SectorTopic, ...]) -> bool:
    """Whether a topic is reported or listed, by its number or by its name."""
    titles = {_folded(version.title) for version in versions}
    named_so = {_folded(t.name) for t in mapping.index.topics} | {_folded(m.row.topic or "") for m in mapping.matches}
    listed = any(number in (topic.reference, *topic.name.split()[:1]) for topic in mapping.index.topics)
    return listed or bool(titles & named_so) or any(_bears(match, number) for match in mapping.matches)


def _unsettled(
    mapping: Mapping, standard: Standard, number: str, versions: tuple[SectorTopic, ...], found: int, total: int
) -> Verdict:
    """A topic that nothing speaks of. Without its number a row may report on it all the same."""
    words = {"found": str(found), "total": str(total)}
    verdict = _on_topic(Outcome.FAIL, number, versions[0].title, _head(mapping), words)
    codes = {line.code for topic in versions for line in topic.references if line.kind == "topic"}
    rows = [m for m in mapping.matches if m.row.code in codes and not _numbers_in(m, standard)]
    if rows:
        listed = join_words(dict.fromkeys(m.row.code for m in rows))
        why = f"{listed}, which the topic asks for, stands in the index without a number of {standard.number}"
        return replace(verdict, outcome=Outcome.REVIEW, message="unnumbered", reason=why, severity=Severity.INFO)
    return verdict


def _half_read(mapping: Mapping, standard: Standard, numbers: list[str], found: int, total: int) -> Verdict:
    words = {"topic": list_codes(numbers), "number": "", "standard": standard.number}
    return Verdict(
        Outcome.REVIEW,
        message="half-read",
        arguments=arguments({**words, "found": str(found), "total": str(total)}),
        where=_head(mapping),
        reason="either the topics stand where they were not looked for, or the index gives them no numbers",
        subject=standard.number,
    )


def _on_topic(
    outcome: Outcome, number: str, name: str, where: Where | None, words: dict[str, str] | None = None
) -> Verdict:
    """A verdict about one topic of a sector standard, known by its number."""
    own = {"topic": named(number, name), "number": number, "standard": standard_of(number)}
    return Verdict(outcome, disclosure=number, arguments=arguments({**own, **(words or {})}), where=where)


def _is_left_out(topic: Topic) -> bool:
    return not topic.material and topic.reference is not None


def _bears(match: RowMatch, topic: str) -> bool:
    """Whether a row carries a number of a topic."""
    return any(topic_of(number) == topic for number in numbers_of(match))


def _numbers_in(match: RowMatch, standard: Standard) -> bool:
    return any(standard_of(number) == standard.number for number in numbers_of(match))


def _head(mapping: Mapping) -> Where | None:
    index = mapping.index
    return Where(page=index.pages[0], label=mapping.label(index.pages[0])) if index.pages else None


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
