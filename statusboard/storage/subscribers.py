"""Subscribers, what each chose, and the addresses that want nothing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Row, Select, delete, func, insert, or_, select, update

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.instants import from_us, to_us
from statusboard.domain.status import IncidentStatus
from statusboard.domain.subscriber import (
    About,
    Consent,
    Extent,
    Subscriber,
    SubscriberState,
    Wishes,
)
from statusboard.storage.closings import close
from statusboard.storage.rows import must_exist
from statusboard.storage.tables import DELIVERY, INCIDENT, SUBSCRIBER, SUBSCRIPTION, SUPPRESSION
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

Value = TypeVar("Value")
# Why nothing more is sent to whoever is in such a state.
_GONE = {
    SubscriberState.UNCONFIRMED: "nobody has confirmed this address",
    SubscriberState.QUARANTINED: "nothing arrives at this address",
    SubscriberState.LEFT: "this address wanted no more",
}


@dataclass(frozen=True, slots=True)
class NewSubscriber:
    """One to be added. `key` is the address as it is compared."""

    channel_id: int
    address: str
    key: str
    wishes: Wishes
    state: SubscriberState
    consent: Consent | None = None
    list_id: int | None = None


def add_subscriber(unit: Unit, new: NewSubscriber) -> int:
    """The id of the new one. The caller has looked that the address is not there yet."""
    added = unit.connection.execute(
        insert(SUBSCRIBER)
        .values(_values(new) | {"created_us": unit.now_us})
        .returning(SUBSCRIBER.c.id)
    )
    subscriber_id = int(added.scalar_one())
    _choose(unit, subscriber_id, new.wishes)
    return subscriber_id


def change_subscriber(unit: Unit, subscriber_id: int, new: NewSubscriber) -> None:
    """Replaces what is known of one; since when it is known stays, and why nothing arrives there.

    Raises RuleBroken where it is gone.
    """
    values = _values(new)
    if new.state is SubscriberState.QUARANTINED:
        del values["reason"]
    changed = unit.connection.execute(
        update(SUBSCRIBER).where(SUBSCRIBER.c.id == subscriber_id).values(values)
    )
    must_exist(changed.rowcount, "subscriber")
    unit.connection.execute(
        delete(SUBSCRIPTION).where(SUBSCRIPTION.c.subscriber_id == subscriber_id)
    )
    _choose(unit, subscriber_id, new.wishes)


def set_state(unit: Unit, subscriber_id: int, state: SubscriberState, *, reason: str = "") -> None:
    """Moves one on in its life; nothing more is sent where it ends. Raises RuleBroken if gone."""
    changed = unit.connection.execute(
        update(SUBSCRIBER)
        .where(SUBSCRIBER.c.id == subscriber_id)
        .values(state=state.value, reason=reason)
    )
    must_exist(changed.rowcount, "subscriber")
    if state is not SubscriberState.ACTIVE:
        close(unit, DELIVERY.c.subscriber_id == subscriber_id, _GONE[state])


def erase_subscribers(unit: Unit, subscriber_ids: Collection[int]) -> None:
    """Forgets them. What was delivered stays in the ledger, without an address."""
    for some in _pieces(subscriber_ids):
        close(unit, DELIVERY.c.subscriber_id.in_(some), "the address was erased")
        unit.connection.execute(
            update(DELIVERY)
            .where(DELIVERY.c.subscriber_id.in_(some))
            .values(address="", subscriber_id=None)
        )
        unit.connection.execute(delete(SUBSCRIPTION).where(SUBSCRIPTION.c.subscriber_id.in_(some)))
        unit.connection.execute(delete(SUBSCRIBER).where(SUBSCRIBER.c.id.in_(some)))


def find_subscriber(unit: Unit, channel_id: int, key: str) -> Subscriber | None:
    """The one with that address on that channel."""
    found = _read(
        unit,
        select(SUBSCRIBER).where(
            SUBSCRIBER.c.channel_id == channel_id, SUBSCRIBER.c.address_key == key
        ),
    )
    return found[0] if found else None


def read_subscribers(
    unit: Unit, *, search: str = "", after_id: int = 0, limit: int | None = None
) -> tuple[Subscriber, ...]:
    """Those whose address holds `search`, by id, beginning after `after_id`."""
    wanted = select(SUBSCRIBER).where(SUBSCRIBER.c.id > after_id).order_by(SUBSCRIBER.c.id)
    if search:
        wanted = wanted.where(SUBSCRIBER.c.address_key.contains(search.casefold(), autoescape=True))
    return _read(unit, wanted.limit(limit))


def count_subscribers(unit: Unit) -> dict[tuple[int, SubscriberState], int]:
    """How many there are, by channel and state."""
    rows = unit.connection.execute(
        select(SUBSCRIBER.c.channel_id, SUBSCRIBER.c.state, func.count()).group_by(
            SUBSCRIBER.c.channel_id, SUBSCRIBER.c.state
        )
    )
    return {(channel_id, SubscriberState(state)): count for channel_id, state, count in rows}


def waiting_for(unit: Unit, incident_id: int) -> tuple[Subscriber, ...]:
    """Those who asked to be told when this incident is over."""
    waits = select(SUBSCRIPTION.c.subscriber_id).where(SUBSCRIPTION.c.incident_id == incident_id)
    return _read(unit, select(SUBSCRIBER).where(SUBSCRIBER.c.id.in_(waits)))


def passed_on(unit: Unit) -> tuple[int, ...]:
    """Those who waited for incidents alone, which are all over, and have been told so."""
    other = SUBSCRIPTION.alias("other")
    waits_still = (
        select(other.c.id)
        .outerjoin(INCIDENT, INCIDENT.c.id == other.c.incident_id)
        .where(
            other.c.subscriber_id == SUBSCRIBER.c.id,
            or_(other.c.incident_id.is_(None), INCIDENT.c.status != IncidentStatus.RESOLVED.value),
        )
        .exists()
    )
    is_under_way = (
        select(DELIVERY.c.id)
        .where(
            DELIVERY.c.subscriber_id == SUBSCRIBER.c.id,
            DELIVERY.c.state.in_([state.value for state in DeliveryState if state.is_open]),
        )
        .exists()
    )
    waited = SUBSCRIPTION.c.subscriber_id == SUBSCRIBER.c.id
    wanted = select(SUBSCRIBER.c.id).where(
        SUBSCRIBER.c.everything.is_(False),
        select(SUBSCRIPTION.c.id).where(waited, SUBSCRIPTION.c.incident_id.is_not(None)).exists(),
        ~waits_still,
        ~is_under_way,
    )
    return tuple(unit.connection.execute(wanted).scalars())


def suppress(unit: Unit, address_hash: str, why: str) -> None:
    """Nothing is sent to that address any more, also where it is added again."""
    unit.connection.execute(
        upsert(unit, SUPPRESSION)
        .values(address_hash=address_hash, since_us=unit.now_us, why=why)
        .on_conflict_do_nothing()
    )


def release(unit: Unit, address_hash: str) -> None:
    """The address asked for it again."""
    unit.connection.execute(delete(SUPPRESSION).where(SUPPRESSION.c.address_hash == address_hash))


def suppressed(unit: Unit, address_hashes: Collection[str]) -> dict[str, str]:
    """Which of them want nothing, and why."""
    found: dict[str, str] = {}
    for some in _pieces(address_hashes):
        rows = unit.connection.execute(
            select(SUPPRESSION.c.address_hash, SUPPRESSION.c.why).where(
                SUPPRESSION.c.address_hash.in_(some)
            )
        )
        found.update((row.address_hash, row.why) for row in rows)
    return found


# No database takes more than so many parameters in one statement.
PIECE = 500


def _pieces(values: Iterable[Value]) -> Iterable[Sequence[Value]]:
    left = list(values)
    return (left[start : start + PIECE] for start in range(0, len(left), PIECE))


def _values(new: NewSubscriber) -> dict[str, object]:
    consent = new.consent
    return {
        "channel_id": new.channel_id,
        "address": new.address,
        "address_key": new.key,
        "state": new.state.value,
        "reason": "",
        "about": new.wishes.about.value,
        "extent": new.wishes.extent.value,
        "language": new.wishes.language,
        "everything": new.wishes.everything,
        "list_id": new.list_id,
        "consent_us": None if consent is None else to_us(consent.at),
        "consent_how": "" if consent is None else consent.how,
        "consent_words": "" if consent is None else consent.words,
    }


def _choose(unit: Unit, subscriber_id: int, wishes: Wishes) -> None:
    chosen = [
        {"subscriber_id": subscriber_id, "component_id": None, "group_id": None}
        | {"incident_id": None, column: number}
        for column, numbers in (
            ("component_id", wishes.services),
            ("group_id", wishes.groups),
            ("incident_id", wishes.until_fixed),
        )
        for number in sorted(numbers)
    ]
    if chosen:
        unit.connection.execute(insert(SUBSCRIPTION), chosen)


def _read(unit: Unit, wanted: Select[tuple[object, ...]]) -> tuple[Subscriber, ...]:
    rows = unit.connection.execute(wanted).all()
    chosen: dict[int, list[Row[tuple[object, ...]]]] = {}
    for some in _pieces([row.id for row in rows]):
        parts = select(SUBSCRIPTION).where(SUBSCRIPTION.c.subscriber_id.in_(some))
        for part in unit.connection.execute(parts):
            chosen.setdefault(part.subscriber_id, []).append(part)
    return tuple(_subscriber(row, chosen.get(row.id, [])) for row in rows)


def _subscriber(
    row: Row[tuple[object, ...]], chosen: Sequence[Row[tuple[object, ...]]]
) -> Subscriber:
    def numbers(column: str) -> frozenset[int]:
        found = (getattr(part, column) for part in chosen)
        return frozenset(number for number in found if number is not None)

    consent = None
    if row.consent_us is not None:
        consent = Consent(from_us(row.consent_us), row.consent_how, row.consent_words)
    return Subscriber(
        id=row.id,
        channel_id=row.channel_id,
        address=row.address,
        state=SubscriberState(row.state),
        wishes=Wishes(
            everything=row.everything,
            services=numbers("component_id"),
            groups=numbers("group_id"),
            about=About(row.about),
            extent=Extent(row.extent),
            language=row.language,
            until_fixed=numbers("incident_id"),
        ),
        created_at=from_us(row.created_us),
        reason=row.reason,
        list_id=row.list_id,
        consent=consent,
    )
