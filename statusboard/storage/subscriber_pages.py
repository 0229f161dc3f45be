"""Subscribers as a screen pages through them: filtered, counted, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select

from statusboard.domain.subscriber import Subscriber, SubscriberState
from statusboard.storage.subscribers import read_where
from statusboard.storage.tables import SUBSCRIBER
from statusboard.storage.unit import Unit

# So many are read at a time where all of them are wanted.
PAGE = 1_000


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """Which subscribers are wanted; what is None or empty does not matter.

    `search` is a part of the address, `keys` whole addresses that it may mean as well. Of a page
    are those whom it tells, and no people inside.
    """

    search: str = ""
    channel_id: int | None = None
    state: SubscriberState | None = None
    list_id: int | None = None
    keys: frozenset[str] = frozenset()
    page_id: int | None = None


def read_page(
    unit: Unit, wanted: PeopleFilter, *, before_id: int | None, limit: int
) -> tuple[Subscriber, ...]:
    """The newest that fit and came before `before_id`, at most `limit`."""
    fits = _fits(wanted)
    if before_id is not None:
        fits = and_(fits, SUBSCRIBER.c.id < before_id)
    return read_where(unit, fits, order=SUBSCRIBER.c.id.desc(), limit=limit)


def count_people(unit: Unit, wanted: PeopleFilter) -> int:
    """How many fit."""
    asked = select(func.count()).select_from(SUBSCRIBER).where(_fits(wanted))
    return int(unit.connection.execute(asked).scalar_one())


def count_subscribers(
    unit: Unit, *, list_id: int | None = None, page_id: int | None = None
) -> dict[tuple[int, SubscriberState], int]:
    """How many there are, by channel and state; of one inside list, one page, or of everybody."""
    rows = unit.connection.execute(
        select(SUBSCRIBER.c.channel_id, SUBSCRIBER.c.state, func.count())
        .where(_fits(PeopleFilter(list_id=list_id, page_id=page_id)))
        .group_by(SUBSCRIBER.c.channel_id, SUBSCRIBER.c.state)
    )
    return {(channel_id, SubscriberState(state)): count for channel_id, state, count in rows}


def every_subscriber(unit: Unit) -> Iterator[Subscriber]:
    """All of them by when they came, few in memory at a time."""
    after = 0
    while True:
        found = read_where(unit, SUBSCRIBER.c.id > after, order=SUBSCRIBER.c.id.asc(), limit=PAGE)
        yield from found
        if len(found) < PAGE:
            return
        after = found[-1].id


def _fits(wanted: PeopleFilter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [SUBSCRIBER.c.id.is_not(None)]
    if wanted.search:
        search = wanted.search.strip().casefold()
        part = SUBSCRIBER.c.address_key.contains(search, autoescape=True)
        conditions.append(or_(part, SUBSCRIBER.c.address_key.in_(wanted.keys)))
    if wanted.channel_id is not None:
        conditions.append(SUBSCRIBER.c.channel_id == wanted.channel_id)
    if wanted.state is not None:
        conditions.append(SUBSCRIBER.c.state == wanted.state.value)
    if wanted.list_id is not None:
        conditions.append(SUBSCRIBER.c.list_id == wanted.list_id)
    if wanted.page_id is not None:
        conditions += [SUBSCRIBER.c.page_id == wanted.page_id, SUBSCRIBER.c.list_id.is_(None)]
    return and_(*conditions)
