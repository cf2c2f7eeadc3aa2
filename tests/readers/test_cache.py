"""What was read is kept by its content; nothing that stands in the cache or keeps it from working changes a result."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.model.document import Bookmark, Document, Page, PageLayout, Pagination, Place, Source, Tag, Word
from gricheck.readers import cache, read
from gricheck.readers.cache_form import decoded, encoded

SAMPLES = Path(__file__).parents[2] / "sample_reports"
REPORT = SAMPLES / "no-claim.pdf"


def page(text: str) -> Page:
    return Page(0, text)


@pytest.mark.parametrize("name", ["clean-2016-core.pdf", "no-claim.txt"])
def test_a_document_comes_back_as_it_was(name: str, cache_folder: Path) -> None:
    plain = read(SAMPLES / name, cached=False)
    assert not cache_folder.exists()
    first, second = read(SAMPLES / name), read(SAMPLES / name)
    assert plain == first == second
    assert len(list(cache_folder.iterdir())) == 1


def test_it_is_really_used(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(REPORT)
    monkeypatch.setattr("gricheck.readers.pdf.read", lambda *_: pytest.fail("read again"))
    read(REPORT)


def test_a_copy_elsewhere_is_known_and_keeps_its_own_name(cache_folder: Path, tmp_path: Path) -> None:
    read(REPORT)
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(REPORT.read_bytes())
    assert read(copy).source.path == str(copy)
    assert len(list(cache_folder.iterdir())) == 1


WHOLE = Document(
    Source("r.pdf", "0" * 64, "application/pdf", 3),
    (
        Page(0, "a \ud800 lone half", 3, True, (Place(), Place(4, "Sheet", "A1:B2", "row 3"))),
        Page(1, "", recognised=PageLayout(1, 10, 20.5, (Word("w", 1, 2, 3.25, 4),), unsure=((1, 2, 3, 4),))),
    ),
    Pagination((("1", "2"), ()), True, "print"),
    (Bookmark("Start", 0, None),),
    date(2024, 5, 31),
    ("a warning",),
    tags=(
        Tag("https://example.org/core", "LegalName", "We", (0, 1), 4, "t", "2024-12-31", True, True),
        Tag("n", "c", ""),
    ),
)


def test_every_field_survives() -> None:
    import json

    assert decoded(Document, json.loads(json.dumps(encoded(WHOLE)))) == WHOLE


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_data_of_another_shape_is_refused(data: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        decoded(Document, data)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"[" * 100_000, b'["r.pdf"]', b"\xff\xfe"])
def test_a_broken_file_is_read_anew(content: bytes, cache_folder: Path) -> None:
    first = read(REPORT)
    (file,) = cache_folder.iterdir()
    file.write_bytes(content)
    assert read(REPORT) == first
    assert file.read_bytes() != content


def test_another_version_of_the_reader_reads_anew(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(REPORT)
    monkeypatch.setattr(cache, "_reader_version", lambda: "other")
    read(REPORT)
    assert len(list(cache_folder.iterdir())) == 2


def _a_file(folder: Path) -> None:
    folder.write_text("a file stands there")


def _locked(folder: Path) -> None:
    folder.mkdir(mode=0o500)


@pytest.mark.parametrize("spoil", [_a_file, _locked])
def test_a_folder_that_cannot_be_used_is_no_error(spoil: Callable[[Path], None], cache_folder: Path) -> None:
    spoil(cache_folder)
    assert read(REPORT) == read(REPORT, cached=False)


def test_switched_off_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GRICHECK_CACHE_DIR", "")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: pytest.fail("the user's cache"))
    read(REPORT)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_owner_can_look(cache_folder: Path) -> None:
    read(REPORT)
    (file,) = cache_folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache_folder.stat().st_mode) == 0o700


def test_the_oldest_go_first_and_no_file_of_others(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 500)
    cache_folder.mkdir()
    (cache_folder / "others.json").write_text("x" * 1000)
    for number in range(6):
        cache.kept(Page, (str(number),), lambda: page("x" * 100))
        for file in cache_folder.glob("gricheck-*"):
            os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns - 10**9))
    assert sum(file.stat().st_size for file in cache_folder.glob("gricheck-*")) <= 500
    assert (cache_folder / "others.json").exists()
    made: list[int] = []

    def make() -> Page:
        made.append(1)
        return page("x" * 100)

    cache.kept(Page, ("5",), make)
    assert not made
    cache.kept(Page, ("0",), make)
    assert made


def test_what_is_too_large_is_not_kept(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGEST", 100)
    assert cache.kept(Page, ("big",), lambda: page("x" * 200)).text == "x" * 200
    assert not cache_folder.exists()


def test_many_at_once(cache_folder: Path) -> None:
    expected = read(REPORT, cached=False)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: cache.kept(Document, ("same",), lambda: expected), range(40)))
    assert all(one == expected for one in found)
    assert [file.suffix for file in cache_folder.iterdir()] == [".json"]


def test_another_report_is_another_file(cache_folder: Path) -> None:
    assert read(REPORT) != read(SAMPLES / "no-index.pdf")
    assert replace(WHOLE, warnings=()) != WHOLE
    assert len(list(cache_folder.iterdir())) == 2


def test_other_data_of_the_reader_makes_other_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = set()
    for data in (b"later: a", b"later: b"):
        monkeypatch.setattr(cache, "read_folder", lambda _, data=data: {"gri.yaml": data})
        cache._reader_version.cache_clear()
        keys.add(cache._reader_version())
    monkeypatch.undo()
    cache._reader_version.cache_clear()
    assert len(keys) == 2
