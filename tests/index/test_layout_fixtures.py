"""A small PDF for each layout of a content index, read as a whole: its index pages, and every row with its pages.

The PDFs are made by ``tests/fixtures/indexes/build.py``; what must be read from them is in ``expected.yaml`` there.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from gricheck.files import read_report
from gricheck.model.index import ContentIndex
from gricheck.pipeline import Kit, index_of, load_kit

FOLDER = Path(__file__).parents[1] / "fixtures" / "indexes"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "expected.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


def layouts() -> list[Any]:
    """The name of each layout, those marked that are not read rightly yet."""
    reasons = {name: expected.get("xfail") for name, expected in EXPECTED.items()}
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason=reason, strict=True) if reason else ())
        for name, reason in reasons.items()
    ]


def shape(index: ContentIndex) -> dict[str, Any]:
    """What was read, in the shape of an expectation; the labels of pages as text."""
    return {
        "pages": list(index.pages),
        "rows": [
            [row.code, str(row.kind), [ref.label for ref in row.pages if ref.label], [ref.index for ref in row.pages]]
            for row in index.rows
        ],
        "pictures": list(index.pictures),
        "headings": [[heading.standard, heading.edition] for heading in index.headings],
    }


@pytest.mark.parametrize("name", layouts())
def test_the_index_of_each_layout_is_read_exactly(name: str, kit: Kit) -> None:
    expected = EXPECTED[name]
    found = shape(index_of(read_report(FOLDER / f"{name}.pdf"), kit))
    assert found["pages"] == expected["pages"]
    assert found["rows"] == [
        [code, kind, [str(label) for label in labels], pages] for code, kind, labels, pages in expected["rows"]
    ]
    assert found["pictures"] == expected.get("pictures", [])
    assert found["headings"] == expected.get("headings", found["headings"])


def test_every_pdf_has_an_expectation_and_every_expectation_a_pdf() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.pdf")) == sorted(EXPECTED)


def test_the_pdfs_are_what_is_built(tmp_path: Path) -> None:
    pytest.importorskip("reportlab", reason="the PDFs are made with reportlab, a development dependency")
    subprocess.run([sys.executable, FOLDER / "build.py", "--out", tmp_path], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in FOLDER.glob("*.pdf")}
