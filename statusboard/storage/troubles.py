"""Which channels take nothing at all now: since when, why, and when each is tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, FromClause, and_, delete, insert, select, update

from statusboard.domain.backoff import Backoff
from statusboard.domain.instants import from_us, to_us
from statusboard.storage.closings import close
from statusboard.storage.delivery_states import is_tried_again
from statusboard.storage.tables import CHANNEL_TROUBLE, DELIVERY, DISPATCH, INCIDENT_UPDATE
from statusboard.storage.unit import Unit

# After the first failure of a channel, and at most between two: a server is often back in seconds.
PAUSE = Backoff(first_s=5.0, most_s=300.0)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A channel that takes nothing, found out by `tries` readers.

    `asked`: its provider only said when to come back.
    """

    channel_id: int
    since: datetime
    until: datetime
    tries: int
    reason: str
    asked: bool = False


def note_trouble(
    unit: Unit,
    channel_id: int,
    reason: str,
    *,
    after_s: float | None = None,
    is_known: bool = False,
) -> None:
    """The channel took nothing: it rests, the longer the more readers show it, or for `after_s`.

    `is_known`: by one for whom it took nothing before. That says nothing new of the channel, for a
    server may take offence at one address; and whoever else is to be told must not wait for it.
    """
    before = read_troubles(unit).get(channel_id)
    tries = 1 if before is None else before.tries + (not is_known)
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


def was_tried(unit: Unit, channel_id: int, subscriber_id: int) -> bool:
    """Whether the channel was tried with this reader already, in the trouble that it is in."""
    trouble = read_troubles(unit).get(channel_id)
    if trouble is None:
        return False
    tried = select(DELIVERY.c.id).where(
        DELIVERY.c.subscriber_id == subscriber_id, is_tried_since(DELIVERY, to_us(trouble.since))
    )
    return unit.connection.execute(tried.limit(1)).first() is not None


def is_tried_since(rows: FromClause, since_us: ColumnElement[int] | int) -> ColumnElement[bool]:
    """Whether a row was not taken since then: what nobody has tried yet has no reason."""
    return and_(rows.c.at_us >= since_us, rows.c.reason != "")


def begin_anew(unit: Unit, channel_id: int) -> None:
    """The channel is another one by now: whoever stood aside is tried at once."""
    trouble = read_troubles(unit).get(channel_id)
    if trouble is None:
        return
    aside = update(DELIVERY).where(
        DELIVERY.c.channel_id == channel_id,
        is_tried_again(DELIVERY),
        is_tried_since(DELIVERY, to_us(trouble.since)),
    )
    unit.connection.execute(aside.values(due_us=unit.now_us))
    clear_trouble(unit, channel_id)


def clear_trouble(unit: Unit, channel_id: int) -> None:
    """The channel takes messages."""
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
