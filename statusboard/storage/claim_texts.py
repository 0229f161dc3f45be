"""A claimed row with what is needed to send it: its text, what its reader missed, its thread."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import or_, select

from statusboard.domain.attached_file import AttachedFile
from statusboard.domain.delivery import DeliveryState, Lane
from statusboard.domain.instants import from_us
from statusboard.storage.among import among
from statusboard.storage.delivery_states import (
    DOUBT,
    QUEUED,
    RETRYING,
    SENDING,
    SENT,
    SUPERSEDED,
    in_state,
    is_tried_again,
)
from statusboard.storage.readers import Reader, read_readers
from statusboard.storage.tables import DELIVERY, DISPATCH, INCIDENT_UPDATE, MESSAGE
from statusboard.storage.unit import Unit

_NOTHING: tuple[str, None] = ("", None)


class Claim(msgspec.Struct, frozen=True):
    """A row that is to be sent now, claimed `until` then.

    `begins`: the first update that this recipient was sent, and `begun_at` when it was published.
    `key` and `thread` are the keys of both messages, once somebody has made them. `attempts`: how
    often it was tried before. `before`: its state if it is given back. `missed`: the texts that it
    takes the place of, newest first. `reader` is who it is for, None where nobody is known there;
    `token` is that of the reader's personal link, and `to_confirm` that of a link to confirm, once
    somebody has made them. `salt` is that of a confirmation, and empty for a message about an
    update. `is_handover`: it is a handover, to somebody inside, and has no links of its reader's
    own; `file` goes along with it.
    """

    id: int
    update: str
    begins: str
    address: str
    content: str
    language: str
    written_at: datetime
    attempts: int
    until: datetime
    before: DeliveryState
    missed: tuple[str, ...] = ()
    lane: Lane = Lane.INCIDENT
    begun_at: datetime | None = None
    key: str = ""
    thread: str = ""
    reader: Reader | None = None
    token: str = ""
    to_confirm: str = ""
    salt: str = ""
    is_handover: bool = False
    file: AttachedFile | None = None

    def __repr__(self) -> str:
        """Without its words and its links, for logs."""
        return f"Claim(id={self.id}, update={self.update!r}, address={self.address!r})"

    @property
    def is_confirmation(self) -> bool:
        """Whether it asks an address for a confirmation, and is about no update."""
        return bool(self.salt)

    @property
    def is_of_ledger(self) -> bool:
        """Whether it is about an update, and its row one of the ledger."""
        return not (self.is_confirmation or self.is_handover)


def read_claims(unit: Unit, ids: Sequence[int], until: datetime) -> tuple[Claim, ...]:
    """Those of the rows that are still to be sent, in that order."""
    lost = in_state(DELIVERY, SENDING) & (DELIVERY.c.claimed_until_us <= unit.now_us)
    rows = unit.connection.execute(
        select(
            DELIVERY.c.id,
            DELIVERY.c.incident_id,
            DELIVERY.c.subscriber_id,
            DELIVERY.c.message_id,
            DELIVERY.c.address,
            DELIVERY.c.attempts,
            DELIVERY.c.state,
            DELIVERY.c.lane,
            INCIDENT_UPDATE.c.public_id,
            INCIDENT_UPDATE.c.published_us,
        )
        .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == DELIVERY.c.update_id)
        .where(
            among(DELIVERY.c.id, ids),
            or_(in_state(DELIVERY, QUEUED), is_tried_again(DELIVERY), lost),
        )
    ).all()
    earlier = _earlier(unit, rows)
    begun = _first_updates(unit, rows)
    readers = read_readers(unit, {row.subscriber_id for row in rows})
    texts = _texts(unit, {row.message_id for row in rows}.union(*earlier.values()))
    order = {row_id: place for place, row_id in enumerate(ids)}
    claims = [
        Claim(
            id=row.id,
            update=row.public_id,
            begins=begun.get((row.incident_id, row.subscriber_id), _NOTHING)[0],
            begun_at=begun.get((row.incident_id, row.subscriber_id), _NOTHING)[1],
            address=row.address,
            content=texts[row.message_id].content,
            language=texts[row.message_id].language,
            written_at=from_us(row.published_us),
            attempts=row.attempts,
            until=until,
            before=DOUBT if row.state == SENDING.value else DeliveryState(row.state),
            missed=tuple(texts[number].content for number in earlier.get(row.id, ())),
            lane=Lane(row.lane),
            reader=readers.get(row.subscriber_id),
        )
        for row in rows
    ]
    return tuple(sorted(claims, key=lambda one: order[one.id]))


def _texts(unit: Unit, ids: Collection[int]) -> Mapping[int, Any]:
    """Each text once, however many rows have it."""
    rows = unit.connection.execute(
        select(MESSAGE.c.id, MESSAGE.c.content, MESSAGE.c.language).where(among(MESSAGE.c.id, ids))
    )
    return {row.id: row for row in rows}


def _first_updates(unit: Unit, rows: Sequence[Any]) -> dict[tuple[int, int], tuple[str, datetime]]:
    """The first update that each recipient was sent of its incident, where there was one."""
    earlier = unit.connection.execute(
        select(
            DELIVERY.c.incident_id,
            DELIVERY.c.subscriber_id,
            INCIDENT_UPDATE.c.public_id,
            INCIDENT_UPDATE.c.published_us,
        )
        .join(INCIDENT_UPDATE, INCIDENT_UPDATE.c.id == DELIVERY.c.update_id)
        .where(
            among(DELIVERY.c.subscriber_id, [row.subscriber_id for row in rows]),
            among(DELIVERY.c.incident_id, {row.incident_id for row in rows}),
            in_state(DELIVERY, SENT),
        )
        .order_by(DELIVERY.c.id.desc())
    )
    return {
        (row.incident_id, row.subscriber_id): (row.public_id, from_us(row.published_us))
        for row in earlier
    }


def _earlier(unit: Unit, claimed: Sequence[Any]) -> dict[int, tuple[int, ...]]:
    """By row, the texts its recipient did not get for sure since the last one, newest first."""
    mine = {(row.incident_id, row.subscriber_id): row.id for row in claimed}
    rows = unit.connection.execute(
        select(
            DELIVERY.c.id,
            DELIVERY.c.incident_id,
            DELIVERY.c.subscriber_id,
            DELIVERY.c.state,
            DELIVERY.c.message_id,
        )
        .join(DISPATCH, DISPATCH.c.update_id == DELIVERY.c.update_id)
        .where(
            among(DELIVERY.c.subscriber_id, {subscriber for _, subscriber in mine}),
            among(DELIVERY.c.incident_id, {incident for incident, _ in mine}),
            in_state(DELIVERY, SUPERSEDED, DOUBT, RETRYING, SENT),
            DISPATCH.c.taken_back_us.is_(None),
            DISPATCH.c.corrected_by.is_(None),
        )
        .order_by(DELIVERY.c.id.desc())
    )
    found: dict[int, tuple[int, ...]] = {}
    told: set[int] = set()
    for row in rows:
        later = mine.get((row.incident_id, row.subscriber_id), 0)
        if row.id >= later or later in told:
            continue
        if row.state == SENT.value:
            told.add(later)
        else:
            found[later] = (*found.get(later, ()), row.message_id)
    return found
