"""Location cells made at random."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from gricheck.index.location import LocationReader
from gricheck.index.page_numbers import Bare
from gricheck.model.index import Kind, PageRange
from gricheck.vocabulary import load_vocabulary
from index.cells import COUNT, PLAIN, READER, known, pages

ITEMS = st.one_of(
    st.integers(1, COUNT).map(lambda n: (n, n)),
    st.tuples(st.integers(1, COUNT), st.integers(1, 6)).map(lambda pair: (pair[0], min(pair[0] + pair[1], COUNT))),
)


def written(items: Sequence[tuple[int, int]], dash: str, mark: str) -> list[str]:
    return [f"{mark}{a}" if a == b else f"{mark}{a}{dash}{b}" for a, b in items]


def covered(items: Sequence[tuple[int, int]]) -> list[int]:
    return list(dict.fromkeys(page for a, b in items for page in range(a, b + 1)))


@given(
    items=st.lists(ITEMS, min_size=1, max_size=8),
    joint=st.sampled_from(
        [", ", "; ", " ; ", " / ", "、", " & ", " and ", " und ", " e ", " y ", " et ", " | ", " · "]
    ),
    dash=st.sampled_from(["-", "–", "—", "−", " - ", " – ", " to ", " bis "]),
    lead=st.sampled_from(["", "p. ", "pp. ", "Pages ", "S. ", "pág. ", "pagg. ", "第"]),
    tail=st.sampled_from(["", ".", " ", "*"]),
)
def test_any_list_of_pages_gives_these_pages(
    items: list[tuple[int, int]], joint: str, dash: str, lead: str, tail: str
) -> None:
    location = known(lead + joint.join(written(items, dash, "")) + tail)
    assert [int(ref.label or "0") for ref in location.pages] == covered(items)
    assert location.ranges == tuple(PageRange(a, b) for a, b in items if a != b)
    assert location.kind is Kind.PAGES


@given(items=st.lists(ITEMS, min_size=1, max_size=8), mark=st.sampled_from(["p. ", "p", "S. ", "pág. ", "Page "]))
def test_every_page_may_have_its_own_word(items: list[tuple[int, int]], mark: str) -> None:
    assert pages(", ".join(written(items, "-", mark))) == covered(items)


@given(
    items=st.lists(ITEMS, min_size=1, max_size=8), name=st.sampled_from(["Annual Report", "Geschäftsbericht", "年報"])
)
def test_no_page_behind_another_documents_name_is_ours(items: list[tuple[int, int]], name: str) -> None:
    assert pages(f"{name}, pp. {', '.join(written(items, '-', ''))}") == []


@given(text=st.text(max_size=60), column=st.booleans(), standalone=st.booleans())
def test_any_text_is_read_without_a_crash(text: str, column: bool, standalone: bool) -> None:
    reader = STANDALONE if standalone else READER
    location = reader.read(text, bare=Bare.PAGES if column else Bare.OTHER)
    assert (location.kind is Kind.PAGES) == bool(location.pages)


WORDS = [
    "p. ",
    "AR",
    " of the ",
    "Annual Report",
    "12",
    "3-4",
    "; ",
    ", ",
    "n/a",
    "Omitted: ",
    "(",
    ")",
    "%",
    "§ ",
    "頁",
    "/",
    "ff.",
]


@given(parts=st.lists(st.sampled_from(WORDS), max_size=10))
def test_any_jumble_of_what_cells_are_made_of_is_read_without_a_crash(parts: list[str]) -> None:
    location = READER.read("".join(parts), Bare.PAGES)
    assert (location.kind is Kind.PAGES) == bool(location.pages)


STANDALONE = LocationReader(PLAIN, load_vocabulary(), standalone=True)
