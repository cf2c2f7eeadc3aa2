"""The index as a whole: there is one, it lists what the claim expects, and each disclosure once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from gricheck.checks.registry import DISCLOSURES, NoOptions, check
from gricheck.checks.verdicts import ROW_FIELDS, arguments, judge, list_codes, named, passed
from gricheck.model.index import ContentIndex, Where
from gricheck.model.listing import LEAST_SHARE, doubt, expected, is_half_read, unlisted
from gricheck.model.mapping import Mapping, Method, RowMatch
from gricheck.model.rule import ClaimSpec, Expectation, Severity
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import stem_of

_INDEX = "index"


@dataclass(frozen=True, slots=True)
class Demanded:
    """``except_claims``: claims that can be made without an index."""

    except_claims: tuple[str, ...] = ()


@check("index-present", options=Demanded, fields={"pages"}, messages=["unread", "named"])
def index_present(context: Context, options: Demanded) -> Iterable[Verdict]:
    """The report holds a content index whose rows can be read."""
    index = context.mapping.index
    pages = index.pages or index.named
    words = (("pages", context.mapping.in_file(pages)),)
    if index.rows:
        yield Verdict(Outcome.PASS, subject=_INDEX)
    elif pages:
        message = "unread" if index.pages else "named"
        why = "an index may stand there in a form that is not read"
        yield Verdict(Outcome.REVIEW, message=message, arguments=words, reason=why, subject=_INDEX)
    elif context.spec is not None and context.spec.level in options.except_claims:
        why = "the claim can be made without an index"
        yield Verdict(Outcome.REVIEW, arguments=words, reason=why, subject=_INDEX, severity=Severity.INFO)
    else:
        yield Verdict(Outcome.FAIL, arguments=words, subject=_INDEX)


@dataclass(frozen=True, slots=True)
class Binding:
    """``binding_from``: the first edition that prescribes it; under an older one it is only worth knowing."""

    binding_from: int = 2016


@check("index-titled", options=Binding, fields={"page"})
def index_titled(context: Context, options: Binding) -> Iterable[Verdict]:
    """The index carries the title by which readers look for it."""
    severity = None if (context.edition or options.binding_from) >= options.binding_from else Severity.INFO
    for verdict in _stated(context.mapping, context.mapping.index.facts.title_found):
        yield replace(verdict, severity=severity)


@check("foundation-named", fields={"page"})
def foundation_named(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """The index names the foundation standard and its edition."""
    index = context.mapping.index
    in_front = index.claim is not None and bool(index.pages) and index.claim.where.page == index.pages[0] - 1
    reason = "it may stand with the statement of use, on the page before" if in_front else None
    yield from _stated(context.mapping, index.facts.gri1_used, reason)


@dataclass(frozen=True, slots=True)
class Completeness:
    """``min_share``: where less than this share of what is expected was found, the index counts as half read."""

    min_share: float = LEAST_SHARE


@check(
    "disclosure-listed",
    options=Completeness,
    fields={"code", "name", "title", "claim", "standard", "found", "total"},
    messages=["omittable", "half-read"],
)
def disclosure_listed(context: Context, options: Completeness) -> Iterable[Verdict]:
    """Every disclosure that the claim expects has a row."""
    spec, mapping = context.spec, context.mapping
    if spec is None or not mapping.matches:
        return
    wanted, absent = list(expected(spec)), unlisted(mapping, spec)
    found = len(wanted) - len(absent)
    if is_half_read(found, len(wanted), options.min_share):
        yield _half_read(context, spec, [code for code, _ in absent], found, len(wanted))
        return
    missing = {code for code, _ in absent}
    for code, item in wanted:
        if code in missing:
            yield _absent(context, spec, code, item)
        else:
            yield Verdict(Outcome.PASS, disclosure=code)


@dataclass(frozen=True, slots=True)
class Repeats:
    """``repeating``: disclosures that are listed anew for every material topic, and so begin a new block of rows."""

    repeating: tuple[str, ...] = field(default=(), metadata=DISCLOSURES)


@check("row-unique", options=Repeats, fields=ROW_FIELDS | {"first_location", "first_page"}, messages=["disagree"])
def row_unique(context: Context, options: Repeats) -> Iterable[Verdict]:
    """No disclosure is listed twice in one block of rows, nor with two locations in two blocks."""
    first: dict[tuple[object, ...], tuple[RowMatch, object]] = {}
    for match, block in _blocks(context.mapping.matches, options.repeating):
        if match.disclosure is None or match.method is not Method.EXACT or match.row.code in options.repeating:
            yield passed(match, applies=False)
            continue
        key = (*match.disclosure.key, match.row.requirements)
        earlier, its_block = first.setdefault(key, (match, block))
        yield passed(match) if earlier is match else _repeated(context, match, earlier, block == its_block)


def _stated(mapping: Mapping, stated: bool, doubt: str | None = None) -> Iterator[Verdict]:
    """Pass or fail on words that must stand on the pages of the index; a review where there is a doubt."""
    if not mapping.index.rows:
        return
    where = _top(mapping)
    page = mapping.page_number(where.page, where.label) if where else "?"
    if mapping.index.facts.language is None:
        doubt = "the language of the index could not be told"
    reason = None if stated else doubt
    outcome = Outcome.PASS if stated else Outcome.REVIEW if reason else Outcome.FAIL
    yield Verdict(outcome, arguments=(("page", page),), where=where, reason=reason, subject=_INDEX)


def _half_read(context: Context, spec: ClaimSpec, codes: list[str], found: int, total: int) -> Verdict:
    words = {"code": list_codes(codes), "name": list_codes(codes), "title": "", "standard": "", "claim": spec.label}
    return Verdict(
        Outcome.REVIEW,
        message="half-read",
        arguments=arguments({**words, "found": str(found), "total": str(total)}),
        where=_top(context.mapping),
        reason="either the index was read only in part, or it is not the index of this claim",
        subject=_INDEX,
    )


def _absent(context: Context, spec: ClaimSpec, code: str, item: Expectation) -> Verdict:
    mapping = context.mapping
    disclosure = mapping.catalogue.get(code, item.edition)
    title = disclosure.words if disclosure else ""
    standard = mapping.catalogue.by_standard.get((disclosure.standard, item.edition)) if disclosure else None
    reason = doubt(mapping, code)
    words = {
        "code": code,
        "name": named(code, title),
        "title": title,
        "claim": spec.label,
        "standard": standard.citation if standard else "",
        "found": "",
        "total": "",
    }
    return Verdict(
        Outcome.REVIEW if reason else Outcome.FAIL,
        disclosure=code,
        message="omittable" if item.omission and not reason else None,
        arguments=arguments(words),
        where=_neighbour(mapping, code, item.edition) or _top(mapping),
        required=item.trust == "high",
        reason=reason,
        severity=None if item.trust == "high" else Severity.WARNING,
    )


def _neighbour(mapping: Mapping, code: str, edition: int) -> Where | None:
    """The page on which the row would stand: that of the nearest row before it in its standard."""
    stem, number = stem_of(code), code[len(stem_of(code)) :]
    best: tuple[int, RowMatch] | None = None
    for match in mapping.matches:
        own = stem_of(match.row.code)
        other = match.row.code[len(own) :]
        known = match.disclosure is not None and match.disclosure.edition == edition
        if own == stem and known and other and number and int(other) < int(number):
            best = max(best or (0, match), (int(other), match), key=lambda pair: pair[0])
    return Where(page=best[1].row.where.page, label=best[1].row.where.label) if best else None


def _top(mapping: Mapping) -> Where | None:
    """The first page of the index."""
    index: ContentIndex = mapping.index
    return Where(page=index.pages[0], label=mapping.label(index.pages[0])) if index.pages else None


def _blocks(matches: Iterable[RowMatch], repeating: tuple[str, ...]) -> Iterator[tuple[RowMatch, object]]:
    """Each row with the block it stands in: a new one where a topic begins, or under another standard's heading."""
    topic, in_head = 0, False
    for match in matches:
        head = match.row.code in repeating
        topic += head and not in_head
        in_head = head
        yield match, (topic, match.row.heading_standard, match.row.heading_edition)


def _repeated(context: Context, match: RowMatch, earlier: RowMatch, same_block: bool) -> Verdict:
    agree = _folded(match.row.location) == _folded(earlier.row.location)
    titles = {_folded(m.row.title) for m in (match, earlier)} - {""}
    if not same_block and agree:
        return passed(match)
    where = earlier.row.where
    words = {
        "first_location": " ".join(earlier.row.location.split()),
        "first_page": context.mapping.page_number(where.page, where.label),
    }
    message = None if agree else "disagree"
    if same_block and len(titles) < 2:
        return judge(context, match, Outcome.FAIL, message, words, related=(where,))
    why = "it may be listed again on purpose, for another topic or part"
    return judge(context, match, Outcome.REVIEW, message, words, reason=why, related=(where,))


def _folded(text: str) -> str:
    return "".join(text.casefold().split())
