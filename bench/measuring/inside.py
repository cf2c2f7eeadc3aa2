"""Runs in a process of its own: ``inside.py read FILE`` or ``inside.py compare FILE ROUNDS check|read``.

``read`` is the floor as a whole process: the text of every page with PDFium, nothing else. ``compare`` times floor and
check in turn, with all modules imported and the rules loaded before the clock starts, and prints the seconds as JSON.
"""

from __future__ import annotations

import sys
from time import perf_counter
from typing import Any


def read_text(path: str) -> int:
    """Read every page's text as one reads it with PDFium; the number of pages."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    for index in range(len(pdf)):
        page = pdf[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    pages = len(pdf)
    pdf.close()
    return pages


def checker() -> Any:
    """What ``gricheck check`` does after start-up, as a function of a path."""
    from gricheck.config import FailOn
    from gricheck.files import Given
    from gricheck.pipeline import check_report, load_kit
    from gricheck.policy import build_policy
    from gricheck.readers import READERS
    from gricheck.reporter.check.text import render_run
    from gricheck.reporter.options import RenderOptions

    READERS["application/pdf"]()  # loaded on demand, so here before the clock starts
    kit = load_kit()
    policy = build_policy(kit.packs, (), (), None, FailOn.ERROR)
    options = RenderOptions()
    return lambda path: render_run(check_report(path, kit, policy, Given(cache=False)), options)


def compare(path: str, rounds: int, first: str) -> dict[str, Any]:
    """Seconds of floor and check in each round; ``first`` goes first in the first round, the other in the next."""
    works = {"read": read_text, "check": checker()}
    order = sorted(works, key=lambda name: name != first)
    spent: dict[str, list[float]] = {name: [] for name in order}
    for number in range(rounds):
        for name in order if number % 2 == 0 else order[::-1]:
            start = perf_counter()
            works[name](path)
            spent[name].append(perf_counter() - start)
    return {"pages": read_text(path), **spent}


def main() -> None:
    what, path, *rest = sys.argv[1:]
    if what == "read":
        read_text(path)
        return
    import json

    print(json.dumps(compare(path, int(rest[0]), rest[1])))


if __name__ == "__main__":
    main()
