"""Everything gricheck refuses, as one small family of exceptions.

The command line turns each into one or two lines on stderr and the exit code that the class carries; a traceback that
reaches a user is a bug.
"""

from __future__ import annotations


class GricheckError(Exception):
    """Something the user can mend. The message names the file, the place and the remedy."""

    exit_code = 2


class UsageError(GricheckError):
    """Wrong arguments or configuration (exit 2)."""


class PackError(GricheckError):
    """A rule pack, vocabulary or catalogue file is wrong (exit 2). The message begins with ``path:line:``."""


class UnreadableReport(GricheckError):
    """The report could not be read at all (exit 3)."""

    exit_code = 3
