"""Times for people: how long an answer took, and when a certificate ends."""

import re
from datetime import UTC, datetime

from statusboard.domain.time_text import MONTHS

DAY_S = 86_400
MOST_DAYS = 10
_DAYS = re.compile(r"[1-9]\d{0,2}", re.ASCII)


def seconds_text(us: float) -> str:
    """A response time, given in microseconds."""
    return f"{us / 1_000_000:.3g} s" if us >= 1_000_000 else f"{us / 1_000:.3g} ms"


def days_left(ends_s: float, now_s: float) -> float:
    """The days up to an instant, with their parts; below zero once it is over."""
    return (ends_s - now_s) / DAY_S


def day_text(at_s: float) -> str:
    """The day of an instant in UTC, as certificates have it: 12 December 2026."""
    at = datetime.fromtimestamp(at_s, UTC)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def days_in(text: str) -> tuple[int, ...]:
    """The numbers of days between commas, from the largest on; none for nothing.

    Raises ValueError with a sentence for a person.
    """
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    if len(parts) > MOST_DAYS or not all(_DAYS.fullmatch(part) for part in parts):
        message = f"“{text}” is no list of days. Write some between commas, such as 30, 14, 7, 1."
        raise ValueError(message)
    return tuple(sorted({int(part) for part in parts}, reverse=True))
