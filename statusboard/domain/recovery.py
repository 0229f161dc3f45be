"""Whether monitoring sees that what customers are told about works again.

Only what is seen counts: a service without data, or with an answer too old to speak for now, is
not back. A message that names no service can never be found to be over.
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
        tile.status is ComponentStatus.OPERATIONAL and not tile.stale for tile in named
    )
    if not is_back:
        return None
    since = [tile.since for tile in named if tile.since is not None]
    return Recovery(told, named, max(since, default=None))


def next_due(told: Sequence[Told]) -> datetime | None:
    """By when the most urgent of the promised updates has to come; None where none is promised."""
    promised = (one.wording.promise(one.published_at) for one in told)
    return min((at for at in promised if at is not None), default=None)
