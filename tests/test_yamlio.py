"""YAML with lines: what is read, what is refused, and that every error names its place and how to mend it."""

from __future__ import annotations

import pytest

from gricheck import yamlio
from gricheck.errors import PackError

RULE = """\
id: location-slash
severity: error   # of the row
words:
  no: Norwegian, not false
  since: 2018-07-01
numbers: [3, -1, 0.5, "8.10", 010, 1_000]
flags: [true, false, null, ~, yes]
examples:
  - row: a
  - row: |
      two
      lines
    where: {page: 7}
empty:
"""


def test_scalars_follow_yaml_1_2() -> None:
    tree = yamlio.load(RULE, "x.yaml").tree
    assert tree["words"] == {"no": "Norwegian, not false", "since": "2018-07-01"}
    assert tree["numbers"] == [3, -1, 0.5, "8.10", "010", "1_000"]
    assert tree["flags"] == [True, False, None, None, "yes"]
    assert tree["empty"] is None
    assert type(tree["numbers"][0]) is int


def test_keys_are_text() -> None:
    assert yamlio.load("2016: a\ntrue: b\n8.10: c", "x.yaml").tree == {"2016": "a", "true": "b", "8.10": "c"}


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 1),
        (("severity",), 2),
        (("words",), 3),
        (("words", "since"), 5),
        (("numbers", 4), 6),
        (("examples", 0), 9),
        (("examples", 1, "row"), 10),
        (("examples", 1, "where", "page"), 13),
        (("examples", 1, "nothing", "here"), 10),
        (("examples", 9), 8),
        (("severity", "deeper"), 2),
    ],
)
def test_line_of_a_place_or_of_the_nearest_above(place: yamlio.Place, line: int) -> None:
    located = yamlio.load(RULE, "x.yaml")
    assert located.line(place) == line
    assert str(located.error(place, "wrong")) == f"x.yaml:{line}: wrong"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' stands here twice; remove"),
        ("a:\n  b: 1\n  b: 2\n", 3, "the key 'b' stands here twice"),
        ("a: [1, 2\nb: 3\n", 1, "the bracket that opens here is not closed"),
        ("a: 1\n\tb: 2\n", 2, "a tab stands where only spaces may"),
        ("a:\n  b: 1\n\tc: 2\n", 3, "a tab stands where only spaces may"),
        ("a: 'x\nb: c\nd: e\n", 1, "the quote that opens here is not closed"),
        ("a:\n- b\nc\nd: 1\n", 3, "a key without its colon"),
        ("a:\n  b: 1\n c: 2\n", 3, "set it in exactly as far as its neighbours"),
        ("a: @x\n", 1, "put the text in quotes"),
        ("a: b: c\n", 1, "put a text that holds ': ' in quotes"),
        ("a: 1\nb: &x 1\nc: *x\n", 2, "an anchor used again further down; write the value out"),
        ("a: &x [*x]\n", 1, "an anchor used again"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "only plain YAML is read"),
        ("a: 1\nb: !mine 2\n", 2, "the tag !mine"),
        ("a: 1\nb: !!int many\n", 2, "'many' is not a int"),
        ("? [a, b]\n: 1\n", 1, "as a key"),
        ("--- 1\n--- 2\n", 2, "not valid YAML"),
        ("a: \x07\n", 1, "not valid YAML"),
        ("[" * 3000 + "]" * 3000, 1, "nested too deep"),
    ],
)
def test_what_is_refused_names_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(PackError) as caught:
        yamlio.load(text, "pack/x.yaml")
    assert str(caught.value).startswith(f"pack/x.yaml:{line}: ")
    assert words in str(caught.value)


def test_bytes_are_utf8() -> None:
    assert yamlio.load("\ufeffa: é".encode(), "x.yaml").tree == {"a": "é"}
    with pytest.raises(PackError, match=r"^x.yaml:2: not UTF-8 text; save"):
        yamlio.load("a: 1\nb: é".encode("latin-1"), "x.yaml")


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_an_empty_file_is_nothing(text: str) -> None:
    assert yamlio.load(text, "x.yaml").tree is None


SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id"],
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z-]+$"},
        "level": {"enum": ["error", "warning"]},
        "examples": {"type": "array", "items": {"$ref": "#/$defs/example"}},
    },
    "$defs": {
        "example": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"row": {"type": "string"}},
            "patternProperties": {"^x-": {}},
        }
    },
}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("level: error\n", "x.yaml:1: the key 'id' is missing; add it"),
        ("id: a\nlevl: error\n", "x.yaml:2: unknown key 'levl'; did you mean 'level'?"),
        (
            "id: a\nexamples:\n  - row: b\n    x-ok: 1\n    rwo: c\n",
            "x.yaml:5: unknown key 'rwo'; did you mean 'row'?",
        ),
        ("id: A B\n", "x.yaml:1: id: 'A B' does not have the form ^[a-z-]+$"),
        ("id: a\nlevel: fatal\n", "x.yaml:2: level: 'fatal' is not one of error, warning; write one of them"),
        ("id: a\nexamples:\n  - row: b\n  - row: 3\n", "x.yaml:4: row: 3 is a number; write text, in quotes"),
        ("- id\n", "x.yaml:1: id is a list; write keys with values"),
    ],
)
def test_schema_errors_name_the_line(text: str, message: str) -> None:
    with pytest.raises(PackError) as caught:
        yamlio.validate(yamlio.load(text, "x.yaml"), SCHEMA)
    assert str(caught.value) == message


def test_what_fits_the_schema_passes() -> None:
    yamlio.validate(yamlio.load("id: a\nexamples: [{row: b, x-y: 1}]\n", "x.yaml"), SCHEMA)
