"""``gricheck diff --format html``: one page that needs nothing from elsewhere and no script."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from gricheck.model.diff import Difference
from gricheck.model.run import Versions
from gricheck.reporter.diff import words
from gricheck.reporter.diff.faults import fault_tables, gone_tables
from gricheck.reporter.diff.lines import LOUD, QUIET, claim_tables, line_tables
from gricheck.reporter.escape import inert
from gricheck.reporter.options import RenderOptions


def render(diff: Difference, versions: Versions, options: RenderOptions) -> str:
    """The page. Everything that is put into it is made inert and escaped."""
    from jinja2 import Environment, StrictUndefined

    made = Environment(autoescape=True, undefined=StrictUndefined, finalize=_inert, trim_blocks=True)
    page = made.from_string((files("gricheck.reporter.diff") / "page.html.j2").read_text(encoding="utf-8"))
    return page.render(
        title=words.TITLE,
        sides=list(words.sides(diff)),
        verdict=words.verdict(diff),
        look="worse" if diff.worse else "well",
        tables=[*claim_tables(diff), *line_tables(LOUD, diff), *fault_tables(diff), *gone_tables(diff)],
        folded=list(line_tables(QUIET, diff)),
        notes=diff.notes,
        summary=words.summary(diff),
        made=words.made_with(diff),
    )


def _inert(value: Any) -> Any:
    return inert(value) if isinstance(value, str) else value
