"""Declared omissions: requirement, reason and explanation, in a column or a sentence."""

from __future__ import annotations

import pytest

from gricheck.index.omission import clauses_of, find_reason, is_former, read_omission
from gricheck.model.index import Omission
from gricheck.vocabulary import Vocabulary

CONFIDENTIAL, PROHIBITED = "confidentiality_constraints", "legal_prohibitions"
UNAVAILABLE, INAPPLICABLE = "information_unavailable", "not_applicable"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *[("Confidentiality constraints", CONFIDENTIAL), ("Legal prohibitions", PROHIBITED)],
        *[("Information unavailable / incomplete", UNAVAILABLE), ("Not applicable", INAPPLICABLE)],
        *[("INFORMATION UNAVAILABLE", UNAVAILABLE), ("Reason for omission: legal prohibitions", PROHIBITED)],
        *[
            ("Vertraulichkeit", CONFIDENTIAL),
            ("Información no disponible", UNAVAILABLE),
            ("Divieti legali", PROHIBITED),
        ],
        *[("Proibições legais", PROHIBITED), ("Contraintes de confidentialité", CONFIDENTIAL)],
        *[("Niet van toepassing", INAPPLICABLE), ("保密限制", CONFIDENTIAL), ("法律禁止", PROHIBITED)],
        *[("資訊無法取得/不完整", UNAVAILABLE), ("守秘義務", CONFIDENTIAL), ("법적 금지", PROHIBITED)],
    ],
)
def test_the_permitted_reasons_are_known_in_every_language(text: str, key: str, vocabulary: Vocabulary) -> None:
    found = find_reason(text, vocabulary)
    assert found is not None
    assert (found.reason_key, found.explanation) == (key, None)


@pytest.mark.parametrize(
    ("text", "key", "explanation"),
    [
        *[("Not applicable: we own no land", INAPPLICABLE, "we own no land")],
        ("Omitted: confidentiality constraints. Contracts forbid it.", CONFIDENTIAL, "Contracts forbid it"),
        ("Information unavailable - the data are collected from 2026", UNAVAILABLE, "the data are collected from 2026"),
        ("Nicht zutreffend: wir haben keine Minen", INAPPLICABLE, "wir haben keine Minen"),
        ("Omitted because the software changed", None, "because the software changed"),
        ("n/a: no mines in such areas", INAPPLICABLE, "no mines in such areas"),
    ],
)
def test_the_explanation_is_what_is_said_beyond_the_reason(
    text: str, key: str | None, explanation: str, vocabulary: Vocabulary
) -> None:
    found = find_reason(text, vocabulary)
    assert found is not None
    assert (found.reason_key, found.explanation) == (key, explanation)


def test_a_chinese_explanation_needs_no_spaces(vocabulary: Vocabulary) -> None:
    found = find_reason("信息不可用：数据正在收集中", vocabulary)
    assert found is not None
    assert found.explanation == "数据正在收集中"


def test_a_short_explanation_is_one(vocabulary: Vocabulary) -> None:
    found = find_reason("N/A - no mines", vocabulary)
    assert found is not None
    assert found.explanation == "no mines"


@pytest.mark.parametrize(
    "text",
    [
        *["", "45", "p. 45", "Our people", "We had no such cases"],
        "Complaints are handled by an office of its own, in confidence, and confidentiality is kept",
        "The people in our plants keep what they hear confidential",
    ],
)
def test_a_phrase_deep_in_prose_declares_nothing(text: str, vocabulary: Vocabulary) -> None:
    assert find_reason(text, vocabulary) is None


@pytest.mark.parametrize(
    ("requirement", "clauses"),
    [
        *[
            ("a", ("a",)),
            ("a, b", ("a", "b")),
            ("305-1-b", ("b",)),
            ("305-1-a, 305-1-b", ("a", "b")),
            ("a-ii", ("a-ii",)),
        ],
        *[("a. (ii)", ("a-ii",)), ("(c)", ("c",)), ("b-i, b-ii", ("b-i", "b-ii")), ("a a", ("a",)), ("305-1", ())],
    ],
)
def test_the_clauses_that_are_omitted(requirement: str, clauses: tuple[str, ...], vocabulary: Vocabulary) -> None:
    found = read_omission("", "Legal prohibitions", "", requirement, vocabulary)
    assert found is not None
    assert found.requirements == clauses


def test_not_applicable_names_no_clause(vocabulary: Vocabulary) -> None:
    found = find_reason("n/a: no mines in such areas", vocabulary)
    assert found is not None
    assert found.requirements == ()


def test_the_clauses_are_no_explanation(vocabulary: Vocabulary) -> None:
    found = find_reason("a. and b. Information unavailable", vocabulary)
    assert found is not None
    assert (found.requirements, found.explanation) == (("a", "b"), None)


def test_columns_are_put_together(vocabulary: Vocabulary) -> None:
    found = read_omission("", "Confidentiality constraints", "Contracts forbid it", "b", vocabulary)
    assert found == Omission(("b",), "Confidentiality constraints", CONFIDENTIAL, "Contracts forbid it")


def test_one_column_may_hold_all_of_it(vocabulary: Vocabulary) -> None:
    found = read_omission("Information unavailable: the data are collected from 2026", "", "", "", vocabulary)
    assert found is not None
    assert (found.reason_key, found.explanation) == (UNAVAILABLE, "the data are collected from 2026")


def test_a_reason_that_is_not_permitted_is_kept_without_a_key(vocabulary: Vocabulary) -> None:
    found = read_omission("", "We would rather not say", "", "", vocabulary)
    assert found is not None
    assert (found.reason, found.reason_key) == ("We would rather not say", None)


def test_not_applicable_in_short_is_a_reason(vocabulary: Vocabulary) -> None:
    found = read_omission("", "n.a.", "we own no mines", "", vocabulary)
    assert found is not None
    assert found.reason_key == INAPPLICABLE


@pytest.mark.parametrize("cells", [("", "", "", ""), ("-", "–", "/", "-"), (" ", ".", "", ""), ("✓", "", "", "")])
def test_empty_columns_declare_nothing(cells: tuple[str, str, str, str], vocabulary: Vocabulary) -> None:
    assert read_omission(*cells, vocabulary) is None


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("a. See page 5. b. and c. Not applicable: we have one plant", ("b", "c")),
        ("a. – e. Information unavailable / incomplete: not all data are there", ("a", "b", "c", "d", "e")),
        ("d) not applicable: we have no such sites", ("d",)),
    ],
)
def test_a_reason_is_for_the_letters_right_before_it(
    text: str, clauses: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    found = find_reason(text, vocabulary)
    assert found is not None
    assert found.requirements == clauses
    assert found.explanation is not None
    assert text.endswith(found.explanation)
    assert "page 5" not in found.explanation


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("305-1-c: information unavailable, measured from 2025 on", ("c",)),
        ("Partially omitted: 305-1-b and c, confidentiality constraints: by contract", ("b", "c")),
        ("Requirement c is omitted due to confidentiality constraints: contract", ("c",)),
        ("Requirements (a), (c) and d-ii omitted, information unavailable: later", ("a", "c", "d-ii")),
        ("Anforderungen b und c: Vertraulichkeitsbeschränkungen. Verträge", ("b", "c")),
        ("Information unavailable: a restatement of part of the figures", ()),
    ],
)
def test_the_requirements_that_are_omitted_are_named_in_running_text(
    text: str, clauses: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    found = find_reason(text, vocabulary)
    assert found is not None
    assert found.requirements == clauses


def test_the_explanation_is_what_stands_behind_the_reason(vocabulary: Vocabulary) -> None:
    found = find_reason("70; 305-1-c: information unavailable, biogenic gases are measured from 2025 on", vocabulary)
    assert found is not None
    assert found.explanation == "biogenic gases are measured from 2025 on"


@pytest.mark.parametrize(
    ("reason", "former"),
    [
        ("Specific legal prohibitions", True),
        ("Legal prohibitions", False),
        ("Proprietary information", True),
        (None, False),
    ],
)
def test_reasons_worded_as_in_older_editions_are_told(reason: str | None, former: bool, vocabulary: Vocabulary) -> None:
    assert is_former(reason, vocabulary) is former


def test_clauses_are_those_of_the_code_itself() -> None:
    assert clauses_of("2-7", "Incomplete for GRI 2-7-b (type) and 2-8-a") == ("b",)
