"""The library: ``gricheck.check`` and ``gricheck.read_index``, which do what the command line does.

No configuration file is read and no clock is looked at unless the caller asks for it. What a call gives is frozen, and
the same call gives the same result.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any, Literal, overload

from gricheck.config import Config, given_elements, load_config
from gricheck.errors import UsageError
from gricheck.files import Also, Given, pictures_of, read_report
from gricheck.model import run as model
from gricheck.model.index import ContentIndex
from gricheck.model.run import Checked, Failure
from gricheck.packs.life import previews
from gricheck.pipeline import (
    Kit,
    check_report,
    claim_of,
    index_of,
    load_kit,
    no_index,
)
from gricheck.policy import Policies, Said, check_words, read_baseline, settle
from gricheck.reporter import CHECK, GAPS, format_for, reporter
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.words import counts

Of = Literal["check", "gaps"]
"""The commands whose outputs a run can give."""
TextFormat = Literal["text", "json", "csv", "html", "markdown", "sarif", "github", "gitlab"]
BytesFormat = Literal["xlsx", "junit"]
Table = Literal["findings", "disclosures", "rows"]
Library = Literal["pandas", "polars"]
AnyPath = str | PathLike[str]

_FORMATS: Mapping[str, Mapping[str, str]] = {"check": CHECK, "gaps": GAPS}


@dataclass(frozen=True, slots=True, repr=False)
class Run(model.Run):
    """Everything one check of one report gave, and every way to show it.

    ``findings`` are sorted, worst first; ``requirements`` are those of the claim, each with its verdict; ``gaps`` is
    the gap table; ``mapping`` holds the index as read, mapped onto the standards and the report's pages.
    """

    def __repr__(self) -> str:
        return f"<gricheck.Run of {self.mapping.source.path}: {counts(self).rstrip('.')}>"

    @property
    def has_index(self) -> bool:
        """Whether a content index was found; without one there is nothing to find in it."""
        return bool(self.mapping.index.rows)

    @overload
    def render(
        self, format: TextFormat = ..., *, of: Of = ..., width: int = ..., colour: bool = ..., pages: bool = ...
    ) -> str: ...
    @overload
    def render(
        self, format: BytesFormat, *, of: Of = ..., width: int = ..., colour: bool = ..., pages: bool = ...
    ) -> bytes: ...
    def render(
        self,
        format: str = "text",
        *,
        of: Of = "check",
        width: int = RenderOptions().width,
        colour: bool = False,
        pages: bool = False,
    ) -> str | bytes:
        """What ``gricheck check`` or ``gricheck gaps`` prints with ``--format``: text, or bytes for xlsx and junit.

        ``width`` is in columns and ``colour`` adds a terminal's codes, both for text only; ``pages`` embeds the index
        rows and the cited pages in the HTML as images, for which the report is opened again. The text of a report
        without an index is empty. UsageError for a format that the command does not have.
        """
        return _rendered(self, format, of, RenderOptions(width=width, colour=colour, root=os.getcwd()), pages)

    def write(
        self,
        path: AnyPath,
        *,
        format: TextFormat | BytesFormat | None = None,
        of: Of = "check",
        pages: bool = False,
    ) -> None:
        """The same into a file, whole or not at all, in the format that its ending asks for or that is given.

        UsageError where the ending is of no format or another one, the file is the report itself, or cannot be written.
        """
        from gricheck.reporter.file import write_file

        file = Path(path)
        read = [Path(source.path) for source in (self.mapping.source, *(part.source for part in self.mapping.parts))]
        chosen = format_for(format, str(path), _formats(of))
        if file.exists() and any(source.exists() and file.samefile(source) for source in read):
            raise UsageError(f"{path}: is the report itself, or read with it; give another file")
        look = RenderOptions(folder=str(file.parent), root=os.getcwd())
        write_file(_rendered(self, chosen, of, look, pages), file, "")

    def to_dataframe(self, table: Table = "findings", library: Library | None = None) -> Any:
        """One of the tables as a data frame of pandas or polars: the one named, else whichever is installed, pandas
        first. docs/library.md names the columns, which are stable.

        UsageError where the library is not installed or there is no such table.
        """
        from gricheck.reporter.frame import frame

        return frame(self, table, library)

    def _repr_html_(self) -> str:
        """A summary for a notebook."""
        from gricheck.reporter.notebook import summary

        return summary(self, "" if self.has_index else no_index(self.mapping))


def check(
    path: AnyPath,
    *,
    claim: str | None = None,
    published: date | None = None,
    packs: Sequence[AnyPath] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severities: Mapping[str, str] | None = None,
    page_offset: int | None = None,
    index: AnyPath | None = None,
    also: Mapping[str, AnyPath] | Sequence[AnyPath] = (),
    volumes: Sequence[AnyPath] = (),
    preview: bool = False,
    ocr: bool = True,
    cache: bool = True,
    xml: Mapping[str, Any] | None = None,
    config: AnyPath | None = None,
    today: date | None = None,
) -> Run:
    """Check one report as ``gricheck check --no-config`` does.

    ``claim`` is a name as for ``--claim`` (``core``, ``in-accordance`` …) and goes before the report's own; editions
    are judged by ``published``; ``packs`` are folders of rule packs or names of bundled ones (``esrs``); ``select`` and
    ``ignore`` take rules, families, patterns and disclosures; ``severities`` maps such words to error, warning, info or
    off; ``page_offset`` is the file's page number minus the printed one; ``index`` is the file that holds the content
    index, where that is not the report, ``volumes`` are further files of the same report, ``also`` other documents that
    the index names, by their names (``{"Annual Report": "ar.pdf"}``) or as a list; ``preview`` runs the rules in
    preview too; ``ocr`` reads pages that are pictures where ``gricheck[ocr]`` is installed; ``cache`` keeps what was
    read in the user's cache folder, and uses it again; ``xml`` says
    what the elements of a house's own XML are, with the keys of ``xml`` in a configuration file.

    ``config`` is a configuration file, whose settings, waivers and baseline hold where the call says nothing; ``today``
    is the day by which its waivers expire, needed only where one does.

    Raises UnreadableReport, PackError or UsageError, all GricheckError, each with a message that says what to do.
    """
    _expect("published", published, date)
    _expect("page_offset", page_offset, int)
    packs = (packs,) if isinstance(packs, str) else packs
    found = load_config(Path(config)) if config is not None else Config()
    found = replace(found, severity={**found.severity, **(severities or {})})
    said = Said(_words(select), _words(ignore))
    kit = _with_previews(load_kit([*found.packs, *map(Path, packs)]), found, said, preview)
    policy = _policies(found, kit, said, today).of(Path(path))
    given = Given(
        claim=claim_of(claim or found.claim),
        published=published or found.published,
        page_offset=found.page_offset if page_offset is None else page_offset,
        index=Path(index) if index is not None else None,
        volumes=_paths(volumes),
        also=(*(Also(file, name, configured=True) for name, file in found.also), *_also(also)),
        ocr=ocr and found.ocr,
        cache=cache,
        elements=given_elements(xml) or found.elements,
    )
    run = check_report(Path(path), kit, policy, given)
    (settled,) = settle([(policy, run)])
    return _as_own(settled or run)


def read_index(
    path: AnyPath,
    *,
    page_offset: int | None = None,
    packs: Sequence[AnyPath] = (),
    index: AnyPath | None = None,
    also: Mapping[str, AnyPath] | Sequence[AnyPath] = (),
    volumes: Sequence[AnyPath] = (),
    ocr: bool = True,
    cache: bool = True,
    xml: Mapping[str, Any] | None = None,
) -> ContentIndex:
    """The content index of a report as it stands there; without ``rows`` where there is none."""
    given = Given(
        page_offset=page_offset,
        index=Path(index) if index is not None else None,
        volumes=_paths(volumes),
        also=tuple(_also(also)),
        ocr=ocr,
        cache=cache,
        elements=given_elements(xml),
    )
    return index_of(read_report(Path(path), given), load_kit([Path(pack) for pack in packs]))


def _also(given: Mapping[str, AnyPath] | Sequence[AnyPath]) -> Iterator[Also]:
    if isinstance(given, Mapping):
        return (Also(Path(file), name) for name, file in given.items())
    return (Also(file) for file in _paths(given))


def _paths(given: AnyPath | Sequence[AnyPath]) -> tuple[Path, ...]:
    """A single path is one file, not its letters."""
    return tuple(map(Path, (given,) if isinstance(given, str | PathLike) else given))


def _policies(config: Config, kit: Kit, said: Said, today: date | None) -> Policies:
    if config.path is not None:
        check_words(config, kit.packs, kit.catalogue)
    known = read_baseline(config.folder / config.baseline, config.baseline) if config.baseline else None
    return Policies(config, kit.packs, kit.catalogue, said, today, known)


def _with_previews(kit: Kit, config: Config, said: Said, preview: bool) -> Kit:
    selected = [*(said.select or config.select), *(word for o in config.overrides for word in o.select or ())]
    return replace(kit, previews=previews(kit.packs, selected, preview or config.preview))


def _expect(name: str, value: object, kind: type) -> None:
    if value is not None and not isinstance(value, kind):
        raise UsageError(f"{name}={value!r}: must be a {kind.__name__}")


def _words(given: Iterable[str]) -> tuple[str, ...]:
    """A single string is one word, not its letters."""
    return (given,) if isinstance(given, str) else tuple(given)


def _as_own(run: model.Run) -> Run:
    return Run(**{field.name: getattr(run, field.name) for field in dataclasses.fields(run)})


def _formats(of: str) -> Mapping[str, str]:
    if of not in _FORMATS:
        raise UsageError(f"there are no outputs of {of!r}; known are {', '.join(_FORMATS)}")
    return _FORMATS[of]


def _rendered(run: Run, format: str, of: str, look: RenderOptions, pages: bool) -> str | bytes:
    formats = _formats(of)
    if format not in formats:
        raise UsageError(f"{of} has no format {format!r}; known are {', '.join(formats)}")
    if pages and format != "html":
        raise UsageError(f"pages can be shown in html only, not in {format}")
    if pages:
        from gricheck.reporter.gaps.pictures import wanted_pages

        look = replace(look, pictures=pictures_of(run.mapping, wanted_pages(run)))
    failures = () if run.has_index else (Failure(run.mapping.source.path, no_index(run.mapping)),)
    return reporter(formats, format)(Checked((run,), failures), look)
