"""The words that the index reader knows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gricheck import yamlio
from gricheck.errors import PackError
from gricheck.index.headers import Role
from gricheck.model.index import Level
from gricheck.vocabulary import alternation, fold, load_vocabulary, merge

LANGUAGES = {"en", "de", "it", "es", "fr", "pt", "nl", "zh-Hans", "zh-Hant", "ja", "ko"}
REASONS = {
    "not_applicable",
    "confidentiality_constraints",
    "legal_prohibitions",
    "information_unavailable",
    "not_material",
}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("GRI  Content\nIndex", "gri content index"),
        ("305–1", "305-1"),
        ("305－１", "305-1"),
        ("o\u2019clock", "o'clock"),
        ("oﬃce", "office"),
        ("STRASSE", fold("Straße")),
    ],
)
def test_folded_text_is_alike(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("p", "pp"), "pp. 45", "pp"),
        (("p",), "p45", "p"),
        (("p",), "map 45", None),
        (("p",), "pages", None),
        (("annual report", "report"), "annual  report", "annual  report"),
        (("頁",), "第45頁起", "頁"),
        (("n.a.",), "n.a.", "n.a."),
    ],
)
def test_a_latin_word_is_found_whole_and_a_chinese_one_anywhere(
    words: tuple[str, ...], text: str, found: str | None
) -> None:
    match = re.search(alternation(words), text)
    assert (match[0] if match else None) == found


def test_no_words_match_nothing() -> None:
    assert re.search(alternation(()), "anything") is None


def test_languages_are_merged_without_repeats_and_folded() -> None:
    one = {"language": "x", "page": ["Page", "p"], "columns": {"sdg": ["SDG"]}, "months": {"May": 5}}
    two = {"language": "y", "page": ["p", "Seite"], "columns": {"sdg": ["ODD"]}, "stopwords": ["und"]}
    words = merge([one, two])
    assert words.page == ("page", "p", "seite")
    assert words.columns == {"sdg": ("sdg", "odd")}
    assert words.months == {"may": 5}
    assert words.stopwords == {"x": (), "y": ("und",)}
    assert words.section == ()


def test_claim_patterns_stay_regular_expressions() -> None:
    words = merge([{"language": "x", "claims": {"core": [r"[\W]Core\b"]}}])
    assert words.claims["core"] == (r"[\W]Core\b",)
    assert [level for level, _ in words.claim_patterns] == ["core"]


def test_every_language_promised_is_there() -> None:
    assert set(load_vocabulary().stopwords) >= LANGUAGES


def test_the_bundled_groups_are_ones_the_code_knows() -> None:
    words = load_vocabulary()
    assert set(words.columns) <= {role.value for role in Role}
    assert set(words.claims) - {"denied"} <= {level.value for level in Level}
    assert set(words.reasons) == REASONS


@pytest.mark.parametrize("name", ["page", "section", "external", "none", "not_applicable", "omitted", "index_title"])
def test_no_list_holds_an_empty_or_unfolded_phrase(name: str) -> None:
    phrases = getattr(load_vocabulary(), name)
    assert phrases
    assert all(phrase and phrase == fold(phrase) for phrase in phrases)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_knows_what_an_index_needs(language: str) -> None:
    """A language without a word for the page column or for an omission would be read as another one."""
    from gricheck.bundle import load_bundled

    trees = [located.tree for path, located in load_bundled("rules").items() if path.startswith("vocabulary/")]
    tree = next(tree for tree in trees if tree["language"] == language)
    words = merge([tree])
    assert set(words.reasons) == REASONS
    assert {"location", "title", "code", "omission"} <= set(words.columns)
    assert {"core", "in-accordance", "with-reference"} <= set(words.claims)
    assert all((words.page, words.external, words.not_applicable, words.index_title))


def test_every_claim_pattern_compiles() -> None:
    assert load_vocabulary().claim_patterns


FOLDER = Path(__file__).parents[1] / "rules" / "vocabulary"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_file_has_the_shape_that_the_schema_gives(path: Path) -> None:
    located = yamlio.load(path.read_text("utf-8"), path.name)
    yamlio.validate(located, json.loads((FOLDER / "schema.json").read_text("utf-8")))
    assert located.tree["language"] == path.stem


def test_a_misspelled_list_is_refused_with_its_line() -> None:
    text = (FOLDER / "nl.yaml").read_text("utf-8").replace("page_after:", "pages_after:")
    with pytest.raises(PackError, match=r"nl\.yaml:5: .*pages_after"):
        yamlio.validate(yamlio.load(text, "nl.yaml"), json.loads((FOLDER / "schema.json").read_text("utf-8")))
