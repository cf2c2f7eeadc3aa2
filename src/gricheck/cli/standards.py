"""``gricheck standards [NAME]``."""

from __future__ import annotations

from pathlib import Path

import click

from gricheck.cli import options


@click.command("standards")
@click.argument("name", nargs=-1, shell_complete=options.completed("disclosures"))
@options.pack
def command(name: tuple[str, ...], packs: tuple[Path, ...]) -> int:
    """Look up a disclosure (305-1), standard (GRI 303), sector topic (11.1) or line (11.1.2); without NAME, list all.

    Every edition of it is shown; a year narrows that: "GRI 303 2018". With --pack, the disclosures of that framework.
    """
    from gricheck.catalogue import describe, load_catalogue
    from gricheck.cli.output import render_options, write_result
    from gricheck.reporter.tables import render_standards

    if packs:
        from gricheck.pipeline import load_kit

        catalogue = load_kit(packs).catalogue
    else:
        catalogue = load_catalogue()
    if name:
        write_result(describe(catalogue, " ".join(name)), None)
    else:
        write_result(render_standards(catalogue, render_options(None)), None)
    return 0
