"""Faults of the table: order, headings, titles of another edition, spelling of codes, goals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from gricheck.model.standard import Catalogue, Disclosure, Trust
from measuring.faults.draft import Draft, Entry, Heading
from measuring.faults.formats import COLUMNS
from measuring.faults.index_lines import heading_of
from measuring.faults.kinds.choose import is_general, is_located, some_row
from measuring.faults.kinds.claims import ERA_2021
from measuring.faults.registry import Fault, kind

NO_EDITION = (2014, 2015, 2017, 2023)
"""Years in which no standard was issued."""


def _under(draft: Draft, place: int) -> list[int]:
    """The rows that stand under a heading."""
    rows = []
    for position in range(place + 1, len(draft.lines)):
        if not isinstance(draft.lines[position], Entry):
            break
        rows.append(position)
    return rows


def _headings(draft: Draft, least: int = 1) -> list[int]:
    """Headings of topic standards with so many rows at least."""
    heads = draft.headings("standard")
    rows = {place: _under(draft, place) for place in heads}
    return [p for p in heads if len(rows[p]) >= least and not is_general(draft.entry(rows[p][0]).code)]


def _codes(draft: Draft, rows: list[int]) -> tuple[str, ...]:
    return tuple(draft.entry(row).code for row in rows)


@kind("row-order")
def row_moved_within_its_standard(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Four places further down, or up."""
    heads = [place for place in draft.headings("standard") if len(_under(draft, place)) > 8]
    if not heads:
        return None
    rows = _under(draft, random.choice(heads))
    start = random.randint(0, len(rows) - 5)
    source, target = rows[start], rows[start + 4]
    if random.random() < 0.5:
        source, target = target, source
    moved = draft.entry(source)
    rest = draft.with_line(source)
    return Fault(rest.inserted(target, moved), (moved.code,)) if is_located(moved) else None


@kind("row-out-of-block", also=["row-order"])
def row_under_another_standard(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Among the rows of a standard that it is none of; its own stand elsewhere."""
    heads = _headings(draft, 3)
    if len(heads) < 2:
        return None
    one, other = random.sample(heads, 2)
    source, target = _under(draft, one)[1], _under(draft, other)[1]
    moved = draft.entry(source)
    if moved.code.partition("-")[0] == draft.entry(target).code.partition("-")[0]:
        return None
    rest = draft.with_line(source)
    return Fault(rest.inserted(target - (source < target), moved), (moved.code,))


@kind("edition-unknown")
def year_that_is_no_edition(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """GRI 305: Emissions 2017."""
    years = [year for year in NO_EDITION if year != draft.year]
    return _retitled(draft, random, lambda text, edition: text.replace(str(edition), str(random.choice(years))))


@kind("standard-undated")
def heading_without_year(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """GRI 305: Emissions, and nowhere GRI 305: Emissions 2016."""
    texts = [_heading(draft, place).text for place in _headings(draft)]
    if draft.claim not in ERA_2021 or len(set(texts)) < len(texts):
        return None
    fault = _retitled(draft, random, lambda text, edition: text.removesuffix(str(edition)).strip())
    return fault and Fault(fault.draft)


@kind(
    "edition-heading",
    also=["title-other-edition", "edition-superseded", "edition-mix", "topic-incomplete", "sdg-not-linked"],
)
def heading_of_the_edition_before(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """GRI 403: Occupational Health and Safety 2016 above the rows of 2018."""
    heads = [p for p in _headings(draft) if len(catalogue.editions(_heading(draft, p).number)) > 1]
    if not heads:
        return None
    place = random.choice(heads)
    head, rows = _heading(draft, place), _under(draft, place)
    other = [s for s in catalogue.editions(head.number) if s.edition != head.edition and s.edition < 2022]
    if not other or not _titles_tell(draft, rows, catalogue, other[0].edition):
        return None
    return Fault(draft.with_line(place, heading_of(catalogue, head.number, other[0].edition)), _codes(draft, rows))


@kind("heading-of-other", also=["edition-unknown"])
def heading_with_another_number(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """GRI 304: Emissions 2016."""
    numbers = ("GRI 201", "GRI 205", "GRI 401", "GRI 404")
    used = {line.number for line in draft.lines if isinstance(line, Heading)}
    free = [number for number in numbers if number not in used]
    return _retitled(draft, random, lambda text, _: random.choice(free) + text[text.index(":") :]) if free else None


@kind("title-other-edition")
def title_of_the_edition_before(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """306-3 of 2020 with the title of 306-3 of 2016."""
    places = []
    for place in draft.entries(is_located):
        entry = draft.entry(place)
        for other in catalogue.by_code.get(entry.code, ()):
            if other.edition != entry.edition and other.title != entry.title and not is_general(entry.code):
                places.append((place, other))
    if not places:
        return None
    place, other = random.choice(places)
    return Fault(draft.with_entry(place, title=other.title), (other.code,))


@kind("title-shortened", also=["title-mismatch"])
def title_cut_short(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The first two words."""
    place = some_row(draft, random, lambda entry: is_located(entry) and len(entry.title.split()) > 5)
    if place is None or draft.language != "en" or draft.edition == 2013:
        return None
    words = draft.entry(place).title.split()
    return Fault(draft.with_entry(place, title=" ".join(words[: len(words) // 2])), (draft.entry(place).code,))


@kind("title-missing", formats=COLUMNS)
def row_without_title(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """The cell is empty."""
    place = some_row(draft, random)
    if place is None or draft.claim not in ERA_2021:
        return None
    return Fault(draft.with_entry(place, title=""), (draft.entry(place).code,))


@kind("code-spelling", formats=COLUMNS)
def code_with_a_point(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """305.1 for 305-1."""
    place = some_row(draft, random, lambda entry: is_located(entry) and not is_general(entry.code))
    if place is None or draft.edition == 2013:
        return None
    return Fault(draft.with_entry(place, code=draft.entry(place).code.replace("-", ".")))


@kind("edition-ahead", also=["edition-mix", "climate-companions", "topic-incomplete", "sector-reference-missing"])
def standard_issued_later(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """GRI 102 of 2025 in a report on 2018: long before it was issued."""
    if draft.edition != 2016 or draft.year > 2019:
        return None
    found = catalogue.by_standard["GRI 102", 2025].disclosures[4:7]
    head = heading_of(catalogue, "GRI 102", 2025)
    rows = [Entry(d.code, d.title, draft.printed(random.randint(3, draft.last_page)), edition=2025) for d in found]
    place = random.choice(draft.headings("topic")[1:])
    return Fault(draft.inserted(place, head, *rows), tuple(d.code for d in found))


@kind("sdg-not-linked", formats=COLUMNS)
def goal_without_link(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """A goal that has nothing to do with the disclosure."""
    rows = draft.entries(lambda entry: bool(entry.sdgs) and is_located(entry))
    known = [i for i in rows if all(link.trust is not Trust.LOW for link in _disclosure(draft, i, catalogue).sdgs)]
    if len(rows) < 12 or not known:
        return None
    place = random.choice(known)
    disclosure = _disclosure(draft, place, catalogue)
    goals = sorted(set(range(1, 18)) - {link.goal for link in disclosure.sdgs})
    return Fault(draft.with_entry(place, sdgs=str(random.choice(goals))))


def _disclosure(draft: Draft, place: int, catalogue: Catalogue) -> Disclosure:
    return catalogue.by_key[draft.entry(place).code, draft.entry(place).edition]


def _heading(draft: Draft, place: int) -> Heading:
    line = draft.lines[place]
    if not isinstance(line, Heading):
        raise TypeError(f"{draft.name}: line {place} is a row")
    return line


def _retitled(draft: Draft, random: Random, change: Callable[[str, int], str]) -> Fault | None:
    """One heading of a standard with other words; a finding may name any row under it."""
    heads = _headings(draft)
    if not heads:
        return None
    place = random.choice(heads)
    head = _heading(draft, place)
    changed = draft.with_line(place, replace(head, text=change(head.text, head.edition)))
    return Fault(changed, _codes(draft, _under(draft, place)))


def _titles_tell(draft: Draft, rows: list[int], catalogue: Catalogue, edition: int) -> bool:
    """Whether some row has a code or a title that the other edition lacks."""
    found = ((draft.entry(row), catalogue.get(draft.entry(row).code, edition)) for row in rows)
    return any(other is None or other.title != entry.title for entry, other in found)


@kind("standards-not-named")
def no_standard_named(draft: Draft, random: Random, catalogue: Catalogue) -> Fault | None:
    """Rows without the standards they come from."""
    if draft.claim not in ERA_2021:
        return None
    lines = tuple(line for line in draft.lines if isinstance(line, Entry) or line.role != "standard")
    return Fault(replace(draft, lines=lines))
