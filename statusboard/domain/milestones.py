"""Runs without a major outage that are worth a word: round numbers of days, and records.

Only what comes within a week is told, so that there is time to write; nothing is sent by itself.
"""

from dataclasses import dataclass

from statusboard.domain.instants import DAY_US

# Round numbers of days, then every further year.
ROUND_DAYS = (50, 100, 200, 365, 500, 730, 1000)
LOOK_AHEAD_US = 7 * DAY_US
_YEAR_DAYS = 365
# A run is told as the longest only once it is long enough to speak of.
LEAST_RECORD_DAYS = 30


@dataclass(frozen=True, slots=True)
class Milestone:
    """A run of so many whole days, reached at an instant. `is_record`: longer than any before."""

    days: int
    at_us: int
    is_record: bool = False


def next_milestone(
    since_us: int, now_us: int, *, longest_us: int | None = None
) -> Milestone | None:
    """The next milestone of a run that began at `since_us`: of today, or within a week.

    `longest_us` is how long the longest run before it was, None where there was none.
    """
    reached = (now_us - since_us) // DAY_US
    last = (now_us - since_us + LOOK_AHEAD_US) // DAY_US
    found = [
        Milestone(days, since_us + days * DAY_US)
        for days in range(reached, last + 1)
        if days in ROUND_DAYS or (days > max(ROUND_DAYS) and days % _YEAR_DAYS == 0)
    ]
    if longest_us is not None:
        days = longest_us // DAY_US + 1
        if reached <= days <= last and days >= LEAST_RECORD_DAYS:
            found.append(Milestone(days, since_us + days * DAY_US, is_record=True))
    return min(found, key=lambda one: one.at_us, default=None)
