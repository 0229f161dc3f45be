"""When rows of the outbox may be sent: of which updates some wait, and when the next one is due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, bindparam, func, select

from statusboard.domain.delivery import Lane
from statusboard.domain.instants import from_us
from statusboard.domain.page import MAIN
from statusboard.storage.confirmations import next_confirmations
from statusboard.storage.delivery_states import QUEUED, SENDING, in_state, is_tried_again
from statusboard.storage.handovers import next_handovers
from statusboard.storage.pages import had_other_pages
from statusboard.storage.shown import NOWHERE, PAGE_WAIT_US, Shown, read_shown
from statusboard.storage.tables import CHANNEL, DELIVERY, DISPATCH, MESSAGE
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class OpenDispatch:
    """An update of which rows of a channel wait for their first try, from `ready_us` on.

    `message_id`: of these the ones with that text, which is of the readers of one page; None: all.
    """

    channel_id: int
    update_id: int
    lane: int
    ready_us: int
    message_id: int | None = None


def open_dispatches(unit: Unit) -> tuple[OpenDispatch, ...]:
    """Every update that waits, by channel; the most urgent first, then the oldest.

    The readers of a page wait for its places and for no others; people inside for the main page's.
    The index is asked for one update after the other: there are few, whatever their rows.
    """
    rows = unit.connection.execute(_OPEN).all()
    if rows and had_other_pages(unit):
        return _by_page(unit, rows)
    shown = read_shown(unit) if rows else NOWHERE
    return _in_order(
        OpenDispatch(row.channel_id, row.update_id, row.lane, _ready_us(row, shown)) for row in rows
    )


def _by_page(unit: Unit, rows: Sequence[Row[Any]]) -> tuple[OpenDispatch, ...]:
    """The same, each text by itself."""
    updates = {row.update_id for row in rows}
    texts: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for text in unit.connection.execute(_TEXTS, {"updates": tuple(updates)}):
        page_id = max(MAIN, text.page_id)
        texts.setdefault((text.channel_id, text.update_id), []).append((text.id, page_id))
    pages = {page_id for found in texts.values() for _, page_id in found}
    shown = {page_id: read_shown(unit, page_id) for page_id in pages}
    return _in_order(
        OpenDispatch(
            row.channel_id, row.update_id, row.lane, _ready_us(row, shown[page_id]), message_id
        )
        for row in rows
        for message_id, page_id in texts.get((row.channel_id, row.update_id), ())
    )


def _ready_us(row: Row[Any], shown: Shown) -> int:
    """From when on the messages of an update may go to whom that is shown."""
    counts_us = shown.counts_us(row.generation, row.ready_us - PAGE_WAIT_US)
    return int(max(row.held_until_us, min(row.ready_us, counts_us)))


def _in_order(found: Iterable[OpenDispatch]) -> tuple[OpenDispatch, ...]:
    return tuple(sorted(found, key=lambda one: (one.lane, one.update_id, one.message_id or 0)))


def _open() -> Select[Any]:
    first = select(
        CHANNEL.c.id.label("channel_id"), _update_after(CHANNEL.c.id).label("update_id")
    ).where(CHANNEL.c.removed_us.is_(None))
    waiting = first.cte("waiting", recursive=True)
    waiting = waiting.union_all(
        select(
            waiting.c.channel_id, _update_after(waiting.c.channel_id, waiting.c.update_id)
        ).where(waiting.c.update_id.is_not(None))
    )
    a_row = (
        select(DELIVERY.c.lane)
        .where(
            in_state(DELIVERY, QUEUED),
            DELIVERY.c.channel_id == waiting.c.channel_id,
            DELIVERY.c.update_id == waiting.c.update_id,
        )
        .correlate(waiting)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(waiting, DISPATCH, a_row.label("lane"))
        .join(DISPATCH, DISPATCH.c.update_id == waiting.c.update_id)
        .where(DISPATCH.c.taken_back_us.is_(None))
    )


def next_due(unit: Unit) -> dict[int, datetime]:
    """By channel, when a row that waits may be sent, now at the earliest.

    No channel for which nothing waits; and no row that `claim` would never take.
    """
    found: dict[int, int] = {}

    def note(channel_id: int, us: int | None) -> None:
        if us is not None:
            found[channel_id] = min(us, found.get(channel_id, us))

    for one in open_dispatches(unit):
        note(one.channel_id, one.ready_us)
    for channel_id, *instants in unit.connection.execute(_AGAIN):
        for us in instants:
            note(channel_id, us)
    for channel_id, us in unit.connection.execute(_CLAIMED):
        note(channel_id, us)
    for channel_id, us in (*next_confirmations(unit).items(), *next_handovers(unit).items()):
        note(channel_id, us)
    return {channel_id: from_us(max(unit.now_us, us)) for channel_id, us in found.items()}


def _update_after(
    channel_id: ColumnElement[int], update_id: ColumnElement[int] | None = None
) -> ScalarSelect[int]:
    wanted = select(func.min(DELIVERY.c.update_id)).where(
        in_state(DELIVERY, QUEUED), DELIVERY.c.channel_id == channel_id
    )
    if update_id is not None:
        wanted = wanted.where(DELIVERY.c.update_id > update_id)
    return wanted.correlate_except(DELIVERY).scalar_subquery()


def _first_again(lane: Lane) -> ScalarSelect[int]:
    wanted = select(func.min(DELIVERY.c.due_us)).where(
        is_tried_again(DELIVERY), DELIVERY.c.channel_id == CHANNEL.c.id, DELIVERY.c.lane == lane
    )
    return wanted.correlate(CHANNEL).scalar_subquery()


def _texts() -> Select[Any]:
    """The texts of updates with which rows wait, and of whose page they are."""
    waits = select(DELIVERY.c.id).where(
        in_state(DELIVERY, QUEUED),
        DELIVERY.c.channel_id == MESSAGE.c.channel_id,
        DELIVERY.c.update_id == MESSAGE.c.update_id,
        DELIVERY.c.message_id == MESSAGE.c.id,
    )
    return select(MESSAGE.c.id, MESSAGE.c.channel_id, MESSAGE.c.update_id, MESSAGE.c.page_id).where(
        MESSAGE.c.update_id.in_(bindparam("updates", expanding=True)), waits.exists()
    )


# Made once: they are asked for each handful of messages.
_OPEN, _TEXTS = _open(), _texts()
_AGAIN = select(CHANNEL.c.id, *(_first_again(lane) for lane in Lane)).where(
    CHANNEL.c.removed_us.is_(None)
)
_CLAIMED = (
    select(DELIVERY.c.channel_id, func.min(DELIVERY.c.claimed_until_us))
    .where(in_state(DELIVERY, SENDING))
    .group_by(DELIVERY.c.channel_id)
)
