"""Claims on messages that are about no update, as confirmations and handovers share them.

Nothing of them waits for a page, for a person, or for an earlier message. Their tables have the
columns of `delivery` for who sends what when.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, or_, select, update

from statusboard.storage.among import among
from statusboard.storage.claim_texts import Claim
from statusboard.storage.claims import Settled, Settling, write_down
from statusboard.storage.delivery_states import QUEUED, SENDING, in_state, is_tried_again
from statusboard.storage.unit import Unit


def now_of(table: Table) -> ColumnElement[int]:
    """The instant that `waiting_in` is asked for, in microseconds."""
    return bindparam("now", type_=table.c.due_us.type)


def waiting_in(table: Table, *conditions: ColumnElement[bool]) -> Select[Any]:
    """The rows of a channel that may be sent at an instant, by when they were due.

    Asked with `channel`, `now` and `most`. Make it once: it is asked for each handful of messages.
    """
    lost = and_(in_state(table, SENDING), table.c.claimed_until_us <= now_of(table))
    again = and_(is_tried_again(table), table.c.due_us <= now_of(table))
    return (
        select(table.c.id)
        .where(
            table.c.channel_id == bindparam("channel"),
            or_(in_state(table, QUEUED), again, lost),
            *conditions,
        )
        .order_by(table.c.due_us, table.c.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )


def in_order(claims: Sequence[Claim], ids: Sequence[int]) -> tuple[Claim, ...]:
    """The claims in the order of these rows."""
    order = {row_id: place for place, row_id in enumerate(ids)}
    return tuple(sorted(claims, key=lambda one: order[one.id]))


def settle_in(
    unit: Unit, table: Table, by: str, settled: Sequence[Settled], statements: Settling
) -> None:
    """Writes down what became of rows that are still claimed by this one.

    Of those that keep no address any more, not in a provider's words. `statements` are the
    table's, from `settling`.
    """
    write_down(unit, by, settled, statements)
    kept_none = among(table.c.id, [one.id for one in settled]) & (table.c.address == "")
    unit.connection.execute(update(table).where(kept_none).values(receipt="", reason=""))
