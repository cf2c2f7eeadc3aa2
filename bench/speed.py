"""Time and peak memory, as ratios taken in one run: ``python bench/speed.py [--json FILE] [--rounds N] [PDF ...]``.

Start-up against ``import click``; loading of catalogue and packs; checking a report of about 100 pages, made on the
spot, and any PDFs named, against what PDFium takes to read all their text. Leaves nothing behind but FILE.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from measuring.timing import Command, Environment, Spent, environment, interleaved, peak, ratio, run, seconds

MEASURING = Path(__file__).parent / "measuring"
CHECK_ENDS = (0, 1, 3)
"""Exit codes of a check that went through: nothing found, findings, no index."""
TURNS = 3
"""How often a process checks a report when it is timed from inside: once afresh, then as in a batch."""

TIMES = ("PDFium", "check", "ratio", "again", "ratio", "PDFium\nprocess", "check\nprocess", "ratio")
HEAD = ("report", "pages", *TIMES, "PDFium\npeak", "check\npeak")

LOAD = """
from time import perf_counter
start = perf_counter()
from gricheck.catalogue import load_catalogue
from gricheck.checks import CHECKS
from gricheck.packs import load_packs
load_packs(checks=CHECKS, catalogue=load_catalogue())
print(perf_counter() - start)
"""
STALE = """
from gricheck.bundle import read_bundled
print(*[name for name in ("gri_standards", "rules") if not read_bundled(name)[1]], sep=", ")
"""


@dataclass(frozen=True)
class Start:
    """Start-up, in seconds. ``load`` is a fresh process less a bare interpreter, ``load_inside`` what it saw itself."""

    version: float
    click: float
    version_ratio: float
    load: float
    load_inside: float
    stale: str


@dataclass(frozen=True)
class Checked:
    """One report: seconds of PDFium's reading and of the check, from inside a process that is ready and as whole
    processes, their ratios, and peak memory in bytes. ``again`` is a second and later check in one process."""

    name: str
    pages: int
    read: float
    check: float
    ratio: float
    again: float
    again_ratio: float
    process_read: float
    process_check: float
    process_ratio: float
    read_peak: int | None
    check_peak: int | None


def main() -> None:
    arguments = parse()
    missing = [path for path in arguments.pdfs if not path.is_file()]
    if missing:
        sys.exit(f"{missing[0]}: no such file; name PDFs to check beside the report that is made for it")
    with tempfile.TemporaryDirectory() as folder:
        try:
            start, reports = measure(arguments.pdfs, arguments.rounds, Path(folder))
        except RuntimeError as error:
            sys.exit(str(error))
    if arguments.json:
        figures = {"start": asdict(start), "reports": [asdict(report) for report in reports]}
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measure(pdfs: Sequence[Path], rounds: int, folder: Path) -> tuple[Start, list[Checked]]:
    """Measure and show everything; what must be written on the way goes into ``folder``."""
    env = environment(folder / "compiled")
    start = measure_start(rounds, env)
    show_start(start)
    named = [("made here", make_report(folder, env)), *((path.stem, path) for path in pdfs)]
    reports = [measure_report(name, path, rounds, env) for name, path in named]
    show_reports(reports)
    return start, reports


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", nargs="*", type=Path, metavar="PDF", help="reports to check beside the one made here")
    parser.add_argument("--rounds", type=int, default=5, help="how often each thing is done [default: %(default)s]")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    return parser.parse_args()


def measure_start(rounds: int, env: Environment) -> Start:
    spent = interleaved(
        {
            "version": Command([*gricheck(), "--version"]),
            "click": python("-c", "import click"),
            "load": python("-c", LOAD),
            "bare": python("-c", "pass"),
        },
        rounds,
        env,
    )
    return Start(
        version=seconds(spent["version"]),
        click=seconds(spent["click"]),
        version_ratio=ratio(walls(spent["version"]), walls(spent["click"])),
        load=median(a - b for a, b in zip(walls(spent["load"]), walls(spent["bare"]), strict=True)),
        load_inside=median(float(one.output) for one in spent["load"]),
        stale=run(python("-c", STALE), env).output.strip(),
    )


def python(*words: str) -> Command:
    return Command([sys.executable, *words])


def gricheck() -> list[str]:
    """The installed command beside this interpreter, as its users start it."""
    script = Path(sys.executable).parent / ("gricheck.exe" if sys.platform == "win32" else "gricheck")
    return [str(script)] if script.exists() else [sys.executable, "-m", "gricheck"]


def walls(spent: Sequence[Spent]) -> list[float]:
    return [one.seconds for one in spent]


def make_report(folder: Path, env: Environment) -> Path:
    """The long report, made in a process of its own: see ``timing.wait``."""
    path = folder / "report.pdf"
    run(python(str(MEASURING / "long_report.py"), str(path)), env)
    return path


def measure_report(name: str, path: Path, rounds: int, env: Environment) -> Checked:
    file, inside_py = str(path), str(MEASURING / "inside.py")
    spent = interleaved(
        {
            "read": python(inside_py, "read", file),
            "check": Command([*gricheck(), "check", file], CHECK_ENDS),
            "read first": python(inside_py, "compare", file, str(TURNS), "read"),
            "check first": python(inside_py, "compare", file, str(TURNS), "check"),
        },
        rounds,
        env,
    )
    inside = [json.loads(one.output) for key in ("read first", "check first") for one in spent[key]]
    read, check = ([one[key][0] for one in inside] for key in ("read", "check"))
    read_on, check_on = ([took for one in inside for took in one[key][1:]] for key in ("read", "check"))
    return Checked(
        name=name,
        pages=inside[0]["pages"],
        read=median(read + read_on),
        check=median(check),
        ratio=ratio(check, read),
        again=median(check_on),
        again_ratio=ratio(check_on, read_on),
        process_read=seconds(spent["read"]),
        process_check=seconds(spent["check"]),
        process_ratio=ratio(walls(spent["check"]), walls(spent["read"])),
        read_peak=peak(spent["read"]),
        check_peak=peak(spent["check"]),
    )


def show_start(start: Start) -> None:
    rows = [
        ("gricheck --version", ms(start.version), f"{start.version_ratio:.2f} × import click", "≤ 2.5"),
        ("catalogue and packs, a process", ms(start.load), "less a bare interpreter", "< 100 ms"),
        ("catalogue and packs, inside", ms(start.load_inside), "imports and loading", "< 100 ms"),
    ]
    show(("start-up", "median", "", "target"), rows, ("left", "right", "left", "left"))
    if start.stale:
        print(f"read from the YAML of {start.stale}, which changed since it was compiled: install again to compile it")
    print()


def show_reports(reports: Sequence[Checked]) -> None:
    rows = [report_row(report) for report in reports]
    if len(reports) > 2:
        rows.append(median_row(reports[1:]))
    show(HEAD, rows, ("left", *["right"] * (len(HEAD) - 1)))
    print("check: the first in a process that has loaded everything; again: the next ones; process: from start to end")


def report_row(report: Checked) -> tuple[str, ...]:
    times = report.read, report.check, report.again, report.process_read, report.process_check
    read, check, again, process_read, process_check = map(ms, times)
    return (
        report.name,
        str(report.pages),
        *(read, check, f"{report.ratio:.2f}", again, f"{report.again_ratio:.2f}"),
        *(process_read, process_check, f"{report.process_ratio:.2f}"),
        *(mb(report.read_peak), mb(report.check_peak)),
    )


def median_row(reports: Sequence[Checked]) -> tuple[str, ...]:
    """The medians of the ratios over the reports that were named, and the highest peaks."""
    first = f"{median(report.ratio for report in reports):.2f}"
    again = f"{median(report.again_ratio for report in reports):.2f}"
    process = f"{median(report.process_ratio for report in reports):.2f}"
    read_peak = max(report.read_peak or 0 for report in reports) or None
    check_peak = max(report.check_peak or 0 for report in reports) or None
    return (
        "named: median ratio, highest peak",
        "",
        "",
        "",
        first,
        "",
        again,
        "",
        "",
        process,
        mb(read_peak),
        mb(check_peak),
    )


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def mb(size: int | None) -> str:
    return "?" if size is None else f"{size / 1e6:.0f} MB"


def show(head: Sequence[str], rows: Sequence[Sequence[str]], align: Sequence[str]) -> None:
    from tabulate import tabulate

    print(tabulate(rows, headers=head, colalign=align, disable_numparse=True))


if __name__ == "__main__":
    main()
