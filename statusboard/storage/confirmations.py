"""What visitors asked for, until their address confirmed it; and how often they asked."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.page import MAIN
from statusboard.storage.delivery_states import (
    QUEUED,
    RETRYING,
    SENDING,
    in_state,
    is_tried_again,
)
from statusboard.storage.tables import CHANNEL, CONFIRMATION
from statusboard.storage.unit import Unit

WEEK, DAY, HOUR = timedelta(days=7), timedelta(days=1), timedelta(hours=1)
# So long it is still known that a link was one of ours, and has ended.
KNOWN_FOR = timedelta(days=30)
# A provider's words may name the address.
_NOTHING = dict.fromkeys(("address", "address_key", "wish", "content", "receipt", "reason"), "")


@dataclass(frozen=True, slots=True)
class NewConfirmation:
    """One to be sent. `wish` and `content` are JSON; without `content` nothing is sent."""

    channel_id: int
    address: str = field(repr=False)
    key: str = field(repr=False)
    address_hash: str
    network_hash: str
    salt: str = field(repr=False)
    language: str
    wish: str
    content: str
    ends_at: datetime
    page_id: int = MAIN


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A wish that waits for its address. `used_at`: when it was confirmed, or ended by a person."""

    id: int
    channel_id: int
    address: str = field(repr=False)
    key: str = field(repr=False)
    salt: str = field(repr=False)
    wish: str
    ends_at: datetime
    used_at: datetime | None
    page_id: int = MAIN


@dataclass(frozen=True, slots=True)
class Asked:
    """How often was asked: messages to the address a day; by the network, and of all, an hour.

    `in_vain`: how many in a week found nobody at the address.
    """

    address: int
    network: int
    page: int
    in_vain: int = 0


def lock_confirmations(unit: Unit) -> None:
    """Waits until nobody else asks or confirms, to the end of the unit: what is read stays true.

    SQLite has one writer anyway.
    """
    if not unit.is_sqlite:
        unit.connection.execute(text("LOCK TABLE confirmation IN SHARE ROW EXCLUSIVE MODE"))


def count_asked(unit: Unit, address_hash: str, network_hash: str) -> Asked:
    """How often was asked until now."""
    given = {
        "day_us": to_us(unit.now - DAY),
        "hour_us": to_us(unit.now - HOUR),
        "week_us": to_us(unit.now - WEEK),
        "address": address_hash,
        "network": network_hash,
    }
    return Asked(*unit.connection.execute(_ASKED, given).one())


def _asked(since: str, *which: ColumnElement[bool]) -> ColumnElement[int]:
    counted = select(func.count()).select_from(CONFIRMATION)
    is_since = CONFIRMATION.c.asked_us > bindparam(since, type_=BigInteger)
    return counted.where(is_since, *which).scalar_subquery()


_OF_ADDRESS = CONFIRMATION.c.address_hash == bindparam("address")
_ASKED = select(
    _asked("day_us", _OF_ADDRESS, CONFIRMATION.c.state != DeliveryState.SUPERSEDED.value),
    _asked("hour_us", CONFIRMATION.c.network_hash == bindparam("network")),
    _asked("hour_us"),
    _asked("week_us", _OF_ADDRESS, CONFIRMATION.c.gone_us.is_not(None)),
)


def add_confirmation(unit: Unit, new: NewConfirmation) -> int:
    """The id of the new one. Without content it stands there to be counted."""
    state = DeliveryState.QUEUED if new.content else DeliveryState.SUPERSEDED
    added = unit.connection.execute(
        insert(CONFIRMATION)
        .values(
            channel_id=new.channel_id,
            address=new.address,
            address_key=new.key,
            address_hash=new.address_hash,
            network_hash=new.network_hash,
            salt=new.salt,
            language=new.language,
            wish=new.wish,
            content=new.content,
            asked_us=unit.now_us,
            ends_us=to_us(new.ends_at),
            page_id=new.page_id,
            state=state.value,
            due_us=unit.now_us,
            at_us=unit.now_us,
        )
        .returning(CONFIRMATION.c.id)
    )
    return int(added.scalar_one())


def read_confirmation(unit: Unit, number: int) -> Confirmation | None:
    """The one of that id; None where it is gone."""
    wanted = select(CONFIRMATION).where(CONFIRMATION.c.id == number)
    row = unit.connection.execute(wanted).one_or_none()
    if row is None:
        return None
    return Confirmation(
        id=row.id,
        channel_id=row.channel_id,
        address=row.address,
        key=row.address_key,
        salt=row.salt,
        wish=row.wish,
        ends_at=from_us(row.ends_us),
        used_at=None if row.used_us is None else from_us(row.used_us),
        page_id=row.page_id,
    )


def use_confirmation(unit: Unit, number: int) -> None:
    """It was confirmed: its link opens nothing more, and neither address nor wish is kept.

    Whatever was said before, somebody is at that address.
    """
    _end(unit, CONFIRMATION.c.id == number)
    this = CONFIRMATION.alias("this")
    hashed = select(this.c.address_hash).where(this.c.id == number).scalar_subquery()
    same = update(CONFIRMATION).where(CONFIRMATION.c.address_hash == hashed)
    unit.connection.execute(same.values(gone_us=None))


def end_confirmations(unit: Unit, channel_id: int, key: str) -> None:
    """Ends what an address was asked to confirm: it wants nothing any more, or is forgotten."""
    _end(unit, _asked_of(channel_id, key))


def end_confirmations_by(unit: Unit, channel_id: int) -> None:
    """Ends all that was to be confirmed on a channel, which is gone."""
    mine = CONFIRMATION.c.channel_id == channel_id
    _end(unit, and_(mine, CONFIRMATION.c.used_us.is_(None)))


def when_asked(unit: Unit, places: Collection[tuple[int, str]]) -> tuple[datetime, ...]:
    """When one of these addresses, each by its channel, was asked for what it has not confirmed."""
    if not places:
        return ()
    which = or_(*(_asked_of(channel_id, key) for channel_id, key in places))
    rows = unit.connection.execute(
        select(CONFIRMATION.c.asked_us).where(which).order_by(CONFIRMATION.c.asked_us)
    )
    return tuple(from_us(us) for us in rows.scalars())


def forget_ended(unit: Unit) -> int:
    """Forgets whose address never confirmed in time; how many. What is long over goes for good."""
    ended = unit.connection.execute(update(CONFIRMATION).where(_has_ended(unit)).values(_NOTHING))
    unit.connection.execute(delete(CONFIRMATION).where(_is_long_over(unit)))
    return ended.rowcount


def count_ended_confirmations(unit: Unit) -> int:
    """How many addresses are to be forgotten, and rows to be deleted."""
    which = or_(_has_ended(unit), _is_long_over(unit))
    asked = select(func.count()).select_from(CONFIRMATION).where(which)
    return int(unit.connection.execute(asked).scalar_one())


def next_confirmations(unit: Unit) -> dict[int, int]:
    """By channel, when the first that waits may be sent, in microseconds."""
    rows = unit.connection.execute(_FIRST_WAITING, {"now_us": unit.now_us})
    return {channel_id: int(us) for channel_id, us in rows}


def opens_something(now: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a number, or its place
    """Whether its link can still be confirmed by then."""
    return and_(CONFIRMATION.c.ends_us > now, CONFIRMATION.c.used_us.is_(None))


_FIRST_WAITING = (
    select(
        CONFIRMATION.c.channel_id,
        func.min(func.coalesce(CONFIRMATION.c.claimed_until_us, CONFIRMATION.c.due_us)),
    )
    .join(CHANNEL, CHANNEL.c.id == CONFIRMATION.c.channel_id)
    .where(
        or_(in_state(CONFIRMATION, QUEUED, SENDING), is_tried_again(CONFIRMATION)),
        opens_something(bindparam("now_us", type_=BigInteger)),
        CHANNEL.c.removed_us.is_(None),
    )
    .group_by(CONFIRMATION.c.channel_id)
)


def _asked_of(channel_id: int, key: str) -> ColumnElement[bool]:
    return and_(
        CONFIRMATION.c.channel_id == channel_id,
        CONFIRMATION.c.address_key == key,
        CONFIRMATION.c.used_us.is_(None),
    )


def _has_ended(unit: Unit) -> ColumnElement[bool]:
    return and_(CONFIRMATION.c.ends_us <= unit.now_us, CONFIRMATION.c.address != "")


def _is_long_over(unit: Unit) -> ColumnElement[bool]:
    return CONFIRMATION.c.ends_us <= to_us(unit.now - KNOWN_FOR)


def _end(unit: Unit, which: ColumnElement[bool]) -> None:
    """What waits to be sent is not sent; what is being sent is settled by whoever sends it."""
    waiting = in_state(CONFIRMATION, QUEUED, RETRYING)
    closed = {"state": DeliveryState.SUPERSEDED.value, "due_us": 0, "at_us": unit.now_us}
    unit.connection.execute(update(CONFIRMATION).where(which, waiting).values(closed))
    ended = {"used_us": unit.now_us, **_NOTHING}
    unit.connection.execute(update(CONFIRMATION).where(which).values(ended))
