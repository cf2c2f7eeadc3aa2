"""What reports tell for a configuration, from runs made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import runs
from gricheck.model.document import Pagination, Part, Role, Source
from gricheck.model.evidence import Shift
from gricheck.model.index import Claim, External, Kind, Level, PageRef, Where
from gricheck.model.mapping import RowMatch
from gricheck.reporter.init.hints import Look, Named, claim_key, hints, named_documents, page_offset

COUNTED = Pagination(tuple((str(page + 1),) for page in range(128)), False, "pages are counted")
HERE = Path()


def look(matches: Sequence[RowMatch] = (), shift: int | None = None, **more: Any) -> Look:
    mapped = runs.mapping(matches, **more)
    return Look(runs.run(matches, mapping=mapped), Shift(shift, 8, 7) if shift is not None else None)


def named(*externals: External | str) -> RowMatch:
    made = tuple(External(f"see {one}", one, None) if isinstance(one, str) else one for one in externals)
    return runs.match(runs.ENERGY, "AR p. 45", kind=Kind.EXTERNAL, externals=made)


def linked(number: str, *targets: int) -> RowMatch:
    return runs.match(runs.ENERGY, number, linked=targets)


def claim(level: Level, edition: int | None, **more: Any) -> Claim:
    return Claim(level, edition, "We report so.", Where(page=117), **more)


class TestClaim:
    def test_the_one_that_the_report_makes_is_used_and_quoted(self) -> None:
        hint = hints([look()], HERE)["claim"]
        assert (hint.value, hint.used) == ("core", True)
        quote = "“prepared in accordance with the GRI Standards: Core option”"
        assert hint.remarks == (f"Found in report.pdf, PDF page 2: {quote}",)

    @pytest.mark.parametrize(
        ("found", "key"),
        [
            (claim(Level.IN_ACCORDANCE, 2021), "in-accordance"),
            (claim(Level.CORE, 2013), "g4-core"),
            (claim(Level.CORE, None), "core"),  # the edition of the list that it is held to
            (claim(Level.CORE, 2016, of_other=True), None),
            (claim(Level.NONE, None), None),
            (None, None),
        ],
    )
    def test_its_name(self, found: Claim | None, key: str | None) -> None:
        assert claim_key(look(claim=found).run) == key

    def test_without_one_the_remark_says_what_follows(self) -> None:
        hint = hints([look(claim=None)], HERE)["claim"]
        assert (hint.value, hint.used) == (None, False)
        assert hint.remarks == ("None was found in report.pdf: without one, nothing is called missing.",)

    def test_reports_that_differ_are_left_to_themselves(self) -> None:
        other = Source("b.pdf", runs.SHA, "application/pdf", 1)
        looks = [look(), look(source=other, claim=claim(Level.WITH_REFERENCE, 2021))]
        hint = hints(looks, HERE)["claim"]
        assert not hint.used
        assert hint.remarks[0].endswith("report.pdf: core; b.pdf: with-reference.")
        assert hints([look(), look(source=other)], HERE)["claim"].used


class TestPageOffset:
    def test_nothing_is_said_where_pages_bear_numbers(self) -> None:
        assert "page-offset" not in hints([look([linked("70", 75)] * 5, shift=2)], HERE)

    def test_links_tell_it_where_most_agree(self) -> None:
        rows = [linked("70", 71), linked("8", 9), linked("9", 10), linked("9", 40)]
        assert page_offset(look(rows, pagination=COUNTED)) == 2
        hint = hints([look(rows, pagination=COUNTED)], HERE)["page-offset"]
        assert (hint.value, hint.used) == (2, True)

    @pytest.mark.parametrize("rows", [[linked("70", 71)] * 2, [linked("7", 8), linked("8", 20)] * 2])
    def test_a_few_links_or_links_that_differ_tell_nothing(self, rows: list[RowMatch]) -> None:
        assert page_offset(look(rows, pagination=COUNTED)) is None

    def test_locations_with_other_links_are_no_witnesses(self) -> None:
        pair = runs.match(runs.ENERGY, "7, 9", pages=(PageRef("7", 6), PageRef("9", 8)), linked=(8,))
        roman = runs.match(runs.ENERGY, "ix", pages=(PageRef("ix", None),), linked=(8,))
        assert page_offset(look([pair, roman] * 5, pagination=COUNTED)) is None

    def test_else_the_text_tells_it(self) -> None:
        assert hints([look(shift=-1, pagination=COUNTED)], HERE)["page-offset"].value == -1

    def test_where_it_is_not_told_it_is_offered(self) -> None:
        hint = hints([look(pagination=COUNTED)], HERE)["page-offset"]
        assert (hint.value, hint.used) == (0, False)

    def test_reports_that_differ_have_none(self) -> None:
        looks = [look(shift=1, pagination=COUNTED), look(shift=2, pagination=COUNTED)]
        assert not hints(looks, HERE)["page-offset"].used
        assert not hints([look(shift=1, pagination=COUNTED), look()], HERE)["page-offset"].used

    @pytest.mark.parametrize(
        "pagination",
        [Pagination(((),) * 128, False, "no pages"), replace(COUNTED, near=True), replace(COUNTED, labels=(("1",),))],
    )
    def test_files_without_pages_have_no_offset(self, pagination: Pagination) -> None:
        pages = len(pagination.labels)
        assert "page-offset" not in hints([look(shift=1, pagination=pagination, page_count=pages)], HERE)


class TestOtherDocuments:
    def test_the_most_named_come_first_each_row_counted_once(self) -> None:
        rows = [named("Code"), named("Annual Report", "Annual Report"), named("Annual Report"), named("Bye-laws")]
        found = named_documents([look(rows).run.mapping])
        assert found == [Named("Annual Report", 2), Named("Code", 1), Named("Bye-laws", 1)]
        hint = hints([look(rows)], HERE)["also"]
        assert list(hint.value.items()) == [  # type: ignore[attr-defined]
            ("Annual Report", "annual-report.pdf"),
            ("Code", "code.pdf"),
            ("Bye-laws", "bye-laws.pdf"),
        ]
        assert "Annual Report (2), Code (1), Bye-laws (1)." in hint.remarks[0]
        assert not hint.used

    @pytest.mark.parametrize(
        ("external", "name"),
        [
            (External("x", "Annual Report", "45", year="2023"), ["Annual Report 2023"]),
            (External("x", "Annual Report 2023", "45", year="2023"), ["Annual Report 2023"]),
            (External("see the website", None, None), []),
            (External("x", "Annual Report", None, file="ar.pdf"), []),
            (External("x", "www.example.org", None), []),
            (External("x", "https://example.org/a/ar.pdf#page=3", None), ["https://example.org/a/ar.pdf"]),
            (External("x", "W" * 400, None), []),
            (External("x", "\x1b \n", None), []),
        ],
    )
    def test_what_is_a_document_that_a_file_can_be_given_for(self, external: External, name: list[str]) -> None:
        assert [one.name for one in named_documents([look([named(external)]).run.mapping])] == name

    @pytest.mark.parametrize(
        ("name", "file"),
        [
            ("Erklärung zur Führung", "erklarung-zur-fuhrung.pdf"),
            ("年报", "document.pdf"),
            ("https://example.org/a/ar.PDF?x=1", "ar.PDF"),
        ],
    )
    def test_what_its_file_may_be_called(self, name: str, file: str) -> None:
        assert hints([look([named(name)])], HERE)["also"].value == {name: file}

    def test_more_than_a_few_are_counted(self) -> None:
        hint = hints([look([named(f"Report {number}") for number in range(11)])], HERE)["also"]
        assert len(hint.value) == 8  # type: ignore[arg-type]
        assert "and 3 more" in hint.remarks[0]

    def test_those_that_were_given_are_used_as_seen_from_the_file(self, tmp_path: Path) -> None:
        part = Part(Source(str(tmp_path / "in" / "ar.pdf"), "f" * 64, "application/pdf", 1), Role.OTHER, 128, COUNTED)
        led = External("AR p. 45", "AR", "45", file=part.source.path)
        by_index = look([named(led, "Code")], parts=(part,))
        hint = hints([by_index], tmp_path / "conf")["also"]
        assert (hint.value, hint.used, hint.remarks) == ({"AR": "../in/ar.pdf"}, True, ("Named too: Code (1).",))
        by_user = look([named(led)], parts=(replace(part, names=("Annual Report",)),))
        assert hints([by_user], tmp_path)["also"].value == {"Annual Report": "in/ar.pdf"}


def test_packs_in_use_are_used(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    assert hints([], tmp_path / "conf", [tmp_path / "ours", Path("esrs")])["packs"].value == ["../ours", "esrs"]
    assert hints([], HERE) == {}
