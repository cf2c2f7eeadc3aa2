"""``gricheck pack test``: every kind of mistake has its file, its line and a sentence that mends it.

Lines are counted in ``PACK`` and ``FAMILY`` below, which are right as they stand.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from gricheck import resources
from gricheck.catalogue import load_catalogue
from gricheck.errors import GricheckError
from gricheck.selftest import SelfTest, run_selftest
from gricheck.vocabulary import load_vocabulary

PACK = """\
id: ours
version: 1.0.0
title: Our own rules
includes: [gri-index]
claims:
- level: core
  edition: 1997
  label: by our own guide
  wording: We report by our own guide.
  expects:
  - codes: [102-1..102-3]
    edition: 2016
    omission: false
    trust: high
  omission_reasons:
  - {key: not_applicable, label: Not applicable, needs: why}
  requirements:
  - id: listing
    text: List three disclosures
    reference: {standard: Our guide, edition: 1997, clause: "7"}
    rules:
    - disclosure-missing
    - our-slash
    codes: [102-1..102-3]
removed:
  our-old-rule: use our-slash
"""

FAMILY = """\
family: locations
rules:
- id: our-slash
  name: slash
  severity: warning
  status: stable
  check: location-given
  options:
    kind: slash
  references:
  - {standard: Our guide, edition: 1997, clause: "8"}
  - {standard: GRI 102, edition: 2016, clause: 102-55}
  why: A slash leads nobody anywhere.
  messages:
    fail: "the location of {code} is a slash"
  remedy: Print the page of {code}.
  aliases: [our-stroke]
  examples:
    pass:
    - note: a page
      rows:
      - {code: 102-1, title: Name of the organization, location: "4"}
    fail:
    - note: a slash
      rows:
      - {code: 102-1, title: Name of the organization, location: /}
      expect: [102-1]
- id: our-dash
  name: dash
  severity: warning
  check: location-given
  options: {kind: dash}
  references:
  - {standard: Our guide, edition: 1997, clause: "9"}
  why: A dash leads nobody anywhere.
  messages: {fail: "the location of {code} is a dash"}
  remedy: Print the page of {code}.
  examples:
    pass:
    - rows: [{code: 102-1, location: "4"}]
    fail:
    - rows: [{code: 102-1, location: "-"}]
      expect: [102-1]
"""

IN_RULES = [
    # YAML
    ("bad YAML", "    kind: slash", "    kind: {slash", 9, "the bracket that opens here is not closed"),
    ("open quote", 'fail: "the location of {code} is a slash"', 'fail: "the location', 15, "the quote that opens here"),
    ("tab", "  name: slash", "\tname: slash", 4, "a tab stands where only spaces may; set lines in with spaces"),
    ("colon in a text", "why: A slash", "why: Nowhere: a slash", 13, "put a text that holds ': ' in quotes"),
    ("set in too little", "  name: slash", " name: slash", 4, "set it in exactly as far as its neighbours"),
    ("key twice", "  aliases:", "  why: Once more.\n  aliases:", 17, "'why' stands here twice; remove one"),
    ("anchor", "[our-stroke]", "&a [our-stroke]\n  claims: *a", 17, "an anchor used again further down; write"),
    # form
    ("no family", "family: locations\n", "", 1, "the key 'family' is missing; add it"),
    ("unknown key", "  severity: warning\n  status", "  sevirity: warning\n  status", 5, "did you mean 'severity'?"),
    ("far-off key", "  aliases:", "  colour: red\n  aliases:", 17, "unknown key 'colour'; known here: id, name,"),
    ("missing key", "  why: A slash leads nobody anywhere.\n", "", 3, "'why' is missing; add it (why it matters to a"),
    ("text wanted", "name: slash", "name: 3", 4, "name: 3 is a number; write text, in quotes"),
    ("list wanted", "aliases: [our-stroke]", "aliases: our-stroke", 17, "aliases: 'our-stroke' is text; write a list"),
    ("nothing there", "why: A slash leads nobody anywhere.", "why:", 13, "why: nothing stands here; write text"),
    ("empty text", "why: A slash leads nobody anywhere.", 'why: ""', 13, "why: the text is empty; write something"),
    ("whole number wanted", '1997, clause: "8"', '"1997", clause: "8"', 11, "'1997' is text; write a whole number"),
    ("year far off", '1997, clause: "8"', '97, clause: "8"', 11, "edition: 97 is too small; the least is 1990"),
    ("option form", "    kind: slash", "    kind: {slash: 1}", 9, "write text, a number, true or false or a list"),
    ("severity", "severity: warning\n  status", "severity: fatal\n  status", 5, "'fatal' is not one of error, warning"),
    ("status", "status: stable", "status: stabel", 6, "did you mean 'stable'?"),
    ("id form", "id: our-slash", "id: Our_Slash", 3, "small letters, joined by hyphens, as in page-missing"),
    ("page 0", "    - note: a page\n", "    - note: a page\n      pages: 0\n", 21, "0 is too small; the least is 1"),
    (
        "row key",
        "102-1, title: Name of the organization, location: /",
        "102-1, place: /",
        26,
        "unknown key 'place'; known",
    ),
    # references
    (
        "unknown check",
        "check: location-given\n  options:\n",
        "check: locaton-given\n  options:\n",
        7,
        "'location-given'?",
    ),
    (
        "unknown option",
        "    kind: slash",
        "    kind: slash\n    sort: 1",
        10,
        "no option 'sort'; known: kind, max_share",
    ),
    (
        "option type",
        "    kind: slash",
        "    kind: slash\n    max_share: half",
        10,
        "must be a number, which 'half' is not",
    ),
    ("option choice", "    kind: slash", "    kind: stroke", 9, "cannot be 'stroke'; known: slash, dash, blank"),
    (
        "option missing",
        "    kind: slash",
        "    max_share: 0.4",
        8,
        "needs the option 'kind' (one of slash, dash, blank)",
    ),
    ("taken id", "id: our-dash", "id: location-slash", 28, "'location-slash' is taken already by the rule at rules/"),
    ("twice the same id", "id: our-dash", "id: our-slash", 28, "'our-slash' is taken already by the rule at "),
    ("taken alias", "[our-stroke]", "[our-stroke, location-dash]", 17, "'location-dash' is taken already by the rule"),
    ("removed id", "id: our-dash", "id: our-old-rule", 28, "'our-old-rule' is taken already by the removed rule"),
    ("field", "of {code} is a slash", "of {cude} is a slash", 15, "fills no field {cude}; known: claim, code"),
    (
        "field of a remedy",
        "page of {code}.\n  al",
        "page of {pages}.\n  al",
        16,
        "fills no field {pages}; known: claim,",
    ),
    ("brace", "{code} is a slash", "{code is a slash", 15, "a brace that belongs to no {field}; write only the names"),
    ("message key", '    fail: "', '    fale: "', 15, "has no message 'fale'; known: column, fail"),
    ("no message", '    fail: "', '    column: "', 14, "it has no message for what is wrong; add fail:"),
    (
        "unknown standard",
        '{standard: Our guide, edition: 1997, clause: "8"}',
        "{standard: GRI 999, edition: 2016, clause: a}",
        11,
        "no standard is called 'GRI 999'; `gricheck standards` lists",
    ),
    (
        "unknown edition",
        "{standard: GRI 102, edition: 2016",
        "{standard: GRI 102, edition: 2017",
        12,
        "GRI 102 has no edition 2017; write 2016 or 2025",
    ),
    (
        "unknown clause",
        "clause: 102-55",
        "clause: 102-57",
        12,
        "GRI 102: General Disclosures 2016 has no disclosure 102-57",
    ),
    # life
    ("no replacement", "status: stable", "status: deprecated", 6, "add replaced_by: with that rule's id"),
    (
        "lost replacement",
        "status: stable",
        "status: deprecated\n  replaced_by: our-dahs",
        7,
        "did you mean 'our-dash'?",
    ),
    ("replaced by itself", "status: stable", "status: deprecated\n  replaced_by: our-slash", 7, "no other rule is"),
    ("needless replacement", "status: stable", "replaced_by: our-dash", 6, "only a deprecated rule has a replacement"),
    ("removed status", "status: stable", "status: removed", 6, "delete it and name it under removed: in pack.yaml"),
    # examples
    (
        "no failing example",
        FAMILY[FAMILY.index("    fail:\n    - note") : FAMILY.index("- id: our-dash")],
        "",
        18,
        "no example that must fail; add one under examples: fail:",
    ),
    (
        "no passing example",
        FAMILY[FAMILY.index("    pass:\n    - note") : FAMILY.index("    fail:\n    - note")],
        "",
        18,
        "no example that must pass; add one under",
    ),
    ("no expect", "      expect: [102-1]\n- id", "- id", 24, "say under expect: which codes it is about, or report"),
    (
        "expect of a pass",
        "    - note: a page\n",
        "    - note: a page\n      expect: [102-1]\n",
        21,
        "expects nothing; remove the key",
    ),
    (
        "unknown code listed",
        "    - note: a page\n",
        "    - note: a page\n      listed: [102-57]\n",
        21,
        "has the code '102-57'",
    ),
    (
        "span listed",
        "    - note: a page\n",
        "    - note: a page\n      listed: [102-3..102-1]\n",
        21,
        "no span of codes",
    ),
    (
        "no such day",
        "    - note: a page\n",
        "    - note: a page\n      published: 2024-02-30\n",
        21,
        "2024-02-30 is no day of the",
    ),
    (
        "day form",
        "    - note: a page\n",
        "    - note: a page\n      published: May 2024\n",
        21,
        "a day as year, month and day, as in 2024-05-31",
    ),
    (
        "a pass that fails",
        'organization, location: "4"}',
        "organization, location: /}",
        20,
        'it must pass, but the rule fails on 102-1 ("the location of 102-1 is a slash")',
    ),
    (
        "a fail that passes",
        "location: /}\n      expect",
        'location: "7"}\n      expect',
        24,
        "it must fail on 102-1, but the rule finds nothing wrong in it",
    ),
    (
        "another code",
        "expect: [102-1]\n- id",
        "expect: [102-2]\n- id",
        24,
        "it must fail on 102-2, but the rule fails on 102-1",
    ),
    (
        "empty words",
        "{code} is a dash",
        "{code} ({title}) is a dash",
        36,
        "'the location of 102-1 () is a dash', with empty",
    ),
    (
        "unfilled words",
        "{code} is a dash",
        "{code} is a dash, {count}",
        36,
        "is a dash, {count}', with a field that nothing",
    ),
    (
        "nothing to look at",
        '      rows:\n      - {code: 102-1, title: Name of the organization, location: "4"}\n',
        "      pages: 9\n",
        20,
        "the check finds nothing in it to look at",
    ),
]

IN_PACK = [
    ("version", "version: 1.0.0", "version: one", 2, "three numbers joined by dots, as in 1.0.0"),
    ("version as a number", "version: 1.0.0", "version: 1.0", 2, "version: 1.0 is a number; write text, in quotes"),
    (
        "unknown key",
        "title: Our own rules",
        "title: Our own rules\nauthor: us",
        4,
        "unknown key 'author'; known here: id",
    ),
    ("taken id", "id: ours", "id: gri-2016", 1, "is called 'gri-2016' already; choose another id"),
    ("unknown pack", "[gri-index]", "[gri-indx]", 4, "no other pack is called 'gri-indx'; did you mean 'gri-index'?"),
    ("includes itself", "[gri-index]", "[gri-index, ours]", 4, "no other pack is called 'ours'"),
    ("claim level", "level: core", "level: gold", 6, "'gold' is not one of core, comprehensive"),
    (
        "taken claim",
        "edition: 1997\n  label",
        "edition: 2016\n  label",
        6,
        "describes the claim core 2016 already; keep one",
    ),
    (
        "unknown code",
        "codes: [102-1..102-3]\n    ed",
        "codes: [102-1, 102-57]\n    ed",
        11,
        "has the code '102-57'; did you",
    ),
    (
        "span backwards",
        "codes: [102-1..102-3]\n    ed",
        "codes: [102-3..102-1]\n    ed",
        11,
        "write the first and the last, as in",
    ),
    (
        "unknown edition of a code",
        "    edition: 2016",
        "    edition: 2021",
        11,
        "102-1, 102-2, 102-3 have no edition 2021, only 2016",
    ),
    (
        "unknown rule",
        "    - our-slash",
        "    - our-slsh",
        23,
        "no rule of this pack or of those it includes is 'our-slsh'; did",
    ),
    (
        "nothing to rest on",
        "    rules:\n    - disclosure-missing\n    - our-slash\n",
        "",
        18,
        "rests on nothing; add rules: that show it, or",
    ),
    (
        "reason's key",
        "key: not_applicable",
        "key: Not applicable",
        16,
        "small letters, joined by underscores, as in not_appl",
    ),
    ("tombstone's form", "  our-old-rule:", "  our_old_rule:", 26, "the key 'our_old_rule' does not have the form"),
]


@cache
def _data():
    return load_catalogue(), load_vocabulary()


def write(folder: Path, pack: str = PACK, family: str = FAMILY) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    (folder / "ours.yaml").write_text(family, encoding="utf-8")
    return folder


def tried(*paths: Path) -> SelfTest:
    return run_selftest(paths, *_data())


def mistakes(*paths: Path) -> list[str]:
    return list(map(str, tried(*paths).mistakes))


def test_what_the_mistakes_are_made_in_is_right(tmp_path: Path):
    done = tried(write(tmp_path / "ours"))
    assert done.mistakes == ()
    assert ([pack.id for pack in done.packs], done.rules, done.examples) == (["ours"], 2, 4)


@pytest.mark.parametrize(("old", "new", "line", "words"), [pytest.param(*m[1:], id=m[0]) for m in IN_RULES])
def test_a_mistake_in_a_file_of_rules(tmp_path: Path, old: str, new: str, line: int, words: str):
    assert FAMILY.count(old) == 1
    found = mistakes(write(tmp_path / "ours", family=FAMILY.replace(old, new)))
    _is_told(found, f"{tmp_path / 'ours' / 'ours.yaml'}:{line}: ", words)


@pytest.mark.parametrize(("old", "new", "line", "words"), [pytest.param(*m[1:], id=m[0]) for m in IN_PACK])
def test_a_mistake_in_pack_yaml(tmp_path: Path, old: str, new: str, line: int, words: str):
    assert PACK.count(old) == 1
    found = mistakes(write(tmp_path / "ours", pack=PACK.replace(old, new)))
    _is_told(found, f"{tmp_path / 'ours' / 'pack.yaml'}:{line}: ", words)


def _is_told(found: list[str], place: str, words: str) -> None:
    """The mistake is told, and nothing that only follows from it."""
    assert len(found) == 1, found
    assert found[0].startswith(place), found
    assert words in found[0]
    assert "\n" not in found[0]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (b"# nothing yet\n", 1, "the file is empty; begin the file with the keys family and rules"),
        (b"- id: our-slash\n", 1, "not a mapping; begin the file with the keys family and rules"),
        (b"family: more\nrules: []\n", 2, "rules: nothing stands here; it needs at least one entry"),
        (b"family: more\nrules:\n- our-dot\n", 3, "rules: 'our-dot' is text; write keys with values"),
        (b"family: more\n# \xe9t\xe9\nrules: []\n", 2, "not UTF-8 text; save the file as UTF-8"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole(tmp_path: Path, text: bytes, line: int, words: str):
    folder = write(tmp_path / "ours")
    (folder / "more.yaml").write_bytes(text)
    _is_told(mistakes(folder), f"{folder / 'more.yaml'}:{line}: ", words)


def test_a_pack_yaml_that_is_missing_or_empty(tmp_path: Path):
    (tmp_path / "packs").mkdir()
    folder = write(tmp_path / "packs" / "ours")
    (folder / "pack.yaml").unlink()
    _is_told(mistakes(tmp_path / "packs"), f"{folder / 'pack.yaml'}:1: ", "missing; a pack needs one, with its id")
    (folder / "pack.yaml").write_text("", encoding="utf-8")
    _is_told(mistakes(folder), f"{folder / 'pack.yaml'}:1: ", "the file is empty; begin the file with the keys id,")


def test_a_file_that_would_not_be_read_for_its_ending(tmp_path: Path):
    folder = write(tmp_path / "ours")
    (folder / "more.yml").write_text(FAMILY, encoding="utf-8")
    _is_told(mistakes(folder), f"{folder / 'more.yml'}:1: ", "end in .yaml, so this one would not be read; rename it")


def test_what_only_lies_beside_the_rules_is_not_read(tmp_path: Path):
    folder = write(tmp_path / "ours")
    (folder / "gricheck.yaml").write_text("fail-on: warning\n", encoding="utf-8")
    (folder / ".github").mkdir()
    (folder / ".github" / "ci.yml").write_text("on: push\n", encoding="utf-8")
    (folder / ".github" / "more.yaml").write_text("on: push\n", encoding="utf-8")
    assert mistakes(folder) == []


def test_paths_that_lead_to_no_pack(tmp_path: Path):
    with pytest.raises(GricheckError, match="no such file or folder; give a pack's folder"):
        tried(tmp_path / "nowhere")
    with pytest.raises(
        GricheckError, match=r"pack\.yaml:1: missing, and no folder in .* is a pack; `gricheck pack init"
    ):
        tried(tmp_path)
    (tmp_path / "alone.yaml").write_text(FAMILY, encoding="utf-8")
    with pytest.raises(GricheckError, match=r"pack\.yaml:1: missing; a file of rules belongs to the pack"):
        tried(tmp_path / "alone.yaml")


def test_no_mistake_hides_another(tmp_path: Path):
    """One of form in one rule, of reference in the next, of words in the third, and one in each other file."""
    third = (
        FAMILY[FAMILY.index("- id: our-dash") :].replace("our-dash", "our-blank").replace("kind: dash", "kind: blank")
    )
    family = FAMILY.replace("name: slash", "name: 3").replace("kind: dash", "kind: line") + third
    folder = write(tmp_path / "ours", pack=PACK.replace("version: 1.0.0", "version: one"), family=family)
    (folder / "more.yaml").write_text("family: more\nrules: [\n", encoding="utf-8")
    found = [text.removeprefix(f"{folder}/") for text in mistakes(folder)]
    assert [text.partition(": ")[0] for text in found] == [
        "pack.yaml:2",
        "more.yaml:3",
        "ours.yaml:4",
        "ours.yaml:32",
        "ours.yaml:58",
    ]
    assert "it must fail on 102-1, but the rule finds nothing wrong" in found[-1]


def test_a_rule_for_one_claim_needs_examples_that_make_it(tmp_path: Path):
    family = FAMILY.replace("  aliases: [our-stroke]", "  claims: [with-reference]")
    found = mistakes(write(tmp_path / "ours", family=family))
    assert [text.partition("ours.yaml:")[2].partition(":")[0] for text in found] == ["20", "24"]
    assert all("it is only for with-reference; give the example such a claim:" in text for text in found)


def test_a_rule_must_find_something_right(tmp_path: Path):
    """An example that passes only because the check had nothing to judge in it shows nothing."""
    narrow = (
        FAMILY.replace("location-given", "range-narrow", 1)
        .replace("kind: slash", "max_pages: 2")
        .replace("location: /}", 'location: "4-9"}')
    )
    found = mistakes(write(tmp_path / "ours", family=narrow))
    _is_told(found, f"{tmp_path / 'ours' / 'ours.yaml'}:19: ", "no passing example has a row that the check looks at")


def test_a_check_that_breaks_is_told_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("gricheck.selftest.run_rule", broken)
    found = mistakes(write(tmp_path / "ours"))
    assert len(found) == 4
    assert "the check 'location-given' broke on this example (ZeroDivisionError: by zero); report it" in found[0]


def test_one_file_is_tried_with_its_pack(tmp_path: Path):
    folder = write(tmp_path / "ours", family=FAMILY.replace("name: slash", "name: 3"))
    more = FAMILY[: FAMILY.index("- id: our-slash")] + FAMILY[FAMILY.index("- id: our-dash") :].replace("our-", "my-")
    (folder / "more.yaml").write_text(more.replace("of {code} is", "of {cude} is"), encoding="utf-8")
    _is_told(mistakes(folder / "more.yaml"), f"{folder / 'more.yaml'}:11: ", "fills no field {cude}")
    _is_told(mistakes(folder / "ours.yaml"), f"{folder / 'ours.yaml'}:4: ", "name: 3 is a number")
    assert len(mistakes(folder)) == 2


def test_a_pack_is_tried_once_however_often_it_is_given(tmp_path: Path):
    folder = write(tmp_path / "ours")
    for paths in (folder.glob("*.yaml"), [folder, folder / "ours.yaml"], [folder, tmp_path]):
        done = tried(*paths)
        assert (done.mistakes, done.rules) == ((), 2)


def test_a_requirement_cannot_rest_on_a_preview(tmp_path: Path):
    family = FAMILY.replace("status: stable", "status: preview")
    found = mistakes(write(tmp_path / "ours", family=family))
    _is_told(found, f"{tmp_path / 'ours' / 'pack.yaml'}:23: ", "'our-slash' is a preview, which does not always run")


class TestBundledPacks:
    RULES = Path(str(resources.data_dir("rules")))

    def test_they_pass_and_are_tried_in_place_of_the_bundled_copies(self) -> None:
        done = tried(self.RULES)
        assert done.mistakes == ()
        assert {pack.id for pack in done.packs} == {path.parent.name for path in self.RULES.glob("*/pack.yaml")}
        assert done.rules == sum(len(pack.rules) for pack in done.packs)
        assert all(pack.path.startswith(str(self.RULES)) for pack in done.packs)

    def test_a_changed_copy_is_judged_by_what_it_says(self, tmp_path: Path) -> None:
        copy = Path(shutil.copytree(self.RULES, tmp_path / "rules"))
        file = copy / "gri-index" / "locations.yaml"
        text = file.read_text("utf-8")
        file.write_text(text.replace("location-slash", "location-stroke", 1), encoding="utf-8")
        found = mistakes(copy)
        assert found
        assert all("no rule of this pack or of those it includes is 'location-slash'" in text for text in found)

    def test_one_of_them_is_tried_among_the_others(self) -> None:
        done = tried(self.RULES / "gri-2021")
        assert (done.mistakes, [pack.id for pack in done.packs]) == ((), ["gri-2021"])

    def test_a_pack_of_ones_own_cannot_take_their_name(self, tmp_path: Path) -> None:
        found = mistakes(Path(shutil.copytree(self.RULES / "gri-2021", tmp_path / "gri-2021")))
        assert any("pack.yaml:" in text and "is called 'gri-2021' already; choose another id" in text for text in found)
