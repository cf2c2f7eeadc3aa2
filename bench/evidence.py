"""How well a report's own text leads to the pages that its index cites, and tells them from pages drawn at random.

The corpus is a folder as ``measuring/corpus.py`` describes it. For every row that cites at most three pages, all pages
but the index's own are ranked: by gricheck, by plain BM25 with the official and with the printed title, and with
``--embedding`` by sentence embeddings. Then each cited page is held against a page drawn at random, and what ``gricheck
draft`` suggests against the index itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from pathlib import Path

from measuring.corpus import Transcribed, corpus_asked
from measuring.doubting import Doubted, Verdicts, all_doubted, doubt
from measuring.drafting import Drafted, all_drafted, draft
from measuring.embedding import PackagesMissing, by_embedding
from measuring.opened import open_report
from measuring.rankers import Maker, by_gricheck, by_official_title, by_printed_title, rank_rows
from measuring.ranking import Ranked, auc, hit, pooled, reciprocal

from gricheck.model.evidence import Support
from gricheck.pipeline import Kit, load_kit

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
"""Beside the repository, never in it."""

MAKERS: Mapping[str, Maker] = {
    "gricheck": by_gricheck,
    "BM25, official title": by_official_title,
    "BM25, printed title": by_printed_title,
}
EMBEDDING = "MiniLM, printed title"

RANKING = ("report", "language", "rows", "ranked by", "Hit@1", "Hit@5", "MRR", "ROC AUC")
DOUBTING = (
    *("report", "language", "rows", "cited:\nsupported", "cited:\nno evidence"),
    *("random:\nsupported", "random:\nno evidence", "precision", "recall"),
)
DRAFTING = (
    "report",
    "language",
    "listed",
    "suggested",
    "listed of\nthe suggested",
    "suggested of\nthe listed",
    "page right",
)


@dataclass(frozen=True)
class Measured:
    """One report: what each ranker did, what gricheck says of pages and what it drafts; pages and seconds."""

    name: str
    language: str
    ranked: Mapping[str, Ranked]
    doubted: Doubted
    drafted: Drafted | None
    pages: int
    covering: float
    weighing: float


Group = tuple[str, str, Sequence[Measured]]
"""What a line of a table is about: its name, its language, its reports."""


def main() -> None:
    arguments = parse()
    corpus = corpus_asked(arguments.corpus, arguments.only)
    try:
        makers = {**MAKERS, EMBEDDING: by_embedding()} if arguments.embedding else MAKERS
    except PackagesMissing as error:
        sys.exit(str(error))
    measured = list(measure(corpus, makers, arguments.seed))
    if measured:
        show(measured, "pipe" if arguments.markdown else "simple")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS, metavar="DIR", help="folder with gold/ and pdf/")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="these reports alone")
    parser.add_argument("--embedding", action="store_true", help="rank by sentence embeddings too (needs packages)")
    parser.add_argument("--markdown", action="store_true", help="print the tables as Markdown")
    parser.add_argument("--seed", type=int, default=1, help="of the random pages [default: %(default)s]")
    return parser.parse_args()


def measure(corpus: Sequence[Transcribed], makers: Mapping[str, Maker], seed: int) -> Iterator[Measured]:
    """Report by report; those in which there is nothing to rank are named and left out."""
    kit = load_kit()
    _ = kit.lexicon  # loaded here, so that the first report's seconds are its own
    for report in corpus:
        one = measure_one(report, kit, makers, seed)
        if one is None:
            print(f"left out: {report.name}, no row of which cites a page outside the index", file=sys.stderr)
        else:
            yield one


def measure_one(report: Transcribed, kit: Kit, makers: Mapping[str, Maker], seed: int) -> Measured | None:
    opened = open_report(report, kit, seed)
    if not opened.labels:
        return None
    return Measured(
        name=opened.name,
        language=opened.language,
        ranked={name: rank_rows(opened, make) for name, make in makers.items()},
        doubted=doubt(opened),
        drafted=draft(opened, report.index.lines),
        pages=len(opened.document.pages),
        covering=opened.covering,
        weighing=opened.weighing,
    )


def show(measured: Sequence[Measured], style: str) -> None:
    groups = [*((one.name, one.language, [one]) for one in measured), *totals(measured)]
    table(RANKING, [line for group in groups for line in ranking_lines(group)], style, text=(0, 1, 3))
    print()
    table(DOUBTING, [doubting_line(group) for group in groups], style, text=(0, 1))
    print()
    table(DRAFTING, [drafting_line(group) for group in groups], style, text=(0, 1))
    print()
    covering, weighing = per_100_pages(measured, lambda m: m.covering), per_100_pages(measured, lambda m: m.weighing)
    print(f"Seconds per 100 pages: {covering:.2f} to make the text searchable, {weighing:.2f} to weigh every row.")


def totals(measured: Sequence[Measured]) -> Iterator[Group]:
    """The rows of all reports in a language, and of all reports."""
    for language in sorted({one.language for one in measured}):
        of = [one for one in measured if one.language == language]
        yield counted(of), language, of
    yield counted(measured), "all", measured


def counted(measured: Sequence[Measured]) -> str:
    return f"{len(measured)} report{'' if len(measured) == 1 else 's'}"


def ranking_lines(group: Group) -> Iterator[tuple[str, ...]]:
    """A line for each ranker; what they share stands in the first."""
    name, language, reports = group
    for place, ranker in enumerate(reports[0].ranked):
        ranked = pooled(one.ranked[ranker] for one in reports)
        ranks = ranked.ranks
        shared = ("", "", "") if place else (name, language, str(len(ranks)))
        figures = hit(ranks, 1), hit(ranks, 5), reciprocal(ranks), auc(ranked.cited, ranked.drawn)
        yield *shared, ranker, *map(decimal, figures)


def doubting_line(group: Group) -> tuple[str, ...]:
    name, language, reports = group
    doubted = all_doubted(one.doubted for one in reports)
    return (
        *(name, language, str(doubted.cited.total())),
        *(*counts(doubted.cited), *counts(doubted.drawn)),
        *(decimal(doubted.precision), decimal(doubted.recall)),
    )


def drafting_line(group: Group) -> tuple[str, ...]:
    name, language, reports = group
    found = all_drafted(one.drafted for one in reports if one.drafted)
    shares = (found.both, found.suggested), (found.both, found.listed), (found.right, found.paged)
    figures = (part / whole if whole else nan for part, whole in shares)
    return name, language, str(found.listed), str(found.suggested), *map(decimal, figures)


def counts(verdicts: Verdicts) -> tuple[str, str]:
    return str(verdicts[Support.SUPPORTED]), str(verdicts[Support.NONE])


def decimal(figure: float) -> str:
    return "" if isnan(figure) else f"{figure:.3f}"


def per_100_pages(measured: Sequence[Measured], seconds: Callable[[Measured], float]) -> float:
    return 100 * sum(map(seconds, measured)) / sum(one.pages for one in measured)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], style: str, text: Sequence[int]) -> None:
    """Columns of text to the left, of figures to the right. Markdown has no heads of two lines."""
    from tabulate import tabulate

    align = ["left" if column in text else "right" for column in range(len(head))]
    heads = [name.replace("\n", " ") if style == "pipe" else name for name in head]
    print(tabulate(rows, headers=heads, tablefmt=style, colalign=align, disable_numparse=True))


if __name__ == "__main__":
    main()
