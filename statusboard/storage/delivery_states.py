"""Conditions on the state of rows of the outbox, in the very words of its partial indexes.

A planner uses such an index only where it can read the state in the statement: a parameter could be
any. SQLite compares word for word.
"""

from sqlalchemy import ColumnElement, FromClause, and_, literal_column

from statusboard.domain.delivery import DeliveryState

QUEUED, SENDING = DeliveryState.QUEUED, DeliveryState.SENDING
RETRYING, DOUBT = DeliveryState.RETRYING, DeliveryState.MAY_HAVE_ARRIVED
SENT, FAILED, SUPERSEDED = DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.SUPERSEDED


def in_state(rows: FromClause, *states: DeliveryState) -> ColumnElement[bool]:
    """Whether a row of `rows`, the table or an alias of it, is in one of those states."""
    named: list[ColumnElement[str]] = [literal_column(f"'{state.value}'") for state in states]
    return rows.c.state == named[0] if len(named) == 1 else rows.c.state.in_(named)


def is_tried_again(rows: FromClause) -> ColumnElement[bool]:
    """Whether a row that was tried waits for its next try."""
    return and_(in_state(rows, RETRYING, DOUBT), rows.c.due_us > literal_column("0"))


def was_not_taken(rows: FromClause) -> ColumnElement[bool]:
    """Whether the last try of a row ended badly, or in doubt."""
    return and_(in_state(rows, FAILED, RETRYING, DOUBT), rows.c.attempts > literal_column("0"))
