"""Codes as packs write them: one by one, or from the first to the last."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPAN = re.compile(r"(?P<stem>.*?)(?P<first>\d+)\.\.(?P<again>.*?)(?P<last>\d+)")


def expand_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """``102-1..102-13`` written out. ValueError for a span that runs backwards or over two standards."""
    found: list[str] = []
    for text in codes:
        span = _SPAN.fullmatch(text)
        if span is None and ".." not in text:
            found.append(text)
        elif span is None or span["stem"] != span["again"] or int(span["first"]) >= int(span["last"]):
            raise ValueError(f"{text!r} is no span of codes; write the first and the last, as in 102-1..102-13")
        else:
            found += (f"{span['stem']}{n}" for n in range(int(span["first"]), int(span["last"]) + 1))
    return tuple(dict.fromkeys(found))
