"""Rows of spans, in the table of what counts or in that of what was measured."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Table, delete, insert, or_, select

from statusboard.domain.maintenance_windows import Step
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.storage.numbers import STATUS_NUMBER, STATUS_OF
from statusboard.storage.unit import Unit


def add_rows(unit: Unit, table: Table, spans: Iterable[Span]) -> None:
    """Writes spans as they are; the caller vouches that they are in order and disjoint."""
    rows = [
        {
            "component_id": span.component_id,
            "start_us": span.start_us,
            "stop_us": span.stop_us,
            "status": STATUS_NUMBER[span.status],
        }
        for span in spans
    ]
    if rows:
        unit.connection.execute(insert(table), rows)


def rewrite_rows(
    unit: Unit, table: Table, component_id: int, at_us: int, steps: Sequence[Step]
) -> None:
    """Makes a component's history from `at_us` on what `steps` say; what was before stays.

    The first step is at `at_us`, the last one is open. Unknown leaves a gap. Equal neighbours
    become one span, so that the same truth is always the same rows.
    """
    mine = table.c.component_id == component_id
    touched = mine & or_(table.c.stop_us.is_(None), table.c.stop_us >= at_us)
    tail = unit.connection.execute(select(table).where(touched).order_by(table.c.start_us)).all()
    told: list[Step] = []
    for row in tail:
        if row.start_us < at_us:
            told.append((row.start_us, STATUS_OF[row.status]))
            if row.stop_us is not None and row.stop_us < at_us:
                told.append((row.stop_us, ComponentStatus.UNKNOWN))
    told += steps
    unit.connection.execute(delete(table).where(touched))
    add_rows(unit, table, _spans(component_id, told))


def steps_from(unit: Unit, table: Table, component_id: int, at_us: int) -> list[Step]:
    """What a component's rows say from an instant on. The first step is at that instant."""
    mine = table.c.component_id == component_id
    later = mine & or_(table.c.stop_us.is_(None), table.c.stop_us > at_us)
    steps: list[Step] = [(at_us, ComponentStatus.UNKNOWN)]
    for row in unit.connection.execute(select(table).where(later).order_by(table.c.start_us)).all():
        start_us = max(row.start_us, at_us)
        if steps[-1][0] >= start_us:
            steps.pop()
        steps.append((start_us, STATUS_OF[row.status]))
        if row.stop_us is not None:
            steps.append((row.stop_us, ComponentStatus.UNKNOWN))
    return steps


def _spans(component_id: int, steps: Sequence[Step]) -> list[Span]:
    merged: list[Step] = []
    for at_us, status in steps:
        if merged and merged[-1][0] >= at_us:
            merged.pop()  # it lasted no time at all
        if not merged or merged[-1][1] is not status:
            merged.append((at_us, status))
    stops: list[int | None] = [at_us for at_us, _ in merged[1:]]
    return [
        Span(component_id, start_us, stop_us, status)
        for (start_us, status), stop_us in zip(merged, [*stops, None], strict=True)
        if status is not ComponentStatus.UNKNOWN
    ]
