"""A headless Chromium. Where the machine has none, or no Playwright, these tests are skipped and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gricheck.cli import cli

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_reports" / "faulty-2016-core.pdf"
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def chromium_path() -> str | None:
    """The program: the one that GRICHECK_CHROMIUM names, else the first on the path."""
    return os.environ.get("GRICHECK_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium on this machine; name one with GRICHECK_CHROMIUM")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def gap_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a faulty sample, with the pages that it cites."""
    page = tmp_path_factory.mktemp("page") / "gaps.html"
    done = CliRunner().invoke(cli, ["gaps", str(SAMPLE), "--no-config", "--pages", "-o", str(page)])
    assert done.exit_code == 0, done.output
    return page


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, as ``make test`` fetches it from npm."""
    path = Path(os.environ.get("GRICHECK_AXE") or ROOT / ".venv" / "axe" / "package" / "axe.min.js")
    if not path.exists():
        pytest.skip("no axe-core on this machine; `make test` fetches it where npm is there")
    return path.read_text(encoding="utf-8")
