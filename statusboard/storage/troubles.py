"""Which channels take nothing at all now: since when, why, and when each is tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from statusboard.domain.backoff import Backoff
from statusboard.domain.instants import from_us, to_us
from statusboard.storage.closings import close
from statusboard.storage.tables import CHANNEL_TROUBLE, DELIVERY, DISPATCH, INCIDENT_UPDATE
from statusboard.storage.unit import Unit

# After the first failure of a channel, and at most between two: a server is often back in seconds.
PAUSE = Backoff(first_s=5.0, most_s=300.0)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A channel that takes nothing. `asked`: its provider only said when to come back."""

    channel_id: int
    since: datetime
    until: datetime
    tries: int
    reason: str
    asked: bool = False


def note_trouble(unit: Unit, channel_id: int, reason: str, *, after_s: float | None = None) -> None:
    """The channel took nothing: it rests, the longer the more often, or for `after_s`."""
    before = read_troubles(unit).get(channel_id)
    tries = 1 if before is None else before.tries + 1
    pause_s = PAUSE.wait_s(tries) if after_s is None else max(1.0, after_s)
    values: dict[str, object] = {
        "until_us": to_us(unit.now + timedelta(seconds=pause_s)),
        "tries": tries,
        "asked": after_s is not None,
        "reason": reason,
    }
    if before is None:
        first = {"channel_id": channel_id, "since_us": unit.now_us, **values}
        unit.connection.execute(insert(CHANNEL_TROUBLE).values(first))
    else:
        again = update(CHANNEL_TROUBLE).where(CHANNEL_TROUBLE.c.channel_id == channel_id)
        unit.connection.execute(again.values(values))


def clear_trouble(unit: Unit, channel_id: int) -> None:
    """The channel takes messages, or is another one by now."""
    of_it = CHANNEL_TROUBLE.c.channel_id == channel_id
    unit.connection.execute(delete(CHANNEL_TROUBLE).where(of_it))


def read_troubles(unit: Unit) -> dict[int, Trouble]:
    """The troubles that there are, by channel."""
    rows = unit.connection.execute(select(CHANNEL_TROUBLE))
    return {
        row.channel_id: Trouble(
            row.channel_id,
            from_us(row.since_us),
            from_us(row.until_us),
            row.tries,
            row.reason,
            row.asked,
        )
        for row in rows
    }


def give_up(unit: Unit, channel_id: int, reason: str, *, published_before: datetime) -> None:
    """Nobody needs any more what the channel did not take of such old updates."""
    old = (
        select(DISPATCH.c.update_id)
        .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == DISPATCH.c.update_id)
        .where(INCIDENT_UPDATE.c.published_us < to_us(published_before))
    )
    mine = DELIVERY.c.channel_id == channel_id
    close(unit, mine & DELIVERY.c.update_id.in_(old), f"given up after a day: {reason}")
