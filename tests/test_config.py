"""Where settings are found, what they become, and how a wrong one is refused."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from gricheck.cli.options import CLAIM_NAMES
from gricheck.config import CLAIMS, Config, FailOn, find_config, load_config
from gricheck.errors import GricheckError, PackError, UsageError

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
date: 2021-06-30
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
date = 2021-06-30

[tool.gricheck.severity]
location-slash = "error"
range-too-wide = "off"
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "text"), [("gricheck.yaml", FULL_YAML), ("pyproject.toml", FULL_TOML)])
def test_every_key_in_either_file(tmp_path: Path, name: str, text: str) -> None:
    path = write(tmp_path / name, text)
    assert find_config(tmp_path) == Config(
        claim="core",
        select=("location-*", "code-unknown"),
        ignore=("title-unknown",),
        fail_on=FailOn.WARNING,
        severity={"location-slash": "error", "range-too-wide": "off"},
        packs=((tmp_path / "ours").resolve(),),
        page_offset=-2,
        published=date(2021, 6, 30),
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
