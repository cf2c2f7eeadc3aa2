"""Whether a disclosure is in an index: asked by the checks and by the gap table, which must not tell two stories."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gricheck.model.mapping import Mapping, RowMatch, TitleVerdict
from gricheck.model.rule import ClaimSpec, Expectation
from gricheck.model.standard import DisclosureKind

LEAST_SHARE = 0.5
"""Where less than this share of what the claim expects was found, the index counts as half read."""

_DOUBTFUL_SHARE = 0.25


def expected(spec: ClaimSpec | None) -> Iterator[tuple[str, Expectation]]:
    """Every code that a claim expects a row for, in the claim's order, with the expectation that names it."""
    for item in spec.expects if spec else ():
        if not item.optional:
            yield from ((code, item) for code in item.codes)


def unlisted(mapping: Mapping, spec: ClaimSpec | None) -> tuple[tuple[str, Expectation], ...]:
    """What the claim expects and no row lists."""
    return tuple((code, item) for code, item in expected(spec) if not is_listed(mapping, spec, code, item.edition))


def is_listed(mapping: Mapping, spec: ClaimSpec | None, code: str, edition: int) -> bool:
    """A row of an unsure edition counts for every edition of its code; so does one with another edition's title."""
    own = any(m.disclosure and (m.disclosure.edition == edition or not m.edition_sure) for m in mapping.rows_for(code))
    claimed = spec.edition if spec else None
    return own or any(
        m.printed is not None and m.printed.key == (code, edition) and titled_by_edition(m, claimed)
        for m in mapping.matches
    )


def is_half_read(found: int, total: int, least: float = LEAST_SHARE) -> bool:
    """Whether so little of what is expected was found that no single disclosure can be called missing."""
    return found < least * total


def titled_by_edition(match: RowMatch, edition: int | None) -> bool:
    """Whether the row prints the title that its content has in another edition, which says nothing against its code.

    ``edition`` is that of the claim, else of the rows.
    """
    other = match.title_of or match.disclosure
    if match.title is not TitleVerdict.OTHER_CODE or other is None:
        return False
    if other.kind is DisclosureKind.GENERAL and edition not in (None, other.edition):
        return True
    pair = [d for d in (match.printed, other) if d is not None]
    codes = {d.code for d in pair}
    return len(pair) > 1 and any(successor.code in codes for d in pair for successor in d.successors)


def doubt(mapping: Mapping, code: str) -> str | None:
    """Why a disclosure without a row may be in the index all the same; None where nothing speaks for it."""
    index = mapping.index
    if any(m.row.code == code for m in mapping.matches):
        return f"a row prints {code}, but with the title of another disclosure or for another edition"
    doubtful = sum(bool(row.doubts) for row in index.rows)
    if doubtful > _DOUBTFUL_SHARE * len(index.rows):
        return f"{doubtful} of the {len(index.rows)} rows were read with doubts, so rows may be lost"
    standard = code.rsplit("-", 1)[0]
    if _is_listed_as_whole(mapping, standard):
        return f"the index lists {standard} as a whole, not its disclosures"
    if index.pictures:
        return f"PDF page {index.pictures[0] + 1}, in the index or beside it, is only a picture and was not read"
    pattern = re.compile(rf"(?<![\w.-]){re.escape(code)}(?![\w-]|\.\d)")
    if any(pattern.search(text.text) for text in index.unparsed):
        return f"text of the index that could not be read as a row names {code}"
    return None


def _is_listed_as_whole(mapping: Mapping, standard: str) -> bool:
    own = any(m.row.code.startswith(f"{standard}-") for m in mapping.matches)
    headed = not own and any(h.standard == f"GRI {standard}" for h in mapping.index.headings)
    return headed or any(m.row.code == standard for m in mapping.matches)
