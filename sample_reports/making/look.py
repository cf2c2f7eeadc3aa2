"""Colours, typefaces and measures of one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

WIDTH, HEIGHT = A4
MARGIN = 20 * mm
TEXT_WIDTH = WIDTH - 2 * MARGIN
FACES = {  # plain, bold, size of the text in points
    "Helvetica": ("Helvetica", "Helvetica-Bold", 9.8),
    "Times": ("Times-Roman", "Times-Bold", 10.8),
}


@dataclass(frozen=True)
class Look:
    primary: Color
    accent: Color
    plain: str
    bold: str
    size: float
    number: str

    @classmethod
    def of(cls, settings: dict[str, Any]) -> Look:
        primary, accent = HexColor(settings["primary"]), HexColor(settings["accent"])
        return cls(primary, accent, *FACES[settings["font"]], settings["number"])

    @property
    def pale(self) -> Color:
        """The primary colour, as a ground for text."""
        share = 0.12
        return Color(*(1 - share * (1 - part) for part in (self.primary.red, self.primary.green, self.primary.blue)))

    def style(self, size: float, leading: float, **more: Any) -> ParagraphStyle:
        return ParagraphStyle("", fontName=self.plain, fontSize=size, leading=leading, **more)

    @property
    def body(self) -> ParagraphStyle:
        return self.style(self.size, self.size * 1.45, spaceAfter=7)

    @property
    def chapter(self) -> ParagraphStyle:
        return self.style(24, 28, textColor=white)

    @property
    def section(self) -> ParagraphStyle:
        return self.style(13, 16, textColor=self.primary, spaceBefore=9, spaceAfter=5, keepWithNext=1)

    @property
    def cell(self) -> ParagraphStyle:
        return self.style(self.size - 1.4, self.size + 0.6)

    @property
    def entry(self) -> ParagraphStyle:
        """A cell of the index: sans serif in every report, as tables mostly are."""
        return ParagraphStyle("", fontName="Helvetica", fontSize=7.2, leading=8.8)

    @property
    def banner(self) -> ParagraphStyle:
        return ParagraphStyle("", parent=self.entry, fontName="Helvetica-Bold", textColor=white)
