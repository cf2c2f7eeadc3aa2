"""What is too long, too many or too odd for a format is told, not lost."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

import runs
from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Run
from gricheck.policy import Policy, apply_policy
from gricheck.readers import pdf_pictures, pictures, read
from gricheck.reporter import CHECK, GAPS, INDEX, reporter
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.views import title_of
from gricheck.reporter.workbook import shown


def drawn(path: Path, *sizes: tuple[float, float]) -> Path:
    canvas = Canvas(str(path))
    for number, size in enumerate(sizes):
        canvas.setPageSize(size)
        canvas.drawString(5, 5, f"page {number}")
        canvas.showPage()
    canvas.save()
    return path


def a_run(path: str = "report.pdf", location: str = "70") -> Run:
    row = runs.match(runs.ENERGY, location)
    source = replace(runs.mapping().source, path=path)
    found = [runs.result(row, runs.rule(severity=Severity.ERROR))]
    return apply_policy(runs.run((row,), found, mapping=runs.mapping((row,), source=source)), Policy())


def texts(book: bytes) -> list[str]:
    sheets = openpyxl.load_workbook(io.BytesIO(book))
    return [str(cell.value) for sheet in sheets for line in sheet.iter_rows() for cell in line if cell.value]


@pytest.mark.parametrize("letter", ["a", "頁", "😀"])
def test_a_long_cell_says_that_it_is_cut(letter: str) -> None:
    text = shown(letter * 40_000)
    assert text.endswith(" … (cut)")
    assert len(text.encode("utf-16-le")) // 2 < 32_767
    assert shown(letter * 1000) == letter * 1000


def test_a_cell_with_a_long_link_keeps_its_text() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = reporter(GAPS, "xlsx")(Checked((a_run("報告書" * 90 + "/r.pdf"),)), RenderOptions(folder="."))
    assert isinstance(book, bytes)
    assert "p. 73 (PDF page 71)" in texts(book)


@pytest.mark.parametrize(("formats", "name"), [(f, n) for f in (CHECK, GAPS) for n in f])
def test_a_file_name_that_is_no_text_breaks_no_output(formats: dict[str, str], name: str) -> None:
    path = b"caf\xe9.pdf".decode("utf-8", "surrogateescape")
    assert reporter(formats, name)(Checked((a_run(path),)), RenderOptions(folder="."))


def test_the_index_takes_such_a_name_too() -> None:
    run = a_run(b"caf\xe9.pdf".decode("utf-8", "surrogateescape"))
    for name in INDEX:
        assert reporter(INDEX, name)(run.mapping, run.versions, RenderOptions(folder="."))


def test_a_page_as_long_as_a_banner_stays_small(tmp_path: Path) -> None:
    document = read(drawn(tmp_path / "long.pdf", (10, 14_400), (14_400, 10), (595, 842)))
    found = pictures(document.source, [0, 1, 2])
    assert found is not None
    for picture in found.pages:
        width, height = Image.open(io.BytesIO(picture.data)).size
        assert width <= pdf_pictures.WIDTH + 1
        assert height <= pdf_pictures.TALLEST + 1


def test_pictures_beyond_the_bound_are_counted_the_most_wanted_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = read(drawn(tmp_path / "report.pdf", *[(595, 842)] * 4))
    whole = pictures(document.source, [3, 0, 1, 2])
    assert whole is not None
    sizes = {picture.page: len(picture.data) for picture in whole.pages}
    monkeypatch.setattr(pdf_pictures, "MAX_BYTES", sizes[3] + sizes[0] + 10)
    found = pictures(document.source, [3, 0, 1, 2])
    assert found is not None
    assert ([picture.page for picture in found.pages], found.left_out) == ([0, 3], 2)


def test_a_title_is_that_of_the_edition_of_the_row() -> None:
    old, new = runs.match(runs.WATER_OLD, "/", line=1), runs.match(runs.WATER_NEW, "/", line=2)
    found = [runs.result(row, runs.rule(), where=row.row.where) for row in (old, new)]
    run = apply_policy(runs.run((old, new), found), Policy())
    titles = {title_of(finding, run) for finding in run.findings}
    assert titles == {runs.WATER_OLD.title, runs.WATER_NEW.title}
    junit = reporter(CHECK, "junit")(Checked((run,)), RenderOptions())
    assert isinstance(junit, bytes)
    assert b"303-3 (2016) " in junit
    assert b"303-3 (2018) " in junit
