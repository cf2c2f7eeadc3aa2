"""Where settings are found, what they become, and how a wrong one is refused."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from gricheck.cli.options import CLAIM_NAMES
from gricheck.config import CLAIMS, Config, FailOn, Override, find_config, load_config
from gricheck.errors import GricheckError, PackError, UsageError
from gricheck.model.elements import Elements
from gricheck.model.run import Waiver
from gricheck.pipeline import load_kit
from gricheck.policy import check_words

FULL_YAML = """\
claim: core
select: [location-*, code-unknown]
ignore:
  - title-unknown
fail-on: warning
severity:
  location-slash: error
  range-too-wide: off
packs: [ours]
page-offset: -2
ocr: false
date: 2021-06-30
baseline: ci/known.json
fail-on-stale: true
xml:
  row: [Item, "{urn:a}group"]
  cell: {"@code": 1, what: 2}
  heading: {head: depth, sub: 2}
  link: {see: to}
overrides:
  - paths: [drafts/**]
    severity: {locations: off}
    select: []
  - paths: ["*.txt", old/*]
    ignore: [report]
waivers:
  - rule: claim-conflict
    disclosure: report
    path: 2021/*
    reason: The cover  is printed.
    expires: 2022-01-31
  - rule: locations
    reason: agreed
"""
FULL_TOML = """\
[project]
name = "report"

[tool.gricheck]
claim = "core"
select = ["location-*", "code-unknown"]
ignore = ["title-unknown"]
fail-on = "warning"
packs = ["ours"]
page-offset = -2
ocr = false
date = 2021-06-30
baseline = "ci/known.json"
fail-on-stale = true

[tool.gricheck.severity]
location-slash = "error"
range-too-wide = "off"

[tool.gricheck.xml]
row = ["Item", "{urn:a}group"]
cell = {"@code" = 1, what = 2}
link = {see = "to"}

[tool.gricheck.xml.heading]
head = "depth"
sub = 2

[[tool.gricheck.overrides]]
paths = ["drafts/**"]
select = []
[tool.gricheck.overrides.severity]
locations = "off"

[[tool.gricheck.overrides]]
paths = ["*.txt", "old/*"]
ignore = ["report"]

[[tool.gricheck.waivers]]
rule = "claim-conflict"
disclosure = "report"
path = "2021/*"
reason = "The cover  is printed."
expires = 2022-01-31

[[tool.gricheck.waivers]]
rule = "locations"
reason = "agreed"
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "lines"), [("gricheck.yaml", FULL_YAML, (27, 32)), ("pyproject.toml", FULL_TOML, (39, 46))]
)
def test_every_key_in_either_file(tmp_path: Path, name: str, text: str, lines: tuple[int, int]) -> None:
    path = write(tmp_path / name, text)
    assert find_config(tmp_path) == Config(
        claim="core",
        select=("location-*", "code-unknown"),
        ignore=("title-unknown",),
        fail_on=FailOn.WARNING,
        severity={"location-slash": "error", "range-too-wide": "off"},
        packs=((tmp_path / "ours").resolve(),),
        page_offset=-2,
        ocr=False,
        published=date(2021, 6, 30),
        elements=Elements(
            parts=(
                *(("item", "row"), ("{urn:a}group", "row"), ("@code", "cell"), ("what", "cell")),
                *(("head", "heading"), ("sub", "heading")),
            ),
            levels=(("head", "depth"), ("sub", "2")),
            columns=(("@code", 1), ("what", 2)),
            links=(("see", "to"),),
        ),
        overrides=(
            Override(("drafts/**",), {"locations": "off"}, select=()),
            Override(("*.txt", "old/*"), ignore=("report",)),
        ),
        waivers=(
            Waiver(
                *("claim-conflict", "The cover is printed.", "report", "2021/*", date(2022, 1, 31)),
                place=f"{name}:{lines[0]}",
            ),
            Waiver("locations", "agreed", place=f"{name}:{lines[1]}"),
        ),
        baseline="ci/known.json",
        fail_on_stale=True,
        path=path,
    )


class TestDiscovery:
    def test_upwards_from_the_working_folder(self, tmp_path: Path) -> None:
        path = write(tmp_path / "gricheck.yaml", "claim: core")
        below = tmp_path / "a" / "b"
        below.mkdir(parents=True)
        assert find_config(below).path == path

    def test_the_nearest_counts(self, tmp_path: Path) -> None:
        write(tmp_path / "gricheck.yaml", "claim: core")
        near = write(tmp_path / "a" / "pyproject.toml", "[tool.gricheck]\nclaim = 'referenced'\n")
        assert find_config(tmp_path / "a").path == near

    def test_gricheck_yaml_before_pyproject(self, tmp_path: Path) -> None:
        write(tmp_path / "pyproject.toml", FULL_TOML)
        own = write(tmp_path / "gricheck.yaml", "claim: core")
        assert find_config(tmp_path).path == own

    def test_not_beyond_the_repository(self, tmp_path: Path) -> None:
        write(tmp_path / "gricheck.yaml", "claim: core")
        repository = tmp_path / "repository"
        (repository / ".git").mkdir(parents=True)
        assert find_config(repository) == Config()

    def test_a_pyproject_of_something_else_is_passed_over(self, tmp_path: Path) -> None:
        path = write(tmp_path / "gricheck.yaml", "claim: core")
        write(tmp_path / "a" / "pyproject.toml", "[tool.other]\nnot toml at all\n")
        assert find_config(tmp_path / "a").path == path

    def test_an_empty_file_sets_nothing(self, tmp_path: Path) -> None:
        path = write(tmp_path / "gricheck.yaml", "# nothing yet\n")
        assert load_config(path) == Config(path=path)


@pytest.mark.parametrize(
    ("name", "text", "line", "says"),
    [
        ("gricheck.yaml", "claim: core\nselct: [a]\n", 2, "selct.*select"),
        ("gricheck.yaml", "claim: cor\n", 1, "core"),
        ("gricheck.yaml", "severity:\n  a: error\n  b: fatal\n", 3, "fatal"),
        ("gricheck.yaml", "claim: core\ndate: 2021-02-31\n", 2, "no date"),
        ("gricheck.yaml", "page-offset: two\n", 1, "two"),
        ("gricheck.yaml", "- core\n", 1, "core is a list; write keys with values"),
        ("gricheck.yaml", "claim: core\nclaim: core\n", 2, "twice"),
        ("pyproject.toml", "[tool.x]\na = 1\n[tool.gricheck]\nclaim = 'core'\nselct = []\n", 5, "selct"),
        ("pyproject.toml", "[tool.gricheck]\n[tool.gricheck.severity]\na = 'fatal'\n", 3, "fatal"),
        ("gricheck.yaml", "waivers:\n  - rule: a\n", 2, "the key 'reason' is missing"),
        ("gricheck.yaml", "waivers:\n  - rule: a\n    reason: ' '\n", 3, "say why the finding may stay"),
        ("gricheck.yaml", "waivers:\n  - rule: a\n    reason: x\n    expires: 2021-02-30\n", 4, "2021-02-30"),
        ("gricheck.yaml", "waivers:\n  - rule: a\n    reason: x\n    expires: soon\n", 4, "soon"),
        ("gricheck.yaml", "waivers:\n  - rule: a\n    reason: x\n    disclosre: x\n", 4, "disclosre"),
        ("gricheck.yaml", "claim: core\noverrides:\n  - ignore: [a]\n", 3, "the key 'paths' is missing"),
        ("gricheck.yaml", "overrides:\n  - paths: []\n", 2, "paths"),
        ("gricheck.yaml", "fail-on-stale: perhaps\n", 1, "perhaps"),
        ("gricheck.yaml", "xml: {}\n", 1, "at least one entry"),
        ("gricheck.yaml", "xml:\n  tabel: [a]\n", 2, "did you mean 'table'"),
        ("gricheck.yaml", "xml:\n  row:\n    - a\n    - r:b\n", 4, "its namespace in braces instead of a prefix"),
        ("gricheck.yaml", "xml:\n  heading:\n    a: 7\n", 3, "the most is 6"),
        ("gricheck.yaml", 'xml:\n  cell: {"@c d": 1}\n', 2, "or @ and an attribute"),
        ("gricheck.yaml", "xml:\n  cell: {a: 0}\n", 2, "the least is 1"),
        ("gricheck.yaml", "xml:\n  link: [see]\n", 2, "write keys with values"),
        ("gricheck.yaml", "xml:\n  row: [a]\n  cell:\n    - b\n    - A\n", 5, "A is a cell here and a row above"),
        ("gricheck.yaml", "xml:\n  row: [a]\n  page:\n    a: nr\n", 4, "a is a page here and a row above"),
        ("pyproject.toml", "[tool.gricheck.xml]\nrow = ['a']\n[tool.gricheck.xml.cell]\na = 1\n", 4, "a row above"),
        (
            "pyproject.toml",
            "[[tool.gricheck.waivers]]\nrule = 'a'\nreason = 'x'\n[[tool.gricheck.waivers]]\nrule = 'b'\nreson = 'y'\n",
            6,
            "reson",
        ),
        (
            "pyproject.toml",
            "[[tool.gricheck.overrides]]\npaths = ['x']\n[tool.gricheck.overrides.severity]\n'a-*' = 'bad'\n",
            4,
            "bad",
        ),
    ],
)
def test_a_mistake_is_refused_with_its_line(tmp_path: Path, name: str, text: str, line: int, says: str) -> None:
    path = write(tmp_path / name, text)
    with pytest.raises(PackError, match=says) as error:
        load_config(path)
    assert str(error.value).startswith(f"{path}:{line}: ")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_an_unreadable_file_is_no_traceback(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "gricheck.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match="--config"):
        load_config(path)


def test_bad_toml_is_no_traceback(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", "[tool.gricheck]\nclaim = core\n")
    with pytest.raises(GricheckError, match=r"not valid TOML.*line 2"):
        find_config(path.parent)


def test_claims_are_the_same_everywhere() -> None:
    schema = json.loads((files("gricheck") / "schemas" / "config.json").read_text(encoding="utf-8"))
    assert tuple(CLAIMS) == CLAIM_NAMES == tuple(schema["properties"]["claim"]["enum"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('tool = "x"', "'tool' is not a table"),
        ('tool = ["x"]', "'tool' is not a table"),
        ('[tool]\ngricheck = "x"', "pyproject.toml"),
        ("[[tool.gricheck]]\nclaim = 1", "pyproject.toml"),
    ],
)
def test_a_pyproject_of_another_shape_is_refused_in_words(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(GricheckError, match=told):
        load_config(write(tmp_path / "pyproject.toml", text))


DOCUMENT = (Path(__file__).resolve().parents[1] / "docs" / "configuration.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["yaml", "toml"])
def test_what_the_documentation_shows_is_read(tmp_path: Path, kind: str) -> None:
    kit = load_kit()
    blocks = re.findall(rf"```{kind}\n(.*?)```", DOCUMENT, re.DOTALL)
    assert blocks
    for block in blocks:
        config = load_config(write(tmp_path / f"gricheck.{kind}", block))
        assert config != Config(path=config.path)
        check_words(config, kit.packs, kit.catalogue)


def test_every_key_is_documented() -> None:
    schema = json.loads((files("gricheck") / "schemas" / "config.json").read_text(encoding="utf-8"))
    parts = [schema, *(schema["properties"][name]["items"] for name in ("overrides", "waivers"))]
    parts.append(schema["properties"]["xml"])
    missing = [key for part in parts for key in part["properties"] if f"`{key}`" not in DOCUMENT]
    assert not missing
