"""A text that goes out at an instant, and how long after that it still may."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from statusboard.domain.approval import Signer

# What was missed by more than this, because nobody was there to send it, is not true any more.
LATEST = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A revision that is published at an instant, and who decided so.

    `tell` is whether subscribers are told, where a person may choose. `problem` is why it does not
    go out any more, as a sentence; empty while it will.
    """

    notice_id: int
    revision: int
    at: datetime
    by: Signer
    set_at: datetime
    tell: bool | None = None
    problem: str = ""

    @property
    def is_standing(self) -> bool:
        """Whether it still goes out by itself."""
        return not self.problem

    def is_too_late(self, now: datetime) -> bool:
        """Whether its instant is so long past that somebody has to decide again."""
        return now - self.at > LATEST


def instant_on_clocks(wall: datetime, zone: tzinfo) -> datetime | None:
    """When clocks in a zone show this time, in UTC; None where they leave it out.

    An hour that the clocks repeat means its first pass.
    """
    local = wall.replace(tzinfo=zone, fold=0)
    instant = local.astimezone(UTC)
    is_shown = instant.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None)
    return instant if is_shown else None
