"""``rules/`` and the users' own folders to ``RulePack``, checked as strictly as a report."""

from __future__ import annotations

from gricheck.packs.load import load_packs
from gricheck.packs.select import asked_pack, framework_of, packs_for, spec_for
from gricheck.packs.spans import expand_codes

__all__ = ["asked_pack", "expand_codes", "framework_of", "load_packs", "packs_for", "spec_for"]
