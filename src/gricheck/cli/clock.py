"""The days that a call may depend on. Nothing else of gricheck ever looks at a clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from gricheck.errors import UsageError

EPOCH = "SOURCE_DATE_EPOCH"


def build_day() -> date | None:
    """The day that SOURCE_DATE_EPOCH names, in UTC; None where it is not set."""
    seconds = os.environ.get(EPOCH)
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"{EPOCH}: {seconds!r} is no number of seconds since 1970; mend or unset it") from None


def today() -> date:
    """The day in UTC, or the one that SOURCE_DATE_EPOCH names."""
    return build_day() or datetime.now(UTC).date()
