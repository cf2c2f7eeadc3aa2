"""The way through, wired: a path to a Document, ContentIndex, Mapping, Run.

``load_kit`` reads the catalogue, the vocabulary and the packs once; every stage after it takes the kit, so that many
reports can be checked with one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gricheck.catalogue import load_catalogue
from gricheck.checks import CHECKS
from gricheck.config import CLAIMS
from gricheck.engine import run_checks, versions_of
from gricheck.errors import UnreadableReport, UsageError
from gricheck.examples import ground
from gricheck.files import Given, layouts_of, number, read_report
from gricheck.index import find_index
from gricheck.lexicon import Lexicon, load_lexicon
from gricheck.matcher import match
from gricheck.matcher.coverage import Coverage
from gricheck.matcher.draft import draft_index
from gricheck.matcher.evidence import with_evidence
from gricheck.matcher.find import find, questions
from gricheck.model import mapping as mapped
from gricheck.model.document import Document, Role, part_at
from gricheck.model.evidence import Answer, Draft
from gricheck.model.index import Claim, ContentIndex, Where
from gricheck.model.rule import RulePack
from gricheck.model.run import Run, Versions
from gricheck.model.standard import Catalogue
from gricheck.packs import asked_pack, load_packs, spec_for
from gricheck.policy import Policy, apply_policy
from gricheck.progress import step, tell
from gricheck.readers.kinds import XML
from gricheck.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True, slots=True)
class Kit:
    """What every report is checked with. ``previews`` are the ids of the rules in preview that run."""

    catalogue: Catalogue
    vocabulary: Vocabulary
    packs: tuple[RulePack, ...]
    previews: frozenset[str] = frozenset()

    @property
    def lexicon(self) -> Lexicon:
        """The words of the reports' own text."""
        return load_lexicon()

    @property
    def versions(self) -> Versions:
        """What is known here, for the outputs that no rules have a part in."""
        return versions_of(self.catalogue, self.packs)


def load_kit(packs: Sequence[Path] = ()) -> Kit:
    """The bundled data and the user's own packs. PackError where a file of them is wrong.

    Where a pack of another framework is among those asked for, by its folder or a bundled one's id, the kit's catalogue
    and words are that framework's, and so only its rules apply.
    """
    step("reading the rules")
    catalogue, vocabulary = load_catalogue(), load_vocabulary()
    loaded = load_packs(packs, checks=CHECKS, catalogue=catalogue)
    framework = asked_pack(packs, loaded)
    if framework is not None:
        catalogue, vocabulary = ground(framework, loaded, catalogue, vocabulary)
    tell(lambda: f"catalogue {catalogue.version}; packs {', '.join(f'{pack.id} {pack.version}' for pack in loaded)}")
    return Kit(catalogue, vocabulary, loaded)


def claim_of(name: str | None) -> Claim | None:
    """The claim that a name on the command line stands for; it has no quote, since the report need not say it."""
    if name is None:
        return None
    if name not in CLAIMS:
        raise UsageError(f"no claim is called {name!r}; known are {', '.join(CLAIMS)}")
    level, edition = CLAIMS[name]
    return Claim(level, edition, quote="", where=Where())


def index_of(document: Document, kit: Kit) -> ContentIndex:
    """The content index of a document."""
    index = find_index(document, lambda pages: layouts_of(document, pages), kit.catalogue, kit.vocabulary)
    tell(lambda: _index_fact(index, document))
    return index


def _index_fact(index: ContentIndex, document: Document) -> str:
    """What was read of the index, in words."""
    language = f"language: {index.facts.language or 'not known'}"
    if not index.pages:
        return f"no content index; {language}"
    part = part_at(document.parts, index.pages[0])
    pages = ", ".join(str(page + 1 - document.file_pages(page).start) for page in index.pages)
    rows = f"{number(len(index.rows), 'row')}, {number(len(index.unparsed), 'line')} not understood"
    return f"content index on page {pages} of {part.name if part else 'the file'}: {rows}; {language}"


def map_report(path: str | Path, kit: Kit, given: Given = Given()) -> mapped.Mapping:
    """A report's index mapped onto the standards and onto its pages."""
    mapping, coverage = covered_report(path, kit, given)
    return with_evidence(mapping, coverage, kit.lexicon)


def coverage_of(document: Document, mapping: mapped.Mapping, kit: Kit) -> Coverage:
    """The report's own text, ready to be searched."""
    return Coverage(document, mapping, kit.lexicon, kit.vocabulary)


def find_in(
    path: str | Path, asked: Sequence[str], kit: Kit, given: Given = Given(), most: int = 5
) -> tuple[mapped.Mapping, tuple[Answer, ...]]:
    """Where a report covers disclosures, by their codes, or words; at most so many passages for each."""
    mapping, coverage = searched_report(path, kit, given)
    each = dict.fromkeys(question for words in asked for question in questions(words, kit.catalogue))
    return mapping, tuple(find(coverage, question, most) for question in each)


UNKNOWN_LANGUAGE = (
    "the report's language is not one whose words are known: cited pages are not weighed, and `gricheck find` and "
    "`gricheck draft` search with English words"
)
DRAFTED = "with-reference"
"""The claim of a suggested index where neither the user nor the report makes one."""


def draft_of(path: str | Path, kit: Kit, given: Given = Given()) -> tuple[mapped.Mapping, Draft]:
    """A suggested index for a report, under the claim given, else its own, else with reference.

    UsageError where the kit knows no list for the claim.
    """
    mapping, coverage = searched_report(path, kit, given)
    if mapping.catalogue.framework:
        raise UsageError(f"draft knows the words of GRI's disclosures only, not those of {mapping.catalogue.framework}")
    spec = spec_for(kit.packs, mapping.claim) or spec_for(kit.packs, claim_of(DRAFTED))
    if spec is None:
        raise UsageError("no pack says what such a claim expects; give another --claim")
    return mapping, draft_index(coverage, kit.lexicon, spec)


def searched_report(path: str | Path, kit: Kit, given: Given = Given()) -> tuple[mapped.Mapping, Coverage]:
    """A report that is searched without being checked. UnreadableReport where it holds no text."""
    mapping, coverage = covered_report(path, kit, given)
    if all(map(coverage.search.is_empty, range(len(coverage.stretches)))):
        why = mapping.warnings[0] if mapping.warnings else "it is empty"
        raise UnreadableReport(f"{path}: there is no text to search; {why}")
    return mapping, coverage


def covered_report(path: str | Path, kit: Kit, given: Given = Given()) -> tuple[mapped.Mapping, Coverage]:
    """A report's index mapped, and its own text ready to be searched; it needs no index."""
    document = read_report(path, given)
    index = index_of(document, kit)
    mapping = match(document, index, kit.catalogue, kit.vocabulary, claim=given.claim, published=given.published)
    if index.set_aside:
        told = f"there is a further index, on {_sheets_or_pages(document, mapping)}, which was not looked at"
        mapping = replace(mapping, warnings=(*mapping.warnings, told))
    mapping = replace(mapping, warnings=(*mapping.warnings, *_unnamed(mapping)))
    coverage = coverage_of(document, mapping, kit)
    if coverage.queries.knows_language:
        return mapping, coverage
    return replace(mapping, warnings=(*mapping.warnings, UNKNOWN_LANGUAGE)), coverage


def _sheets_or_pages(document: Document, mapping: mapped.Mapping) -> str:
    """Where the indexes are that were not looked at."""
    places = [document.pages[page].places for page in mapping.index.set_aside]
    sheets = [found[0].sheet for found in places if found and found[0].sheet]
    if len(sheets) < len(places):
        return mapping.in_file(mapping.index.set_aside)
    return ", ".join(f'sheet "{sheet}"' for sheet in sheets)


def _unnamed(mapping: mapped.Mapping) -> Iterator[str]:
    """What is to be said of other documents that no location leads to."""
    led = {external.file for match in mapping.matches for external in match.row.externals}
    others = [part for part in mapping.parts if part.role is Role.OTHER]
    for part in others if mapping.matches else ():
        if part.source.path in led:
            continue
        shared = [other.name for other in others if other is not part and set(other.names) & set(part.names)]
        called = " or ".join(f'"{name}"' for name in part.names) or "a name that is found in it"
        told = f"no location of the index names this document by {called}"
        if shared:
            told = f"{', '.join(shared)} has the same name, so that it is not known which is meant"
        yield f"{part.source.path}: {told}; give the name that the index prints, with its year: --also NAME=FILE"


def check_report(path: str | Path, kit: Kit, policy: Policy, given: Given = Given()) -> Run:
    """One report, checked, with its findings."""
    run = run_checks(map_report(path, kit, given), kit.packs, previews=kit.previews)
    step("settling what was found")
    return apply_policy(run, policy)


def _none_in_its_file(path: str, mapping: mapped.Mapping) -> str:
    """The same where the user named the file that holds it; what is told of that file begins with its path."""
    why = next((told for told in mapping.warnings if told.startswith(f"{path}: ")), "").removeprefix(f"{path}: ")
    told = f"{path}: no {mapping.catalogue.index_title} could be read in it{f' ({why})' if why else ''}"
    return f"{told}; --index takes a file with a table of codes and locations"


def no_index(mapping: mapped.Mapping) -> str:
    """The one line for a report without a content index."""
    index, path = mapping.index, mapping.source.path
    if mapping.index_source:
        return _none_in_its_file(mapping.index_source.path, mapping)
    pages = number(mapping.page_count, "page")
    warnings = [warning for warning in mapping.warnings if warning != UNKNOWN_LANGUAGE]
    pictures = f" ({warnings[0]})" if warnings else ""
    if index.pages:
        told = f"{mapping.in_file(index.pages[:1])} may hold the index, but no row could be read"
        return f"{path}: {told}{pictures}; if it is a file of its own, check that file"
    told = f"no {mapping.catalogue.index_title} found in {pages}{pictures}"
    if mapping.source.media_type == XML and mapping.source.elements is None:
        return f"{path}: {told}; if the names of its elements are a house's own, tell them under `xml` in gricheck.yaml"
    if index.named:
        return (
            f"{path}: {told}; {mapping.in_file(index.named[-1:])} speaks of one, but no table of at "
            "least three codes with locations stands there: check the file that holds it; answers under codes as "
            "headings, and indexes of G3 and before, are not read"
        )
    return (
        f"{path}: {told}; if it is a file of its own, give that with --index; if it has few rows, put its name "
        f"({mapping.catalogue.index_title}) over it as a heading; if there is none, `gricheck draft` suggests one"
    )
