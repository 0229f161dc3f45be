"""Claims on messages with a handover, as `claims` has them on messages about updates.

Nothing of them waits for a page, for a person, or for an earlier message.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from statusboard.domain.attached_file import AttachedFile
from statusboard.domain.delivery import DeliveryState, Lane
from statusboard.domain.instants import from_us
from statusboard.domain.subscriber import SubscriberState
from statusboard.storage.among import among
from statusboard.storage.claim_texts import Claim
from statusboard.storage.claims import Settled, settling, take
from statusboard.storage.closings import parking
from statusboard.storage.delivery_states import (
    DOUBT,
    FAILED,
    SENDING,
    in_state,
)
from statusboard.storage.handover_files import read_files
from statusboard.storage.plain_claims import in_order, settle_in, waiting_in
from statusboard.storage.tables import HANDOVER, HANDOVER_MESSAGE, SUBSCRIBER
from statusboard.storage.unit import Unit

NOT_TOLD_NOW = "they are not in the list any more, or are told nothing now"


def named(handover_id: int) -> str:
    """What stands for an update in the key of such a message."""
    return f"handover {handover_id}"


def waiting_handovers(unit: Unit, channel_id: int, limit: int) -> tuple[int, ...]:
    """Those of a channel that may be sent now, by when they were due; at most so many.

    A row that ends whoever begins it is parked on the way, and one whose reader left the list
    since is closed: a handover goes to nobody outside.
    """
    asked = {"channel": channel_id, "now": unit.now_us}
    unit.connection.execute(_PARK, asked)
    found = tuple(unit.connection.execute(_WAITING, {**asked, "most": limit}).scalars())
    if not found:
        return ()
    inside = unit.connection.execute(
        select(HANDOVER_MESSAGE.c.id)
        .join(HANDOVER, HANDOVER.c.id == HANDOVER_MESSAGE.c.handover_id)
        .join(SUBSCRIBER, SUBSCRIBER.c.id == HANDOVER_MESSAGE.c.subscriber_id)
        .where(
            among(HANDOVER_MESSAGE.c.id, found),
            SUBSCRIBER.c.list_id == HANDOVER.c.list_id,
            SUBSCRIBER.c.state == SubscriberState.ACTIVE.value,
        )
    )
    kept = frozenset(inside.scalars())
    outside = [number for number in found if number not in kept]
    if outside:
        _close(unit, outside)
    return tuple(number for number in found if number in kept)


def take_handovers(
    unit: Unit, ids: Sequence[int], *, by: str, until: datetime
) -> tuple[Claim, ...]:
    """Claims those rows, in that order."""
    if not ids:
        return ()
    rows = unit.connection.execute(
        select(HANDOVER_MESSAGE, HANDOVER.c.sent_us, HANDOVER.c.language)
        .join(HANDOVER, HANDOVER.c.id == HANDOVER_MESSAGE.c.handover_id)
        .where(among(HANDOVER_MESSAGE.c.id, ids))
    ).all()
    take(unit, HANDOVER_MESSAGE, ids, by=by, until=until)
    files = read_files(unit, {row.handover_id for row in rows if row.with_file})
    claims = [
        _claim(row, until, files.get(row.handover_id) if row.with_file else None) for row in rows
    ]
    return in_order(claims, ids)


def settle_handovers(unit: Unit, by: str, settled: Sequence[Settled]) -> None:
    """Writes down what became of rows that are still claimed by this one.

    Of those that keep no address any more, not in a provider's words.
    """
    if not settled:
        return
    settle_in(unit, HANDOVER_MESSAGE, by, settled, _SETTLING)


def _close(unit: Unit, ids: Sequence[int]) -> None:
    """What was begun may have arrived; all else of them is not sent."""
    these = among(HANDOVER_MESSAGE.c.id, ids)
    begun = update(HANDOVER_MESSAGE).where(these, in_state(HANDOVER_MESSAGE, SENDING, DOUBT))
    unit.connection.execute(begun.values(state=DOUBT.value, due_us=0))
    rest = update(HANDOVER_MESSAGE).where(these, HANDOVER_MESSAGE.c.state != DOUBT.value)
    values = {"state": FAILED.value, "due_us": 0, "at_us": unit.now_us, "reason": NOT_TOLD_NOW}
    unit.connection.execute(rest.values(values))


# Made once: they are asked for each handful of messages.
_WAITING = waiting_in(HANDOVER_MESSAGE)
_PARK = parking(HANDOVER_MESSAGE)
_SETTLING = settling(HANDOVER_MESSAGE)


def _claim(
    row: Any,  # noqa: ANN401 - a row of that table
    until: datetime,
    file: AttachedFile | None,
) -> Claim:
    return Claim(
        id=row.id,
        update=named(row.handover_id),
        begins="",
        address=row.address,
        content=row.content,
        language=row.language,
        written_at=from_us(row.sent_us),
        attempts=row.attempts,
        until=until,
        before=DOUBT if row.state == SENDING.value else DeliveryState(row.state),
        lane=Lane.CONFIRMATION,
        is_handover=True,
        file=file,
    )
