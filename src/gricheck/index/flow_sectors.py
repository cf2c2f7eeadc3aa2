"""Numbers of a sector standard's lines in flattened text: set apart from a row's words before these are read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gricheck.index.build import read_references
from gricheck.index.codes import CodeMatch
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import Vocabulary, fold

_TRAILING = re.compile(r"(?<=\S)\s+(?:1[1-4]\.\d{1,2}\.\d{1,2}[\s,;/]*)+$")


def names_sector_column(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a page's text holds the name of a column for a sector standard's numbers."""
    folded = fold(text)
    return any(name in folded for name in vocabulary.columns.get("sector", ()))


def without_numbers(text: str, code: str, catalogue: Catalogue, headed: bool) -> tuple[str, str]:
    """A row's words and the numbers behind them. A section may have such a number as well: without the name of a column
    (``headed``) only one that stands for the row's own disclosure counts."""
    match = _TRAILING.search(text)
    if match is None:
        return text, ""
    own = any(
        line.code == code for number in read_references(match[0]) for line in catalogue.references.get(number, ())
    )
    return (text[: match.start()], match[0].strip()) if headed or own else (text, "")


def without_sector_codes(codes: Sequence[CodeMatch]) -> tuple[tuple[CodeMatch, ...], str]:
    """The codes that begin a row but for sector numbers beside them, and those numbers."""
    plain = tuple(code for code in codes if "." not in code.code)
    if not plain or len(plain) == len(codes):
        return tuple(codes), ""
    return plain, " ".join(code.code for code in codes if "." in code.code)
