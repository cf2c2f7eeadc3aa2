"""Broken and hostile files: how each is made, the exit code of ``gricheck check``, and what is said."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import books
import pdfs
import written

SAMPLE = Path(__file__).parents[2] / "sample_reports/faulty-2016-core.pdf"
TAGGED = SAMPLE.parent / "tagged" / "alderbrook-2024.xhtml"
Make = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Case:
    """``says`` stands in what the program says, on either stream; ``name`` and ``gives`` are of the document."""

    name: str
    file: str
    make: Make
    code: int
    says: str


def put(data: Callable[[], bytes] | bytes | str) -> Make:
    """Writes these bytes."""

    def make(path: Path) -> None:
        content = data() if callable(data) else data
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return make


def _link(target: str) -> Make:
    return lambda path: path.symlink_to(path.parent / target if target else path)


def _locked(path: Path) -> None:
    path.write_text("305-1")
    path.chmod(0)


def _csv(sign: str = ",", end: str = "\n") -> str:
    rows = (("GRI content index",), *written.ROWS)
    return end.join(sign.join(f'"{cell}"' for cell in row) for row in rows) + end


def _many(count: int) -> bytes:
    """An index behind so many other lines."""
    return b"a line of the report\n" * count + b"\f" + _text().encode()


def _text() -> str:
    return "GRI content index\n" + "\n".join(
        f"{code:10}{title:75}{page:25}{left}" for _, code, title, page, left in written.ROWS
    )


_NONE = "no GRI content index found"
_READ = "302-3"
"""A finding that is always there: the index was read."""
_KIND = "not a kind of file that is read"
_UNREAD = "could not be read (Failed to load page.)"
_PASSWORD = "protected by a password; save a copy without it"
_MARKDOWN = f"# GRI content index\n\n{written.markdown(written.ROWS)}"
_ASCIIDOC = f"= GRI content index\n\n{written.asciidoc(written.ROWS)}"
_PROSE = "what we emit (GRI 305-1) and what we use (GRI 302-3), year by year: "
"""Codes that line up in hundreds of ways where it is set in lines."""
_MORE = "give the part with the index alone"
_JS = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
_LAUNCH = b"/OpenAction << /S /Launch /F (calc.exe) >>"
_KIDS = b"<< /Type /Catalog /Pages 2 0 R >>"

FILES = (
    Case("a path that leads nowhere", "r.pdf", lambda path: None, 3, "no such file; give the path of a report"),
    Case("a folder", "r.pdf", Path.mkdir, 3, "is a folder; give the path of a report"),
    Case("an empty file", "r.pdf", put(b""), 3, "the file is empty; export the report again"),
    Case("white space only", "r.txt", put(b" \r\n\t\f\n"), 3, "the file is empty"),
    Case("one byte", "r.txt", put(b"a"), 3, _NONE),
    Case("a link to itself", "r.pdf", _link(""), 3, "no such file"),
    Case("a link to nothing", "r.pdf", _link("gone.pdf"), 3, "no such file"),
    Case("a pipe", "r.pdf", lambda path: os.mkfifo(path), 3, "is a pipe or a device and no file"),
    Case("a device", "r.pdf", lambda path: path.symlink_to("/dev/zero"), 3, "is a pipe or a device and no file"),
    Case("a file that may not be read", "r.txt", _locked, 3, "check the path and its permissions"),
    Case("a name with a control character", "r\x1b[2J.txt", put(b"a"), 3, _NONE),
    Case("a name with a line break", "r\n::error::x.txt", put(b""), 3, "the file is empty"),
)

KINDS = (
    Case("an image", "r.png", put(books.rubbish(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")), 3, _KIND),
    Case("a photograph called .pdf", "r.pdf", put(books.rubbish(b"\xff\xd8\xff\xe0\0")), 3, _KIND),
    Case("a program", "r.txt", put(books.rubbish(b"\x7fELF\x02\x01\x01\0")), 3, _KIND),
    Case("a gzip file", "r.gz", put(books.rubbish(b"\x1f\x8b\x08\0")), 3, _KIND),
    Case("random bytes", "r.md", put(books.rubbish(b"\0")), 3, _KIND),
    Case("random bytes that begin as a PDF", "r.pdf", put(books.rubbish(b"%PDF-1.7\n")), 3, "damaged or not a PDF"),
    Case("random bytes that begin as an archive", "r.xlsx", put(books.rubbish(b"PK\x03\x04")), 3, "damaged"),
    Case("random bytes that begin as old Office", "r.xls", put(books.rubbish(books.OLE)), 3, "old Office program"),
    Case("RTF", "r.rtf", put("{\\rtf1\\ansi\n" + _text() + "}"), 3, "save it as .docx"),
    Case("RTF called .doc", "r.doc", put("\n{\\rtf1\\ansi\n" + _text() + "}"), 3, "RTF, which is not read"),
    Case("an old Word document", "r.doc", put(lambda: _compound("Bookmark", "WordDocument")), 3, "save it as .docx"),
    Case(
        "the same with a workbook in it", "r.DOC", put(lambda: _compound("Workbook", "WordDocument")), 3, "an old Word"
    ),
    Case(
        "a workbook with a document in it",
        "r.xls",
        put(lambda: _compound("Workbook", "WordDocument")),
        3,
        "no workbook",
    ),
    Case("old PowerPoint slides", "r.ppt", put(lambda: _compound("PowerPoint Document")), 3, "save them as PDF"),
    Case(
        "PowerPoint slides",
        "r.pptx",
        put(lambda: books.archive(**{"ppt/presentation__xml": b"<p/>"})),
        3,
        "save them as PDF",
    ),
    Case("an archive of reports", "r.pdf", put(lambda: books.archive(a__pdf=b"%PDF")), 3, "give the report itself"),
    Case("a PDF called .xlsx", "r.xlsx", put(pdfs.index), 0, _READ),
    Case("a PDF called .md", "r.md", put(pdfs.index), 0, _READ),
    Case("a workbook called .pdf", "r.pdf", put(books.book), 0, _READ),
    Case("a workbook called .csv", "r.csv", put(books.book), 0, _READ),
    Case("text called .pdf", "r.pdf", put(_text()), 3, "called a PDF, but holds text"),
    Case("text called .xlsx", "r.xlsx", put(_text()), 0, _READ),
    Case("CSV called .ods", "r.ods", put(_csv("\t")), 3, _NONE),
    Case("AsciiDoc called .md", "r.md", put(_ASCIIDOC), 3, _NONE),
    Case("no ending", "r", put(pdfs.index), 0, _READ),
)

TEXT = (
    Case("NUL at the beginning", "r.txt", put(b"GRI\0content index\n" + _text().encode()), 3, _KIND),
    Case("NUL further on", "r.txt", put(b"a line\n" * 700 + b"\0\n" + _text().encode()), 0, _READ),
    Case("UTF-16 with its mark", "r.txt", put(_text().encode("utf-16")), 0, _READ),
    Case("UTF-16 without it", "r.txt", put(_text().encode("utf-16-le")), 3, "save it as UTF-8"),
    Case("UTF-16 cut within a letter", "r.txt", put(_text().encode("utf-16")[:-1]), 3, "save it as UTF-8"),
    Case("Windows-1252", "r.txt", put(_text().encode("cp1252")), 0, _READ),
    Case("bytes of no encoding", "r.txt", put(b"\x81\x8d\xff\n" + _text().encode()), 3, "save it as UTF-8"),
    Case("half a surrogate", "r.txt", put(b"\xed\xa0\x80\n" + _text().encode()), 0, _READ),
    Case("a mark of UTF-8 and nothing", "r.txt", put(b"\xef\xbb\xbf"), 3, _NONE),
    Case("codes of a terminal and overrides", "r.txt", put("\x1b[2J\x1b]0;x\x07\u202e\n" + _text()), 0, _READ),
    Case("a line of 10 MB", "r.txt", put(b"word " * 2_000_000 + b"\n" + _text().encode()), 0, _READ),
    Case("a word of 10 MB", "r.txt", put(b"w" * 10**7 + b"\n" + _text().encode()), 0, _READ),
    Case("400,000 lines", "r.txt", put(lambda: _many(400_000)), 3, "only the first 3,000,000 of"),
    Case("form feeds only", "r.txt", put(b"\f" * 10**6), 3, "the file is empty"),
    Case("20,000 pages", "r.txt", put(b"a\f" * 20_000 + _text().encode()), 0, _READ),
    Case("digits without end", "r.txt", put(_text() + "\n305-1 " + "1, " * 50_000), 0, _READ),
)

PDF = (
    Case("a password to open it", "r.pdf", put(lambda: pdfs.index("secret")), 3, _PASSWORD),
    Case("a password to change it", "r.pdf", put(lambda: pdfs.index("")), 0, _READ),
    Case("cut after a tenth", "r.pdf", put(lambda: _cut(0.1)), 3, "export the report again"),
    Case("cut in the middle", "r.pdf", put(lambda: _cut(0.5)), 3, "export the report again"),
    Case("cut at the very end", "r.pdf", put(lambda: _cut(0.999)), 3, "export the report again"),
    Case("its first line only", "r.pdf", put(b"%PDF-1.7\n"), 3, "damaged or not a PDF"),
    Case("rubbish before the first line", "r.pdf", put(lambda: b"x" * 500 + pdfs.index()), 0, _READ),
    Case("a wrong table of places", "r.pdf", put(lambda: _places_wrong()), 0, _READ),
    Case("a table of places that leads to itself", "r.pdf", put(lambda: _previous()), 3, _NONE),
    Case(
        "no pages",
        "r.pdf",
        put(pdfs.objects(_KIDS, b"<< /Type /Pages /Kids [] /Count 0 >>")),
        3,
        "damaged or not a PDF",
    ),
    Case("more pages promised than there are", "r.pdf", put(lambda: _kids(b"[3 0 R] /Count 100000000")), 3, _NONE),
    Case(
        "a tree of pages that holds itself",
        "r.pdf",
        put(lambda: _kids(b"[2 0 R 3 0 R] /Count 2")),
        3,
        "page 2 could not be read",
    ),
    Case(
        "a tree of pages that is no tree",
        "r.pdf",
        put(lambda: _kids(b"(none) /Count 1")),
        3,
        "page 1 could not be read",
    ),
    Case("a page without size", "r.pdf", put(pdfs.single(box=b"[0 0 0 0]")), 3, _NONE),
    Case("an enormous page", "r.pdf", put(pdfs.single(box=b"[0 0 1e30 1e30]")), 3, _NONE),
    Case("a size that is none", "r.pdf", put(pdfs.single(box=b"[nan (a) 5]")), 3, _NONE),
    Case("300,000 letters on a page", "r.pdf", put(lambda: pdfs.single(content=_letters())), 3, _NONE),
    Case("a page that unpacks to 100 MB", "r.pdf", put(lambda: pdfs.single(content=_packed())), 3, _NONE),
    Case("a stream that is cut", "r.pdf", put(pdfs.single(content=pdfs.stream(b"x\x9c\0"))), 3, _NONE),
    Case("JavaScript", "r.pdf", put(pdfs.single(root=_JS)), 3, _NONE),
    Case("an action that starts a program", "r.pdf", put(pdfs.single(root=_LAUNCH)), 3, _NONE),
    Case("an embedded file", "r.pdf", put(lambda: _embedded()), 3, _NONE),
    Case("bookmarks in a circle", "r.pdf", put(lambda: _bookmarks()), 3, _NONE),
    Case("forms within forms without end", "r.pdf", put(lambda: _forms()), 3, _NONE),
    Case("a page of nothing", "r.pdf", put(pdfs.single(content=pdfs.stream(b""))), 3, "holds no text"),
)

BOOKS = (
    Case("XLSX with a password", "r.xlsx", put(lambda: _locked_book()), 3, _PASSWORD),
    Case("XLSX cut in the middle", "r.xlsx", put(lambda: _half(books.book())), 3, "damaged"),
    Case("XLSX with bytes changed", "r.xlsx", put(lambda: books.flipped(books.book())), 0, _READ),
    Case("XLSX without its sheet", "r.xlsx", put(lambda: _without(books.SHEET)), 3, "no sheet of the workbook"),
    Case(
        "XLSX without its list of sheets",
        "r.xlsx",
        put(lambda: _without("xl/workbook.xml")),
        3,
        "an archive that is no document",
    ),
    Case("XLSX that unpacks to 300 MiB", "r.xlsx", put(books.bomb), 3, "unpacks to 300 MiB"),
    Case("XLSX with a cell in the last corner", "r.xlsx", put(lambda: _far()), 3, "reaches to row 1,048,576"),
    Case("the same, the sheet elsewhere in it", "r.xlsx", put(lambda: _moved(_far())), 3, "reaches to row 1,048,576"),
    Case("XLSX with a column of nine letters", "r.xlsx", put(lambda: _placed(b"AAAAAAAAA1")), 3, "reaches to row"),
    Case("XLSX with a row of ten digits", "r.xlsx", put(lambda: _placed(b"B4294967295")), 3, "reaches to row"),
    Case(
        "XLSX with a row of a million digits", "r.xlsx", put(lambda: _placed(b"B" + b"9" * 10**6)), 3, "reaches to row"
    ),
    Case("XLSX that promises billions of words", "r.xlsx", put(lambda: _words()), 3, "promises more words than it has"),
    Case("XLSX with a link on all cells", "r.xlsx", put(lambda: _linked()), 0, _READ),
    Case("XLSB, a binary workbook", "r.xlsb", put(lambda: _binary()), 3, "a binary workbook (.xlsb) is not read"),
    Case(
        "XLSX that says it is wide",
        "r.xlsx",
        put(lambda: books.sheet(b'ref="A1:E8"', b'ref="A1:XFD1048576"')),
        0,
        _READ,
    ),
    Case("XLSX with an entity bomb", "r.xlsx", put(lambda: books.sheet(b"<worksheet", _ENTITIES)), 0, _READ),
    Case("XLSX with formulas and no values", "r.xlsx", put(lambda: _cell("D4", "=1+6")), 0, _READ),
    Case("XLSX with errors in cells", "r.xlsx", put(lambda: _cell("D4", "#REF!")), 0, _READ),
    Case("XLSX with formulas from outside", "r.xlsx", put(lambda: _cell("D4", "='[x.xlsx]S'!A1")), 0, _READ),
    Case("XLSX with macros", "r.xlsm", put(lambda: _macros()), 0, _READ),
    Case("XLSX with a hidden sheet", "r.xlsx", put(lambda: _hidden()), 0, "is hidden; it was read all the same"),
    Case("XLSX with 101 sheets", "r.xlsx", put(lambda: _sheets()), 0, "only the first 100 of"),
    Case("XLSX with 20,100 rows", "r.xlsx", put(lambda: _tall()), 0, "only the first 20000 rows of sheet"),
    Case("XLSX without any text", "r.xlsx", put(lambda: _empty()), 3, "no sheet of the workbook holds any text"),
    Case("ODS as it should be", "r.ods", put(lambda: books.ods(books.ods_rows())), 0, _READ),
    Case("ODS cut in the middle", "r.ods", put(lambda: _half(books.ods(books.ods_rows()))), 3, "damaged"),
    Case("ODS with a row for millions", "r.ods", put(lambda: books.ods(_REPEATED)), 3, "reaches to row"),
    Case("ODS with hidden rows", "r.ods", put(lambda: books.ods(_ods_hidden())), 0, "hides 2 rows and no columns"),
    Case("ODS, a sheet never closed", "r.ods", put(lambda: _ods_open()), 3, "damaged (Opening and ending tag mismatch"),
    Case("ODS without an end", "r.ods", put(lambda: books.ods("<table:table-row>")), 3, "damaged (Opening"),
    Case("XLS as it should be", "r.xls", put(books.xls), 0, _READ),
    Case("XLS called .xlsx", "r.xlsx", put(books.xls), 0, _READ),
    Case("XLS with a password", "r.xls", put(lambda: _xls_locked()), 3, _PASSWORD),
    Case("XLS cut in the middle", "r.xls", put(lambda: _half(books.xls())), 3, "a damaged workbook, or"),
    Case("XLS with a record too short", "r.xls", put(lambda: _xls_short()), 3, "damaged or no workbook"),
    Case("XLS with a cell in the last corner", "r.xls", put(lambda: _xls_far(255)), 0, "only the first 20000 rows of"),
    Case("XLS with a cell beyond it", "r.xls", put(lambda: _xls_beyond()), 3, "damaged or no workbook"),
    Case("XLS that says it holds billions of words", "r.xls", put(lambda: _xls_words()), 3, "damaged or no workbook"),
    Case("XLS with a link on all cells", "r.xls", put(lambda: _xls_linked()), 3, "its links stand on 16,777,216 cells"),
    Case("XLS with hidden rows", "r.xls", put(lambda: _xls_hidden()), 0, "hides 2 rows and no columns"),
    Case("XLS with a hidden sheet", "r.xls", put(lambda: _xls_sheets(1, 1)), 0, "is hidden; it was read all the same"),
    Case("XLS with 101 sheets", "r.xls", put(lambda: _xls_sheets(100, 0)), 0, "only the first 100 of"),
    Case("XLS of nothing", "r.xls", put(books.rubbish(books.OLE + "Workbook".encode("utf-16-le"))), 3, "save it again"),
)

TABLES = (
    Case("CSV with a quote never closed", "r.csv", put(_csv() + '"never'), 0, _READ),
    Case("CSV with NUL", "r.csv", put(_csv() + "\n" * 4096 + "a,\0,b\n"), 0, _READ),
    Case("CSV with a cell of 1 MB", "r.csv", put(_csv() + "a" * 10**6), 3, "no CSV that can be read"),
    Case("CSV of 6 MB", "r.csv", put(lambda: _csv().encode() + (b"word " * 20 + b",") * 6 * 10**4), 0, _MORE),
    Case("CSV of 30,000 lines", "r.csv", put(lambda: _csv().encode() + b"a,b\n" * 30_000), 0, "only the first"),
    Case("TSV called .csv", "r.csv", put(_csv("\t")), 0, _READ),
    Case("CSV of old Macs", "r.csv", put(_csv(";", "\r")), 0, _READ),
    Case("CSV of commas", "r.csv", put(",,,\n" * 100), 3, "the table is empty"),
    Case("CSV with 100,000 columns", "r.csv", put(_csv() + "," * 100_000), 0, _READ),
    Case("Markdown, 25,000 rows", "r.md", put(_MARKDOWN + "\n|a|b|" * 25_000), 0, "only the first 20000 rows"),
    Case("Markdown, a paragraph of codes", "r.md", put(_MARKDOWN + "\n\n" + _PROSE * 1500), 0, _READ),
    Case("Markdown, code never closed", "r.md", put("```\n" + _MARKDOWN), 3, "is never closed"),
    Case("Markdown, a comment never closed", "r.md", put("<!-- " * 10_000 + "\n\n" + _MARKDOWN), 0, _READ),
    Case("Markdown, a million signs", "r.md", put("[*`<_" * 200_000 + "\n\n" + _MARKDOWN), 0, _READ),
    Case("Markdown, 2 MB of pipes", "r.md", put(_MARKDOWN + "\n" + "|" * 2 * 10**6), 0, "200 columns"),
    Case("Markdown, 220,000 lines", "r.md", put(_MARKDOWN + "\n" * 220_000 + "a"), 0, "only the first 200000 of"),
    Case("Markdown, an HTML table never closed", "r.md", put(_MARKDOWN + "\n\n<table><tr><td>x"), 0, "never closed"),
    Case("Markdown of comments", "r.md", put("<!-- x -->"), 3, "nothing but comments"),
    Case("AsciiDoc, a table never closed", "r.adoc", put(_ASCIIDOC[:-4]), 0, "is never closed"),
    Case("AsciiDoc, huge spans", "r.adoc", put(lambda: _huge("999.99999+|x ").encode()), 0, "were read"),
    Case("AsciiDoc, huge repetition", "r.adoc", put(lambda: _huge("99999*|x ").encode()), 0, "were read"),
    Case("AsciiDoc, names of names", "r.adoc", put(f":a: {'x' * 10**5}\n{'{a}' * 10**5}\n\n{_ASCIIDOC}"), 0, _READ),
    Case("AsciiDoc of parts", "r.adoc", put("include::index.adoc[]\ntext"), 3, "which was not read"),
)

_FINDS = "the report tags it on p. 5"

TAGS = (
    Case(
        "tags under a prefix that is not declared",
        "r.xhtml",
        put(lambda: _tagged("xmlns:gri=", "xmlns:g=")),
        0,
        "does not declare their prefix (gri)",
    ),
    Case(
        "pieces of a tag in a circle",
        "r.xhtml",
        put(lambda: _tagged('<ix:continuation id="hotline"', '<ix:continuation id="hotline" continuedAt="hotline"')),
        0,
        "(1) were read as far as they go; check their continuedAt",
    ),
    Case("10,000 tags that nobody knows", "r.xhtml", put(lambda: _strangers()), 0, "10001 tags in GRI's namespace"),
    Case("tags 100 deep", "r.xhtml", put(lambda: _deep(100, 50)), 0, _FINDS),
    Case("50,000 tags 200 deep", "r.xhtml", put(lambda: _deep(200, 250)), 0, _FINDS),
    Case("a tag with 50,000 attributes", "r.xhtml", put(lambda: _crowded("ix:nonNumeric")), 0, _FINDS),
)

PAGES = (
    Case("XHTML, 50,000 attributes", "r.xhtml", put(lambda: _crowded("p")), 0, _FINDS),
    Case("HTML, 50,000 attributes", "r.html", put(lambda: _as_html(_crowded("p"))), 0, "500 attributes"),
    Case("HTML, a tag with them", "r.html", put(lambda: _as_html(_crowded("ix:a"))), 0, "500 attributes"),
    Case(
        "HTML, 50,000 names without values",
        "r.html",
        put(lambda: _as_html(_crowded("p", ""))),
        0,
        "500 attributes",
    ),
    Case(
        "HTML, 50,000 namespaces",
        "r.html",
        put(lambda: _as_html(_crowded("p", '="x"', "xmlns:a"))),
        0,
        "500 attributes",
    ),
    Case("XHTML, 50,000 namespaces", "r.xhtml", put(lambda: _crowded("p", '="x"', "xmlns:a")), 0, _FINDS),
    Case("XHTML, a font of 20 MB on many lines", "r.xhtml", put(lambda: _font()), 0, _FINDS),
    Case("XHTML, 50,000 pieces with places, 200 deep", "r.xhtml", put(lambda: _pieces()), 0, _FINDS),
)

GROUPS = {
    "Files and paths": FILES,
    "Other kinds and wrong endings": KINDS,
    "Plain text": TEXT,
    "PDF": PDF,
    "Workbooks": BOOKS,
    "CSV, Markdown, AsciiDoc": TABLES,
    "HTML and XHTML": PAGES,
    "Inline XBRL": TAGS,
}

_ENTITIES = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet'
_REPEATED = f'<table:table-row table:number-rows-repeated="1000000">{books.ods_cell("305-1") * 20}</table:table-row>'


def _ods_hidden() -> str:
    hidden = '<table:table-row table:visibility="collapse">'
    return books.ods_rows() + f"{hidden}{books.ods_cell('x')}</table:table-row>" * 2


def _tagged(old: str, new: str) -> bytes:
    """The sample in inline XBRL with something else in it."""
    text = TAGGED.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1).encode()


def _strangers() -> bytes:
    tags = "".join(f'<ix:nonNumeric name="gri:Strange{n}" contextRef="year">x</ix:nonNumeric>' for n in range(10_000))
    return _tagged("<p>Paper from", f"<p>{tags} Paper from")


def _deep(depth: int, times: int) -> bytes:
    begin, end = '<ix:nonNumeric name="gri:LegalName" contextRef="year">', "</ix:nonNumeric>"
    return _tagged("Paper from", f"{(begin * depth + end * depth) * times} Paper from")


def _crowded(element: str, value: str = '="x"', name: str = "a") -> bytes:
    tag = f'{element} name="gri:LegalName" contextRef="year"' if element.startswith("ix:") else element
    attributes = " ".join(f"{name}{number}{value}" for number in range(50_000))
    return _tagged("Paper from", f"<{tag} {attributes}>x</{element}>Paper from")


def _as_html(data: bytes) -> bytes:
    """What begins as HTML, whose parser knows no namespaces."""
    root = b' xmlns="http://www.w3.org/1999/xhtml"'
    assert root in data
    return b"<!doctype html>" + data[data.index(b"<html") :].replace(root, b"", 1)


def _font() -> bytes:
    lines = "d09GMgAB" * 9 + "\n"
    return _tagged("</head>", f"<style>@font-face{{src:url(data:font/woff2;base64,{lines * 300_000})}}</style></head>")


def _pieces() -> bytes:
    begin, end = '<div style="position:absolute;left:1px;top:1px">', "</div>"
    return _tagged("<p>Paper from", f"{(begin * 200 + end * 200) * 250}<p>Paper from")


def _huge(cells: str) -> str:
    return f"{_ASCIIDOC}\n\n|===\n{'|a' * 100}\n{cells * 3000}\n|==="


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _cut(share: float) -> bytes:
    data = SAMPLE.read_bytes()
    return data[: int(len(data) * share)]


def _places_wrong() -> bytes:
    data = pdfs.index()
    at = data.rindex(b"startxref")
    return data[:at] + b"startxref\n7\n%%EOF\n"


def _previous() -> bytes:
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    plain = pdfs.objects(catalogue, pdfs.PAGES, pdfs.page(), pdfs.stream(pdfs.text()))
    place = plain.rindex(b"\nxref\n") + 1
    return pdfs.objects(catalogue, pdfs.PAGES, pdfs.page(), pdfs.stream(pdfs.text()), prev=b"/Prev %d" % place)


def _kids(kids: bytes) -> bytes:
    return pdfs.objects(_KIDS, b"<< /Type /Pages /Kids %s >>" % kids, pdfs.page(), pdfs.stream(pdfs.text()))


def _pageless() -> bytes:
    return pdfs.objects(_KIDS, b"<< /Type /Pages /Kids [] /Count 0 >>")


def _letters() -> bytes:
    return pdfs.stream(b"".join(pdfs.text(b"some words of a report ") for _ in range(13_000)))


def _packed() -> bytes:
    return pdfs.stream(pdfs.text() + b" " * 10**8, packed=True)


def _embedded() -> bytes:
    root = b"/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 4 0 R >> >>] >> >>"
    return pdfs.single(root=root)


def _bookmarks() -> bytes:
    outline = b"<< /First 6 0 R /Last 6 0 R /Count 1 >>"
    item = b"<< /Title (Energy) /Parent 5 0 R /Next 6 0 R /First 6 0 R /Dest [3 0 R /Fit] >>"
    catalogue = b"<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >>"
    return pdfs.objects(catalogue, pdfs.PAGES, pdfs.page(), pdfs.stream(pdfs.text()), outline, item)


def _forms() -> bytes:
    body = b"/F Do"
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> /Length 5 >>"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>"
    )
    return pdfs.objects(_KIDS, pdfs.PAGES, page, pdfs.stream(body), form + b"\nstream\n/F Do\nendstream")


def _locked_book() -> bytes:
    return books.rubbish(books.OLE + "EncryptedPackage".encode("utf-16-le"))


def _without(part: str) -> bytes:
    return books.parts(books.book(), {part: None})


def _far() -> bytes:
    return books.book(lambda book: book.active.cell(1_048_576, 16_384, "x"))


def _moved(data: bytes) -> bytes:
    """The workbook with its sheet under another name, to which its parts point."""
    rels = "xl/_rels/workbook.xml.rels"
    with books.ZipFile(io.BytesIO(data)) as file:
        sheet, named = file.read(books.SHEET), file.read(rels)
    named = named.replace(b"/xl/worksheets/sheet1.xml", b"/xl/other.part")
    assert b"other.part" in named
    return books.parts(data, {books.SHEET: None, "xl/other.part": sheet, rels: named})


def _compound(*streams: str) -> bytes:
    """What tells an old document of Office: the names of its streams."""
    return books.OLE + b"".join(f"{name}\0".encode("utf-16-le") for name in streams)


def _binary() -> bytes:
    out = io.BytesIO()
    with books.ZipFile(out, "w") as file:
        file.writestr("xl/workbook.bin", b"\x83\x01\x00")
        file.writestr("xl/worksheets/sheet1.bin", b"\x81\x01\x00")
    return out.getvalue()


def _wide() -> bytes:
    return books.sheet(b'ref="A1:E8"', b'ref="A1:XFD1048576"')


def _placed(place: bytes) -> bytes:
    return books.sheet(b'r="D3"', b'r="%s"' % place)


def _words() -> bytes:
    """A workbook that keeps its words in a table of their own, and says that these are many."""
    rels, table = "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
    with books.ZipFile(io.BytesIO(books.book())) as file:
        named = file.read(rels)
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    added = b'<Relationship Id="rId99" Type="%s" Target="sharedStrings.xml"/></Relationships>' % kind
    words = b'<sst xmlns="%s" uniqueCount="4294967295"><si><t>x</t></si></sst>' % space
    return books.parts(books.book(), {rels: named.replace(b"</Relationships>", added), table: words})


def _linked() -> bytes:
    data = books.book(lambda book: setattr(book.active["D3"], "hyperlink", "https://kestrelmoor.example"))
    return books.sheet_of(data, b'ref="D3"', b'ref="A1:XFD1048576"')


def _ods_open() -> bytes:
    """A sheet that goes on where the library waits for its end."""
    data = books.ods(books.ods_rows())
    with books.ZipFile(io.BytesIO(data)) as file:
        xml = file.read("content.xml")
    return books.parts(data, {"content.xml": xml.replace(b"</table:table>", b"", 1)})


def _xls_linked() -> bytes:
    return books.xls_with(books.xls(), books.xls_link((0, 0), "", "Index!A1", (65_535, 255)))


def _cell(place: str, value: str) -> bytes:
    return books.book(lambda book: book.active.__setitem__(place, value))


def _macros() -> bytes:
    with books.ZipFile(io.BytesIO(books.book())) as file:
        types = file.read("[Content_Types].xml")
    kind = b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert kind in types
    types = types.replace(kind, b"vnd.ms-excel.sheet.macroEnabled.main+xml")
    return books.parts(books.book(), {"[Content_Types].xml": types, "xl/vbaProject.bin": b"x"})


def _hidden() -> bytes:
    def change(book: books.Workbook) -> None:
        book.create_sheet("Notes")["A1"] = "x"
        book["Notes"].sheet_state = "hidden"

    return books.book(change)


def _sheets() -> bytes:
    def change(book: books.Workbook) -> None:
        for number in range(100):
            book.create_sheet(f"S{number}")["A1"] = "x"

    return books.book(change)


def _tall() -> bytes:
    return books.book(lambda book: [book.active.append(["x"]) for _ in range(20_100)])


def _empty() -> bytes:
    def change(book: books.Workbook) -> None:
        book.active.delete_rows(1, 100)

    return books.book(change)


def _xls_locked() -> bytes:
    return books.xls_record(0xE1, b"\x2f\0")


def _xls_short() -> bytes:
    """The list of sheets promises more of a name than there is."""
    data = books.xls()
    place = data.index(b"\x85\0", 512)
    return data[: place + 2] + b"\x07\0" + data[place + 4 :]


def _xls_far(column: int) -> bytes:
    return books.xls(lambda book, sheet: sheet.write(65_535, column, "x"))


def _xls_beyond() -> bytes:
    """Column 16,383 of the last row, which the format can say and no program shows."""
    data, corner = _xls_far(255), b"\xff\xff\xff\0"
    place = data.index(b"\xfd\0\x0a\0" + corner) + 4
    return data[:place] + b"\xff\xff\xff\x3f" + data[place + 4 :]


def _xls_words() -> bytes:
    """The table of strings counts as many as a number can tell."""
    data = books.xls()
    place = data.index(b"\xfc\0", 512)
    return data[: place + 4] + b"\xff\xff\xff\x7f" * 2 + data[place + 12 :]


def _xls_hidden() -> bytes:
    def change(book: object, sheet: books.xlwt.Worksheet) -> None:
        for line in (3, 4):
            sheet.row(line).hidden = True

    return books.xls(change)


def _xls_sheets(count: int, hidden: int) -> bytes:
    def change(book: books.xlwt.Workbook, _: object) -> None:
        for number in range(count):
            sheet = book.add_sheet(f"S{number}")
            sheet.write(0, 0, "x")
            sheet.visibility = hidden

    return books.xls(change)


def document() -> str:
    """``docs/broken-files.md``: the cases as tables."""
    parts = [_HEAD]
    for group, cases in GROUPS.items():
        rows = "\n".join(f"| {case.name} | {case.code} | {_said(case)} |" for case in cases)
        parts.append(f"## {group}\n\n| The file | Exit code | What is said |\n| --- | --- | --- |\n{rows}\n")
    return "\n".join(parts)


def _said(case: Case) -> str:
    return "read; its findings" if case.says in (_READ, _FINDS) else f"“… {case.says.replace('|', chr(92) + '|')} …”"


_HEAD = """# Broken and hostile files

What `gricheck check` does with a file that is damaged, mislabelled or made to do harm. Every line is a test
(`tests/readers/test_broken_files.py`, from which this page is made with `REFRESH_SNAPSHOTS=1`): there is never a
traceback, nothing in a file is ever run or fetched, and each takes less than ten seconds. Exit code 3 says that the
report could not be read or holds no index, 0 that it was read; the index that was put into these files has warnings and
no errors. What was left out is said among the notes on the report.
"""
