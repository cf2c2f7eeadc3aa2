"""Declared omissions: the requirement, the reason and the explanation, in whatever column or sentence they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gricheck.model.index import Omission
from gricheck.model.standard import DASHES
from gricheck.vocabulary import Vocabulary, alternation, fold

_CODED = re.compile(r"(?<![\w/-])\d{1,3}-\d{1,2}[- ]?\(?([a-h])\)?(?:[.-]?\s?\(?(iv|v|i{1,3})\)?)?(?![\w])")
_REQUIREMENT = re.compile(
    r"(?<![\w/-])(?:\d{1,3}-\d{1,2}[- ])?\(?([a-h])\)?(?:[.-]?\s?\(?(iv|v|i{1,3})\)?)?(?=[\s.,:;)]|$)"
)


def find_reason(text: str, vocabulary: Vocabulary) -> Omission | None:
    """The omission that a cell declares: a reason in words, or the word that something is omitted. None where
    neither."""
    folded = fold(text)
    for key, phrases in vocabulary.reasons.items():
        match = re.search(alternation(phrases), folded)
        # A reason stands at the head of its cell or clause, or behind the word "omitted"; deep in prose it is only a
        # phrase.
        if match and (_heads_clause(folded, match) or re.search(alternation(vocabulary.omitted), folded)):
            clauses = _clauses_before(folded[: match.start()])
            behind = _explanation(_behind(text, match[0]), match[0], vocabulary)
            # What stands before the reason belongs to the location or to other clauses, unless there is nothing behind.
            said = behind if behind or clauses else _explanation(text, match[0], vocabulary)
            return Omission(clauses or _requirements(text, vocabulary), match[0], key, said)
    match = re.match(rf"\W*({alternation(vocabulary.not_applicable)})[\W]", folded)
    explanation = _explanation(text, match[1], vocabulary) if match else None
    if match and explanation:
        return Omission(_requirements(text, vocabulary), match[1], "not_applicable", explanation)
    match = re.match(rf"\W*{alternation(vocabulary.omitted)}", folded)
    if match is None or folded in vocabulary.columns.get("omission", ()):
        return None  # the last is a column's header that was set beside its first row
    return Omission(_requirements(text, vocabulary), None, None, _explanation(text, match[0], vocabulary))


_LETTERS = re.compile(r"(?:^|[\s.;|(])((?:\(?[a-h][.)]\s*(?:[-,&]\s*|[^\W\d_]{1,3}\s+)?)+)$")


def _clauses_before(text: str) -> tuple[str, ...]:
    """The letters right before a reason, of a cell that says of each what becomes of it: "b. and c. Not applicable"."""
    match = _LETTERS.search(text.rstrip(" :") + " ") or _LETTERS.search(text)
    if match is None:
        return ()
    letters = re.findall(r"(?<![a-z])([a-h])(?=[.)])", match[1])
    if len(letters) == 2 and re.search(r"[.)]\s*-\s*\(?[a-h]", match[1]):
        return tuple(chr(code) for code in range(ord(letters[0]), ord(letters[1]) + 1))
    return tuple(dict.fromkeys(letters))


def _heads_clause(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    return match.start() < 25 or (after[:1] == ":" and before[-1:] in ".;|)")


def read_omission(
    text: str, reason: str, explanation: str, requirement: str, vocabulary: Vocabulary
) -> Omission | None:
    """The omission of a row whose table has columns for it; None where they are empty or only a dash."""
    if fold(text).strip(" .") in vocabulary.reported:
        text = ""  # a column that says of each row whether it is reported or omitted
    named = _requirements(requirement, vocabulary, column=True) or any(char.isdigit() for char in requirement)
    if not named and all(map(_empty, (text, reason, explanation, requirement))):
        return None
    found = find_reason(" ".join(filter(None, (reason, text))), vocabulary)
    key = found.reason_key if found else None
    if key is None and fold(reason).strip(" .") in {word.strip(" .") for word in vocabulary.not_applicable}:
        key = "not_applicable"
    words = explanation if not _empty(explanation) else (found.explanation if found else None)
    if not _empty(reason):
        printed: str | None = reason
    elif key:
        printed = found.reason if found else None
    else:
        printed = text if re.sub(alternation(vocabulary.omitted), "", fold(text)).strip(DASHES + " .:") else None
    clauses = _requirements(requirement, vocabulary, column=True) or _requirements(text, vocabulary)
    return Omission(clauses, printed, key, words or None)


def is_former(reason: str | None, vocabulary: Vocabulary) -> bool:
    """Whether a reason is worded as only older editions had it."""
    worded = fold(reason or "").strip(_PUNCTUATION)
    phrases = tuple(phrase for own in vocabulary.reasons_former.values() for phrase in own)
    return re.match(alternation(phrases), worded) is not None


def _empty(text: str) -> bool:
    """Without a letter a cell declares nothing: a dash, a mark, a stray number."""
    return not any(char.isalpha() for char in text)


def _requirements(text: str, vocabulary: Vocabulary, column: bool = False) -> tuple[str, ...]:
    """The clauses that a cell is about: ``a``, ``b-ii``.

    In a ``column`` for them a letter is a clause; in running text only behind a code, behind the word "requirement", or
    at the head with its full stop, bracket or colon: "a restatement" and "e.g." are words.
    """
    if column:
        found = list(_REQUIREMENT.finditer(text))
    else:
        found = []
        worded = re.compile(rf"{alternation(vocabulary.requirement_words)}\s+(?=\(?[a-h]\b)", re.IGNORECASE)
        for match in (*_CODED.finditer(text), *worded.finditer(text)):
            found += [match] if match.re is _CODED else []
            found += _listed(text, match.end(), vocabulary, first=match.re is not _CODED)
        head = _HEAD.match(text)
        found += _REQUIREMENT.finditer(head[0]) if head else ()
    return tuple(dict.fromkeys(f"{m[1]}-{m[2]}" if m[2] else m[1] for m in found))


def _listed(text: str, start: int, vocabulary: Vocabulary, first: bool) -> Iterator[re.Match[str]]:
    """Letters that follow each other from a place on: "b and c", "(a), (c)"; ``first`` where none stands before it."""
    joint = re.compile(rf"\s*(?:[,;/&]|{alternation(vocabulary.and_words)})\s*")
    while True:
        between = None if first else joint.match(text, start)
        if not first and between is None:
            return
        letter = _LETTER.match(text, between.end() if between else start)
        if letter is None:
            return
        yield letter
        start, first = letter.end(), False


_LETTER = re.compile(r"\(?([a-h])\)?(?:[.-]?\s?\(?(iv|v|i{1,3})\)?)?(?=[\s.,:;)/]|$)")

_HEAD = re.compile(
    r"(?:\W*\(?[a-h](?:[.-]?\s?\(?(?:iv|v|i{1,3}))?[.):](?![a-z])(?:\s*[^\W\d_]{1,4}(?=\s[a-h][.):]))?)+"
)


def clauses_of(code: str, text: str) -> tuple[str, ...]:
    """The clauses of one disclosure that running text names with its code: "incomplete for GRI 2-7-b"."""
    found = (m for m in _CODED.finditer(text) if m[0].startswith(code))
    return tuple(dict.fromkeys(f"{m[1]}-{m[2]}" if m[2] else m[1] for m in found))


def _behind(text: str, phrase: str) -> str:
    match = _spaced(phrase).search(text)
    return text[match.end() :] if match else text


def _spaced(phrase: str) -> re.Pattern[str]:
    """A folded phrase as it may be printed."""
    return re.compile(re.escape(phrase).replace(r"\ ", r"\s+"), re.IGNORECASE)


def _explanation(text: str, phrase: str, vocabulary: Vocabulary) -> str | None:
    """What the cell says beyond the reason and the word "omitted"; None where that is nothing."""
    rest = _spaced(phrase).sub(" ", text, count=1)
    rest = re.sub(alternation(vocabulary.omitted), " ", rest, count=1, flags=re.IGNORECASE)
    rest = " ".join(rest.split()).strip(_PUNCTUATION)
    while (named := _REQUIREMENT.match(rest)) is not None:
        rest = re.sub(rf"^{alternation(vocabulary.and_words)}\s", "", rest[named.end() :].strip(_PUNCTUATION))
    letters = [char for char in rest if char.isalpha()]
    return rest if len(letters) >= (2 if any(char > "\u2e80" for char in letters) else 4) else None


_PUNCTUATION = " :;,./()：；，、。（）" + DASHES
