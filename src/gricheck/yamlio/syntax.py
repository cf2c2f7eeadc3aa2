"""What a YAML parser says of text that is no YAML, put so that its author finds the place and mends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gricheck.errors import PackError

if TYPE_CHECKING:
    import yaml

_TAB = "a tab stands where only spaces may; set lines in with spaces"
_NEIGHBOURS = "the line does not fit what stands above it; set it in exactly as far as its neighbours, or add what is"
_COLON = "a colon in the middle of a value, or a line set in too far; put a text that holds ': ' in quotes"
_NO_COLON = "a key without its colon, or a text that goes on over lines; add the colon, or set the text in"
_UNCLOSED = "the bracket that opens here is not closed, or a comma is missing; close it, and put odd texts in quotes"
_OPEN_QUOTE = "the quote that opens here is not closed; close it"
_LOOK = "check indentation, quotes and colons"
_SAYINGS = {
    "mapping values are not allowed": _COLON,
    "did not find expected key": f"{_NEIGHBOURS} missing (a key, a colon, a quote)",
    "expected <block end>": f"{_NEIGHBOURS} missing (a key, a colon, a quote)",
    "did not find expected '-' indicator": f"{_NEIGHBOURS} missing (the hyphen of a list)",
    "could not find expected ':'": _NO_COLON,
    "did not find expected ',' or": _UNCLOSED,
    "expected ',' or": _UNCLOSED,
    "found unexpected end of stream": _OPEN_QUOTE,
    "found unexpected document": "a second document begins; keep one to a file and remove the line ---",
    "but found another document": "a second document begins; keep one to a file and remove the line ---",
    "cannot start any token": "a sign that cannot begin a text stands here; put the text in quotes",
}
"""Words of libyaml and of PyYAML's own parser, and what their author must do."""

_OPENED = ("flow", "quoted scalar", "simple key")
"""Where what is wrong began further up, its beginning is the place to mend."""


def syntax_error(error: yaml.YAMLError, text: str, path: str) -> PackError:
    """A ``PackError`` that names the line and what to mend there."""
    what = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read")
    lines = text.splitlines()
    line = _line(error, what)
    words = next((words for key, words in _SAYINGS.items() if key in what), f"{what}; {_LOOK}")
    if _has_tab(lines, line):
        words = _TAB
    elif opened := _open_quote(lines, line):
        line, words = opened, _OPEN_QUOTE
    return PackError(f"{path}:{line}: not valid YAML: {words}")


def _line(error: yaml.YAMLError, what: str) -> int:
    context = str(getattr(error, "context", None) or "")
    opened = any(word in context for word in _OPENED) and "expected" in what
    first, second = ("context_mark", "problem_mark") if opened else ("problem_mark", "context_mark")
    mark = getattr(error, first, None) or getattr(error, second, None)
    return mark.line + 1 if mark else 1


def _has_tab(lines: Sequence[str], line: int) -> bool:
    written = lines[line - 1] if line <= len(lines) else ""
    return "\t" in written[: len(written) - len(written.lstrip())]


def _open_quote(lines: Sequence[str], line: int) -> int | None:
    """The line above whose quote is closed only by the next one, on the line where the parser gave up."""
    if line > len(lines) or '"' not in lines[line - 1]:
        return None
    above = ((number, text) for number, text in enumerate(lines[: line - 1], start=1) if text.count('"'))
    last = max(above, default=None)
    return last[0] if last and last[1].count('"') % 2 else None
