"""The text of a PDF as it stands on paper: each word in the column and line of its place.

Reads what reportlab writes with ``pageCompression=0`` and its built-in fonts: page streams as they are, text moved but
never turned or scaled, in Windows-1252.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth

LONG = 12  # letters; shorter runs do not tell how wide a column must be
APART = 17.0  # points between two lines of text that a blank line parts

TOKEN = re.compile(r"\((?:\\.|[^\\()])*\)|/\w+|[-+.\d]+|[A-Za-z*]+", re.S)
ESCAPE = re.compile(r"\\(\d{3}|.)", re.S)
FONT = re.compile(r"/BaseFont /([\w-]+).*?/Name /(F\d+)", re.S)
STREAM = re.compile(r"\nstream\r?\n(.*?)endstream", re.S)

Point = tuple[float, float]


class Run(NamedTuple):
    """A piece of text; ``x`` and ``y`` in points from the lower left corner of the page."""

    x: float
    y: float
    width: float
    text: str


def text_of(pdf: bytes) -> str:
    """The pages of a PDF as text, form feeds between them."""
    code = pdf.decode("latin-1")
    fonts = {name: font for font, name in FONT.findall(code)}
    return "\f".join(page_text(list(read_runs(page, fonts))) for page in STREAM.findall(code))


def read_runs(page: str, fonts: dict[str, str]) -> Iterator[Run]:
    """What a page's operators show, in the order in which they show it."""
    origin, line, here = (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)
    origins: list[Point] = []
    font, size, leading = "", 0.0, 0.0
    operands: list[str] = []
    for token in TOKEN.findall(page):
        match token:
            case "q":
                origins.append(origin)
            case "Q":
                origin = origins.pop()
            case "cm":
                origin = moved(origin, operands)
            case "Tf":
                font, size = fonts[operands[-2][1:]], float(operands[-1])
            case "TL":
                leading = float(operands[-1])
            case "Tm":
                line = here = moved((0, 0), operands)
            case "Td":
                line = here = moved(line, operands)
            case "T*":
                line = here = (line[0], line[1] - leading)
            case "Tj":
                text = decode(operands[-1])
                width = stringWidth(text, font, size)
                yield Run(origin[0] + here[0], origin[1] + here[1], width, text)
                here = (here[0] + width, here[1])
            case _:
                operands.append(token)
                continue
        operands.clear()


def moved(point: Point, operands: list[str]) -> Point:
    return point[0] + float(operands[-2]), point[1] + float(operands[-1])


def decode(string: str) -> str:
    """The text of a PDF string: ``(caf\\351)``."""
    plain = ESCAPE.sub(lambda found: chr(int(found[1], 8)) if found[1].isdigit() else found[1], string[1:-1])
    return plain.encode("latin-1").decode("cp1252")


def page_text(runs: list[Run]) -> str:
    column = column_width(runs)
    lines: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        if run.text.strip():
            lines[round(run.y / 2)].append(run)
    text, above = "", 0.0
    for key in sorted(lines, reverse=True):
        y = lines[key][0].y
        text += "\n" * (above - y > APART) + line_text(sorted(lines[key]), column) + "\n"
        above = y
    return text


def column_width(runs: list[Run]) -> float:
    """Points for a column of characters: so narrow that no run grows beyond its place on paper."""
    return min((run.width / len(run.text) for run in runs if len(run.text) > LONG), default=5.0)


def line_text(runs: list[Run], column: float) -> str:
    """Runs that touch are joined; others begin in the column of their place, two blanks apart at least."""
    line, end = "", 0.0
    for run in runs:
        if line and run.x - end < column:
            line += " " * (run.x - end > 1 and not line.endswith(" "))
        else:
            line = line.rstrip().ljust(max(round(run.x / column), len(line.rstrip()) + 2 * bool(line)))
        line += run.text
        end = run.x + run.width
    return line.rstrip()
