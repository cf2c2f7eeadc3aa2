"""Text out of a report is data wherever it goes: one function for every language that an output is written in."""

from __future__ import annotations

import re
from html import escape
from json import dumps

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_NON_CHARACTERS = "\ufffe\uffff"
_CONTROLS = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *map(ord, _BIDI), *map(ord, _NON_CHARACTERS)]
)
_INERT = _CONTROLS | dict.fromkeys(map(ord, _SPACES), " ")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_MARKS = {ord(mark): f"\\{mark}" for mark in "\\`*_{}[]<>#|!~&$"}
_JOINER = "\u2060"
"""Invisible; it keeps a site from making a link or a mention of the text around it."""
_LINKING = {"@": f"@{_JOINER}", "\\#": f"\\#{_JOINER}", "://": f":{_JOINER}//", "www.": f"www{_JOINER}."}
_COMMAND = re.compile(r"^\s*::|##\[")
_SARIF = re.compile(r"\](?=\()|\{(?=\d)")


def inert(text: str) -> str:
    """The text without control characters, escape sequences' bytes, direction overrides and line breaks.

    What is left may stand in XML too.
    """
    return text.translate(_INERT)


_ESCAPED = {code: f"\\u{code:04x}" for code in (*_CONTROLS, 0x2028, 0x2029) if code >= 0x7F}


def json(text: str) -> str:
    """JSON whose strings hold no character that would move a terminal's cursor or turn its letters round."""
    return text.translate(_ESCAPED)


_BARE = re.compile(r"(?:[^\W\d_]|\d+-)[\w./-]*(?: [\w./-]+)*")
_RESERVED = ("true", "false", "null")


def yaml(text: str) -> str:
    """Inert text as a scalar of YAML, in quotes where it might be read as anything else."""
    plain = inert(text)
    return plain if _BARE.fullmatch(plain) and plain.lower() not in _RESERVED else dumps(plain, ensure_ascii=False)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet that somebody types the text into would take it for a formula."""
    return text.lstrip().startswith(_FORMULA)


def cell(text: str) -> str:
    """Inert text for a spreadsheet; what one would take for a formula begins with an apostrophe."""
    plain = inert(text)
    return f"'{plain}" if is_formula(plain) else plain


def markdown(text: str) -> str:
    """Inert text that Markdown takes for nothing else: no tag, link, mention, issue, emphasis or table cell."""
    plain = inert(text).translate(_MARKS)
    for mark, held in _LINKING.items():
        plain = plain.replace(mark, held)
    return plain


def html(text: str) -> str:
    """Inert text for an element or a quoted attribute."""
    return escape(inert(text))


def sarif(text: str) -> str:
    """Inert text for a plain message of SARIF, without its links ``[text](target)`` and placeholders ``{0}``."""
    return _SARIF.sub(lambda m: m[0] + _JOINER, inert(text))


def log_line(text: str) -> str:
    """Inert text for a line of a CI log, in which the runner finds no command (``::name::``, ``##[name]``)."""
    return no_command(inert(text))


def no_command(line: str) -> str:
    """A line that is inert, or has colours, as ``log_line`` gives it."""
    return _COMMAND.sub(lambda m: f"{m[0][:-1]}{_JOINER}{m[0][-1]}", line)
