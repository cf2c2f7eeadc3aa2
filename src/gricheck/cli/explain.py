"""``gricheck explain RULE``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gricheck.cli import options

if TYPE_CHECKING:
    from gricheck.model.rule import Rule
    from gricheck.selftest import Setting


@click.command("explain")
@click.argument("rule", shell_complete=options.completed("rules"))
@options.pack
def command(rule: str, packs: tuple[Path, ...]) -> int:
    """Explain one rule: why it matters, what the standards say, how to mend it, with examples."""
    from gricheck.catalogue import load_catalogue
    from gricheck.cli.output import write_result
    from gricheck.pipeline import load_kit
    from gricheck.policy import resolve
    from gricheck.selftest import setting_of
    from gricheck.vocabulary import load_vocabulary

    loaded = load_kit(packs).packs
    setting = setting_of(loaded, load_catalogue(), load_vocabulary())
    wanted = resolve([rule], loaded)
    found = {r.id: r for pack in loaded for r in pack.rules}
    write_result("\n".join(_text(found[name], setting) for name in wanted), None)
    return 0


def _text(rule: Rule, setting: Setting) -> str:
    from gricheck.explain import explain
    from gricheck.selftest import told

    return explain(rule, lambda example: told(rule, example, setting)).rstrip("\n") + "\n"
