"""What every format says of a run and of a finding, in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from gricheck.model.index import Claim, Omission, Where
from gricheck.model.rule import Reference, RuleStatus
from gricheck.model.run import Finding, Outcome, RequirementResult, RequirementVerdict, Run
from gricheck.readers.kinds import LINED
from gricheck.reporter.views import LABELS, file_of, place

WHOLE = "The report as a whole"
"""What a finding is about that is about no disclosure."""

_VERDICT_ORDER = (RequirementVerdict.NOT_MET, RequirementVerdict.CANNOT_TELL, RequirementVerdict.MET)


def told(finding: Finding, run: Run) -> str:
    """The whole finding in one paragraph: what it is about and where, what is wrong, and what to do instead."""
    where = place(finding.where, run.mapping) if finding.where else ""
    about = f"{finding.disclosure or WHOLE}{f' ({where})' if where else ''}"
    remedy = f" Instead: {finding.remedy}" if finding.remedy else ""
    return f"{about}: {wrong(finding)}{remedy}"


def line_number(where: Where | None, run: Run) -> int:
    """The line of the file, from 1, for programs that know no other place; 1 where the file has no lines of text."""
    has_lines = file_of(where, run.mapping).media_type in LINED
    return where.line if has_lines and where and where.line else 1


def claim_name(run: Run, claim: Claim) -> str:
    """The claim in words: the pack's label where there is one."""
    if run.spec:
        return run.spec.label
    return f"{claim.level.value}{f' ({claim.edition})' if claim.edition else ''}"


def claim_words(run: Run) -> str:
    """The claim that the report was held to; ``none found`` where there is none."""
    claim = run.mapping.claim
    return claim_name(run, claim) if claim else run.spec.label if run.spec else "none found"


class Told(Protocol):
    """A finding, whether of a run or read back from its JSON."""

    @property
    def disclosure(self) -> str | None: ...
    @property
    def outcome(self) -> Outcome: ...
    @property
    def message(self) -> str: ...
    @property
    def reason(self) -> str | None: ...


def wrong(finding: Told) -> str:
    """What is wrong; for a review, marked as not sure, with the reason."""
    message = finding.message.removeprefix(f"{finding.disclosure}: ")  # the line above it begins with the code
    if finding.outcome is not Outcome.REVIEW:
        return sentence(message)
    why = f" {sentence(finding.reason)}" if finding.reason else ""
    return sentence(f"Could not tell: {message}") + why


def standing(finding: Finding) -> str:
    """What silences a finding, if anything does."""
    if finding.waived is not None:
        return f"waived: {finding.waived}"
    return "known from the baseline" if finding.baselined else ""


def omission_words(omission: Omission) -> str:
    """``a, b: Information unavailable: we began to measure in 2024``."""
    parts = (", ".join(omission.requirements), omission.reason or "", omission.explanation or "")
    return ": ".join(part for part in parts if part)


def sentence(text: str) -> str:
    """A message as a sentence: packs write them so that they can also stand inside one."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")


def rule_line(finding: Finding) -> str:
    """``[location-slash] GRI 102 2016, 102-55-b``."""
    reference = f" {reference_text(finding.reference)}" if finding.reference else ""
    status = "" if finding.status is RuleStatus.STABLE else f", {finding.status}"
    return f"[{finding.rule}{status}]{reference}"


def reference_text(reference: Reference) -> str:
    """``GRI 101 2016, clause 2.7``."""
    return f"{reference.standard} {reference.edition}, {reference.clause}"


def counts(run: Run) -> str:
    """How many findings there are of each severity, and how many that do not count, as a sentence."""
    live = [f for f in run.findings if f.live]
    found = Counter(f.severity for f in live)
    unsure = sum(f.outcome is Outcome.REVIEW for f in live)
    waived, known = sum(f.waived is not None for f in run.findings), sum(f.baselined for f in run.findings)
    total = ", ".join(count(found[severity], label) for severity, label in LABELS.items())
    parts = [
        total,
        f"{unsure} of them could not be told" if unsure else "",
        f"{waived} waived" if waived else "",
        f"{known} known from the baseline" if known else "",
        f"{run.applied.hidden} not shown (select, ignore or severity off)" if run.applied.hidden else "",
    ]
    return "; ".join(part for part in parts if part) + "."


def worst_first(run: Run) -> list[RequirementResult]:
    """The requirements of the claim: not met, cannot be told, met."""
    return sorted(run.requirements, key=lambda r: _VERDICT_ORDER.index(r.verdict))


def verdict(run: Run) -> tuple[str, str]:
    """Style and words of the last judgement."""
    found = Counter(r.verdict for r in run.requirements)
    failed, unknown = found[RequirementVerdict.NOT_MET], found[RequirementVerdict.CANNOT_TELL]
    total = len(run.requirements)
    if not total:
        return "warning", "No known claim, so only what every index must meet was checked; --claim names one."
    open_ones = f"; {unknown} cannot be told from the file" if unknown else ""
    if failed:
        return "error", f"The claim does not hold as it stands: {failed} of {total} requirements not met{open_ones}."
    met = found[RequirementVerdict.MET]
    return "good", f"Nothing found against the claim: {met} of {total} requirements met{open_ones}."


def broken(error: str) -> str:
    """That a check broke; the report may have more faults than are listed."""
    return f"A check broke, so its rule was not checked: {error}"


def unread(run: Run) -> Iterator[str]:
    """What of the report was not read or not judged, and how many findings are not shown."""
    if run.coverage.unparsed:
        lines = count(run.coverage.unparsed, "line")
        yield f"{lines} of the index could not be understood; `gricheck index --format json` lists them."
    yield from run.coverage.notes
    if run.applied.hidden:
        yield f"{count(run.applied.hidden, 'finding')} not shown (select, ignore or severity off)."


def clip(text: str, width: int = 120) -> str:
    """The text on one line, cut where it is too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"


def count(number: int, noun: str) -> str:
    """``1 row``, ``2 rows``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
