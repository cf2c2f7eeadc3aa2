"""``gricheck completion bash|zsh|fish``."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the script that makes a shell complete gricheck's commands, options, rules, disclosures and files.

    \b
    bash (4.4 or newer), in ~/.bashrc:
      eval "$(gricheck completion bash)"
    zsh, in ~/.zshrc, behind compinit:
      eval "$(gricheck completion zsh)"
    fish, once:
      gricheck completion fish > ~/.config/fish/completions/gricheck.fish
    """
    from click.shell_completion import get_completion_class

    from gricheck.cli import complete  # noqa: F401  (brings its own bash)
    from gricheck.cli.group import COMPLETE
    from gricheck.cli.output import write_result

    completion = get_completion_class(shell)
    assert completion is not None  # click knows all SHELLS
    write_result(completion(ctx.find_root().command, {}, "gricheck", COMPLETE).source(), None)
    return 0
