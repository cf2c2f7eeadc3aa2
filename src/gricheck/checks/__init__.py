"""The checks: small pure functions that judge a mapping. A rule in ``rules/`` names one and gives it options."""

from __future__ import annotations

from gricheck.checks import claims, codes, editions, locations, omissions, pages, parts, structure
from gricheck.checks.registry import REGISTRY as CHECKS

__all__ = ["CHECKS", "claims", "codes", "editions", "locations", "omissions", "pages", "parts", "structure"]
