"""The material topics by which an index is arranged: headings above blocks of rows, or the words behind 3-3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from gricheck.index.titles import TitleBook
from gricheck.model.index import Row, Topic
from gricheck.model.standard import Catalogue, Disclosure, DisclosureKind
from gricheck.vocabulary import Vocabulary, alternation, fold

MIN_TOPICS = 3
"""Fewer headings over the management of a topic may be there by chance, unless each stands over one alone, or says that
it is a topic."""
MIN_ALONE = 2
"""Fewer of those are chance again."""

MIN_HEADED = 0.6
"""The share of headings that have the management of a topic right under them, where headings are topics."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that follow each other under one heading."""

    name: str
    rows: tuple[Row, ...]


def with_topics(
    rows: Sequence[Row], book: TitleBook, catalogue: Catalogue
) -> tuple[tuple[Row, ...], tuple[Topic, ...]]:
    """The rows, each with its material topic or none, and the topics in their order.

    ``rows`` bear the heading above them as their topic, whatever it is.
    """
    rows = _without_standards(rows, catalogue)
    named = _by_heading(rows, book, catalogue) or _by_title(rows, book, catalogue)
    words = book.vocabulary
    topics: dict[str, Topic] = {}
    settled = []
    for row in rows:
        name = _clean(named.get(id(row), ""), words)
        settled.append(replace(row, topic=name or None))
        if name:
            topics.setdefault(fold(name), Topic(name, row.where))
    return tuple(settled), tuple(topics.values())


def blocks_of(rows: Sequence[Row]) -> Iterator[Block]:
    """Rows under one heading; those above the first heading are left out."""
    for name, found in groupby(rows, key=lambda row: row.topic):
        if name:
            yield Block(name, tuple(found))


def _without_standards(rows: Sequence[Row], catalogue: Catalogue) -> list[Row]:
    """Rows under the title of a universal standard ("Management approach (2018)"), or under a line that stands over
    general disclosures too (a running title), stand under the topic above it."""
    passing = {
        fold(title)
        for standard in catalogue.standards
        if standard.series == "universal"
        for title in (standard.title, *standard.titles.values())
    }
    passing |= {
        _plain(row.topic) for row in rows if _is_general(disclosure_of(row, catalogue)) and row.code[:2] != "3-"
    }
    found: list[Row] = []
    for row in rows:
        above = found[-1].topic if found else row.topic
        found.append(replace(row, topic=above) if found and _plain(row.topic) in passing else row)
    return found


def _plain(name: str | None) -> str:
    """A heading without a year, to compare it."""
    return fold(re.sub(r"\(?\b20\d\d\)?", "", name or "")).strip()


def _by_heading(rows: Sequence[Row], book: TitleBook, catalogue: Catalogue) -> dict[int, str]:
    """Headings are topics where most of those over topic disclosures have the management of the topic under them."""
    blocks = [(block, _of_topic(block, catalogue)) for block in blocks_of(rows)]
    # A general disclosure among the rows of a topic is a stray row.
    topical = [(block, own) for block, own in blocks if own and 2 * sum(map(_is_general, own)) < len(own)]
    headed = [block for block, own in topical if own[0] is not None and own[0].is_of_each_topic]
    labelled = any(_clean(block.name, book.vocabulary) != block.name for block in headed)
    few = len(headed) < MIN_TOPICS and not labelled and not (len(headed) == len(topical) and _stand_alone(topical))
    if few or len(headed) < MIN_HEADED * len(topical):
        return {}
    return {id(row): block.name for block, _ in topical for row in block.rows}


def _stand_alone(topical: Sequence[tuple[Block, Sequence[Disclosure | None]]]) -> bool:
    """Whether each heading has the management of one topic under it; a part of the standards has that of several."""
    managed = [[d.code for d in own if d is not None and d.is_of_each_topic] for _, own in topical]
    return len(managed) >= MIN_ALONE and all(len(codes) == len(set(codes)) for codes in managed)


def _by_title(rows: Sequence[Row], book: TitleBook, catalogue: Catalogue) -> dict[int, str]:
    """What stands behind the title of 3-3 names its topic, for the rows up to the next one."""
    named: dict[int, str] = {}
    topic = ""
    for row in rows:
        disclosure = disclosure_of(row, catalogue)
        if disclosure is not None and disclosure.is_of_each_topic:
            topic = _behind_title(row, book) or (topic if named else "")
        if topic:
            named[id(row)] = topic
    return named if len(set(named.values())) >= MIN_TOPICS else {}


def _behind_title(row: Row, book: TitleBook) -> str:
    """``Climate`` of "Management of material topics: Climate"."""
    titles = (t for d in book.owners_of(row.code) for t in (d.title, *d.titles.values()))
    for title in titles:
        found = re.match(rf"{re.escape(title)}\s*[:(–—-]\s*(?P<topic>[^)]{{3,}})\)?$", row.title, re.IGNORECASE)
        if found:
            return found["topic"].strip()
    return ""


def disclosure_of(row: Row, catalogue: Catalogue) -> Disclosure | None:
    """The row's disclosure. Where several editions use its code and none is told, that of the first one."""
    return catalogue.get(row.code, row.edition) or next(iter(catalogue.by_code.get(row.code, ())), None)


def _of_topic(block: Block, catalogue: Catalogue) -> list[Disclosure | None]:
    """A block's disclosures, without those on how topics were chosen, which some repeat in each."""
    own = (row for row in block.rows if not row.code.startswith("3-") or row.code == "3-3")
    return [disclosure_of(row, catalogue) for row in own]


def _is_general(disclosure: Disclosure | None) -> bool:
    return disclosure is not None and disclosure.kind is DisclosureKind.GENERAL


def _clean(name: str, vocabulary: Vocabulary) -> str:
    """A topic's name without "Material topic:" before it, and without the heading above that was read with it."""
    label = alternation(vocabulary.topic_words)
    name = re.sub(rf"^(?:.*\s)?\W*{label}\s*\d*\s*:\s*(?=\S)", "", name, flags=re.IGNORECASE)
    return re.sub(rf"^\W*{label}\s*\d*\s*[–—-]\s*", "", name, flags=re.IGNORECASE).strip(" *")
