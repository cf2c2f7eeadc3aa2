"""What ``bench/evidence.py`` computes with: ranks, the figures made of them, ROC AUC, BM25, and which row is which."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from math import inf, isnan, log, nan
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measuring.corpus import Line
from measuring.doubting import Doubted, all_doubted
from measuring.embedding import CHUNK, chunks
from measuring.opened import partners
from measuring.rankers import BM25
from measuring.ranking import Ranked, auc, first_rank, hit, pooled, reciprocal, standardized

from gricheck.model.evidence import Support
from gricheck.model.index import Kind, PageRef, Row, Where
from gricheck.model.mapping import Method, RowMatch, TitleVerdict

VALUES = st.sampled_from([0.0, 0.5, 1.0, 2.0, nan])
"""Few, so that many are alike."""
SCORES = st.dictionaries(st.integers(0, 30), VALUES, min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("scores", "cited", "rank"),
    [
        ({0: 3.0, 1: 2.0, 2: 1.0}, {0}, 1.0),
        ({0: 3.0, 1: 2.0, 2: 1.0}, {2}, 3.0),
        ({0: 3.0, 1: 2.0, 2: 1.0}, {1, 2}, 2.0),
        ({0: 2.0, 1: 2.0, 2: 1.0}, {1}, 1.5),
        ({0: 5.0, 1: 2.0, 2: 2.0, 3: 2.0}, {3}, 3.0),
        ({0: 0.0, 1: 0.0, 2: 0.0}, {0, 1}, 1 + 1 / 3),
        ({0: 0.0, 1: 0.0, 2: 0.0}, {0, 1, 2}, 1.0),
        ({0: nan, 1: 0.0, 2: -1.0}, {0}, 3.0),
        ({0: nan, 1: nan, 2: nan}, {0}, 2.0),
    ],
)
def test_first_rank(scores: dict[int, float], cited: set[int], rank: float) -> None:
    assert first_rank(scores, cited) == pytest.approx(rank)


@given(SCORES, st.data())
def test_first_rank_is_the_mean_over_all_orders(scores: dict[int, float], data: st.DataObject) -> None:
    cited = data.draw(st.sets(st.sampled_from(sorted(scores)), min_size=1))
    ranks = []
    for order in permutations(scores):
        ordered = sorted(order, key=lambda page: inf if isnan(scores[page]) else -scores[page])
        ranks.append(next(place for place, page in enumerate(ordered, start=1) if page in cited))
    assert first_rank(scores, cited) == pytest.approx(fmean(ranks))


def test_hit_and_mrr() -> None:
    ranks = [1.0, 1.5, 2.0, 5.0, 10.0]
    assert hit(ranks, 1) == pytest.approx(1 / 5)
    assert hit(ranks, 5) == pytest.approx(4 / 5)
    assert reciprocal(ranks) == pytest.approx((1 + 2 / 3 + 1 / 2 + 1 / 5 + 1 / 10) / 5)
    assert isnan(hit([], 1))
    assert isnan(reciprocal([]))


@pytest.mark.parametrize(
    ("positive", "negative", "area"),
    [
        ([2.0, 3.0], [0.0, 1.0], 1.0),
        ([0.0], [1.0], 0.0),
        ([1.0], [1.0], 0.5),
        ([1.0, 2.0], [1.0, 3.0], 1 / 8 + 1 / 4),
        ([1.0, nan], [0.0, nan], (1 + 1 + 0 + 0.5) / 4),
    ],
)
def test_auc(positive: list[float], negative: list[float], area: float) -> None:
    assert auc(positive, negative) == pytest.approx(area)


def test_auc_of_nothing_is_no_number() -> None:
    assert isnan(auc([], [1.0]))
    assert isnan(auc([1.0], []))


@given(st.lists(VALUES, min_size=1), st.lists(VALUES, min_size=1))
def test_auc_is_the_share_of_pairs(positive: list[float], negative: list[float]) -> None:
    low = {True: -inf, False: 0.0}
    pairs = [(low[isnan(a)] or a, low[isnan(b)] or b) for a in positive for b in negative]
    assert auc(positive, negative) == pytest.approx(fmean((a > b) + (a == b) / 2 for a, b in pairs))
    assert auc(negative, positive) == pytest.approx(1 - auc(positive, negative))


def test_standard_scores_leave_out_pages_without_a_score() -> None:
    found = standardized({0: 1.0, 1: 3.0, 2: nan})
    assert (found[0], found[1]) == (-1.0, 1.0)
    assert isnan(found[2])
    assert standardized({0: 2.0, 1: 2.0}) == {0: 0.0, 1: 0.0}
    assert all(map(isnan, standardized({0: nan}).values()))


def test_rows_of_several_reports_are_pooled() -> None:
    parts = Ranked((1.0,), (0.5,), (0.0,)), Ranked((2.0, 3.0), (1.5,), (-1.0,))
    assert pooled(parts) == Ranked((1.0, 2.0, 3.0), (0.5, 1.5), (0.0, -1.0))
    assert pooled([]) == Ranked()


def test_precision_and_recall_of_the_doubt() -> None:
    one = Doubted(Counter({Support.NONE: 1, Support.SUPPORTED: 3}), Counter({Support.NONE: 2, Support.WEAK: 2}))
    other = Doubted(Counter({Support.WEAK: 1}), Counter({Support.NONE: 1}))
    both = all_doubted([one, other])
    assert both.precision == pytest.approx(3 / 4)
    assert both.recall == pytest.approx(3 / 5)
    assert isnan(all_doubted([]).precision)
    assert isnan(all_doubted([]).recall)


def test_bm25() -> None:
    pages = BM25({3: "Water, water!", 5: "energy and water", 8: "Paper"})
    scores = pages.scores("WATER")
    rarity = log(1 + 1.5 / 2.5)
    assert scores[3] == pytest.approx(rarity * 2 * 2.5 / (2 + 1.5))
    assert scores[5] == pytest.approx(rarity * 2.5 / (1 + 1.5 * (0.25 + 0.75 * 3 / 2)))
    assert scores[8] == 0
    assert pages.scores("waters") == {3: 0, 5: 0, 8: 0}
    assert BM25({0: ""}).scores("water") == {0: 0}


def test_chunks_hold_every_word_once() -> None:
    words = [str(number) for number in range(2 * CHUNK + 1)]
    found = list(chunks(" \n".join(words)))
    assert [len(chunk.split()) for chunk in found] == [CHUNK, CHUNK, 1]
    assert " ".join(found).split() == words
    assert list(chunks(" \n")) == []


def line(code: str, *pages: int) -> Line:
    return Line(code, "", "", "pages", None, frozenset(pages), frozenset())


def match(code: str, *pages: int) -> RowMatch:
    refs = tuple(PageRef(None, page) for page in pages)
    row = Row(code, code, "", "", Kind.PAGES, Where(), pages=refs)
    return RowMatch(row, None, None, Method.NONE, TitleVerdict.ABSENT)


def test_lines_meet_the_rows_with_their_pages() -> None:
    rows = [match("3-3", 4), match("3-3", 7), match("3-3", 7), match("2-1", 1)]
    lines = [line("3-3", 7), line("3-3", 7), line("3-3", 7), line("3-3", 9), line("2-1", 1), line("9-9", 1)]
    places = {id(row): place for place, row in enumerate(rows)}
    found = [(None if row is None else places[id(row)], same) for row, same in partners(lines, rows)]
    assert found == [(1, True), (2, True), (1, False), (0, False), (3, True), (None, False)]
