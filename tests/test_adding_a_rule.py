"""``docs/adding-a-rule.md``, followed to the letter: its files are written, its commands run, its output compared."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from gricheck import yamlio
from gricheck.cli import cli
from gricheck.packs.load import schema

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "adding-a-rule.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(block: str) -> Iterator[tuple[list[str], list[str]]]:
    """Each command of a console block with the output shown below it."""
    for part in re.split(r"^\$ gricheck ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        yield command.split(), shown


def assert_shown(shown: list[str], output: str) -> None:
    """The lines in their order, with anything in the place of … ."""
    parts = "\n".join(shown).rstrip("…").split("…")
    assert re.search(".*?".join(map(re.escape, parts)), output, re.DOTALL), output


def test_every_command_does_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "sample_reports" / "faulty-2016-core.pdf", tmp_path / "report.pdf")
    monkeypatch.chdir(tmp_path)
    ran = 0
    for kind, name, body in BLOCK.findall(TEXT):
        if name:
            _write(tmp_path / name, body)
        for command, shown in commands(body) if kind == "console" else ():
            done = CliRunner().invoke(cli, command, prog_name="gricheck")
            assert_shown(shown, done.output)
            assert done.exit_code == (1 if command[0] == "check" else 2 if "mistakes" in "".join(shown) else 0)
            ran += 1
    assert ran == TEXT.count("\n$ gricheck ")


def _write(path: Path, text: str) -> None:
    """A file of the page; the folder of a pack is made by the page's own command, here or further down."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_every_key_of_a_rule_is_explained() -> None:
    told = set(re.findall(r"`(\w+)`", TEXT[TEXT.index("### The parts of a rule") : TEXT.index("### The checks")]))
    assert set(schema()["$defs"]["rule"]["properties"]) <= told


def test_the_examples_shown_are_examples() -> None:
    (block,) = [body for kind, name, body in BLOCK.findall(TEXT) if kind == "yaml" and body.startswith("examples:")]
    tree = yamlio.load(block, "page").tree["examples"]
    ready = yamlio.validator({"$ref": "#/$defs/examples", "$defs": schema()["$defs"]})
    assert set(tree) == {"pass", "fail", "review"}
    assert [list(ready.iter_errors(part)) for part in tree.values()] == [[], [], []]
