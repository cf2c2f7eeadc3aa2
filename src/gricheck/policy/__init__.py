"""Findings out of results, and all that a user may turn on, off, up or down.

Checks never look at settings and settings never change a result: severities, waivers, baseline and exit code are here.
"""

from gricheck.policy.apply import (
    EXIT_FINDINGS,
    EXIT_OK,
    EXIT_UNREADABLE,
    EXIT_USAGE,
    apply_policy,
    exit_code,
    is_judged,
    settle,
)
from gricheck.policy.baseline import Baseline, baseline_text, read_baseline, with_runs
from gricheck.policy.findings import RANK, fill
from gricheck.policy.settings import Policies, Policy, Said, build_policy, check_words
from gricheck.policy.words import choose, resolve

__all__ = [
    "EXIT_FINDINGS",
    "EXIT_OK",
    "EXIT_UNREADABLE",
    "EXIT_USAGE",
    "RANK",
    "Baseline",
    "Policies",
    "Policy",
    "Said",
    "apply_policy",
    "baseline_text",
    "build_policy",
    "check_words",
    "choose",
    "exit_code",
    "fill",
    "is_judged",
    "read_baseline",
    "resolve",
    "settle",
    "with_runs",
]
