"""Durations as text with a unit: 250ms, 20s, 5m, 1h, 1h 30m. The one way to read one.

A bare number is a duration only where whoever asks has said of what.
"""

import re
from datetime import timedelta

_UNITS_US = {
    "ms": 1_000,
    "s": 1_000_000,
    "m": 60_000_000,
    "h": 3_600_000_000,
    "d": 86_400_000_000,
}
# More digits than this is no time that anybody means, and more than a timedelta holds.
_NUMBER = re.compile(r"\s*\d{1,9}(?:\.\d{1,9})?\s*", re.ASCII)
_PART = re.compile(r"\s*(\d{1,9}(?:\.\d{1,9})?)\s*(ms|s|min|m|h|d)", re.ASCII)


def parse_duration(text: str, *, bare: str = "") -> timedelta:
    """The duration that `text` says. Raises ValueError with a sentence for a person.

    `bare` is the unit of a number without one; empty: there has to be one.
    """
    said = f"{text.strip()}{bare}" if bare and _NUMBER.fullmatch(text) else text.rstrip()
    total_us = 0
    position = 0
    while position < len(said):
        part = _PART.match(said, position)
        if part is None:
            message = f"“{text}” is not a duration. Write a number and a unit, such as 20s or 5m."
            raise ValueError(message)
        unit = "m" if part[2] == "min" else part[2]
        total_us += round(float(part[1]) * _UNITS_US[unit])
        position = part.end()
    if total_us == 0:
        message = f"“{text}” is no time at all. Write a number and a unit, such as 20s or 5m."
        raise ValueError(message)
    try:
        return timedelta(microseconds=total_us)
    except OverflowError as error:
        message = f"“{text}” is longer than any time. Write a number and a unit, such as 20s or 5m."
        raise ValueError(message) from error


def duration_text(duration: timedelta) -> str:
    """The shortest text that `parse_duration` reads back to the same duration (whole ms)."""
    left = round(duration / timedelta(milliseconds=1)) * 1_000
    parts = []
    for unit in ("d", "h", "m", "s", "ms"):
        count, left = divmod(left, _UNITS_US[unit])
        if count:
            parts.append(f"{count}{unit}")
    return " ".join(parts) or "0s"
