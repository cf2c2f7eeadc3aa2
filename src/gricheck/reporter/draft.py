"""``gricheck draft``: a suggested index in the shape of GRI's template, one writer a format.

Everything out of the report is data: escaped in HTML and Markdown, never a formula in CSV and XLSX.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gricheck.model import mapping as mapped
from gricheck.model.evidence import Draft, Passage, Suggestion
from gricheck.model.run import Versions
from gricheck.reporter import escape, table
from gricheck.reporter.encode import dumps
from gricheck.reporter.find import place_name
from gricheck.reporter.json import versions_data
from gricheck.reporter.json_places import files_data, passage_data, source_data
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.sheet import Sheet
from gricheck.reporter.views import index_name, versions_text

TITLE = "GRI content index (draft)"
COLUMNS = (
    "GRI Standard",
    "Disclosure",
    "Location",
    "Requirement(s) omitted",
    "Reason",
    "Explanation",
    "Confidence",
    "Evidence (for review, to be deleted)",
)
NOT_FOUND = "not found"
_WIDTHS = (30, 46, 16, 14, 16, 28, 12, 80)

_TO_FILL_IN = table.Look("#fff2cc", "#1b1f24")


def draft_table(draft: Draft) -> list[tuple[str, ...]]:
    """The rows in the order of ``COLUMNS``; the standard is printed once, above its disclosures."""
    rows, last = [], ""
    for row in draft.rows:
        rows.append((row.standard if row.standard != last else "", *_cells(row, draft.paged)))
        last = row.standard
    return rows


def head(draft: Draft) -> Iterator[tuple[str, str]]:
    """What stands above the table, name and value. A gap that the report does not fill is in brackets."""
    yield "Statement of use", draft.statement
    if not draft.asks_for_sector:
        return
    yield f"{draft.foundation.partition(':')[0]} used", draft.foundation
    yield "Applicable GRI Sector Standard(s)", "; ".join(draft.sectors) or "[name it, or none]"


def counts(draft: Draft) -> tuple[int, int]:
    """How many rows have a location, and how many are left to be filled in."""
    located = sum(bool(row.passages) for row in draft.rows)
    return located, len(draft.rows) - located


def draft_data(mapping: mapped.Mapping, draft: Draft, versions: Versions) -> dict[str, Any]:
    """The object that ``gricheck/draft/1`` describes."""
    return {
        "schema": "gricheck/draft/1",
        "source": source_data(mapping),
        "versions": versions_data(versions),
        **files_data(mapping),
        "claim": draft.label,
        "statement": draft.statement,
        "foundation": draft.foundation or None,
        "sectors": list(draft.sectors),
        "rows": [_row_data(row, draft.paged, mapping) for row in draft.rows],
    }


def as_json(mapping: mapped.Mapping, draft: Draft, versions: Versions, options: RenderOptions) -> str:
    """``gricheck/draft/1``."""
    return dumps(draft_data(mapping, draft, versions))


def as_text(mapping: mapped.Mapping, draft: Draft, versions: Versions, options: RenderOptions) -> str:
    """For a terminal: every suggestion with its best passage; what was not found is listed by code."""
    sheet = Sheet(options)
    for name, value in head(draft):
        sheet.wrapped(value, indent=len(name) + 2, label=(f"{name}: ", "bold"))
    last = ""
    for row in (row for row in draft.rows if row.passages):
        if row.standard != last:
            sheet.gap()
            sheet.line((row.standard, "bold"))
        last = row.standard
        sheet.line(f"  {row.code} {row.title}  ", (_location(row, draft.paged), "good"), (f"  {row.confidence}", "dim"))
        for passage in row.passages[:1]:
            sheet.wrapped(f"{place_name(passage, mapping)}: “{passage.quote}”", indent=6)
    sheet.gap()
    located, left = counts(draft)
    missing = list(dict.fromkeys(row.code for row in draft.rows if not row.passages))
    noun = "row" if located == 1 else "rows"
    sheet.wrapped(f"{located} {noun} suggested for a report {draft.label}. Read each page before you print it.")
    if left:
        rest = "1 row" if left == 1 else f"{left} rows"
        sheet.wrapped(
            f"{rest} left blank, not found with enough confidence (`gricheck find` shows what comes nearest): "
            f"{', '.join(missing)}"
        )
    if mapping.index.pages:
        own = f" ({name})" if (name := index_name(mapping)) else ""
        sheet.wrapped(
            f"The report has an index{own}, which was not looked at; `gricheck gaps` holds it against the text."
        )
    return sheet.text()


def as_csv(mapping: mapped.Mapping, draft: Draft, versions: Versions, options: RenderOptions) -> str:
    """For a spreadsheet."""
    return table.as_csv(_table(draft))


def as_markdown(mapping: mapped.Mapping, draft: Draft, versions: Versions, options: RenderOptions) -> str:
    """A table in the GitHub flavour."""
    lines = [f"# {TITLE}", ""]
    lines += [f"**{escape.markdown(name)}**: {escape.markdown(value)}  " for name, value in head(draft)]
    lines += ["", *table.markdown_table(COLUMNS, draft_table(draft))]
    return "\n".join([*lines, "", f"_Made by {escape.markdown(versions_text(versions))}_", ""])


def as_html(mapping: mapped.Mapping, draft: Draft, versions: Versions, options: RenderOptions) -> str:
    """One self-contained page: no script, nothing from elsewhere."""
    above = "".join(f"<dt>{escape.html(name)}</dt><dd>{escape.html(value)}</dd>" for name, value in head(draft))
    names = "".join(f'<th scope="col">{escape.html(name)}</th>' for name in COLUMNS)
    rows = "\n".join(_html_row(row) for row in draft_table(draft))
    return _PAGE.format(title=TITLE, above=above, names=names, rows=rows, made=escape.html(versions_text(versions)))


def as_xlsx(mapping: mapped.Mapping, draft: Draft, versions: Versions, options: RenderOptions) -> bytes:
    """A workbook with one sheet, the same bytes for the same draft."""
    from gricheck.reporter.workbook import Properties, workbook

    about = Properties(TITLE, versions_text(versions), options.made)
    return workbook(_table(draft), about, mark=(NOT_FOUND, _TO_FILL_IN))


def _table(draft: Draft) -> table.Table:
    columns = tuple(table.Column(name, width) for name, width in zip(COLUMNS, _WIDTHS, strict=True))
    return table.Table(TITLE, columns, tuple(draft_table(draft)), tuple(head(draft)))


def _cells(row: Suggestion, paged: bool) -> tuple[str, ...]:
    confidence = str(row.confidence) if row.confidence else NOT_FOUND
    quotes = " | ".join(f"{_page(passage, paged)}: {passage.quote}" for passage in row.passages)
    return (f"{row.code} {row.title}".strip(), _location(row, paged), "", "", "", confidence, quotes)


def _location(row: Suggestion, paged: bool) -> str:
    in_order = sorted(row.passages, key=lambda passage: (passage.page, passage.line))
    return ", ".join(dict.fromkeys(_page(passage, paged) for passage in in_order))


def _page(passage: Passage, paged: bool) -> str:
    """The page as the index prints it, else that of the file; the line where the text keeps no pages."""
    if not paged:
        return passage.part or f"line {passage.line}"
    return passage.label or f"page {passage.page + 1} of the file"


def _row_data(row: Suggestion, paged: bool, mapping: mapped.Mapping) -> dict[str, Any]:
    return {
        "disclosure": row.code,
        "edition": row.edition,
        "title": row.title,
        "standard": row.standard,
        "required": row.required,
        "location": _location(row, paged) or None,
        "confidence": str(row.confidence) if row.confidence else None,
        "pages": [passage_data(passage, mapping) for passage in row.passages],
    }


def _html_row(row: tuple[str, ...]) -> str:
    cells = "".join(f"<td>{escape.html(cell)}</td>" for cell in row)
    return f'<tr class="blank">{cells}</tr>' if NOT_FOUND in row else f"<tr>{cells}</tr>"


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 15px/1.45 system-ui, sans-serif; margin: 2rem; color: #1b1f24; background: #fff; }}
body {{ overflow-wrap: anywhere; }} .wide {{ overflow-x: auto; }}
table {{ min-width: 60rem; border-collapse: collapse; width: 100%; }}
th, td {{ border: 1px solid #c8ccd1; padding: .4rem .6rem; text-align: left; vertical-align: top; }}
thead th {{ background: #1f4e79; color: #fff; position: sticky; top: 0; }}
tr.blank td {{ background: #fff2cc; }}
td:last-child {{ font-size: 13px; color: #444c56; }}
dt {{ font-weight: 600; }} dd {{ margin: 0 0 .6rem; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #14171a; color: #e6e8ea; }} td:last-child {{ color: #b4bac1; }}
  th, td {{ border-color: #444c56; }} tr.blank td {{ background: #4a3f1a; }}
}}
</style>
</head>
<body>
<h1>{title}</h1>
<dl>{above}</dl>
<div class="wide" role="group" aria-label="Table" tabindex="0"><table>
<thead><tr>{names}</tr></thead>
<tbody>
{rows}
</tbody>
</table></div>
<footer><p>Made by {made}. Every location is a suggestion: read the page before you print it.</p></footer>
</body>
</html>
"""
