"""What a board is about: trouble, its end, quiet, blindness, or nothing to show yet."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from statusboard.domain.clock_hours import ClockHours
from statusboard.domain.observation import BLIND_AFTER
from statusboard.domain.promises import Urgency, urgency
from statusboard.domain.recovery import Recovery, next_due, recoveries
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import BoardView, Tile


class Mood(StrEnum):
    """What the banner has to say first."""

    EMPTY = "empty"
    BLIND = "blind"
    TROUBLE = "trouble"
    RECOVERED = "recovered"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Reading:
    """A board as read at one instant. Trouble is sorted: the worst first, then the longest.

    `late` are those of which something good is known that may no longer hold. `back`: what works
    again while customers still read of it. `due`: by when the most urgent of the promised updates
    has to come. Not `is_current`: what customers read may be another thing by now.
    """

    mood: Mood
    overall: ComponentStatus
    last_seen: datetime | None
    trouble: tuple[Tile, ...]
    in_maintenance: tuple[Tile, ...]
    unseen: tuple[Tile, ...]
    late: tuple[Tile, ...] = ()
    back: tuple[Recovery, ...] = ()
    due: datetime | None = None
    is_current: bool = True

    @property
    def large(self) -> tuple[Tile, ...]:
        """The services that the board is about: in trouble, or else just out of it."""
        if self.trouble:
            return self.trouble
        return tuple(dict.fromkeys(tile for found in self.back for tile in found.tiles))

    @property
    def is_all_seen(self) -> bool:
        """Whether the state of every service is known now."""
        return not (self.unseen or self.late)


def read(view: BoardView, now: datetime, *, is_cut_off: bool = False) -> Reading:
    """What the view means at `now`, which may be long after it was made.

    `is_cut_off`: it could not be read again since.
    """
    seen = view.last_seen
    trouble = sorted(
        (tile for tile in view.tiles if tile.status.is_trouble),
        key=lambda tile: (-tile.status.severity, tile.since or now, tile.name),
    )
    unseen = tuple(tile for tile in view.tiles if tile.status is ComponentStatus.UNKNOWN)
    late = tuple(tile for tile in view.tiles if is_late(tile))
    # A sign from the future is no better: one of the clocks is wrong.
    is_blind = seen is None or abs(now - seen) > BLIND_AFTER
    back: tuple[Recovery, ...] = ()
    if not view.tiles:
        mood = Mood.EMPTY
    elif is_blind or len(unseen) == len(view.tiles) or _is_all_old(view, now):
        mood = Mood.BLIND
    else:
        back = recoveries(view.told, view.tiles)
        calm = Mood.RECOVERED if back else Mood.QUIET
        mood = Mood.TROUBLE if trouble else calm
    is_current = not is_cut_off and abs(now - view.as_of) <= BLIND_AFTER
    due = next_due(view.told) if is_current else None
    is_overdue = due is not None and urgency(due, now) is Urgency.OVERDUE
    return Reading(
        mood,
        _overall(mood, view.tiles, trouble, is_overdue=is_overdue),
        seen,
        tuple(trouble),
        tuple(t for t in view.tiles if t.status is ComponentStatus.UNDER_MAINTENANCE),
        unseen,
        late,
        back,
        due,
        is_current,
    )


def may_dim(hours: ClockHours | None, reading: Reading | None, at: time) -> bool:
    """Whether a wall may be dim at this time of day: only while it has nothing to tell."""
    is_calm = reading is not None and reading.overall is ComponentStatus.OPERATIONAL
    is_over = reading is not None and reading.mood is Mood.QUIET
    return hours is not None and is_calm and is_over and hours.hold(at)


def _is_all_old(view: BoardView, now: datetime) -> bool:
    """Whether nothing was heard of any service for so long that all of it is of another time.

    Somebody may be watching again by now: what they have not seen yet is not known.
    """
    heard = last_answer(view)
    is_silent = heard is None or abs(now - heard) > BLIND_AFTER
    return is_silent and all(tile.stale for tile in view.tiles)


def last_answer(view: BoardView) -> datetime | None:
    """The newest answer of any service; None where there is none."""
    return max((t.answered_at for t in view.tiles if t.answered_at is not None), default=None)


def is_late(tile: Tile) -> bool:
    """Whether it was well when it was last heard of, and that is too long ago to speak for now."""
    was_well = tile.status is not ComponentStatus.UNKNOWN and not tile.status.is_trouble
    return tile.stale and was_well


def _overall(
    mood: Mood, tiles: tuple[Tile, ...], trouble: list[Tile], *, is_overdue: bool
) -> ComponentStatus:
    """One status for all services together.

    Where only some services are down the whole is partly out: the tile says which and how badly.
    """
    if mood in (Mood.EMPTY, Mood.BLIND):
        return ComponentStatus.UNKNOWN
    if not trouble:
        # A tick over a service that nobody sees would promise what nobody saw; and while
        # customers wait for a word that was promised, not all is well.
        if any(tile.status is ComponentStatus.UNKNOWN or is_late(tile) for tile in tiles):
            return ComponentStatus.UNKNOWN
        calm = ComponentStatus.OPERATIONAL
        return ComponentStatus.DEGRADED_PERFORMANCE if is_overdue else calm
    major = sum(tile.status is ComponentStatus.MAJOR_OUTAGE for tile in trouble)
    if major * 2 >= len(tiles):
        return ComponentStatus.MAJOR_OUTAGE
    if any(tile.status.counts_as_down for tile in trouble):
        return ComponentStatus.PARTIAL_OUTAGE
    return ComponentStatus.DEGRADED_PERFORMANCE
