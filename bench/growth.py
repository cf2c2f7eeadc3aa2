"""``growth.py``: how the time of a check grows with the length of a text, for ordinary and for hostile content, with
the readers' limits lifted. It is what the limits rest on."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import cycle, islice, pairwise
from pathlib import Path

LIFTED = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (%d, %d))
import sys
from gricheck.readers import lightweight, sheet, text
text.MAX_TEXT = text.MAX_LINE = 10**9
for module in (lightweight, sheet):
    for name in ("MAX_LINES", "MAX_ROWS"):
        setattr(module, name, 10**9)
from gricheck.cli import main
given = ["--no-config", "--no-cache", "--fail-on", "never"]
sys.argv = ["gricheck", "check", sys.argv[1], *given, "-o", "json=" + sys.argv[2]]
main()
"""
LONGEST = 120
"""Seconds that one check may take."""
WORDS = """
the company reported emissions of 1,234 tCO2e in its mills during 2023 and energy use fell by 5 % against the year
before as water withdrawal in areas with water stress was cut and employees were trained on health and safety at work
"""
CODES = [f"{standard}-{number}" for standard in (201, 205, 302, 303, 305, 306, 401, 403) for number in range(1, 6)]


def prose(size: int) -> str:
    """Lines of twelve words."""
    words = islice(cycle(WORDS.split()), size // 6 + 1)
    return "\n".join(" ".join(line) for line in zip(*[words] * 12, strict=False))[:size]


def rows(size: int) -> str:
    """An index that never ends."""
    line = "{}   Direct (Scope 1) GHG emissions of the organization   {}\n"
    pairs = zip(cycle(CODES), range(size // 60 + 1), strict=False)
    return "".join(line.format(code, n % 300) for code, n in pairs)[:size]


def mentions(size: int) -> str:
    """Prose with a code in each line."""
    lines = zip(prose(size).split("\n"), cycle(CODES), strict=False)
    return "\n".join(f"{line[:40]} (GRI {code}) {line[40:]}" for line, code in lines)[:size]


def unbroken(size: int) -> str:
    """One line."""
    return prose(size).replace("\n", " ")


def coded_line(size: int) -> str:
    """One line full of codes."""
    return mentions(size).replace("\n", " ")


def digits(size: int) -> str:
    """Numbers and separators."""
    return ("305-1 " + "1, 2-3; p. 4 / " * (size // 15 + 1))[:size]


def lines_of_digits(size: int) -> str:
    return "\n".join(["12, 13-14"] * (size // 10))


def short_lines(size: int) -> str:
    return "a\n" * (size // 2)


def white(size: int) -> str:
    """Spaces between words far apart."""
    return (("a" + " " * 300) * (size // 301 + 1))[:size]


def signs(size: int) -> str:
    """What marks something in one markup or another, never closed."""
    return ("[*`<_|(" * (size // 7 + 1))[:size]


def repeated(part: str) -> Callable[[int], str]:
    """One line of the same again and again."""
    return lambda size: (part * (size // len(part) + 1))[:size]


CONTENTS: dict[str, Callable[[int], str]] = {
    "prose": prose,
    "rows of an index": rows,
    "a code in each line": mentions,
    "prose on one line": unbroken,
    "codes on one line": coded_line,
    "numbers on one line": digits,
    "lines of numbers": lines_of_digits,
    "lines of one letter": short_lines,
    "spaces": white,
    "signs of markup": signs,
    "one word": repeated("w"),
    "numbers and dashes": repeated("30-1-"),
    "codes without spaces": repeated("GRI305-1"),
    "commas": repeated("1,"),
    "points": repeated(". . "),
    "brackets": repeated("(("),
    "the word GRI": repeated("GRI 305: "),
    "words for pages": repeated("pages 1 to "),
    "dashes": repeated("- \u2013 "),
}
INDEX = [("GRI content index", "", ""), *((code, "Emissions of the organization", "7") for code in CODES)]


def as_text(content: str) -> str:
    return "\n".join("   ".join(row) for row in INDEX) + "\n" + content


def as_pages(content: str) -> str:
    lines = content.split("\n")
    pages = ["\n".join(lines[n : n + 60]) for n in range(0, len(lines), 60)]
    return "\f".join([*pages, "\n".join("   ".join(row) for row in INDEX)])


def as_csv(content: str) -> str:
    rows = (*INDEX, *((line[:10], line[10:20], line[20:]) for line in content.split("\n")))
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)


def as_markdown(content: str) -> str:
    head, *rows = (f"| {' | '.join(row)} |" for row in INDEX)
    return "\n".join([head, "|---|---|---|", *rows, "", content])


def as_html(content: str) -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in INDEX)
    text = "".join(f"<p>{line}</p>" for line in content.split("\n"))
    return f"<html><body><table>{rows}</table>{text}</body></html>"


def as_table(content: str) -> str:
    cells = (f"<td>{line[:10]}</td><td>{line[10:20]}</td><td>{line[20:]}</td>" for line in content.split("\n"))
    return f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>"


KINDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "text": ("txt", as_text),
    "text with pages": ("txt", as_pages),
    "CSV": ("csv", as_csv),
    "Markdown": ("md", as_markdown),
    "AsciiDoc": ("adoc", as_markdown),
    "HTML": ("html", as_html),
    "HTML table": ("html", as_table),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--millions", type=float, nargs="+", default=[0.5, 1, 2], help="characters of the content")
    parser.add_argument("--kind", action="append", choices=KINDS, help="else all")
    parser.add_argument("--content", action="append", choices=CONTENTS, help="else all")
    asked = parser.parse_args()
    print(f"| kind | content |{''.join(f' {size:g} M |' for size in asked.millions)} growth | MB |")
    print(f"|---|---|{'--:|' * (len(asked.millions) + 2)}")
    for kind in asked.kind or KINDS:
        for content in asked.content or CONTENTS:
            print(_line(kind, content, asked.millions), flush=True)


def _line(kind: str, content: str, sizes: list[float]) -> str:
    """Seconds for each size, those that each further million takes at the end, and the memory of the largest."""
    ending, write = KINDS[kind]
    taken = []
    for size in sizes:
        taken.append(_checked(write(CONTENTS[content](round(size * 1e6))), ending))
        if taken[-1] is None:
            break
    told = [f"{one[0]:.1f}" if one else f"> {LONGEST}" for one in taken] + ["–"] * (len(sizes) - len(taken))
    known = [one for one in taken if one]
    steps = [(b[0] - a[0]) / (y - x) for (a, b), (x, y) in zip(pairwise(known), pairwise(sizes), strict=False)]
    last = f"{steps[-1]:.1f}" if steps else ""
    return f"| {kind} | {content} | {' | '.join(told)} | {last} | {known[-1][1] if known else ''} |"


def _checked(text: str, ending: str) -> tuple[float, int] | None:
    """Seconds of the processor and megabytes that the check of a file takes; None where it takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{ending}"
        path.write_text(text, encoding="utf-8")
        call = [sys.executable, "-c", LIFTED % (LONGEST, LONGEST), str(path), f"{folder}/out.json"]
        process = subprocess.Popen(call, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return (used.ru_utime + used.ru_stime, used.ru_maxrss // 1024) if process.returncode in (0, 1, 3) else None


if __name__ == "__main__":
    main()
