"""Corrections in the spans of services; what was measured stays whole beneath them.

While the spans of a service show a correction, whatever is measured of it is written to
`measured_span`, and its spans are that with the corrections over it. So all that adds spans up
counts what was corrected, and what was measured can be asked for, and comes back, exactly.
"""

from collections.abc import Collection

from sqlalchemy import Table, delete, insert, select

from statusboard.domain.correction import with_corrections
from statusboard.storage.history.span_rows import rewrite_rows, steps_from
from statusboard.storage.history_corrections import note_shown, read_unfollowed, shown_over
from statusboard.storage.tables import MEASURED_SPAN, SPAN
from statusboard.storage.unit import Unit


def follow_corrections(unit: Unit) -> frozenset[int]:
    """Brings the spans to what people have corrected by now: the services whose history changed.

    The caller holds the lock on history.
    """
    from_us: dict[int, int] = {}
    for one in read_unfollowed(unit):
        number, start_us = one.correction.component_id, one.correction.start_us
        if number not in from_us and not shown_over(unit, number):
            _keep_measured(unit, number)
        note_shown(unit, [one.correction.id], is_shown=one.is_in_force)
        from_us[number] = min(start_us, from_us.get(number, start_us))
    for number, start_us in from_us.items():
        lay_over(unit, number, start_us)
        if not shown_over(unit, number):
            _forget_measured(unit, [number])
    return frozenset(from_us)


def table_beneath(unit: Unit, component_id: int) -> Table:
    """Where what is measured of a service is written: its spans, while nothing lies over them."""
    return MEASURED_SPAN if shown_over(unit, component_id) else SPAN


def lay_over(unit: Unit, component_id: int, at_us: int) -> None:
    """Makes the spans from an instant on what was measured, with the corrections over it."""
    steps = steps_from(unit, MEASURED_SPAN, component_id, at_us)
    over = with_corrections(steps, shown_over(unit, component_id))
    rewrite_rows(unit, SPAN, component_id, at_us, over)


def _keep_measured(unit: Unit, component_id: int) -> None:
    _forget_measured(unit, [component_id])
    names = [column.name for column in SPAN.columns]
    mine = select(*(SPAN.c[name] for name in names)).where(SPAN.c.component_id == component_id)
    unit.connection.execute(insert(MEASURED_SPAN).from_select(names, mine))


def _forget_measured(unit: Unit, component_ids: Collection[int]) -> None:
    unit.connection.execute(
        delete(MEASURED_SPAN).where(MEASURED_SPAN.c.component_id.in_(component_ids))
    )
