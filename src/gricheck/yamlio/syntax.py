"""What a YAML parser says of text that is no YAML, put so that its author finds the place and mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gricheck.errors import PackError

if TYPE_CHECKING:
    import yaml

_TAB = "a tab stands where only spaces may; set lines in with spaces"
_NEIGHBOURS = "the line does not fit what stands above it; set it in exactly as far as its neighbours, or add what is"
_COLON = "a colon in the middle of a value, or a line set in too far; put a text that holds ': ' in quotes"
_NO_COLON = "a key without its colon, or a text that goes on over lines; add the colon, or set the text in"
_UNCLOSED = "the bracket that opens here is not closed, or a comma is missing; close it, and put odd texts in quotes"
_SAYINGS = {
    "mapping values are not allowed": _COLON,
    "did not find expected key": f"{_NEIGHBOURS} missing (a key, a colon, a quote)",
    "expected <block end>": f"{_NEIGHBOURS} missing (a key, a colon, a quote)",
    "did not find expected '-' indicator": f"{_NEIGHBOURS} missing (the hyphen of a list)",
    "could not find expected ':'": _NO_COLON,
    "did not find expected ',' or": _UNCLOSED,
    "expected ',' or": _UNCLOSED,
    "found unexpected end of stream": "the quote that opens here is not closed; close it",
    "found unexpected document": "a second document begins; keep one to a file and remove the line ---",
    "but found another document": "a second document begins; keep one to a file and remove the line ---",
    "cannot start any token": "a sign that cannot begin a text stands here; put the text in quotes",
}
"""Words of libyaml and of PyYAML's own parser, and what their author must do."""

_OPENED = ("flow", "quoted scalar", "simple key")
"""Where what is wrong began further up, its beginning is the place to mend."""


def syntax_error(error: yaml.YAMLError, text: str, path: str) -> PackError:
    """A ``PackError`` that names the line and what to mend there."""
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    line = _line(error, str(what))
    said = _TAB if _has_tab(text, line) else next((words for key, words in _SAYINGS.items() if key in str(what)), None)
    words = said or f"{what}; check indentation, quotes and colons"
    return PackError(f"{path}:{line}: not valid YAML: {words}")


def _line(error: yaml.YAMLError, what: str) -> int:
    context = str(getattr(error, "context", None) or "")
    opened = any(word in context for word in _OPENED) and ("expected" in what)
    first, second = ("context_mark", "problem_mark") if opened else ("problem_mark", "context_mark")
    mark = getattr(error, first, None) or getattr(error, second, None)
    return mark.line + 1 if mark else 1


def _has_tab(text: str, line: int) -> bool:
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    return "\t" in written[: len(written) - len(written.lstrip())]
