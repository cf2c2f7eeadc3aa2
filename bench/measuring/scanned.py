"""A PDF as a scanner would give it: some pages as pictures, askew, with noise and the marks of compression."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

SKEW, NOISE, QUALITY = 0.7, 6.0, 60


def scanned(pdf: Path, out: Path, pages: Sequence[int], dpi: int, skew: float = SKEW, seed: int = 1) -> None:
    """Write a PDF in which some pages (0-based) are pictures of ``dpi`` that are ``skew`` degrees askew, all others as
    they were."""
    source = pdfium.PdfDocument(pdf)
    images = [_page(source, index, dpi, skew, seed + index) for index in pages]
    packed = io.BytesIO()
    images[0].save(packed, "PDF", save_all=True, append_images=images[1:], resolution=dpi)
    pictures, made = pdfium.PdfDocument(packed.getvalue()), pdfium.PdfDocument.new()
    made.import_pages(source)
    for number, index in enumerate(pages):
        del made[index]
        made.import_pages(pictures, pages=[number], index=index)
    made.save(out)


def _page(pdf: pdfium.PdfDocument, index: int, dpi: int, skew: float, seed: int) -> Image.Image:
    image = pdf[index].render(scale=dpi / 72).to_pil().convert("RGB")
    turned = image.rotate(-skew, Image.Resampling.BICUBIC, fillcolor="white")
    noisy = Image.blend(turned, _noise(turned.size, seed), NOISE / 100)
    packed = io.BytesIO()
    noisy.save(packed, "JPEG", quality=QUALITY)
    return Image.open(packed)


def _noise(size: tuple[int, int], seed: int) -> Image.Image:
    """Grains of grey, the same for a seed: one tile of them, repeated, which is enough and quick."""
    grains = random.Random(seed).randbytes(256 * 256)
    tile = Image.frombytes("L", (256, 256), grains)
    whole = Image.new("L", size)
    for left in range(0, size[0], 256):
        for top in range(0, size[1], 256):
            whole.paste(tile, (left, top))
    return whole.convert("RGB")
