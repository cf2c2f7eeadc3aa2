"""Small sides of a comparison, made by hand, and by hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gricheck.catalogue import load_catalogue
from gricheck.model.diff import Demand, Fault, Form, Line, Snapshot
from gricheck.model.index import Level
from gricheck.model.mapping import Status
from gricheck.model.rule import Severity
from gricheck.model.run import Outcome, RequirementVerdict, Versions

CATALOGUE = load_catalogue()
VERSIONS = Versions("0.1.0", "1", (("gri-2016", "1.0.0"),))
UNLISTED = (Status.MISSING, Status.UNLISTED)
LISTED = (
    Status.REPORTED,
    Status.PARTIAL,
    Status.OMITTED,
    Status.MISLABELLED,
    Status.UNRESOLVED,
    Status.UNEXPLAINED,
)


def line(code: str, edition: int | None = 2016, status: Status | None = Status.REPORTED, at: str | None = "7") -> Line:
    location = None if status in UNLISTED else at
    known = CATALOGUE.get(code, edition)
    return Line(code, edition, known.words if known else "", status, location, (), True)


def fault(name: str = "a", severity: Severity = Severity.ERROR, silenced: str | None = None, **more: Any) -> Fault:
    given: dict[str, Any] = {
        "rule": "location-slash",
        "outcome": Outcome.FAIL,
        "disclosure": "102-10",
        "message": f"102-10: {name} is wrong",
        "remedy": "Mend it.",
        "fingerprint": name,
        "page": "p. 120",
        **more,
    }
    return Fault(severity=severity, silenced=silenced, **given)


def demand(verdict: RequirementVerdict, name: str = "index") -> Demand:
    return Demand(name, f"Have an {name}", verdict, f"it is {verdict}")


def side(*lines: Line, **more: Any) -> Snapshot:
    """A run of a report that claims Core."""
    given: dict[str, Any] = {
        "form": Form.RUN,
        "path": "run.json",
        "report": "report.pdf",
        "sha256": "0" * 64,
        "versions": VERSIONS,
        "level": Level.CORE,
        "edition": 2016,
        "faults": (),
        "demands": (),
        **more,
    }
    return Snapshot(lines=lines, **given)


_KEYS = sorted(
    key for key in CATALOGUE.by_key if key[0].startswith(("102-", "2-", "3-", "103-", "303-", "306-", "G4-E"))
)
_PLACES = ("7", "8-9", "7; 12", "12;7", "", "see p. 4")


@st.composite
def _line(draw: st.DrawFn, judged: bool) -> Line:
    code, edition = draw(st.sampled_from([*_KEYS, ("102-10", None), ("999-1", 2016)]))
    statuses = (*LISTED, *UNLISTED) if judged else (None, Status.OMITTED, Status.UNEXPLAINED)
    made = line(code, edition, draw(st.sampled_from(statuses)), draw(st.sampled_from(_PLACES)))
    return made


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """A side as its reader makes it: no two lines with the same key; fingerprints may be there twice."""
    form = draw(st.sampled_from([Form.RUN, Form.REPORT, Form.INDEX]))
    judged = form is not Form.INDEX
    lines = draw(st.lists(_line(judged), unique_by=lambda item: item.key, max_size=25))
    silenced = st.sampled_from([None, None, "waived: so", "in the baseline"])
    faults = st.builds(fault, st.sampled_from("abcd"), st.sampled_from(list(Severity)), silenced)
    demands = st.builds(demand, st.sampled_from(list(RequirementVerdict)))
    level, edition = draw(st.sampled_from([(Level.CORE, 2016), (Level.IN_ACCORDANCE, 2021), (Level.NONE, None)]))
    return side(
        *lines,
        form=form,
        level=level,
        edition=edition,
        faults=tuple(draw(st.lists(faults, max_size=8))) if judged else None,
        demands=tuple(draw(st.lists(demands, max_size=1))) if judged else None,
    )
