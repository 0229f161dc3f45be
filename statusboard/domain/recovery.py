"""Whether monitoring sees that what customers are told about works again.

Only what is seen counts: a service that a person set by hand, without data, with an answer too old
to speak for now, or that keeps turning, is not back. Where all have been well since before it
began, monitoring never saw what customers read of, and cannot see that it is over. A message that
names no service can never be found to be over, nor one of services that a board leaves out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import Tile, Told


@dataclass(frozen=True, slots=True)
class Recovery:
    """An open incident all of whose services work again; `since`: the last of them. None: unknown.

    `tiles` are its services, in the order of the board.
    """

    told: Told
    tiles: tuple[Tile, ...]
    since: datetime | None


def recoveries(told: Sequence[Told], tiles: Sequence[Tile]) -> tuple[Recovery, ...]:
    """What customers still read although it is over, in the order it was given."""
    found = (_recovery(one, tiles) for one in told)
    return tuple(recovery for recovery in found if recovery is not None)


def _recovery(told: Told, tiles: Sequence[Tile]) -> Recovery | None:
    named = tuple(tile for tile in tiles if tile.component_id in told.wording.components)
    is_back = bool(named) and all(
        tile.status is ComponentStatus.OPERATIONAL
        and not (tile.stale or tile.flapping or tile.is_set_by_hand)
        for tile in named
    )
    since = [tile.since for tile in named]
    if not is_back or told.reaches_further or was_never_seen(since, told.wording.started_at):
        return None
    return Recovery(told, named, max((at for at in since if at is not None), default=None))


def was_never_seen(since: Sequence[datetime | None], began_at: datetime | None) -> bool:
    """Whether services that are well, each `since` then, were so before the trouble is said to be.

    False where it is not known of one of them.
    """
    return began_at is not None and all(at is not None and at < began_at for at in since)


def next_due(told: Sequence[Told]) -> datetime | None:
    """By when the most urgent of the promised updates has to come; None where none is promised."""
    promised = (one.wording.promise(one.published_at) for one in told)
    return min((at for at in promised if at is not None), default=None)
