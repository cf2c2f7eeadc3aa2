"""The configuration to begin with: every key of the schema, and YAML that loads however much of it is used."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gricheck import yamlio
from gricheck.config import Config, load_config
from gricheck.pipeline import load_kit
from gricheck.policy import check_words
from gricheck.reporter.escape import inert, yaml
from gricheck.reporter.init.template import Hint, template
from hostile import HOSTILE

SCHEMA = json.loads((files("gricheck") / "schemas" / "config.json").read_text(encoding="utf-8"))
KEYS = tuple(SCHEMA["properties"])
CODE = re.compile(r"#(?! \S)")
"""The mark before what may be used; a remark has one space behind it."""


def blocks(text: str) -> list[list[str]]:
    """The lines of each key of the file, remarks included."""
    return [block.splitlines() for block in text.strip().split("\n\n")[1:]]


def used(lines: list[str]) -> str:
    return "\n".join(CODE.sub("", line) for line in lines)


def inner_keys() -> Iterator[tuple[str, str]]:
    for key, form in SCHEMA["properties"].items():
        for name in {**form, **form.get("items", {})}.get("properties", {}):
            yield key, name


def loaded(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "gricheck.yaml"
    path.write_text(text, encoding="utf-8")
    config = load_config(path)
    kit = load_kit()
    check_words(config, kit.packs, kit.catalogue)
    return config


def test_it_names_every_key_of_the_schema_once_and_no_other() -> None:
    named = [used(block) for block in blocks(template({}))]
    assert [tuple(yamlio.load(text, "x").tree) for text in named] == [(key,) for key in KEYS]


@pytest.mark.parametrize(("key", "name"), [*inner_keys()])
def test_it_shows_every_key_within_a_key(key: str, name: str) -> None:
    tree = yamlio.load(used(block_of(key)), "x").tree[key]
    assert name in (tree[0] if isinstance(tree, list) else tree)


def block_of(key: str) -> list[str]:
    return next(block for block in blocks(template({})) if key_of(block) == key)


def key_of(block: list[str]) -> str:
    return next(CODE.sub("", line).partition(":")[0] for line in block if CODE.match(line))


def test_each_key_has_a_remark_and_is_commented_out(tmp_path: Path) -> None:
    text = template({})
    for block in blocks(text):
        about = SCHEMA["properties"][key_of(block)].get("description", SCHEMA["$defs"]["severity"]["description"])
        assert " ".join(line.removeprefix("# ") for line in block if line.startswith("# ")).startswith(about)
    assert all(line.startswith("#") for line in text.splitlines() if line)
    assert loaded(tmp_path, text) == Config(path=tmp_path / "gricheck.yaml")


@pytest.mark.parametrize("key", KEYS)
def test_each_key_loads_by_itself_and_changes_something(tmp_path: Path, key: str) -> None:
    block = block_of(key)
    config = loaded(tmp_path, template({}).replace("\n".join(block), used(block)))
    assert config.located is not None
    assert tuple(config.located.tree) == (key,)
    assert config != Config(path=tmp_path / "gricheck.yaml")


def test_all_keys_load_together(tmp_path: Path) -> None:
    config = loaded(tmp_path, used(template({}).splitlines()))
    assert config.located is not None
    assert tuple(config.located.tree) == KEYS


@pytest.mark.parametrize(("key", "name"), [pair for pair in inner_keys() if pair[0] == "xml"])
def test_each_key_within_xml_loads_by_itself(tmp_path: Path, key: str, name: str) -> None:
    lines = block_of(key)
    kept = [line for line in lines if re.match(rf"#{key}:|#  {name}: ", line)]
    assert loaded(tmp_path, used(kept)).elements is not None


def test_each_key_that_a_waiver_needs_not_may_stay_commented_out(tmp_path: Path) -> None:
    lines = block_of("waivers")
    required = [line for line in lines if re.search(r"waivers:|rule:|reason:", line)]
    assert loaded(tmp_path, used(required)).waivers[0].rule == "location-slash"
    text = "\n".join(lines)
    assert text.count("Required.") == 2


@pytest.mark.parametrize("key", KEYS)
def test_the_schema_has_an_example_where_a_key_has_a_value(key: str) -> None:
    """What the template shows, editors show too."""

    def without(form: Mapping[str, Any]) -> bool:
        parts = {**form, **form.get("items", {})}.get("properties", {})
        return any(map(without, parts.values())) if parts else len(form.get("examples", ())) != 1

    assert not without(SCHEMA["properties"][key])


def test_what_is_known_is_used_or_offered_with_its_remarks(tmp_path: Path) -> None:
    hints = {
        "claim": Hint("core", ("As the report says.",), used=True),
        "page-offset": Hint(0, used=True),
        "also": Hint({"Annual Report": "ar.pdf", "10-K": "k.pdf"}, ("Both are named.",)),
    }
    text = template(hints)
    assert "# As the report says.\nclaim: core\n" in text
    assert "# Both are named.\n#also:\n#  Annual Report: ar.pdf\n#  10-K: k.pdf\n" in text
    config = loaded(tmp_path, text)
    assert (config.claim, config.page_offset, config.also) == ("core", 0, ())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_word_of_a_report_is_more_than_a_remark_or_a_name(tmp_path: Path, hostile: str) -> None:
    offered = template({"also": Hint({hostile: "a.pdf"}, (hostile, f"x\nclaim: core {hostile}"))})
    assert loaded(tmp_path, offered) == Config(path=tmp_path / "gricheck.yaml")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", offered)
    config = loaded(tmp_path, template({"also": Hint({hostile: "a.pdf"}, used=True)}))
    assert [name for name, _ in config.also] == [inert(hostile)]


@given(st.text(max_size=30))
@example("true")
@example("Null")
@example("305-1")
@example("2024-05-31")
@example("1-2: x # y")
@example("\ufeff")
def test_any_text_is_read_back_as_it_is_shown(text: str) -> None:
    plain = inert(text)
    assert yamlio.load(f"[{yaml(text)}]", "x").tree == [plain]
    assert yamlio.load(f"{yaml(text)}: {yaml(text)}", "x").tree == {plain: plain}
