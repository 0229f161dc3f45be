"""What a row of updates says of the end: entered afterwards, opened again, shown at which time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from statusboard.domain.notice import Wording


class Said(Protocol):
    """An update of any shape."""

    @property
    def published_at(self) -> datetime:
        """When it was said."""

    @property
    def wording(self) -> Wording:
        """What it said."""


def is_backdated(updates: Sequence[Said]) -> bool:
    """Whether it was told of only when it was over. Updates are newest first."""
    return bool(updates) and updates[-1].wording.status.is_over


def is_reopened(updates: Sequence[Said]) -> bool:
    """Whether the newest update takes back that it is over."""
    return (
        len(updates) > 1
        and updates[1].wording.status.is_over
        and not updates[0].wording.status.is_over
    )


def ends(updates: Sequence[Said]) -> bool:
    """Whether the newest update says that it is over, and the one before it did not."""
    return (
        len(updates) > 1
        and updates[0].wording.status.is_over
        and not updates[1].wording.status.is_over
    )


def shown_at(updates: Sequence[Said], place: int) -> datetime:
    """The time that an update stands at in Statuspage's format (`display_at`).

    The update that says the end stands at the end, which may be long before it was published; but
    never before what was said earlier. Every other one stands where it was published.
    """
    update = updates[place]
    earlier = updates[place + 1] if place + 1 < len(updates) else None
    ended_at = update.wording.ended_at
    is_end = update.wording.status.is_over and not (
        earlier is not None and earlier.wording.status.is_over
    )
    if not is_end or ended_at is None:
        return update.published_at
    return ended_at if earlier is None else max(ended_at, earlier.published_at)
