"""Rules x subjects: a mapping and the packs to a run."""

from __future__ import annotations

from gricheck.engine.run import applies, context_of, run_checks, run_rule, versions_of

__all__ = ["applies", "context_of", "run_checks", "run_rule", "versions_of"]
