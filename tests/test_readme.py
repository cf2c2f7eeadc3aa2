"""What README.md shows is what the program prints."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from gricheck.cli import cli

ROOT = Path(__file__).parents[1]


def test_the_readme_shows_what_the_demo_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[1::2]
    shown = next(block for block in blocks if block.lstrip().startswith("sample_reports/"))
    monkeypatch.chdir(ROOT)
    printed = CliRunner().invoke(cli, ["sample_reports/faulty-2016-core.pdf"]).output
    parts = [part.strip("\n") for part in shown.split("\n…\n")]
    assert len(parts) == 3
    for part in parts:
        assert part in printed
    assert printed.startswith(parts[0])
    assert printed.rstrip().endswith(parts[-1])
