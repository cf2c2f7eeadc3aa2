"""Two sides held against each other: pure functions from two Snapshots to a Difference.

A side comes from a run of this call or from a JSON file of an earlier one, by the same way: its published JSON.
"""

from gricheck.difference.compare import compare
from gricheck.difference.read import read_data
from gricheck.difference.snapshot import snapshot

__all__ = ["compare", "read_data", "snapshot"]
