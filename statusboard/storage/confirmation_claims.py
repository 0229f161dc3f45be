"""Claims on messages that ask for a confirmation, as `claims` has them on messages about updates.

Nothing of them waits for a page, for a person, or for an earlier message; what they ask for ends.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select, update

from statusboard.domain.delivery import DeliveryState, Lane
from statusboard.domain.instants import from_us
from statusboard.storage.among import among
from statusboard.storage.claim_texts import Claim
from statusboard.storage.claims import Settled, settling, take
from statusboard.storage.closings import parking
from statusboard.storage.confirmations import opens_something
from statusboard.storage.delivery_states import DOUBT, SENDING
from statusboard.storage.plain_claims import in_order, now_of, settle_in, waiting_in
from statusboard.storage.readers import Reader
from statusboard.storage.tables import CONFIRMATION, SUBSCRIBER
from statusboard.storage.unit import Unit


def named(number: int) -> str:
    """What stands for an update in the key of such a message."""
    return f"confirmation {number}"


def waiting_confirmations(unit: Unit, channel_id: int, limit: int) -> tuple[int, ...]:
    """Those of a channel that may be sent now, by when they were due; at most so many.

    A row that ends whoever begins it is parked on the way.
    """
    asked = {"channel": channel_id, "now": unit.now_us}
    unit.connection.execute(_PARK, asked)
    return tuple(unit.connection.execute(_WAITING, {**asked, "most": limit}).scalars())


def take_confirmations(
    unit: Unit, ids: Sequence[int], *, by: str, until: datetime
) -> tuple[Claim, ...]:
    """Claims those rows, in that order."""
    if not ids:
        return ()
    known = and_(
        SUBSCRIBER.c.channel_id == CONFIRMATION.c.channel_id,
        SUBSCRIBER.c.address_key == CONFIRMATION.c.address_key,
        SUBSCRIBER.c.page_id == CONFIRMATION.c.page_id,
    )
    rows = unit.connection.execute(
        select(CONFIRMATION, SUBSCRIBER.c.id.label("reader_id"), SUBSCRIBER.c.created_us)
        .outerjoin(SUBSCRIBER, known)
        .where(among(CONFIRMATION.c.id, ids))
    ).all()
    take(unit, CONFIRMATION, ids, by=by, until=until)
    return in_order([_claim(row, until) for row in rows], ids)


def settle_confirmations(unit: Unit, by: str, settled: Sequence[Settled]) -> None:
    """Writes down what became of rows that are still claimed by this one.

    Of those that keep no address any more, not in a provider's words.
    """
    if not settled:
        return
    settle_in(unit, CONFIRMATION, by, settled, _SETTLING)
    gone = [one.id for one in settled if one.is_gone]
    if gone:
        in_vain = update(CONFIRMATION).where(among(CONFIRMATION.c.id, gone))
        unit.connection.execute(in_vain.values(gone_us=unit.now_us))


# Made once: they are asked for each handful of messages.
_WAITING = waiting_in(CONFIRMATION, opens_something(now_of(CONFIRMATION)))
_PARK = parking(CONFIRMATION)
_SETTLING = settling(CONFIRMATION)


def _claim(row: Any, until: datetime) -> Claim:  # noqa: ANN401 - a row of that table
    reader = None
    if row.reader_id is not None:
        reader = Reader(row.reader_id, from_us(row.created_us), row.address_key)
    return Claim(
        id=row.id,
        update=named(row.id),
        begins="",
        address=row.address,
        content=row.content,
        language=row.language,
        written_at=from_us(row.asked_us),
        attempts=row.attempts,
        until=until,
        before=DOUBT if row.state == SENDING.value else DeliveryState(row.state),
        lane=Lane.CONFIRMATION,
        reader=reader,
        salt=row.salt,
    )
