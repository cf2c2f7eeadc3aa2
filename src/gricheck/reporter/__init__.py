"""A Run to text, one file per format. Every reporter is a pure function: same run and options, same text."""

from __future__ import annotations

from collections.abc import Callable

from gricheck.model.run import Run
from gricheck.reporter.options import RenderOptions

Reporter = Callable[[Run, RenderOptions], str]


def _text(run: Run, options: RenderOptions) -> str:
    from gricheck.reporter.text import render

    return render(run, options)


def _json(run: Run, options: RenderOptions) -> str:
    from gricheck.reporter.json import render

    return render(run, options)


FORMATS: dict[str, Reporter] = {"text": _text, "json": _json}
"""The formats of ``gricheck check`` by name. Each loads its module when it is first used."""
