"""Small runs made by hand, for tests of what comes after the checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from gricheck.model.document import Pagination, Source
from gricheck.model.index import Claim, ContentIndex, Kind, Level, PageRef, Row, Unparsed, Where
from gricheck.model.mapping import Gap, Mapping, Method, RowMatch, Status, TitleVerdict
from gricheck.model.rule import ClaimRequirement, ClaimSpec, Reference, Rule, RulePack, Severity
from gricheck.model.run import (
    Coverage,
    Outcome,
    RequirementResult,
    RequirementVerdict,
    Result,
    Run,
    Verdict,
    Versions,
)
from gricheck.model.standard import Catalogue, Disclosure, DisclosureKind, Standard

SHA = "0123456789abcdef" * 4
CLAUSE = Reference("GRI 101", 2016, "2.7")
CLAUSE_2021 = Reference("GRI 1", 2021, "Requirement 7")


def disclosure(code: str, title: str, edition: int = 2016) -> Disclosure:
    standard = f"GRI {code.split('-')[0]}"
    return Disclosure(code, edition, standard, title, DisclosureKind.TOPIC)


SUPPLY_CHAIN = disclosure("102-10", "Significant changes to the organization and its supply chain")
ENERGY = disclosure("302-1", "Energy consumption within the organization")
EMISSIONS = disclosure("305-1", "Direct (Scope 1) GHG emissions")
WATER_OLD = disclosure("303-3", "Water recycled and reused", 2016)
WATER_NEW = disclosure("303-3", "Water withdrawal", 2018)
EVERY = (SUPPLY_CHAIN, ENERGY, EMISSIONS, WATER_OLD, WATER_NEW)
CATALOGUE = Catalogue("1", (Standard("GRI test", 2016, "All", "topic", disclosures=EVERY),))


def match(item: Disclosure, location: str = "70", line: int = 1, **row: Any) -> RowMatch:
    """A row that prints its code and title right and stands on physical page 117."""
    where = row.pop("where", Where(page=117, label="120", line=line))
    printed = row.pop("title", item.title)
    pages = row.pop("pages", (PageRef(location, 70),) if location.isdigit() else ())
    kind = row.pop("kind", Kind.PAGES if pages else Kind.SLASH)
    made = Row(item.code, f"GRI {item.code}", printed, location, kind, where, edition=item.edition, pages=pages, **row)
    return RowMatch(made, item, item, Method.EXACT, TitleVerdict.SAME, score=1.0)


def rule(name: str = "location-slash", **more: Any) -> Rule:
    words: dict[str, Any] = {
        "pack": "gri-index",
        "name": f"What {name} checks",
        "family": "locations",
        "severity": Severity.WARNING,
        "check": "some-check",
        "references": (CLAUSE, CLAUSE_2021),
        "messages": {"fail": "the location of {code} is {location}", "review": "{code} may be nowhere"},
        "remedy": "Give the page of {code}.",
        "why": "A reader finds nothing.",
    }
    return Rule(id=name, **{**words, **more})


def result(about: RowMatch | None = None, of: Rule | None = None, **verdict: Any) -> Result:
    """A failed result on a row, with the arguments that ``rule``'s templates name."""
    code = about.disclosure.code if about and about.disclosure else verdict.get("disclosure")
    arguments = (("code", str(code)), ("location", about.row.location if about else ""))
    given = {"outcome": Outcome.FAIL, "disclosure": code, "arguments": arguments, **verdict}
    return Result(of or rule(), Verdict(match=about, **given))


CORE = Claim(Level.CORE, 2016, "prepared in accordance with the GRI Standards: Core option", Where(page=1, label=None))
SPEC = ClaimSpec(Level.CORE, 2016, "GRI Standards 2016, Core option", "…")


def mapping(matches: Sequence[RowMatch] = (), **more: Any) -> Mapping:
    """A report of 128 pages whose printed numbers run three ahead of the physical index."""
    labels = tuple((str(page + 3),) if page > 3 else () for page in range(128))
    words: dict[str, Any] = {
        "source": Source("report.pdf", SHA, "application/pdf", 1000),
        "index": ContentIndex(pages=(117, 118), rows=tuple(m.row for m in matches), claim=CORE, claims=(CORE,)),
        "catalogue": CATALOGUE,
        "pagination": Pagination(labels, True, "the numbers printed on the pages"),
        "page_count": 128,
        "claim": CORE,
    }
    return Mapping(matches=tuple(matches), **{**words, **more})


def requirement(name: str, verdict: RequirementVerdict, why: str) -> RequirementResult:
    return RequirementResult(ClaimRequirement(name, f"Do {name}.", CLAUSE, ("location-slash",)), verdict, why)


def run(matches: Sequence[RowMatch] = (), results: Iterable[Result] = (), **more: Any) -> Run:
    """A run before policy."""
    mapped = more.pop("mapping", None) or mapping(matches)
    index = mapped.index
    words: dict[str, Any] = {
        "versions": Versions("0.1.0", "1", (("gri-2016", "1.0.0"),)),
        "spec": SPEC,
        "requirements": (),
        "gaps": gaps(matches),
        "coverage": Coverage(len(index.rows), len(index.rows), len(index.unparsed), True),
    }
    return Run(mapping=mapped, results=tuple(results), **{**words, **more})


def gaps(matches: Sequence[RowMatch]) -> tuple[Gap, ...]:
    """Each row's disclosure as reported."""
    found = [(m, m.disclosure) for m in matches if m.disclosure]
    return tuple(Gap(d.code, d.edition, d.title, d.standard, "GRI 2016 Core", Status.REPORTED, (m,)) for m, d in found)


def pack(*rules: Rule, **more: Any) -> RulePack:
    return RulePack("gri-index", "1.0.0", "What every index must meet", rules, **more)


def unparsed(text: str, line: int = 3) -> Unparsed:
    return Unparsed(text, Where(page=118, label="121", line=line))
