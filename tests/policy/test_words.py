"""What a user's word for rules or disclosures stands for, and how a word that stands for nothing is refused."""

from __future__ import annotations

import pytest

import runs
from gricheck.errors import UsageError
from gricheck.model.rule import Severity
from gricheck.model.standard import Catalogue, Disclosure, DisclosureKind, Requirement, Standard
from gricheck.policy import Policy, apply_policy, build_policy, choose
from gricheck.policy.words import Choice, is_about, levels

EMPLOYEES = Disclosure(
    "2-7", 2021, "GRI 2", "Employees", DisclosureKind.GENERAL, requirements=(Requirement("b-ii", "Temporary"),)
)
CATALOGUE = Catalogue("1", (Standard("GRI test", 2016, "All", "topic", disclosures=(*runs.EVERY, EMPLOYEES)),))
PACK = runs.pack(
    runs.rule("location-slash"),
    runs.rule("location-blank", aliases=("location-empty", "pages")),
    runs.rule("page-odd", family="pages"),
    runs.rule("code-unknown", family="305-1"),
    tombstones={"page-even": "every page is odd or even"},
)


def chosen(*words: str) -> Choice:
    return choose(words, [PACK], CATALOGUE)


class TestOrder:
    def test_an_id_or_alias_goes_before_a_family(self) -> None:
        assert chosen("pages") == Choice(frozenset({"location-blank"}))

    def test_a_family_goes_before_a_disclosure(self) -> None:
        assert chosen("305-1") == Choice(frozenset({"code-unknown"}))

    def test_a_family_is_all_its_rules(self) -> None:
        assert chosen("locations").rules == {"location-slash", "location-blank"}

    def test_a_pattern_of_rules_goes_before_one_of_disclosures(self) -> None:
        assert chosen("*-*") == Choice(frozenset(rule.id for rule in PACK.rules))

    def test_disclosures_are_kept_as_written(self) -> None:
        assert chosen("303-*", "2-7", "2-7-b-ii", "report", "2-7").disclosures == ("303-*", "2-7", "2-7-b-ii", "report")

    def test_rules_and_disclosures_are_told_apart(self) -> None:
        assert chosen("page-*", "302-1") == Choice(frozenset({"page-odd"}), ("302-1",))


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("location-slas", "no rule, family of rules or disclosure is called.*did you mean 'location-slash'"),
        ("location", "did you mean 'locations'"),
        ("302-11", "did you mean '302-1'"),
        ("303", r"did you mean '303-\*'"),
        ("Report", "gricheck rules"),
        ("999-*", "`gricheck standards`"),
        ("page-even", "was removed: every page is odd or even"),
    ],
)
def test_any_other_word_is_refused_with_a_way_on(word: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        chosen(word)


def test_without_a_catalogue_no_disclosure_is_known() -> None:
    with pytest.raises(UsageError, match="no rule or family of rules is called '302-1'"):
        build_policy([PACK], select=["302-1"])


@pytest.mark.parametrize(
    ("word", "disclosure", "requirement", "about"),
    [
        ("2-7", "2-7", None, True),
        ("2-7", "2-7", "2-7-b-ii", True),
        ("2-7-b", "2-7", "2-7-b-ii", True),
        ("2-7-b-ii", "2-7", "2-7-b-ii", True),
        ("2-7-b-i", "2-7", "2-7-b-ii", False),
        ("2-7-b", "2-7", None, False),
        ("2-7-a", "2-7", "2-7-b", False),
        ("2-7-*", "2-7", "2-7-b", True),
        ("2-7-*", "2-7", None, False),
        ("2-7", "2-70", None, False),
        ("2-*", "2-70", None, True),
        ("305-*", "305-9", None, True),
        ("report", None, None, True),
        ("report", "2-7", None, False),
        ("*", None, None, False),
    ],
)
def test_what_a_disclosure_word_is_about(
    word: str, disclosure: str | None, requirement: str | None, about: bool
) -> None:
    assert is_about(word, disclosure, requirement) is about


class TestLevels:
    def test_an_id_over_a_pattern_over_a_family_in_any_order(self) -> None:
        words = [("location-slash", "error"), ("location-*", "info"), ("locations", "off"), ("page-odd", "info")]
        wanted = {"location-slash": "error", "location-blank": "info", "page-odd": "info"}
        assert levels([dict(words)], [PACK]) == wanted == levels([dict(reversed(words))], [PACK])

    def test_of_two_patterns_the_later(self) -> None:
        assert levels([{"location-*": "info", "*-slash": "error"}], [PACK])["location-slash"] == "error"

    def test_a_later_layer_wins_however_broad(self) -> None:
        assert levels([{"location-slash": "error"}, {"locations": "info"}], [PACK])["location-slash"] == "info"

    def test_what_is_off_can_be_turned_on_again(self) -> None:
        policy = build_policy([PACK], severities=[{"locations": "off"}, {"location-slash": "error"}])
        assert policy.ignore == {"location-blank"}
        assert policy.severities == {"location-slash": Severity.ERROR}

    def test_a_disclosure_has_no_level(self) -> None:
        with pytest.raises(UsageError, match="no rule or family of rules is called '302-1'"):
            build_policy([PACK], severities={"302-1": "off"}, catalogue=CATALOGUE)


class TestShown:
    SLASH, ENERGY = runs.match(runs.SUPPLY_CHAIN, "/"), runs.match(runs.ENERGY, "/")
    RUN = runs.run(
        (SLASH, ENERGY),
        [
            runs.result(SLASH),
            runs.result(ENERGY),
            runs.result(ENERGY, runs.rule("page-odd")),
            runs.result(subject="claim", of=runs.rule("page-odd")),
        ],
    )

    def shown(self, policy: Policy) -> set[tuple[str, str | None]]:
        run = apply_policy(self.RUN, policy)
        assert len(run.findings) + run.applied.hidden == 4
        return {(f.rule, f.disclosure) for f in run.findings}

    @pytest.mark.parametrize(
        ("words", "rest"),
        [
            (["302-1"], {("location-slash", "302-1"), ("page-odd", "302-1")}),
            (["locations", "302-*"], {("location-slash", "302-1")}),
            (["locations", "page-odd", "302-1"], {("location-slash", "302-1"), ("page-odd", "302-1")}),
            (["report"], {("page-odd", None)}),
            (["302-1", "102-10", "location-slash"], {("location-slash", "302-1"), ("location-slash", "102-10")}),
        ],
    )
    def test_selected_rules_and_disclosures_intersect(
        self, words: list[str], rest: set[tuple[str, str | None]]
    ) -> None:
        assert self.shown(build_policy([PACK], select=words, catalogue=CATALOGUE)) == rest

    def test_ignored_ones_add_up(self) -> None:
        policy = build_policy([PACK], ignore=["locations", "302-1"], catalogue=CATALOGUE)
        assert self.shown(policy) == {("page-odd", None)}

    def test_fingerprints_do_not_depend_on_what_is_shown(self) -> None:
        every = {f.fingerprint for f in apply_policy(self.RUN, Policy()).findings}
        some = apply_policy(self.RUN, Policy(only=("302-1",)))
        assert {f.fingerprint for f in some.findings} < every
