"""Policy on a run: which findings are shown, which are silenced and why, and what the exit code makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gricheck.config import FailOn
from gricheck.model.rule import Severity
from gricheck.model.run import Applied, Finding, Outcome, Run, StaleKind, Waiver
from gricheck.policy.baseline import stale_entries, use_of
from gricheck.policy.findings import RANK, findings
from gricheck.policy.settings import Policy
from gricheck.policy.waivers import reason_for, stale_waivers, uses

EXIT_OK, EXIT_FINDINGS, EXIT_USAGE, EXIT_UNREADABLE = 0, 1, 2, 3


def apply_policy(run: Run, policy: Policy) -> Run:
    """The run with its findings: worst first, then in the order of the index. Results stay as they are.

    Waivers and baseline are held against all findings, so that none is called stale because its finding is not shown.
    """
    known = policy.baseline.fingerprints() if policy.baseline else frozenset()
    every = [_marked(finding, policy, known) for finding in findings(run, policy.severities)]
    shown = [f for f in every if policy.shows(f.rule, f.disclosure, f.requirement)]
    shown.sort(key=lambda f: (RANK[f.severity], f.outcome != Outcome.FAIL))  # stable: keeps the order of the index
    return replace(run, findings=tuple(shown), applied=_applied(run, policy, every, shown))


def _marked(finding: Finding, policy: Policy, known: frozenset[str]) -> Finding:
    if reason := reason_for(finding, policy.waivers):
        return replace(finding, waived=reason)
    return replace(finding, baselined=True) if finding.fingerprint in known else finding


def _applied(run: Run, policy: Policy, every: Sequence[Finding], shown: Sequence[Finding]) -> Applied:
    used = uses(policy.waivers, every)
    judged = is_judged(run)
    gone = stale_entries(policy.baseline, every) if policy.baseline and judged else ()
    return Applied(
        waivers=used,
        baseline=use_of(policy.baseline, shown, len(gone)) if policy.baseline else None,
        stale=(*stale_waivers(u for u in used if u.expired or judged), *gone),
        hidden=len(every) - len(shown),
        fail_on=None if policy.fail_on is FailOn.NEVER else Severity(policy.fail_on),
        fail_on_stale=policy.fail_on_stale and policy.fail_on is not FailOn.NEVER,
    )


def is_judged(run: Run) -> bool:
    """Whether every rule had its say; where one had not, nothing that it does not name is stale or mended."""
    return bool(run.mapping.index.rows) and not run.errors


def settle(checked: Iterable[tuple[Policy, Run | None]]) -> list[Run | None]:
    """Runs of one call, with the waivers that serve another of its reports no longer called stale.

    None is a report that could not be read; its waivers may serve there, so they are not called stale either.
    """
    pairs = list(checked)
    serving = {waiver for policy, run in pairs for waiver in _serving(policy, run)}
    return [run and _settled(run, serving) for _, run in pairs]


def _serving(policy: Policy, run: Run | None) -> set[Waiver]:
    if run is None or not is_judged(run):
        return {standing.waiver for standing in policy.waivers}
    return {use.waiver for use in run.applied.waivers if use.matched}


def _settled(run: Run, serving: set[Waiver]) -> Run:
    stale = tuple(s for s in run.applied.stale if s.kind is not StaleKind.WAIVER or s.waiver not in serving)
    return replace(run, applied=replace(run.applied, stale=stale))


def exit_code(run: Run, policy: Policy) -> int:
    """3 where there is no content index, 2 where a check broke, 1 for findings at or above ``fail_on``, else 0."""
    if not run.mapping.index.rows:
        return EXIT_UNREADABLE
    if run.errors:
        return EXIT_USAGE
    if policy.fail_on is FailOn.NEVER:
        return EXIT_OK
    failing = any(map(run.applied.fails, run.findings))
    return EXIT_FINDINGS if failing or (policy.fail_on_stale and run.applied.stale) else EXIT_OK
