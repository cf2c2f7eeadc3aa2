"""One rule as a text for the terminal or a page of the documentation, both out of the rule itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import fill
from typing import Any

from gricheck.model.rule import Example, Reference, Rule

_WIDTH = 100
_INDENT = "  "
_ROW = (
    "code",
    "title",
    "location",
    "reason",
    "explanation",
    "omission",
    "heading",
    "topic",
    "references",
    "sdgs",
    "assured",
)
_HEADS = {"code": "Code", "title": "Title", "location": "Location", "heading": "Under the heading"}


def explain(rule: Rule) -> str:
    """The rule as plain text: what it checks, why, examples, how to fix it, where it is written."""
    parts = [f"{rule.id}: {rule.name}", ""]
    for head, lines in _sections(rule):
        parts += [head, *(_indented(line) for line in lines), ""]
    return "\n".join(parts)


def explain_markdown(rule: Rule) -> str:
    """The rule's page of the documentation."""
    parts = [f"# `{rule.id}`: {_escaped(rule.name)}", ""]
    for head, lines in _sections(rule, markdown=True):
        parts += [f"## {head}", "", *_paragraphs(lines)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _sections(rule: Rule, markdown: bool = False) -> Iterator[tuple[str, list[str]]]:
    """The headings of a rule's page, in their order, with their lines."""
    yield "What it checks", _checks(rule)
    yield "Why it matters", [rule.why]
    for head, outcome in (("Passing", "pass"), ("Failing", "fail"), ("To be reviewed", "review")):
        shown = [
            line for example in rule.examples if example.outcome == outcome for line in _example(example, markdown)
        ]
        if shown:
            yield head, shown
    yield "How to fix", _remedies(rule)
    yield "Reference", [_reference(item) for item in rule.references]
    yield "Severity, since, status", [_standing(rule)]


def _checks(rule: Rule) -> list[str]:
    options = ", ".join(f"{name} = {_value(value)}" for name, value in rule.options.items())
    with_options = f" ({options})" if options else ""
    only = [f"Only for {', '.join(rule.claims)}."] if rule.claims else []
    messages = [f"It says ({key}): {text}" for key, text in rule.messages.items()]
    return [f"{_sentence(rule.name)} The check is {rule.check}{with_options}.", *only, *messages]


def _remedies(rule: Rule) -> list[str]:
    """The remedy, and for single messages their own."""
    return [rule.remedy, *(f"Where it says ({key}): {text}" for key, text in rule.remedies.items())]


def _standing(rule: Rule) -> str:
    severity = str(rule.severity)
    if rule.severity_required:
        severity += f", {rule.severity_required} where the claim expects the disclosure"
    aliases = f"; once called {', '.join(rule.aliases)}" if rule.aliases else ""
    return f"{severity}; since {rule.since}; {rule.status}{aliases}"


def _reference(reference: Reference) -> str:
    return f"{reference.standard} ({reference.edition}), {reference.clause}"


def _example(example: Example, markdown: bool) -> list[str]:
    """A note, the setting in words, and the rows."""
    data = example.data
    setting = "; ".join(_setting(data))
    head = ". ".join(_capital(part) for part in (str(data.get("note", "")), setting) if part)
    rows = data.get("rows")
    lines = [f"{head}:" if head and rows else f"{head}." if head else ""]
    table = list(rows) if isinstance(rows, list) else []
    return [line for line in lines if line] + (_markdown_table(table) if markdown else _text_rows(table))


def _setting(data: Mapping[str, Any]) -> Iterator[str]:
    """What an example says beside its rows, in the order of the schema."""
    names = {
        "listed": "listed without fault",
        "claim": "claim",
        "claims": "also claimed",
        "period": "period",
        "published": "published",
        "pages": "pages",
        "index_pages": "index on pages",
        "named": "pages with the name of an index",
        "unnumbered": "pages without a number",
        "unparsed": "not read as rows",
        "sectors": "sector standards named",
        "assurance": "assurance statement",
        "others": "another index",
    }
    flags = {
        "judged": "the pages cannot be told apart",
        "titled": "the title is missing",
        "foundation": "GRI 1 is not named",
        "language": "the language cannot be told",
    }
    for key, name in names.items():
        if data.get(key) is not None:
            yield f"{name}: {_value(data[key])}" if data[key] else f"{name}: none"
    yield from map(_topic, data.get("topics", ()))
    for standard, words in data.get("sector_words", {}).items():
        yield f"{words['kinds']} words of the sector of {standard}, {words['density']} times in 10,000 characters"
    for key, words in flags.items():
        if data.get(key) is False:
            yield words


def _topic(topic: Mapping[str, Any]) -> str:
    name = f"{topic.get('reference', '')} {topic['name']}".strip()
    if topic.get("material", True):
        return f"topic named: {name}"
    return f"not material: {name} ({topic.get('explanation', 'no explanation')})"


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value))
    if isinstance(value, Mapping):
        return " ".join(map(_value, value.values()))
    return str(value)


def _text_rows(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return ["  |  ".join(str(row[key]) for key in _ROW if key in row) for row in rows]


def _markdown_table(rows: list[Mapping[str, Any]]) -> list[str]:
    if not rows:
        return []
    columns = [key for key in _ROW if any(key in row for row in rows)]
    lines = [_cells(_HEADS.get(key, key.capitalize()) for key in columns), _cells("---" for _ in columns)]
    return ["\n".join([*lines, *(_cells(_escaped(str(row.get(key, ""))) for key in columns) for row in rows)])]


def _cells(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.startswith("|") else _escaped(line)
        yield ""


def _escaped(text: str) -> str:
    """Text that Markdown must not take for its own: fields in braces, angle brackets and bars are words here."""
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def _indented(line: str) -> str:
    return fill(line, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_long_words=False)


def _sentence(text: str) -> str:
    return f"{_capital(text)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
