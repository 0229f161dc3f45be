"""What people say of messages on their way, and the dispatcher's own verb for each turn."""

from dataclasses import dataclass
from datetime import timedelta

from statusboard.app.delivery.queries import RELEASED
from statusboard.app.doorway import Audit, Done, verb
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.subscriber import SubscriberState
from statusboard.errors import RuleBroken
from statusboard.storage import outbox, subscribers
from statusboard.storage.claims import Claim, Settled, claim, settle
from statusboard.storage.passing import passed_on
from statusboard.storage.retrying import retry_rows, retry_update
from statusboard.storage.settings import write_setting
from statusboard.storage.unit import Unit

# Longer than any provider is waited for: whoever has not settled by then is dead.
CLAIM_LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a dispatcher with one channel.

    `by` names the dispatcher, a new name for each start. `quarantined` are rows whose address
    will never take anything, with the reason. At most `limit` rows are taken up.
    """

    channel_id: int
    by: str
    limit: int
    settled: tuple[Settled, ...] = ()
    quarantined: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """A person has seen what is pending after the database was brought back."""


@verb("delivery.release", Permission.PUBLISH, Release, type(None))
def release(unit: Unit, _given: Release) -> Done[None]:
    """Has what is pending sent."""
    write_setting(unit, RELEASED, unit.now_us)
    return Done(None, Changes.of(Topic.DELIVERIES), Audit("deliveries"))


@dataclass(frozen=True, slots=True)
class TakeBack:
    """An update, by its public id, that nobody shall be told of."""

    update: str


@verb("delivery.take_back", Permission.PUBLISH, TakeBack, int)
def take_back(unit: Unit, given: TakeBack) -> Done[int]:
    """How many messages nobody gets. What stands on the page stays there.

    Raises RuleBroken where its time has passed: then a correction is what helps.
    """
    count = outbox.take_back(unit, outbox.update_id_of(unit, given.update))
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

    Those are to somebody who is told nothing now, or a later message said it all.
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
            "None of these messages can be sent again. Their readers are told nothing now, or a "
            "later message said it all. Correct the address, or put the reader back, first.",
            field="deliveries",
        )
    detail: dict[str, object] = {"again": again, "left": left}
    return Done(Retried(again, left), Changes.of(Topic.DELIVERIES), Audit(subject, detail))


@verb("delivery.turn", Permission.OPERATE, Turn, tuple)
def take_turn(unit: Unit, given: Turn) -> Done[tuple[Claim, ...]]:
    """The rows that are this dispatcher's to send now."""
    settle(unit, given.by, given.settled)
    for row, reason in given.quarantined:
        subscriber_id = outbox.subscriber_of(unit, row)
        if subscriber_id is not None:
            subscribers.set_state(unit, subscriber_id, SubscriberState.QUARANTINED, reason=reason)
    if given.settled:
        subscribers.erase_subscribers(unit, passed_on(unit))
    until = unit.now + CLAIM_LASTS
    claims = claim(unit, given.channel_id, by=given.by, until=until, limit=given.limit)
    touched = Changes.of(Topic.DELIVERIES) if given.settled or claims else Changes()
    detail: dict[str, object] = {"settled": len(given.settled), "claimed": len(claims)}
    return Done(claims, touched, Audit(f"channel {given.channel_id}", detail))
