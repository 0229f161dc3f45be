"""What visitors do. The audit trail names channels and what became of it, never an address."""

import logging
import secrets as chance
from dataclasses import replace

import msgspec

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.message_keys import begin_keys
from statusboard.app.delivery.own_secret import secret_of
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.subscribers.arrivals import count_seen
from statusboard.app.subscribers.keeping import Described, as_known, by_a_person
from statusboard.app.subscribers.rules import address_hash
from statusboard.app.visitors.asking import LINK_WORKS_FOR, asking_content, hash_of_network, room
from statusboard.app.visitors.inputs import StopTexts
from statusboard.app.visitors.limits import ask_limits
from statusboard.app.visitors.links import (
    LEFT,
    Owner,
    confirmation_of,
    owner_by_id,
    owner_of,
    unknown_link,
)
from statusboard.app.visitors.looking_up import addressed, looked_up
from statusboard.app.visitors.once import digest_of
from statusboard.app.visitors.rules import Choice, Wish, known_language
from statusboard.app.visitors.standing import standing_of
from statusboard.app.visitors.ways import Ways
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.subscriber import Consent, SubscriberState
from statusboard.domain.views.visiting import AskToBeTold, ChangeWishes, Link, Settled
from statusboard.domain.visits import Seen
from statusboard.errors import RuleBroken
from statusboard.render.confirming_words import consent_words
from statusboard.storage import subscribers, suppressions
from statusboard.storage.channels import read_all_channels
from statusboard.storage.confirmations import (
    NewConfirmation,
    add_confirmation,
    count_asked,
    end_confirmations,
    lock_confirmations,
    use_confirmation,
)
from statusboard.storage.heard_replies import hear
from statusboard.storage.readers import state_of_address
from statusboard.storage.unit import Unit

log = logging.getLogger(__name__)

ASKED = Changes.of(Topic.DELIVERIES)
CHANGED = Changes.of(Topic.SUBSCRIBERS)
CONFIRMED = "confirmed the link sent to it"
CHOSEN_BY_LINK = "chose it by its personal link"


@verb("visitor.ask", Permission.VISIT, AskToBeTold, type(None), prepare=looked_up)
def ask(unit: Unit, given: AskToBeTold) -> Done[None]:
    """Asks the address for its confirmation. The answer is the same, whatever becomes of it.

    Also what is done is the same for every address: what differs is in a message to it. Raises
    RuleBroken for what can be seen without knowing who is told: `channel`, `address`, `services`.
    """
    lock_confirmations(unit)
    ways = Ways.read(unit, given.page)
    channel, kind, address, key = addressed(ways, given)
    begin_keys(unit)
    secret = secret_of(unit)
    hashed, network = address_hash(secret, kind.key, key), hash_of_network(secret, given.network)
    left = room(count_asked(unit, hashed, network), ask_limits(ways.settings))
    count_seen(unit, {left.seen: 1})
    if not left.page:
        # Whoever asks too often costs no more than to be counted, and no row of its own.
        log.info("visitor not heard because=%s", left.words)
        return Done(None, Changes(), None)
    choice, wish = Choice.read(unit, ways), Wish(given.wanted, given.incident)
    choice.refuse_unknown(wish)
    is_told = state_of_address(unit, channel.id, key, ways.page_id) is SubscriberState.ACTIVE
    ends_at = unit.now + LINK_WORKS_FOR
    content = asking_content(ways, choice, wish, kind, is_told=is_told, ends_at=ends_at)
    new = NewConfirmation(
        channel_id=channel.id,
        address=address if left.address else "",
        key=key if left.address else "",
        address_hash=hashed,
        network_hash=network,
        salt=chance.token_hex(16),
        language=known_language(wish.wanted.language),
        wish=msgspec.json.encode(wish).decode(),
        content=content if left.address else "",
        ends_at=ends_at,
        page_id=ways.page_id,
    )
    add_confirmation(unit, new)
    detail: dict[str, object] = {"channel": channel.name, "became": left.words}
    return Done(None, ASKED, Audit("visitor", detail))


@verb("visitor.confirm", Permission.VISIT, Link, Settled)
def confirm(unit: Unit, given: Link) -> Done[Settled]:
    """Has the address told of what it was asked to confirm; its link is used up by that.

    Raises RuleBroken where the link opens nothing, has ended, or what was chosen is no more.
    """
    lock_confirmations(unit)
    ways = Ways.read(unit, given.page)
    choice = Choice.read(unit, ways)
    asked = confirmation_of(unit, given.token, ways.page_id)
    if asked is None:
        raise unknown_link()
    channel, kind = ways.channel_of(asked.channel_id)
    wish = msgspec.json.decode(asked.wish, type=Wish)
    wishes = choice.wishes(wish)
    until = bool(wish.incident)
    words = consent_words(wishes.language, ways.page_name, until_fixed=until)
    consent = Consent(unit.now, CONFIRMED, words)
    known = subscribers.find_subscriber(unit, channel.id, asked.key, ways.page_id)
    described = Described(
        channel.id, asked.address, asked.key, wishes, consent, page_id=ways.page_id
    )
    new = by_a_person(known, described)
    if known is None:
        subscriber_id = subscribers.add_subscriber(unit, new)
    else:
        subscriber_id = known.id
        subscribers.change_subscriber(unit, subscriber_id, new)
    if not wishes.is_passing:
        suppressions.release(unit, address_hash(secret_of(unit), kind.key, asked.key))
    use_confirmation(unit, asked.id)
    count_seen(unit, {Seen.CONFIRMED: 1})
    detail: dict[str, object] = {"channel": channel.name, "new": known is None}
    return _settled(unit, ways, choice, owner_by_id(unit, subscriber_id), detail)


@verb("visitor.change", Permission.VISIT, ChangeWishes, Settled)
def change(unit: Unit, given: ChangeWishes) -> Done[Settled]:
    """Gives the owner of a personal link other wishes, whole. An end that is waited for stays.

    Raises RuleBroken where the link opens nothing, or its owner left.
    """
    ways = Ways.read(unit, given.page)
    choice = Choice.read(unit, ways)
    owner = _owner(unit, given.token, ways)
    known = owner.subscriber
    if known.state not in (SubscriberState.ACTIVE, SubscriberState.QUARANTINED):
        raise RuleBroken("Nobody is told by this link any more. Ask again on the page.", LEFT)
    wish = Wish(given.wanted)
    choice.refuse_unknown(wish)
    wishes = replace(choice.wishes(wish), until_fixed=known.wishes.until_fixed)
    consent = known.consent
    if known.wishes.is_passing:
        # It had agreed to one message alone.
        words = consent_words(wishes.language, ways.page_name)
        consent = Consent(unit.now, CHOSEN_BY_LINK, words)
    new = replace(as_known(known, owner.key), wishes=wishes, consent=consent)
    subscribers.change_subscriber(unit, known.id, new)
    count_seen(unit, {Seen.CHANGED: 1})
    return _settled(unit, ways, choice, owner_by_id(unit, known.id), {})


@verb("visitor.leave", Permission.VISIT, Link, Settled)
def leave(unit: Unit, given: Link) -> Done[Settled]:
    """Tells the owner of a personal link nothing more; a second time changes nothing.

    Raises RuleBroken only where the link opens nothing.
    """
    ways = Ways.read(unit, given.page)
    choice = Choice.read(unit, ways)
    owner = _owner(unit, given.token, ways)
    one = owner.subscriber
    channel = next(c for c in read_all_channels(unit) if c.id == one.channel_id)
    _tell_nothing(unit, channel.id, channel.kind, owner.key, one.id)
    if one.state is not SubscriberState.LEFT:
        count_seen(unit, {Seen.LEFT: 1})
    gone = replace(owner, subscriber=replace(one, state=SubscriberState.LEFT))
    audit = Audit(f"subscriber {one.id}")
    return Done(Settled(standing_of(unit, ways, choice, gone)), CHANGED, audit)


@verb("visitor.stop", Permission.VISIT, StopTexts, bool)
def stop(unit: Unit, given: StopTexts) -> Done[bool]:
    """Tells a number nothing more; whether anybody was told there. It stays so, also if not.

    A reply that was heeded before changes nothing: its sender may have come back since. Raises
    RuleBroken where there is no such channel, or it is no number.
    """
    found = next((c for c in read_all_channels(unit) if c.name == given.channel), None)
    kind = None if found is None else channel_kinds().get(found.kind)
    if found is None or kind is None:
        raise RuleBroken(f"There is no channel called “{given.channel}”.", "channel")
    key = kind.key_on(given.address, found.config)
    is_new = not given.reply or hear(unit, digest_of(secret_of(unit), found.kind, given.reply))
    if not is_new:
        return Done(result=False, changes=Changes(), audit=None)
    # Whoever answers so wants no texts, whatever page they are from.
    known = subscribers.find_everywhere(unit, found.id, key)
    _tell_nothing(unit, found.id, found.kind, key, *(one.id for one in known))
    subject = f"subscriber {known[0].id}" if known else "visitor"
    was_told = any(one.state is SubscriberState.ACTIVE for one in known)
    if was_told:
        count_seen(unit, {Seen.LEFT: 1})
    return Done(was_told, CHANGED, Audit(subject, {"channel": found.name}))


def _tell_nothing(unit: Unit, channel_id: int, kind: str, key: str, *subscriber_ids: int) -> None:
    """However often it is imported again; and nothing is left to be confirmed."""
    for subscriber_id in subscriber_ids:
        subscribers.set_state(unit, subscriber_id, SubscriberState.LEFT)
    suppressions.suppress(unit, address_hash(secret_of(unit), kind, key), "left")
    end_confirmations(unit, channel_id, key)


def _owner(unit: Unit, token: str, ways: Ways) -> Owner:
    owner = owner_of(unit, token, ways.page_id)
    if owner is None:
        raise unknown_link()
    return owner


def _settled(
    unit: Unit, ways: Ways, choice: Choice, owner: Owner, detail: dict[str, object]
) -> Done[Settled]:
    settled = Settled(standing_of(unit, ways, choice, owner), owner.token)
    return Done(settled, CHANGED, Audit(f"subscriber {owner.subscriber.id}", detail))
