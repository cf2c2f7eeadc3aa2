"""What reports that were checked tell for a configuration."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from gricheck.config import CLAIMS
from gricheck.model.document import Role
from gricheck.model.evidence import Shift
from gricheck.model.index import External, Kind, Row
from gricheck.model.mapping import Mapping as Mapped
from gricheck.model.run import Run
from gricheck.reporter.escape import inert
from gricheck.reporter.init.template import Hint
from gricheck.reporter.views import place
from gricheck.reporter.wrap import clip

MOST_DOCUMENTS = 8
_LONGEST_NAME, _LONGEST_QUOTE = 60, 160
_MIN_LINKS, _MIN_SHARE = 3, 0.6
"""An offset counts where so many links agree on it, and so large a share of them."""

_FILES = re.compile(r"\.(pdf|docx?|xlsx?|html?)(?=[?#]|$)", re.IGNORECASE)
_ADDRESS = re.compile(r"://|^www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of one report. ``shift`` is how far its text says that the page numbers of the index are from the
    file's, where the pages bear none; None where it does not tell."""

    run: Run
    shift: Shift | None = None

    @property
    def is_counted(self) -> bool:
        """Whether the pages bear no numbers, so that those of the index are taken for the file's."""
        return is_counted(self.run.mapping)


@dataclass(frozen=True, slots=True)
class Named:
    """A document that locations name and nobody gave: its name with its year, and in how many rows it is named."""

    name: str
    rows: int


def hints(looks: Sequence[Look], folder: Path, packs: Sequence[Path] = ()) -> dict[str, Hint]:
    """What is known of each key. ``folder`` is the one that the file will stand in, ``packs`` are those in use."""
    found = {
        "claim": _claim([look.run for look in looks]),
        "date": _date([look.run.mapping for look in looks]),
        "page-offset": _offset(looks),
        "also": _also([look.run.mapping for look in looks], folder),
        "packs": Hint([_pack(pack, folder) for pack in packs], used=True) if packs else None,
    }
    return {key: hint for key, hint in found.items() if hint}


def is_counted(mapping: Mapped) -> bool:
    """Whether a report has pages that bear no numbers, so that they are counted."""
    pagination = mapping.pagination
    return not pagination.told_apart and mapping.own_pages > 1 and any(pagination.labels)


def claim_key(run: Run) -> str | None:
    """The name, as the configuration knows it, of the claim that a report makes of itself."""
    claim = run.mapping.claim
    if claim is None or claim.of_other or run.mapping.catalogue.framework:
        return None
    edition = claim.edition or (run.spec.edition if run.spec else None)
    return next((name for name, known in CLAIMS.items() if known == (claim.level, edition)), None)


def named_documents(mappings: Iterable[Mapped]) -> list[Named]:
    """The documents that locations name and that no file was given for, those of most rows first."""
    rows = (match.row for mapping in mappings for match in mapping.matches)
    found = Counter(name for row in rows for name in dict.fromkeys(_unknown(row)))
    return [Named(name, count) for name, count in sorted(found.items(), key=lambda item: -item[1])]


def page_offset(look: Look) -> int | None:
    """How far the page numbers of the index are from those of the file, told by its links, else by the text of the
    pages; None where it is not told."""
    if not look.is_counted:
        return None
    votes = Counter(vote for match in look.run.mapping.matches for vote in _votes(match.row))
    best, count = max(votes.items(), key=lambda item: (item[1], -abs(item[0])), default=(0, 0))
    if count >= max(_MIN_LINKS, _MIN_SHARE * votes.total()):
        return best
    return look.shift.by if look.shift else None


def _votes(row: Row) -> Iterator[int]:
    """The offsets that the links of a location speak for, where there is one for each page number."""
    labels = [page.label for page in row.pages]
    if row.kind is Kind.PAGES and len(labels) == len(row.linked):
        for label, page in zip(labels, row.linked, strict=True):
            if label and label.isdecimal():
                yield page + 1 - int(label)


def _unknown(row: Row) -> Iterator[str]:
    for external in row.externals:
        if external.file is None and (name := _full_name(external)):
            yield name


def _full_name(external: External) -> str:
    """The name with the year beside it; of addresses only those of files."""
    name = " ".join(inert(external.name or "").split())
    if _ADDRESS.search(name):
        return name.partition("#")[0] if _FILES.search(name) else ""
    year = external.year if external.year and external.year not in name else ""
    return f"{name} {year}".strip() if name and len(name) <= _LONGEST_NAME else ""


def _claim(runs: Sequence[Run]) -> Hint | None:
    if not runs or any(run.mapping.catalogue.framework for run in runs):
        return None
    keys = [claim_key(run) for run in runs]
    if None in keys:
        without = [_file(run.mapping) for run, key in zip(runs, keys, strict=True) if key is None]
        return Hint(remarks=(f"None was found in {', '.join(without)}: without one, nothing is called missing.",))
    if len(set(keys)) > 1:
        told = "; ".join(f"{_file(run.mapping)}: {key}" for run, key in zip(runs, keys, strict=True))
        return Hint(keys[0], (f"Not the same in all reports, so each is held to its own: {told}.",))
    return Hint(keys[0], tuple(_quoted(run) for run in runs[:1]), used=True)


def _quoted(run: Run) -> str:
    claim = run.mapping.claim
    where = place(claim.where, run.mapping) if claim else ""
    quote = clip(" ".join(inert(claim.quote if claim else "").split()), _LONGEST_QUOTE, "…")
    return f"Found in {_file(run.mapping)}{f', {where}' if where else ''}: “{quote}”"


def _file(mapping: Mapped) -> str:
    """The report's name alone: the configuration may be read where its folder is another one."""
    return PurePath(mapping.source.path).name


def _date(mappings: Sequence[Mapped]) -> Hint | None:
    """The day that is judged by without the key; of several reports none, since each has its own."""
    if len(mappings) != 1 or (day := mappings[0].published) is None:
        return None
    basis = mappings[0].index.facts.published_basis
    return Hint(day.isoformat(), (f"Without it {day.isoformat()} is taken{f', {basis}' if basis else ''}.",))


def _offset(looks: Sequence[Look]) -> Hint | None:
    counted = [look for look in looks if look.is_counted]
    if not counted:
        return None
    names = ", ".join(_file(look.run.mapping) for look in counted)
    offsets = {page_offset(look) for look in counted}
    none = f"No page numbers were found on the pages of {names}"
    if len(offsets) == 1 and len(counted) == len(looks) and (offset := offsets.pop()) is not None:
        return Hint(offset, (f"{none}; this is how far those of the index are from the file's.",), used=True)
    return Hint(0, (f"{none}: none that the index gives is called wrong. With 0 they are the file's own.",))


def _also(mappings: Sequence[Mapped], folder: Path) -> Hint | None:
    given = {name: _relative(path, folder) for mapping in mappings for name, path in _given(mapping)}
    named = named_documents(mappings)
    if given:
        further = (f"Named too: {_listed(named)}.",) if named else ()
        return Hint(given, further, used=True)
    if not named:
        return None
    remark = f"Named in rows of the index, as in how many: {_listed(named)}. Keep those whose files are at hand."
    return Hint({one.name: _file_name(one.name) for one in named[:MOST_DOCUMENTS]}, (remark,))


def _given(mapping: Mapped) -> Iterator[tuple[str, str]]:
    """The names and files of the documents that were given: by the name given with it, else as the index calls it."""
    for part in mapping.parts:
        if part.role is Role.OTHER:
            externals = (external for match in mapping.matches for external in match.row.externals)
            led = Counter(_full_name(external) for external in externals if external.file == part.source.path)
            names = part.names or [name for name, _ in led.most_common(1) if name]
            yield from ((name, part.source.path) for name in names)


def _pack(path: Path, folder: Path) -> str:
    """A folder as seen from the file's; a bundled pack has a name alone."""
    return _relative(str(path), folder) if path.is_dir() else str(path)


def _relative(path: str, folder: Path) -> str:
    return PurePath(os.path.relpath(path, folder)).as_posix()


def _listed(named: Sequence[Named]) -> str:
    told = ", ".join(f"{one.name} ({one.rows})" for one in named[:MOST_DOCUMENTS])
    return f"{told}, and {len(named) - MOST_DOCUMENTS} more" if len(named) > MOST_DOCUMENTS else told


def _file_name(name: str) -> str:
    """What such a file may be called: ``annual-report-2023.pdf``."""
    if _ADDRESS.search(name):
        return PurePath(name.partition("?")[0]).name
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{'-'.join(re.findall(r'[a-z0-9]+', plain)) or 'document'}.pdf"
