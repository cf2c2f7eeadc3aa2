"""``gricheck explain RULE``."""

from __future__ import annotations

from pathlib import Path

import click

from gricheck.cli import options


@click.command("explain")
@click.argument("rule")
@options.pack
def command(rule: str, packs: tuple[Path, ...]) -> int:
    """Explain one rule: why it matters, what the standards say, how to mend it, with examples."""
    from gricheck.cli.output import write_result
    from gricheck.explain import explain
    from gricheck.pipeline import load_kit
    from gricheck.policy import resolve

    loaded = load_kit(packs).packs
    wanted = resolve([rule], loaded)
    found = {r.id: r for pack in loaded for r in pack.rules}
    write_result("\n".join(explain(found[name]).rstrip("\n") + "\n" for name in wanted), None)
    return 0
