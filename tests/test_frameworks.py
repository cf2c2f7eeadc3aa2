"""Packs of other frameworks: their codes are read, their rules apply, and nothing of them touches a GRI index."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from gricheck.api import check
from gricheck.catalogue import describe, load_catalogue
from gricheck.cli import cli
from gricheck.errors import PackError, UsageError
from gricheck.index.codes import codes_between, find_codes
from gricheck.index.headings import standard_named
from gricheck.index.titles import title_book
from gricheck.model.run import Outcome
from gricheck.pipeline import Kit, check_report, load_kit
from gricheck.policy import Policy

OAKLEAF = """\
framework: Oakleaf Code
edition: 2030
version: "1"
effective: 2030-01-01
index_titles: {en: Oakleaf index}
sources: {memory: made up for this test}
codes:
  prefixes: [Measure]
  behind_prefix: [T1..T2]
  under_heading: [Overview]
  also: {OAK-1.2: [O 1/2]}
standards:
- number: Oak 1
  title: Acorns
  disclosures:
    OAK-1.1: Acorns planted
    OAK-1.2: Acorns eaten by squirrels
    OAK-1.3: {about: acorns lost, titles: {de: Verlorene Eicheln}}
- number: Oak 2
  title: Leaves
  disclosures:
    OAK-2.1: Leaves fallen
    OAK-2.2: Leaves raked
    OAK-2.3: Leaves composted
- number: Trees
  title: Trees
  disclosures: {T1: Trunks, T2: Twigs}
"""

PACK = """\
id: oakleaf
version: 1.0.0
title: Oakleaf Code
words:
  index_title: [oakleaf index]
  columns: {code: [measure], location: [whereabouts]}
  reasons: {winter: [hibernating]}
omission_reasons:
- {key: winter, label: Hibernating, needs: until when}
claims:
- level: in-accordance
  edition: 2030
  implied: true
  label: under the Oakleaf Code
  wording: We follow the Oakleaf Code.
  expects:
  - {codes: [OAK-1.1..OAK-1.3, OAK-2.1..OAK-2.2], omission: true, trust: high}
  - {codes: [OAK-2.3], omission: true, optional: true, trust: high}
"""

RULES = """\
family: oakleaf
rules:
- id: oak-missing
  name: measure missing
  severity: error
  check: disclosure-listed
  references: [{standard: Oakleaf Code, edition: 2030, clause: "1"}]
  why: Every measure counts.
  messages:
    fail: "{name} has no row"
  remedy: Add {name}.
  examples: {}
- id: oak-unknown
  name: no such measure
  severity: error
  check: code-known
  references: [{standard: Oakleaf Code, edition: 2030, clause: "1"}]
  why: It leads nowhere.
  messages:
    fail: "{printed} does not exist: {standard} has {range}"
  remedy: Mend it.
  examples: {}
- id: oak-unexplained
  name: left out without an explanation
  severity: error
  check: omission-explained
  references: [{standard: Oakleaf Code, edition: 2030, clause: "2"}]
  why: Nobody hibernates for ever.
  messages:
    fail: "{code} is left out ({reason}); it must say {needs}"
  remedy: Say {needs}.
  examples: {}
"""


INDEX = """\
Oakleaf index

Measure          Name                            Whereabouts

Measure OAK-1.1  Acorns planted                  2
OAK - 1.2        Acorns eaten by squirrels       2-3
OAK-1.9          Owls counted at night           3
OAK-2.1          Leaves fallen                   Hibernating
OAK-2.2          Leaves raked                    Hibernating: until the leaves of 2031 are down
Trees
T1 Trunks
Overview         Trunks and what is on them      4

5
"""


@pytest.fixture
def oakleaf(tmp_path: Path) -> Path:
    folder = tmp_path / "oakleaf"
    folder.mkdir()
    passing = "    pass:\n    - listed: [{}]\n      edition: 2030\n"
    listed = passing.format("OAK-1.1..OAK-1.3, OAK-2.1..OAK-2.2")
    fails = {
        "oak-missing": "    fail:\n    - listed: [OAK-1.1..OAK-1.2, OAK-2.1..OAK-2.2]\n      edition: 2030\n"
        "      expect: [OAK-1.3]\n",
        "oak-unknown": "    fail:\n    - rows: [{code: OAK-1.4, title: None of ours, location: '3'}]\n"
        "      expect: [OAK-1.4]\n",
        "oak-unexplained": "    fail:\n    - rows: [{code: OAK-1.1, title: Acorns planted, location: Hibernating}]\n"
        "      expect: [OAK-1.1]\n",
    }
    parts = RULES.split("- id: ")
    rules = parts[0]
    for part in parts[1:]:
        name = part.split("\n", 1)[0]
        rules += "- id: " + part.replace("  examples: {}\n", f"  examples:\n{listed}{fails[name]}")
    (folder / "framework.yaml").write_text(OAKLEAF, encoding="utf-8")
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "oakleaf.yaml").write_text(rules, encoding="utf-8")
    return folder


@pytest.fixture
def report(tmp_path: Path) -> Path:
    pages = [
        f"Of oaks and of the people that are in them, page {n}.\n\nThe year was good for us.\n\n{n}\n" for n in "1234"
    ]
    path = tmp_path / "oaks.txt"
    path.write_text("\f".join([*pages, INDEX]), encoding="utf-8")
    return path


def found(report: Path, kit: Kit) -> list[tuple[str, str | None, str]]:
    run = check_report(report, kit, Policy())
    assert run.errors == ()
    return sorted((f.rule, f.disclosure, str(f.outcome)) for f in run.findings)


@cache
def kit(name: str) -> Kit:
    return load_kit([Path(name)])


def codes(text: str, name: str, loose: bool = False) -> list[str]:
    return [match.code for match in find_codes(text, kit(name).catalogue, loose=loose)]


def test_a_framework_of_ones_own_needs_no_code(oakleaf: Path, report: Path):
    run = check_report(report, load_kit([oakleaf]), Policy())
    rows = {row.code: row for row in run.mapping.index.rows}
    assert list(rows) == ["OAK-1.1", "OAK-1.2", "OAK-1.9", "OAK-2.1", "OAK-2.2", "T1"]
    assert [page.label for page in rows["OAK-1.2"].pages] == ["2", "3"]
    assert rows["OAK-1.1"].printed_code == "Measure OAK-1.1"
    assert [page.label for page in rows["T1"].pages] == ["4"]
    assert run.spec is not None
    assert run.spec.label == "under the Oakleaf Code"
    assert run.versions.packs == (("oakleaf", "1.0.0"),)
    assert sorted((f.rule, f.disclosure) for f in run.findings) == [
        ("oak-missing", "OAK-1.3"),
        ("oak-unexplained", "OAK-2.1"),
        ("oak-unknown", "OAK-1.9"),
    ]
    messages = {f.rule: f.message for f in run.findings}
    assert messages["oak-unknown"] == "OAK-1.9 does not exist: Oak 1: Acorns 2030 has OAK-1.1 to OAK-1.3"
    assert messages["oak-missing"] == "OAK-1.3 acorns lost has no row"
    assert messages["oak-unexplained"].endswith("it must say until when")


def test_without_its_pack_a_framework_is_not_there(report: Path):
    run = check(report)
    assert run.mapping.index.rows == ()
    assert {rule.rule.pack for rule in run.results} <= {"gri-index", "gri-2016", "gri-2021", "g4"}


def test_a_gri_report_is_checked_by_no_rule_of_a_framework():
    sample = Path(__file__).parents[1] / "sample_reports" / "faulty-2021-in-accordance.txt"
    run = check(sample)
    assert run.mapping.index.rows
    assert {result.rule.pack for result in run.results} >= {"gri-index", "gri-2021"}
    assert not {result.rule.pack for result in run.results} & {"hkex-esg", "esrs"}
    assert not any(match.code[0] in "AB" for match in find_codes("see A1.1, KPI B8.2 and E1-6", load_catalogue()))


def test_a_pack_that_includes_a_framework_is_of_it(oakleaf: Path, report: Path, tmp_path: Path):
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "pack.yaml").write_text("id: ours\nversion: 1.0.0\ntitle: Ours\nincludes: [oakleaf]\n", encoding="utf-8")
    (ours / "rules.yaml").write_text(
        (oakleaf / "oakleaf.yaml")
        .read_text("utf-8")
        .split("- id: oak-unknown")[0]
        .replace("oak-missing", "our-missing")
        .replace("family: oakleaf", "family: ours"),
        encoding="utf-8",
    )
    both = found(report, load_kit([oakleaf, ours]))
    assert ("our-missing", "OAK-1.3", "fail") in both
    assert ("oak-missing", "OAK-1.3", "fail") in both


def test_two_frameworks_at_once_are_refused():
    with pytest.raises(UsageError, match="esrs and hkex-esg are of different frameworks"):
        load_kit([Path("hkex-esg"), Path("esrs")])


def test_a_name_that_is_neither_pack_nor_folder_is_refused():
    with pytest.raises(PackError, match=r"hkex: not a folder; .* or one of esrs, g4"):
        load_kit([Path("hkex")])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    OAK-2.1: Leaves fallen", "    OAK-1.1: Leaves fallen", "OAK-1.1 stands in two standards"),
        ("[T1..T2]", "[T1..T3]", "names T3, which no standard of the framework has"),
        ("OAK-1.2: [O", "OAK-9.2: [O", "names OAK-9.2"),
        ("effective: 2030-01-01", "effective: 2030-13-01", "month must be in 1..12"),
        ("edition: 2030", "edtion: 2030", "unknown key 'edtion'; did you mean 'edition'?"),
    ],
)
def test_a_mistake_in_the_facts_is_told(oakleaf: Path, old: str, new: str, words: str):
    path = oakleaf / "framework.yaml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_kit([oakleaf])
    assert str(caught.value).startswith(f"{path}:")
    assert words in str(caught.value)


def test_a_claim_of_a_framework_names_its_own_codes(oakleaf: Path):
    path = oakleaf / "pack.yaml"
    path.write_text(path.read_text("utf-8").replace("OAK-2.1..OAK-2.2]", "305-1]"), encoding="utf-8")
    with pytest.raises(PackError, match="no disclosure has the code '305-1'"):
        load_kit([oakleaf])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("KPI A1.1 Types of emissions", ["A1.1"]),
        ("A1.9 does not exist", ["A1.9"]),
        ("關鍵績效指標 B5.3", ["B5.3"]),
        ("Aspect A1: Emissions", ["A1"]),
        ("A1 paper and B1 visas", []),
        ("version A1.1.3 at A1.5%", []),
        ("xA1.1 and A1.12a", []),
        ("KPIs A1.1, A1.3", ["A1.1", "A1.3"]),
        ("C1.1 and 1.1", []),
    ],
)
def test_codes_of_the_hkex_code(text: str, wanted: list[str]):
    assert codes(text, "hkex-esg") == wanted


def test_an_aspect_without_a_word_before_it_counts_in_a_column_only():
    assert codes("A1 Emissions", "hkex-esg") == []
    assert codes("A1 Emissions", "hkex-esg", loose=True) == ["A1"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("BP – 1 General basis", ["BP-1"]),
        ("ESRS 2 GOV-3", ["GOV-3"]),
        ("Disclosure Requirement E1-6", ["E1-6"]),
        ("ESRS S1 SBM-3", ["S1-SBM-3"]),
        ("E1.IRO-1", ["E1-IRO-1"]),
        ("E1-GOV-3", ["E1-GOV-3"]),
        ("E6-1, X1-1 and S1-2-3", []),
        ("S1\u201117", ["S1-17"]),
        ("MDR-1 SBM-12", ["SBM-12"]),
    ],
)
def test_codes_of_esrs(text: str, wanted: list[str]):
    assert codes(text, "esrs") == wanted


def test_a_span_of_codes_names_those_between():
    first, last = find_codes("KPI A1.3 to A1.6", kit("hkex-esg").catalogue)
    assert [match.code for match in codes_between(first, last)] == ["A1.4", "A1.5"]
    first, last = find_codes("E1-1–E1-4", kit("esrs").catalogue)
    assert [match.code for match in codes_between(first, last)] == ["E1-2", "E1-3"]


def test_headings_of_a_framework_name_its_standards():
    made = kit("esrs")
    book = title_book(made.catalogue, made.vocabulary)
    for text in ("ESRS E1 – Climate change", "E1 Climate change", "Climate change"):
        named = standard_named(text, made.catalogue, book)
        assert named is not None, text
        assert named.number == "ESRS E1"
    for text in ("E1-1 Transition plan", "ESRS 25", "what we did about ESRS E1"):
        assert standard_named(text, made.catalogue, book) is None, text


def test_the_packs_hold_what_their_sources_say():
    hkex, esrs = kit("hkex-esg").catalogue, kit("esrs").catalogue
    kpis = [code for code in hkex.by_code if "." in code]
    assert len(kpis) == 36
    assert len(hkex.standards) == 12
    assert all(bool(d.title) is (len(d.code) == 2) for d in hkex.by_key.values())
    own = [code for code in esrs.by_code if code.count("-") == 1]
    assert len([code for code in own if code[0] in "ESG" and code[1].isdigit()]) == 70
    assert len(own) == 82


def test_gaps_stand_in_the_order_of_the_framework(tmp_path: Path):
    path = tmp_path / "r.txt"
    path.write_text(
        "ESRS index\n\nG1-1 Policies 3\nE1-1 Plan 3\nS1-1 Policies 3\nSBM-1 Strategy 3\nBP-1 Basis 3\n", "utf-8"
    )
    run = check_report(path, kit("esrs"), Policy())
    listed = [gap.code for gap in run.gaps if gap.matches]
    assert listed == ["BP-1", "SBM-1", "E1-1", "S1-1", "G1-1"]


def test_an_optional_expectation_is_not_missed_but_counts_where_it_is_listed():
    made = kit("esrs")
    pack = next(pack for pack in made.packs if pack.id == "esrs")
    (spec,) = pack.claims
    assert spec.expectation("E2-4", 2023) is not None
    path = Path(__file__).parents[1] / "sample_reports" / "no-index.txt"
    gaps = check_report(path, made, Policy()).gaps
    assert {gap.code.partition("-")[0] for gap in gaps} == {"BP", "GOV", "SBM", "IRO"}


def run_cli(*args: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, args)
    return (done.return_value if isinstance(done.return_value, int) else done.exit_code), done.output


def test_commands_take_a_framework(report: Path, oakleaf: Path):
    code, text = run_cli("standards", "--pack", "hkex-esg", "kpi a1.1")
    assert (code, "types of emissions" in text) == (0, True)
    _, text = run_cli("standards", "--pack", "esrs", "ESRS 2 bp–1")
    assert text.startswith("BP-1  General basis for preparation")
    _, text = run_cli("standards", "--pack", str(oakleaf))
    assert "Acorns" in text
    _, text = run_cli("explain", "hkex-kpi-missing")
    assert "hkex-kpi-missing" in text
    _, text = run_cli("index", str(report), "--pack", str(oakleaf), "--format", "json", "--no-config")
    assert [row["code"] for row in json.loads(text)["rows"]][-1] == "T1"
    _, text = run_cli("gaps", str(report), "--pack", str(oakleaf), "--format", "json", "--no-config")
    status = {row["disclosure"]: row["status"] for row in json.loads(text)["rows"]}
    assert status["OAK-1.3"] == "missing"
    assert status["OAK-2.1"] == "unexplained"
    assert status["OAK-2.2"] == "omitted"
    assert "OAK-2.3" not in status


def test_a_name_that_the_framework_does_not_have_gets_the_nearest():
    with pytest.raises(UsageError, match=r"'A9\.1' is no standard or disclosure of hkex-esg; did you mean"):
        describe(kit("hkex-esg").catalogue, "A9.1")


def test_the_configuration_may_name_a_bundled_pack(tmp_path: Path):
    from gricheck.config import load_config

    path = tmp_path / "gricheck.yaml"
    path.write_text("packs: [hkex-esg]\n", encoding="utf-8")
    assert load_kit(load_config(path).packs).catalogue.framework == "hkex-esg"


def test_a_topic_left_out_asks_for_none_of_its_parts():
    """What belongs to a material topic is wanted only where the list reports on the topic."""
    made = kit("esrs")
    rule = next(rule for pack in made.packs for rule in pack.rules if rule.id == "esrs-topic-incomplete")
    sample = Path(__file__).parents[1] / "sample_reports" / "esrs-2024.txt"
    run = check_report(sample, made, Policy())
    about = {r.verdict.disclosure for r in run.results if r.rule.id == rule.id}
    assert {r.verdict.outcome for r in run.results if r.rule.id == rule.id} == {Outcome.PASS}
    assert about
    assert not any(code and code.startswith("E2") for code in about)
    assert replace(rule).severity == "warning"


LAYOUTS = {
    "aspects in a column beside the KPIs": (
        "hkex-esg",
        """\
ESG Reporting Guide Content Index

Subject Areas, Aspects    KPI                   Disclosure                        Section

A1: Emissions             General Disclosure    Information on policies           Environment, page 3
                          A1.1                  Types of emissions                Environment, page 3
                          A1.2                  Greenhouse gas emissions          Environment, page 3
                          A1.3                  Hazardous waste                   Environment, page 4
                          A1.4                  Non-hazardous waste               Environment, page 4
A2: Use of Resources      General Disclosure    Policies on resources             Environment, page 5
                          A2.1                  Energy consumption                Environment, page 5
                          A2.2                  Water consumption                 Environment, page 5
""",
        {"A1": "3", "A1.1": "3", "A1.2": "3", "A1.3": "4", "A1.4": "4", "A2": "5", "A2.1": "5", "A2.2": "5"},
    ),
    "a column with the codes of GRI": (
        "hkex-esg",
        """\
HKEX ESG Content Index

KPI                GRI            Description                             Page

KPI A1.1           305-7          Types of emissions                      3
KPI A1.3           306-3          Hazardous waste                         4
KPI A1.4           306-3          Non-hazardous waste                     4
KPI A2.1           302-1          Energy consumption                      5
KPI A2.2           303-5          Water consumption                       5
KPI B1.1           2-7            Workforce                               6
KPI B1.2           401-1          Turnover                                6
""",
        {"A1.1": "3", "A1.3": "4", "A1.4": "4", "A2.1": "5", "A2.2": "5", "B1.1": "6", "B1.2": "6"},
    ),
    "in Chinese": (
        "hkex-esg",
        """\
香港交易所環境、社會及管治報告守則內容索引

層面                        描述                                  頁碼

層面A1:排放物
一般披露                    有關排放的政策                        3
關鍵績效指標A1.1            排放物種類                            3
關鍵績效指標A1.3            有害廢棄物                            4
關鍵績效指標A1.4            無害廢棄物                            4
關鍵績效指標A1.5            排放量目標                            4
層面A2:資源使用
一般披露                    有效使用資源的政策                    5
關鍵績效指標A2.1            能源總耗量                            5
""",
        {"A1": "3", "A1.1": "3", "A1.3": "4", "A1.4": "4", "A1.5": "4", "A2": "5", "A2.1": "5"},
    ),
    "code and title in one cell": (
        "esrs",
        """\
ESRS index

DR                                                                              Page

ESRS 2 BP-1 – General basis for preparation of sustainability statements        2
ESRS 2 BP-2 – Disclosures in relation to specific circumstances                 2
ESRS 2 GOV-1 – The role of the administrative, management and supervisory bodies    3
ESRS 2 GOV-3 – Integration in incentive schemes                                 3, 4
E1 Climate change
E1-1 – Transition plan for climate change mitigation                            5
E1 SBM-3 – Material impacts, risks and opportunities                            6
E1-6 – Gross Scopes 1, 2, 3 and Total GHG emissions                             7
S1 Own workforce
S1-1 – Policies related to own workforce                                        8
""",
        {"BP-1": "2", "BP-2": "2", "GOV-1": "3", "GOV-3": "34", "E1-1": "5", "E1-SBM-3": "6", "E1-6": "7", "S1-1": "8"},
    ),
}


@pytest.mark.parametrize(("name", "text", "wanted"), list(LAYOUTS.values()), ids=list(LAYOUTS))
def test_the_index_of_each_layout_is_read_exactly(tmp_path: Path, name: str, text: str, wanted: dict[str, str]):
    pages = [
        f"What we did for the people and the harbour, part {n}.\n\nIt is as before.\n\n{n}\n" for n in range(1, 10)
    ]
    path = tmp_path / "report.txt"
    path.write_text("\f".join([*pages, f"{text}\n10\n"]), encoding="utf-8")
    rows = check_report(path, kit(name), Policy()).mapping.index.rows
    assert {row.code: "".join(page.label or "" for page in row.pages) for row in rows} == wanted
    assert len(rows) == len(wanted)
