"""The quoted lines: those that say most, no longer than a reader takes in at a glance, and why."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gricheck.matcher.passages import MAX_QUOTE, best_lines, reasons
from gricheck.matcher.search import Query, Search
from gricheck.matcher.stretches import Stretch
from gricheck.matcher.tokens import tokens

ELLIPSIS = " …"
PHRASES = ("fugitive emissions", "溫室氣體")
FILLER = "Our people like their work and come back to it on Mondays, as the survey tells."
FUGITIVE = " ".join(tokens("fugitive emissions"))


def search(*texts: str) -> Search:
    runs = {tuple(tokens(phrase)): [" ".join(tokens(phrase))] for phrase in PHRASES}
    others = ("\n".join([FILLER] * 3),) * 5
    return Search([Stretch(page, tuple(text.split("\n"))) for page, text in enumerate((*texts, *others))], runs)


def asked(*phrases: str) -> Query:
    return {" ".join(tokens(phrase)): 1.0 for phrase in phrases}


def quoted(text: str, *phrases: str) -> tuple[int, str]:
    return best_lines(search(text), 0, asked(*phrases))


def test_the_quote_begins_where_the_words_stand() -> None:
    assert quoted(f"{FILLER}\n{FILLER}\nWater and ozone.\n{FILLER}", "ozone")[0] == 2
    assert quoted(f"{FILLER}\n{FILLER}\nWater and ozone.\n{FILLER}", "ozone")[1].startswith("Water and ozone.")


def test_the_lines_with_most_of_it_go_before_the_first_ones() -> None:
    text = f"Ozone alone.\n{FILLER}\n{FILLER}\n{FILLER}\nOzone from\nrefrigerants."
    first, quote = quoted(text, "ozone", "refrigerants")
    assert (first, quote) == (4, "Ozone from refrigerants.")


def test_a_term_said_twice_is_no_better_than_two_terms_said_once() -> None:
    text = f"Ozone, ozone, ozone.\n{FILLER}\n{FILLER}\n{FILLER}\nOzone and refrigerants."
    assert quoted(text, "ozone", "refrigerants")[0] == 4


def test_lines_are_joined_and_blanks_between_words_are_one() -> None:
    assert quoted("  Ozone   and\n\n  refrigerants\tas  well ", "ozone")[1] == "Ozone and refrigerants as well"


def test_nothing_is_quoted_where_nothing_was_found() -> None:
    assert quoted(FILLER, "ozone") == (0, "")


def test_of_a_long_paragraph_the_telling_sentence_is_quoted() -> None:
    first, quote = quoted(f"{FILLER} {FILLER} {FILLER} Ozone is what we measure. {FILLER} {FILLER} {FILLER}", "ozone")
    assert first == 0
    assert quote.startswith("Ozone is what we measure. Our people")
    assert quote.endswith(ELLIPSIS)


def test_a_sentence_of_a_chinese_paragraph_ends_without_a_space() -> None:
    filler = "公司重視員工發展與社會參與活動。" * 20
    assert quoted(f"{filler}溫室氣體排放量為一百噸。{filler}", "溫室氣體")[1].startswith("溫室氣體排放量為一百噸。")


def test_a_cut_quote_ends_between_words() -> None:
    _, quote = quoted("Ozone " + "refrigerants " * 60, "ozone")
    assert quote.removesuffix(ELLIPSIS).endswith(" refrigerants")


def test_the_quote_holds_the_words_though_they_end_a_very_long_sentence() -> None:
    _, quote = quoted("While " + "our people like their work and come back to it, " * 8 + "we measure ozone.", "ozone")
    assert "ozone" in quote


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=12),
    st.integers(0, 11),
    st.sampled_from(["Ozone is measured.", "fugitive emissions", "OZONE 12 t"]),
)
def test_a_quote_holds_the_words_and_is_short(sizes: list[int], at: int, telling: str) -> None:
    lines = [" ".join([FILLER] * size) for size in sizes]
    lines.insert(min(at, len(lines)), telling)
    first, quote = quoted("\n".join(lines), "ozone", "fugitive emissions")
    assert lines[first] == telling
    assert telling in quote
    assert len(quote) <= MAX_QUOTE + len(ELLIPSIS)


@given(st.text(st.sampled_from("ozone .!?。…\n\u3000溫a"), max_size=1500))
def test_any_text_gives_a_short_quote_out_of_it(text: str) -> None:
    _, quote = quoted(text, "ozone", "o", "溫a")
    assert len(quote) <= MAX_QUOTE + len(ELLIPSIS)
    assert "".join(quote.removesuffix("…").split()) in "".join(text.split())


def test_reasons_are_told_with_the_rarest_first_and_without_parts_of_phrases() -> None:
    found = search("Fugitive emissions and water", "water", "water")
    query = {**asked("fugitive emissions", "emissions", "water", "ozone")}
    assert reasons(found, 0, query) == (FUGITIVE, *tokens("water"))


def test_a_word_that_says_next_to_nothing_is_no_reason() -> None:
    found = search("ozone and work", *[FILLER] * 6)
    assert reasons(found, 0, asked("ozone", "work")) == tuple(tokens("ozone"))


def test_where_nothing_is_found_there_is_no_reason() -> None:
    assert reasons(search(FILLER), 0, asked("ozone")) == ()


def test_a_sentence_of_a_megabyte_is_quoted_in_no_time() -> None:
    """What is quadratic would take minutes."""
    _, quote = quoted("our people like their work " * 40_000 + "ozone", "ozone")
    assert "ozone" in quote
