"""The words that an index reader must know, in every language at once: ``rules/vocabulary/`` as frozen sets.

A reader does not first guess the language: an English report cites "S. 45" of a German one, and indexes mix languages.
Phrases are compared in ``fold``ed form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

from gricheck.model.rule import Words
from gricheck.model.standard import DASHES

_DASHES = dict.fromkeys(map(ord, DASHES), "-")
_QUOTES = {ord("\u2019"): "'", ord("\u2018"): "'", ord("\u00b4"): "'", ord("\u201c"): '"', ord("\u201d"): '"'}
_WORD = re.compile(r"[a-z0-9]+")
_MARKS = _DASHES | _QUOTES
_MARKED = re.compile("[" + re.escape("".join(map(chr, _MARKS))) + "]")


_FULL = re.compile("[\uff01-\uff5e\u3000]")
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as ASCII, each in its place: "Ｐ１９" is "P19"."""
    return text.translate(_WIDE) if _FULL.search(text) else text


def fold(text: str) -> str:
    """Text for comparing: compatibility forms, ligatures, dashes, quotes, case and white space made alike."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = _MARKED.sub(_plain_mark, unicodedata.normalize("NFKC", text))
    return " ".join(plain.casefold().split())


def _plain_mark(match: re.Match[str]) -> str:
    return _MARKS[ord(match[0])]


@dataclass(frozen=True)
class Vocabulary:
    """Phrases by what they mean; every list holds all languages' phrases, folded.

    ``columns`` maps a column's role to words of its header; ``reasons`` a reason's key to its phrases,
    ``reasons_former`` to those of older editions only; ``claims`` a level to regular expressions over a folded
    sentence; ``months`` a month's name to its number; ``spellings`` one spelling to the other;
    ``sectors`` a sector standard to words of its sector. ``sector_denied`` and ``sector_not_material`` are regular
    expressions over folded text.
    """

    page: tuple[str, ...]
    page_after: tuple[str, ...]
    and_words: tuple[str, ...]
    to_words: tuple[str, ...]
    of_words: tuple[str, ...]
    following_one: tuple[str, ...]
    following_many: tuple[str, ...]
    section: tuple[str, ...]
    section_before: tuple[str, ...]
    parts: tuple[str, ...]
    external: tuple[str, ...]
    this_report: tuple[str, ...]
    online: tuple[str, ...]
    none: tuple[str, ...]
    not_applicable: tuple[str, ...]
    omitted: tuple[str, ...]
    reported: tuple[str, ...]
    standards: tuple[str, ...]
    period: tuple[str, ...]
    date_words: tuple[str, ...]
    ordinals: tuple[str, ...]
    year_marks: tuple[str, ...]
    month_marks: tuple[str, ...]
    currencies: tuple[str, ...]
    units: tuple[str, ...]
    no: tuple[str, ...]
    topic_words: tuple[str, ...]
    requirement_words: tuple[str, ...]
    statement_words: tuple[str, ...]
    speaker: tuple[str, ...]
    other_reports: tuple[str, ...]
    assurance_titles: tuple[str, ...]
    assurance_standards: tuple[str, ...]
    reasons: Mapping[str, tuple[str, ...]]
    reasons_former: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[str, ...]]
    index_title: tuple[str, ...]
    claims: Mapping[str, tuple[str, ...]]
    months: Mapping[str, int]
    stopwords: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, str]
    sectors: Mapping[str, tuple[str, ...]]
    sector_denied: tuple[str, ...]
    sector_not_material: tuple[str, ...]

    @cached_property
    def claim_patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """(level, pattern) in the order in which they are tried."""
        return tuple((level, re.compile(p)) for level, patterns in self.claims.items() for p in patterns)

    @cached_property
    def header_words(self) -> tuple[tuple[str, str], ...]:
        """(word, role) of every column header, the longest first, so that the first that fits is the one."""
        pairs = [(word, role) for role, words in self.columns.items() for word in words]
        return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))

    def headers_in(self, text: str) -> list[tuple[str, str]]:
        """The column headers, the longest first, that a folded text may hold: those whose first word is one of its own,
        and those in scripts without spaces."""
        words = {*_WORD.findall(text)}
        found = [place for word in words for place in self._header_places.get(word, ())]
        if not text.isascii():
            found += self._header_places.get("", ())
        return [self.header_words[place] for place in sorted(found)]

    @cached_property
    def _header_places(self) -> Mapping[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, (header, _) in enumerate(self.header_words):
            first = _WORD.search(header)
            places.setdefault(first[0] if first and header.isascii() else "", []).append(place)
        return places


@cache
def alternation(words: tuple[str, ...]) -> str:
    """A regular expression's alternatives, longest first; a word of letters ends at a word's end.

    Words are branches of one tree, so that a place in a text is tried once for each letter, not once for each word.
    """
    known = [word for word in dict.fromkeys(words) if word]
    # A Latin word ends where its letters end ("p45" holds "p"); Chinese and Japanese words have no such ends.
    spelled = [word for word in known if _spelled(word[0])]
    free = [word for word in known if not _spelled(word[0])]
    parts = [r"(?<![^\W\d_])" + _branches(spelled)] if spelled else []
    parts += [_branches(free)] if free else []
    return "(?:" + "|".join(parts) + ")" if parts else r"(?!)"


def _branches(words: Iterable[str], before: str = "") -> str:
    """The rest of words that have begun alike, ``before`` being their last common character: the longest first."""
    tails: dict[str, list[str]] = {}
    ends = False
    for word in words:
        ends = ends or not word
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    branches = [(r"\s+" if head == " " else re.escape(head)) + _branches(rest, head) for head, rest in tails.items()]
    if ends:
        branches.append(r"(?![^\W\d_])" if _spelled(before) else "")
    return branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"


def _spelled(char: str) -> bool:
    return char.isalpha() and ord(char) < 0x2E80


_WORD_LISTS = (
    *("page", "page_after", "and_words", "to_words", "of_words", "following_one", "following_many"),
    *(
        "section",
        "section_before",
        "parts",
        "external",
        "this_report",
        "online",
        "none",
        "not_applicable",
        "omitted",
        "index_title",
    ),
    *("currencies", "units", "reported", "standards", "period"),
    *("date_words", "ordinals", "year_marks", "month_marks"),
    *(
        "no",
        "topic_words",
        "requirement_words",
        "statement_words",
        "speaker",
        "other_reports",
        "assurance_titles",
        "assurance_standards",
    ),
)


def merge(languages: Iterable[Mapping[str, object]]) -> Vocabulary:
    """All languages' trees as one Vocabulary, in the order given."""
    trees = tuple(languages)

    def words(key: str) -> tuple[str, ...]:
        return _folded(tree.get(key, ()) for tree in trees)

    def groups(key: str, convert: bool = True) -> dict[str, tuple[str, ...]]:
        names = dict.fromkeys(name for tree in trees for name in _mapping(tree.get(key)))
        return {
            name: _folded((_mapping(tree.get(key)).get(name, ()) for tree in trees), convert) for name in sorted(names)
        }

    months = {fold(str(name)): int(str(n)) for tree in trees for name, n in _mapping(tree.get("months")).items()}
    return Vocabulary(
        reasons=groups("reasons"),
        reasons_former=groups("reasons_former"),
        columns=groups("columns"),
        claims=groups("claims", convert=False),
        sectors=groups("sectors"),
        sector_denied=_folded((tree.get("sector_denied", ()) for tree in trees), convert=False),
        sector_not_material=_folded((tree.get("sector_not_material", ()) for tree in trees), convert=False),
        months=months,
        spellings={fold(str(a)): fold(str(b)) for tree in trees for a, b in _mapping(tree.get("spellings")).items()},
        stopwords={str(tree["language"]): _folded([tree.get("stopwords", ())]) for tree in trees},
        **{name: words(name) for name in _WORD_LISTS},
    )


def with_words(vocabulary: Vocabulary, words: Words) -> Vocabulary:
    """The vocabulary for an index of another framework: the pack's words go before those for a GRI index.

    A word for a column is taken from the role that it has elsewhere; GRI's claims are none of such a report.
    """
    columns = {role: _folded([listed]) for role, listed in words.columns.items()}
    taken = {word for listed in columns.values() for word in listed}
    kept = {role: tuple(w for w in listed if w not in taken) for role, listed in vocabulary.columns.items()}
    reasons = {key: _folded([listed]) for key, listed in words.reasons.items()}
    return replace(
        vocabulary,
        index_title=_folded([words.index_title]),
        columns={**kept, **{role: (*listed, *kept.get(role, ())) for role, listed in columns.items()}},
        reasons={**reasons, **{key: (*vocabulary.reasons[key], *reasons.get(key, ())) for key in vocabulary.reasons}},
        claims={},
    )


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _folded(lists: Iterable[object], convert: bool = True) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for items in lists:
        for item in items if isinstance(items, list | tuple) else ():
            found.setdefault(fold(str(item)) if convert else str(item))
    return tuple(found)


@cache
def load_vocabulary() -> Vocabulary:
    """All bundled languages. Raises PackError with ``path:line`` where a file is wrong."""
    from gricheck.bundle import load_bundled

    files = load_bundled("rules")
    return merge((located.tree for path, located in files.items() if path.startswith("vocabulary/")))
