"""One rule as a text for the terminal or a page of the documentation, both out of the rule itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from textwrap import fill
from typing import Any

from gricheck.checks import CHECKS
from gricheck.model.rule import Example, Reference, Rule, RuleStatus

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
_SAYS, _FIX, _REFERENCE = "What it says", "How to fix", "Reference"
_PARAGRAPH = "\n\n"
_LISTS = (_SAYS, _FIX, _REFERENCE)
_HEADS = {"code": "Code", "title": "Title", "location": "Location", "heading": "Under the heading"}

Told = Callable[[Example], Sequence[str]]


def nothing_told(example: Example) -> Sequence[str]:
    """What is told of an example where nobody tried it."""
    return ()


def explain(rule: Rule, told: Told = nothing_told) -> str:
    """The rule as plain text: what it checks, why, examples, how to fix it, where it is written.

    ``told`` gives what the rule says of an example of its own.
    """
    parts = [f"{rule.id}: {rule.name}", ""]
    for head, lines in _sections(rule, told):
        parts += [head, *(_indented(line) for line in lines), ""]
    return "\n".join(parts)


def explain_markdown(rule: Rule, told: Told = nothing_told) -> str:
    """The rule's page of the documentation."""
    parts = [f"# `{rule.id}`: {escaped(rule.name)}", ""]
    for head, lines in _sections(rule, told, markdown=True):
        parts += [f"## {head}", "", *_paragraphs(lines, listed=head in _LISTS and len(lines) > 1)]
    return "\n".join(parts).rstrip("\n") + "\n"


def _sections(rule: Rule, told: Told, markdown: bool = False) -> Iterator[tuple[str, list[str]]]:
    """The headings of a rule's page, in their order, with their lines."""
    yield "What it checks", _checks(rule)
    yield "Why it matters", [rule.why]
    for head, outcome in (("Passing", "pass"), ("Failing", "fail"), ("To be reviewed", "review")):
        examples = [example for example in rule.examples if example.outcome == outcome]
        shown = [line for example in examples for line in _example(example, told(example), markdown)]
        if shown:
            yield head, shown
    yield _SAYS, [f"{key}: {text}" for key, text in rule.messages.items()]
    yield _FIX, _remedies(rule)
    yield _REFERENCE, [_reference(item) for item in rule.references]
    yield "Severity, since, status", [_standing(rule)]


def _checks(rule: Rule) -> list[str]:
    options = ", ".join(f"{name} = {_value(value)}" for name, value in rule.options.items())
    with_options = f" ({options})" if options else ""
    only = [f"Only for {', '.join(rule.claims)}."] if rule.claims else []
    check = CHECKS.get(rule.check)
    right = [f"What must hold: {' '.join(check.doc.partition(_PARAGRAPH)[0].split())}"] if check else []
    return [f"{_sentence(rule.name)} The check is {rule.check}{with_options}.", *right, *only]


def _remedies(rule: Rule) -> list[str]:
    """The remedy, and for single messages their own."""
    return [rule.remedy, *(f"{key}: {text}" for key, text in rule.remedies.items())]


def _standing(rule: Rule) -> str:
    required = f", {rule.severity_required} where the claim expects the disclosure" if rule.severity_required else ""
    aliases = f"; once called {', '.join(rule.aliases)}" if rule.aliases else ""
    return f"{rule.severity}{required}; since {rule.since}; {_status(rule)}{aliases}"


def severity_words(rule: Rule) -> str:
    """``warning or error``: its own and that for a disclosure that the claim requires."""
    return " or ".join(dict.fromkeys(filter(None, (rule.severity, rule.severity_required))))


def _status(rule: Rule) -> str:
    if rule.status is RuleStatus.PREVIEW:
        return f"preview: it runs only with --preview, or where it is selected as {rule.id}"
    if rule.replaced_by:
        return f"{rule.status}: use {rule.replaced_by} instead"
    return str(rule.status)


def _reference(reference: Reference) -> str:
    only = f" (for {', '.join(reference.claims)})" if reference.claims else ""
    return f"{reference.standard} ({reference.edition}), {reference.clause}{only}"


def _example(example: Example, told: Sequence[str], markdown: bool) -> list[str]:
    """A note, the setting in words, the rows, and what the rule says of them."""
    data = example.data
    setting = "; ".join(_setting(data))
    head = ". ".join(_capital(part) for part in (str(data.get("note", "")), setting) if part)
    rows = data.get("rows")
    table = list(rows) if isinstance(rows, list) else []
    shown = _markdown_table(table) if markdown else _text_rows(table)
    mark = "> " if markdown else "=> "
    return [f"{head}."] * bool(head) + shown + [f"{mark}{line}" for line in told]


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
    for document in data.get("documents", ()):
        counted = "" if document.get("judged", True) else ", which cannot be told apart"
        yield f'given with --also: "{document["name"]}" of {document["pages"]} pages{counted}'
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
    return ["\n".join([*lines, *(_cells(escaped(str(row.get(key, ""))) for key in columns) for row in rows)])]


def _cells(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _paragraphs(lines: Iterable[str], listed: bool) -> Iterator[str]:
    for line in lines:
        if listed:
            yield f"- {escaped(line)}"
        else:
            yield line if line.startswith("|") else f"> {escaped(line[2:])}" if line.startswith("> ") else escaped(line)
            yield ""
    if listed:
        yield ""


def escaped(text: str) -> str:
    """Text that Markdown must not take for its own: fields in braces, angle brackets and bars are words here."""
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def _indented(line: str) -> str:
    return fill(line, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_long_words=False)


def _sentence(text: str) -> str:
    return f"{_capital(text)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
