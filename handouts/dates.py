"""Which day it is: the one that a build may be told from outside, or today."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from handouts.errors import WrongUse

EPOCH = "SOURCE_DATE_EPOCH"


def told_date() -> str | None:
    """The day that the variable SOURCE_DATE_EPOCH names, as `2026-11-22`, or nothing where it is not set.

    It holds seconds since 1970: reproducible-builds.org, "SOURCE_DATE_EPOCH specification" (2017).

    Raises:
        WrongUse: it is no such number.
    """
    seconds = os.environ.get(EPOCH)
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise WrongUse(f"{EPOCH} must be a number of seconds, not '{seconds}'") from error


def today() -> str:
    """The day that SOURCE_DATE_EPOCH names, or else today in UTC, as `2026-11-22`.

    Raises:
        WrongUse: that variable holds no number.
    """
    return told_date() or datetime.now(UTC).date().isoformat()
