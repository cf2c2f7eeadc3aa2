"""Paths and URIs for other programs, on either system."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gricheck.reporter.paths import relative, uri


@pytest.mark.parametrize(
    ("path", "root", "windows", "told", "found"),
    [
        ("./a/b c.pdf", None, False, "a/b c.pdf", "a/b%20c.pdf"),
        ("/w/r/a.pdf", "/w", False, "r/a.pdf", "r/a.pdf"),
        ("/w/r/a.pdf", "/x", False, "/w/r/a.pdf", "file:///w/r/a.pdf"),
        ("//w/a.pdf", None, False, "//w/a.pdf", "file:///w/a.pdf"),
        ("../a.pdf", "/w", False, "../a.pdf", "../a.pdf"),
        ("a:b#1?.pdf", None, False, "a:b#1?.pdf", "a%3Ab%231%3F.pdf"),
        ("a\\b.pdf", None, False, "a\\b.pdf", "a%5Cb.pdf"),
        ("übersicht.pdf", None, False, "übersicht.pdf", "%C3%BCbersicht.pdf"),
        ("lost\udcff.pdf", None, False, "lost\udcff.pdf", "lost%FF.pdf"),
        ("r\\a b.pdf", None, True, "r/a b.pdf", "r/a%20b.pdf"),
        ("C:\\r\\a.pdf", None, True, "C:/r/a.pdf", "file:///C:/r/a.pdf"),
        ("C:\\W\\r\\a.pdf", "c:\\w", True, "r/a.pdf", "r/a.pdf"),
        ("\\\\host\\share\\a.pdf", None, True, "//host/share/a.pdf", "file://host/share/a.pdf"),
        ("x\ud800.pdf", None, True, "x\ud800.pdf", "x%ED%A0%80.pdf"),
    ],
)
def test_the_path_and_its_uri(path: str, root: str | None, windows: bool, told: str, found: str) -> None:
    assert relative(path, root, windows) == told
    assert uri(path, root, windows) == found


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0/"), min_size=1))
def test_a_uri_leads_back_to_the_name_and_holds_nothing_else(name: str) -> None:
    made = uri(f"a/{name}", windows=False)
    assert unquote_to_bytes(made).decode("utf-8") == relative(f"a/{name}", windows=False)
    assert made.isascii()
    assert not set(made) & set(' "<>\\^`{|}:?#[]@')
