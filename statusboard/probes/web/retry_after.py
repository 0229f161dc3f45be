"""What a server says that is asked too often: in how long it wants to be asked again."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

TOO_MANY = 429
LONGEST_S = 3600.0
# Whole seconds by the rules; some servers count more finely.
_SECONDS = re.compile(r"\d+(?:\.\d*)?", re.ASCII)


def retry_after_s(said: str, now: datetime | None) -> float | None:
    """Seconds from `now` on, at most an hour; None where it cannot be read.

    `now` is best the server's own time: what counts is how long it wants to be left alone.
    """
    text = said.partition(";")[0].strip().strip('"')
    if _SECONDS.fullmatch(text):
        return min(LONGEST_S, float(text[:9]))
    at = moment(text)
    if at is None or now is None:
        return None
    return max(0.0, min(LONGEST_S, (at - now).total_seconds()))


def moment(said: str) -> datetime | None:
    """A date as HTTP writes it; None where it is none."""
    try:
        at = parsedate_to_datetime(said)
        return (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def seconds_words(seconds: float) -> str:
    """A span as people say it: `30 s`, `5 min`, `1 h`."""
    whole = round(seconds)
    if whole >= 3600:
        return "1 h"
    return f"{whole // 60} min" if whole >= 120 else f"{whole} s"
