"""The codes of a framework other than GRI's, found by the forms that its pack gives.

As with GRI's, what is a code is decided by what stands before its last number, and whether the disclosure exists is not
asked: ``A1.9`` is a misprint that must be read to be reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from gricheck.model.standard import DASHES, CodeForms, stem_of

_SPACE = "[ \u00a0]"
_DASH = f"[{DASHES}]"
_BEFORE = r"(?<![.0-9A-Za-z\u00c0-\u024f])"
_AFTER = rf"(?![0-9A-Za-z]|\.\d|\s?%|{_DASH}\d)"
_BEHIND_PREFIX = rf"[\s:.,{DASHES}]{{0,3}}"
MAX_PREFIXES = 2
"""Words before one code: "Disclosure Requirement ESRS 2 BP-1"."""


@dataclass(frozen=True, slots=True)
class Formed:
    """A code as a framework prints it: verbatim with its prefix, and where it stands."""

    code: str
    printed: str
    start: int
    end: int
    prefixed: bool


def find_formed(text: str, forms: CodeForms, *, loose: bool = False) -> Iterator[Formed]:
    """The codes of a framework in reading order. ``loose`` also gives those that need a prefix or a column of codes."""
    end = 0
    for match in _pattern(forms, loose).finditer(text):
        before = text[match.start() - 1] if match.start() else " "
        if before in DASHES and match.start() - 1 != end:
            continue  # the end of something longer, unless it is the last of a span
        end = match.end()
        prefixed = bool(match["prefix"] or match["prefix_too"])
        yield Formed(_code(match, forms), match[0].strip(), match.start(), match.end(), prefixed)


@cache
def _pattern(forms: CodeForms, loose: bool) -> re.Pattern[str]:
    guarded = {stem_of(code) for code in forms.behind_prefix}
    stems = dict.fromkeys(stem_of(code) for code in forms.codes if code[-1:].isdigit())
    whole = [*(code for code in forms.codes if not code[-1:].isdigit()), *forms.also]
    prefix = _prefix((*forms.prefixes, *forms.under_heading))
    free = [rf"(?P<whole>{_any(whole)})"] if whole else [r"(?P<whole>(?!))"]
    free.append(rf"(?P<stem>{_any(s for s in stems if s not in guarded)})(?P<number>\d{{1,2}})")
    weak = rf"(?P<weak>{_any(s for s in stems if s in guarded)})(?P<number_too>\d{{1,2}})"
    optional = "?" if loose else ""
    body = f"(?P<prefix>{prefix})?(?:{'|'.join(free)})|(?P<prefix_too>{prefix}){optional}{weak}"
    return re.compile(f"{_BEFORE}(?:{body}){_AFTER}")


def _prefix(words: Iterable[str]) -> str:
    return rf"(?:(?i:{_any(words)}){_BEHIND_PREFIX}){{1,{MAX_PREFIXES}}}"


def _any(texts: Iterable[str]) -> str:
    """One of several texts, the longest first, with a dash or a space spelled in any way; none where there are none."""
    return "|".join(map(_flexible, sorted(texts, key=lambda text: (-len(text), text)))) or "(?!)"


def _flexible(text: str) -> str:
    parts = (
        f"{_SPACE}?{_DASH}{_SPACE}?" if c == "-" else f"{_SPACE}{{1,2}}" if c == " " else re.escape(c) for c in text
    )
    return "".join(parts)


def _code(match: re.Match[str], forms: CodeForms) -> str:
    """The code as the framework writes it."""
    if match["whole"]:
        spelled = _spelling(match["whole"])
        return next(code for text, code in _wholes(forms) if _spelling(text) == spelled)
    stem, number = match["stem"] or match["weak"], match["number"] or match["number_too"]
    written = _spelling(stem)
    return f"{next(s for s in _stems(forms) if _spelling(s) == written)}{int(number)}"


def _wholes(forms: CodeForms) -> Iterator[tuple[str, str]]:
    yield from ((code, code) for code in forms.codes)
    yield from forms.also.items()


@cache
def _stems(forms: CodeForms) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(stem_of, forms.codes)))


def _spelling(text: str) -> str:
    """A spelling for comparing: every dash the same, no spaces around it."""
    return re.sub(rf"{_SPACE}?{_DASH}{_SPACE}?", "-", re.sub(rf"{_SPACE}+", " ", text))
