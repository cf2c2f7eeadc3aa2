"""What ran is told in every output: the tool, the catalogue and each pack, with their versions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import gricheck
from gricheck.catalogue import load_catalogue
from gricheck.cli import cli

REPORT = Path(__file__).parents[2] / "sample_reports" / "faulty-2016-core.txt"
OURS = 'id: our-rules\nversion: 7.8.9\ntitle: "Ours"\n'


@pytest.fixture
def pack(tmp_path: Path) -> str:
    (tmp_path / "pack.yaml").write_text(OURS, encoding="utf-8")
    return str(tmp_path)


def printed(*command: str) -> str:
    return CliRunner().invoke(cli, command, prog_name="gricheck").stdout


@pytest.mark.parametrize("command", ["check", "gaps", "index"])
def test_of_a_report_as_text(command: str, pack: str) -> None:
    flat = " ".join(printed(command, str(REPORT), "--pack", pack, "--no-config").split())
    versions = f"with gricheck {gricheck.__version__}, catalogue {load_catalogue().version}, packs "
    assert versions in flat
    assert "our-rules 7.8.9" in flat[flat.index(versions) :]


@pytest.mark.parametrize("command", ["check", "gaps", "index", "rules"])
def test_as_json(command: str, pack: str) -> None:

    report = [] if command == "rules" else [str(REPORT), "--no-config"]
    versions = json.loads(printed(command, *report, "--pack", pack, "--format", "json"))["versions"]
    assert (versions["tool"], versions["catalogue"]) == (gricheck.__version__, load_catalogue().version)
    assert {"id": "our-rules", "version": "7.8.9"} in versions["packs"]
