"""The group of commands: loads each on demand, takes a bare path for ``check``, and turns every error into words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from gricheck.errors import GricheckError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

EXIT_INTERRUPTED = 130
EXIT_FAULT = 70
"""A fault of gricheck itself (EX_SOFTWARE), so that it is never taken for findings."""

COMPLETE = "_GRICHECK_COMPLETE"
"""A shell's script sets it to ``SHELL_complete``, with the line in COMP_WORDS and the word's number in COMP_CWORD."""

LOUDNESS = frozenset({"-q", "--quiet", "-v", "--verbose"})

TRACEBACK = "GRICHECK_TRACEBACK"


class LazyGroup(click.Group):
    """Commands by name and one-line help; the module ``gricheck.cli.NAME`` is imported only when NAME is called."""

    def __init__(self, *args: Any, default: str, lazy: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.default = default
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return None
        command: click.Command = import_module(f"gricheck.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self.lazy.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        args = self._behind_command(args)
        if args and args[0] not in self.lazy and args[0] not in ("--help", "-h", "--version"):
            if not ctx.resilient_parsing:
                self._refuse_typo(args[0], ctx)
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Commands without loading any, and what the default command takes first: reports, or its options."""
        from click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            own = click.Command.shell_complete(self, ctx, incomplete)
            default: Any = self.get_command(ctx, self.default)
            inner = default.make_context(self.default, [], parent=ctx, resilient_parsing=True)
            more = default.shell_complete(inner, incomplete)
            return list({item.value: item for item in (*own, *more)}.values())
        named = [CompletionItem(name, help=line) for name, line in self.lazy.items() if name.startswith(incomplete)]
        return [*named, CompletionItem(incomplete, type="file")]

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run and leave with an exit code, whatever happens; or answer a shell that wants to complete the line."""
        if asked := os.environ.get(COMPLETE):
            from gricheck.cli.complete import answer

            sys.exit(answer(self, asked))
        inner: Any = super().main
        sys.exit(_guarded(lambda: inner(*args, **{**kwargs, "standalone_mode": False})))

    def _behind_command(self, args: list[str]) -> list[str]:
        """``-q gaps report.pdf`` as ``gaps -q report.pdf``: how much is told may be said before the command."""
        count = next((at for at, arg in enumerate(args) if arg not in LOUDNESS), 0)
        if not count or args[count] not in self.lazy:
            return args
        return [args[count], *args[:count], *args[count + 1 :]]

    def _refuse_typo(self, word: str, ctx: click.Context) -> None:
        """A word that is no file but nearly a command is a mistyped command, not a report."""
        from difflib import get_close_matches

        near = get_close_matches(word, self.lazy, n=1, cutoff=0.7)
        if near and not os.path.exists(word):
            ctx.fail(f"no command or report is called {word!r}; did you mean {near[0]!r}?")


def _guarded(run: Callable[[], Any]) -> int:
    try:
        result = run()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except GricheckError as error:
        say(str(error))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        return EXIT_INTERRUPTED
    except Exception as error:
        return _fault(error)


def say(message: str) -> None:
    """One message on stderr, inert on a terminal and to a CI runner."""
    from gricheck.cli.telling import make_room
    from gricheck.reporter.escape import log_line

    make_room()
    for line in f"gricheck: {message}".splitlines():
        click.echo(log_line(line), err=True)


def _fault(error: Exception) -> int:
    """What nobody foresaw. The trace is for developers and only on request."""
    if os.environ.get(TRACEBACK):
        raise error
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    say(f"this is a fault in gricheck, not in the report: {what}\nplease report it; {TRACEBACK}=1 shows where it arose")
    return EXIT_FAULT
