"""``make pictures``: the pictures of the outputs that the documents show, out of a sample of our own.

Needs Chromium for the page and LibreOffice for the workbook.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SAMPLE = ROOT / "sample_reports" / "faulty-2016-core.pdf"
SIZES = {"desktop": (1200, 900), "phone": (390, 844)}
COLOURS = 128


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        page, book = Path(folder) / "gaps.html", Path(folder) / "gaps.xlsx"
        command = [sys.executable, "-m", "gricheck", "gaps", str(SAMPLE), "--no-config", "--pages"]
        subprocess.run([*command, "-o", str(page), "-o", str(book)], check=True)
        shots_of_page(page)
        shot_of_workbook(book, Path(folder))


def shots_of_page(page: Path) -> None:
    """The summary, and an open row, on a desk and on a phone."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, size in SIZES.items():
            shots(browser, page, name, size)
        browser.close()


def shots(browser: Browser, page: Path, name: str, size: tuple[int, int]) -> None:
    tab = browser.new_page(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    tab.goto(page.as_uri())
    save(tab.screenshot(), f"gaps-{name}.png")
    tab.locator("#table .line th button", has_text="305-1").first.click()
    tab.evaluate("scrollTo(0, document.activeElement.getBoundingClientRect().top + scrollY - 60)")
    tab.wait_for_timeout(500)
    save(tab.screenshot(), f"gaps-{name}-row.png")


def shot_of_workbook(book: Path, folder: Path) -> None:
    """The first page of the gap table as LibreOffice prints it."""
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, book], check=True)
    pages = pdfium.PdfDocument(book.with_suffix(".pdf"))
    image = pages[2].render(scale=1.4).to_pil().convert("RGB")
    write(image.crop((60, 60, image.width - 60, image.height * 2 // 3)), "gaps-workbook.png")


def save(data: bytes, name: str) -> None:
    write(Image.open(io.BytesIO(data)).convert("RGB"), name)


def write(image: Image.Image, name: str) -> None:
    """With few colours, which keeps the repository small."""
    image.quantize(COLOURS).save(HERE / name, optimize=True)


if __name__ == "__main__":
    main()
