"""A side of a comparison out of the JSON that gricheck publishes, be it a file's or of a run just made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from gricheck.errors import UnreadableReport
from gricheck.model.diff import Demand, Fault, Form, Line, Snapshot
from gricheck.model.document import Place
from gricheck.model.index import Kind, Level, PageRef
from gricheck.model.mapping import Status
from gricheck.model.rule import Severity
from gricheck.model.run import Outcome, RequirementVerdict, Versions

Tree = Mapping[str, Any]

_UNSAID = (Kind.SLASH, Kind.DASH, Kind.NONE, Kind.BLANK)
_BEST_FIRST = (None, Status.OMITTED, Status.UNEXPLAINED)


def snapshot(data: Tree, path: str, form: Form) -> Snapshot:
    """The side that an object of ``gricheck/run/1``, ``gaps/1`` or ``index/1`` tells of.

    UnreadableReport where its report holds no content index.
    """
    versions, claim = data["versions"], data["claim"]
    made = Snapshot(
        form=form,
        path=path,
        report=data["source"]["path"],
        sha256=data["source"]["sha256"],
        versions=Versions(
            versions["tool"], versions["catalogue"], tuple((p["id"], p["version"]) for p in versions["packs"])
        ),
        level=Level(claim["level"]),
        edition=claim["edition"],
        lines=_lines(data, form),
        faults=_faults(data, form),
        demands=_demands(claim) if "requirements" in claim else None,
        hidden=data["counts"]["hidden"] if "findings" in data else 0,
        errors=tuple(data.get("errors", ())),
    )
    if not _has_index(data, made):
        raise UnreadableReport(f"{path}: the report that it tells of, {made.report}, holds no content index")
    return made


def _has_index(data: Tree, made: Snapshot) -> bool:
    return bool(data["coverage"]["rows"]) if "coverage" in data else any(line.listed for line in made.lines or ())


def _lines(data: Tree, form: Form) -> tuple[Line, ...] | None:
    if form is Form.INDEX:
        return _merged(_row(row) for row in data["rows"])
    rows = data["rows"] if form is Form.GAPS else data.get("disclosures")
    return None if rows is None else _merged(map(_line, rows))


def _line(row: Tree) -> Line:
    return Line(
        code=row["disclosure"],
        edition=row["edition"],
        title=row["title"],
        status=Status(row["status"]),
        location=row["location"],
        pages=_pages(row),
        required=row["required_by"] is not None,
    )


def _row(row: Tree) -> Line:
    """A row of an index. It stands for the disclosure that it was mapped to, if the file says so."""
    meant = row.get("disclosure") or row
    return Line(meant["code"], meant["edition"], row["title"], _said(row), row["location"], _pages(row))


def _said(row: Tree) -> Status | None:
    """What the row itself says of its status."""
    kind, omission = Kind(row["kind"]), row["omission"]
    if kind in _UNSAID:
        return Status.UNEXPLAINED
    if kind is not Kind.OMITTED:
        return None
    complete = omission and omission["reason_key"] and omission["explanation"]
    return Status.OMITTED if complete else Status.UNEXPLAINED


def _pages(row: Tree) -> tuple[PageRef, ...]:
    """Pages by number and by the file that they are of; where the report has none, by the line."""
    return tuple(PageRef(_label(page), page["index"], page.get("line"), _place(page)) for page in row["pages"])


def _place(page: Tree) -> Place | None:
    told = page.get("file"), page.get("part")
    return Place(part=" ".join(filter(None, told))) if any(told) else None


def _label(page: Tree) -> str | None:
    file = page.get("file")
    return f"{page['label']} of {PurePath(file).name}" if file and page["label"] else page["label"]


def _merged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """One line for each disclosure, as in the gap table: all locations, and the best status of its rows."""
    found: dict[tuple[str, int | None], list[Line]] = {}
    for line in lines:
        found.setdefault(line.key, []).append(line)
    return tuple(held[0] if len(held) == 1 else _one(held) for held in found.values())


def _one(lines: list[Line]) -> Line:
    first = lines[0]
    located = [line.location for line in lines if line.location is not None]
    best = min((line.status for line in lines), key=lambda s: _BEST_FIRST.index(s) if s in _BEST_FIRST else 0)
    pages = tuple(dict.fromkeys(page for line in lines for page in line.pages))
    required = any(line.required for line in lines)
    return Line(first.code, first.edition, first.title, best, "; ".join(located) if located else None, pages, required)


def _faults(data: Tree, form: Form) -> tuple[Fault, ...] | None:
    if form is Form.INDEX:
        return None
    if form is not Form.GAPS:
        return tuple(map(_fault, data["findings"]))
    seen: dict[str, Fault] = {}  # what is about a code as a whole stands with each of its editions
    for row in (*data["rows"], {"findings": data.get("other_findings", [])}):
        seen.update({finding["fingerprint"]: _fault(finding) for finding in row["findings"]})
    return tuple(seen.values())


def _fault(finding: Tree) -> Fault:
    waived = finding["waived"]
    return Fault(
        rule=finding["rule"],
        severity=Severity(finding["severity"]),
        outcome=Outcome(finding["outcome"]),
        disclosure=finding["disclosure"],
        message=finding["message"],
        remedy=finding["remedy"],
        fingerprint=finding["fingerprint"],
        page=_page(finding["where"]),
        reason=finding["reason"],
        silenced=f"waived: {waived}" if waived is not None else "in the baseline" if finding["baselined"] else None,
    )


def _page(where: Tree | None) -> str | None:
    """``p. 120``, ``page 118 of the file``: what the finding itself tells of its place."""
    if where is None or where["page"] is None:
        return None
    name = PurePath(where["file"]).name if where.get("file") else None
    if where["label"]:
        return f"p. {where['label']}{f' of {name}' if name else ''}"
    return f"page {where['page'] + 1} of {name or 'the file'}"


def _demands(claim: Tree) -> tuple[Demand, ...]:
    return tuple(
        Demand(item["id"], item["text"], RequirementVerdict(item["verdict"]), item["why"])
        for item in claim["requirements"]
    )
