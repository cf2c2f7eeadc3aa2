"""Where a report covers what a user asks for: a disclosure by its code, or words."""

from __future__ import annotations

import re
from difflib import get_close_matches

from gricheck.errors import UsageError
from gricheck.index.codes import find_codes
from gricheck.matcher.coverage import Coverage, Weighed
from gricheck.matcher.editions import used_disclosures
from gricheck.matcher.tagged import tagged_passages
from gricheck.model.evidence import Answer
from gricheck.model.standard import DASHES, PREFIXES, Catalogue, Disclosure, stem_of

_REST = re.compile(r"[\s:,(]*(?P<edition>(?:19|20)\d\d(?!\d))?[\s:,)]*(?P<words>.*)", re.DOTALL)
_LIKE_A_CODE = re.compile(
    rf"{PREFIXES}?\s*(?:\d{{1,3}}\s?[{DASHES}.]\s?\d{{1,3}}|[A-Z]\d[{DASHES}]\d{{1,2}})(?!\d)", re.IGNORECASE
)
_STANDARD = re.compile(rf"{PREFIXES}?\s*(\d{{1,3}})", re.IGNORECASE)


def questions(asked: str, catalogue: Catalogue) -> tuple[str, ...]:
    """What a user asks for, one by one: codes between commas, and the disclosures of a standard (``GRI 303``)."""
    parts = [part.strip() for part in asked.split(",")]
    if len(parts) > 1 and all(_LIKE_A_CODE.fullmatch(part) for part in parts):
        return tuple(parts)
    standard = _STANDARD.fullmatch(asked.strip())
    editions = [s for s in catalogue.editions(f"GRI {standard[1]}") if s.disclosures] if standard else []
    return tuple(d.code for d in editions[-1].disclosures) if editions else (asked,)


def find(coverage: Coverage, asked: str, most: int) -> Answer:
    """The passages that say most of what is asked for, at most one a page.

    Those that the report tags with it come first, pages that only name matters, such as the table of contents, last.
    UsageError for a code that no disclosure bears.
    """
    disclosure, words = named_disclosure(coverage, asked)
    weighed = _weighed(coverage, disclosure, words)
    tagged = tagged_passages(coverage, disclosure) if disclosure and not words else {}
    places = sorted(
        (p for p in coverage.ranked(weighed, coverage.elsewhere) if p not in tagged), key=coverage.names_only
    )
    found = (*tagged.values(), *(coverage.passage(place, weighed, disclosure) for place in places[:most]))
    passages = found[:most]
    if disclosure is None:
        return Answer(asked, passages)
    return Answer(asked, passages, disclosure.code, disclosure.edition, disclosure.words)


def _weighed(coverage: Coverage, disclosure: Disclosure | None, words: str) -> Weighed:
    """Words behind a code narrow it: the topic whose management is meant, a place, a product."""
    queries = coverage.queries
    if disclosure is None:
        return coverage.weigh(queries.of_words(words))
    if not words:
        return coverage.of_disclosure(disclosure)
    query = queries.of_disclosure(disclosure)
    if disclosure.is_of_each_topic:
        return coverage.weigh(queries.of_topic(query, words))
    return coverage.weigh({**query, **queries.of_words(words)})


def named_disclosure(coverage: Coverage, asked: str) -> tuple[Disclosure | None, str]:
    """The disclosure that a user's words begin with, of the edition that the report uses, and the words behind it; None
    and all of the words where they name none."""
    catalogue, asked = coverage.mapping.catalogue, asked.strip()
    first = next(find_codes(asked, catalogue, loose=True), None)
    if first is None or first.start > 0:
        if _LIKE_A_CODE.match(asked):
            raise _unknown(asked, asked, catalogue)
        return None, asked
    owners = catalogue.by_code.get(first.code, ())
    if not owners:
        raise _unknown(asked, first.code, catalogue)
    rest = _REST.match(asked, first.end)
    year, words = (rest["edition"], rest["words"].strip()) if rest else (None, "")
    fitting = tuple(d for d in owners if year is None or d.edition == int(year))
    if not fitting:
        known = " and ".join(str(disclosure.edition) for disclosure in owners)
        raise UsageError(f"{first.code} has no edition {year}; there is that of {known}")
    return _of_the_report(coverage, first.code, fitting), words


def _unknown(asked: str, code: str, catalogue: Catalogue) -> UsageError:
    """The error for a code that does not exist, with the nearest one of its standard, else of all."""
    same = [other for other in catalogue.by_code if stem_of(other) == stem_of(code)]
    near = get_close_matches(code, same or list(catalogue.by_code), n=1, cutoff=0.0 if same else 0.75)
    hint = f"did you mean {near[0]}?" if near else "`gricheck standards` lists them"
    return UsageError(f"no disclosure is called {asked!r}; {hint}")


def _of_the_report(coverage: Coverage, code: str, owners: tuple[Disclosure, ...]) -> Disclosure:
    """Of several editions the one that the index reports on, else the one in use by the report's date."""
    mapping = coverage.mapping
    listed = [match.disclosure for match in mapping.rows_for(code) if match.disclosure in owners]
    if listed and listed[0] is not None:
        return listed[0]
    used = used_disclosures(mapping)
    return next((disclosure for disclosure in owners if disclosure in used), owners[0])
