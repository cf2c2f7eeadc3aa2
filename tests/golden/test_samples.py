"""Every sample report, as PDF and as text, gives exactly the result that stands beside it."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from gricheck.model.index import Claim
from gricheck.pipeline import Kit, check_report, load_kit
from gricheck.policy import Policy, exit_code

SAMPLES = Path(__file__).parents[2] / "sample_reports"
NAMES = sorted(path.name.removesuffix(".expected.yaml") for path in SAMPLES.glob("*.expected.yaml"))
TAGGED = sorted(path.stem for path in (SAMPLES / "tagged").glob("*.xhtml"))
XHTML = "http://www.w3.org/1999/xhtml"


@cache
def kit(*packs: str) -> Kit:
    return load_kit([Path(pack) for pack in packs])


def outcome(path: Path, *packs: str) -> dict[str, Any]:
    """What came of a report, in the shape of an expected result."""
    policy = Policy()
    run = check_report(path, kit(*packs), policy)
    index = run.mapping.index
    return {
        "claim": claim_shape(index.claim),
        "index_pages": list(index.pages),
        "rows": len(index.rows),
        "unparsed": [text.text for text in index.unparsed],
        "findings": sorted((f.rule, f.disclosure or "", str(f.outcome)) for f in run.findings),
        "errors": list(run.errors),
        "exit": exit_code(run, policy),
    }


def claim_shape(claim: Claim | None) -> dict[str, Any] | None:
    return None if claim is None else {"level": str(claim.level), "edition": claim.edition}


def expected(name: str, kind: str = "txt", folder: Path = SAMPLES) -> dict[str, Any]:
    """``findings_pdf`` are those that rest on the day of publication, which only the PDF carries."""
    written = yaml.safe_load((folder / f"{name}.expected.yaml").read_text("utf-8"))
    dated = written.pop("findings_pdf", [])
    told = [*written["findings"], *(dated if kind == "pdf" else [])]
    findings = sorted((rule, disclosure or "", result) for rule, disclosure, result in told)
    return {"unparsed": [], "errors": [], **written, "findings": findings}


@pytest.mark.parametrize("kind", ["pdf", "txt"])
@pytest.mark.parametrize("name", NAMES)
def test_sample_gives_its_expected_result(name: str, kind: str) -> None:
    wanted = expected(name, kind)
    packs = wanted.pop("packs", ())
    assert outcome(SAMPLES / f"{name}.{kind}", *packs) == wanted


@pytest.mark.parametrize("ending", ["xhtml", "html"])
@pytest.mark.parametrize("name", TAGGED)
def test_tagged_sample_gives_its_expected_result(name: str, ending: str, tmp_path: Path) -> None:
    """The same file read as HTML, whose parser knows no namespaces, says the same."""
    text = (SAMPLES / "tagged" / f"{name}.xhtml").read_text("utf-8")
    if ending == "html":
        text = text.replace('<?xml version="1.0" encoding="utf-8"?>', "<!doctype html>").replace(f'xmlns="{XHTML}"', "")
    path = tmp_path / f"{name}.{ending}"
    path.write_text(text, encoding="utf-8")
    assert outcome(path) == expected(name, folder=SAMPLES / "tagged")


def test_tags_of_a_sample_are_evidence(tmp_path: Path) -> None:
    mapping = check_report(SAMPLES / "tagged" / "alderbrook-2024.xhtml", kit(), Policy()).mapping
    support = {m.row.code: m.evidence and (m.evidence.support.value, m.evidence.tagged) for m in mapping.matches}
    assert support == {
        "2-1": ("supported", True),
        "2-3": None,
        "2-7": ("supported", True),
        "2-26": ("supported", True),
        "305-1": ("weak", False),
        "305-2": ("supported", True),
    }
    (covered,) = mapping.covered
    assert (covered.code, covered.passage.page, covered.passage.concept) == (
        *("303-3", 5, "TotalWaterWithdrawalFromAllAreas"),
    )


def test_samples_expect_rules_that_exist() -> None:
    seeded = {rule for name in NAMES for rule, _, _ in expected(name, "pdf")["findings"]}
    rules = {rule.id for pack in kit().packs for rule in pack.rules}
    assert sorted(seeded - rules) == []


def test_sources_make_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("reportlab", reason="the samples are made with reportlab, a development dependency")
    subprocess.run([sys.executable, SAMPLES / "build.py", "--out", tmp_path], check=True)
    made, kept = files(tmp_path), files(SAMPLES)
    assert sorted(made) == sorted(kept)
    # The libraries that write workbooks and Word documents put the time into them.
    assert [name for name in made if made[name] != kept[name] and not name.endswith((".xlsx", ".docx"))] == []


def files(folder: Path) -> dict[str, bytes]:
    reports = [path for path in folder.iterdir() if path.suffix in (".pdf", ".txt")]
    more = [
        *(folder / "indexes").iterdir(),
        *(folder / "house-xml").glob("*.xml"),
        *(folder / "tagged").glob("*.xhtml"),
    ]
    return {path.name: path.read_bytes() for path in (*reports, *more)}


def test_each_sample_has_its_sources_and_both_files() -> None:
    sources = sorted(path.stem for path in (SAMPLES / "sources").glob("*.yaml"))
    for kind in (".pdf", ".txt"):
        assert sources == NAMES == sorted(path.stem for path in SAMPLES.glob(f"*{kind}"))
