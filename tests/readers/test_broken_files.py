"""Broken and hostile files, each through the command line: the exit code, what is said, and how long it takes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import broken
import pytest
from broken import Case
from click.testing import CliRunner

from gricheck import pipeline
from gricheck.cli import cli

CASES = [case for cases in broken.GROUPS.values() for case in cases]
PAGE = Path(__file__).parents[2] / "docs/broken-files.md"
LONGEST = 10.0
"""Seconds of this process that a file may take."""


@pytest.fixture(scope="module", autouse=True)
def kit() -> Iterator[None]:
    """The rules are loaded once: they are not what is tried here."""
    loaded = pipeline.load_kit()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "load_kit", lambda packs=(): loaded)
        yield


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_file_is_told_in_words(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file
    try:
        case.make(path)
    except (OSError, AttributeError) as error:
        pytest.skip(f"this system makes no such file ({error})")
    if case.name == "a file that may not be read" and os.access(path, os.R_OK):
        pytest.skip("the user who runs the tests may read every file")
    begun = time.process_time()
    called = CliRunner().invoke(cli, ["check", str(path)])
    assert time.process_time() - begun < LONGEST
    assert called.exit_code == case.code, called.stderr
    assert case.says in " ".join((called.stderr + called.stdout).split())
    assert "Traceback" not in called.stderr + called.stdout
    assert "\x1b" not in called.stderr
    if case.code == 3:
        assert path.name.split("\n")[0].replace("\x1b", "") in called.stderr.replace("\n", " ")
        assert called.stderr.count("gricheck: ") == 1
        assert "; " in called.stderr
        assert called.stdout == ""
    else:
        assert called.stderr == ""


def test_there_are_many_kinds_and_the_page_lists_them() -> None:
    assert len(CASES) == len({case.name for case in CASES}) >= 60
    if os.environ.get("REFRESH_SNAPSHOTS"):
        PAGE.write_text(broken.document(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == broken.document(), "run this test with REFRESH_SNAPSHOTS=1"
