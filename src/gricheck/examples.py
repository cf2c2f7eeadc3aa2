"""The examples in a rule as small reports, read and matched the way real ones are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gricheck.index.documents import with_documents
from gricheck.index.editions import settle_editions
from gricheck.index.typed import make_rows
from gricheck.lexicon import load_lexicon
from gricheck.matcher import match
from gricheck.matcher.coverage import Coverage
from gricheck.matcher.evidence import with_evidence
from gricheck.model import mapping as mapped
from gricheck.model.document import Document, Page, Pagination, Part, Role, Source, Tag
from gricheck.model.index import (
    Assurance,
    Claim,
    ContentIndex,
    Level,
    OtherIndex,
    ReportFacts,
    Row,
    SectorWords,
    Topic,
    Unparsed,
    Where,
)
from gricheck.model.rule import Example, RulePack
from gricheck.model.standard import Catalogue
from gricheck.packs import expand_codes, framework_of
from gricheck.vocabulary import Vocabulary, with_words

REPORT = "report"
"""In ``expect``: a finding about the report as a whole."""

_PAGES = 100
_TAXONOMY = "the taxonomy"
_LISTED_LOCATION = "5"
_FILLER = "Sentences of a page that tells a story of its own, with words enough to be read, and asks for nothing."

_BASIS = "the numbers that the example says"

Tree = Mapping[str, Any]


def ground(
    pack: RulePack, packs: Sequence[RulePack], catalogue: Catalogue, vocabulary: Vocabulary
) -> tuple[Catalogue, Vocabulary]:
    """What a pack's examples are read with: GRI's disclosures and words, or those of its own framework."""
    framework = framework_of(pack, packs)
    if framework is None or framework.catalogue is None:
        return catalogue, vocabulary
    return framework.catalogue, with_words(vocabulary, framework.words)


def build(example: Example, catalogue: Catalogue, vocabulary: Vocabulary) -> mapped.Mapping:
    """The mapping of the report that an example describes; the shape is in ``rules/schema.json``."""
    tree: Tree = example.data
    document = _document(tree)
    rows = tuple(_rows(tree, document, catalogue, vocabulary))
    claims = tuple(_claims(tree, document))
    index = ContentIndex(
        pages=_index_pages(tree),
        rows=settle_editions(rows, catalogue),
        claim=claims[0] if "claim" in tree else None,
        claims=claims,
        unparsed=tuple(Unparsed(text, _where(document, _index_pages(tree))) for text in tree.get("unparsed", ())),
        facts=_facts(tree),
        named=tuple(page - 1 for page in tree.get("named", ())),
        topics=tuple(_topics(tree, document)),
        topics_elsewhere=tuple(tree.get("topics_elsewhere", ())),
        assurance=_assurance(tree),
        others=tuple(_others(tree, document, catalogue, vocabulary)),
    )
    index = with_documents(index, document, vocabulary)
    published = date.fromisoformat(tree["published"]) if "published" in tree else None
    mapping = match(document, index, catalogue, vocabulary, published=published)
    if not tree.keys() & {"text", "tags"}:
        return mapping
    lexicon = load_lexicon()
    return with_evidence(mapping, Coverage(document, mapping, lexicon, vocabulary), lexicon)


def _document(tree: Tree) -> Document:
    count = tree.get("pages", _PAGES)
    unnumbered = tree.get("unnumbered", ())
    labels = tuple(() if n in unnumbered else (str(n),) for n in range(1, count + 1))
    return Document(
        source=Source(path="example", sha256="", media_type="text/plain", size=0),
        pages=tuple(Page(n, _page_text(tree, n + 1)) for n in range(count)),
        pagination=Pagination(labels, tree.get("judged", True), _BASIS),
        parts=tuple(_documents(tree, count)),
        tags=tuple(_tags(tree)),
    )


def _documents(tree: Tree, first: int) -> Iterator[Part]:
    """Other documents that the user gave, by name and number of pages; nobody reads them."""
    for other in tree.get("documents", ()):
        bare = other.get("unnumbered", ())
        labels = tuple(() if n in bare else (str(n),) for n in range(1, other["pages"] + 1))
        pagination = Pagination(labels, other.get("judged", True), _BASIS)
        source = Source(path=f"{other['name']}.pdf", sha256="", media_type="application/pdf", size=0)
        yield Part(source, Role.OTHER, first, pagination, (other["name"],))
        first += other["pages"]


def _tags(tree: Tree) -> Iterator[Tag]:
    for number, concepts in tree.get("tags", {}).items():
        text = _page_text(tree, int(number))
        yield from (Tag(_TAXONOMY, concept, text, (int(number) - 1,), 1) for concept in concepts)


def _page_text(tree: Tree, number: int) -> str:
    """What the example prints on a page; where it prints any page's text, the others speak of nothing in question."""
    texts = tree.get("text", {})
    return str(texts.get(str(number), _FILLER if texts else ""))


def _rows(tree: Tree, document: Document, catalogue: Catalogue, vocabulary: Vocabulary) -> Iterator[Row]:
    """The rows listed by code alone, then those written out, one line of the index each."""
    lines = [*_listed(tree, catalogue), *tree.get("rows", ())]
    yield from _made(lines, _index_pages(tree), document, catalogue, vocabulary)


def _others(tree: Tree, document: Document, catalogue: Catalogue, vocabulary: Vocabulary) -> Iterator[OtherIndex]:
    for other in tree.get("others", ()):
        pages = tuple(n - 1 for n in other["index_pages"])
        rows = tuple(_made(other["rows"], pages, document, catalogue, vocabulary))
        yield OtherIndex(pages, settle_editions(rows, catalogue))


def _made(
    lines: Sequence[Tree], pages: tuple[int, ...], document: Document, catalogue: Catalogue, vocabulary: Vocabulary
) -> Iterator[Row]:
    for line, cells in enumerate(lines, start=1):
        made = make_rows(
            cells["code"],
            cells.get("title", ""),
            cells.get("location", ""),
            omission=cells.get("omission", ""),
            reason=cells.get("reason", ""),
            explanation=cells.get("explanation", ""),
            heading=cells.get("heading", ""),
            sdgs=cells.get("sdgs", ""),
            references=cells.get("references", ""),
            assured=cells.get("assured"),
            topic=cells.get("topic"),
            linked=[page - 1 for page in cells.get("linked", ())],
            dead=cells.get("dead_links", ()),
            where=replace(_where(document, pages), line=line),
            pagination=document.pagination,
            index_pages=pages,
            catalogue=catalogue,
            vocabulary=vocabulary,
        )
        yield from _doubted(made, cells.get("confidence"))


def _listed(tree: Tree, catalogue: Catalogue) -> Iterator[Tree]:
    edition = tree.get("edition", tree.get("claim", {}).get("edition"))
    for code in expand_codes(tree.get("listed", ())):
        disclosure = catalogue.get(code, edition)
        title = disclosure.words if disclosure else ""
        yield {"code": code, "title": title, "location": _LISTED_LOCATION}


def _doubted(rows: Sequence[Row], confidence: float | None) -> Iterable[Row]:
    if confidence is None:
        return rows
    return (replace(row, confidence=confidence, doubts=("the example says so",)) for row in rows)


def _index_pages(tree: Tree) -> tuple[int, ...]:
    count = tree.get("pages", _PAGES)
    return tuple(n - 1 for n in tree.get("index_pages", (count - 1, count)) if n > 0)


def _where(document: Document, pages: Sequence[int]) -> Where:
    page = pages[0] if pages else None
    return Where(page=page, label=None if page is None else document.pagination.label(page))


def _claims(tree: Tree, document: Document) -> Iterator[Claim]:
    pages = _index_pages(tree)
    for claim in [*([tree["claim"]] if "claim" in tree else []), *tree.get("claims", ())]:
        page = claim["page"] - 1 if "page" in claim else pages[0] if pages else 0
        yield Claim(
            level=Level(claim["level"]),
            edition=claim.get("edition"),
            quote=claim.get("quote", f"{claim['level']} {claim.get('edition', '')}".strip()),
            where=Where(page=page, label=document.pagination.label(page)),
            in_index=claim.get("in_index", page in pages),
            named=claim.get("named"),
            of_other=claim.get("of_other", False),
        )


def _topics(tree: Tree, document: Document) -> Iterator[Topic]:
    """The topics written out, then those that rows stand under."""
    where = _where(document, _index_pages(tree))
    told = list(tree.get("topics", ()))
    named = {topic["name"] for topic in told}
    under = dict.fromkeys(row["topic"] for row in tree.get("rows", ()) if "topic" in row)
    for topic in [*told, *({"name": name} for name in under if name not in named)]:
        yield Topic(where=where, **topic)


def _assurance(tree: Tree) -> Assurance | None:
    if "assurance" not in tree:
        return None
    statement = tree["assurance"]
    return Assurance((statement.get("page", 1) - 1,), expand_codes(statement.get("codes", ())))


def _facts(tree: Tree) -> ReportFacts:
    start, end = map(date.fromisoformat, tree["period"]) if "period" in tree else (None, None)
    language = tree.get("language", "en")
    return ReportFacts(
        period_start=start,
        period_end=end,
        period_basis=tree.get("period_basis", "statement") if start else None,
        language=language or None,
        title_found=tree.get("titled", True),
        gri1_used=tree.get("foundation", True),
        sectors=tuple(tree.get("sectors", ())),
        sector_words=tuple(
            SectorWords(standard, words["kinds"], words["kinds"], words["density"])
            for standard, words in tree.get("sector_words", {}).items()
        ),
    )
