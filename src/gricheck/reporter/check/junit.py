"""``gricheck check --format junit``: JUnit XML, as Jenkins, GitLab and other dashboards of tests read it.

A report is a suite. A test is a disclosure, under the same name in every build, so that a dashboard tells since when it
fails; what is about the report as a whole is a test for each rule. A test fails where the call would (``--fail-on``).
It is skipped where all there is was waived, is known from the baseline, could not be told or is not shown. What else
was found is in its output.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from gricheck.model.mapping import Status
from gricheck.model.run import Checked, Failure, Finding, Outcome, Run
from gricheck.policy.findings import natural
from gricheck.reporter.escape import inert
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.paths import relative
from gricheck.reporter.views import LABELS, findings_of, unplaced, versions_text
from gricheck.reporter.words import broken, count, told, unread, verdict

_READ = "The report can be checked"
_FOUND = (Outcome.FAIL, Outcome.REVIEW)
_COUNTED = ("failure", "error", "skipped")


@dataclass(frozen=True, slots=True)
class _Case:
    """A test: its class and name, what was found, the worst first, and whether more was that is not shown."""

    group: str
    name: str
    findings: tuple[Finding, ...]
    hidden: bool


def render(checked: Checked, options: RenderOptions) -> bytes:
    """The whole document, in UTF-8."""
    root = etree.Element("testsuites", name="gricheck")
    for run in checked.judged:
        root.append(_suite(run, options))
    for failure in checked.failures:
        root.append(_unchecked(failure, options))
    for suite in root:
        _count(suite, list(suite.iter("testcase")))
    _count(root, list(root.iter("testcase")))
    etree.indent(root)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made + b"\n"


def _count(element: etree._Element, cases: Sequence[etree._Element]) -> None:
    element.set("tests", str(len(cases)))
    for tag, attribute in zip(_COUNTED, ("failures", "errors", "skipped"), strict=True):
        if element.tag == "testsuite" or tag != "skipped":
            element.set(attribute, str(sum(case.find(tag) is not None for case in cases)))


def _suite(run: Run, options: RenderOptions) -> etree._Element:
    source = run.mapping.source
    path = inert(relative(source.path, options.root))
    suite = etree.Element("testsuite", name=path)
    properties = etree.SubElement(suite, "properties")
    for name, value in (
        ("sha256", source.sha256),
        ("versions", versions_text(run.versions)),
        ("verdict", verdict(run)[1]),
    ):
        etree.SubElement(properties, "property", name=name, value=inert(value))
    etree.SubElement(suite, "testcase", classname=f"{path}.report", name=_READ)
    for error in run.errors:
        named = etree.SubElement(suite, "testcase", classname=f"{path}.report", name=inert(f"Check broke: {error}"))
        _say(named, "error", "check", broken(error), [broken(error)])
    for case in _cases(run):
        _add(suite, path, case, run)
    for stale in run.applied.failing_stale:
        named = etree.SubElement(suite, "testcase", classname=f"{path}.policy", name=inert(stale.message))
        _say(named, "failure", stale.kind, stale.message, [stale.message])
    if notes := "\n".join(inert(note) for note in unread(run)):
        etree.SubElement(suite, "system-out").text = notes
    return suite


def _unchecked(failure: Failure, options: RenderOptions) -> etree._Element:
    path = inert(relative(failure.path, options.root))
    suite = etree.Element("testsuite", name=path)
    case = etree.SubElement(suite, "testcase", classname=f"{path}.report", name=_READ)
    _say(case, "error", "unreadable", failure.message, [failure.message])
    return suite


def _cases(run: Run) -> Iterator[_Case]:
    """First the rules on the report as a whole, then the disclosures that the index lists or the claim expects."""
    hidden = _hidden(run)
    whole = {r.rule.id: r.rule for r in run.results if _is_applied(r.verdict.disclosure, r.verdict.outcome)}
    for name, rule in sorted(whole.items()):
        found = tuple(f for f in run.findings if f.disclosure is None and f.rule == name)
        yield _Case("report", f"{name}: {rule.name}", found, (name, None) in hidden)
    silent = {code for _, code in hidden}
    for name, code, found in sorted(_disclosures(run), key=lambda item: (natural(item[1]), item[0])):
        yield _Case("disclosures", name, found, code in silent)


def _disclosures(run: Run) -> Iterator[tuple[str, str, tuple[Finding, ...]]]:
    """Name of the test, code and findings: the lines of the gap table, then what is about no line of it."""
    twice = {code for code, number in Counter(gap.code for gap in run.gaps).items() if number > 1}
    for gap in run.gaps:
        if gap.status is not Status.NOT_EXPECTED:
            edition = f" ({gap.edition})" if gap.code in twice else ""
            yield f"{gap.code}{edition} {gap.title}".strip(), gap.code, findings_of(gap, run)
    others = [finding for finding in unplaced(run) if finding.disclosure]
    for code in dict.fromkeys(finding.disclosure or "" for finding in others):
        yield code, code, tuple(finding for finding in others if finding.disclosure == code)


def _hidden(run: Run) -> set[tuple[str, str | None]]:
    """Rules and disclosures of which something was found that select, ignore or severity off leave out."""
    every = {(r.rule.id, r.verdict.disclosure) for r in run.results if r.verdict.outcome in _FOUND}
    return every - {(f.rule, f.disclosure) for f in run.findings}


def _is_applied(disclosure: str | None, outcome: Outcome) -> bool:
    return disclosure is None and outcome is not Outcome.NOT_APPLICABLE


def _add(suite: etree._Element, path: str, case: _Case, run: Run) -> None:
    element = etree.SubElement(suite, "testcase", classname=f"{path}.{case.group}", name=inert(case.name))
    failing = [f for f in case.findings if run.applied.fails(f)]
    others = [f for f in case.findings if f not in failing]
    if failing:
        _say(element, "failure", failing[0].rule, _head(failing), [_told(f, run) for f in failing])
    elif reasons := _why_skipped(case):
        etree.SubElement(element, "skipped", message=inert("; ".join(dict.fromkeys(reasons))))
    if others:
        etree.SubElement(element, "system-out").text = "\n\n".join(inert(_told(f, run)) for f in others)


def _head(failing: Sequence[Finding]) -> str:
    more = f" (and {count(len(failing) - 1, 'more finding')})" if len(failing) > 1 else ""
    return f"{failing[0].message}{more}"


def _why_skipped(case: _Case) -> list[str]:
    """Why a test that does not fail is no pass either; empty where it is one, or has only what need not be mended."""
    if any(f.live and f.outcome is Outcome.FAIL for f in case.findings):
        return []
    return [*map(_silenced, case.findings), *(["found, but not shown (select, ignore or severity off)"] * case.hidden)]


def _silenced(finding: Finding) -> str:
    if finding.waived is not None:
        return f"waived: {finding.waived}"
    return "known from the baseline" if finding.baselined else f"could not be told: {finding.reason or finding.message}"


def _told(finding: Finding, run: Run) -> str:
    state = f"waived ({finding.waived}), " if finding.waived is not None else "known, " if finding.baselined else ""
    return f"{state}{LABELS[finding.severity]} [{finding.rule}] {told(finding, run)}"


def _say(case: etree._Element, tag: str, kind: str, message: str, paragraphs: Sequence[str]) -> None:
    text = "\n\n".join(map(inert, paragraphs))
    etree.SubElement(case, tag, type=kind, message=inert(message)).text = text
