"""What a report is called, and where in it a program is sent, for every kind of file that is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

import runs
from gricheck.model.index import Where
from gricheck.model.run import Checked, Run
from gricheck.policy import Policy, apply_policy
from gricheck.readers import READERS, kinds
from gricheck.reporter import CHECK, GAPS, reporter
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.words import line_number


def run_of(media_type: str) -> Run:
    slash = runs.match(runs.SUPPLY_CHAIN, "/", line=7)
    run = runs.run([slash], [runs.result(slash)])
    source = replace(run.mapping.source, media_type=media_type)
    return apply_policy(replace(run, mapping=replace(run.mapping, source=source)), Policy())


def test_every_kind_that_is_read_has_a_name() -> None:
    assert set(kinds.NAMES) == set(READERS)
    assert not any("/" in name for name in kinds.NAMES.values())
    assert set(READERS) >= kinds.LINED


@pytest.mark.parametrize("media_type", sorted(kinds.NAMES))
def test_people_read_the_name_and_programs_the_type(media_type: str) -> None:
    run = run_of(media_type)
    for name in CHECK:
        written = reporter(CHECK, name)(Checked((run,)), RenderOptions())
        if name in ("json", "sarif"):
            assert media_type in str(written)
        elif isinstance(written, str):
            assert media_type not in written
    assert f"pages, {kinds.NAMES[media_type]}, sha256" in str(reporter(CHECK, "text")(Checked((run,)), RenderOptions()))
    page = str(reporter(GAPS, "html")(Checked((run,)), RenderOptions()))
    assert media_type not in page
    assert f"bytes, {kinds.NAMES[media_type]}, " in page


@pytest.mark.parametrize(
    ("media_type", "line"),
    [(kinds.MARKDOWN, 7), (kinds.CSV, 7), (kinds.XHTML, 7), (kinds.XML, 7), (kinds.XLSX, 1), (kinds.PDF, 1)],
)
def test_a_program_is_sent_to_the_line_where_the_file_has_lines(media_type: str, line: int) -> None:
    assert line_number(Where(3, line=7), run_of(media_type)) == line
