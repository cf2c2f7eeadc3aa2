"""What the report says of itself: how it uses the standards, for which period, in which language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise, takewhile

from gricheck.index.period import PeriodReader
from gricheck.index.sectors import named_sectors, sector_words
from gricheck.index.titles import TitleBook
from gricheck.model.document import Document, Page
from gricheck.model.index import Claim, Level, ReportFacts, Row, Where
from gricheck.vocabulary import Vocabulary, alternation, fold

_ORDER = (Level.COMPREHENSIVE, Level.CORE, Level.WITH_REFERENCE, Level.REFERENCED, Level.IN_ACCORDANCE)
MAX_QUOTE = 320
MAX_SENTENCE = 700


def find_claims(
    document: Document, index_pages: Sequence[int], edition: int | None, book: TitleBook
) -> tuple[Claim, ...]:
    """Every sentence that makes a claim, in page order. ``edition`` is that of the index's universal disclosures."""
    found: list[Claim] = []
    words = _ClaimWords(
        patterns=[(level, p) for level in _ORDER for name, p in book.vocabulary.claim_patterns if name == level],
        others=re.compile(alternation(book.vocabulary.other_reports)),
        about=tuple(fold(t) for d in book.owners_of("102-54") for t in (d.title, *d.titles.values())),
    )
    for page in document.pages:
        if _names_gri(page.text):
            found += _claims_on(page, document, page.index in index_pages, edition, book.vocabulary, words)
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _ClaimWords:
    """The patterns of claims in the order in which they are tried, the words for other reports, and the titles of the
    disclosure about the claim, which make none."""

    patterns: list[tuple[Level, re.Pattern[str]]]
    others: re.Pattern[str]
    about: tuple[str, ...]


def _claims_on(
    page: Page, document: Document, in_index: bool, edition: int | None, vocabulary: Vocabulary, words: _ClaimWords
) -> Iterator[Claim]:
    for sentence, line in _sentences(page):
        if not _names_gri(sentence):
            continue
        folded = fold(sentence)
        for title in words.about:
            folded = _without(folded, title)
        if "gri" not in folded and "global reporting" not in folded:
            continue
        if any(re.search(pattern, folded) for pattern in vocabulary.claims.get("denied", ())):
            continue
        level = next((level for level, pattern in words.patterns if pattern.search(folded)), None)
        if level is not None:
            label = document.pagination.label(page.index)
            quote, above = _quote(sentence, words.patterns)
            where = Where(page.index, label, None if line is None else line + above)
            named, of_other = _names_organization(quote, vocabulary), bool(words.others.search(folded))
            made = Claim(level, None, quote, where, in_index, named, of_other)
            yield _in_edition(made, edition, folded)


def _without(text: str, title: str) -> str:
    """A sentence without a title, of which the end may stand in the next one."""
    start = text.find(title[:_BEGINNING])
    if start < 0:
        return text
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text[start:], title, strict=False)))
    return f"{text[:start]} {text[start + same :]}"


_BEGINNING = 28
"""Characters by which the title of a disclosure is known."""


def _names_gri(text: str) -> bool:
    lower = text.lower()
    return "gri" in lower or "global reporting" in lower


def _sentences(page: Page) -> Iterator[tuple[str, int | None]]:
    """(sentence, source line) with its line breaks. A blank line ends a sentence too; where each line is a paragraph or
    a row of a table its end does."""
    line = page.first_line
    position = 0
    ends = [match.end() for match in (_END_OR_LINE if page.places else _END).finditer(page.text)]
    for start, end in pairwise((0, *ends, len(page.text))):
        whole = page.text[start:end]
        begin = start + len(whole) - len(whole.lstrip())
        if line is not None:
            line += page.text.count("\n", position, begin)
            position = begin
        text = whole.strip()
        if 12 < len(text) <= MAX_SENTENCE:
            yield text, line
        elif len(text) > MAX_SENTENCE:
            yield from ((part, line) for part in text.split("\n") if len(part) > 12)


_END = re.compile(r"(?<!\b\d)(?<!\b\d\d)\.(?=\s|$|[”\"])|\.(?=\s*$)|[!?](?=\s|$|[”\"])|。|\n\s*\n")
"""The end of a sentence: a full stop behind one or two digits is that of a day ("31. Dezember")."""
_END_OR_LINE = re.compile(rf"{_END.pattern}|\n")


def _quote(sentence: str, patterns: Sequence[tuple[Level, re.Pattern[str]]]) -> tuple[str, int]:
    """The sentence without the headings before it, short lines over a line that makes the claim by itself; and how many
    lines these are."""
    lines = [" ".join(line.split()) for line in sentence.split("\n")]
    widest = max(map(len, lines))
    starts = [
        i for i, line in enumerate(lines) if i == 0 or (len(lines[i - 1]) < 0.6 * widest and not line[:1].islower())
    ]
    for start in reversed(starts):
        text = " ".join(lines[start:])
        folded = fold(text)
        if any(match.start() > 8 or start == 0 for _, p in patterns if (match := p.search(folded))):
            return _cut(text, folded, patterns), start
    text = " ".join(lines)
    return _cut(text, fold(text), patterns), 0


def _names_organization(quote: str, vocabulary: Vocabulary) -> bool | None:
    """Whether a claim begins with a name. "We" and "this report" are none; of a cut sentence nobody can tell."""
    if quote.startswith("…"):
        return None
    said = re.sub(rf"^\W*{alternation(vocabulary.statement_words)}\W*", "", fold(quote))
    return re.match(alternation((*vocabulary.speaker, *vocabulary.this_report)), said) is None


def _cut(text: str, folded: str, patterns: Sequence[tuple[Level, re.Pattern[str]]]) -> str:
    if len(text) <= MAX_QUOTE:
        return text
    found = [m.start() for _, p in patterns if (m := p.search(folded))]
    start = max(0, min(min(found, default=0) - 80, len(text) - MAX_QUOTE))
    return "… " + text[start : start + MAX_QUOTE].strip() + " …"


def _in_edition(claim: Claim, edition: int | None, folded: str) -> Claim:
    """The claim with its edition. The same words mean "with reference" since 2021 and "referenced" before."""
    level = claim.level
    if re.search(r"\bg4\b", folded):
        return replace(claim, edition=2013)
    if level in (Level.CORE, Level.COMPREHENSIVE):
        # Only 2016 and G4 know options; an index of 2021 under such a claim contradicts it.
        return replace(claim, edition=2013 if edition == 2013 else 2016)
    if edition == 2016 and level is Level.WITH_REFERENCE:
        level = Level.REFERENCED
    if edition == 2021 and level is Level.REFERENCED:
        level = Level.WITH_REFERENCE
    if edition is None and level is not Level.IN_ACCORDANCE:
        edition = 2021 if level is Level.WITH_REFERENCE else 2016
    return replace(claim, level=level, edition=edition)


def choose_claim(claims: Sequence[Claim]) -> Claim | None:
    """The claim that counts: the most specific one that the report makes oftenest, as the index or else the first page
    puts it. A bare "in accordance" is no second claim beside "in accordance, Core option"."""
    told = [c for c in claims if c.level is not Level.IN_ACCORDANCE or c.edition == 2021] or list(claims)
    if not told:
        return None
    weight = Counter[Level]()
    for claim in told:
        weight[claim.level] += 3 if claim.in_index else 1
    level = max(weight, key=lambda item: (weight[item], -_ORDER.index(item)))
    chosen = [c for c in told if c.level is level]
    return next((c for c in chosen if c.in_index), chosen[0])


def universal_edition(rows: Sequence[Row]) -> int | None:
    """Which universal standards the index lists: 2021 (2-x, 3-x), 2016 (102-x, 103-x) or 2013 (G4); None where none."""
    votes = Counter[int]()
    for row in rows:
        if row.code.startswith(("2-", "3-")):
            votes[2021] += 1
        elif row.code.startswith("G4"):
            votes[2013] += 1
        elif row.code.startswith(("102-", "103")) and row.edition in (2016, None):
            votes[2016] += 1
    return max(votes, key=lambda e: (votes[e], e)) if votes else None


def read_facts(
    document: Document, index_pages: Sequence[int], claims: Sequence[Claim], claim: Claim | None, vocabulary: Vocabulary
) -> ReportFacts:
    """The period, the earliest and the likely date of publication, the language, and what the index's head says."""
    (start, end), stated = _period_of(document, index_pages, claims, claim, vocabulary)
    published, basis = _published(document, end)
    # The statement of use may fill the page before the table.
    front = {*index_pages, *(i - 1 for i in index_pages[:1] if i > 0)}
    head = fold(" ".join(document.pages[i].text for i in sorted(front)))
    return ReportFacts(
        period_start=start,
        period_end=end,
        period_basis=stated,
        published=published,
        published_basis=basis,
        language=_language([page.text for page in document.pages], vocabulary),
        title_found=any(title in head for title in vocabulary.index_title),
        gri1_used=bool(re.search(r"gri 1\b(?![0-9-])", head)),
        sectors=named_sectors(head, vocabulary),
        # Sector standards came with the standards of 2021; counting words costs as much as reading the rows.
        sector_words=sector_words(document, vocabulary) if index_pages and _may_be_of_2021(claim) else (),
    )


def _may_be_of_2021(claim: Claim | None) -> bool:
    return claim is None or claim.edition in (None, 2021)


def _published(document: Document, period_end: date | None) -> tuple[date | None, str | None]:
    """The file's own date, where it fits the period: made after its end and within eighteen months."""
    made = document.created
    if made and period_end and period_end < made <= period_end + timedelta(days=548):
        return made, "the date on which the file was made"
    return None, None


FRONT_PAGES = 12
"""The period stands in the claim, beside the index, or among a report's first pages."""


def _period_of(
    document: Document, index_pages: Sequence[int], claims: Sequence[Claim], claim: Claim | None, vocabulary: Vocabulary
) -> tuple[tuple[date, date] | tuple[None, None], str | None]:
    """The period and where it was found: ``statement``, ``index`` or ``report``."""
    reader = PeriodReader.of(vocabulary)
    stated = list(reader.find(claim.quote)) if claim else []
    if stated:
        return stated[0], "statement"
    for pages, basis in ((index_pages, "index"), (range(min(FRONT_PAGES, len(document.pages))), "report")):
        for index in pages:
            for named in _period_named(document.pages[index].text, vocabulary):
                for period in reader.find(named):
                    return period, basis
    likely = {*index_pages, *range(min(FRONT_PAGES, len(document.pages)))} | {c.where.page or 0 for c in claims}
    counted = Counter(period for i in sorted(likely) for period in reader.find(document.pages[i].text))
    if not counted:
        return (None, None), None
    return max(counted, key=lambda period: (counted[period], period)), "report"


def _period_named(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """What stands around the words "reporting period"."""
    flat = " ".join(text.split())
    lower = flat.casefold()
    named = tuple(words for words in vocabulary.period if words in lower)
    for match in re.finditer(alternation(named), flat, re.IGNORECASE):
        yield flat[max(0, match.start() - 120) : match.end() + 160]


MAX_SAMPLE = 20_000
"""Characters of a report from which its language is told."""


MIN_SMALL_WORDS, SMALL_SHARE = 10, 0.07
"""So many small words, and such a share of all words, tell a language: in its own they are a fifth, in another that
happens to have some of the same a twentieth."""


def _language(texts: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """The language whose small words are commonest in a sample of the report."""
    sample = fold(" ".join(texts[:: max(1, len(texts) // 12)])[:MAX_SAMPLE])
    words = Counter(sample.split())
    scores = {
        language: sum(words[w] for w in stop) if stop and stop[0].isascii() else sum(sample.count(w) for w in stop)
        for language, stop in vocabulary.stopwords.items()
    }
    best = max(scores, key=lambda name: (scores[name], name), default=None)
    if best is None or scores[best] < MIN_SMALL_WORDS:
        return None
    spaced = vocabulary.stopwords[best][0].isascii()
    lettered = sum(count for word, count in words.items() if any(map(str.isalpha, word)))
    return None if spaced and scores[best] < SMALL_SHARE * lettered else best
