"""Where a report covers what a user asks for: a disclosure by its code, or words."""

from __future__ import annotations

import re
from difflib import get_close_matches

from gricheck.errors import UsageError
from gricheck.index.codes import find_codes
from gricheck.matcher.coverage import Coverage
from gricheck.matcher.editions import used_disclosures
from gricheck.model.evidence import Answer
from gricheck.model.standard import Disclosure

_EDITION = re.compile(r"[\s:]*((?:19|20)\d\d)?\s*")


def find(coverage: Coverage, asked: str, most: int) -> Answer:
    """The passages that say most of what is asked for, at most one a page.

    UsageError for a code that no disclosure bears.
    """
    disclosure = named_disclosure(coverage, asked)
    weighed = (
        coverage.weigh(coverage.queries.of_words(asked)) if disclosure is None else coverage.of_disclosure(disclosure)
    )
    places = (place for place in coverage.ranked(weighed) if not coverage.names_only(place))
    passages = tuple(
        coverage.passage(place, weighed, disclosure) for place, _ in zip(places, range(most), strict=False)
    )
    if disclosure is None:
        return Answer(asked, passages)
    return Answer(asked, passages, disclosure.code, disclosure.edition, disclosure.words)


def named_disclosure(coverage: Coverage, asked: str) -> Disclosure | None:
    """The disclosure that a user's words name, of the edition that the report uses; None where they name none."""
    catalogue = coverage.mapping.catalogue
    codes = list(find_codes(asked.strip(), catalogue))
    if len(codes) != 1 or codes[0].start > 0:
        return None
    rest = _EDITION.fullmatch(asked.strip(), codes[0].end)
    if rest is None:
        return None
    code = codes[0].code
    owners = catalogue.by_code.get(code, ())
    if rest[1]:
        owners = tuple(disclosure for disclosure in owners if disclosure.edition == int(rest[1]))
    if not owners:
        near = get_close_matches(code, catalogue.by_code, n=1)
        hint = f"did you mean {near[0]}?" if near and not rest[1] else "`gricheck standards` lists them"
        raise UsageError(f"no disclosure is called {asked.strip()!r}; {hint}")
    return _of_the_report(coverage, code, owners)


def _of_the_report(coverage: Coverage, code: str, owners: tuple[Disclosure, ...]) -> Disclosure:
    """Of several editions the one that the index reports on, else the one in use by the report's date."""
    mapping = coverage.mapping
    listed = [match.disclosure for match in mapping.rows_for(code) if match.disclosure in owners]
    if listed and listed[0] is not None:
        return listed[0]
    used = used_disclosures(mapping)
    return next((disclosure for disclosure in owners if disclosure in used), owners[0])
