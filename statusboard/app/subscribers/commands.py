"""Verbs about subscribers. The audit trail names channels and counts, never an address."""

from dataclasses import replace

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.own_secret import secret_of
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.subscribers.addresses import places_of
from statusboard.app.subscribers.arrivals import count_seen, forget_seen
from statusboard.app.subscribers.import_rows import plan_of
from statusboard.app.subscribers.inputs import (
    CHUNK,
    Address,
    ChangeSubscriber,
    ForgetPassed,
    Imported,
    ImportSubscribers,
    Kept,
    PutBack,
    SubscriberInput,
    TellWhenFixed,
)
from statusboard.app.subscribers.keeping import (
    WANTED_NO_MORE,
    Described,
    by_a_change,
    by_a_person,
    consent_of,
)
from statusboard.app.subscribers.rules import Names
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.subscriber import Subscriber, SubscriberState
from statusboard.domain.visits import Seen
from statusboard.errors import RuleBroken
from statusboard.storage import kept, subscribers, suppressions
from statusboard.storage.confirmations import forget_ended, when_asked
from statusboard.storage.passing import end_waiting, passed_on
from statusboard.storage.unconfirmed import count_expired
from statusboard.storage.unit import Unit

CHANGED = Changes.of(Topic.SUBSCRIBERS)
ADD_BY_ITSELF = (
    f"{WANTED_NO_MORE} Add it, by itself, only where somebody vouches that it wants to be told "
    "again, and say why."
)


@verb("subscriber.add", Permission.WRITE, SubscriberInput, Kept)
def add_subscriber(unit: Unit, given: SubscriberInput) -> Done[Kept]:
    """Adds an address, or gives one that is known its new wishes.

    An address that left gets nothing again until somebody vouches that it wants to. Raises
    RuleBroken with the field at fault.
    """
    kept = _keep(unit, Names.read(unit, channel_kinds()), given)
    subject = f"subscriber {kept.subscriber_id}"
    return Done(kept, CHANGED, Audit(subject, {"channel": given.channel, "new": kept.is_new}))


@verb("subscriber.tell_when_fixed", Permission.WRITE, TellWhenFixed, Kept)
def tell_when_fixed(unit: Unit, given: TellWhenFixed) -> Done[Kept]:
    """Has a caller told when an incident is over; the address is forgotten afterwards.

    Whoever is told more already stays so. Raises RuleBroken with the field at fault.
    """
    wanted = SubscriberInput(
        given.channel,
        given.address,
        language=given.language,
        until_fixed=given.incident,
        vouched=given.vouched,
    )
    if not given.incident:
        raise RuleBroken("Say which incident the caller waits for.", field="until_fixed")
    kept_one = _keep(unit, Names.read(unit, channel_kinds()), wanted)
    detail: dict[str, object] = {"channel": given.channel, "incident": given.incident}
    return Done(kept_one, CHANGED, Audit(f"subscriber {kept_one.subscriber_id}", detail))


@verb("subscriber.forget_passed", Permission.RUN, ForgetPassed, int)
def forget_passed(unit: Unit, _given: ForgetPassed) -> Done[int]:
    """How many were forgotten: who waited for one end and waits no more, or never confirmed."""
    gone = passed_on(unit)
    subscribers.erase_subscribers(unit, gone)
    end_waiting(unit)
    count_seen(unit, {Seen.EXPIRED: count_expired(unit)})
    forget_seen(unit)
    count = len(gone) + forget_ended(unit)
    return Done(count, CHANGED, Audit("subscribers", {"forgotten": count}))


@verb("subscriber.change", Permission.WRITE, ChangeSubscriber, Kept)
def change_subscriber(unit: Unit, given: ChangeSubscriber) -> Done[Kept]:
    """Gives a subscriber other wishes, whole, and another address where the known one is wrong.

    A corrected address is unconfirmed until somebody vouches for it, or it stands in an inside
    list. Raises RuleBroken with the field at fault.
    """
    names = Names.read(unit, channel_kinds())
    known = _known(unit, given.subscriber_id)
    channel = names.channel(given.wanted.channel)
    if channel.id != known.channel_id:
        sentence = "A subscriber stays on its channel. Add the address on the other one, by itself."
        raise RuleBroken(sentence, field="channel")
    address, key = names.address(channel, given.wanted.address)
    vouched = consent_of(unit, given.wanted.vouched)
    other = subscribers.find_subscriber(unit, channel.id, key, known.page_id)
    if other is not None and other.id != known.id:
        raise RuleBroken("Another subscriber has this address on this channel.", field="address")
    if other is None:
        _refuse_suppressed(unit, names.hash_of(channel, key), is_vouched=vouched is not None)
    if vouched is not None:
        suppressions.release(unit, names.hash_of(channel, key))
    elif known.state is SubscriberState.LEFT:
        raise RuleBroken(ADD_BY_ITSELF, field="vouched")
    wishes, list_id = names.wishes(given.wanted), names.inside_list(given.wanted.inside_list)
    wishes = replace(wishes, until_fixed=wishes.until_fixed | known.wishes.until_fixed)
    described = Described(channel.id, address, key, wishes, vouched, list_id)
    inside = consent_of(unit, "", given.wanted.inside_list)
    new = by_a_change(known, described, inside, is_corrected=other is None)
    subscribers.change_subscriber(unit, known.id, new)
    audit = Audit(f"subscriber {known.id}", {"channel": channel.name, "address": other is None})
    return Done(Kept(known.id, is_new=False), CHANGED, audit)


@verb("subscriber.put_back", Permission.WRITE, PutBack, Kept)
def put_back(unit: Unit, given: PutBack) -> Done[Kept]:
    """Tells a quarantined subscriber again, because somebody found that messages arrive there now.

    Raises RuleBroken where it is not quarantined, or nobody ever agreed.
    """
    known = _known(unit, given.subscriber_id)
    if known.state is not SubscriberState.QUARANTINED:
        sentence = f"This subscriber is {known.state.value}, not quarantined."
        raise RuleBroken(sentence, field="subscriber_id")
    consent = consent_of(unit, given.vouched) or known.consent
    if consent is None:
        sentence = "Nobody has agreed for this address yet. Say why you vouch for it."
        raise RuleBroken(sentence, field="vouched")
    subscribers.reinstate(unit, known.id, consent)
    return Done(Kept(known.id, is_new=False), CHANGED, Audit(f"subscriber {known.id}"))


@verb("subscriber.import", Permission.PUBLISH, ImportSubscribers, Imported)
def import_subscribers(unit: Unit, given: ImportSubscribers) -> Done[Imported]:
    """Adds and changes what some lines of a file describe; says what is wrong with each bad one.

    The same lines again change nothing, so that a file that was broken off can be begun anew.
    Whoever left, or where nothing arrives, stays so, whatever the file says: it may be an old one.
    Raises RuleBroken for more than `CHUNK` lines.
    """
    if len(given.rows) > CHUNK:
        raise RuleBroken(f"A file is taken in pieces of {CHUNK} lines at most.", field="rows")
    secret_of(unit)
    plan = plan_of(unit, given.rows, names=Names.read(unit, channel_kinds()))
    subscribers.add_subscribers(unit, plan.new)
    for subscriber_id, new in plan.changed:
        subscribers.change_subscriber(unit, subscriber_id, new)
    for hashed in plan.hashes:
        suppressions.suppress(unit, hashed, "left, said a file")
    done = plan.imported
    detail: dict[str, object] = {
        "added": done.added,
        "changed": done.changed,
        "unchanged": done.unchanged,
        "skipped": len(done.skipped),
        "bad": len(done.bad),
    }
    changes = CHANGED if done.added or done.changed else Changes()
    return Done(done, changes, Audit("subscribers", detail))


@verb("subscriber.remove", Permission.WRITE, Address, int)
def remove_subscriber(unit: Unit, given: Address) -> Done[int]:
    """The address wants no more of any page; it stays so however often it is imported again."""
    secret_of(unit)
    names = Names.read(unit, channel_kinds())
    channel = names.channel(given.channel)
    key = names.key_of(channel, given.address)
    found = subscribers.find_everywhere(unit, channel.id, key)
    if not found:
        raise RuleBroken("No subscriber has this address on this channel.", field="address")
    for one in found:
        subscribers.set_state(unit, one.id, SubscriberState.LEFT)
    suppressions.suppress(unit, names.hash_of(channel, key), "left")
    first = found[0].id
    return Done(first, CHANGED, Audit(f"subscriber {first}", {"channel": given.channel}))


@verb("subscriber.erase", Permission.PUBLISH, Address, int)
def erase_subscriber(unit: Unit, given: Address) -> Done[int]:
    """Forgets the address wherever it is kept; how many subscribers had it.

    Only a keyed hash stays, so that it is not added again. Raises RuleBroken where nothing is kept
    of it.
    """
    places = places_of(unit, given, hash_key=secret_of(unit))
    keys = {(place.channel_id, place.key) for place in places}
    found = kept.subscribers_with(unit, keys)
    ids = [one.id for one in found]
    if not (ids or kept.deliveries_to(unit, keys, ()) or when_asked(unit, keys)):
        raise RuleBroken("Nothing is kept of this address.", field="address")
    kept.forget(unit, keys, ids)
    channels = {one.channel_id for one in found}
    for place in places:
        if place.channel_id in channels:
            suppressions.suppress(unit, place.hash, "erased")
    subject = f"subscriber {ids[0]}" if len(ids) == 1 else "subscribers"
    return Done(len(ids), CHANGED, Audit(subject, {"subscribers": ids}))


def _keep(unit: Unit, names: Names, given: SubscriberInput) -> Kept:
    channel = names.channel(given.channel)
    address, key = names.address(channel, given.address)
    wishes = names.wishes(given)
    consent = consent_of(unit, given.vouched, given.inside_list)
    list_id = names.inside_list(given.inside_list)
    hashed = names.hash_of(channel, key)
    is_released = _refuse_suppressed(unit, hashed, is_vouched=bool(given.vouched.strip()))
    if is_released and not wishes.is_passing:
        suppressions.release(unit, hashed)
    page_id = names.page(given)
    known = subscribers.find_subscriber(unit, channel.id, key, page_id)
    described = Described(channel.id, address, key, wishes, consent, list_id, page_id=page_id)
    new = by_a_person(known, described)
    if known is None:
        return Kept(subscribers.add_subscriber(unit, new), is_new=True)
    subscribers.change_subscriber(unit, known.id, new)
    return Kept(known.id, is_new=False)


def _known(unit: Unit, subscriber_id: int) -> Subscriber:
    found = subscribers.read_subscriber(unit, subscriber_id)
    if found is None:
        raise RuleBroken("This subscriber is gone. Somebody may have erased it.", "subscriber_id")
    return found


def _refuse_suppressed(unit: Unit, hashed: str, *, is_vouched: bool) -> bool:
    """Whether the address wanted no more before. Raises RuleBroken where nobody vouches now."""
    is_suppressed = bool(suppressions.suppressed(unit, [hashed]))
    if is_suppressed and not is_vouched:
        raise RuleBroken(ADD_BY_ITSELF, field="vouched")
    return is_suppressed
