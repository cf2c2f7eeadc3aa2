"""Whole calls of ``check`` made by hand: what every format has to bear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import runs
from gricheck.model.document import Source
from gricheck.model.index import Claim, ContentIndex, Level, Where
from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Coverage, Failure, Finding, Outcome, RequirementVerdict, Run, Waiver
from gricheck.policy import Policy, apply_policy
from gricheck.policy.baseline import Entry, Known
from gricheck.policy.waivers import standing

ERROR = runs.rule(severity=Severity.ERROR, aliases=("slash",))
NOTE = runs.rule("title-odd", severity=Severity.INFO, family="titles")
WHOLE = runs.rule("claim-conflict", severity=Severity.ERROR, family="claims", messages={"fail": "two claims"})
PACK = runs.pack(ERROR, NOTE, WHOLE)
WAIVER = Waiver("location-slash", "Agreed with the auditor.", "303-3", place="gricheck.yaml:3")
STALE = Waiver("title-odd", "y", "401-*", expires=date(2024, 1, 1), place="gricheck.yaml:7")
WITHDRAWAL = runs.WATER_NEW

NASTY = (
    "\x1b[2J\x1b]0;owned\x07\u202eevil\u2066\r\n::error::x\n##[error]y\r::stop-commands::z\x00\ufffe\ud800"
    "=cmd|' /C calc'!A0 <script>alert(1)</script><img src=x onerror=alert(1)> ]]> &amp; [a](http://evil.example) {0} "
    "![i](https://evil.example/i.png) **b** `c` | d @team #1 www.evil.example ${{ secrets.TOKEN }} "
    "%0A::error::q,title=t,x=y"
)


def full() -> Checked:
    """Two reports and one that cannot be checked, with waivers, a baseline, a broken check and something unread."""
    return Checked((first(), second()), (Failure("reports/gone.pdf", "reports/gone.pdf: is no PDF; mend it"),), True)


def first() -> Run:
    """A PDF under a policy: an error, a warning, a note, a review, one waived, one known, one not shown."""
    slash, energy, emissions = (
        runs.match(d, "/", line=n) for n, d in enumerate((runs.SUPPLY_CHAIN, runs.ENERGY, runs.EMISSIONS), 10)
    )
    water = runs.match(WITHDRAWAL, "/", line=20)
    clean = runs.match(runs.WATER_OLD, "70", line=21)
    matches = (slash, energy, emissions, water, clean)
    index = ContentIndex((117, 118), tuple(m.row for m in matches), runs.CORE, unparsed=(runs.unparsed("SDG 7"),))
    results = [
        runs.result(of=WHOLE, subject="claim", where=Where(page=3, label="6"), related=(Where(page=117, label="120"),)),
        runs.result(slash, ERROR, requirement="102-10-a"),
        runs.result(energy, outcome=Outcome.REVIEW, reason="the text has no pages", confidence=0.5),
        runs.result(emissions, NOTE),
        runs.result(emissions, ERROR),
        runs.result(water, ERROR),
        runs.result(of=runs.rule("index-repeated"), outcome=Outcome.PASS),
        runs.result(of=runs.rule("index-odd"), outcome=Outcome.FAIL, subject="index"),
        runs.result(clean, outcome=Outcome.PASS),
    ]
    requirements = (
        runs.requirement("name", RequirementVerdict.MET, "no fault among 1 disclosures"),
        runs.requirement("list", RequirementVerdict.NOT_MET, "102-10 has no location"),
        runs.requirement("notify", RequirementVerdict.CANNOT_TELL, "not in the file"),
    )
    source = Source("reports/annual report 100%.pdf", runs.SHA, "application/pdf", 1000)
    mapping = runs.mapping(matches, index=index, source=source)
    coverage = Coverage(5, 5, 1, True, ("2 pages are pictures",))
    return _policed(runs.run(matches, results, mapping=mapping, requirements=requirements, coverage=coverage))


def _policed(run: Run) -> Run:
    known = [f for f in apply_policy(run, Policy()).findings if (f.rule, f.disclosure) == ("location-slash", "305-1")]
    baseline = Known("base.json", "annual.pdf", tuple(map(entry, known)))
    waivers = standing((WAIVER, STALE), [PACK], date(2024, 5, 31))
    return apply_policy(run, Policy(waivers=waivers, baseline=baseline, ignore=frozenset({"index-odd"})))


def entry(finding: Finding) -> Entry:
    return Entry(finding.rule, finding.disclosure, finding.fingerprint, finding.message)


def second() -> Run:
    """A text, with a broken check and a finding on a line."""
    match = runs.match(runs.ENERGY, "/", where=Where(page=0, line=412))
    source = Source("reports/text.txt", runs.SHA[::-1], "text/plain", 99)
    mapping = runs.mapping((match,), source=source, page_count=1, claim=None)
    run = runs.run((match,), [runs.result(match, ERROR)], mapping=mapping, spec=None, errors=("title-odd: KeyError",))
    return _policed(run)


def hostile() -> Checked:
    """Every text of a report, its file name and the waiver's reason are an attack."""
    path = f"{NASTY}.pdf"
    odd = replace(runs.SUPPLY_CHAIN, title=NASTY)
    match = runs.match(odd, NASTY, title=NASTY, where=Where(page=117, label=NASTY, line=1))
    words = {"fail": "{code} {location}", "review": "{location}"}
    rules = [
        runs.rule(n, messages=words, remedy="{location}", severity=s) for n, s in zip("abc", Severity, strict=True)
    ]
    rules.append(runs.rule("waived", messages=words))
    results = [runs.result(match, rule, related=(Where(page=3, label=NASTY),)) for rule in rules]
    results.append(runs.result(match, rules[0], outcome=Outcome.REVIEW, reason=NASTY, disclosure=NASTY))
    results.append(runs.result(match, rules[0], disclosure=None, subject=NASTY))
    claim = Claim(Level.CORE, 2016, NASTY, Where(page=1, label=NASTY))
    index = ContentIndex((117,), (match.row,), claim, unparsed=(runs.unparsed(NASTY),))
    mapping = runs.mapping((match,), index=index, claim=claim, source=Source(path, runs.SHA, "application/pdf", 1))
    needs = (runs.requirement("list", RequirementVerdict.NOT_MET, NASTY),)
    notes = Coverage(1, 1, 1, True, (NASTY,))
    run = runs.run((match,), results, mapping=mapping, requirements=needs, errors=(NASTY,), coverage=notes)
    waivers = standing(
        (Waiver("waived", NASTY, place=NASTY), Waiver("c", NASTY, "1-1", place=NASTY)), [runs.pack(*rules)], None
    )
    return Checked((apply_policy(run, Policy(waivers=waivers)),), (Failure(f"gone {path}", f"{path}: {NASTY}"),), True)
