"""What people say of messages on their way, and the dispatcher's own verb for each turn."""

from dataclasses import dataclass
from datetime import timedelta

from statusboard.app.delivery.personal import made_personal
from statusboard.app.delivery.queries import RELEASED, held_words
from statusboard.app.delivery.retries import GIVEN_UP_AFTER
from statusboard.app.doorway import Audit, Done, verb
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.subscriber import SubscriberState
from statusboard.errors import RuleBroken
from statusboard.storage import outbox, subscribers
from statusboard.storage.claim_texts import Claim
from statusboard.storage.claims import Settled, claim, settle
from statusboard.storage.confirmation_claims import (
    settle_confirmations,
    take_confirmations,
    waiting_confirmations,
)
from statusboard.storage.corrections import forget_correction
from statusboard.storage.dispatches import end_hold
from statusboard.storage.due import next_due
from statusboard.storage.handover_claims import (
    settle_handovers,
    take_handovers,
    waiting_handovers,
)
from statusboard.storage.orphaned_claims import end_claims
from statusboard.storage.passing import passed_on
from statusboard.storage.retrying import retry_rows, retry_update
from statusboard.storage.settings import write_setting
from statusboard.storage.troubles import clear_trouble, give_up, note_trouble, was_tried
from statusboard.storage.unit import Unit
from statusboard.storage.whereabouts import settle_here

# Longer than any provider is waited for: whoever has not settled by then is dead.
CLAIM_LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class ChannelDown:
    """No message would have been taken, and why. `after_s`: when the provider says to come back.

    `row`: by which message it was found out; None where none was tried.
    """

    reason: str
    after_s: float | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a dispatcher with one channel.

    `by` names the dispatcher, a new name for each start. `quarantined` are rows whose address
    will never take anything, with the reason. At most `limit` rows are taken up, and none while
    the channel is in trouble: `trouble` says that it takes nothing now, `is_well` that it does.
    """

    channel_id: int
    by: str
    limit: int
    settled: tuple[Settled, ...] = ()
    quarantined: tuple[tuple[int, str], ...] = ()
    trouble: ChannelDown | None = None
    is_well: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """A person has seen what is pending after the database was brought back."""


@verb("delivery.release", Permission.PUBLISH, Release, type(None))
def release(unit: Unit, _given: Release) -> Done[None]:
    """Has what is pending sent, from where the database is now."""
    write_setting(unit, RELEASED, unit.now_us)
    settle_here(unit)
    return Done(None, Changes.of(Topic.DELIVERIES), Audit("deliveries"))


@dataclass(frozen=True, slots=True)
class AtHome:
    """The database is at home where it is now."""


@verb("delivery.at_home", Permission.RUN, AtHome, type(None))
def at_home(unit: Unit, _given: AtHome) -> Done[None]:
    """Writes it down, so that a copy can tell that it is one. Not while messages are held."""
    if not (next_due(unit) and held_words(unit)):
        settle_here(unit)
    return Done(None, Changes(), Audit("database"))


@dataclass(frozen=True, slots=True)
class Orphaned:
    """Dispatchers, by name, that died while they had rows to send."""

    dispatchers: frozenset[str]


@verb("delivery.orphan", Permission.RUN, Orphaned, int)
def orphan(unit: Unit, given: Orphaned) -> Done[int]:
    """How many rows of theirs need not wait for the end of a claim."""
    count = end_claims(unit, given.dispatchers)
    detail: dict[str, object] = {"rows": count, "of": sorted(given.dispatchers)}
    return Done(count, Changes.of(Topic.DELIVERIES), Audit("deliveries", detail))


@dataclass(frozen=True, slots=True)
class TakeBack:
    """An update, by its public id, that nobody shall be told of."""

    update: str


@verb("delivery.take_back", Permission.PUBLISH, TakeBack, int)
def take_back(unit: Unit, given: TakeBack) -> Done[int]:
    """How many messages nobody gets. What stands on the page stays there.

    Raises RuleBroken where its time has passed: then a correction is what helps.
    """
    update_id = outbox.update_id_of(unit, given.update)
    count = outbox.take_back(unit, update_id)
    forget_correction(unit, update_id)
    if not count:
        raise RuleBroken(
            "These messages can no longer be taken back. Write an update that corrects them.",
            field="update",
        )
    detail: dict[str, object] = {"messages": count}
    return Done(count, Changes.of(Topic.DELIVERIES), Audit(f"update {given.update}", detail))


@dataclass(frozen=True, slots=True)
class Retry:
    """Messages to be sent once more: these rows, or those of an update that are in a state."""

    deliveries: tuple[int, ...] = ()
    update: str = ""
    state: DeliveryState = DeliveryState.FAILED


@dataclass(frozen=True, slots=True)
class Retried:
    """How many are sent again, and how many are not.

    Those are to somebody who is told nothing now, a later message said it all, or the words were
    wrong.
    """

    again: int
    left: int


@verb("delivery.retry", Permission.PUBLISH, Retry, Retried)
def retry(unit: Unit, given: Retry) -> Done[Retried]:
    """Sends again what could not be delivered, to the address that its reader has now.

    Raises RuleBroken where nothing of it may be sent again.
    """
    subject = "deliveries"
    if given.update:
        again, left = retry_update(unit, outbox.update_id_of(unit, given.update), given.state)
        subject = f"update {given.update}"
    else:
        again = retry_rows(unit, given.deliveries)
        left = len(given.deliveries) - again
    if not again:
        raise RuleBroken(
            "None of these messages can be sent again. Their readers are told nothing now, a "
            "later message said it all, or the words were wrong. Correct the address, or put the "
            "reader back, first.",
            field="deliveries",
        )
    detail: dict[str, object] = {"again": again, "left": left}
    return Done(Retried(again, left), Changes.of(Topic.DELIVERIES), Audit(subject, detail))


@dataclass(frozen=True, slots=True)
class LetGo:
    """An update, by its public id, of which everybody shall be told now."""

    update: str


@verb("delivery.let_go", Permission.PUBLISH, LetGo, bool)
def let_go(unit: Unit, given: LetGo) -> Done[bool]:
    """Ends the time in which a large send can be taken back; whether it was not over yet."""
    was_held = end_hold(unit, outbox.update_id_of(unit, given.update))
    changes = Changes.of(Topic.DELIVERIES) if was_held else Changes()
    return Done(was_held, changes, Audit(f"update {given.update}", {"held": was_held}))


@verb("delivery.turn", Permission.RUN, Turn, tuple)
def take_turn(unit: Unit, given: Turn) -> Done[tuple[Claim, ...]]:
    """The rows that are this dispatcher's to send now."""
    for row, reason in given.quarantined:
        subscriber_id = outbox.subscriber_of(unit, row)
        if subscriber_id is not None:
            subscribers.set_state(unit, subscriber_id, SubscriberState.QUARANTINED, reason=reason)
    reader_id = None
    if given.trouble is not None and given.trouble.row is not None:
        reader_id = outbox.subscriber_of(unit, given.trouble.row)
    is_known = reader_id is not None and was_tried(unit, given.channel_id, reader_id)
    settled = [one for one in given.settled if not (one.is_confirmation or one.is_handover)]
    settle(unit, given.by, settled)
    confirmed = [one for one in given.settled if one.is_confirmation]
    settle_confirmations(unit, given.by, confirmed)
    settle_handovers(unit, given.by, [one for one in given.settled if one.is_handover])
    changed = bool(given.settled)
    if given.is_well:
        clear_trouble(unit, given.channel_id)
    if given.trouble is not None:
        _note(unit, given.channel_id, given.trouble, is_known=is_known)
        changed = True
    if given.settled:
        subscribers.erase_subscribers(unit, passed_on(unit, [one.id for one in settled]))
    limit = 0 if given.trouble is not None else given.limit
    claims = made_personal(unit, given.channel_id, _claimed(unit, given, limit))
    touched = Changes.of(Topic.DELIVERIES) if changed or claims else Changes()
    detail: dict[str, object] = {"settled": len(given.settled), "claimed": len(claims)}
    return Done(claims, touched, Audit(f"channel {given.channel_id}", detail))


def _claimed(unit: Unit, given: Turn, limit: int) -> tuple[Claim, ...]:
    """Rows of all tables of messages, the most urgent first."""
    if not limit:
        return ()
    until = unit.now + CLAIM_LASTS
    asking = waiting_confirmations(unit, given.channel_id, limit)
    handed = waiting_handovers(unit, given.channel_id, limit)
    beside = min(limit, len(asking) + len(handed))
    claims = claim(unit, given.channel_id, by=given.by, until=until, limit=limit, beside=beside)
    left = limit - len(claims)
    asked = take_confirmations(unit, asking[:left], by=given.by, until=until)
    rest = handed[: left - len(asked)]
    return (*claims, *asked, *take_handovers(unit, rest, by=given.by, until=until))


def _note(unit: Unit, channel_id: int, trouble: ChannelDown, *, is_known: bool) -> None:
    after_s = trouble.after_s
    note_trouble(unit, channel_id, trouble.reason, after_s=after_s, is_known=is_known)
    before = unit.now - GIVEN_UP_AFTER
    give_up(unit, channel_id, trouble.reason, published_before=before)
