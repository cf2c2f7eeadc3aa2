"""Words with their places to lines of text, for every format that has them."""

from __future__ import annotations

from collections.abc import Iterable

from gricheck.model.document import Word


def text_of_words(words: Iterable[Word]) -> str:
    """Words joined to lines of text by where they stand."""
    return "\n".join(" ".join(word.text for word in line) for line in lines_of_words(words))


def lines_of_words(words: Iterable[Word]) -> list[list[Word]]:
    """Words as lines from the top down, each from the left to the right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.y0 + w.y1, w.x0)):
        if lines and abs(word.middle - lines[-1][0].middle) < 0.4 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.x0) for line in lines]
