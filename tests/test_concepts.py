"""The concepts of GRI's taxonomy: against the catalogue, against the taxonomy where it is at hand, and their making."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from gricheck import bundle, resources, yamlio
from gricheck.catalogue import load_catalogue
from gricheck.catalogue.taxonomy import is_of_gri, load_taxonomy
from gricheck.catalogue.taxonomy_make import MISPRINTS, main, read_release, written
from gricheck.errors import PackError
from gricheck.model.taxonomy import Concept

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "gri_standards" / "xbrl"
ARCHIVES = sorted((ROOT.parent / "shared" / "gri" / "taxonomy").glob("*.zip"))
FILES = bundle.parse(resources.XBRL, resources.read_folder(resources.data_dir(resources.XBRL)))
SCHEMA = {
    **json.loads((ROOT / "gri_standards" / "schema.json").read_text(encoding="utf-8")),
    "$ref": "#/$defs/taxonomy",
}
NAMESPACE = "https://taxonomy.globalreporting.org/gri-sustainability-taxonomy/gri_srs/core"


@pytest.mark.parametrize("path", FILES)
class TestTheFacts:
    def test_fit_the_schema(self, path: str) -> None:
        yamlio.validate(FILES[path], SCHEMA)
        assert path == f"gri-{FILES[path].tree['release']}.yaml"

    def test_every_disclosure_and_letter_is_the_catalogues(self, path: str) -> None:
        catalogue = load_catalogue()
        for key, concepts in self.blocks(path):
            code, _, edition = key.partition(":")
            clauses = {requirement.clause for requirement in catalogue.by_key[code, int(edition)].requirements}
            known = {"", *clauses, *(clause.partition("-")[0] for clause in clauses)}
            assert set(concepts.values()) <= known, key

    def test_every_concept_stands_once(self, path: str) -> None:
        names = [name for _, concepts in self.blocks(path) for name in concepts] + FILES[path].tree["others"]
        assert len(names) == len(set(names))

    def blocks(self, path: str) -> list[tuple[str, Mapping[str, str]]]:
        tree: Any = FILES[path].tree
        return [*tree["reported"].items(), *tree["omitted"].items()]


def test_a_concept_tells_what_it_reports_on() -> None:
    concepts = load_taxonomy().concepts
    assert concepts["TotalNumberOfEmployees"] == Concept("2-7", 2021, "a")
    assert concepts["WeightOfWasteGenerated"] == Concept("306-3", 2020, "a")
    assert concepts["TotalNumberOfRecordedSignificantSpills"] == Concept("306-3", 2016, "a")
    assert concepts["ReasonForOmissionRelatedToCommunityInvestments"].omission
    assert concepts["LevelOfAccordance"] == Concept()
    assert "GenderAxis" not in concepts


@pytest.mark.parametrize(
    ("namespace", "ours"),
    [
        (NAMESPACE, True),
        (NAMESPACE.replace("gri_srs", "2027-01-01/gri_srs"), True),
        ("https://taxonomy.globalreporting.org.example.org/gri_srs/core", False),
        ("https://xbrl.ifrs.org/taxonomy/2024-03-27/ifrs-full", False),
        ("", False),
    ],
)
def test_its_namespace_is_known_and_that_of_later_releases(namespace: str, ours: bool) -> None:
    assert is_of_gri(namespace) is ours


@pytest.mark.skipif(not ARCHIVES, reason="GRI's XBRL taxonomy is not in ../shared/gri/taxonomy")
class TestAgainstTheTaxonomy:
    @pytest.mark.parametrize("archive", ARCHIVES, ids=lambda path: path.stem)
    def test_made_again_the_file_is_the_same(self, archive: Path) -> None:
        release = read_release(archive)
        assert written(release) == (FOLDER / f"gri-{release.day}.yaml").read_text(encoding="utf-8")
        assert set(release.names) <= set(load_taxonomy().concepts)
        assert is_of_gri(release.namespace)

    def test_every_listed_misprint_still_stands_in_one(self) -> None:
        printed = {
            "-".join(filter(None, (one["Number"], one.get("Paragraph"), one.get("Subparagraph"))))
            for archive in ARCHIVES
            for references in read_release(archive).references.values()
            for one in references
        }
        assert set(MISPRINTS) <= printed


CORE = f"""<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="{NAMESPACE}">
<element name="Staff" abstract="false"/><element name="StaffAbstract" abstract="true"/>
<element name="Beneath" abstract="false"/><element name="ReasonForOmissionRelatedToStaff" abstract="false"/>
<element name="Nowhere" abstract="false"/></schema>"""
PACKAGE = "<taxonomyPackage><publicationDate> 2026-05-01 </publicationDate></taxonomyPackage>"
LOCATORS = "".join(
    f'<loc xlink:href="core.xsd#gri_{name}" xlink:label="l_{name}"/>'
    for name in ("Staff", "StaffAbstract", "Beneath", "ReasonForOmissionRelatedToStaff")
)


def linkbase(inner: str) -> str:
    return f'<linkbase xmlns:xlink="http://www.w3.org/1999/xlink">{inner}</linkbase>'


def archive(tmp_path: Path, paragraph: str = "b", subparagraph: str = "ii", number: str = "2-7") -> Path:
    parts = f"<Name>Disclosure {number}: Employees</Name><Number> {number} </Number><Paragraph>{paragraph}</Paragraph>"
    reference = linkbase(
        f'{LOCATORS}<referenceArc xlink:from="l_Staff" xlink:to="r"/>'
        '<referenceArc xlink:from="l_StaffAbstract" xlink:to="r"/>'
        f'<reference xlink:label="r">{parts}<Subparagraph>{subparagraph}</Subparagraph></reference>'
    )
    arcs = (("StaffAbstract", "Beneath"), ("Staff", "ReasonForOmissionRelatedToStaff"))
    shown = "".join(f'<presentationArc xlink:from="l_{above}" xlink:to="l_{name}"/>' for above, name in arcs)
    path = tmp_path / "taxonomy.zip"
    with ZipFile(path, "w") as file:
        file.writestr("t/gri_srs/core/gri_srs_core_2026.xsd", CORE)
        file.writestr("t/gri_srs/linkbases/ref_gri_srs_2026.xml", reference)
        file.writestr(
            "t/gri_srs/linkbases/pre_gri_2.xml", linkbase(f"<presentationLink>{LOCATORS}{shown}</presentationLink>")
        )
        file.writestr("t/META-INF/taxonomyPackage.xml", PACKAGE)
    return path


class TestMaking:
    def test_one_command_makes_next_years_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([str(archive(tmp_path)), str(tmp_path)]) == 0
        made = tmp_path / "gri-2026-05-01.yaml"
        assert capsys.readouterr().out == f"{made}\n"
        located = yamlio.load(made.read_bytes(), str(made))
        yamlio.validate(located, SCHEMA)
        tree = located.tree
        assert tree["reported"] == {"2-7:2021": {"Beneath": "", "Staff": "b-ii"}}
        assert tree["omitted"] == {"2-7:2021": {"ReasonForOmissionRelatedToStaff": "b-ii"}}
        assert (tree["others"], tree["namespace"]) == (["Nowhere"], NAMESPACE)

    def test_a_listed_misprint_is_corrected(self, tmp_path: Path) -> None:
        release = read_release(archive(tmp_path, "b", "iv", "2-6"))
        assert "    Staff: b\n" in written(release)

    def test_a_number_is_no_letter(self, tmp_path: Path) -> None:
        assert '    Staff: ""\n' in written(read_release(archive(tmp_path, "2.2", "")))

    def test_a_letter_that_the_standards_do_not_have_stops_it(self, tmp_path: Path) -> None:
        with pytest.raises(PackError, match=r"the standards have no 2-7-z; mend gri_standards/"):
            written(read_release(archive(tmp_path, "z", "")))

    def test_a_disclosure_that_the_standards_do_not_have_stops_it(self, tmp_path: Path) -> None:
        with pytest.raises(PackError, match="in effect on 2026-05-01"):
            written(read_release(archive(tmp_path, number="2-99")))

    def test_a_withdrawn_disclosure_is_not_in_effect(self, tmp_path: Path) -> None:
        with pytest.raises(PackError, match="in effect on 2026-05-01"):
            written(read_release(archive(tmp_path, "a", "", number="307-1")))

    @pytest.mark.parametrize("arguments", [[], ["one"], ["one", "two", "three"]])
    def test_it_says_what_to_give(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert main(arguments) == 2
        assert "make taxonomy ZIP=" in capsys.readouterr().err

    def test_other_files_are_refused(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        plain, empty = tmp_path / "plain.zip", tmp_path / "empty.zip"
        plain.write_text("no archive")
        ZipFile(empty, "w").close()
        for path in (plain, empty, tmp_path / "none.zip"):
            assert main([str(path), str(tmp_path)]) == 2
            assert capsys.readouterr().err.startswith(f"{path}: ")
