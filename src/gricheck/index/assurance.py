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
    """The first assurance statement of a report that follows an assurance standard; None where there is none."""
    title = re.compile(alternation(vocabulary.assurance_titles))
    norm = re.compile(alternation(vocabulary.assurance_standards))
    for page in document.pages:
        if page.index in index_pages or not title.search(fold(page.text[:HEAD])) or not norm.search(fold(page.text)):
            continue
        told = [page]
        for following in document.pages[page.index + 1 : page.index + MAX_PAGES]:
            if following.index in index_pages or not (
                title.search(fold(following.text)) or norm.search(fold(following.text))
            ):
                break
            told.append(following)
        return Assurance(tuple(p.index for p in told), _codes(told, catalogue))
    return None


def _codes(pages: Sequence[Page], catalogue: Catalogue) -> tuple[str, ...]:
    """The disclosures that the statement names by code."""
    found = (match.code for page in pages for match in find_codes(page.text, catalogue))
    return tuple(dict.fromkeys(code for code in found if code in catalogue.by_code))
