"""Spans: stretches of time in which a component had one status. Uptime comes from these alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from statusboard.domain.instants import Interval
from statusboard.domain.status import ComponentStatus, worst


@dataclass(frozen=True, slots=True)
class Span:
    """One component, one status, one stretch of time. `stop_us` None: it still lasts."""

    component_id: int
    start_us: int
    stop_us: int | None
    status: ComponentStatus

    def until(self, now_us: int) -> Interval:
        """Its interval, an open one ending at `now_us` (and empty where that is earlier)."""
        stop = self.stop_us if self.stop_us is not None else now_us
        return Interval(self.start_us, max(stop, self.start_us))


@dataclass(frozen=True, slots=True)
class Outage:
    """Spans that count as down, joined. `stop_us` None: it still lasts.

    `left_out` is where planned work lay over it, from and to, which is none of its length: it is
    the same outage before and after, and uptime leaves the time between out.
    """

    component_id: int
    start_us: int
    stop_us: int | None
    status: ComponentStatus
    left_out: tuple[tuple[int, int], ...] = ()

    def length_us(self, now_us: int, *, since_us: int = 0) -> int:
        """How long it lasted, or has lasted so far, from an instant on; until then at most."""
        stop, start = self.until_us(now_us), max(self.start_us, since_us)
        return max(0, stop - start - self.left_out_us(start, stop))

    def until_us(self, now_us: int) -> int:
        """When it ended as far as an instant can know: then at the latest."""
        return now_us if self.stop_us is None else min(self.stop_us, now_us)

    def left_out_us(self, start_us: int, stop_us: int) -> int:
        """How much of a stretch planned work lay over."""
        parts = (min(stop, stop_us) - max(start, start_us) for start, stop in self.left_out)
        return sum(part for part in parts if part > 0)


def outages(spans: Iterable[Span], *, pause_us: int = 0) -> tuple[Outage, ...]:
    """The outages in the spans of one component, oldest first.

    Neighbouring down spans are one outage, as bad as the worst of them. A pause in what was
    observed of at most `pause_us` between two of them ends none: it is in the outage's length then,
    and `spans` must be all that there are, not the down ones alone.
    """
    found: list[Outage] = []
    seen_until_us: int | None = None
    for span in sorted(spans, key=lambda s: s.start_us):
        before_us, seen_until_us = seen_until_us, span.stop_us
        if not span.status.counts_as_down:
            continue
        last = found[-1] if found else None
        if (
            last is not None
            and last.stop_us is not None
            and last.stop_us == before_us
            and span.start_us <= last.stop_us + pause_us
        ):
            found[-1] = Outage(
                last.component_id, last.start_us, span.stop_us, worst((last.status, span.status))
            )
        else:
            found.append(Outage(span.component_id, span.start_us, span.stop_us, span.status))
    return tuple(found)
