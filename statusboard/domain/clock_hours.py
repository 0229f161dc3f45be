"""Hours of every day as people write them: `22:00-06:00`. They may go on past midnight."""

import re
from dataclasses import dataclass
from datetime import time

EXAMPLE = "22:00-06:00"
_CLOCK = r"([01]?[0-9]|2[0-3]):([0-5][0-9])"
_HOURS = re.compile(rf"\s*{_CLOCK}\s*[-\N{{EN DASH}}]\s*{_CLOCK}\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class ClockHours:
    """From an instant of the day up to, and without, another; past midnight where that is less."""

    begins: time
    ends: time

    def hold(self, at: time) -> bool:
        """Whether a time of day is in these hours."""
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends

    @property
    def text(self) -> str:
        """What `read_clock_hours` reads as these hours."""
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"


def read_clock_hours(text: str) -> ClockHours:
    """The hours that a text names. Raises ValueError, with a sentence for people, for any other."""
    match = _HOURS.fullmatch(text)
    if match is None:
        message = f"Write hours of the day such as {EXAMPLE}."
        raise ValueError(message)
    first, second, third, fourth = map(int, match.groups())
    begins, ends = time(first, second), time(third, fourth)
    if begins == ends:
        message = f"These hours begin when they end. Write such as {EXAMPLE}."
        raise ValueError(message)
    return ClockHours(begins, ends)
