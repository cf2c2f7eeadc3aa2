"""What the report says of itself: its claim, its period, its language."""

from __future__ import annotations

from datetime import date

import pytest

from gricheck.index.claim import choose_claim, find_claims, read_facts, universal_edition
from gricheck.index.titles import TitleBook
from gricheck.index.typed import make_rows
from gricheck.model.document import Document
from gricheck.model.index import Claim, Level, Row, Where
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import Vocabulary
from index.layouts import document, numbered


def claims(text: str, book: TitleBook, edition: int | None = None) -> list[tuple[Level, int | None]]:
    return [(c.level, c.edition) for c in find_claims(document(text), (), edition, book)]


CORE, COMPREHENSIVE, ACCORDANCE, REFERENCE = (
    Level.CORE,
    Level.COMPREHENSIVE,
    Level.IN_ACCORDANCE,
    Level.WITH_REFERENCE,
)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        *[("This report has been prepared in accordance with the GRI Standards: Core option.", CORE)],
        ("It was prepared in accordance with the GRI Standards: Comprehensive option.", COMPREHENSIVE),
        ("Acme has reported in accordance with the GRI Standards for the year 2023.", ACCORDANCE),
        ("Acme has reported with reference to the GRI Standards for the year 2023.", REFERENCE),
        ("This material references Disclosure 305-1 from GRI 305: Emissions 2016.", Level.REFERENCED),
        ("The report is GRI-referenced throughout.", Level.REFERENCED),
        ("in accordance with the Global Reporting Initiative (GRI) Standards: Core\noption.", CORE),
        ("Der Bericht wurde in Übereinstimmung mit den GRI-Standards: Option Kern erstellt.", CORE),
        ("Wir berichten in Übereinstimmung mit den GRI-Standards.", ACCORDANCE),
        ("Dieser Bericht wurde unter Bezugnahme auf die GRI-Standards erstellt.", REFERENCE),
        ("Il bilancio è redatto in conformità ai GRI Standards: opzione Core.", CORE),
        ("Il bilancio è redatto con riferimento ai GRI Standards.", REFERENCE),
        ("Elaborado de conformidad con los Estándares GRI: opción Esencial.", CORE),
        ("Elaborado de conformidad con los Estándares GRI: opción Exhaustiva.", COMPREHENSIVE),
        ("La información se presenta utilizando como referencia los Estándares GRI.", REFERENCE),
        ("Preparado de acordo com as Normas GRI: opção Essencial.", CORE),
        ("Elaborado com referência às Normas GRI.", REFERENCE),
        ("Établi en conformité avec les Normes GRI : option des critères essentiels.", CORE),
        ("Établi en référence aux Normes GRI.", REFERENCE),
        ("Dit verslag is opgesteld in overeenstemming met de GRI Standards: Core optie.", CORE),
        ("Dit verslag is opgesteld met verwijzing naar de GRI Standards.", REFERENCE),
        ("본 보고서는 GRI Standards의 핵심적 방법(Core Option)에 부합하게 작성되었습니다.", CORE),
        ("본 보고서는 GRI Standards를 참조하여 작성되었습니다.", REFERENCE),
        ("本报告依据GRI标准核心方案编制，供各利益相关方阅读。", CORE),
        ("本报告参考GRI标准编制，供各利益相关方阅读。", REFERENCE),
        ("本報告書依循GRI準則編製，供各利害關係人閱讀。", ACCORDANCE),
        ("本報告書はGRIスタンダードの中核（Core）に準拠して作成しています。", CORE),
        ("本レポートはGRIスタンダードを参照しています。", REFERENCE),
    ],
)
def test_claims_are_known_in_every_language(text: str, level: Level, book: TitleBook) -> None:
    assert [found for found, _ in claims(text, book)] == [level]


@pytest.mark.parametrize(
    "text",
    [
        "102-54 Claims of reporting in accordance with the GRI Standards 12",
        "Claims of reporting in accordance with\nthe GRI Standards",
        "Our core business grew in accordance with our plans.",
        "The GRI content index is at the end of this report.",
        "",
    ],
)
def test_other_sentences_make_no_claim(text: str, book: TitleBook) -> None:
    assert claims(text, book) == []


@pytest.mark.parametrize("verb", ["is not", "has not been prepared"])
def test_a_denial_is_no_claim(verb: str, book: TitleBook) -> None:
    assert claims(f"This report {verb} in accordance with the GRI Standards.", book) == []


def test_accordance_with_something_else_is_no_claim(book: TitleBook) -> None:
    assert claims("Figures are made in accordance with ISO 14064; the GRI index is at the end.", book) == []


def test_the_word_core_elsewhere_does_not_make_it_core(book: TitleBook) -> None:
    assert claims("Our core business is in accordance with the GRI Standards.", book) == [(ACCORDANCE, None)]


@pytest.mark.parametrize(
    ("text", "index_edition", "level", "edition"),
    [
        *[("in accordance with the GRI Standards: Core option", 2016, CORE, 2016)],
        ("in accordance with the GRI Standards: Core option", None, CORE, 2016),
        ("in accordance with the GRI G4 Guidelines: Core option", None, CORE, 2013),
        (
            "in accordance with the G4 Guidelines of the Global Reporting Initiative (GRI), Core option",
            2013,
            CORE,
            2013,
        ),
        ("in accordance with the GRI Standards", 2021, ACCORDANCE, 2021),
        ("in accordance with the GRI Standards", None, ACCORDANCE, None),
        ("with reference to the GRI Standards", None, REFERENCE, 2021),
        ("with reference to the GRI Standards", 2016, Level.REFERENCED, 2016),
        ("this report is GRI-referenced", 2021, REFERENCE, 2021),
    ],
)
def test_the_edition_of_a_claim(
    text: str, index_edition: int | None, level: Level, edition: int | None, book: TitleBook
) -> None:
    assert claims(f"We report {text}.", book, index_edition) == [(level, edition)]


def test_the_claim_is_quoted_with_its_place(book: TitleBook) -> None:
    text = "A heading\n\nWe make paper. Acme reports in accordance\nwith the GRI Standards: Core option. Thank you."
    report = document("Cover", text, pagination=numbered(2, 11), lines=True)
    (claim,) = find_claims(report, (1,), 2016, book)
    assert claim.quote == "Acme reports in accordance with the GRI Standards: Core option."
    assert (claim.where.page, claim.where.label, claim.where.line) == (1, "12", 3)
    assert claim.in_index


def test_a_long_sentence_is_quoted_around_the_claim(book: TitleBook) -> None:
    text = f"{'Paper and more paper, ' * 20}in accordance with the GRI Standards: Core option, {'and so on ' * 10}."
    (claim,) = find_claims(document(text), (), 2016, book)
    assert "in accordance with the GRI Standards: Core option" in claim.quote
    assert len(claim.quote) < 340


def test_a_heading_above_the_claim_is_not_quoted(book: TitleBook) -> None:
    text = "GRI content index\nAcme has reported in accordance with the GRI Standards for the year 2023."
    (claim,) = find_claims(document(text), (0,), 2021, book)
    assert claim.quote.startswith("Acme")


def made(level: Level, edition: int | None = 2016, in_index: bool = False, page: int = 0) -> Claim:
    return Claim(level, edition, "…", Where(page), in_index)


def test_a_bare_accordance_is_no_second_claim_beside_core() -> None:
    core = made(CORE)
    assert choose_claim([made(ACCORDANCE), made(ACCORDANCE), core]) is core


def test_of_several_claims_the_one_in_the_index_counts() -> None:
    in_index = made(REFERENCE, 2021, True, page=90)
    assert choose_claim([made(ACCORDANCE, 2021), in_index, made(ACCORDANCE, 2021)]) is in_index


def test_of_claims_on_a_level_the_index_is_quoted_first() -> None:
    assert choose_claim([made(CORE), made(CORE, in_index=True, page=90)]) == made(CORE, in_index=True, page=90)


def test_without_claims_none_counts() -> None:
    assert choose_claim([]) is None


def rows_of(codes: list[str], catalogue: Catalogue, vocabulary: Vocabulary) -> list[Row]:
    common = {"where": Where(0), "pagination": numbered(9), "catalogue": catalogue, "vocabulary": vocabulary}
    return [row for code in codes for row in make_rows(code, "", "1", **common)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("codes", "edition"),
    [
        (["2-1", "2-2", "3-1", "305-1"], 2021),
        (["102-1", "102-2", "102-14", "305-1"], 2016),
        (["G4-1", "G4-3", "G4-EN15"], 2013),
        (["305-1", "401-1"], None),
        ([], None),
    ],
)
def test_which_universal_standards_an_index_lists(
    codes: list[str], edition: int | None, catalogue: Catalogue, vocabulary: Vocabulary
) -> None:
    assert universal_edition(rows_of(codes, catalogue, vocabulary)) == edition


PERIOD = "This report covers 1 January 2022 to 31 December 2022."


def facts_of(report: Document, vocabulary: Vocabulary) -> tuple[date | None, date | None]:
    facts = read_facts(report, (1,), (), None, vocabulary)
    return facts.period_end, facts.published


def test_the_period_and_a_date_that_fits_it(vocabulary: Vocabulary) -> None:
    made_on = date(2023, 5, 4)
    report = document(PERIOD, "index", created=made_on)
    assert facts_of(report, vocabulary) == (date(2022, 12, 31), made_on)


def test_the_period_named_oftenest_counts(vocabulary: Vocabulary) -> None:
    before = "Last time it was 1 January 2021 to 31 December 2021."
    after = "Next time it is 1 January 2023 to 31 December 2023."
    assert facts_of(document(f"{before} {PERIOD} {after}", PERIOD), vocabulary)[0] == date(2022, 12, 31)


@pytest.mark.parametrize("made_on", [date(2022, 12, 31), date(2022, 6, 1), date(2025, 1, 1), None])
def test_a_file_made_before_the_period_ended_or_long_after_tells_nothing(
    made_on: date | None, vocabulary: Vocabulary
) -> None:
    report = document(PERIOD, "index", created=made_on)
    assert facts_of(report, vocabulary) == (date(2022, 12, 31), None)


def test_the_period_of_the_claim_goes_before_others(vocabulary: Vocabulary) -> None:
    claim = Claim(ACCORDANCE, 2021, "… for the period 1 January 2023 to 31 December 2023 …", Where(0))
    facts = read_facts(document(PERIOD, PERIOD), (1,), (claim,), claim, vocabulary)
    assert facts.period_end == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("head", "title_found", "gri1_used"),
    [
        ("GRI Content Index\nGRI 1 used: GRI 1: Foundation 2021", True, True),
        ("GRI-Inhaltsindex", True, False),
        ("Table of figures, GRI 102-1 and GRI 1-2", False, False),
    ],
)
def test_what_the_head_of_the_index_says(head: str, title_found: bool, gri1_used: bool, vocabulary: Vocabulary) -> None:
    facts = read_facts(document("Cover", head), (1,), (), None, vocabulary)
    assert (facts.title_found, facts.gri1_used) == (title_found, gri1_used)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The people of the mill and the people on the farms are with us for a year.", "en"),
        ("Die Menschen in der Fabrik und auf den Höfen sind mit uns für das Jahr.", "de"),
        ("Gli operai della fabbrica e gli agricoltori sono con la famiglia per un anno in che.", "it"),
        ("Los obreros de la fábrica y los agricultores en el campo con las familias por un año.", "es"),
        ("Les ouvriers de la fabrique et les paysans sont dans une famille pour le temps que.", "fr"),
        ("我们与员工及社区的关系，为社会的发展于各地。", "zh"),
        ("私たちは工場の人々と農家を支えています。これが私の仕事です。", "ja"),
        ("Zahlen 1 2 3", None),
    ],
)
def test_the_language_of_a_report(text: str, language: str | None, vocabulary: Vocabulary) -> None:
    found = read_facts(document(*[text] * 4), (3,), (), None, vocabulary).language
    assert (found or "").split("-")[0] == (language or "")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Acme plc has reported in accordance with the GRI Standards for the year 2023.", True),
        ("Statement of use: Acme has reported with reference to the GRI Standards for 2023.", True),
        ("We have reported in accordance with the GRI Standards for the year 2023.", False),
        ("Statement of use We have reported in accordance with the GRI Standards for the year 2023.", False),
        ("This report has been prepared with reference to the GRI Standards.", False),
        ("Westfall Mills has reported in accordance with the GRI Standards for the year 2023.", True),
        ("Wir haben in Übereinstimmung mit den GRI-Standards berichtet.", False),
    ],
)
def test_a_claim_names_the_organization_or_only_speaks_for_it(text: str, named: bool, book: TitleBook):
    (claim,) = find_claims(document(text), (), 2021, book)
    assert claim.named is named


@pytest.mark.parametrize(
    ("texts", "basis"),
    [
        (
            [
                "A mill",
                "Acme has reported in accordance with the GRI Standards for 1 January 2023 to 31 December 2023.",
            ],
            "statement",
        ),
        (
            [
                "A mill",
                "Acme reported in accordance with the GRI Standards.\n\nReporting period: 01.01.2023 - 31.12.2023",
            ],
            "index",
        ),
        (
            ["Reporting period: 01.01.2023 - 31.12.2023", "Acme has reported in accordance with the GRI Standards."],
            "report",
        ),
        (["A mill", "Acme has reported in accordance with the GRI Standards."], None),
    ],
)
def test_the_period_is_known_by_where_it_stands(
    texts: list[str], basis: str | None, book: TitleBook, vocabulary: Vocabulary
):
    report = document(*texts)
    made = find_claims(report, (1,), 2021, book)
    assert read_facts(report, (1,), made, choose_claim(made), vocabulary).period_basis == basis


def test_the_full_stop_of_a_day_ends_no_sentence(book: TitleBook) -> None:
    text = (
        "Acme hat in Übereinstimmung mit den GRI-Standards für den Zeitraum 1. Januar bis 31. Dezember 2023 berichtet."
    )
    (claim,) = find_claims(document(f"{text} Wir danken allen."), (), None, book)
    assert claim.quote == text
