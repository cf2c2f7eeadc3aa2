"""The packs: every mistake has its line and a sentence that mends it; what they name exists; which of them apply."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from gricheck import resources
from gricheck.bundle import parse
from gricheck.catalogue import load_catalogue
from gricheck.checks import CHECKS
from gricheck.errors import PackError
from gricheck.model.index import Claim, Level, Where
from gricheck.model.rule import RulePack
from gricheck.packs import expand_codes, load_packs, packs_for, spec_for
from gricheck.packs.load import hold_against_schema, schema
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
  - {codes: [102-1..102-3], edition: 2016, omission: false, trust: high}
  omission_reasons:
  - {key: not_applicable, label: Not applicable, needs: why}
  requirements:
  - id: listing
    text: List three disclosures
    reference: {standard: Our guide, edition: 1997, clause: "7"}
    rules: [our-slash, disclosure-missing]
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
  check: location-given
  options: {kind: slash}
  references:
  - {standard: Our guide, edition: 1997, clause: "8"}
  why: Because.
  messages:
    fail: "{code} has a slash"
  remedy: Print the page of {code}.
  aliases: [our-stroke]
  examples:
    pass:
    - rows: [{code: 102-1, location: "4"}]
    fail:
    - rows: [{code: 102-1, location: /}]
      expect: [102-1]
"""


TOPICS = ("gri-101-2024", "gri-102-103-2025")
SECTORS = ("gri-11", "gri-12", "gri-13", "gri-14")
"""The bundled packs without claims; those of sectors go with the claims of 2021."""


def write(folder: Path, pack: str = PACK, family: str = FAMILY) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    (folder / "ours.yaml").write_text(family, encoding="utf-8")
    return folder


def load(*extra: Path) -> tuple[RulePack, ...]:
    return load_packs(extra, checks=CHECKS, catalogue=load_catalogue())


@cache
def bundled_packs() -> tuple[RulePack, ...]:
    return load()


def test_a_pack_of_ones_own_loads_beside_the_bundled_ones(tmp_path: Path):
    *bundled, ours = load(write(tmp_path / "ours"))
    assert [pack.id for pack in bundled] == [
        "esrs",
        "g4",
        *TOPICS,
        *SECTORS,
        "gri-2016",
        "gri-2021",
        "gri-index",
        "hkex-esg",
    ]
    (rule,) = ours.rules
    assert (rule.pack, rule.family, rule.options["kind"], rule.line) == ("ours", "locations", "slash", 3)
    assert rule.path == str(tmp_path / "ours" / "ours.yaml")
    assert [(e.outcome, e.line) for e in rule.examples] == [("pass", 17), ("fail", 19)]
    (claim,) = ours.claims
    assert claim.expects[0].codes == ("102-1", "102-2", "102-3")
    assert not claim.expects[0].omission


FAMILY_MISTAKES = [
    ("unknown key", "  severity: warning", "  sevirity: warning", 5, "sevirity"),
    ("missing key", "  why: Because.\n", "", 3, "'why' is missing; add it"),
    ("severity", "severity: warning", "severity: fatal", 5, "'fatal' is not one of "),
    ("status", "  why:", "  status: finished\n  why:", 10, "'finished' is not one of "),
    ("id", "id: our-slash", "id: Our_Slash", 3, "words in small letters, joined by hyphens, as in page-missing"),
    ("key twice", "  why: Because.", "  why: Because.\n  why: Really.", 11, "stands here twice"),
    ("no YAML", "options: {kind: slash}", "options: {kind: slash", 7, "the bracket that opens here is not closed"),
    ("unknown check", "check: location-given", "check: locaton-given", 6, "did you mean 'location-given'?"),
    ("unknown option", "{kind: slash}", "{kind: slash, sort: 1}", 7, "has no option 'sort'; known: kind, max_share"),
    ("option type", "{kind: slash}", "{kind: 3}", 7, "'kind' must be text"),
    ("option value", "{kind: slash}", "{kind: bogus}", 7, "'kind' cannot be 'bogus'; known: slash, dash, blank"),
    (
        "option missing",
        "  options: {kind: slash}\n",
        "",
        3,
        "'kind' (one of slash, dash, blank); add it",
    ),
    ("placeholder", '"{code} has', '"{cude} has', 12, "fills no field {cude}; known: claim, code"),
    ("remedy placeholder", "page of {code}", "page of {pages}", 13, "fills no field {pages}"),
    ("brace", '"{code} has', '"{code has', 12, "a brace that belongs to no {field}"),
    ("message key", '    fail: "', '    fale: "', 12, "no message"),
    ("no pass example", '    pass:\n    - rows: [{code: 102-1, location: "4"}]\n', "", 15, "no example that must pass"),
    ("no fail example", FAMILY[FAMILY.index("    fail:\n    -") :], "", 15, "no example that must fail"),
    ("no expect", "      expect: [102-1]\n", "", 19, "say under expect:"),
    ("expect in pass", 'location: "4"}]\n', 'location: "4"}]\n      expect: [102-1]\n', 18, "expects nothing"),
    (
        "example key",
        "- rows: [{code: 102-1, location: /}]",
        "- rows: [{code: 102-1, place: /}]",
        19,
        "unknown key 'place'",
    ),
    (
        "duplicate id",
        "id: our-slash",
        "id: location-slash",
        3,
        "'location-slash' is taken already by the rule at rules/",
    ),
    ("duplicate alias", "[our-stroke]", "[location-dash]", 14, "'location-dash' is taken already by the rule at"),
    ("removed id", "id: our-slash", "id: our-old-rule", 3, "is taken already by the removed rule in"),
    ("removed status", "  why:", "  status: removed\n  why:", 10, "under removed: in pack.yaml"),
    (
        "unknown standard",
        "{standard: Our guide, edition: 1997",
        "{standard: GRI 999, edition: 1997",
        9,
        "no standard is called 'GRI 999'",
    ),
    (
        "unknown edition",
        "{standard: Our guide, edition: 1997",
        "{standard: GRI 303, edition: 2017",
        9,
        "write 2016 or 2018 under edition:",
    ),
    (
        "clause",
        '{standard: Our guide, edition: 1997, clause: "8"}',
        "{standard: GRI 102, edition: 2016, clause: 102-57}",
        9,
        "has no disclosure 102-57",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), [pytest.param(*m[1:], id=m[0]) for m in FAMILY_MISTAKES])
def test_a_mistake_in_a_rule_has_its_line(tmp_path: Path, old: str, new: str, line: int, words: str):
    folder = write(tmp_path / "ours", family=FAMILY.replace(old, new, 1))
    assert (folder / "ours.yaml").read_text("utf-8") != FAMILY
    with pytest.raises(PackError) as caught:
        load(folder)
    assert str(caught.value).startswith(f"{folder / 'ours.yaml'}:{line}: "), caught.value
    assert words in str(caught.value)


PACK_MISTAKES = [
    ("version", "version: 1.0.0", "version: one", 2, "three numbers joined by dots, as in 1.0.0"),
    ("unknown key", "title: Our own rules", "title: Our own rules\nauthor: us", 4, "unknown key 'author'"),
    ("taken id", "id: ours", "id: gri-2016", 1, "is called 'gri-2016' already"),
    ("unknown include", "includes: [gri-index]", "includes: [gri-indx]", 4, "did you mean 'gri-index'?"),
    ("claim level", "level: core", "level: gold", 6, "'gold' is not one of "),
    ("taken claim", "edition: 1997\n  label", "edition: 2016\n  label", 6, "the claim core 2016 already"),
    (
        "unknown code",
        "codes: [102-1..102-3], edition",
        "codes: [102-1, 102-57], edition",
        11,
        "no disclosure has the code '102-57'",
    ),
    ("span", "codes: [102-1..102-3], edition", "codes: [102-3..102-1], edition", 11, "no span of codes"),
    (
        "code's edition",
        "edition: 2016, omission",
        "edition: 2021, omission",
        11,
        "102-1, 102-2, 102-3 have no edition 2021",
    ),
    ("requirement's rule", "[our-slash, dis", "[our-slsh, dis", 18, "did you mean 'our-slash'?"),
    (
        "requirement's code",
        "codes: [102-1..102-3]\nremoved",
        "codes: [1-1]\nremoved",
        19,
        "no disclosure has the code '1-1'",
    ),
    (
        "bare requirement",
        "    rules: [our-slash, disclosure-missing]\n",
        "",
        15,
        "rests on nothing; add rules: that show it, or undecidable:",
    ),
    ("trust", "trust: high", "trust: total", 11, "'total' is not one of "),
    ("reason's key", "key: not_applicable", "key: Not applicable", 13, "joined by underscores, as in not_applicable"),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), [pytest.param(*m[1:], id=m[0]) for m in PACK_MISTAKES])
def test_a_mistake_in_a_pack_has_its_line(tmp_path: Path, old: str, new: str, line: int, words: str):
    folder = write(tmp_path / "ours", pack=PACK.replace(old, new, 1))
    assert (folder / "pack.yaml").read_text("utf-8") != PACK
    with pytest.raises(PackError) as caught:
        load(folder)
    assert str(caught.value).startswith(f"{folder / 'pack.yaml'}:{line}: "), caught.value
    assert words in str(caught.value)


def test_a_folder_that_is_no_pack_is_refused(tmp_path: Path):
    with pytest.raises(PackError, match="not a folder"):
        load(tmp_path / "nothing")
    with pytest.raises(PackError, match=r"pack\.yaml:1: missing"):
        load(tmp_path)
    (tmp_path / "pack.yaml").write_text("- id\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"pack\.yaml:1: not a mapping"):
        load(tmp_path)


def test_bundled_packs_keep_to_the_schema():
    hold_against_schema(parse("rules", resources.read_folder(resources.data_dir("rules"))))


def test_the_schema_is_a_schema_and_every_key_of_it_is_closed():
    import jsonschema

    jsonschema.Draft202012Validator.check_schema(schema())
    open_ones = [
        name
        for name, part in schema()["$defs"].items()
        if part.get("properties") and part.get("additionalProperties", True)
    ]
    assert open_ones == []


def test_every_check_has_a_rule_and_every_rule_a_check():
    named = {rule.check for pack in bundled_packs() for rule in pack.rules}
    assert named == set(CHECKS)


def test_reasons_for_omission_are_the_vocabularys():
    known = set(load_vocabulary().reasons)
    for pack in bundled_packs():
        reasons = {reason.key for claim in pack.claims for reason in claim.omission_reasons}
        assert reasons <= known | set(pack.words.reasons)
    gri = {r.key for p in bundled_packs() if not p.catalogue for claim in p.claims for r in claim.omission_reasons}
    assert gri == known - {"not_material"}  # a reason that no claim of GRI permits


def test_no_error_rests_on_an_expectation_that_is_not_surely_sourced():
    """G4 and what 2016 Comprehensive adds: what is not found in a source may at most make a warning."""
    trusted = {
        (str(claim.level), claim.edition): [
            e.codes[0] for e in claim.expects if not e.omission and e.omission_trust == "high"
        ]
        for pack in bundled_packs()
        for claim in pack.claims
    }
    assert trusted["core", 2013] == trusted["comprehensive", 2013] == []
    assert trusted["core", 2016] == trusted["comprehensive", 2016] == ["103-1"]


@pytest.mark.parametrize(
    ("level", "edition", "count"),
    [(Level.CORE, 2016, 36), (Level.COMPREHENSIVE, 2016, 59), (Level.IN_ACCORDANCE, 2021, 33), (Level.CORE, 2013, 35)],
)
def test_a_claim_expects_so_many_disclosures(level: Level, edition: int, count: int):
    spec = spec_for(bundled_packs(), claim(level, edition))
    assert spec is not None
    assert len({code for item in spec.expects for code in item.codes}) == count


def test_in_accordance_has_the_nine_requirements_and_with_reference_three():
    for level, count in ((Level.IN_ACCORDANCE, 9), (Level.WITH_REFERENCE, 3)):
        spec = spec_for(bundled_packs(), claim(level, 2021))
        assert spec is not None
        assert len(spec.requirements) == count


def claim(level: Level, edition: int | None) -> Claim:
    return Claim(level, edition, "", Where())


def test_a_claim_without_an_edition_is_that_of_its_level_or_of_the_index():
    packs = bundled_packs()
    assert spec_for(packs, None) is None
    assert spec_for(packs, claim(Level.CORE, None)) is None
    found = spec_for(packs, claim(Level.CORE, None), edition=2013)
    assert found is not None
    assert found.edition == 2013
    only = spec_for(packs, claim(Level.IN_ACCORDANCE, None))
    assert only is not None
    assert only.edition == 2021
    assert spec_for(packs, claim(Level.IN_ACCORDANCE, 2016)) is None


def test_packs_without_claims_always_count_and_those_with_claims_by_edition():
    packs = bundled_packs()
    assert [p.id for p in packs_for(packs, 2016)] == [*TOPICS, "gri-2016", "gri-index"]
    assert [p.id for p in packs_for(packs, 2021)] == [*TOPICS, *SECTORS, "gri-2021", "gri-index"]
    assert [p.id for p in packs_for(packs, None)] == [*TOPICS, "gri-index"]
    apart = [replace(p, includes=("extra",)) if p.id == "g4" else p for p in packs]
    extra = replace(packs[-2], id="extra", includes=())
    assert [p.id for p in packs_for([*apart, extra], 2013)] == ["g4", *TOPICS, "gri-index", "extra"]


def test_codes_are_written_out_in_order_and_once():
    assert expand_codes(["G4-3..G4-5", "2-1", "2-1"]) == ("G4-3", "G4-4", "G4-5", "2-1")
    with pytest.raises(ValueError, match="no span of codes"):
        expand_codes(["102-1..103-2"])


def test_rules_of_the_bundled_packs_are_written_once():
    """No text of a rule stands in two packs: packs of claims include, they do not copy."""
    texts = [rule.why for pack in bundled_packs() for rule in pack.rules]
    assert len(texts) == len(set(texts))


def test_files_of_a_pack_are_plain_yaml():
    for path, data in resources.read_folder(resources.data_dir("rules")).items():
        assert yaml.safe_load(data), path


def test_editors_are_led_to_the_schema_by_the_first_line_of_every_bundled_file():
    from gricheck.resources import data_dir

    folder = Path(str(data_dir("rules")))
    schema_of = {
        path: "./schema.json" if path.parent.name == "vocabulary" else "../schema.json"
        for path in folder.glob("*/*.yaml")
    }
    assert schema_of
    for path, name in schema_of.items():
        assert path.read_text("utf-8").startswith(f"# yaml-language-server: $schema={name}\n"), path
        assert (path.parent / name).resolve().is_file()


def test_the_whole_schema_tells_the_kinds_of_files_apart_as_the_loader_does():
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(schema())
    files = parse("rules", resources.read_folder(resources.data_dir("rules")))
    for path, located in files.items():
        if not path.startswith("vocabulary/"):
            assert validator.is_valid(located.tree), path
