"""What the report calls itself, so that its own pages are not taken for another document's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gricheck.model.document import Document, PageLayout
from gricheck.vocabulary import Vocabulary, fold

MAX_RUNNING = 120
"""Characters of a line that can be a running header or footer."""
RUNNING = 0.25
"""A line on at least this share of the pages runs through the report."""


STANDALONE = 0.6
"""From this share of index pages on, the file is the index, and the report is another file."""


def is_standalone(document: Document, index_pages: Sequence[int]) -> bool:
    """Whether the file is a content index published by itself."""
    judged = document.pagination.judged or len(document.pages) > 1
    return judged and len(index_pages) >= STANDALONE * len(document.pages)


def own_names(document: Document, vocabulary: Vocabulary, index_pages: Sequence[int]) -> frozenset[str]:
    """Names of documents ("annual report") in the lines that run through this file, folded: its own name, and those
    of its parts.

    The index's pages do not count: they name other documents from edge to edge.
    """
    pages = [page for page in document.pages if page.index not in set(index_pages)]
    counts: Counter[str] = Counter()
    for page in pages:
        lines = (line for line in page.text.split("\n") if 3 < len(line) < MAX_RUNNING)
        counts.update({_DIGITS.sub("", line).strip() for line in lines})
    often = max(3, RUNNING * len(pages))
    running = " \n ".join(fold(line) for line, count in counts.items() if count >= often)
    return frozenset(name for name in vocabulary.external if len(name) > 5 and name in running)


_NUMBER = re.compile(r"^[\d.]+\s+")
_DIGITS = re.compile(r"\d+")


def possible_headings(document: Document, layouts: Sequence[PageLayout]) -> frozenset[str]:
    """Short lines of the report outside the index that begin with a capital, and its bookmarks, folded."""
    index_pages = {layout.page for layout in layouts}
    if len(document.pages) <= len(index_pages):
        return frozenset(fold(mark.title) for mark in document.outline)
    lines = (
        line.strip()
        for page in document.pages
        if page.index not in index_pages
        for line in page.text.split("\n")
        if 1 < len(line) < 90
    )
    heads = {fold(_NUMBER.sub("", line)) for line in lines if line[:1].isalnum() and not line[:1].islower()}
    return frozenset(heads | {fold(mark.title) for mark in document.outline})
