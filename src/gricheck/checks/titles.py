"""Titles as wholes: printed at all, not cut short, and of the edition that the row means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from gricheck.checks.headings import is_of_other_edition, titled_by_other_edition
from gricheck.checks.registry import NoOptions, check
from gricheck.checks.verdicts import ROW_FIELDS, arguments, judge, judge_reading, passed
from gricheck.model.index import Where
from gricheck.model.mapping import Method, RowMatch, TitleVerdict
from gricheck.model.run import Context, Outcome, Verdict
from gricheck.model.standard import Disclosure, Trust


@dataclass(frozen=True, slots=True)
class Cuts:
    """How far a title may be from the official one: ``least_share`` of the official words that must be there,
    ``most_extra`` words of one's own among them for it still to be that title, cut short."""

    least_share: float = 0.75
    most_extra: int = 0


_CUTS = Cuts()


@check("title-whole", options=Cuts, fields=ROW_FIELDS | {"whole", "left_out"})
def title_whole(context: Context, options: Cuts) -> Iterable[Verdict]:
    """The printed title is not the official one with words left out."""
    found = cuts(context, options)
    for match in context.mapping.matches:
        if cut := found.get(id(match)):
            yield _cut_off(context, match, cut)
        else:
            yield passed(match, applies=_is_comparable(match) and bool(_title(context, match.disclosure)))


@dataclass(frozen=True, slots=True)
class Share:
    """``least_share``: of the rows that must print a title for those without one to stand out; below it the index as a
    whole is to be looked at."""

    least_share: float = 0.8


@check("title-given", options=Share, fields=ROW_FIELDS | {"titled", "total"}, messages=["many"])
def title_given(context: Context, options: Share) -> Iterable[Verdict]:
    """Every row prints a title, where most do; a further row for the same disclosure need not repeat it."""
    matches = context.mapping.matches
    titled = {m.row.code for m in matches if m.row.title.strip()}
    count = sum(bool(m.row.title.strip()) for m in matches)
    usual = count >= options.least_share * len(matches)
    if matches and not usual:
        words = {**dict.fromkeys(ROW_FIELDS, ""), "titled": str(count), "total": str(len(matches))}
        why = "the titles may stand in a column that was read as another"
        yield Verdict(Outcome.REVIEW, message="many", arguments=arguments(words), reason=why, subject="titles")
    for match in matches:
        if not usual or match.row.code in titled or match.disclosure is None:
            yield passed(match, applies=usual and match.row.code in titled)
        else:
            yield _untitled(context, match, {"titled": str(count), "total": str(len(matches))})


@check("title-of-edition", fields=ROW_FIELDS | {"edition", "other_edition", "other_title"})
def title_of_edition(context: Context, options: NoOptions) -> Iterable[Verdict]:
    """A row whose heading tells the edition prints the title of that edition.

    Where all rows of the heading print those of another, the heading is wrong, and ``row-of-heading-edition`` says so.
    """
    for match in context.mapping.matches:
        printed, other = match.printed, match.title_of
        told = match.method is Method.EXACT and printed is not None and printed.edition == match.row.heading_edition
        if not told or printed is None:
            yield passed(match, applies=False)
        elif other is None or not is_of_other_edition(match):
            yield passed(match)
        elif titled_by_other_edition(_beside(context, match)):
            yield passed(match, applies=False)
        else:
            words = {"edition": str(printed.edition), "other_edition": str(other.edition), "other_title": other.title}
            yield judge(context, match, Outcome.FAIL, words=words)


@dataclass(frozen=True, slots=True)
class Cut:
    """A title cut short: the official one, its words that are not there, and whether these are its end."""

    whole: str
    left_out: str
    at_end: bool


def cuts(context: Context, options: Cuts = _CUTS) -> dict[int, Cut]:
    """The titles cut short, by the identity of their rows.

    One title for several codes is that of a topic; and the end of a page's last row may stand on the next one.
    """
    matches = context.mapping.matches
    shared = Counter(map(_title_of_line, matches))
    ends = context.mapping.index.pages[-1:]
    last = {match.row.where.page: match for match in matches if match.row.where.page not in ends}
    found = {}
    for match in matches:
        cut = _cut(context, match, options) if _is_comparable(match) and shared[_title_of_line(match)] == 1 else None
        if cut is not None and not (cut.at_end and last.get(match.row.where.page) is match):
            found[id(match)] = cut
    return found


def _cut(context: Context, match: RowMatch, options: Cuts) -> Cut | None:
    """Which official title the printed one shortens; None where it is whole, not that title at all, or the standard's
    in place of the disclosure's."""
    title = _title(context, match.disclosure)
    official, printed = _words(title), _words(match.row.title)
    if not printed or len(printed) >= len(official):
        return None
    kept = [any(_alike(word, other) for other in printed) for word in official]
    extra = sum(not any(_alike(word, other) for other in official) for word in printed)
    whole = sum(kept) >= options.least_share * len(official)
    if whole or extra > options.most_extra or _is_of_standard(context, match):
        return None
    missing = dict.fromkeys(word for word, there in zip(official, kept, strict=True) if not there)
    return Cut(title, " ".join(missing), not any(kept[len(printed) :]))


def _cut_off(context: Context, match: RowMatch, cut: Cut) -> Verdict:
    words = {"whole": cut.whole, "left_out": cut.left_out}
    if not cut.at_end:
        return judge_reading(context, match, None, words)
    why = "a further line of the title may not have been read"
    return judge(context, match, Outcome.REVIEW, words=words, reason=why)


def _untitled(context: Context, match: RowMatch, words: dict[str, str]) -> Verdict:
    """A row without a title has that as a doubt; any other makes it uncertain which cell its title stands in."""
    if len(match.row.doubts) <= 1:
        return judge(context, match, Outcome.FAIL, words=words)
    why = f"the title may stand in a cell that was read as another: {'; '.join(match.row.doubts)}"
    return judge(context, match, Outcome.REVIEW, words=words, reason=why)


def _beside(context: Context, match: RowMatch) -> list[RowMatch]:
    """The rows of the same standard under the same heading."""
    key = _heading_of(match)
    return [m for m in context.mapping.matches if _heading_of(m) == key]


def _heading_of(match: RowMatch) -> tuple[str | None, int | None, str]:
    row = match.row
    return row.heading_standard, row.heading_edition, row.code.rpartition("-")[0]


def _is_comparable(match: RowMatch) -> bool:
    """Whether the row prints a title of its own disclosure, whole or not."""
    own = match.title in (TitleVerdict.SAME, TitleVerdict.ALIKE, TitleVerdict.UNKNOWN) and match.title_of is None
    return own and match.method is Method.EXACT


def _title_of_line(match: RowMatch) -> tuple[Where, str]:
    """The title with the place of its line, which all codes printed on that line share."""
    return match.row.where, match.row.title


def _title(context: Context, disclosure: Disclosure | None) -> str:
    """The official title in the language of the index, where it is surely known; nothing elsewhere."""
    if disclosure is None or disclosure.trust is not Trust.HIGH:
        return ""
    language = context.mapping.index.facts.language
    if language in (None, "en"):
        return disclosure.title
    sure = disclosure.titles_trust.get(language) is Trust.HIGH
    return disclosure.titles.get(language, "") if sure else ""


def _is_of_standard(context: Context, match: RowMatch) -> bool:
    number = f"GRI {match.row.code.rpartition('-')[0]}"
    printed = _words(match.row.title)
    return any(_words(standard.title) == printed for standard in context.mapping.catalogue.editions(number))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _alike(a: str, b: str) -> bool:
    """Whether two words are one in two spellings (labour, labor)."""
    return a == b or (min(len(a), len(b)) > 3 and SequenceMatcher(None, a, b).ratio() > 0.8)
