"""Links while a text is put together: marks around their words, which become places of letters once it is whole."""

from __future__ import annotations

Span = tuple[int, int]
"""First letter, and the one behind the last."""

OPENED, CLOSED = "\x02", "\x03"
UNMARKED = {ord(OPENED): None, ord(CLOSED): None}
"""Takes the marks out of what is read, before any are set. XML cannot hold them."""


def placed(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The text without marks and without space at its ends, and what stands between them: the n-th span is that of the
    n-th link. One that is never closed goes to the end."""
    letters: list[str] = []
    spans: list[list[int]] = []
    opened: list[list[int]] = []
    behind_mark = True
    for letter in marked.rstrip():
        if letter == OPENED:
            spans.append([len(letters), -1])
            opened.append(spans[-1])
        elif letter == CLOSED and opened:
            opened.pop()[1] = len(letters)
        elif letter != CLOSED and not (behind_mark and letter.isspace() and _is_spaced(letters, letter)):
            letters.append(letter)
        behind_mark = letter in (OPENED, CLOSED) or (behind_mark and letter.isspace())
    text = "".join(letters).rstrip()
    return text, tuple((min(a, len(text)), len(text) if b < 0 else min(b, len(text))) for a, b in spans)


def _is_spaced(letters: list[str], letter: str) -> bool:
    """Whether there is space already, which becomes a line's end if this is one."""
    if letters and letters[-1].isspace() and letter == "\n":
        letters[-1] = letter
    return not letters or letters[-1].isspace()
