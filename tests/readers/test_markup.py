"""HTML and XML: tables as they are shown, pages where a file has them, and files that mean harm."""

from __future__ import annotations

import html
import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from gricheck.cli import cli
from gricheck.errors import UnreadableReport
from gricheck.model.document import Document
from gricheck.pipeline import Kit, load_kit, map_report
from gricheck.readers import kinds, layout, media_type, read
from gricheck.reporter.views import place

SAMPLE = Path(__file__).parents[2] / "sample_reports" / "faulty-2016-core.pdf"

INDEX = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="dcterms.created" content="2024-03-01T10:00"><title>R</title></head>
<body><h1>Report</h1>
<table role="presentation"><tr><td><h2>GRI content index</h2>
<table>
<thead><tr><th colspan="3">What<th colspan="2">Where</tr><tr><th>GRI Standard<th>Disclosure<th>Title<th>Page<th>Omission
</thead>
<tr><td rowspan="3">GRI 2: General Disclosures 2021<td>2-1<td>Organizational details<td>4<td>
<tr><td>2-2<td>Entities included in the organization&rsquo;s sustain&shy;ability reporting<td>4&ndash;5<td>
<tr><td>2-3<td>Reporting period, frequency and contact point<td><td>Not applicable: we are new
<tr><td rowspan="2">GRI 302: Energy 2016<td>302-1<td>Energy consumption<br>within the organization<td>7,<p>9</p><td>
<tr><td>302-3<td>Energy intensity<td>/<td>
<tr><td>GRI 305: Emissions 2016<td>305-1<td>Direct (Scope 1) GHG emissions<td>
  <a href="https://example.org/ar.pdf">Annual Report, p. 12</a><td>
</table></table>
</body></html>"""

ROWS = [
    ("2-1", "4", "pages"),
    ("2-2", "4–5", "pages"),
    ("2-3", "", "omitted"),
    ("302-1", "7, 9", "pages"),
    ("302-3", "/", "slash"),
    ("305-1", "Annual Report, p. 12", "external"),
]


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


def written(tmp_path: Path, text: str | bytes, name: str = "report.html") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def document(tmp_path: Path, text: str | bytes, name: str = "report.html") -> Document:
    return read(written(tmp_path, text, name))


def body(tmp_path: Path, text: str) -> list[str]:
    """The lines of a page."""
    return document(tmp_path, f"<!doctype html><body>{text}").pages[0].text.split("\n")


def test_an_index_in_a_layout_table_is_read_exactly(tmp_path: Path, kit: Kit) -> None:
    mapping = map_report(written(tmp_path, INDEX), kit)
    rows = mapping.index.rows
    assert [(row.code, row.location, row.kind.value) for row in rows] == ROWS
    assert [row.heading_standard for row in rows] == ["GRI 2"] * 3 + ["GRI 302"] * 2 + ["GRI 305"]
    assert rows[1].title == "Entities included in the organization’s sustainability reporting"
    assert place(rows[3].where, mapping) == "index, line 11"


def test_what_the_file_says_of_itself(tmp_path: Path) -> None:
    found = document(tmp_path, INDEX)
    assert str(found.created) == "2024-03-01"
    assert [(mark.title, mark.level) for mark in found.outline] == [("Report", 0), ("GRI content index", 1)]
    assert (len(found.pages), found.pagination.judged) == (1, False)


def test_text_is_read_as_it_is_shown(tmp_path: Path) -> None:
    shown = body(tmp_path, "<p>CO<sub>2</sub> 1,234<sup>1</sup> t per m<sup>2</sup>&nbsp;&amp; <b>bo</b>ld<br>next")
    assert shown == ["CO2 1,234 t per m2 & bold", "next"]
    lines = body(tmp_path, "<ul><li>one<li>two</ul><dl><dt>a<dd>b</dl>tail<pre>x\ny</pre>")
    assert lines == ["one", "two", "a", "b", "tail", "x", "y"]
    unseen = "<script>b</script><style>c</style><noscript>d</noscript><!-- e --><span hidden>f</span>"
    assert body(tmp_path, f"a{unseen}") == ["a"]


@pytest.mark.parametrize(
    "made",
    [
        '<div role="table"><div role="row"><div role="cell">305-1</div><span role="cell">p. 7</span></div></div>',
        '<div style="display: table"><p style="display:table-row"><b style="display:table-cell">305-1</b>'
        '<b style="DISPLAY:table-cell">p. 7</b></p></div>',
        "<table><tr><td>305-1<td><table><tr><td>p. 7</table></table>",
    ],
)
def test_tables_in_other_clothes(made: str, tmp_path: Path) -> None:
    (drawn,) = layout(document(tmp_path, f"<!doctype html>{made}").source, (0,))
    first, _, second = drawn.words
    assert (first.text, second.text, first.y0) == ("305-1", "7", second.y0)
    assert len(drawn.rules) == 2


def test_a_small_table_in_a_cell_is_a_part_of_it(tmp_path: Path) -> None:
    inner = "<table><tr><td>Jan<td>1<tr><td>Feb<td>2</table>"
    lines = body(tmp_path, f"<table><tr><td>305-1<td>{inner}<tr><td>305-2<td>4<tr><td>305-3<td>5</table>")
    assert lines == ["305-1  Jan 1 Feb 2", "305-2  4", "305-3  5"]


def test_hidden_tables_with_codes_are_told(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>305-{n}<td>{n}" for n in range(1, 6))
    found = document(tmp_path, f"<!doctype html><p>a<div style='color:red; display: none'><table>{rows}</table></div>")
    assert found.pages[0].text == "a"
    menu = "<div hidden>" + "".join(f"<a href=#>305-{n}</a> " for n in range(1, 6)) + "</div>"
    assert document(tmp_path, f"<!doctype html><p>a{menu}", "menu.html").warnings == ()
    assert found.warnings == ("hidden tables with codes were left out (1); show them and save the page again",)


def test_rows_of_a_file_of_one_line_are_named_in_words(tmp_path: Path) -> None:
    found = document(tmp_path, "<!doctype html><p>a<table><tr><td>a<td>b<tr><td>c<td>d<tr><td>e<td>f</table>")
    assert [(at.line, at.part) for at in found.pages[0].places] == [
        (1, None), *((None, f"table 1, row {n}") for n in (1, 2, 3))
    ]  # fmt: skip


def test_lines_beyond_what_libraries_count_are_not_made_up(tmp_path: Path) -> None:
    rows = "\n".join(f"<tr><td>{n}<td>x" for n in range(5))
    found = document(tmp_path, "<!doctype html>" + "\n" * 70_000 + f"<table>{rows}</table>")
    assert {at.line for at in found.pages[0].places} <= {None, *range(70_001, 70_006)}


# Pages


def paged(start: str, end: str, count: int = 8, first: int = 11) -> str:
    parts = []
    for n in range(count):
        link = '<table><tr><td>305-1<td><a href="#here">Climate</a></table>' if n == 1 else ""
        anchor = "<p id=here>Climate</p>" if n == 5 else ""
        parts.append(f"{start.format(n=n + 1)}<p>Some words of page {'x' * n}</p>{link}{anchor}<p>{n + first}</p>{end}")
    return "<!doctype html><html><body>" + "\n".join(parts)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<div class='page w0'>", "</div>"),
        ("<div id=pf{n}><div class=pc>", "</div></div>"),
        ("<section data-page-number={n}>", "</section>"),
        ("", "<hr class='page-break'>"),
        ("", "<hr style='page-break-after:always'/>"),
        ("<div style='break-before: page'>", "</div>"),
        ("<span epub:type=pagebreak title={n}></span>", ""),
    ],
)
def test_pages_are_told_by_their_containers_and_breaks(start: str, end: str, tmp_path: Path) -> None:
    found = document(tmp_path, paged(start, end))
    assert [labels for (*labels,) in found.pagination.labels] == [[str(n)] for n in range(11, 19)]
    assert found.pagination.judged
    (drawn,) = layout(found.source, (1,))
    assert [link.page for link in drawn.links] == [5]


def test_an_empty_container_is_a_page_and_two_breaks_are_one(tmp_path: Path) -> None:
    containers = paged("<div class=page>", "</div>").replace("<p>Some words of page xx</p><p>13</p>", "")
    assert document(tmp_path, containers).pages[2].text == ""
    breaks = paged("<div style='page-break-before:always;page-break-after:always'>", "</div>")
    assert len(document(tmp_path, breaks).pages) == 8


@pytest.mark.parametrize("made", [paged("<div class=page>", "</div>", 4), paged("<div class=teaser>", "</div>")])
def test_too_few_containers_and_other_ones_are_no_pages(made: str, tmp_path: Path) -> None:
    found = document(tmp_path, made)
    assert (len(found.pages), found.pagination.judged) == (1, False)
    assert all(
        (link.page == 0 and link.line) or link.dead for link in layout(found.source, (0,))[0].links
    )  # a line, and no page


# XHTML, inline XBRL, XML


def test_inline_xbrl_is_read_as_it_is_shown(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """<?xml version="1.0" encoding="UTF-8"?>
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"><body>
        <div style="display:none"><ix:header><ix:hidden>secret</ix:hidden></ix:header></div>
        <p>Energy: <ix:nonFraction name="gri:X" contextRef="c" unitRef="u" decimals="0">1,234</ix:nonFraction> GJ</p>
        <header>shown</header></body></html>""",
        "r.xhtml",
    )
    assert found.source.media_type == kinds.XHTML
    assert found.pages[0].text == "Energy: 1,234 GJ\nshown"


CALS = """<?xml version="1.0"?>
<!DOCTYPE topic PUBLIC "-//OASIS//DTD DITA Topic//EN" "topic.dtd">
<topic id="t"><title>Report</title><body><section id="s"><title>GRI content index</title><p>All of it.</p>
<table><title>Index</title><tgroup cols="3"><colspec colname="a"/><colspec colname="b"/><colspec colname="c"/>
<thead><row><entry>Disclosure</entry><entry namest="b" nameend="c">Title and page</entry></row></thead>
<tbody><row><entry morerows="1">GRI 305</entry><entry>305-1</entry><entry>p. 7</entry></row>
<row><entry>305-2</entry><entry>p. 8 <xref href="x.dita">more</xref></entry></row></tbody></tgroup></table>
</section></body></topic>"""


def test_cals_tables_and_sections_of_dita(tmp_path: Path) -> None:
    found = document(tmp_path, CALS, "r.dita")
    assert found.pages[0].text.split("\n") == [
        *("Report", "GRI content index", "All of it.", "Index", "Disclosure  Title and page"),
        *("GRI 305  305-1  p. 7", "305-2  p. 8 more"),
    ]
    assert [(mark.title, mark.level) for mark in found.outline] == [("Report", 0), ("GRI content index", 1)]
    lefts = {word.text: word.x0 for word in layout(found.source, (0,))[0].words}
    assert lefts["305-1"] == lefts["305-2"] == lefts["Title"]


# The same rows as elsewhere


def sample_rows() -> list[dict[str, object]]:
    out = CliRunner().invoke(cli, ["index", str(SAMPLE), "--format", "json"])
    return list(json.loads(out.stdout)["rows"])


def as_html(rows: Sequence[dict[str, object]]) -> str:
    """The rows of ``gricheck index --format json`` as a page."""

    def line(row: dict[str, object]) -> str:
        given = row["omission"]
        words = [given["reason"], given["explanation"]] if isinstance(given, dict) else [""]
        omission = ": ".join(filter(None, words)) if any(words) or given is None else "Omitted"
        cells = (row["printed_code"], row["title"], row["location"], omission)
        return "<tr>" + "".join(f"<td>{html.escape(str(cell or ''))}</td>" for cell in cells) + "</tr>\n"

    head = "<tr><th>Disclosure</th><th>Title</th><th>Page</th><th>Omission</th></tr>\n"
    return f"<!doctype html><h1>GRI content index</h1><table>{head}{''.join(map(line, rows))}</table>"


def keys(rows: Sequence[dict[str, object]]) -> list[tuple[object, ...]]:
    return [(row["code"], row["location"], row["kind"]) for row in rows]


def test_a_page_made_of_a_sample_has_its_rows(tmp_path: Path) -> None:
    rows = sample_rows()
    assert len(rows) > 100
    path = written(tmp_path, as_html(rows))
    again = CliRunner().invoke(cli, ["index", str(path), "--format", "json"])
    assert keys(json.loads(again.stdout)["rows"]) == keys(rows)
    checked = CliRunner().invoke(cli, ["check", str(path)])
    assert checked.exit_code == 1
    assert "index, line " in checked.stdout
    assert "Traceback" not in checked.stderr


def test_tables_cut_by_standard_are_one_index(tmp_path: Path, kit: Kit) -> None:
    rows = sample_rows()
    parts: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        parts.setdefault(str(row["code"]).split("-")[0], []).append(row)
    index = map_report(written(tmp_path, "".join(map(as_html, parts.values()))), kit).index
    assert sorted((row.code, row.location) for row in index.rows) == sorted((r["code"], r["location"]) for r in rows)
    assert index.unparsed == ()


def test_the_same_table_as_a_workbook(tmp_path: Path, kit: Kit) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    lines = [("Disclosure", "Title", "Page"), *((code, f"Title of {code}", at) for code, at, _ in ROWS)]
    for line in lines:
        book.active.append(line)
    book.save(tmp_path / "index.xlsx")
    cells = "".join("<tr>" + "".join(f"<td>{cell}" for cell in line) for line in lines)
    page = written(tmp_path, f"<!doctype html><table>{cells}</table>")
    ours, theirs = (map_report(path, kit).index.rows for path in (page, tmp_path / "index.xlsx"))
    assert [(r.code, r.title, " ".join(r.location.split()), r.kind) for r in ours] == [
        (r.code, r.title, " ".join(r.location.split()), r.kind) for r in theirs
    ]


# Kinds


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xef\xbb\xbf \n<!-- c --><!doctype HTML><p>x", kinds.HTML),
        (b"<html><p>x", kinds.HTML),
        ("<html><p>x".encode("utf-16"), kinds.HTML),
        (b"<TABLE border=1><tr><td>x", kinds.HTML),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"><p/></html>', kinds.XHTML),
        (b'<?xml version="1.0"?><!-- c --><html/>', kinds.XHTML),
        (b'<?xml version="1.0"?><report/>', kinds.XML),
        (b"<!DOCTYPE book><book/>", kinds.XML),
        (b"<5 percent of 305-1", kinds.TEXT),
        (b"<p. 7> see there", kinds.TEXT),
        (b"<!--" * 20_000, kinds.TEXT),
    ],
)
def test_markup_is_told_from_its_beginning(data: bytes, kind: str) -> None:
    assert media_type("report.bin", data) == kind


def test_the_ending_counts_where_nothing_else_says_that_it_is_xml() -> None:
    data = b"<book><title>GRI content index</title></book>"
    assert [media_type(name, data) for name in ("r.xml", "r.dbk", "r.txt")] == [kinds.XML, kinds.XML, kinds.TEXT]
    assert media_type("r.htm", b"GRI content index<p>305-1") == kinds.HTML


def test_a_web_archive_is_refused_with_the_remedy() -> None:
    data = b'From: <Saved>\r\nSubject: R\r\nContent-Type: multipart/related;\r\n\ttype="text/html"\r\n'
    with pytest.raises(UnreadableReport, match="save the page as HTML"):
        media_type("report.mht", data)


# Harm


LAUGHS = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12)
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"<?xml version='1.0'?>{LAUGHS}]><d><p>&l;</p></d>", "damaged XML"),
        (f"<?xml version='1.0'?>{LAUGHS}]><d><p t='&l;'>x</p></d>", "damaged XML"),
        ("<?xml version='1.0'?>" + "<d>" * 100_000 + "x", "damaged XML"),
        ("<?xml version='1.0'?><d><p>cut", "damaged XML"),
        ("<!doctype html><script>x</script>", "no text; if a script draws"),
        ("<table><tr><td>" * 50_000 + "x", "nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_refused_at_once(text: str, says: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    started = time.monotonic()
    with pytest.raises(UnreadableReport, match=says) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert len(str(caught.value).splitlines()) == 1
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("root", ["d", "html"])
def test_nothing_outside_the_file_is_fetched(root: str, tmp_path: Path) -> None:
    secret = written(tmp_path, "SECRET", "secret.txt").as_uri()
    text = f"""<?xml version="1.0"?><!DOCTYPE {root} SYSTEM "{secret}" [<!ENTITY x SYSTEM "{secret}"><!ENTITY % p SYSTEM
    "{secret}">%p;]><{root} xmlns:xi="http://www.w3.org/2001/XInclude"><p>a &x; b&nbsp;c</p>
    <xi:include href="{secret}" parse="text"/></{root}>"""
    assert document(tmp_path, text, "r.xml").pages[0].text == "a &x; b c"


def test_entities_of_a_bomb_in_xhtml_stay_names(tmp_path: Path) -> None:
    text = f"<?xml version='1.0'?>{LAUGHS.replace('DOCTYPE d', 'DOCTYPE html')}]><html><p title='&l;'>&l; x</p></html>"
    assert document(tmp_path, text).pages[0].text == "&l; x"


def test_huge_spans_are_cut_to_the_table(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td rowspan=1000000>{n}<td colspan=1000000>b" for n in range(3))
    head = '<tr><th colspan=1000000 rowspan="x">head'
    (drawn,) = layout(document(tmp_path, f"<!doctype html><table>{head}{rows}</table>").source, (0,))
    assert drawn.width < 1000


def test_deep_nesting_and_broken_tags_lose_no_more_than_they_must(tmp_path: Path) -> None:
    deep = document(tmp_path, "<!doctype html><p>before" + "<div>" * 100_000 + "x")
    assert deep.pages[0].text.startswith("before")
    assert ["nested too deeply" in warning for warning in deep.warnings] == [True]
    broken = "<table><tr><td>305-1<td><b>12</table></b></p></i><p>305-2 <<&&&amp;&#0; after"
    lines = body(tmp_path, broken)
    assert lines[0] == "305-1  12"
    assert lines[1].startswith("305-2")
    assert lines[1].endswith("after")


@pytest.mark.parametrize(
    "data",
    [
        b"<html><meta charset=utf-8><p>Gr\xfc\xdfe",
        "<html><meta charset=iso-8859-1><p>Grüße".encode("latin-1"),
        b"<html><meta charset=nonsense><p>Gr\xfc\xdfe",
        "<html><meta charset=latin-1><p>Grüße".encode(),
        "<html><p>Grüße".encode("utf-16"),
        "<html><p>Gr\0üße\0".encode(),
        "<?xml version='1.0' encoding='utf-8'?><html><p>Grüße</p></html>".encode("latin-1"),
        "<?xml version='1.0' encoding='iso-8859-1'?><d><p>Grüße</p></d>".encode("latin-1"),
        "<?xml version='1.0' encoding='utf-16'?><d><p>Grüße</p></d>".encode("utf-16"),
    ],
)
def test_encodings_right_and_wrong(data: bytes, tmp_path: Path) -> None:
    assert document(tmp_path, data).pages[0].text == "Grüße"


def test_pictures_within_the_file_are_no_hindrance(tmp_path: Path) -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 11_000_000}"/>'
    text = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>a</p>{picture}<p>b</p></html>'
    assert document(tmp_path, text).pages[0].text == "a\nb"


@given(st.text("<>/tabler d=\"'1&;pdiv\n!-[]", max_size=300))
def test_no_page_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("m") / "r.html"
    path.write_text(f"<!doctype html><p>words<table>{text}", encoding="utf-8")
    found = read(path)
    (drawn,) = layout(found.source, (0,))
    assert drawn.words
    assert found.pages[0].text.startswith("words")


@pytest.mark.parametrize("head", ["image/png;base64,", "font/woff2;charset=utf-8;base64,", "image/png;base64,\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "&#10;", " "])
def test_pictures_on_many_lines_are_no_hindrance_and_lines_keep_their_numbers(
    tmp_path: Path, head: str, end: str
) -> None:
    picture = f'<img src="data:{head}{("A" * 12_000 + end) * 1_000}AA=="/>'
    text = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>a</p>{picture}\n<p>b</p></html>'
    page = document(tmp_path, text).pages[0]
    assert page.text == "a\nb"
    assert page.places[1].line == text.count("\n") + 1


def test_of_an_element_with_endless_attributes_only_these_are_left_out(tmp_path: Path) -> None:
    many = " ".join(f"a{number}='1'" for number in range(501))
    script = f"<script>for(i=0;i<n;i++) x = 1; {'a=1; b c ' * 2_000} don't</script>"
    few = " ".join(f'b{number}="&gt; >"' for number in range(498))
    text = f"<!doctype html><p>a</p>{script}<div hidden\n{many} hidden>b <i>c</i></div><p hidden {few}>d</p><p>e</p>"
    found = document(tmp_path, text)
    assert found.pages[0].text == "a\nb c\ne"
    assert found.warnings == ("elements with more than 500 attributes were read without them",)
    assert document(tmp_path, text.replace(many, "")).warnings == ()


def test_styles_and_scripts_are_no_text_of_which_pages_hold_a_share(tmp_path: Path) -> None:
    pages = "".join(f'<div class="page"><p>Page {number}</p></div>' for number in range(5))
    for name in ("style", "script"):
        text = f"<!doctype html><{name}>{'word ' * 1_000}</{name}>{pages}"
        assert len(document(tmp_path, text).pages) == 5
