"""A suggested index: what the report covers, what the claim expects, and nothing invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gricheck.catalogue import load_catalogue
from gricheck.checks import CHECKS
from gricheck.lexicon import load_lexicon
from gricheck.matcher import match
from gricheck.matcher.coverage import Coverage
from gricheck.matcher.draft import draft_index
from gricheck.model.document import Document, Page, Pagination, Source
from gricheck.model.evidence import Confidence, Draft, Suggestion
from gricheck.model.index import ContentIndex, ReportFacts
from gricheck.model.listing import expected
from gricheck.model.rule import ClaimSpec
from gricheck.packs import load_packs, spec_for
from gricheck.pipeline import claim_of
from gricheck.vocabulary import load_vocabulary

WORK = "Our people like their work and come back to it on Mondays, as the survey among them tells us once again."
TEXT = {
    4: "Direct emissions (Scope 1): stationary combustion, mobile combustion and fugitive emissions, 41,736 tCO2e.",
    6: "Water withdrawal from groundwater, surface water and municipal water was 41 megalitres; seawater none.",
    9: "Whoever sees a breach can use the ethics hotline; whistleblowing is anonymous: speak up without retaliation.",
    11: "A member of the trade association and of the chamber of commerce, with membership of an industry association.",
}
PAGES = 20
UNIVERSAL = {f"2-{n}" for n in range(1, 31)} | {"3-1", "3-2"}


def spec(name: str) -> ClaimSpec:
    found = spec_for(load_packs(checks=CHECKS, catalogue=load_catalogue()), claim_of(name))
    assert found is not None
    return found


def draft(
    name: str,
    text: dict[int, str] = TEXT,
    published: date | None = date(2024, 5, 1),
    pages: int = PAGES,
    **facts: object,
) -> Draft:
    told = ReportFacts(language="en")
    written = tuple(Page(n, text.get(n + 1, WORK)) for n in range(pages))
    pagination = Pagination(tuple((str(n + 1),) for n in range(pages)), True, "printed")
    document = Document(Source("report.pdf", "0" * 64, "application/pdf", 1), written, pagination)
    index = ContentIndex((), (), facts=replace(told, **facts))  # type: ignore[arg-type]
    mapping = match(document, index, load_catalogue(), load_vocabulary(), claim=claim_of(name), published=published)
    return draft_index(Coverage(document, mapping, load_lexicon(), load_vocabulary()), load_lexicon(), spec(name))


def located(found: Draft) -> dict[str, list[int]]:
    return {row.code: [p.page + 1 for p in row.passages] for row in found.rows if row.passages}


def test_with_reference_only_what_is_found_is_listed_and_every_row_has_a_quote() -> None:
    found = draft("with-reference")
    assert {"305-1": [4], "303-3": [6], "2-26": [9], "2-28": [11]}.items() <= located(found).items()
    for row in found.rows:
        assert row.passages
        assert not row.required
        assert row.confidence is not None
        assert all(p.quote and p.quote.removesuffix(" …") in TEXT[p.page + 1] for p in row.passages)


def test_a_report_that_tells_nothing_gives_an_empty_index() -> None:
    assert draft("with-reference", {}).rows == ()


def test_in_accordance_every_expected_code_is_listed_and_what_is_not_found_is_blank() -> None:
    found = draft("in-accordance")
    rows = {row.code: row for row in found.rows}
    assert UNIVERSAL | {"3-3"} <= rows.keys()
    assert {code for code, _ in expected(spec("in-accordance"))} <= rows.keys()
    assert all(rows[code].required for code in UNIVERSAL | {"3-3"})
    assert not rows["305-1"].required
    blank = [row for row in found.rows if not row.passages]
    assert blank
    assert all(row.confidence is None and row.required for row in blank)
    assert rows["2-26"].passages


def test_in_accordance_an_empty_report_still_lists_every_universal_disclosure() -> None:
    rows = draft("in-accordance", {}).rows
    assert {row.code for row in rows} >= UNIVERSAL
    assert not any(row.passages for row in rows)


def test_the_management_of_each_topic_stands_above_its_disclosures_and_is_left_blank() -> None:
    rows = draft("in-accordance").rows
    managed = [row for row in rows if row.code == "3-3"]
    topics = list(dict.fromkeys(row.standard for row in rows if not row.code.startswith(("2-", "3-"))))
    assert [row.standard for row in managed] == topics
    assert not any(row.passages for row in managed)
    at = next(i for i, row in enumerate(rows) if row.code == "305-1")
    assert rows[at - 1].standard == rows[at].standard == "GRI 305: Emissions 2016"


def test_rows_stand_in_the_order_of_the_standards() -> None:
    codes = [row.code for row in draft("in-accordance").rows if row.code.startswith("2-")]
    assert codes == sorted(codes, key=lambda code: int(code[2:]))
    standards = list(dict.fromkeys(row.standard for row in draft("with-reference").rows))
    assert standards.index("GRI 303: Water and Effluents 2018") < standards.index("GRI 305: Emissions 2016")


def test_no_row_stands_twice() -> None:
    keys = [(row.code, row.standard) for row in draft("in-accordance").rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("published", "edition"), [(date(2020, 12, 31), 2016), (date(2024, 5, 1), 2018)])
def test_the_editions_are_those_of_the_reports_day(published: date, edition: int) -> None:
    editions = {r.edition for r in draft("in-accordance", published=published).rows if r.code.startswith("303-")}
    assert editions <= {edition}


def test_a_claim_of_2016_lists_the_disclosures_of_2016() -> None:
    codes = {row.code for row in draft("core", published=date(2019, 5, 1)).rows}
    assert "102-1" in codes
    assert not any(code.startswith(("2-", "3-")) for code in codes)


def test_the_statement_has_the_days_of_the_period_or_says_that_they_lack() -> None:
    days = {"period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31)}
    assert "[start date to end date]" in draft("with-reference", {}).statement
    assert "[start date to end date]" in draft("with-reference", {}, period_start=date(2023, 1, 1)).statement
    told = draft("with-reference", {}, **days).statement
    assert "1 January 2023 to 31 December 2023" in told
    assert "[start date" not in told
    assert "[Organization]" in told


def test_the_head_names_the_foundation_and_the_sectors_of_the_report() -> None:
    found = draft("in-accordance", {}, sectors=("GRI 11",))
    assert found.foundation == "GRI 1: Foundation 2021"
    assert [sector.partition(":")[0] for sector in found.sectors] == ["GRI 11"]
    assert draft("in-accordance", {}).sectors == ()


def test_more_words_give_more_confidence() -> None:
    order = [Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]
    little = "Direct emissions of Scope 1, with mobile combustion, in the mills that we run by ourselves all the year."
    weak, strong = ({**TEXT, 4: words} for words in (little, f"{TEXT[4]} Scope 1 GHG emissions, direct GHG emissions."))
    rows: list[Suggestion] = []
    for text in (weak, strong):
        rows += [row for row in draft("with-reference", text).rows if row.code == "305-1"]
    confidences = [row.confidence for row in rows]
    assert confidences[-1] is Confidence.HIGH
    assert len(rows) == 1 or order.index(confidences[0]) <= order.index(confidences[1])  # type: ignore[arg-type]
    assert all(
        order.index(row.confidence) <= order.index(other.confidence)  # type: ignore[arg-type]
        for row in draft("in-accordance").rows
        for other in draft("in-accordance").rows
        if row.passages and other.passages and row.passages[0].strength < other.passages[0].strength
    )


def test_a_report_of_a_few_pages_is_read_too() -> None:
    assert located(draft("with-reference", {2: TEXT[4]}, pages=3)) == {"305-1": [2]}


def test_a_mention_is_not_suggested() -> None:
    text = {5: "Water withdrawal is what we will look into with care in some later year, and waste as well."}
    assert draft("with-reference", text).rows == ()


def test_the_management_of_topics_is_asked_for_though_no_topic_is_found() -> None:
    codes = [row.code for row in draft("in-accordance", {}).rows]
    assert codes.count("3-3") == 1
