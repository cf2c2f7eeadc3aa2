"""Tags of GRI's taxonomy in inline XBRL: what they enclose, where it stands, and files in which they are wrong."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tagged import CORE, document, going_on, number, page, paged, words

from gricheck.model.document import Document, Tag
from gricheck.readers import read
from gricheck.readers.markup_facts import MAX_TEXT

KINDS = pytest.mark.parametrize("xml", [True, False], ids=["xhtml", "html"])


def line_of(tag: Tag, found: Document) -> str:
    """The line of text that a tag says it stands on."""
    assert tag.line is not None
    return found.pages[tag.pages[0]].text.split("\n")[tag.line - 1]


@KINDS
class TestWhatIsRead:
    def test_a_number_with_its_page_line_unit_and_period(self, tmp_path: Path, xml: bool) -> None:
        fact = number("41,736", "gri:GrossDirectScope1GHGEmissions", unitRef="t")
        found = document(tmp_path, paged("<p>One</p>", f"<h2>Climate</h2><p>We emitted {fact} tonnes.</p>"), xml)
        (tag,) = found.tags
        assert tag == Tag(
            CORE, "GrossDirectScope1GHGEmissions", "41,736", (1,), 2, unit="tCO2e", period="2024-01-01/2024-12-31"
        )
        assert line_of(tag, found) == "We emitted 41,736 tonnes."

    def test_text_over_several_blocks_without_what_is_excluded(self, tmp_path: Path, xml: bool) -> None:
        inner = "<p>We are <b>Larks</b>pur.</p><ix:exclude><p>Page 2</p></ix:exclude><ul><li>A plc</li></ul>"
        (tag,) = document(tmp_path, f"<p>Before</p>{words(inner)}<p>After</p>", xml).tags
        assert (tag.text, tag.pages, tag.line) == ("We are Larkspur. A plc", (0,), 2)

    def test_a_tag_within_a_tag(self, tmp_path: Path, xml: bool) -> None:
        inner = number("1,234")
        found = document(tmp_path, f"<p>{words(f'We are {inner} people', 'gri:LegalForm')}</p>", xml)
        assert [(tag.concept, tag.text) for tag in found.tags] == [
            ("LegalForm", "We are 1,234 people"),
            ("TotalNumberOfEmployees", "1,234"),
        ]

    def test_in_a_table_it_stands_on_its_row(self, tmp_path: Path, xml: bool) -> None:
        empty = "<tr><td></td><td></td></tr>"
        rows = f"<tr><th>What</th><th>2024</th></tr>{empty}<tr><td>Staff</td><td>{number('7')}</td></tr>"
        hidden = f'<tr style="display: none"><td>{number("8")}</td></tr>'
        body = f"<p>One</p>{words(f'<table>{rows}{hidden}</table>', 'gri:LegalForm')}<p>Two</p>"
        found = document(tmp_path, body, xml)
        block, staff, unseen = found.tags
        assert (line_of(block, found), block.text) == ("What  2024", "What 2024 Staff 7")
        assert line_of(staff, found) == "Staff  7"
        assert unseen.hidden
        assert unseen.text == "8"

    def test_its_pieces_are_put_together_wherever_they_stand(self, tmp_path: Path, xml: bool) -> None:
        body = paged(
            f"<p>{words('The first,', continuedAt='two')}</p>",
            f"<p>{going_on('the last.', 'three')}</p>",
            "<p>Between</p>",
            f"<p>{going_on('the second,', 'two', continuedAt='three')}</p>",
        )
        (tag,) = document(tmp_path, body, xml).tags
        assert (tag.text, tag.pages, tag.broken) == ("The first, the second, the last.", (0, 1, 3), False)

    def test_one_that_encloses_pages_stands_on_all_of_them(self, tmp_path: Path, xml: bool) -> None:
        pages = paged("<p>One</p>", "<p>Two</p>", "<p>Three</p>")
        begin, end = (at for at, _ in [(pages.index("<p>Two"), 0), (pages.index("<p>Nothing"), 0)])
        inner = pages[pages.rindex("<div", 0, begin) : pages.rindex("<div", 0, end)]
        (tag,) = document(tmp_path, pages.replace(inner, words(inner)), xml).tags
        assert tag.pages == (1, 2)

    def test_hidden_facts_have_no_page_and_nil_ones_no_text(self, tmp_path: Path, xml: bool) -> None:
        nil = words("<b>left over</b>", "gri:LegalForm", xsi_nil="true")
        found = document(tmp_path, f"<p>Shown {nil}</p>", xml, hidden=words("in accordance", "gri:LevelOfAccordance"))
        hidden, empty = found.tags
        assert (hidden.hidden, hidden.text, hidden.line) == (True, "in accordance", None)
        assert (empty.nil, empty.text, empty.pages) == (True, "", (0,))
        assert "in accordance" not in found.pages[0].text

    def test_one_that_hides_itself_is_hidden(self, tmp_path: Path, xml: bool) -> None:
        found = document(tmp_path, f"<p>Shown {number('7', style='display:none')}</p>", xml)
        assert [(tag.text, tag.hidden) for tag in found.tags] == [("7", True)]

    def test_a_prefix_is_whatever_the_file_declares_around_it(self, tmp_path: Path, xml: bool) -> None:
        other = f'<div xmlns:gri="http://example.org/other">{number("1")}</div>'
        later = f'<div xmlns:x="{CORE}/2027">{number("2", "x:Later")}</div>'
        found = document(tmp_path, f"<p>R</p>{other}{number('3')}{later}{number('4', 'x:Gone')}", xml)
        assert [(tag.namespace, tag.text) for tag in found.tags] == [(CORE, "3"), (f"{CORE}/2027", "2")]
        (warning,) = found.warnings
        assert warning.startswith("tags of inline XBRL were left out (1): the file does not declare their prefix (x)")

    def test_tags_of_other_taxonomies_are_none_of_ours(self, tmp_path: Path, xml: bool) -> None:
        declared = 'xmlns:esrs="https://xbrl.efrag.org/taxonomy/esrs/2023-12-22"'
        found = document(
            tmp_path, f"<p>{number('1', 'esrs:GrossScope1')}{number('2', 'Bare')}</p>", xml, declared=declared
        )
        assert (found.tags, found.warnings) == ((), ())

    def test_a_long_text_is_cut_at_a_word(self, tmp_path: Path, xml: bool) -> None:
        (tag,) = document(tmp_path, f"<p>{words('word ' * 1000)}</p>", xml).tags
        assert tag.text.endswith("word …")
        assert MAX_TEXT / 2 < len(tag.text) <= MAX_TEXT + 2

    def test_units_and_days(self, tmp_path: Path, xml: bool) -> None:
        facts = number("1", unitRef="q") + number("2", unitRef="none").replace('contextRef="y"', 'contextRef="d"')
        found = document(tmp_path, f"<p>{facts}</p>", xml)
        assert [(tag.unit, tag.period) for tag in found.tags] == [
            ("GJ/EUR", "2024-01-01/2024-12-31"),
            (None, "2024-12-31"),
        ]


def test_html_may_give_inline_xbrl_another_prefix(tmp_path: Path) -> None:
    text = page(f"<p>Shown {number('7')}</p>", hidden=number("8"), xml=False)
    path = tmp_path / "report.html"
    path.write_text(text.replace("<ix:", "<i:").replace("</ix:", "</i:").replace("xmlns:ix", "xmlns:i"))
    found = read(path, cached=False)
    assert [(tag.text, tag.hidden) for tag in found.tags] == [("8", True), ("7", False)]
    assert found.pages[0].text == "Shown 7"


def test_undeclared_namespaces_make_xhtml_html_which_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "report.xhtml"
    path.write_text(
        page(f"<p>Shown {number('7')}</p>").replace("xmlns:ix=", "data-ix=").replace("xmlns:gri=", "data-gri=")
    )
    found = read(path, cached=False)
    assert (found.tags, found.pages[0].text) == ((), "Shown 7")
    assert "(gri)" in found.warnings[-1]


@KINDS
class TestWrongOnes:
    @pytest.mark.parametrize(
        ("pieces", "text"),
        [
            (words("a", continuedAt="none"), "a"),
            (words("a", continuedAt="k") + going_on("b", "k", continuedAt="k"), "ab"),
            (
                words("a", continuedAt="k") + going_on("b", "k", continuedAt="l") + going_on("c", "l", continuedAt="k"),
                "abc",
            ),
        ],
    )
    def test_a_chain_without_an_end_is_read_as_far_as_it_goes(
        self, tmp_path: Path, xml: bool, pieces: str, text: str
    ) -> None:
        found = document(tmp_path, f"<p>{pieces}</p>", xml)
        assert [("".join(tag.text.split()), tag.broken) for tag in found.tags] == [(text, True)]
        assert "(1) were read as far as they go" in found.warnings[0]

    def test_a_piece_belongs_to_one_tag(self, tmp_path: Path, xml: bool) -> None:
        facts = words("a", continuedAt="k") + words("b", continuedAt="k") + going_on("c", "k")
        found = document(tmp_path, f"<p>{facts}</p>", xml)
        assert [(tag.text, tag.broken) for tag in found.tags] == [("a c", False), ("b", True)]

    def test_more_than_anybody_sets_are_cut(self, tmp_path: Path, xml: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("gricheck.readers.markup_tags.MAX_TAGS", 3)
        found = document(tmp_path, f"<p>{number('1') * 5}</p>", xml)
        assert len(found.tags) == 3
        assert "only the first ones were read" in found.warnings[0]

    def test_fifty_thousand_are_read_in_linear_time(self, tmp_path: Path, xml: bool) -> None:
        def seconds(count: int) -> float:
            chain = "".join(
                words("a", continuedAt=f"k{n}") + going_on("b", f"k{n}", continuedAt=f"k{(n + 1) % count}")
                for n in range(count)
            )
            nested = f"{words('', 'gri:B').removesuffix('</ix:nonNumeric>') * 100}{'</ix:nonNumeric>' * 100}" * (
                count // 100
            )
            start = time.process_time()
            assert len(document(tmp_path, f"<p>R</p>{chain}{nested}", xml).tags) == 2 * count
            return time.process_time() - start

        few, many = seconds(2_500), seconds(25_000)
        assert many < 30 * few + 1


CONCEPTS = st.sampled_from(
    ["gri:A", "gri:TotalNumberOfEmployees", "x:A", "gri:", ":", "", "gri:a:b", "A", "gri:\u00e9 <"]
)
IDS = st.sampled_from(["a", "b", "c", ""])
LEAF = st.sampled_from(["", "text", "12", "&amp;", "\u202eevil"])


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    fact = st.builds(lambda text, name, goes: words(text, _quoted(name), continuedAt=goes), inner, CONCEPTS, IDS)
    piece = st.builds(lambda text, name, goes: going_on(text, name, continuedAt=goes), inner, IDS, IDS)
    box = st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(["p", "div", "b", "ix:exclude"]), inner)
    cell = inner.map(lambda text: f"<table><tr><td>x</td><td>{text}</td></tr><tr><td>y</td><td>z</td></tr></table>")
    hidden = inner.map(lambda text: f'<div style="display:none">{text}</div>')
    return st.lists(fact | piece | box | cell | hidden | inner, min_size=1, max_size=4).map("".join)


def _quoted(name: str) -> str:
    return name.replace("<", "&lt;")


@given(st.recursive(LEAF, _element, max_leaves=25), st.booleans(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_whatever_is_tagged_however_the_text_of_the_report_is_the_same(body: str, xml: bool, pages: bool) -> None:
    """Tags take nothing away and break nothing; each says a page and a line that are there."""
    shown = paged(body, body) if pages else f"<p>Report</p>{body}"
    with TemporaryDirectory() as folder:
        found = document(Path(folder), shown, xml)
        plain = document(Path(folder), shown.replace('name="gri:', 'name="other:'), xml)
    assert [one.text for one in found.pages] == [one.text for one in plain.pages]
    for tag in found.tags:
        assert set(tag.pages) <= set(range(len(found.pages)))
        assert tag.hidden == (tag.line is None)
        assert tag.hidden or line_of(tag, found) is not None
        assert len(tag.text) <= MAX_TEXT + 2
