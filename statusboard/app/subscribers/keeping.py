"""What becomes of an address that is described: by one person, or by a line of a file."""

from dataclasses import dataclass, replace

from statusboard.domain.page import MAIN
from statusboard.domain.subscriber import Consent, Subscriber, SubscriberState, Wishes
from statusboard.storage.subscribers import NewSubscriber
from statusboard.storage.unit import Unit

WANTED_NO_MORE = "This address wanted no more."
SAID_BY_A_FILE = "the file that it came with said that nothing arrives there"
# In a file, this says that a line is about somebody who wants nothing.
_STAYS = (SubscriberState.LEFT, SubscriberState.QUARANTINED)
_NOT_AGREED = (SubscriberState.LEFT, SubscriberState.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Described:
    """An address as it is described: on which channel, what it wants, and who vouches for it.

    `state` is what a file says of it, None where it says nothing, as a person never does.
    """

    channel_id: int
    address: str
    key: str
    wishes: Wishes
    consent: Consent | None = None
    list_id: int | None = None
    state: SubscriberState | None = None
    page_id: int = MAIN


def consent_of(unit: Unit, words: str, inside_list: str = "") -> Consent | None:
    """The consent that whoever is at the desk vouches for in these words; None without any.

    Who is put into an inside list works here: nobody has to say why.
    """
    words = " ".join(words.split())
    who = "" if unit.actor is None else unit.actor.name
    if not words and inside_list:
        return Consent(unit.now, f"put into the list {inside_list} by {who}")
    return Consent(unit.now, f"vouched for by {who}", words) if words else None


def by_a_person(known: Subscriber | None, described: Described) -> NewSubscriber:
    """What the subscriber is from now on, where one person describes it.

    To wait for one end takes nothing away from what was chosen before, and brings nothing of it
    back to whoever had not agreed to it, or wanted it no more.
    """
    if known is None:
        return _new(described, described.consent, None)
    wishes = described.wishes
    is_new_consent = described.consent is not None and known.state in _NOT_AGREED
    if wishes.is_passing and not (is_new_consent and not known.wishes.is_passing):
        both = known.wishes.until_fixed | wishes.until_fixed
        wishes = replace(known.wishes, until_fixed=both)
    elif not wishes.is_passing:
        both = known.wishes.until_fixed | wishes.until_fixed
        wishes = replace(wishes, until_fixed=both)
    state = SubscriberState.ACTIVE if described.consent is not None else known.state
    return _kept(known, replace(described, wishes=wishes), described.consent, state)


def by_a_change(
    known: Subscriber, described: Described, inside: Consent | None, *, is_corrected: bool
) -> NewSubscriber:
    """The same where all that it wants is given anew, another address included (`is_corrected`).

    `inside` is the consent of who stands in an inside list. It counts where nobody else agreed,
    and brings no address back where nothing arrives.
    """
    before = None if is_corrected else known.consent
    if described.consent is not None:
        state = SubscriberState.ACTIVE
    elif is_corrected or known.state is SubscriberState.UNCONFIRMED:
        state = SubscriberState.UNCONFIRMED if inside is None else SubscriberState.ACTIVE
    else:
        state = known.state
    return NewSubscriber(
        described.channel_id,
        described.address,
        described.key,
        described.wishes,
        state,
        described.consent or before or inside,
        described.list_id,
        page_id=known.page_id,
    )


def by_a_file(known: Subscriber | None, described: Described) -> NewSubscriber:
    """The same where a line of a file describes it, which may be an old one.

    It brings nobody back who left, or where nothing arrives; and what was agreed to stays agreed
    to as it was.
    """
    if known is None:
        return _new(described, described.consent, described.state)
    state = known.state
    if state is SubscriberState.UNCONFIRMED and described.consent is not None:
        state = SubscriberState.ACTIVE
    wishes = replace(described.wishes, until_fixed=known.wishes.until_fixed)
    consent = known.consent or described.consent
    return _kept(known, replace(described, wishes=wishes), consent, state)


def as_known(known: Subscriber, key: str) -> NewSubscriber:
    """What a subscriber is now, to be compared with what it would be."""
    return NewSubscriber(
        known.channel_id,
        known.address,
        key,
        known.wishes,
        known.state,
        known.consent,
        known.list_id,
        page_id=known.page_id,
    )


def _new(
    described: Described, consent: Consent | None, state: SubscriberState | None
) -> NewSubscriber:
    agreed = SubscriberState.UNCONFIRMED if consent is None else SubscriberState.ACTIVE
    return NewSubscriber(
        described.channel_id,
        described.address,
        described.key,
        described.wishes,
        agreed if state is None or state not in _STAYS else state,
        consent,
        described.list_id,
        SAID_BY_A_FILE if state is SubscriberState.QUARANTINED else "",
        described.page_id,
    )


def _kept(
    known: Subscriber, described: Described, consent: Consent | None, state: SubscriberState
) -> NewSubscriber:
    return NewSubscriber(
        known.channel_id,
        described.address,
        described.key,
        described.wishes,
        state,
        consent or known.consent,
        known.list_id if described.list_id is None else described.list_id,
        page_id=known.page_id,
    )
