"""Lines by the columns that a terminal gives them."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from wcwidth import iter_graphemes, wcswidth, wcwidth

from gricheck.reporter import wrap as wrapping
from gricheck.reporter.escape import inert
from gricheck.reporter.grid import Give
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.sheet import Sheet
from gricheck.reporter.wrap import clip, columns, wrap

SCRIPTS = st.text(
    st.sampled_from("abéю -5「」。、（）ー々っ漢字かカ한국어النصاعבע\u0301\u0324👩\u200d🔬🇯🇵\u3000๓กำ"), max_size=60
)
ANY = st.one_of(SCRIPTS, st.text(max_size=60)).map(inert)
PLAIN = st.text(st.sampled_from("ab é-–“”5 (),.ю"), max_size=80)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_plain_letters_are_one_column_wide_each() -> None:
    plain = [chr(code) for code in range(0x3000) if wrapping._PLAIN.fullmatch(chr(code))]
    assert {"a", "ß", "я", "–", "“"} <= set(plain)
    assert {wcwidth(char) for char in plain} == {1}
    assert not any(unicodedata.combining(char) for char in plain)


@given(ANY, st.integers(1, 40))
@example("👩\u200d🔬", 1)
@example("漢。。。。。", 2)
def test_no_line_is_too_wide_nothing_is_lost_and_the_order_is_kept(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert squeezed("".join(lines)) == squeezed(text)
    for line in lines:
        assert columns(line) <= width or len(list(iter_graphemes(line))) == 1
        assert line.strip()


@given(ANY, st.integers(1, 40))
def test_words_that_may_not_be_broken_stay_whole(text: str, width: int) -> None:
    lines = wrap(text, width, break_words=False)
    assert squeezed("".join(lines)) == squeezed(text)
    assert all(columns(line) <= width or len(list(wrapping._pieces(line))) == 1 for line in lines)


@given(ANY, st.integers(2, 40))
def test_letters_keep_their_marks_and_emoji_their_parts(text: str, width: int) -> None:
    whole = [letter for letter in iter_graphemes(text) if letter.strip()]
    assume(not any(letter[0] in " \u3000" for letter in whole))  # a mark over nothing
    kept = [letter for line in wrap(text, width) for letter in iter_graphemes(line) if letter.strip()]
    assert kept == whole


@given(PLAIN, st.integers(1, 30), st.booleans())
def test_plain_text_is_wrapped_as_ever(text: str, width: int, long: bool) -> None:
    as_ever = textwrap.wrap(text, width, break_long_words=long, break_on_hyphens=False)
    assert wrap(text, width, long) == as_ever
    pieces = [(piece, len(piece)) for piece in wrapping._PIECE.findall(text)]
    other = list(wrapping._lines(pieces, width, long))
    assert other == [line.rstrip() for line in as_ever if line.strip()]  # other scripts are filled in the same way


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("環境への取り組みについて", 10, ["環境への取", "り組みにつ", "いて"]),
        ("環境への、取り組み", 8, ["環境へ", "の、取り", "組み"]),
        ("当社「環境方針」に", 6, ["当社", "「環境", "方針」", "に"]),
        ("エネルギー消費量", 8, ["エネル", "ギー消費", "量"]),
        ("排出量は305-1による", 8, ["排出量は", "305-1に", "よる"]),
        ("温室効果 ガス排出", 8, ["温室効果", "ガス排出"]),
        ("에너지 소비량 보고", 8, ["에너지", "소비량", "보고"]),
        ("إجمالي استهلاك الطاقة", 14, ["إجمالي استهلاك", "الطاقة"]),
        ("cafe\u0301 cafe\u0301", 5, ["cafe\u0301", "cafe\u0301"]),
    ],
)
def test_scripts_are_broken_where_their_readers_expect_it(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(ANY, st.integers(1, 30))
def test_a_clipped_text_fits(text: str, width: int) -> None:
    clipped = clip(text, width, "…")
    assert columns(clipped) <= width
    assert clipped == text or (clipped.endswith("…") and text.startswith(clipped[:-1]))


def test_columns_of_a_table_stand_under_each_other_whatever_their_script() -> None:
    sheet = Sheet(RenderOptions(width=60))
    titles = [
        "組織の変更とサプライチェーンにおける重要な変化について述べる",
        "Energy",
        "경제적 가치",
        "انبعاثات",
        "café",
    ]
    sheet.table([(f"102-{n}", title, "p. 5") for n, title in enumerate(titles)], ("code", "title", "page"), Give((1,)))
    lines = sheet.text().splitlines()
    ruler = lines[1]
    starts = [at for at in range(len(ruler)) if ruler[at] == "-" and (at == 0 or ruler[at - 1] == " ")]
    assert max(map(wcswidth, lines)) <= 60
    assert {wcswidth(line[: line.index("p. 5")]) for line in lines if "p. 5" in line} == {starts[2]}
