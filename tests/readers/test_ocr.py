"""Pages that are pictures: read by OCR where it is installed, told of where it is not."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFont

from gricheck.model.document import Document
from gricheck.readers import layouts, ocr, read

INSTALLED = all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))
needs_ocr = pytest.mark.skipif(not INSTALLED, reason="the extra gricheck[ocr] is not installed")

WIDTH, HEIGHT, DPI = 400, 300, 200
ROWS = (("305-1", "Direct emissions", "70"), ("305-2", "Indirect emissions", "/"), ("305-3", "Other emissions", "11"))
COLUMNS = (40, 120, 330)


def picture(skew: float = 0.0, ruled: bool = False) -> Image.Image:
    """A page of 400 by 300 points with a small table, as pixels."""
    scale = DPI / 72
    image = Image.new("RGB", (round(WIDTH * scale), round(HEIGHT * scale)), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size=round(11 * scale))
    for number, row in enumerate((("GRI", "Disclosure of the topic", "Page"), *ROWS)):
        for left, cell in zip(COLUMNS, row, strict=True):
            pen.text((left * scale, (80 + 24 * number) * scale), cell, fill="black", font=font)
        if ruled:
            y = (98 + 24 * number) * scale
            pen.line((30 * scale, y, 370 * scale, y), fill="black", width=2)
    return image.rotate(skew, Image.Resampling.BICUBIC, fillcolor="white")


def scan(path: Path, *images: Image.Image) -> Path:
    images[0].save(path, "PDF", save_all=True, append_images=images[1:], resolution=DPI)
    return path


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)


def lines(document: Document) -> list[str]:
    return document.pages[0].text.split("\n")


@needs_ocr
@pytest.mark.parametrize("skew", [0.0, 0.7, -2.5, 6.0, 9.0, -9.0])
def test_a_table_is_read_row_by_row(tmp_path: Path, skew: float) -> None:
    document = read(scan(tmp_path / "r.pdf", picture(skew)))
    assert [" ".join(row) for row in ROWS] == lines(document)[-3:]
    assert not document.pages[0].picture
    assert document.warnings == ("PDF pages read from their pictures by OCR, which may misread: 1",)


@needs_ocr
def test_words_stand_where_they_are_printed(tmp_path: Path) -> None:
    document = read(scan(tmp_path / "r.pdf", picture(1.0)))
    (layout,) = layouts(document, (0,))
    assert (layout.width, layout.height) == pytest.approx((WIDTH, HEIGHT), abs=1)
    code = next(word for word in layout.words if word.text == "305-1")
    page = next(word for word in layout.words if word.text == "70")
    assert (code.x0, page.x0) == pytest.approx((COLUMNS[0], COLUMNS[2]), abs=6)
    assert code.middle == pytest.approx(page.middle, abs=2)
    assert code.middle == pytest.approx(80 + 24 + 7, abs=5)


@needs_ocr
def test_a_slash_is_no_page_and_is_in_doubt(tmp_path: Path) -> None:
    (layout,) = layouts(read(scan(tmp_path / "r.pdf", picture())), (0,))
    words = {word.text: word for word in layout.words}
    assert "/" in words
    assert "11" in words
    middles = [(box[1] + box[3]) / 2 for box in layout.unsure]
    assert all(middle == pytest.approx(words["/"].middle, abs=2) for middle in middles)


@needs_ocr
@pytest.mark.parametrize("skew", [0.0, 0.7])
def test_ruling_lines_are_seen(tmp_path: Path, skew: float) -> None:
    (plain,) = layouts(read(scan(tmp_path / "p.pdf", picture(skew))), (0,))
    (ruled,) = layouts(read(scan(tmp_path / "r.pdf", picture(skew, ruled=True))), (0,))
    assert not plain.rules
    assert [rule[1] for rule in sorted(ruled.rules, key=lambda rule: rule[1])] == pytest.approx(
        [98 + 24 * number for number in range(4)], abs=2.5
    )
    assert all(rule[2] - rule[0] > 250 for rule in ruled.rules)


@needs_ocr
def test_a_blank_scan_stays_blank(tmp_path: Path) -> None:
    document = read(scan(tmp_path / "r.pdf", Image.new("RGB", (800, 600), "white")))
    assert document.pages[0].picture
    assert document.pages[0].recognised is None
    assert document.warnings == ("1 PDF page holds no text, only a picture or nothing: 1",)


@needs_ocr
def test_what_was_recognised_is_kept(tmp_path: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = scan(tmp_path / "r.pdf", picture())
    first = read(path)
    assert list(cache_folder.iterdir())

    def broken(*_: Any) -> None:
        raise AssertionError("recognised again")

    monkeypatch.setattr("gricheck.readers.ocr_page.page_layout", broken)
    assert read(path) == first


def test_without_the_extra_the_pages_are_named_with_the_remedy(tmp_path: Path, without_ocr: None) -> None:
    document = read(scan(tmp_path / "r.pdf", picture(), picture()))
    assert document.warnings == (
        "PDF pages that are pictures and were not read: 1, 2; to read them: pip install 'gricheck[ocr]'",
    )
    assert [page.text for page in document.pages] == ["", ""]


def test_not_asked_for_nothing_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise AssertionError("recognised")

    monkeypatch.setattr(ocr, "recognised", broken)
    document = read(scan(tmp_path / "r.pdf", picture()), ocr=False)
    assert document.warnings == ("1 PDF page holds no text, only a picture or nothing: 1",)


def test_an_engine_that_does_not_start_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ImportError("libGL is missing")

    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(ocr, "_layout", broken)
    (warning,) = read(scan(tmp_path / "r.pdf", picture())).warnings
    assert warning.endswith("not read: 1; RapidOCR could not be started (libGL is missing)")


def test_pages_of_text_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page without text beside one of text: only what is a picture is drawn."""
    drawn: list[int] = []
    monkeypatch.setattr(ocr, "is_installed", lambda: True)

    def noted(_: Any, index: int) -> Any:
        from gricheck.model.document import PageLayout

        drawn.append(index)
        return PageLayout(index, 1, 1, ())

    monkeypatch.setattr(ocr, "_layout", noted)
    sample = Path(__file__).parents[2] / "sample_reports" / "no-index.pdf"
    made, source = pdfium.PdfDocument.new(), pdfium.PdfDocument(sample)
    packed = io.BytesIO()
    picture().save(packed, "PDF", resolution=DPI)
    made.import_pages(source)
    made.import_pages(pdfium.PdfDocument(packed.getvalue()), index=1)
    path = tmp_path / "mixed.pdf"
    made.save(path)
    read(path)
    assert drawn == [1]


def test_a_report_of_pictures_alone_names_the_remedy(tmp_path: Path, without_ocr: None) -> None:
    from click.testing import CliRunner

    from gricheck.cli import cli

    path = scan(tmp_path / "r.pdf", picture())
    told = CliRunner().invoke(cli, ["index", str(path), "--no-config"])
    assert told.exit_code == 3
    assert "no GRI content index found in 1 page (PDF pages that are pictures and were not read" in told.stderr
    assert "pip install 'gricheck[ocr]'" in told.stderr
