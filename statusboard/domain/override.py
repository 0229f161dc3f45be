"""Manual override: a state that a person sets, in place of what the checks say. Pure.

It always has an end, and tells of now and on: nobody sets the past. Checks go on as before, and
what they say stays beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from statusboard.domain.instants import duration_us
from statusboard.domain.maintenance_windows import Cover, Step
from statusboard.domain.status import ComponentStatus

# Longer, and it would be forgotten that nobody measures it.
LONGEST = timedelta(days=7)
SETTABLE = (
    ComponentStatus.OPERATIONAL,
    ComponentStatus.DEGRADED_PERFORMANCE,
    ComponentStatus.PARTIAL_OUTAGE,
    ComponentStatus.MAJOR_OUTAGE,
)


@dataclass(frozen=True, slots=True)
class Override:
    """What a person set, and when it ends at the latest.

    `until_agrees`: it ends before that where the checks come to say the same. `ended_us` is when
    somebody took it back, or the checks agreed (then `ended_by` is empty); None: at `ends_us`.
    """

    id: int
    component_id: int
    status: ComponentStatus
    reason: str
    by_name: str
    set_us: int
    ends_us: int
    until_agrees: bool = False
    ended_us: int | None = None
    ended_by: str = ""

    @property
    def stop_us(self) -> int:
        """When it ends, or ended; where it waits for the checks, at the latest."""
        return self.ends_us if self.ended_us is None else min(self.ended_us, self.ends_us)

    @property
    def cover(self) -> Cover | None:
        """The stretch of time in which it holds; None where that is none at all."""
        return Cover(self.set_us, self.stop_us) if self.stop_us > self.set_us else None

    def holds(self, at_us: int) -> bool:
        """Whether it is in force at an instant."""
        return self.set_us <= at_us < self.stop_us


def is_hiding(set_to: ComponentStatus, measured: ComponentStatus) -> bool:
    """Whether a state that was set says less than the checks see: the dangerous direction."""
    return measured.severity > set_to.severity


def latest_end_us(set_us: int) -> int:
    """The last instant at which what is set then may end."""
    return set_us + duration_us(LONGEST)


def agreed_us(steps: Sequence[Step], override: Override) -> int | None:
    """From when on the checks say the same, while it holds; None where they do not.

    `steps` are what the checks say, from when it was set or before.
    """
    for number, (at_us, status) in enumerate(steps):
        next_us = steps[number + 1][0] if number + 1 < len(steps) else override.stop_us
        from_us = max(at_us, override.set_us)
        if status is override.status and from_us < min(next_us, override.stop_us):
            return from_us
    return None


def together(
    measured: ComponentStatus, set_to: ComponentStatus | None, *, is_worked_on: bool
) -> ComponentStatus:
    """What a service counts as, from what its checks say, what a person set, and planned work.

    A person stands over the checks, and planned work over both, but for trouble that a person
    tells of: work hides what checks see of it, never what somebody says. What nobody observed
    stays unknown, unless a person says that it is in trouble: no word of theirs makes uptime.
    """
    if set_to is not None and set_to.is_trouble:
        return set_to
    if measured is ComponentStatus.UNKNOWN:
        return measured
    if is_worked_on:
        return ComponentStatus.UNDER_MAINTENANCE
    return measured if set_to is None else set_to


def overlaid(
    steps: Sequence[Step],
    covers: Iterable[Cover],
    overrides: Iterable[tuple[Cover, ComponentStatus]] = (),
) -> list[Step]:
    """The history that checks tell, with planned work and overrides over it (`together`).

    The first step stays the first. Of overrides one holds at a time.
    """
    if not steps:
        return []
    first_us = steps[0][0]
    works = [(max(one.start_us, first_us), one.stop_us) for one in covers]
    worked: dict[int, int] = {}
    for start_us, stop_us in works:
        if stop_us is None or stop_us > start_us:
            worked[start_us] = worked.get(start_us, 0) + 1
            if stop_us is not None:
                worked[stop_us] = worked.get(stop_us, 0) - 1
    hands: dict[int, ComponentStatus | None] = {}
    for cover, said in sorted(overrides, key=lambda one: one[0].start_us):
        start_us = max(cover.start_us, first_us)
        if cover.stop_us is None or cover.stop_us > start_us:
            hands[start_us] = said
            if cover.stop_us is not None:
                hands[cover.stop_us] = None
    told: list[Step] = []
    statuses = dict(steps)
    status, under, hand = steps[0][1], 0, None
    for at_us in sorted({*statuses, *worked, *hands}):
        status = statuses.get(at_us, status)
        under += worked.get(at_us, 0)
        hand = hands.get(at_us, hand)
        told.append((at_us, together(status, hand, is_worked_on=under > 0)))
    return told
