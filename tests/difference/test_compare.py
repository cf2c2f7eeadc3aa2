"""What holds of every comparison, and what single changes are called."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from difference.sides import CATALOGUE, demand, fault, line, side, snapshots
from gricheck.difference import compare
from gricheck.model.diff import Difference, Direction, FaultKind, Form, Kind, LineChange, Snapshot
from gricheck.model.index import Level
from gricheck.model.mapping import Status
from gricheck.model.rule import Severity
from gricheck.model.run import RequirementVerdict, Versions

OTHER_WAY = {
    Kind.DROPPED: Kind.ADDED,
    Kind.ADDED: Kind.DROPPED,
    Kind.WEAKER: Kind.STRONGER,
    Kind.STRONGER: Kind.WEAKER,
    FaultKind.NEW: FaultKind.MENDED,
    FaultKind.MENDED: FaultKind.NEW,
    FaultKind.SILENCED: FaultKind.LIVE_AGAIN,
    FaultKind.LIVE_AGAIN: FaultKind.SILENCED,
}


def changes(old: Snapshot, new: Snapshot) -> tuple[LineChange, ...]:
    found = compare(old, new, CATALOGUE).lines
    assert found is not None
    return found


def kinds(old: Snapshot, new: Snapshot) -> list[tuple[str, list[str], list[str], bool]]:
    """What changed: kind, old codes, new codes, whether it is worse."""
    return [
        (str(c.kind), [x.code for x in c.old], [x.code for x in c.new], c.worse)
        for c in changes(old, new)
        if c.kind is not Kind.SAME
    ]


class TestEvery:
    @given(snapshots())
    def test_side_is_the_same_as_itself(self, one: Snapshot) -> None:
        found = compare(one, one, CATALOGUE)
        assert not found.changed
        assert not found.worse

    @given(snapshots(), snapshots())
    @settings(max_examples=200)
    def test_line_of_both_sides_is_told_once(self, old: Snapshot, new: Snapshot) -> None:
        found = changes(old, new)
        assert Counter(x for c in found for x in c.old) == Counter(old.lines)
        assert Counter(x for c in found for x in c.new) == Counter(new.lines)

    @given(snapshots(), snapshots())
    @settings(max_examples=200)
    def test_finding_of_both_sides_is_told_once(self, old: Snapshot, new: Snapshot) -> None:
        found = compare(old, new, CATALOGUE).faults
        if old.faults is None or new.faults is None:
            assert found is None
            return
        assert Counter(c.old for c in found or () if c.old) == Counter(old.faults)
        assert Counter(c.new for c in found or () if c.new) == Counter(new.faults)

    @given(snapshots(), snapshots())
    @settings(max_examples=200)
    def test_comparison_swapped_is_its_mirror(self, old: Snapshot, new: Snapshot) -> None:
        there, back = compare(old, new, CATALOGUE), compare(new, old, CATALOGUE)
        assert mirrored(there) == plain(back)

    @given(snapshots(), snapshots())
    def test_worse_is_a_change(self, old: Snapshot, new: Snapshot) -> None:
        found = compare(old, new, CATALOGUE)
        assert found.changed or not found.worse

    @given(snapshots(), snapshots())
    def test_order_of_lines_does_not_matter(self, old: Snapshot, new: Snapshot) -> None:
        turned = side(*reversed(new.lines or ()), form=new.form, level=new.level, edition=new.edition)
        assert changes(old, turned) == changes(old, new)


def plain(found: Difference) -> tuple[Counter[object], Counter[object]]:
    """Every change with what it is about, whatever the order."""
    lines = Counter((c.kind, c.old, c.new) for c in found.lines or ())
    return Counter(lines), Counter((c.kind, c.old, c.new) for c in found.faults or ())


def mirrored(found: Difference) -> tuple[Counter[object], Counter[object]]:
    lines = Counter((OTHER_WAY.get(c.kind, c.kind), c.new, c.old) for c in found.lines or ())
    return Counter(lines), Counter((OTHER_WAY.get(c.kind, c.kind), c.new, c.old) for c in found.faults or ())


class TestLines:
    def test_dropped_and_added(self) -> None:
        assert kinds(side(line("305-1"), line("302-1")), side(line("302-1"), line("404-1"))) == [
            ("dropped", ["305-1"], [], True),
            ("added", [], ["404-1"], False),
        ]

    def test_what_is_missing_now_was_dropped(self) -> None:
        old, new = side(line("102-51")), side(line("102-51", status=Status.MISSING), line("302-1"))
        assert kinds(old, new)[0] == ("dropped", ["102-51"], ["102-51"], True)

    @pytest.mark.parametrize("status", [Status.OMITTED, Status.UNEXPLAINED, Status.UNRESOLVED])
    def test_no_longer_reported_is_worse_and_the_reverse_is_better(self, status: Status) -> None:
        old, new = side(line("305-1")), side(line("305-1", status=status))
        assert kinds(old, new) == [("weaker", ["305-1"], ["305-1"], True)]
        assert kinds(new, old) == [("stronger", ["305-1"], ["305-1"], False)]

    def test_partly_reported_is_weaker_and_not_worse(self) -> None:
        old, new = side(line("305-1")), side(line("305-1", status=Status.PARTIAL))
        assert kinds(old, new) == [("weaker", ["305-1"], ["305-1"], False)]

    def test_what_was_never_reported_and_is_not_required_is_no_loss(self) -> None:
        bare = line("305-1", status=Status.UNEXPLAINED, at="/")
        free = type(bare)(bare.code, bare.edition, bare.title, bare.status, bare.location, (), required=False)
        assert kinds(side(free, line("302-1")), side(line("302-1"))) == [("dropped", ["305-1"], [], False)]

    @pytest.mark.parametrize(
        ("before", "after", "kind"),
        [
            ("70, 72 - 73", "70,72-73", Kind.SAME),
            ("see  p. 4\n", "see p. 4", Kind.SAME),
            ("12; 14", "14; 12", Kind.SAME),
            ("12; 12", "12", Kind.MOVED),
            ("12", "13", Kind.MOVED),
            ("1 2", "12", Kind.MOVED),
        ],
    )
    def test_moved_is_what_reads_differently(self, before: str, after: str, kind: Kind) -> None:
        (found,) = changes(side(line("3-3", 2021, at=before)), side(line("3-3", 2021, at=after)))
        assert found.kind is kind

    def test_a_code_in_another_edition_is_one_line(self) -> None:
        old, new = side(line("303-3", 2016), line("403-1", 2016)), side(line("303-3", 2018), line("403-1", 2018))
        assert kinds(old, new) == [("edition", ["303-3"], ["303-3"], False), ("edition", ["403-1"], ["403-1"], False)]

    def test_both_editions_stay_two_lines(self) -> None:
        old, new = side(line("303-3", 2016), line("303-3", 2018)), side(line("303-3", 2018))
        assert kinds(old, new) == [("dropped", ["303-3"], [], True)]

    def test_a_number_used_again_for_another_standard_is_another_disclosure(self) -> None:
        old, new = side(line("102-1", 2016), line("302-1")), side(line("102-1", 2025), line("302-1"))
        assert [(kind, a, b) for kind, a, b, _ in kinds(old, new)] == [
            ("dropped", ["102-1"], []),
            ("added", [], ["102-1"]),
        ]

    def test_an_edition_that_is_not_told_is_no_change(self) -> None:
        assert kinds(side(line("303-3", None)), side(line("303-3", 2018))) == []


NOW = {"level": Level.IN_ACCORDANCE, "edition": 2021}


class TestRenumbered:
    def test_one_to_one(self) -> None:
        found = kinds(side(line("102-41")), side(line("2-30", 2021), **NOW))
        assert found == [("renumbered", ["102-41"], ["2-30"], False)]

    def test_several_to_one(self) -> None:
        old, new = side(line("102-50"), line("102-52"), line("102-53")), side(line("2-3", 2021), **NOW)
        assert kinds(old, new) == [("renumbered", ["102-50", "102-52", "102-53"], ["2-3"], False)]

    def test_one_to_several_back_and_forth(self) -> None:
        old, new = side(line("102-8")), side(line("2-7", 2021), line("2-8", 2021), **NOW)
        assert kinds(old, new) == [("renumbered", ["102-8"], ["2-7", "2-8"], False)]
        assert kinds(new, old) == [("renumbered", ["2-7", "2-8"], ["102-8"], False)]

    def test_through_an_edition_between(self) -> None:
        found = kinds(side(line("G4-10", 2013), level=Level.CORE, edition=2013), side(line("2-7", 2021), **NOW))
        assert found == [("renumbered", ["G4-10"], ["2-7"], False)]

    def test_reported_no_longer_under_the_new_code(self) -> None:
        old, new = side(line("102-41")), side(line("2-30", 2021, Status.UNEXPLAINED, "-"), **NOW)
        assert kinds(old, new) == [("weaker", ["102-41"], ["2-30"], True)]

    def test_missing_under_the_new_code_is_dropped(self) -> None:
        old, new = side(line("102-41")), side(line("2-30", 2021, Status.MISSING), line("302-1"), **NOW)
        assert kinds(old, new)[0] == ("dropped", ["102-41"], ["2-30"], True)

    def test_what_no_disclosure_asks_for_any_more_is_no_loss(self) -> None:
        old = side(line("102-54"), line("302-1"))
        (found,) = (c for c in changes(old, side(line("302-1"), **NOW)) if c.kind is Kind.DROPPED)
        assert (found.worse, found.went_to) == (False, ("GRI 1 requirement 8",))
        assert kinds(old, side(line("302-1"))) == [("dropped", ["102-54"], [], True)]

    def test_what_only_a_later_edition_has_is_a_loss_that_went_nowhere_yet(self) -> None:
        """302-5 is in GRI 103 of 2025, which a claim of 2021 does not name; a row of it does."""
        old, new = side(line("302-5"), line("305-1"), **NOW), side(line("305-1"), **NOW)
        (found,) = (c for c in changes(old, new) if c.kind is Kind.DROPPED)
        assert (found.worse, found.went_to) == (True, ())
        assert kinds(old, side(line("305-1"), line("103-5", 2025), **NOW)) == [
            ("renumbered", ["302-5"], ["103-5"], False)
        ]

    def test_what_another_row_reports_is_no_loss(self) -> None:
        old, new = side(line("306-1", 2016), line("303-4", 2018)), side(line("303-4", 2018))
        (found,) = (c for c in changes(old, new) if c.kind is Kind.DROPPED)
        assert (found.worse, found.went_to) == (False, ("303-4",))


class TestIndexAsRead:
    """What nothing judged is not guessed."""

    def test_only_what_rows_say_is_compared(self) -> None:
        old = side(line("305-1", status=None), line("305-2", status=None), line("305-3", status=None), form=Form.INDEX)
        new = side(
            line("305-1", status=Status.UNRESOLVED),
            line("305-2", status=Status.UNEXPLAINED, at="/"),
            line("305-3", status=Status.PARTIAL),
            line("305-4", status=Status.MISSING),
        )
        assert kinds(old, new) == [("weaker", ["305-2"], ["305-2"], True)]

    def test_no_findings_are_compared_and_it_is_said(self) -> None:
        old = side(line("305-1", status=None), form=Form.INDEX, faults=None, demands=None)
        found = compare(old, side(line("305-1"), faults=(fault(),)), CATALOGUE)
        assert (found.faults, found.demands, found.worse) == (None, None, False)
        assert found.notes[0].startswith("Old side: an index as read.")


class TestFaults:
    def found(self, old: tuple[object, ...], new: tuple[object, ...]) -> list[tuple[str, bool]]:
        done = compare(side(line("102-10"), faults=old), side(line("102-10"), faults=new), CATALOGUE)
        return [(str(c.kind), c.worse) for c in done.faults or ()]

    def test_new_and_mended(self) -> None:
        assert self.found((), (fault(),)) == [("new", True)]
        assert self.found((fault(),), ()) == [("mended", False)]
        assert self.found((), (fault(severity=Severity.WARNING),)) == [("new", False)]

    def test_what_is_silenced_is_neither_new_nor_mended(self) -> None:
        silent = fault(silenced="waived: agreed")
        assert self.found((), (silent,)) == [("same", False)]
        assert self.found((fault(),), (silent,)) == [("silenced", False)]
        assert self.found((silent,), (fault(),)) == [("live again", True)]

    def test_another_severity(self) -> None:
        light = fault(severity=Severity.WARNING)
        assert self.found((light,), (fault(),)) == [("reweighed", True)]
        assert self.found((fault(),), (light,)) == [("reweighed", False)]

    def test_one_fingerprint_twice(self) -> None:
        assert self.found((fault(),), (fault(), fault())) == [("new", True), ("same", False)] or self.found(
            (fault(),), (fault(), fault())
        ) == [("same", False), ("new", True)]

    def test_a_gap_table_tells_of_its_disclosures_only(self) -> None:
        whole = fault("b", disclosure=None)
        old = side(line("102-10"), form=Form.GAPS, demands=None)
        found = compare(old, side(line("102-10"), faults=(fault(), whole)), CATALOGUE)
        assert [c.new for c in found.faults or ()] == [fault()]


class TestClaim:
    @pytest.mark.parametrize(
        ("old", "new", "direction"),
        [
            ((Level.COMPREHENSIVE, 2016), (Level.CORE, 2016), Direction.WEAKER),
            ((Level.CORE, 2016), (Level.IN_ACCORDANCE, 2021), Direction.STRONGER),
            ((Level.COMPREHENSIVE, 2016), (Level.IN_ACCORDANCE, 2021), Direction.STRONGER),
            ((Level.IN_ACCORDANCE, 2021), (Level.WITH_REFERENCE, 2021), Direction.WEAKER),
            ((Level.IN_ACCORDANCE, 2021), (Level.NONE, None), Direction.WEAKER),
            ((Level.CORE, 2016), (Level.CORE, 2016), Direction.SAME),
            ((Level.CORE, None), (Level.CORE, 2016), Direction.SAME),
        ],
    )
    def test_direction(
        self, old: tuple[Level, int | None], new: tuple[Level, int | None], direction: Direction
    ) -> None:
        sides = [side(level=level, edition=edition) for level, edition in (old, new)]
        assert compare(*sides, CATALOGUE).claim is direction
        back = {Direction.WEAKER: Direction.STRONGER, Direction.STRONGER: Direction.WEAKER}
        assert compare(*reversed(sides), CATALOGUE).claim is back.get(direction, direction)

    def test_a_requirement_further_from_met_is_worse(self) -> None:
        met, open_ = demand(RequirementVerdict.MET), demand(RequirementVerdict.CANNOT_TELL)
        found = compare(side(demands=(met,)), side(demands=(open_,)), CATALOGUE)
        assert [(c.old, c.new, c.worse) for c in found.demands or ()] == [(met, open_, True)]
        assert found.worse
        assert not compare(side(demands=(open_,)), side(demands=(met,)), CATALOGUE).worse

    def test_requirements_of_two_claims_are_not_compared(self) -> None:
        met = demand(RequirementVerdict.MET)
        found = compare(side(demands=(met,)), side(demands=(met,), **NOW), CATALOGUE)
        assert found.demands is None
        assert "their requirements are not held against each other" in " ".join(found.notes)


def test_notes_say_what_was_not_made_alike() -> None:
    old = side(hidden=2, versions=Versions("0.0.9", "1", (("ours", "1"),)))
    told = " ".join(compare(old, side(errors=("x broke",)), CATALOGUE).notes)
    assert "Old side: 2 findings were left out" in told
    assert "New side: a check broke" in told
    assert "gricheck 0.0.9 and 0.1.0" in told
    assert "Only one side was made with gri-2016, ours" in told
