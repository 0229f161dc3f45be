"""How a wall is to be: what it shows, how large, and when it is dimmed."""

from dataclasses import dataclass

from statusboard.domain.clock_hours import ClockHours

LEAST_TEXT, MOST_TEXT = 80, 200
TURN_S = 30


@dataclass(frozen=True, slots=True)
class WallSettings:
    """`boards` are shown in turn for `turn_s` seconds each; each names its groups, none: all.

    `text_percent` is the size of everything; `dims` the hours in which a quiet wall is dimmed.
    `is_attended`: somebody works at this window, which is no wall alone.
    """

    boards: tuple[tuple[str, ...], ...] = ((),)
    text_percent: int = 100
    dims: ClockHours | None = None
    turn_s: int = TURN_S
    is_attended: bool = True
