"""Outputs held against the files that stand in ``tests/reporter/snapshots``; ``make snapshots`` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "reporter" / "snapshots"
REFRESH = "REFRESH_SNAPSHOTS"


def hold(name: str, made: str | bytes) -> None:
    """Fails where the output is not what the file has. With REFRESH_SNAPSHOTS=1 the file is written instead."""
    data = made if isinstance(made, bytes) else made.encode("utf-8")
    path = FOLDER / name
    if os.environ.get(REFRESH):
        path.write_bytes(data)
    assert path.read_bytes() == data, f"{name} has changed; look at it, then `make snapshots`"
