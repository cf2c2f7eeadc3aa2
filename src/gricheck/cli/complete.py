"""Completion in a shell: what may stand next on the line. At worst there is no answer, and never an error.

The words come from the compiled data; the reports' own machinery is never loaded.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr, suppress
from io import StringIO
from typing import Any

import click
from click.shell_completion import BashComplete, CompletionItem, ShellComplete, add_completion_class, split_arg_string

from gricheck.cli.group import COMPLETE

Item = CompletionItem[str]

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' kind value files="" word="${COMP_WORDS[COMP_CWORD]}"
    [[ $word == "=" ]] && word=""
    COMPREPLY=()
    while IFS=, read -r kind value; do
        case $kind in
            plain) COMPREPLY+=("$value") ;;
            file) files=-f ;;
            dir) files=-d ;;
        esac
    done < <(COMP_WORDS="${COMP_LINE:0:COMP_POINT}" %(complete_var)s=bash_complete "$1" 2>/dev/null)
    if [[ -n $files && ${#COMPREPLY[@]} -eq 0 ]]; then
        compopt -o default
    elif [[ -n $files ]] && files=$(compgen $files -- "$word"); then
        compopt -o filenames
        while read -r value; do COMPREPLY+=("$value"); done <<< "$files"
    fi
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
    return 0
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class Bash(BashComplete):
    """Click's own, but it leaves the line whole (bash breaks words at ``=``) and offers files beside words."""

    source_template = _BASH

    def source(self) -> str:
        return ShellComplete.source(self)

    def get_completion_args(self) -> tuple[list[str], str]:
        line = os.environ["COMP_WORDS"]
        words = split_arg_string(line)
        at = int(os.environ.get("COMP_CWORD", len(words) - (not line[-1:].isspace())))
        last = words[at] if at < len(words) else ""
        name, equals, value = last.partition("=")
        if equals and name.startswith("--"):
            return [*words[1:at], name], value
        return words[1:at], last


add_completion_class(Bash, "bash")


def answer(group: click.Group, instruction: str) -> int:
    """Print what a shell asks for; the exit code."""
    from click.shell_completion import shell_complete

    with suppress(Exception), redirect_stderr(StringIO()):
        return shell_complete(group, {}, "gricheck", COMPLETE, instruction)
    return 0


def rules(incomplete: str) -> list[Item]:
    """The ids of the bundled rules, with what they check."""
    return _beginning(incomplete, _rules())


def words(incomplete: str) -> list[Item]:
    """What --select and --ignore take: rules, families and, once a code is begun, disclosures; the last of a list."""
    before, comma, last = incomplete.rpartition(",")
    known = {**_rules(), **_families(), "report": "what is about the report as a whole"}
    found = _beginning(last, {**known, **_codes()} if last else known)
    return [Item(f"{before}{comma}{item.value}", item.type, item.help) for item in found]


def disclosures(incomplete: str) -> list[Item]:
    """The codes of all disclosures, with their titles."""
    return _beginning(incomplete, _codes())


def packs(incomplete: str) -> list[Item]:
    """The bundled packs, or a folder."""
    known = {built.pack.id: built.pack.title for built in _bundled()}
    return [*_beginning(incomplete, known), Item(incomplete, type="dir")]


def checks(incomplete: str) -> list[Item]:
    """The checks that a rule may name."""
    with suppress(Exception):
        from gricheck.checks import CHECKS

        return _beginning(incomplete, dict.fromkeys(CHECKS, ""))
    return []


def outputs(formats: Iterable[str], incomplete: str) -> list[Item]:
    """What -o takes: a file, or a format and a file."""
    named = {f"{name}=": f"as {name}, to the file that follows" for name in formats}
    return [*_beginning(incomplete, named), Item(incomplete.rpartition("=")[2], type="file")]


def _beginning(incomplete: str, known: Mapping[str, str]) -> list[Item]:
    return [Item(word, help=about or None) for word, about in known.items() if word.startswith(incomplete)]


def _bundled() -> Iterator[Any]:
    with suppress(Exception):
        from gricheck.packs.load import bundled_packs

        yield from bundled_packs()


def _rules() -> dict[str, str]:
    return {rule.id: rule.name for built in _bundled() for rule in built.pack.rules}


def _families() -> dict[str, str]:
    return {rule.family: "a family of rules" for built in _bundled() for rule in built.pack.rules}


def _codes() -> dict[str, str]:
    with suppress(Exception):
        from gricheck.catalogue import load_catalogue

        return {code: owners[-1].title for code, owners in load_catalogue().by_code.items()}
    return {}
