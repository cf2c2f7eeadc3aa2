"""Rules told to people, out of the rules themselves: one on the terminal, all as pages of the documentation."""

from __future__ import annotations

from gricheck.explain.rule import explain, explain_markdown

__all__ = ["explain", "explain_markdown"]
