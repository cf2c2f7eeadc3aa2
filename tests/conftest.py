"""The tests tell the program where it runs: not under the CI that runs them, whose annotations would be its output, and
not with the user's own cache, which it would fill."""

import os
from pathlib import Path

import pytest

os.environ.pop("GITHUB_ACTIONS", None)
os.environ["GRICHECK_CACHE_DIR"] = ""


@pytest.fixture
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own; without it nothing is kept."""
    monkeypatch.setenv("GRICHECK_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"
