"""What all desks of a database may ask of New Relic together, and what is in flight.

The rate is a GCRA (generic cell rate algorithm, ITU-T I.371): one instant per scope, moved on by
one atomic UPDATE with each request. The clock is the database server's, so that desks whose clocks
differ share one; an instant that no grant can have made, left by a clock set back, counts as now.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, delete, func, insert, literal, select, text, update

from statusboard.domain.instants import SECOND_US, to_us
from statusboard.storage.tables import NEW_RELIC_BUDGET, NEW_RELIC_REQUEST
from statusboard.storage.unit import Unit
from statusboard.storage.upserts import upsert

_ROW, _REQUEST = NEW_RELIC_BUDGET.c, NEW_RELIC_REQUEST.c
# No peer's wish to wait is longer (`newrelic.replies`): what is further off was a wrong clock.
LONGEST_CLOSED_US = 3600 * SECOND_US
# A desk reads the clock, and then waits for the row: what another was granted meanwhile lies a bit
# further on than any grant by that reading could, and is no wrong clock.
WAITED_US = 60 * SECOND_US


@dataclass(frozen=True, slots=True)
class Charge:
    """So many of what a scope may have in a minute, `burst` of them at once.

    `kept_back` of the burst are left to others.
    """

    scope: str
    amount: int
    per_minute: int
    burst: int
    kept_back: int = 0

    @property
    def interval_us(self) -> int:
        """The time between two at an even rate."""
        return 60 * SECOND_US // self.per_minute


class NotGranted(Exception):
    """Nothing is granted for so long, in microseconds; `is_closed`: by New Relic's own wish."""

    def __init__(self, wait_us: int, *, is_closed: bool = False) -> None:
        super().__init__(f"wait {wait_us} us")
        self.wait_us, self.is_closed = wait_us, is_closed


def shared_now_us(unit: Unit) -> int:
    """Now by the clock that all desks share: the server's, or this computer's for a file."""
    if unit.is_sqlite:
        return unit.now_us
    return to_us(unit.connection.execute(text("SELECT clock_timestamp()")).scalar_one())


def grant(
    unit: Unit, charges: Sequence[Charge], *, seats_of: str, seats: int, until_us: int
) -> int:
    """The number of one request that may begin now, to be given back when it is over.

    All is charged, or nothing: raises NotGranted, and the unit is to be rolled back then. No more
    than `seats` of `seats_of` are in flight; this one is over after `until_us` from now at most.
    """
    now_us = shared_now_us(unit)
    for charge in sorted(charges, key=lambda one: one.scope):  # in one order: no two wait crosswise
        _charge(unit, charge, now_us)
    # The row of the scope is held until the end of this unit, so two cannot count the same.
    gone = delete(NEW_RELIC_REQUEST).where(_REQUEST.until_us <= now_us)
    unit.connection.execute(gone)
    counted = select(func.count(), func.min(_REQUEST.until_us)).where(_REQUEST.scope == seats_of)
    in_flight, first_us = unit.connection.execute(counted).one()
    if in_flight >= seats:
        raise NotGranted(min(first_us - now_us, SECOND_US // 5))
    values = {"scope": seats_of, "until_us": now_us + until_us}
    taken = insert(NEW_RELIC_REQUEST).values(values).returning(_REQUEST.id)
    return int(unit.connection.execute(taken).scalar_one())


def _charge(unit: Unit, charge: Charge, now_us: int) -> None:
    most_us = charge.burst * charge.interval_us
    begins = case(
        (_ROW.free_us < now_us, literal(now_us)),
        (_ROW.free_us > now_us + most_us + WAITED_US, literal(now_us)),
        else_=_ROW.free_us,
    )
    moved = begins + charge.amount * charge.interval_us
    allowed_us = (charge.burst - charge.kept_back) * charge.interval_us
    is_closed = _ROW.closed_until_us.between(now_us + 1, now_us + LONGEST_CLOSED_US)
    granted = (
        update(NEW_RELIC_BUDGET)
        .where(_ROW.scope == charge.scope, moved <= now_us + allowed_us, ~is_closed)
        .values(free_us=moved)
        .returning(_ROW.free_us)
    )
    if unit.connection.execute(granted).one_or_none() is not None:
        return
    made = upsert(unit, NEW_RELIC_BUDGET).values(scope=charge.scope, free_us=now_us)
    unit.connection.execute(made.on_conflict_do_nothing())
    if unit.connection.execute(granted).one_or_none() is not None:
        return
    seen = select(_ROW.free_us, _ROW.closed_until_us).where(_ROW.scope == charge.scope)
    free_us, closed_us = unit.connection.execute(seen).one()
    if now_us < closed_us <= now_us + LONGEST_CLOSED_US:
        raise NotGranted(closed_us - now_us, is_closed=True)
    begins_us = free_us if now_us < free_us <= now_us + most_us + WAITED_US else now_us
    wait_us = begins_us + charge.amount * charge.interval_us - now_us - allowed_us
    raise NotGranted(max(wait_us, charge.interval_us))


def give_back(unit: Unit, number: int) -> None:
    """Notes that a request is over."""
    unit.connection.execute(delete(NEW_RELIC_REQUEST).where(_REQUEST.id == number))


def close(unit: Unit, scope: str, wait_us: int) -> None:
    """Grants nothing of a scope for so long: New Relic wished to be left alone."""
    now_us = shared_now_us(unit)
    until_us = now_us + min(wait_us, LONGEST_CLOSED_US)
    made = upsert(unit, NEW_RELIC_BUDGET).values(
        scope=scope, free_us=now_us, closed_until_us=until_us
    )
    is_longer = _ROW.closed_until_us.between(until_us, now_us + LONGEST_CLOSED_US)
    until = case((is_longer, _ROW.closed_until_us), else_=until_us)
    unit.connection.execute(
        made.on_conflict_do_update(index_elements=[_ROW.scope], set_={"closed_until_us": until})
    )
