"""A page for a person: each report's lines that differ, beside the pictures of the pages on which they stand."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from measuring.corpus import Index, Line, Transcribed
from measuring.figures import NAMES, Difference, Figures, differences

SCALE = 1.6
"""Pixels for a point of the page: small print stays readable."""

Picture = Callable[[int], str]
"""The picture of a page (0-based) as HTML, or nothing."""

STYLE = """
body { font: 14px/1.4 system-ui, sans-serif; margin: 1.5rem; color: #222; background: #fff }
h2 { margin: 3rem 0 .3rem; border-top: 2px solid #222; padding-top: .6rem }
h3 { margin: 1.5rem 0 .4rem }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #bbb; padding: .2rem .45rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { background: #eee }
.page { display: grid; grid-template-columns: minmax(20rem, 1fr) minmax(30rem, 1.1fr); gap: 1rem; align-items: start }
.page img { width: 100%; border: 1px solid #bbb; position: sticky; top: 0 }
.off { background: #fde2dd }
.small { color: #666; font-size: 12px }
"""

HEAD = """<tr><th rowspan=2>code<th colspan=4>transcribed<th colspan=4>read</tr>
<tr><th>location<th>kind<th>PDF pages<th>printed<th>location<th>kind<th>PDF pages<th>printed</tr>"""


@dataclass(frozen=True)
class Reviewed:
    """A report with what was read of it and how that scored."""

    report: Transcribed
    read: Index
    figures: Figures


def render(reviewed: Iterable[Reviewed]) -> str:
    """One HTML file, pictures included."""
    body = "\n".join(part for one in reviewed for part in section(one))
    head = f'<meta charset="utf-8"><title>What was read otherwise</title><style>{STYLE}</style>'
    note = "PDF pages are counted from 1 here; what differs is red."
    return f'<!doctype html><html lang="en">{head}<h1>What was read otherwise</h1><p>{note}</p>\n{body}\n</html>\n'


def section(one: Reviewed) -> Iterator[str]:
    found = differences(one.report.index, one.read)
    scores = ", ".join(f"{name} {getattr(one.figures, name):.3f}" for name in NAMES)
    yield f"<h2>{escape(one.report.name)}</h2>"
    yield f"<p>{scores}. {len(one.report.index.lines)} lines transcribed, {len(found)} to compare.</p>"
    yield from wrong_pages(one)
    picture = pictures(one.report.path)
    for place, group in groupby(sorted(found, key=place_of), key=place_of):
        yield page(place, list(group), picture)


def wrong_pages(one: Reviewed) -> Iterator[str]:
    gold, read = one.report.index.pages, one.read.pages
    for pages, what in ((gold - read, "Not taken for the index"), (read - gold, "Wrongly taken for the index")):
        if pages:
            yield f"<p class=off>{what}: PDF page {numbers(pages)}.</p>"


def place_of(difference: Difference) -> int:
    return -1 if difference.place is None else difference.place


def page(place: int, found: list[Difference], picture: Picture) -> str:
    title = f"PDF page {place + 1}" if place >= 0 else "On no page known"
    rows = "\n".join(map(row, found))
    shown = picture(place) if place >= 0 else ""
    return f"<h3>{title}</h3><div class=page><div>{shown}</div><table>{HEAD}\n{rows}</table></div>"


def row(difference: Difference) -> str:
    gold, read = difference.gold, difference.read
    title = next((line.title for line in (gold, read) if line and line.title), "")
    first = f"<tr><td>{escape(difference.code)}<div class=small>{escape(title[:120])}</div>"
    return first + side(gold, gold) + side(read, gold)


def side(line: Line | None, gold: Line | None) -> str:
    """The cells of a line; those that say other than the transcription are marked, as far as a figure looks at them."""
    if line is None:
        return "<td colspan=4 class=off>no such line"
    pairs = zip(cells(line), cells(gold or line), strict=True)
    marked = [f"<td{' class=off' if text != other else ''}>{escape(text)}" for text, other in pairs]
    return "".join([f"<td>{escape(line.location)}", *marked])


def cells(line: Line) -> tuple[str, str, str]:
    """Kind, PDF pages and printed numbers."""
    return line.kind, numbers(line.pages), printed(line)


def printed(line: Line) -> str:
    return " ".join(sorted(line.labels, key=lambda label: (len(label), label)))


def numbers(pages: Iterable[int]) -> str:
    """Pages counted from 1."""
    return " ".join(str(page + 1) for page in sorted(pages))


def pictures(path: Path) -> Picture:
    """Pictures of a PDF's pages; none of another file, or where Pillow is not installed."""
    if path.suffix.lower() != ".pdf" or find_spec("PIL") is None:
        return lambda index: ""
    return lambda index: drawn(path, index)


def drawn(path: Path, index: int) -> str:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    buffer = io.BytesIO()
    pdf[index].render(scale=SCALE).to_pil().quantize(64).save(buffer, "PNG", optimize=True)
    pdf.close()
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return f'<img alt="PDF page {index + 1}" src="data:image/png;base64,{data}">'
