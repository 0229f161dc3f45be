"""Verbs about subscribers. The audit trail names channels and counts, never an address."""

from dataclasses import replace

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.subscribers.inputs import (
    Address,
    Imported,
    ImportSubscribers,
    Kept,
    SubscriberInput,
)
from statusboard.app.subscribers.rules import Names
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.subscriber import Consent, Subscriber, SubscriberState
from statusboard.errors import RuleBroken
from statusboard.storage import subscribers
from statusboard.storage.unit import Unit

CHANGED = Changes.of(Topic.SUBSCRIBERS)


@verb("subscriber.add", Permission.WRITE, SubscriberInput, Kept)
def add_subscriber(unit: Unit, given: SubscriberInput) -> Done[Kept]:
    """Adds an address, or gives one that is known its new wishes.

    An address that left gets nothing again until somebody vouches that it wants to. Raises
    RuleBroken with the field at fault.
    """
    kept = _keep(unit, Names.read(unit, channel_kinds()), given)
    subject = f"subscriber {kept.subscriber_id}"
    return Done(kept, CHANGED, Audit(subject, {"channel": given.channel, "new": kept.is_new}))


@verb("subscriber.import", Permission.WRITE, ImportSubscribers, Imported)
def import_subscribers(unit: Unit, given: ImportSubscribers) -> Done[Imported]:
    """Adds all of them, or nothing where a line is bad; says what is wrong with each bad line.

    Whoever left, or where nothing arrives, stays so, whatever the file says: it may be an old one.
    """
    names = Names.read(unit, channel_kinds())
    bad: list[tuple[int, str]] = []
    added = changed = 0
    with unit.connection.begin_nested() as step:
        for line, row in given.rows:
            try:
                is_new = _keep(unit, names, row, is_file=True).is_new
            except RuleBroken as broken:
                bad.append((line, broken.sentence))
            else:
                added, changed = added + is_new, changed + (not is_new)
        if bad or given.dry:
            step.rollback()
    done = Imported(added, changed, tuple(bad))
    is_written = not (bad or given.dry)
    detail: dict[str, object] = {"added": added, "changed": changed, "bad": len(bad)}
    changes = CHANGED if is_written else Changes()
    return Done(done, changes, Audit("subscribers", detail | {"written": is_written}))


@verb("subscriber.remove", Permission.WRITE, Address, int)
def remove_subscriber(unit: Unit, given: Address) -> Done[int]:
    """The address wants no more; it stays so however often it is imported again."""
    found, address_hash = _found(unit, given)
    subscribers.set_state(unit, found.id, SubscriberState.LEFT)
    subscribers.suppress(unit, address_hash, "left")
    return Done(found.id, CHANGED, Audit(f"subscriber {found.id}", {"channel": given.channel}))


@verb("subscriber.erase", Permission.WRITE, Address, int)
def erase_subscriber(unit: Unit, given: Address) -> Done[int]:
    """Forgets the address everywhere. Only a keyed hash stays, so that it is not added again."""
    found, address_hash = _found(unit, given)
    subscribers.erase_subscribers(unit, [found.id])
    subscribers.suppress(unit, address_hash, "erased")
    return Done(found.id, CHANGED, Audit(f"subscriber {found.id}", {"channel": given.channel}))


def _keep(unit: Unit, names: Names, given: SubscriberInput, *, is_file: bool = False) -> Kept:
    channel = names.channel(given.channel)
    address, key = names.address(channel, given.address)
    wishes = names.wishes(given)
    vouched = " ".join(given.vouched.split())
    address_hash = names.hash_of(channel, key)
    if subscribers.suppressed(unit, [address_hash]):
        if is_file or not vouched:
            raise RuleBroken(
                "This address wanted no more. Add it, by itself, only where somebody vouches that "
                "it wants to be told again, and say why.",
                field="vouched",
            )
        subscribers.release(unit, address_hash)
    known = subscribers.find_subscriber(unit, channel.id, key)
    consent = Consent(unit.now, f"vouched for by {_who(unit)}", vouched) if vouched else None
    if known is None:
        state = SubscriberState.ACTIVE if vouched else SubscriberState.UNCONFIRMED
        new = subscribers.NewSubscriber(channel.id, address, key, wishes, state, consent)
        return Kept(subscribers.add_subscriber(unit, new), is_new=True)
    if wishes.is_passing:
        # To wait for one end takes nothing away from what was chosen before.
        both = known.wishes.until_fixed | wishes.until_fixed
        wishes = replace(known.wishes, until_fixed=both)
    stays = is_file and known.state in (SubscriberState.LEFT, SubscriberState.QUARANTINED)
    state = SubscriberState.ACTIVE if vouched and not stays else known.state
    consent = consent or known.consent
    new = subscribers.NewSubscriber(channel.id, address, key, wishes, state, consent, known.list_id)
    subscribers.change_subscriber(unit, known.id, new)
    return Kept(known.id, is_new=False)


def _found(unit: Unit, given: Address) -> tuple[Subscriber, str]:
    names = Names.read(unit, channel_kinds())
    channel = names.channel(given.channel)
    _, key = names.address(channel, given.address)
    found = subscribers.find_subscriber(unit, channel.id, key)
    if found is None:
        raise RuleBroken("No subscriber has this address on this channel.", field="address")
    return found, names.hash_of(channel, key)


def _who(unit: Unit) -> str:
    return "" if unit.actor is None else unit.actor.name
