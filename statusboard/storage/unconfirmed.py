"""Addresses that were asked for and have not confirmed yet: how many, and since when."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, FromClause, and_, exists, func, or_, select

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.views.arrivals import Waiting
from statusboard.storage.confirmations import opens_something
from statusboard.storage.tables import CHANNEL, CONFIRMATION
from statusboard.storage.unit import Unit

# No link works for longer; what was asked before needs no look.
LONGEST = timedelta(days=2)
_REACHED = frozenset({DeliveryState.SENT.value, DeliveryState.MAY_HAVE_ARRIVED.value})


def read_unconfirmed(unit: Unit) -> Waiting:
    """Each address counts once, however often it was asked for, and from the first time."""
    later = CONFIRMATION.alias()
    rows = unit.connection.execute(
        select(
            CONFIRMATION.c.channel_id,
            CONFIRMATION.c.address_hash,
            CONFIRMATION.c.asked_us,
            CONFIRMATION.c.state,
        )
        .join(CHANNEL, CHANNEL.c.id == CONFIRMATION.c.channel_id)
        .where(
            CONFIRMATION.c.asked_us > to_us(unit.now - LONGEST),
            CONFIRMATION.c.address != "",
            opens_something(unit.now_us),
            CHANNEL.c.removed_us.is_(None),
            # Whoever asked twice and used one link is nobody who waits.
            ~exists().where(_same(later), later.c.used_us >= CONFIRMATION.c.asked_us),
        )
        .order_by(CONFIRMATION.c.asked_us)
    )
    first: dict[tuple[int, str], int] = {}
    reached: set[tuple[int, str]] = set()
    failed: set[tuple[int, str]] = set()
    for row in rows:
        one = (row.channel_id, row.address_hash)
        first.setdefault(one, row.asked_us)
        if row.state in _REACHED:
            reached.add(one)
        elif row.state == DeliveryState.FAILED.value:
            failed.add(one)
    failed -= reached
    unsent = first.keys() - reached - failed
    return Waiting(
        asked=len(reached),
        asked_since=_earliest(first[one] for one in reached),
        unsent=len(unsent),
        unsent_since=_earliest(first[one] for one in unsent),
        failed=len(failed),
    )


def count_expired(unit: Unit) -> int:
    """How many addresses never confirmed, and are about to be forgotten for it.

    Whoever confirmed another of its links, or still can, is none of them.
    """
    later = CONFIRMATION.alias()
    is_open = and_(later.c.address != "", later.c.ends_us > unit.now_us, later.c.used_us.is_(None))
    was_used = later.c.used_us >= CONFIRMATION.c.asked_us
    ended = (
        select(CONFIRMATION.c.channel_id, CONFIRMATION.c.address_hash)
        .where(
            CONFIRMATION.c.address != "",
            CONFIRMATION.c.ends_us <= unit.now_us,
            ~exists().where(_same(later), or_(was_used, is_open)),
        )
        .distinct()
    )
    counted = select(func.count()).select_from(ended.subquery())
    return int(unit.connection.execute(counted).scalar_one())


def _same(other: FromClause) -> ColumnElement[bool]:
    return and_(
        other.c.address_hash == CONFIRMATION.c.address_hash,
        other.c.channel_id == CONFIRMATION.c.channel_id,
    )


def _earliest(instants_us: Iterator[int]) -> datetime | None:
    earliest = min(instants_us, default=None)
    return None if earliest is None else from_us(earliest)
