"""Plain text: pages, encodings, and columns typed with spaces."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gricheck.model.document import Document, PageLayout, Source
from gricheck.readers import layout, read
from gricheck.readers.text import COLUMN_GAP
from gricheck.readers.text import read as read_text

PROSE = "Our mills keep running.\nPaper is made of wood."


def document(data: str | bytes) -> Document:
    raw = data if isinstance(data, bytes) else data.encode()
    return read_text(Source("report.txt", "0" * 64, "text/plain", len(raw)), raw)


def first_layout(text: str, tmp_path: Path) -> PageLayout:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return layout(read(path).source, [0])[0]


def test_form_feeds_part_the_pages() -> None:
    found = document(f"{PROSE}\n\f{PROSE}\n\fthe end\n\f")
    assert [page.text.split("\n")[0] for page in found.pages] == ["Our mills keep running."] * 2 + ["the end"]
    assert [page.first_line for page in found.pages] == [1, 3, 5]


def test_a_blank_page_between_form_feeds_is_a_page() -> None:
    assert len(document("one\f\fthree").pages) == 3


def test_the_numbers_on_pages_of_text_are_their_labels() -> None:
    found = document("\f".join(f"{PROSE}\n{n}" for n in range(5, 15)))
    assert found.pagination.judged
    assert found.pagination.label(3) == "8"


@pytest.mark.parametrize("footer", ["Acme report 2023 {}", "{} Acme report 2023", "Acme | {}", "{}"])
def test_running_footers_part_the_pages_of_flattened_text(footer: str) -> None:
    text = "\n".join(f"{PROSE}\npage of the year\n{footer.format(n)}" for n in range(2, 14))
    found = document(text)
    assert len(found.pages) == 12
    assert found.pages[1].text.startswith("Our mills")
    assert found.pages[1].first_line == 5
    assert found.pagination.judged
    assert found.pagination.label(0) == "2"


def test_footers_on_few_pages_part_nothing_and_judge_nothing() -> None:
    text = "\n".join(PROSE + (f"\nAcme {n}" if n % 3 == 0 else "") for n in range(2, 40))
    found = document(text)
    assert len(found.pages) == 1
    assert not found.pagination.judged
    assert "too few page numbers" in found.pagination.basis


def test_flattened_text_without_footers_is_one_page_that_is_not_judged() -> None:
    found = document(f"{PROSE}\nIn 2021 there were 4.\n{PROSE}")
    assert (len(found.pages), found.pagination.judged) == (1, False)


@pytest.mark.parametrize("line", ["Principle {}", "Goal {}: a better world", "{}. Our next step"])
def test_a_numbered_list_is_no_row_of_footers(line: str) -> None:
    listed = "\n".join(line.format(n) for n in range(1, 11))
    assert len(document(f"{PROSE}\n{listed}\n{PROSE}").pages) == 1


def test_numbered_rows_of_a_table_are_no_footers() -> None:
    titles = ["Name", "Activities", "Headquarters", "Operations", "Ownership", "Markets", "Scale", "Employees"]
    assert len(document("\n".join(f"102-{n} {title} {n + 3}" for n, title in enumerate(titles, 1))).pages) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    found = document(mark + "305–1 Größe".encode(encoding))
    assert found.pages[0].text == "305–1 Größe"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_alike(end: str) -> None:
    assert document(end.join(["one", "two", "three"])).pages[0].text == "one\ntwo\nthree"


COLUMNS = """
No.     Title                                     Page
305-1   Direct (Scope 1) GHG emissions            45
305-2   Energy indirect (Scope 2) GHG emissions   46-47
305-3   Other indirect GHG emissions              48
305-4   GHG emissions intensity                   51
"""


def columns_of(layout: PageLayout, *words: str) -> list[float]:
    return [next(w.x0 for w in layout.words if w.text == word) for word in words]


def test_typed_columns_are_kept(tmp_path: Path) -> None:
    found = first_layout(COLUMNS, tmp_path)
    assert found.aligned
    code, title, page = columns_of(found, "305-1", "Direct", "45")
    assert code < title < page
    assert columns_of(found, "305-4", "GHG", "51")[::2] == [code, page]
    assert {w.line for w in found.words if w.text in ("305-2", "46-47")} == {4}


def test_words_of_a_line_have_one_height_and_do_not_overlap(tmp_path: Path) -> None:
    words = sorted(first_layout(COLUMNS, tmp_path).words, key=lambda w: (w.line or 0, w.x0))
    assert all(a.x1 <= b.x0 for a, b in pairwise(words) if a.line == b.line)
    assert all((w.y0 == v.y0) == (w.line == v.line) for w in words for v in words)


def test_a_cell_too_long_does_not_push_the_next_out_of_its_column(tmp_path: Path) -> None:
    pushed = COLUMNS + "305-5   Reduction of the GHG emissions that we cause  52\n"
    found = first_layout(pushed, tmp_path)
    first, last = columns_of(found, "45", "52")
    assert first == last


def test_columns_stand_clear_of_each_other(tmp_path: Path) -> None:
    found = first_layout(COLUMNS, tmp_path)
    end = max(w.x1 for w in found.words if w.line == 4 and w.text == "emissions")
    assert columns_of(found, "46-47")[0] - end >= 5 * COLUMN_GAP


def test_tabs_part_columns_too(tmp_path: Path) -> None:
    text = "\n".join(f"305-{n}\t\tTitle {n}\t\t{40 + n}" for n in range(1, 7))
    assert first_layout(text, tmp_path).aligned


def test_text_without_columns_says_so(tmp_path: Path) -> None:
    flat = "\n".join(f"305-{n} Title of it {40 + n}" for n in range(1, 7))
    assert not first_layout(flat, tmp_path).aligned
    assert not first_layout(PROSE, tmp_path).aligned


@settings(deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_read_whole(text: str) -> None:
    found = document(text.encode("utf-8", "ignore"))
    plain = text.encode("utf-8", "ignore").decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert "".join(page.text for page in found.pages).split() == plain.replace("\f", "").split()
    assert len(found.pagination.labels) == len(found.pages)
