"""What a table rests on, so that somebody else can make the same one: file, versions, claim, what was not read."""

from __future__ import annotations

from gricheck.model.document import Part, Role
from gricheck.model.run import Run
from gricheck.readers.kinds import NAMES
from gricheck.reporter.options import RenderOptions
from gricheck.reporter.views import index_name
from gricheck.reporter.words import claim_words, count


def provenance(run: Run, options: RenderOptions) -> tuple[tuple[str, str], ...]:
    """Names and values, the file first."""
    mapping, coverage, source = run.mapping, run.coverage, run.mapping.source
    judged = "judged by" if coverage.pages_judged else "not judged:"
    return (
        ("Report", source.path),
        ("SHA-256", source.sha256),
        ("Size", f"{source.size:,} bytes, {NAMES[source.media_type]}, {count(mapping.own_pages, 'page')}"),
        *(line for part in mapping.parts for line in _further_file(part)),
        ("Index", ", ".join(filter(None, (index_name(mapping), f"{count(coverage.parsed, 'row')} read")))),
        ("Not understood", f"{count(coverage.unparsed, 'line')} of the index"),
        ("Page references", f"{judged} {mapping.pagination.basis}"),
        ("Claim", claim_words(run)),
        ("Claim as printed", " ".join(mapping.claim.quote.split()) if mapping.claim else ""),
        (
            "Editions judged by",
            mapping.published.isoformat() if mapping.published else "the day of publication is not known",
        ),
        ("gricheck", run.versions.tool),
        ("Catalogue", run.versions.catalogue),
        *((f"Pack {name}", version) for name, version in run.versions.packs),
        ("Made on", options.made.isoformat() if options.made else "not recorded (set SOURCE_DATE_EPOCH to record it)"),
        *(("Note", note) for note in coverage.notes),
        *(("Check that broke", error) for error in run.errors),
    )


_ROLES = {Role.INDEX: "Index in", Role.VOLUME: "Further volume", Role.OTHER: "Other document"}


def _further_file(part: Part) -> tuple[tuple[str, str], ...]:
    """A file given beside the report, and what the index calls it."""
    called = f" ({', '.join(part.names)})" if part.names else ""
    return (_ROLES[part.role], f"{part.source.path}{called}"), ("SHA-256 of it", part.source.sha256)
