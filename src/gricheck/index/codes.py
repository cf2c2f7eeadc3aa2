"""Disclosure codes in text: what is a code, and what only looks like one.

A dash and two numbers may be a page range, a date, a phone number or an ISO number, so a code needs a standard that
exists: the numbers of the catalogue's standards are the grammar's words. Whether the disclosure exists is not asked
here:
``413-3`` is a misprint that must be read to be reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from gricheck.index.code_forms import find_formed
from gricheck.model.standard import DASHES, PREFIXES, Catalogue, CodeForms, stem_of
from gricheck.vocabulary import half_width

_DASH = f"[{DASHES}]"
_PREFIX = rf"(?:{PREFIXES}[ \u00a0]{{0,2}}[:.{DASHES[1:]}-]?[ \u00a0]{{0,2}})"
_GAP = "[ \u00a0]?"
_ROMAN = r"(?:\((?:iv|v?i{1,3}|v|ix|x)\)|(?:iv|v?i{1,3}|v|ix|x)\b)"
_POINT = r"(?:IV|V?I{1,3}|V|IX|X)(?=[.,;)])"  # "102-7 III.": a point without its letter
_CLAUSE = (
    rf"(?:{_GAP}[{DASHES}.]?{_GAP}(?P<clause>\(?[a-h]\)?(?:{_GAP}[{DASHES}.]?{_GAP}{_ROMAN})?|{_POINT}\.?)(?!\w))?"
)
_NUMBERED = rf"(?P<standard>\d{{1,3}}){_GAP}{_DASH}{_GAP}(?P<number>\d{{1,2}})"
_ASPECT = "(?:EC|EN|LA|HR|SO|PR|AO|CRE|EU|FP|FS|MM|NGO|OG)"
"""The letters of G4's aspects, and of its sector supplements."""
_G4 = rf"G4{_GAP}{_DASH}?{_GAP}(?P<g4>DMA|{_ASPECT}{_GAP}\d{{1,2}}|\d{{1,2}})"
_BARE_G4 = rf"(?P<bare>DMA|{_ASPECT}{_GAP}\d{{1,2}})"
_SECTOR = r"(?P<sector>1[1-4]\.\d{1,2}\.\d{1,2})"
_DOTTED = r"(?P<dstandard>[1-4]\d\d)\.(?P<dnumber>\d{1,2})"


_SHORT = (
    rf"(?:/\d{{1,2}}){{1,9}}(?![\d/]|{_DASH})|{_DASH}\d{{1,2}}(?!\d|{_DASH}|/)"
    rf"|(?:\s?,\s?{_DASH}\s?\d{{1,2}}){{1,9}}(?!\d)"
)
"""More numbers of the same standard: "404-1/2/3", "103-1-3", "207-1, -2, -3"."""


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """One code in a text. ``printed`` is verbatim, prefix included; ``clause`` is ``a`` or ``b-ii``.

    ``loose`` marks spellings that count only where other codes stand in the same column: ``414.1``, ``EN15``.
    ``stem`` is what stands before the last number of another framework's code, None for GRI's.
    """

    code: str
    printed: str
    start: int
    end: int
    clause: str | None = None
    loose: bool = False
    prefixed: bool = False
    stem: str | None = None


@cache
def _pattern(loose: bool) -> re.Pattern[str]:
    body = "|".join([_NUMBERED + _CLAUSE, _G4, _SECTOR, *([_DOTTED, _BARE_G4] if loose else [])])
    # A Chinese or Japanese word may stand right before a code; a Latin letter or a digit may not.
    before = r"(?<![.0-9A-Za-z\u00c0-\u024f])"
    after = rf"(?!\d|\.\d|\s?%|[,/]\d(?!\d{{0,2}}{_DASH})|{_DASH}\d(?!\d{{0,2}}{_DASH}\d))"
    if loose:
        after = rf"(?:(?={_SHORT})|{after})"
    return re.compile(f"{before}{_PREFIX}?(?:{body}){after}")


def standard_numbers(catalogue: Catalogue) -> frozenset[int]:
    """The numbers that a code can begin with: 2, 3, 101 … 419."""
    return _numbers(tuple(catalogue.by_code))


@cache
def _numbers(codes: tuple[str, ...]) -> frozenset[int]:
    return frozenset(int(m[1]) for code in codes if (m := re.fullmatch(r"(\d+)-\d+", code)))


def find_codes(text: str, catalogue: Catalogue, *, loose: bool = False) -> Iterator[CodeMatch]:
    """Codes in reading order. ``loose`` also gives spellings that need a column of codes around them."""
    text = half_width(text)
    if catalogue.forms is not None:
        yield from _formed(text, catalogue.forms, loose)
        return
    numbers = standard_numbers(catalogue)
    end = -1
    for match in _pattern(loose).finditer(text):
        code = _code(match)
        if code is None or not _possible(code, numbers) or _is_tail(text, match.start(), end):
            continue
        if loose and not _THREE.match(code) and re.match(r"[/\d-]", text[match.end() : match.end() + 1]):
            continue  # "2-5/7" is pages
        end = match.end()
        yield CodeMatch(
            code=code,
            printed=match[0].strip(),
            start=match.start(),
            end=match.end(),
            clause=_clause(match["clause"]),
            loose=loose and bool(match["dstandard"] or match["bare"]),
            prefixed=not match[0][0].isdigit(),
        )


def _formed(text: str, forms: CodeForms, loose: bool) -> Iterator[CodeMatch]:
    for found in find_formed(text, forms, loose=loose):
        stem = stem_of(found.code)
        yield CodeMatch(found.code, found.printed, found.start, found.end, prefixed=found.prefixed, stem=stem)


def _is_tail(text: str, start: int, last: int) -> bool:
    """Whether a match is the end of something else: a date behind a slash, a phone number behind its country's."""
    if text[start - 1 : start] and text[start - 1] in "/," + DASHES:
        return last != start - 1
    return bool(_PHONE.search(text[max(0, start - 24) : start]))


_PHONE = re.compile(r"\+\d[\d ()/]*$")


def codes_between(first: CodeMatch, last: CodeMatch) -> list[CodeMatch]:
    """The codes that "305-1 to 305-5" names besides its ends; none where they are of two standards."""
    stem, start = _parted(first)
    other, stop = _parted(last)
    if stem != other or not (start.isdigit() and stop.isdigit()):
        return []
    return [replace(first, code=f"{stem}{number}", clause=None) for number in range(int(start) + 1, int(stop))]


def _parted(match: CodeMatch) -> tuple[str, str]:
    """What names the standard in a code, and the rest."""
    if match.stem is not None:
        return match.stem, match.code[len(match.stem) :]
    standard, dash, number = match.code.rpartition("-")
    return standard + dash, number


_THREE = re.compile(r"\d{3}-")
_MORE = re.compile(_SHORT)


def codes_behind(text: str, first: CodeMatch) -> list[CodeMatch]:
    """The codes that stand behind a code without their standard, as in "404-1/2/3" and "103-1-3"."""
    match = _MORE.match(half_width(text), first.end)
    standard, _, number = first.code.rpartition("-")
    if match is None or not _THREE.match(first.code):
        return []
    numbers = [int(n) for n in re.findall(r"\d+", match[0])]
    if match[0][0] in DASHES:
        numbers = list(range(int(number) + 1, numbers[0] + 1))
    printed = text[first.start : match.end()].strip()
    return [replace(first, code=f"{standard}-{n}", printed=printed, clause=None, end=match.end()) for n in numbers]


def parse_code(text: str, catalogue: Catalogue) -> CodeMatch | None:
    """The code that a whole cell or argument consists of, spelled in any way, or None."""
    found = list(find_codes(text.strip(), catalogue, loose=True))
    return found[0] if len(found) == 1 and found[0].start == 0 else None


def _code(match: re.Match[str]) -> str | None:
    if match["standard"]:
        return f"{int(match['standard'])}-{int(match['number'])}"
    g4 = match["g4"] or match.groupdict().get("bare")
    if g4:
        letters = re.sub(r"\s", "", g4)
        return "G4-" + re.sub(r"\d+", lambda m: str(int(m[0])), letters)
    if match["sector"]:
        return str(match["sector"])
    if match.groupdict().get("dstandard"):
        return f"{int(match['dstandard'])}-{int(match['dnumber'])}"
    return None


def _possible(code: str, numbers: frozenset[int]) -> bool:
    if code.startswith("G4") or "." in code:
        return True
    standard, number = (int(part) for part in code.split("-"))
    return standard in numbers and 0 < number <= 60


def _clause(text: str | None) -> str | None:
    if not text:
        return None
    parts = re.findall(r"[a-z]+", text.lower())
    return "-".join(parts) if parts else None


def code_order(code: str) -> tuple[object, ...]:
    """A sort key that puts 2-9 before 2-10 and numbered codes before G4's."""
    parts = re.findall(r"\d+|[A-Z]+", code)
    return (code.startswith("G4"), *(f"{int(p):05d}" if p.isdigit() else p for p in parts))
