"""``rules/`` and the users' own folders to ``RulePack``, checked as strictly as a report."""

from __future__ import annotations

from gricheck.packs.build import expand_codes
from gricheck.packs.load import load_packs
from gricheck.packs.select import packs_for, spec_for

__all__ = ["expand_codes", "load_packs", "packs_for", "spec_for"]
