"""What others wrote, cut and cleaned to stand in a line of ours; and zones by their names."""

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LONGEST = 500


def bounded(text: str, longest: int = LONGEST) -> str:
    """One line of at most so many characters, none of which steers what shows it."""
    begun = text[: 4 * longest]
    kept = "".join(c if c.isprintable() else " " for c in begun)
    line = " ".join(kept.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


@lru_cache(maxsize=64)
def _knows(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def zone_problem(value: object) -> str | None:
    """A sentence where a text names no time zone."""
    text = str(value)
    if _knows(text):
        return None
    return f"“{text}” is not a time zone. Write one such as Europe/Berlin or UTC."
