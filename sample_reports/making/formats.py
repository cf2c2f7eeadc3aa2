"""The content index of a report by itself, in every format in which one is kept: the same table, the same faults."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from making.index_table import page_run, runs
from making.source import Report, Row


@dataclass(frozen=True)
class Sheet:
    """The index as lines. ``above`` stands over the table; a row of one cell is a heading across it; ``groups`` are
    names over several columns, each with how many."""

    title: str
    above: list[tuple[str, str]]
    groups: list[tuple[str, int]]
    head: list[str]
    rows: list[list[str]]


def sheet(report: Report, pages: dict[str, list[int]]) -> Sheet:
    columns = report.index["columns"]
    groups = [(name, len(list(run))) for name, run in groupby(column.get("group", "") for column in columns)]
    rows = [_cells(row, columns, report, pages) for row in report.rows]
    above = [(label, _plain(text)) for label, text in report.index["statement"]]
    return Sheet(report.index["title"], above, groups, [_plain(column["head"]) for column in columns], rows)


def _cells(row: Row, columns: Sequence[dict[str, str]], report: Report, pages: dict[str, list[int]]) -> list[str]:
    if row.kind != "row":
        return [_plain(row.text)]
    fields = dict(row.fields)
    if "location" not in fields:
        fields["location"] = ", ".join(_run(first, last, report) for first, last in runs(pages[row.anchor]))
    return [_plain(fields.get(column["field"], "")) for column in columns]


def _run(first: int, last: int, report: Report) -> str:
    return re.sub(r"<[^>]*>", "", page_run(first, last, report))


def _plain(text: str) -> str:
    return re.sub(r"[*_]{2}", "", text)


def as_csv(index: Sheet, delimiter: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([index.title])
    writer.writerows(index.above)
    writer.writerow([name for name, count in index.groups for name in [name, *[""] * (count - 1)]])
    writer.writerow(index.head)
    writer.writerows(index.rows)
    return out.getvalue().encode("utf-8-sig")


def as_tsv(index: Sheet) -> bytes:
    return as_csv(index, "\t")


def as_markdown(index: Sheet) -> bytes:
    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"

    width = len(index.head)
    rows = [line([f"**{row[0]}**", *[""] * (width - 1)] if len(row) == 1 else row) for row in index.rows]
    above = [f"**{label}:** {text}" for label, text in index.above]
    table = [line(index.head), line(["---"] * width), *rows]
    return "\n".join([f"# {index.title}", "", *"\n\n".join(above).split("\n"), "", *table, ""]).encode()


def as_asciidoc(index: Sheet) -> bytes:
    def cell(text: str) -> str:
        return f"|{text.replace('|', chr(92) + '|')}"

    width = len(index.head)
    lines = [f"= {index.title}", ""]
    for label, text in index.above:
        lines += [f"*{label}:* {text}", ""]
    lines += [f'[cols="{width}*",options="header"]', "|===", " ".join(map(cell, index.head)), ""]
    for row in index.rows:
        lines += [f"{width}+{cell(row[0])}"] if len(row) == 1 else list(map(cell, row))
        lines.append("")
    return "\n".join([*lines, "|===", ""]).encode()


def as_html(index: Sheet, head: str = '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">') -> bytes:
    def row(cells: Sequence[str], tag: str = "td") -> str:
        if len(cells) == 1:
            return f'<tr><th colspan="{len(index.head)}">{escape(cells[0])}</th></tr>'
        return f"<tr>{''.join(f'<{tag}>{escape(text)}</{tag}>' for text in cells)}</tr>"

    groups = "".join(f'<th colspan="{count}">{escape(name)}</th>' for name, count in index.groups)
    above = "\n".join(f"<p><b>{escape(label)}:</b> {escape(text)}</p>" for label, text in index.above)
    body = "\n".join(map(row, index.rows))
    return (
        f"{head}<title>{escape(index.title)}</title></head>\n<body>\n<h1>{escape(index.title)}</h1>\n{above}\n<table>\n"
        f"<thead><tr>{groups}</tr>{row(index.head, 'th')}</thead>\n<tbody>\n{body}\n</tbody>\n</table>\n"
        "</body>\n</html>\n"
    ).encode()


def as_xhtml(index: Sheet) -> bytes:
    return as_html(
        index, '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en">\n<head>'
    )


def as_docbook(index: Sheet) -> bytes:
    width = len(index.head)

    def row(cells: Sequence[str]) -> str:
        if len(cells) == 1:
            return f'<row><entry namest="c1" nameend="c{width}">{escape(cells[0])}</entry></row>'
        return f"<row>{''.join(f'<entry>{escape(text)}</entry>' for text in cells)}</row>"

    specs = "".join(f'<colspec colname="c{number}"/>' for number in range(1, width + 1))
    above = "\n".join(f"<para>{escape(label)}: {escape(text)}</para>" for label, text in index.above)
    body = "\n".join(map(row, index.rows))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<article xmlns="http://docbook.org/ns/docbook" version="5.0">\n'
        f'<title>{escape(index.title)}</title>\n{above}\n<informaltable><tgroup cols="{width}">{specs}\n'
        f"<thead>{row(index.head)}</thead>\n<tbody>\n{body}\n</tbody></tgroup></informaltable>\n</article>\n"
    ).encode()


def as_xlsx(index: Sheet) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Cover"
    book.active["B2"] = "Working papers of the report"
    page = book.create_sheet("GRI index")
    page.append([index.title])
    for pair in index.above:
        page.append(pair)
    page.append([])
    page.append([name for name, count in index.groups for name in [name, *[None] * (count - 1)]])
    _merge(page, [count for _, count in index.groups])
    page.append(index.head)
    for row in index.rows:
        page.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
        if len(row) == 1:
            _merge(page, [len(index.head)])
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


_NO_DAY = b"2013-12-23T23:15:00Z"
"""What python-docx writes, whenever it is called."""


def _timeless(data: bytes) -> bytes:
    """The same archive, made on no day in particular, so that it is the same whenever it is made."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            part = re.sub(rb"(?<=>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ(?=<)", _NO_DAY, old.read(name))
            new.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return out.getvalue()


def as_xls(index: Sheet) -> bytes:
    from xlwt import Workbook

    book = Workbook(encoding="utf-8")
    book.add_sheet("Cover").write(1, 1, "Working papers of the report")
    page = book.add_sheet("GRI index")
    width = len(index.head)
    lines = [[(index.title, 1)], *([(text, 1) for text in pair] for pair in index.above), [], index.groups]
    lines += [
        [(text, 1) for text in cells] if len(cells) > 1 else [(cells[0], width)] for cells in [index.head, *index.rows]
    ]
    for line, cells in enumerate(lines):
        column = 0
        for text, count in cells:
            if text:
                page.write_merge(line, line, column, column + count - 1, int(text) if text.isdecimal() else text)
            column += count
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _single(cells: Sequence[str]) -> list[tuple[str, int]]:
    return [(text, 1) for text in cells]


def _merge(page: object, counts: Sequence[int]) -> None:
    start = 1
    for count in counts:
        if count > 1:
            line = page.max_row  # type: ignore[attr-defined]
            page.merge_cells(start_row=line, end_row=line, start_column=start, end_column=start + count - 1)  # type: ignore[attr-defined]
        start += count


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def as_ods(index: Sheet) -> bytes:
    def cell(text: str, span: int = 1) -> str:
        wide = f' table:number-columns-spanned="{span}"' if span > 1 else ""
        rest = f'<table:covered-table-cell table:number-columns-repeated="{span - 1}"/>' if span > 1 else ""
        if not text:
            return f"<table:table-cell{wide}/>{rest}"
        words = f"<text:p>{escape(text)}</text:p>"
        return f'<table:table-cell office:value-type="string"{wide}>{words}</table:table-cell>{rest}'

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    width = len(index.head)
    lines = [row(cell(index.title)), *(row(*map(cell, pair)) for pair in index.above), row(cell(""))]
    lines += [row(*(cell(name, count) for name, count in index.groups)), row(*map(cell, index.head))]
    lines += [row(cell(cells[0], width)) if len(cells) == 1 else row(*map(cell, cells)) for cells in index.rows]
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_NAMES} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="GRI index">{"".join(lines)}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:'
        f'xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with ZipFile(out, "w") as file:
        file.writestr(ZipInfo("mimetype"), _ODS)
        for name, text in (("content.xml", content), ("META-INF/manifest.xml", manifest)):
            file.writestr(ZipInfo(name), text, ZIP_DEFLATED)
    return out.getvalue()


def as_docx(index: Sheet) -> bytes:
    from docx import Document

    document = Document()
    document.add_heading(index.title, 1)
    for label, text in index.above:
        document.add_paragraph().add_run(f"{label}: {text}")
    table = document.add_table(rows=0, cols=len(index.head))
    groups = table.add_row().cells
    start = 0
    for name, count in index.groups:
        groups[start].merge(groups[start + count - 1]).text = name
        start += count
    for cells in [index.head, *index.rows]:
        line = table.add_row().cells
        if len(cells) == 1:
            line[0].merge(line[-1]).text = cells[0]
        else:
            for target, text in zip(line, cells, strict=True):
                target.text = text
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


FORMATS: dict[str, Callable[[Sheet], bytes]] = {
    "adoc": as_asciidoc,
    "csv": as_csv,
    "docx": as_docx,
    "html": as_html,
    "md": as_markdown,
    "ods": as_ods,
    "tsv": as_tsv,
    "xhtml": as_xhtml,
    "xls": as_xls,
    "xlsx": as_xlsx,
    "xml": as_docbook,
}
"""Ending to the function that writes it."""
