"""All that is kept of one address: found, to be shown or forgotten."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, or_, select

from statusboard.domain.delivery import Delivery
from statusboard.domain.instants import from_us
from statusboard.domain.subscriber import Subscriber
from statusboard.domain.views.people import Act, Suppressed
from statusboard.storage.confirmations import end_confirmations
from statusboard.storage.forgetting import forget_address
from statusboard.storage.ledger import read_deliveries
from statusboard.storage.subscribers import erase_subscribers, read_where
from statusboard.storage.tables import AUDIT, DELIVERY, SUBSCRIBER, SUPPRESSION
from statusboard.storage.unit import Unit

# By channel, the address as it is compared there.
Keys = Collection[tuple[int, str]]


def subscribers_with(unit: Unit, keys: Keys) -> tuple[Subscriber, ...]:
    """The subscribers that have one of these addresses."""
    if not keys:
        return ()
    fits = or_(
        *(
            and_(SUBSCRIBER.c.channel_id == channel_id, SUBSCRIBER.c.address_key == key)
            for channel_id, key in keys
        )
    )
    return read_where(unit, fits, order=SUBSCRIBER.c.id.asc())


def deliveries_to(unit: Unit, keys: Keys, subscriber_ids: Collection[int]) -> tuple[Delivery, ...]:
    """What was sent to them, or to one of these addresses when a subscriber had another."""
    return read_deliveries(unit, which=_to(keys, subscriber_ids)) if keys else ()


def forget(unit: Unit, keys: Keys, subscriber_ids: Collection[int]) -> None:
    """Forgets the subscribers, and the addresses wherever else they are written down."""
    erase_subscribers(unit, subscriber_ids)
    if keys:
        forget_address(unit, _to(keys, ()))
    for channel_id, key in keys:
        end_confirmations(unit, channel_id, key)


def suppressions(unit: Unit, kinds_by_hash: dict[str, str]) -> tuple[Suppressed, ...]:
    """Which of these hashes want nothing; they stand for an address on a kind of channel each."""
    rows = unit.connection.execute(
        select(SUPPRESSION)
        .where(SUPPRESSION.c.address_hash.in_(kinds_by_hash))
        .order_by(SUPPRESSION.c.since_us)
    )
    return tuple(
        Suppressed(kinds_by_hash[row.address_hash], from_us(row.since_us), row.why) for row in rows
    )


def acts_about(unit: Unit, subscriber_ids: Collection[int]) -> tuple[Act, ...]:
    """What was done about these subscribers, by whom, the latest first."""
    subjects = [f"subscriber {number}" for number in subscriber_ids]
    rows = unit.connection.execute(
        select(AUDIT).where(AUDIT.c.subject.in_(subjects)).order_by(AUDIT.c.id.desc())
    )
    return tuple(Act(from_us(row.at_us), row.actor.partition(":")[2], row.verb) for row in rows)


def _to(keys: Keys, subscriber_ids: Collection[int]) -> ColumnElement[bool]:
    return or_(
        DELIVERY.c.subscriber_id.in_(subscriber_ids),
        *(
            and_(
                DELIVERY.c.channel_id == channel_id,
                or_(DELIVERY.c.address == key, func.lower(DELIVERY.c.address) == key),
            )
            for channel_id, key in keys
        ),
    )
