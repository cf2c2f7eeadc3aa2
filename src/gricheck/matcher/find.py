"""Where a report covers what a user asks for: a disclosure by its code, or words."""

from __future__ import annotations

import re
from difflib import get_close_matches

from gricheck.errors import UsageError
from gricheck.index.codes import find_codes
from gricheck.matcher.coverage import Coverage, Weighed
from gricheck.matcher.editions import used_disclosures
from gricheck.model.evidence import Answer
from gricheck.model.standard import Disclosure

_REST = re.compile(r"[\s:,]*(?P<edition>(?:19|20)\d\d(?!\d))?[\s:,]*(?P<words>.*)", re.DOTALL)


def find(coverage: Coverage, asked: str, most: int) -> Answer:
    """The passages that say most of what is asked for, at most one a page.

    UsageError for a code that no disclosure bears.
    """
    disclosure, words = named_disclosure(coverage, asked)
    weighed = _weighed(coverage, disclosure, words)
    places = [place for place in coverage.ranked(weighed) if not coverage.names_only(place)]
    passages = tuple(coverage.passage(place, weighed, disclosure) for place in places[:most])
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
    first = next(find_codes(asked, catalogue), None)
    if first is None or first.start > 0:
        return None, asked
    rest = _REST.match(asked, first.end)
    owners = catalogue.by_code.get(first.code, ())
    if rest and rest["edition"]:
        owners = tuple(disclosure for disclosure in owners if disclosure.edition == int(rest["edition"]))
    if not owners:
        near = get_close_matches(first.code, catalogue.by_code, n=1)
        hint = f"did you mean {near[0]}?" if near and near[0] != first.code else "`gricheck standards` lists them"
        raise UsageError(f"no disclosure is called {asked!r}; {hint}")
    return _of_the_report(coverage, first.code, owners), rest["words"].strip() if rest else ""


def _of_the_report(coverage: Coverage, code: str, owners: tuple[Disclosure, ...]) -> Disclosure:
    """Of several editions the one that the index reports on, else the one in use by the report's date."""
    mapping = coverage.mapping
    listed = [match.disclosure for match in mapping.rows_for(code) if match.disclosure in owners]
    if listed and listed[0] is not None:
        return listed[0]
    used = used_disclosures(mapping)
    return next((disclosure for disclosure in owners if disclosure in used), owners[0])
