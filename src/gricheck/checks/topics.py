"""Material topics: each has its management and its disclosures, and index and report name the same ones."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import arguments, list_codes
from gricheck.model.index import Topic, Where
from gricheck.model.listing import expected
from gricheck.model.mapping import Mapping, RowMatch
from gricheck.model.rule import Severity
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import TOPIC_LISTS, Disclosure, DisclosureKind, Standard

TOPIC_FIELDS = frozenset({"topic", "claim", "codes", "standard", "page"})
"""The name of the topic, the claim in words, the codes in question, the standard that covers it, the page of a list."""

_TOPIC_SERIES = {"economic", "environmental", "social"}
_MIN_BLOCKS = 3
_MIN_SHARE = 0.6
"""Where fewer blocks have it, the index tells the management of all topics in one place."""


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows of one topic. ``sure`` is False where a standard's heading stands for the topic."""

    name: str
    matches: tuple[RowMatch, ...]
    sure: bool

    @property
    def managed(self) -> bool:
        """Whether it tells how the topic is managed."""
        return any(m.disclosure is not None and m.disclosure.is_of_each_topic for m in self.matches)

    @property
    def disclosed(self) -> bool:
        """Whether it has a disclosure of a topic or sector standard."""
        own = [m.disclosure for m in self.matches if m.disclosure is not None]
        return any(d.kind is not DisclosureKind.GENERAL and not d.is_of_each_topic for d in own)

    @property
    def doubtful(self) -> bool:
        return any(m.row.doubts for m in self.matches)

    @property
    def where(self) -> Where:
        return self.matches[0].row.where


@check("topic-managed", fields=TOPIC_FIELDS)
def topic_managed(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """Each material topic has rows for how it is managed."""
    wanted = [code for code, item in expected(context.spec) if _is_of_each(context.mapping, code, item.edition)]
    blocks = [b for b in _blocks(context.mapping) if b.sure or b.disclosed]
    managed = [b for b in blocks if b.managed]
    apart = len(managed) >= max(_MIN_BLOCKS, _MIN_SHARE * len(blocks))
    for block in blocks:
        if wanted and apart:
            yield _managed(context, block, wanted)
        else:
            yield _verdict(context, Outcome.NOT_APPLICABLE, block.name)


@check("topic-disclosed", fields=TOPIC_FIELDS)
def topic_disclosed(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A material topic that a topic standard covers has at least one of its disclosures."""
    for block in _blocks(context.mapping):
        standard = _covering(context.mapping, block.name) if block.sure else None
        if block.disclosed:
            yield _verdict(context, Outcome.PASS, block.name)
        elif standard is None or not block.managed:
            yield _verdict(context, Outcome.NOT_APPLICABLE, block.name)
        else:
            yield _bare(context, block, standard)


@check("topics-named", fields={"page"})
def topics_named(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The index names the material topics."""
    index = context.mapping.index
    if not index.rows:
        return
    if any(topic.material for topic in index.topics):
        yield Verdict(Outcome.PASS, subject="topics")
        return
    page = index.pages[0] if index.pages else None
    where = Where(page=page, label=context.mapping.label(page)) if page is not None else None
    words = (("page", context.mapping.page_number(page)),)
    why = "the topics may be named in a way that was not understood"
    yield Verdict(Outcome.REVIEW, arguments=words, where=where, reason=why, subject="topics")


@check("topics-agree", fields=TOPIC_FIELDS, messages=["elsewhere"])
def topics_agree(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The topics of the index are those that the report lists as material."""
    index = context.mapping.index
    for topic in index.topics:
        if topic.material and topic.listed is not None:
            yield _listed(context, topic)
    for name in index.topics_elsewhere:
        why = "it may be part of another topic, or no topic at all"
        where = _list_page(context.mapping)
        yield _verdict(context, Outcome.REVIEW, name, message="elsewhere", where=where, reason=why)


@check("topic-complete", fields=TOPIC_FIELDS)
def topic_complete(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """Of every topic standard that the index uses, all disclosures have a row."""
    mapping = context.mapping
    listed = {m.disclosure.key for m in mapping.matches if m.disclosure}
    used = {(m.disclosure.standard, m.disclosure.edition): m for m in reversed(mapping.matches) if m.disclosure}
    for key, first in sorted(used.items()):
        standard = mapping.catalogue.by_standard[key]
        topical = [d for d in standard.disclosures if _is_of_topic_standard(d)]
        absent = [d.code for d in topical if d.key not in listed and not _is_taken_over(mapping, d, used)]
        if topical and standard.number != "GRI G4":
            where = first.row.where if absent else None
            outcome = Outcome.FAIL if absent else Outcome.PASS
            # The lists of Table 1 are not surely sourced, so that the requirement is left open, not broken.
            severity = Severity.WARNING if absent else None
            yield _verdict(
                context, outcome, standard.number, codes=absent, standard=standard, where=where, severity=severity
            )


def _is_of_topic_standard(disclosure: Disclosure) -> bool:
    kinds = (DisclosureKind.TOPIC, DisclosureKind.MANAGEMENT)
    return disclosure.kind in kinds and not disclosure.is_of_each_topic


def _is_taken_over(mapping: Mapping, disclosure: Disclosure, used: Container[tuple[str, int]]) -> bool:
    """Whether a newer standard that the index uses has what a disclosure asked for."""
    heirs = (mapping.catalogue.get(s.code, s.edition) for s in disclosure.successors if s.code)
    return any(heir is not None and (heir.standard, heir.edition) in used for heir in heirs)


def _blocks(mapping: Mapping) -> list[_Block]:
    """Rows by the topic they stand under; without topics, by the topic standard whose heading they stand under."""
    sure = any(m.row.topic for m in mapping.matches)
    found: dict[str, list[RowMatch]] = {}
    for match in mapping.matches:
        name = match.row.topic if sure else _topic_standard(mapping, match)
        if name:
            found.setdefault(name, []).append(match)
    return [_Block(name, tuple(rows), sure) for name, rows in found.items()]


def _topic_standard(mapping: Mapping, match: RowMatch) -> str | None:
    number = match.row.heading_standard
    series = {s.series for s in mapping.catalogue.editions(number)} if number else set()
    return number if series and series <= _TOPIC_SERIES else None


def _is_of_each(mapping: Mapping, code: str, edition: int) -> bool:
    disclosure = mapping.catalogue.get(code, edition)
    return disclosure is not None and disclosure.is_of_each_topic


def _managed(context: Context, block: _Block, wanted: list[str]) -> Verdict:
    own = {m.row.code for m in block.matches}
    whole = any(code.isdigit() for code in own)  # "103" alone stands for all of them
    missing = [] if whole else [code for code in wanted if code not in own]
    if not missing:
        return _verdict(context, Outcome.PASS, block.name)
    reason = None
    if not block.sure:
        reason = "the rows stand under the heading of a standard, which may share a topic with the one before"
    elif block.doubtful or len(missing) < len(wanted):
        reason = "other rows of the topic were read, so that this one may be lost"
    return _verdict(
        context,
        Outcome.REVIEW if reason else Outcome.FAIL,
        block.name,
        codes=missing,
        disclosure=missing[0],
        where=block.where,
        reason=reason,
    )


def _bare(context: Context, block: _Block, standard: Standard) -> Verdict:
    reason = "rows of the topic were read with doubts" if block.doubtful else None
    outcome = Outcome.REVIEW if reason else Outcome.FAIL
    # Which disclosures are relevant nobody can tell from the index, so the requirement is left open.
    return _verdict(
        context,
        outcome,
        block.name,
        standard=standard,
        where=block.where,
        reason=reason,
        severity=None if reason else Severity.WARNING,
    )


def _listed(context: Context, topic: Topic) -> Verdict:
    if topic.listed:
        return _verdict(context, Outcome.PASS, topic.name)
    why = "the list may name it in other words"
    return _verdict(context, Outcome.REVIEW, topic.name, where=topic.where, reason=why)


def _covering(mapping: Mapping, name: str) -> Standard | None:
    """The newest topic standard whose title stands in a topic's name, or the other way round."""
    folded = f" {name.casefold()} "
    found = [
        standard
        for standard in mapping.catalogue.standards
        if standard.series in _TOPIC_SERIES
        for title in (standard.title, *standard.titles.values())
        if f" {title.casefold()} " in folded or (len(name) > 4 and folded in f" {title.casefold()} ")
    ]
    return max(found, key=lambda standard: standard.edition, default=None)


def _list_page(mapping: Mapping) -> Where | None:
    """The first page that the index gives for the list of material topics."""
    for code in TOPIC_LISTS:
        for match in mapping.rows_for(code):
            for ref in match.row.pages:
                if ref.index is not None:
                    return Where(page=ref.index, label=mapping.label(ref.index))
    return None


def _verdict(
    context: Context,
    outcome: Outcome,
    topic: str,
    *,
    message: str | None = None,
    codes: Iterable[str] = (),
    standard: Standard | None = None,
    disclosure: str | None = None,
    where: Where | None = None,
    reason: str | None = None,
    severity: Severity | None = None,
) -> Verdict:
    page = _list_page(context.mapping)
    words = {
        "topic": topic,
        "claim": context.spec.label if context.spec else "",
        "codes": list_codes(codes),
        "standard": standard.citation if standard else "",
        "page": context.mapping.page_number(page.page, page.label) if page else "?",
    }
    return Verdict(
        outcome,
        disclosure=disclosure,
        message=message,
        arguments=arguments(words),
        where=where,
        required=disclosure is not None,
        reason=reason,
        severity=severity,
        subject=f"topic {topic.casefold()}",
    )
