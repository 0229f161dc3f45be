"""Instants as other programs write them: with a zone or without, and not always well."""

import re
from datetime import UTC, datetime

_LOOSE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
# The time of what has none.
NEVER = datetime(1971, 1, 1, tzinfo=UTC)
WITHOUT_ZONE = "Its times name no zone; they were read as UTC."


def instant(text: str) -> tuple[datetime, bool] | None:
    """The instant that a text says, in UTC, and whether it named a zone; None where it says none.

    One without a zone is read as UTC.
    """
    found = _LOOSE.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    stamp = (
        f"{year}-{int(month):02}-{int(day):02}"
        f"T{int(hour or 0):02}:{int(minute or 0):02}:{int(second or 0):02}"
    )
    offset = "+00:00" if zone is None or zone[0] not in "+-" else zone
    try:
        at = datetime.fromisoformat(stamp + offset).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return (at, zone is not None) if at.year > 1970 else None


class Times:
    """Reads times, and notes once where one names no zone."""

    def __init__(self, notes: list[str]) -> None:
        self._notes = notes

    def read(self, text: str) -> datetime | None:
        """The instant; None where there is none."""
        found = instant(text) if text else None
        if found is None:
            return None
        if not found[1] and WITHOUT_ZONE not in self._notes:
            self._notes.append(WITHOUT_ZONE)
        return found[0]
