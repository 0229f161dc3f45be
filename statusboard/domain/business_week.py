"""Business hours of a whole week as people write them: `Mon-Fri 08:00-18:00, Sat 09:00-13:00`."""

import re
from dataclasses import dataclass
from datetime import tzinfo

from statusboard.domain.business_hours import DAY_MINUTES, BusinessHours
from statusboard.domain.instants import Interval, union

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EXAMPLE = "Mon-Fri 08:00-18:00"
MOST_PARTS = 14
_CLOCK = r"([01]?[0-9]|2[0-4]):([0-5][0-9])"
_PART = re.compile(rf"([A-Za-z]{{3}})(?:\s*-\s*([A-Za-z]{{3}}))?\s+{_CLOCK}\s*-\s*{_CLOCK}")
_DASHES = str.maketrans({"\N{EN DASH}": "-", "\N{EM DASH}": "-"})


@dataclass(frozen=True, slots=True)
class BusinessWeek:
    """Some stretches of each week; where they overlap, the time counts once."""

    parts: tuple[BusinessHours, ...]

    def within(self, bounds: Interval, zone: tzinfo) -> tuple[Interval, ...]:
        """The business hours inside `bounds`, disjoint and in order, in wall time of `zone`."""
        return union(part for hours in self.parts for part in hours.within(bounds, zone))

    @property
    def text(self) -> str:
        """What `read_business_week` reads as these hours."""
        return ", ".join(
            f"{days} {_clock(hours.opens)}-{_clock(hours.closes)}"
            for hours in self.parts
            for days in _runs(hours.days)
        )


def read_business_week(text: str) -> BusinessWeek:
    """The hours that a text names. Raises ValueError, with a sentence for people, for any other.

    Days are the first three letters of their English names; `Fri-Mon` goes over the weekend.
    """
    written = [part.strip() for part in text.translate(_DASHES).split(",")]
    if len(written) > MOST_PARTS:
        raise ValueError(f"At most {MOST_PARTS} stretches make a week of business hours.")
    return BusinessWeek(tuple(map(_part, written)))


def _part(text: str) -> BusinessHours:
    matched = _PART.fullmatch(text)
    if matched is None:
        raise ValueError(f"“{text}” are no business hours. Write for example {EXAMPLE}.")
    first = _day(matched[1])
    last = first if matched[2] is None else _day(matched[2])
    days = frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))
    opens, closes = (60 * int(matched[n]) + int(matched[n + 1]) for n in (3, 5))
    if closes > DAY_MINUTES:
        raise ValueError("A day ends at 24:00: give what comes after it to the next day.")
    return BusinessHours(days, opens, closes)


def _day(text: str) -> int:
    try:
        return WEEKDAYS.index(text.capitalize())
    except ValueError:
        known = ", ".join(WEEKDAYS)
        raise ValueError(f"“{text}” is no day of the week. Known: {known}.") from None


def _runs(days: frozenset[int]) -> list[str]:
    """Days in a row as `Mon-Fri`, others by themselves."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [
        WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}"
        for run in runs
    ]


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
