"""What a person reads on the terminal."""

from __future__ import annotations

import runs
from gricheck.model.document import Pagination, Source
from gricheck.model.index import Claim, ContentIndex, Level, Where
from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Coverage, Outcome, RequirementVerdict, Run
from gricheck.policy import Policy, apply_policy
from gricheck.reporter import CHECK, reporter
from gricheck.reporter.options import RenderOptions

SLASH = runs.match(runs.SUPPLY_CHAIN, "/", line=412)
ENERGY = runs.match(runs.ENERGY, line=440)
ERROR = runs.rule(severity=Severity.ERROR)


def text(run: Run, **options: object) -> str:
    return reporter(CHECK, "text")(Checked((apply_policy(run, Policy()),)), RenderOptions(**options))


EXPECTED = """\
report.pdf
  file  128 pages, PDF, sha256 0123456789abcdef…
  index p. 120-121 (PDF pages 118-119): 2 rows read, 1 line not understood
  claim GRI Standards 2016, Core option: “prepared in accordance with the GRI Standards: Core
        option” (PDF page 2)
  with  gricheck 0.1.0, catalogue 1, packs gri-2016 1.0.0

error    102-10 Significant changes to the organization and its supply chain
         index p. 120 (PDF page 118), row 1
         The location of 102-10 is /.
         Instead: Give the page of 102-10.
         [location-slash] GRI 101 2016, 2.7

warning  302-1 Energy consumption within the organization
         index p. 120 (PDF page 118), row 2
         Could not tell: 302-1 may be nowhere. Nothing tells.
         Instead: Give the page of 302-1.
         [location-slash] GRI 101 2016, 2.7

In the index, not understood (1)
  index p. 121 (PDF page 119), line 3: SDG 7 Clean energy

Summary
  1 error, 1 warning, 0 notes; 1 of them could not be told.
  Page references: judged by the numbers printed on the pages.

Claim: GRI Standards 2016, Core option
verdict         the claim requires  why
--------------  ------------------  ----------------------------
not met         Do list.            102-10 has no location
cannot be told  Do notify.          not in the file
met             Do name.            no fault among 1 disclosures

The claim does not hold as it stands: 1 of 3 requirements not met; 1 cannot be told from the file.
Whether the reported content is complete and true is not judged here.
"""


def sample() -> Run:
    index = ContentIndex(
        (117, 118), (SLASH.row, ENERGY.row), runs.CORE, unparsed=(runs.unparsed("SDG 7\n Clean energy"),)
    )
    return runs.run(
        (SLASH, ENERGY),
        [runs.result(ENERGY, ERROR, outcome=Outcome.REVIEW, reason="nothing tells"), runs.result(SLASH, ERROR)],
        mapping=runs.mapping((SLASH, ENERGY), index=index),
        requirements=(
            runs.requirement("name", RequirementVerdict.MET, "no fault among 1 disclosures"),
            runs.requirement("list", RequirementVerdict.NOT_MET, "102-10 has no location"),
            runs.requirement("notify", RequirementVerdict.CANNOT_TELL, "not in the file"),
        ),
    )


def test_the_whole_text() -> None:
    assert text(sample()) == EXPECTED


def test_colour_only_where_asked() -> None:
    plain, coloured = text(sample()), text(sample(), colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31merror\x1b[0m" in coloured


def test_no_line_is_wider_than_asked() -> None:
    assert max(map(len, text(sample(), width=60).splitlines())) <= 60


def test_a_hostile_report_stays_text() -> None:
    nasty = "\x1b]0;owned\x07\x1b[2J\u202eevil\r\n::error::x\x9b31m"
    row = runs.match(runs.SUPPLY_CHAIN, nasty, title=nasty)
    claim = Claim(Level.CORE, 2016, nasty, Where(page=1, label="\x1b[1m2"))
    mapping = runs.mapping(
        (row,),
        index=ContentIndex((117,), (row.row,), claim, unparsed=(runs.unparsed(nasty),)),
        claim=claim,
        source=Source(f"{nasty}.pdf", runs.SHA, "application/pdf", 1),
    )
    shown = text(runs.run((row,), [runs.result(row)], mapping=mapping), width=200)
    assert not {c for c in shown if not c.isprintable()} - {"\n"}
    assert "]0;owned[2Jevil  ::error::x31m" in shown


def test_a_claim_given_by_the_user_has_no_quote() -> None:
    given = runs.mapping((SLASH,), claim=Claim(Level.CORE, 2016, "", Where()))
    assert "claim GRI Standards 2016, Core option, as you said\n" in text(runs.run((SLASH,), mapping=given))


def test_without_a_claim_it_says_what_was_not_checked() -> None:
    run = runs.run((SLASH,), mapping=runs.mapping((SLASH,), claim=None), spec=None)
    assert "claim none found" in text(run)
    assert "only what every index must meet was checked" in text(run)


def test_it_says_when_pages_were_not_judged() -> None:
    unpaged = Pagination(((),), False, "no page numbers were found")
    mapping = runs.mapping(
        (SLASH,), pagination=unpaged, page_count=1, source=Source("report.txt", runs.SHA, "text/plain", 9)
    )
    shown = text(runs.run((SLASH,), [runs.result(SLASH)], mapping=mapping, coverage=Coverage(1, 1, 0, False)))
    assert "Page references: not judged: no page numbers were found." in shown
    assert "index 1 row read" in shown
    assert "line 412" in shown


def test_notes_waivers_and_broken_checks_are_shown() -> None:
    run = runs.run(
        (SLASH,), errors=("location-slash: KeyError",), coverage=Coverage(1, 1, 0, True, ("2 pages are images",))
    )
    assert "Note: 2 pages are images" in text(run)
    assert "A check broke, so its rule was not checked: location-slash: KeyError" in text(run)


def test_many_unread_lines_are_cut_and_counted() -> None:
    index = ContentIndex((117,), (SLASH.row,), unparsed=tuple(runs.unparsed(f"line {i}") for i in range(13)))
    assert "… and 3 more" in text(runs.run((SLASH,), mapping=runs.mapping((SLASH,), index=index)))


def test_of_many_other_places_the_first_are_named_and_the_rest_counted() -> None:
    match = runs.match(runs.EMISSIONS, "/")
    for count, told in ((5, "p. 105"), (7, "p. 105 (PDF page 103); and 2 more")):
        related = tuple(Where(page=97 + n) for n in range(1, count + 1))
        run = apply_policy(runs.run([match], [runs.result(match, related=related)]), Policy())
        text = " ".join(reporter(CHECK, "text")(Checked((run,)), RenderOptions()).split())
        assert told in text
        assert ("more" in text) is (count > 5)
