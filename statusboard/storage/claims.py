"""Claims on the outbox: who sends which rows, until when, and what became of them.

A claim expires. Whoever dies while sending leaves rows that another one takes up, so that each is
sent at least once; on PostgreSQL several share the work, for rows that are locked are skipped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    Update,
    bindparam,
    not_,
    or_,
    select,
    true,
    update,
)

from statusboard.domain.delivery import DeliveryState, Lane
from statusboard.domain.instants import to_us
from statusboard.storage.among import among
from statusboard.storage.claim_texts import Claim, read_claims
from statusboard.storage.closings import close_what_is_past, forget_erased, park_lost
from statusboard.storage.delivery_states import QUEUED, SENDING, in_state, is_tried_again
from statusboard.storage.due import open_dispatches
from statusboard.storage.tables import DELIVERY
from statusboard.storage.troubles import is_tried_since, read_troubles
from statusboard.storage.unit import Unit

# No more rows than that are taken up at a time.
MOST = 1_000
# A row whose dispatcher died so often may be what it died of.
SUSPECT_FROM = 2
_Wanted = Select[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What asks for rows that may be sent: lost by a dead dispatcher, due again, new.

    `suspect` are those that were lost more than once, `of_a_text` the new ones with one text.
    """

    lost: _Wanted
    suspect: _Wanted
    again: _Wanted
    queued: _Wanted
    of_a_text: _Wanted


class Settled(msgspec.Struct, frozen=True):
    """What became of a row. `due_at`: when it is tried again, where it is.

    `was_tried`: it counts as a try. Not `was_begun`: the row is given back as it was.
    `is_confirmation`: it is no row of the ledger, but one that asks for a confirmation;
    `is_handover`: but one with a handover. `is_gone`: nobody is at the address that it was for.
    """

    id: int
    state: DeliveryState
    receipt: str = ""
    reason: str = ""
    due_at: datetime | None = None
    was_tried: bool = True
    was_begun: bool = True
    is_confirmation: bool = False
    is_handover: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Settling:
    """The statements for a row that was begun, and for one that is given back as it was."""

    settle: Update
    give_back: Update


def claim(
    unit: Unit, channel_id: int, *, by: str, until: datetime, limit: int, beside: int = 0
) -> tuple[Claim, ...]:
    """Takes up to so many rows of a channel that may be sent now, the most urgent first.

    None of an update that can still be taken back, or whose page is not shown yet; and none while
    an earlier message of the same incident is on its way to the same recipient. What is not for
    anybody any more is closed on the way. So many others wait `beside` to ask for a confirmation:
    what is less urgent leaves them room.
    """
    park_lost(unit, channel_id)
    limit = min(limit, MOST)
    while limit > 0:
        ids = _found(unit, channel_id, limit, beside)
        if not ids:
            break
        # While these rows were written, or sent, others may have ended what they are for.
        close_what_is_past(unit, ids)
        claims = read_claims(unit, ids, until)
        if claims:
            take(unit, DELIVERY, [one.id for one in claims], by=by, until=until)
            return claims
    return ()


def settle(unit: Unit, by: str, settled: Sequence[Settled]) -> None:
    """Writes down what became of rows that are still claimed by this one."""
    if not settled:
        return
    write_down(unit, by, settled, _SETTLING)
    waiting = [one.id for one in settled if one.due_at is not None]
    if waiting:
        close_what_is_past(unit, waiting)
    forget_erased(unit, [one.id for one in settled if one.due_at is None])


def write_down(unit: Unit, by: str, settled: Sequence[Settled], how: Settling) -> None:
    """Writes down outcomes in a table of messages, of rows that are still claimed by this one."""
    begun = [_back(one, by) | _said(one, unit.now_us) for one in settled if one.was_begun]
    back = [_back(one, by) for one in settled if not one.was_begun]
    if begun:
        unit.connection.execute(how.settle, begun)
    if back:
        unit.connection.execute(how.give_back, back)


def _back(one: Settled, by: str) -> dict[str, object]:
    return {
        "row": one.id,
        "by": by,
        "new_state": one.state.value,
        "new_due": 0 if one.due_at is None else to_us(one.due_at),
        "not_tried": int(not (one.was_tried and one.was_begun)),
    }


def _said(one: Settled, now_us: int) -> dict[str, object]:
    return {"new_receipt": one.receipt, "new_reason": one.reason, "now": now_us}


def _found(unit: Unit, channel_id: int, limit: int, beside: int) -> list[int]:
    """The rows that may be sent now, the most urgent first.

    A channel in trouble is tried with those readers first with whom it was not tried in vain.
    """
    asked = {"channel": channel_id, "now": unit.now_us, "most": limit}
    trouble = read_troubles(unit).get(channel_id)
    if trouble is not None:
        others = _first_of(unit, _UNTRIED, asked | {"since": to_us(trouble.since)}, beside)
        if others:
            return others
    return _first_of(unit, _ANY, asked, beside)


def _first_of(unit: Unit, which: _Waiting, asked: dict[str, int], beside: int) -> list[int]:
    """From one index after the other, so that the first few rows are read and no others."""
    if _may_try_a_suspect(unit, asked):
        suspects = _rows(unit, which.suspect, asked | {"most": 1})
        if suspects:
            return [row_id for _, _, row_id in suspects]
    limit = asked["most"]
    found = [*_rows(unit, which.lost, asked), *_rows(unit, which.again, asked)]
    left = limit - len(found)
    for one in open_dispatches(unit):
        if one.channel_id == asked["channel"] and one.ready_us <= unit.now_us:
            these = asked | {"update_id": one.update_id}
            if one.message_id is None:
                more = _rows(unit, which.queued, these)
            else:
                more = _rows(unit, which.of_a_text, these | {"message_id": one.message_id})
            found, left = [*found, *more], left - len(more)
            if left <= 0:
                break
    found = sorted(found)[:limit]
    urgent = sum(lane <= Lane.CONFIRMATION for lane, _, _ in found)
    return [row_id for _, _, row_id in found[: max(urgent, limit - beside)]]


def _may_try_a_suspect(unit: Unit, asked: Mapping[str, int]) -> bool:
    """Whether no other row is on its way of which the program may end.

    Rows are taken up ahead, and all of them are lost with the one that ended it. So those that were
    lost again are begun one by one, until it is known which.
    """
    return unit.connection.execute(_SUSPECT_ON_ITS_WAY, asked).first() is None


def _rows(unit: Unit, wanted: _Wanted, asked: Mapping[str, int]) -> list[tuple[int, int, int]]:
    return [(row.lane, row.due_us, row.id) for row in unit.connection.execute(wanted, asked)]


def _first(which: ColumnElement[bool], *order: ColumnElement[int]) -> _Wanted:
    """The first rows of a channel of which that is true, but for those that have to wait."""
    now = bindparam("now", type_=DELIVERY.c.due_us.type)
    other = DELIVERY.alias("other")
    on_its_way = (
        select(other.c.id)
        .where(
            in_state(other, SENDING),
            other.c.subscriber_id == DELIVERY.c.subscriber_id,
            other.c.incident_id == DELIVERY.c.incident_id,
            other.c.id != DELIVERY.c.id,
            or_(other.c.claimed_until_us > now, other.c.id < DELIVERY.c.id),
        )
        .exists()
    )
    return (
        select(DELIVERY.c.lane, DELIVERY.c.due_us, DELIVERY.c.id)
        .where(DELIVERY.c.channel_id == bindparam("channel"), which, not_(on_its_way))
        .order_by(*order)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True, of=DELIVERY)
    )


def settling(rows: Table) -> Settling:
    """The statements that write down outcomes in a table of messages."""
    give_back = (
        update(rows)
        .where(rows.c.id == bindparam("row"), rows.c.claimed_by == bindparam("by"))
        .values(
            state=bindparam("new_state"),
            due_us=bindparam("new_due"),
            attempts=rows.c.attempts - bindparam("not_tried"),
            lost=0,
            claimed_by="",
            claimed_until_us=None,
        )
    )
    settle = give_back.values(
        receipt=bindparam("new_receipt"), reason=bindparam("new_reason"), at_us=bindparam("now")
    )
    return Settling(settle, give_back)


def _waiting(only: ColumnElement[bool]) -> _Waiting:
    """The rows of a channel that wait, by where they are found, as far as that is true of them."""
    ended = DELIVERY.c.claimed_until_us <= bindparam("now")
    due = DELIVERY.c.due_us <= bindparam("now")
    of_update = DELIVERY.c.update_id == bindparam("update_id")
    lost = in_state(DELIVERY, SENDING) & ended & only
    new = in_state(DELIVERY, QUEUED) & of_update & only
    # Texts are written one after the other, each with its rows.
    in_turn = (DELIVERY.c.message_id, DELIVERY.c.id)
    return _Waiting(
        lost=_first(lost & (DELIVERY.c.lost < SUSPECT_FROM), DELIVERY.c.id),
        suspect=_first(lost & (DELIVERY.c.lost >= SUSPECT_FROM), DELIVERY.c.id),
        again=_first(
            is_tried_again(DELIVERY) & due & only,
            *(DELIVERY.c.lane, DELIVERY.c.due_us, DELIVERY.c.id),
        ),
        queued=_first(new, *in_turn),
        of_a_text=_first(new & (DELIVERY.c.message_id == bindparam("message_id")), *in_turn),
    )


def _is_untried() -> ColumnElement[bool]:
    mine = DELIVERY.alias("mine")
    tried = select(mine.c.id).where(
        mine.c.subscriber_id == DELIVERY.c.subscriber_id,
        is_tried_since(mine, bindparam("since", type_=DELIVERY.c.at_us.type)),
    )
    return not_(tried.exists())


_SUSPECT_ON_ITS_WAY = select(DELIVERY.c.id).where(
    in_state(DELIVERY, SENDING),
    DELIVERY.c.channel_id == bindparam("channel"),
    DELIVERY.c.claimed_until_us > bindparam("now"),
    DELIVERY.c.lost > SUSPECT_FROM,
)
# Made once: they are asked for each handful of messages.
_SETTLING = settling(DELIVERY)
_ANY = _waiting(true())
_UNTRIED = _waiting(_is_untried())


def take(unit: Unit, rows: Table, ids: Sequence[int], *, by: str, until: datetime) -> None:
    """Claims rows of a table of messages."""
    unit.connection.execute(
        update(rows)
        .where(among(rows.c.id, ids))
        .values(
            state=SENDING.value,
            claimed_by=by,
            claimed_until_us=to_us(until),
            attempts=rows.c.attempts + 1,
            lost=rows.c.lost + 1,
        )
    )
