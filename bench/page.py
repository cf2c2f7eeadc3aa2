"""How large the HTML page of ``gaps`` is, and how soon a browser has it ready: ``bench/page.py REPORT…``.

Ready is DOMContentLoaded after the start of the navigation, the median of so many loads of one Chromium; the page's own
script has run by then. Pages without pictures.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from tabulate import tabulate

from gricheck.model.run import Checked, Run
from gricheck.pipeline import check_report, load_kit
from gricheck.policy import Policy
from gricheck.reporter import GAPS, reporter
from gricheck.reporter.options import RenderOptions

READY = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--loads", type=int, default=7)
    given = parser.parse_args()
    kit = load_kit()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        runs = ((report, check_report(report, kit, Policy())) for report in given.reports)
        rows = [_row(report, run, Path(folder), browser, given.loads) for report, run in runs if run.mapping.index.rows]
    print(tabulate(rows, headers=("report", "disclosures", "kB", "kB each", "ready ms"), floatfmt=".1f"))


def _row(report: Path, run: Run, folder: Path, browser: Any, loads: int) -> tuple[str, int, float, float, float]:
    text = str(reporter(GAPS, "html")(Checked((run,)), RenderOptions(folder=str(folder))))
    page = folder / f"{report.stem}.html"
    page.write_text(text, encoding="utf-8")
    size = page.stat().st_size / 1000
    ready = [_ready(page, browser) for _ in range(loads)]
    return report.name, len(run.gaps), size, size / len(run.gaps), statistics.median(ready)


def _ready(page: Path, browser: Any) -> float:
    tab = browser.new_page()
    tab.goto(page.as_uri())
    ready = float(tab.evaluate(READY))
    tab.close()
    return ready


if __name__ == "__main__":
    main()
