"""Which part of a range is in view, and how it is zoomed and panned; in seconds since 1970."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Stretch:
    """What lies in view, from `start_s` to `stop_s`, of the range `whole`; never outside it."""

    whole: tuple[float, float]
    start_s: float
    stop_s: float

    @classmethod
    def of(cls, start_s: float, stop_s: float) -> Self:
        """The whole range in view."""
        return cls((start_s, stop_s), start_s, stop_s)

    @property
    def bounds(self) -> tuple[float, float]:
        """Where it begins and ends."""
        return self.start_s, self.stop_s

    @property
    def is_zoomed(self) -> bool:
        """Whether it is less than the whole range."""
        return self.bounds != self.whole

    @property
    def length_s(self) -> float:
        """How long it is."""
        return self.stop_s - self.start_s

    def showing(self, start_s: float, stop_s: float) -> Self:
        """Another part of the range; what lies outside is cut off, and all of it where none is."""
        start_s, stop_s = max(start_s, self.whole[0]), min(stop_s, self.whole[1])
        if stop_s <= start_s:
            start_s, stop_s = self.whole
        return replace(self, start_s=start_s, stop_s=stop_s)

    def zoomed_to(self, start_s: float, stop_s: float, *, least_s: float) -> Self:
        """Another part of at least `least_s`, as far as the range is that long."""
        least = min(least_s, self.whole[1] - self.whole[0])
        if stop_s - start_s < least:
            around_s = (start_s + stop_s) / 2
            start_s = min(max(around_s - least / 2, self.whole[0]), self.whole[1] - least)
            stop_s = start_s + least
        return self.showing(start_s, stop_s)

    def scaled(self, factor: float, around_s: float, *, least_s: float) -> Self:
        """`factor` times as long, with `around_s` where it was in view."""
        return self.zoomed_to(
            around_s - (around_s - self.start_s) * factor,
            around_s + (self.stop_s - around_s) * factor,
            least_s=least_s,
        )

    def moved_by(self, seconds: float) -> Self:
        """The same length later or earlier, as far as the range goes."""
        room_left, room_right = self.whole[0] - self.start_s, self.whole[1] - self.stop_s
        step = min(max(seconds, room_left), room_right)
        return self.showing(self.start_s + step, self.stop_s + step)

    def reaching(self, at_s: float) -> Self:
        """Moved as little as brings that instant into view."""
        if at_s < self.start_s:
            return self.moved_by(at_s - self.start_s)
        return self.moved_by(max(0.0, at_s - self.stop_s))
