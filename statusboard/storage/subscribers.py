"""Subscribers, what each chose, and the addresses that want nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    delete,
    insert,
    or_,
    select,
    true,
    update,
)

from statusboard.domain.instants import to_us
from statusboard.domain.page import MAIN
from statusboard.domain.subscriber import (
    Consent,
    Subscriber,
    SubscriberState,
    Wishes,
)
from statusboard.storage.closings import close
from statusboard.storage.forgetting import forget_address
from statusboard.storage.handovers import forget_handovers_to
from statusboard.storage.pieces import pieces
from statusboard.storage.rows import must_exist
from statusboard.storage.subscriber_rows import rows_of
from statusboard.storage.tables import DELIVERY, SUBSCRIBER, SUBSCRIPTION
from statusboard.storage.unit import Unit

# Why nothing more is sent to whoever is in such a state.
_GONE = {
    SubscriberState.UNCONFIRMED: "nobody has confirmed this address",
    SubscriberState.QUARANTINED: "nothing arrives at this address",
    SubscriberState.LEFT: "this address wanted no more",
}


@dataclass(frozen=True, slots=True)
class NewSubscriber:
    """One to be added. `key` is the address as it is compared, `reason` why it is quarantined."""

    channel_id: int
    address: str
    key: str
    wishes: Wishes
    state: SubscriberState
    consent: Consent | None = None
    list_id: int | None = None
    reason: str = ""
    page_id: int = MAIN


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


def add_subscribers(unit: Unit, new: Sequence[NewSubscriber]) -> None:
    """Adds many in a few statements. The caller has looked that no address is there yet."""
    if not new:
        return
    rows = [_values(one) | {"created_us": unit.now_us} for one in new]
    unit.connection.execute(insert(SUBSCRIBER), rows)
    chosen: list[dict[str, object]] = []
    for page_id in {one.page_id for one in new}:
        own = (one for one in new if one.page_id == page_id and not one.wishes.everything)
        choosers = {(one.channel_id, one.key): one for one in own}
        ids = _ids(unit, choosers, page_id)
        chosen += [row for at, one in choosers.items() for row in _chosen(ids[at], one.wishes)]
    if chosen:
        unit.connection.execute(insert(SUBSCRIPTION), chosen)


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


def reinstate(unit: Unit, subscriber_id: int, consent: Consent) -> None:
    """Tells one again that was told nothing. Raises RuleBroken if gone."""
    changed = unit.connection.execute(
        update(SUBSCRIBER)
        .where(SUBSCRIBER.c.id == subscriber_id)
        .values(state=SubscriberState.ACTIVE.value, reason="", **_consent(consent))
    )
    must_exist(changed.rowcount, "subscriber")


def erase_subscribers(unit: Unit, subscriber_ids: Collection[int]) -> None:
    """Forgets them. What was delivered stays in the ledger, without an address.

    Nor with what a provider said of it: that may name the address.
    """
    for some in pieces(subscriber_ids):
        theirs = DELIVERY.c.subscriber_id.in_(some)
        forget_address(unit, theirs)
        unit.connection.execute(update(DELIVERY).where(theirs).values(subscriber_id=None))
        forget_handovers_to(unit, some)
        unit.connection.execute(delete(SUBSCRIPTION).where(SUBSCRIPTION.c.subscriber_id.in_(some)))
        unit.connection.execute(delete(SUBSCRIBER).where(SUBSCRIBER.c.id.in_(some)))


def find_subscriber(
    unit: Unit, channel_id: int, key: str, page_id: int = MAIN
) -> Subscriber | None:
    """The one with that address on that channel, told by that page."""
    there = find_everywhere(unit, channel_id, key)
    return next((one for one in there if one.page_id == page_id), None)


def find_everywhere(unit: Unit, channel_id: int, key: str) -> tuple[Subscriber, ...]:
    """Those with that address on that channel, whatever page tells them."""
    there = (SUBSCRIBER.c.channel_id == channel_id) & (SUBSCRIBER.c.address_key == key)
    return read_where(unit, there, order=SUBSCRIBER.c.id.asc())


def find_subscribers(
    unit: Unit, places: Collection[tuple[int, str]], page_id: int = MAIN
) -> dict[tuple[int, str], Subscriber]:
    """Those with these addresses that a page tells, each by channel and the address as compared."""
    numbers = {number: place for place, number in _ids(unit, places, page_id).items()}
    found: dict[tuple[int, str], Subscriber] = {}
    for some in pieces(numbers):
        for one in read_where(unit, SUBSCRIBER.c.id.in_(some), order=SUBSCRIBER.c.id.asc()):
            found[numbers[one.id]] = one
    return found


def _ids(
    unit: Unit, places: Collection[tuple[int, str]], page_id: int
) -> dict[tuple[int, str], int]:
    by_channel: dict[int, list[str]] = {}
    for channel_id, key in places:
        by_channel.setdefault(channel_id, []).append(key)
    found: dict[tuple[int, str], int] = {}
    for channel_id, keys in by_channel.items():
        for some in pieces(keys):
            rows = unit.connection.execute(
                select(SUBSCRIBER.c.id, SUBSCRIBER.c.address_key).where(
                    SUBSCRIBER.c.channel_id == channel_id,
                    SUBSCRIBER.c.address_key.in_(some),
                    SUBSCRIBER.c.page_id == page_id,
                )
            )
            found.update(((channel_id, row.address_key), row.id) for row in rows)
    return found


def read_subscriber(unit: Unit, subscriber_id: int) -> Subscriber | None:
    """The one of that id; None where it is gone."""
    found = rows_of(unit, select(SUBSCRIBER).where(SUBSCRIBER.c.id == subscriber_id))
    return found[0] if found else None


def read_where(
    unit: Unit,
    condition: ColumnElement[bool],
    *,
    order: ColumnElement[int],
    limit: int | None = None,
) -> tuple[Subscriber, ...]:
    """Those for whom a condition holds, in an order; for the other files that read subscribers."""
    return rows_of(unit, select(SUBSCRIBER).where(condition).order_by(order).limit(limit))


def read_subscribers(
    unit: Unit, *, search: str = "", keys: Collection[str] = ()
) -> tuple[Subscriber, ...]:
    """Those whose address holds `search`, or is one of `keys`, by when they came."""
    part = SUBSCRIBER.c.address_key.contains(search.casefold(), autoescape=True)
    held = or_(part, SUBSCRIBER.c.address_key.in_(keys))
    return read_where(unit, held if search else true(), order=SUBSCRIBER.c.id.asc())


def _values(new: NewSubscriber) -> dict[str, object]:
    return {
        "channel_id": new.channel_id,
        "address": new.address,
        "address_key": new.key,
        "state": new.state.value,
        "reason": new.reason,
        "about": new.wishes.about.value,
        "extent": new.wishes.extent.value,
        "language": new.wishes.language,
        "everything": new.wishes.everything,
        "list_id": new.list_id,
        "page_id": new.page_id,
    } | _consent(new.consent)


def _consent(consent: Consent | None) -> dict[str, object]:
    return {
        "consent_us": None if consent is None else to_us(consent.at),
        "consent_how": "" if consent is None else consent.how,
        "consent_words": "" if consent is None else consent.words,
    }


def _choose(unit: Unit, subscriber_id: int, wishes: Wishes) -> None:
    chosen = _chosen(subscriber_id, wishes)
    if chosen:
        unit.connection.execute(insert(SUBSCRIPTION), chosen)


def _chosen(subscriber_id: int, wishes: Wishes) -> list[dict[str, object]]:
    nothing: dict[str, object] = {"component_id": None, "group_id": None, "incident_id": None}
    return [
        nothing | {"subscriber_id": subscriber_id, column: number}
        for column, numbers in (
            ("component_id", wishes.services),
            ("group_id", wishes.groups),
            ("incident_id", wishes.until_fixed),
        )
        for number in sorted(numbers)
    ]
