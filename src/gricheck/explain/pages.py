"""``docs/rules/``: a page for every rule and an index of them. ``make docs`` writes them; nobody edits them by hand.

As a program: ``python -m gricheck.explain.pages FOLDER``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from gricheck.explain.rule import escaped, explain_markdown, severity_words
from gricheck.model.rule import Rule, RulePack, RuleStatus
from gricheck.selftest import Setting, setting_of, told

INDEX = "README.md"
_MADE = "<!-- Made by `make docs` out of the rule packs; edit those. -->\n"
_INTRO = """\
# The rules

Every rule of the packs that come with gricheck. `gricheck explain RULE` shows the same on the terminal, and
[adding a rule](../adding-a-rule.md) says how to write your own. A severity after "or" counts for a disclosure that the
claim requires. It is the most that a finding weighs: one that rests on a fact which is not surely sourced is a warning,
and what could not be told is never an error.
"""


def pages(setting: Setting) -> Mapping[str, str]:
    """The text of every page by its file's name."""
    found = {f"{rule.id}.md": _page(rule, pack, setting) for pack in setting.packs for rule in pack.rules}
    return {INDEX: _index(setting.packs), **found}


def write_pages(folder: Path, setting: Setting) -> None:
    """Write the pages, and remove those of rules that are gone."""
    wanted = pages(setting)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in wanted and _MADE in old.read_text(encoding="utf-8"):
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _page(rule: Rule, pack: RulePack, setting: Setting) -> str:
    text = explain_markdown(rule, lambda example: told(rule, example, setting))
    head, _, rest = text.partition("\n")
    where = f"Pack [{pack.id}]({INDEX}#{pack.id}), family {rule.family}"
    return f"{_MADE}\n{head}\n\n{where} · {severity_words(rule)} · {rule.status}\n{rest}"


def _index(packs: Iterable[RulePack]) -> str:
    parts = [_MADE, _INTRO]
    for pack in packs:
        if pack.rules:
            parts += [f"## {pack.id}\n", f"{escaped(pack.title)}, version {pack.version}.\n", *_families(pack.rules)]
    return "\n".join(parts)


def _families(rules: Iterable[Rule]) -> Iterator[str]:
    by_family = sorted(rules, key=lambda rule: rule.family)
    for family, members in groupby(by_family, key=lambda rule: rule.family):
        rows = [f"| [`{r.id}`]({r.id}.md) | {severity_words(r)}{_mark(r)} | {escaped(r.name)} |" for r in members]
        yield "\n".join([f"### {family}\n", "| rule | severity | what is wrong |", "| --- | --- | --- |", *rows, ""])


def _mark(rule: Rule) -> str:
    return "" if rule.status is RuleStatus.STABLE else f", {rule.status}"


def main(folder: str) -> None:
    """Write the pages of the bundled packs."""
    from gricheck.pipeline import load_kit

    kit = load_kit()
    write_pages(Path(folder), setting_of(kit.packs, kit.catalogue, kit.vocabulary))


if __name__ == "__main__":
    main(*sys.argv[1:])
