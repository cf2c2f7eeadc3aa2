"""``gricheck find``: passages ranked, for a terminal and as ``gricheck/find/1``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gricheck.model.evidence import Answer, Passage
from gricheck.model.mapping import Mapping
from gricheck.model.run import Versions
from gricheck.reporter.encode import dumps
from gricheck.reporter.json import versions_data
from gricheck.reporter.json_places import files_data, passage_data, source_data
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.sheet import Sheet
from gricheck.reporter.views import passage_name

_INDENT = 4


def find_data(mapping: Mapping, answers: Sequence[Answer], versions: Versions) -> dict[str, Any]:
    """The object that ``gricheck/find/1`` describes."""
    return {
        "schema": "gricheck/find/1",
        "source": source_data(mapping),
        "versions": versions_data(versions),
        **files_data(mapping),
        "results": [_answer(answer, mapping) for answer in answers],
    }


def render_json(mapping: Mapping, answers: Sequence[Answer], versions: Versions, options: RenderOptions) -> str:
    """``gricheck/find/1``."""
    return dumps(find_data(mapping, answers, versions))


def render_find(mapping: Mapping, answers: Sequence[Answer], versions: Versions, options: RenderOptions) -> str:
    """Every question with its pages, the best first: place, quote, what was found."""
    sheet = Sheet(options)
    sheet.line((mapping.source.path, "bold"))
    for answer in answers:
        sheet.gap()
        named = f"{answer.code} {answer.title}, {answer.edition}" if answer.code else answer.asked
        asked = f"  ({answer.asked})" if answer.code and answer.asked != answer.code else ""
        sheet.line((named, "bold"), (asked, "dim"))
        if not answer.passages:
            sheet.wrapped("Nothing found. Ask for it in words that the report may use.", indent=_INDENT)
        disclosure = mapping.catalogue.get(answer.code or "", answer.edition)
        if disclosure is not None and disclosure.is_of_each_topic and answer.asked == answer.code:
            sheet.wrapped(
                f'It is asked for each material topic: name one, as in "{answer.code} Energy".', indent=_INDENT
            )
        for number, passage in enumerate(answer.passages, start=1):
            _passage(sheet, number, passage, mapping)
    return sheet.text()


def place_name(passage: Passage, mapping: Mapping) -> str:
    """``p. 70 (PDF page 71), Our climate, line 12``, as much of it as tells anything."""
    page = passage_name(passage, mapping)
    section = f"“{passage.section}”" if passage.section else ""
    line = (passage.part or f"line {passage.line}") if mapping.is_paged(passage.page) else ""
    return ", ".join(part for part in (page, section, line) if part)


def _passage(sheet: Sheet, number: int, passage: Passage, mapping: Mapping) -> None:
    sheet.line(f"{number:>2}. ", (place_name(passage, mapping), "info"), (f"  score {passage.score:g}", "dim"))
    sheet.wrapped(f"“{passage.quote}”", indent=_INDENT)
    if passage.why:
        sheet.wrapped(f"found: {', '.join(passage.why)}", indent=_INDENT, style="dim")


def _answer(answer: Answer, mapping: Mapping) -> dict[str, Any]:
    return {
        "asked": answer.asked,
        "disclosure": answer.code,
        "edition": answer.edition,
        "title": answer.title,
        "pages": [passage_data(passage, mapping) for passage in answer.passages],
    }
