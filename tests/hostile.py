"""Reports whose every word tries something: for the tests of outputs that a program reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import runs
from gricheck.model.document import Source
from gricheck.model.index import ContentIndex, Kind
from gricheck.model.mapping import Gap, Status
from gricheck.model.rule import Severity
from gricheck.model.run import Checked, Run
from gricheck.policy import Policy, apply_policy
from gricheck.reporter import GAPS, reporter
from gricheck.reporter.options import RenderOptions

HOSTILE = [
    '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>',
    "\"><svg onload=window.hacked=1> ' onmouseover='window.hacked=1",
    "</style><style>*{display:none}</style></script><script>window.hacked=1</script>",
    "{{ 7 * 7 }} {% raw %} ${hacked} javascript:window.hacked=1",
    "[x](javascript:window.hacked=1) ![x](https://example.invalid/x.png) | a | b | <https://example.invalid>",
    '=HYPERLINK("https://example.invalid","x") @SUM(1) +1 -1 \t=1+1',
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m \x00\x08",
    "\n::error file=a::b\n::stop-commands::x\n##[error]x %0A::warning::y",
    "\u202eright to left\u202c \u2066isolate\u2069 \ufeff\u200f",
    "W" * 400,
]


def hostile_run(words: Sequence[str], path: str = "report.pdf") -> Run:
    """A run in which titles, locations, topics, the quote of the claim and what was not understood are such words."""
    rows = [
        runs.match(runs.SUPPLY_CHAIN, text, title=text, kind=Kind.SLASH, topic=text, line=line)
        for line, text in enumerate(words, start=1)
    ]
    claim = replace(runs.CORE, quote=words[0])
    index = ContentIndex((117, 118), tuple(r.row for r in rows), claim, unparsed=tuple(map(runs.unparsed, words)))
    source = Source(path, runs.SHA, "application/pdf", 1000)
    mapping = runs.mapping(rows, index=index, source=source, warnings=tuple(words), claim=claim)
    about = runs.disclosure("102-10", words[0])
    gap = Gap("102-10", 2016, about.title, about.standard, words[0], Status.UNEXPLAINED, tuple(rows))
    rule = runs.rule(severity=Severity.ERROR)
    run = runs.run(rows, [runs.result(row, rule) for row in rows], mapping=mapping, gaps=(gap,))
    return apply_policy(run, Policy())


def hostile_page(folder: Path) -> Path:
    """The HTML page of such a run."""
    path = folder / "gaps.html"
    checked = Checked((hostile_run(HOSTILE, f"{HOSTILE[0]}.pdf"),))
    text = reporter(GAPS, "html")(checked, RenderOptions(folder=str(folder)))
    assert isinstance(text, str)
    path.write_text(text, encoding="utf-8", errors="backslashreplace")
    return path


def shown_in(text: str, words: str) -> bool:
    """Whether a reader of the output still sees the words: every visible letter of them, in order."""
    return _visible(words) in _visible(text)


def _visible(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace())
