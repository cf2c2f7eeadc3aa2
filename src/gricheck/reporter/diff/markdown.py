"""``gricheck diff --format markdown``: for a pull request or a wiki, in the GitHub flavour."""

from __future__ import annotations

from collections.abc import Iterator

from gricheck.model.diff import Difference
from gricheck.model.run import Versions
from gricheck.reporter.diff import words
from gricheck.reporter.diff.faults import fault_tables, gone_tables
from gricheck.reporter.diff.lines import LOUD, QUIET, claim_tables, line_tables
from gricheck.reporter.escape import markdown
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.table import markdown_table


def render(diff: Difference, versions: Versions, options: RenderOptions) -> str:
    """What matters first; what moved is folded at the end."""
    made = f"_Made by {markdown(words.made_with(diff))}_"
    return "\n".join((*_head(diff), *_body(diff), *_notes(diff), "", made, ""))


def _head(diff: Difference) -> Iterator[str]:
    yield from (f"## {words.TITLE}", "", f"**{markdown(words.verdict(diff))}**", "")
    yield from (f"- {name}: {markdown(told)}" for name, told in words.sides(diff))


def _body(diff: Difference) -> Iterator[str]:
    if not diff.changed:
        return
    for table in (*claim_tables(diff), *line_tables(LOUD, diff), *fault_tables(diff), *gone_tables(diff)):
        yield from ("", f"### {markdown(table.title)}", "", *markdown_table(table.headers, table.rows))
    for table in line_tables(QUIET, diff):
        yield from (
            "",
            f"<details><summary>{markdown(table.title)}</summary>",
            "",
            *markdown_table(table.headers, table.rows),
            "",
            "</details>",
        )
    yield from ("", *map(markdown, words.summary(diff)))


def _notes(diff: Difference) -> Iterator[str]:
    if diff.notes:
        yield from ("", "### To bear in mind", "", *(f"- {markdown(note)}" for note in diff.notes))
