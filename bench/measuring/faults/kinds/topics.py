"""Faults of material topics: without management, without disclosures, not the topics of the report."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from gricheck.model.standard import Catalogue
from measuring.faults.draft import Draft, Entry, Heading, blocks
from measuring.faults.formats import COLUMNS
from measuring.faults.kinds.choose import REPEATED, is_general, variants
from measuring.faults.registry import Fault, kind
from measuring.faults.words import words

EXPECTING = ("core-2016", "comprehensive-2016", "in-accordance-2021", "sector-2021")


def _block(draft: Draft, random: Random) -> tuple[int, int] | None:
    """A topic's block that is neither the first nor the last, under a claim that expects something of it."""
    found = list(blocks(draft))[1:-1]
    return random.choice(found) if found and draft.claim in EXPECTING else None


def _without(draft: Draft, places: set[int]) -> Draft:
    return replace(draft, lines=tuple(line for i, line in enumerate(draft.lines) if i not in places))


def _is_management(draft: Draft, place: int) -> bool:
    line = draft.lines[place]
    standards = ("GRI 3", "GRI 103")
    return line.code in REPEATED if isinstance(line, Entry) else line.number in standards


@kind("topic-without-management", formats=COLUMNS, also=["sector-disclosure-missing"])
def topic_without_management(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """No 3-3, or no 103-1 to 103-3, for one of the topics; fewer than three left are no topics to a reader."""
    block = _block(draft, random)
    if block is None or len(draft.headings("topic")) < 4:
        return None
    places = {i for i in range(*block) if _is_management(draft, i)}
    return Fault(_without(draft, places), tuple(REPEATED))


@kind("topic-without-disclosure", formats=COLUMNS, also=["sector-disclosure-missing", "topic-incomplete"])
def topic_without_disclosures(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Nothing but how the topic is managed; its name is that of a standard."""
    block = _block(draft, random)
    if block is None:
        return None
    titles = {s.title for s in catalogue.standards}
    line = draft.lines[block[0]]
    if not isinstance(line, Heading) or not any(line.text.endswith(f": {title}") for title in titles):
        return None
    places = {i for i in range(block[0] + 1, block[1]) if not _is_management(draft, i)}
    return Fault(_without(draft, places))


@kind("topic-incomplete")
def disclosure_of_a_topic_left_out(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Comprehensive asks for all disclosures of each topic standard."""
    if draft.claim != "comprehensive-2016":
        return None
    rows = draft.entries(lambda entry: not is_general(entry.code))
    sizes = [draft.entry(row).code.partition("-")[0] for row in rows]
    places = [row for row, standard in zip(rows, sizes, strict=True) if sizes.count(standard) > 2]
    return Fault(draft.with_line(random.choice(places))) if places else None


@kind("topics-disagree", formats=COLUMNS)
def topic_not_in_the_list(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The index has a topic that the page with the list of topics lacks."""
    page = draft.sheet("materiality")
    if page is None or draft.claim not in EXPECTING or len(draft.topics) < 3:
        return None
    name = random.choice(draft.topics)
    sheet = draft.sheets[page]
    kept = replace(sheet, paragraphs=tuple(p for p in sheet.paragraphs if p != name))
    return Fault(replace(draft, sheets=(*draft.sheets[:page], kept, *draft.sheets[page + 1 :])))


@kind("topics-not-listed", formats=COLUMNS, also=["sector-disclosure-missing"])
def index_without_topics(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The rows stand under their standards only."""
    if draft.claim not in ("in-accordance-2021", "sector-2021"):
        return None
    return Fault(_without(draft, {*draft.headings("topic"), *draft.headings("section")}))


@kind("assurance-without-statement", formats=COLUMNS)
def marks_without_statement(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The page with the assurance statement has become another."""
    page = draft.sheet("assurance")
    if page is None or not any(draft.entry(row).assured for row in draft.entries()):
        return None
    other = replace(
        draft.sheets[1], title=words()[draft.language]["chapters"][0], paragraphs=draft.sheets[2].paragraphs
    )
    return Fault(replace(draft, sheets=(*draft.sheets[:page], other, *draft.sheets[page + 1 :])))


@kind("assurance-differs", formats=COLUMNS)
def mark_that_the_statement_does_not_bear_out(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The statement names all marked disclosures but one."""
    marks = draft.entries(lambda entry: bool(entry.assured) and entry.code not in REPEATED)
    marked = [draft.entry(row).code for row in marks]
    codes = [code for code in marked if not is_general(code)]
    page = draft.sheet("assurance")
    others = draft.entries(lambda entry: bool(entry.assured) and entry.code in REPEATED)
    if page is None or len(codes) < 4 or draft.language != "en" or others:
        return None
    left_out = random.choice(codes)
    named = ", ".join(code for code in marked if code != left_out)
    return Fault(draft.with_paragraph(page, variants("assured_codes")[0].format(codes=named)), (left_out,))
