"""What was assured: the marks in the index's column for it, and the assurance statement itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gricheck.index.codes import find_codes
from gricheck.model.document import Document, Page
from gricheck.model.index import Assurance
from gricheck.model.standard import DASHES, Catalogue
from gricheck.vocabulary import Vocabulary, alternation, fold

HEAD = 600
"""Characters at the head of a page in which the title of an assurance statement stands."""

MAX_PAGES = 4
"""Pages of a statement, from the one with its title on."""


def is_marked(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell of the column for assurance says yes, by whatever sign."""
    folded = fold(text).strip(" .")
    return bool(folded.strip(DASHES + "/ ")) and folded not in (
        *vocabulary.no,
        *vocabulary.none,
        *vocabulary.not_applicable,
    )


def find_assurance(
    document: Document, index_pages: Sequence[int], catalogue: Catalogue, vocabulary: Vocabulary
) -> Assurance | None:
    """The assurance statement of a report, which names the assurance standard that it follows; None where there is
    none."""
    title = re.compile(alternation(vocabulary.assurance_titles))
    norm = re.compile(alternation(vocabulary.assurance_standards))
    begins = {
        page.index: found.start()
        for page in document.pages
        if page.index not in index_pages
        and (found := title.search(fold(page.text[:HEAD])))
        and norm.search(fold(page.text))
    }
    if not begins:
        return None
    start = min(begins, key=lambda index: (begins[index], index))  # a mention stands deeper in its page than a title
    told = [document.pages[start]]
    for page in document.pages[start + 1 : start + MAX_PAGES]:
        text = fold(page.text)
        if page.index in index_pages or not (title.search(text) or norm.search(text)):
            break
        told.append(page)
    return Assurance(tuple(p.index for p in told), _codes(told, catalogue))


def _codes(pages: Sequence[Page], catalogue: Catalogue) -> tuple[str, ...]:
    """The disclosures that the statement names by code."""
    found = (match.code for page in pages for match in find_codes(page.text, catalogue))
    return tuple(dict.fromkeys(code for code in found if code in catalogue.by_code))
