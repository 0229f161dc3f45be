"""Spans: what uptime is made of. In order, disjoint, at most one open per component."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Table, func, or_, select

from statusboard.domain.instants import Interval
from statusboard.domain.maintenance_windows import Step
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.storage.given_ids import given_ids
from statusboard.storage.history.corrected_spans import lay_over, table_beneath
from statusboard.storage.history.span_rows import add_rows, rewrite_rows, steps_from
from statusboard.storage.numbers import DOWN, STATUS_NUMBER, STATUS_OF, TROUBLE
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import MEASURED_SPAN, SPAN
from statusboard.storage.unit import Unit

_WORK = [STATUS_NUMBER[ComponentStatus.UNDER_MAINTENANCE]]
_SOME = given_ids("component_ids")
_OPEN = select(SPAN).where(SPAN.c.stop_us.is_(None))
_OPEN_OF = _OPEN.where(SPAN.c.component_id.in_(_SOME))
_FIRST_START = select(func.min(SPAN.c.start_us)).where(SPAN.c.component_id.in_(_SOME))
_MAJORS = select(SPAN.c.component_id, SPAN.c.stop_us).where(
    SPAN.c.status == STATUS_NUMBER[ComponentStatus.MAJOR_OUTAGE]
)
_MAJORS_LASTING = _MAJORS.where(SPAN.c.stop_us.is_(None))
_MAJORS_ENDED = _MAJORS.where(SPAN.c.stop_us.is_not(None)).order_by(SPAN.c.stop_us.desc())


def read_spans(
    unit: Unit,
    bounds: Interval | None = None,
    *,
    component_ids: Collection[int] | None = None,
) -> tuple[Span, ...]:
    """The spans that touch an interval (None: all), whole, by component and start."""
    return _touching(unit, SPAN, bounds, component_ids)


def read_measured(
    unit: Unit, bounds: Interval | None, component_ids: Collection[int]
) -> tuple[Span, ...]:
    """The same as measured, beneath corrections; of services alone whose spans show one."""
    return _touching(unit, MEASURED_SPAN, bounds, component_ids)


def _touching(
    unit: Unit, table: Table, bounds: Interval | None, component_ids: Collection[int] | None
) -> tuple[Span, ...]:
    statement = select(table).order_by(table.c.component_id, table.c.start_us)
    if bounds is not None:
        statement = statement.where(
            table.c.start_us < bounds.stop_us,
            or_(table.c.stop_us.is_(None), table.c.stop_us > bounds.start_us),
        )
    if component_ids is not None:
        statement = statement.where(table.c.component_id.in_(component_ids))
    return tuple(
        Span(row.component_id, row.start_us, row.stop_us, STATUS_OF[row.status])
        for row in unit.connection.execute(statement)
    )


@read_once
def read_open(unit: Unit, component_ids: frozenset[int] | None = None) -> Mapping[int, Span]:
    """The open span of each component that has one, or of some alone."""
    if component_ids is None:
        rows = unit.connection.execute(_OPEN).all()
    else:
        rows = unit.connection.execute(_OPEN_OF, {"component_ids": list(component_ids)}).all()
    return {
        component_id: Span(component_id, start_us, None, STATUS_OF[number])
        for component_id, start_us, _, number in rows
    }


def add_spans(unit: Unit, spans: Iterable[Span]) -> None:
    """Writes spans as they are; the caller vouches that they are in order and disjoint.

    Beneath corrections, where there are some of their service.
    """
    by_component: dict[int, list[Span]] = {}
    for span in spans:
        by_component.setdefault(span.component_id, []).append(span)
    for component_id, own in by_component.items():
        table = table_beneath(unit, component_id)
        add_rows(unit, table, own)
        if table is not SPAN:
            lay_over(unit, component_id, min(one.start_us for one in own))


def rewrite_from(unit: Unit, component_id: int, at_us: int, steps: Sequence[Step]) -> None:
    """Makes a component's history from `at_us` on what `steps` say; what was before stays.

    The first step is at `at_us`, the last one is open. Unknown leaves a gap. Corrections lie over
    it as before.
    """
    table = table_beneath(unit, component_id)
    rewrite_rows(unit, table, component_id, at_us, steps)
    if table is not SPAN:
        lay_over(unit, component_id, at_us)


def rewrite_between(
    unit: Unit, component_id: int, at_us: int, until_us: int, steps: Sequence[Step]
) -> None:
    """The same between two instants; what was after the second stays as well."""
    after = steps_from(unit, table_beneath(unit, component_id), component_id, until_us)
    rewrite_from(unit, component_id, at_us, [*steps, *after])


def down_ended_since(unit: Unit, since_us: int) -> frozenset[int]:
    """The components with a down span that ended after an instant."""
    rows = unit.connection.execute(
        select(SPAN.c.component_id)
        .where(SPAN.c.stop_us > since_us, SPAN.c.status.in_(DOWN))
        .distinct()
    )
    return frozenset(row.component_id for row in rows)


def told_after(unit: Unit, at_us: int) -> frozenset[int]:
    """The components whose history says something of the time after an instant."""
    late = or_(SPAN.c.start_us > at_us, SPAN.c.stop_us > at_us)
    rows = unit.connection.execute(select(SPAN.c.component_id).where(late).distinct())
    return frozenset(row.component_id for row in rows)


def read_trouble(
    unit: Unit, bounds: Interval, *, component_ids: frozenset[int]
) -> tuple[Span, ...]:
    """The spans of trouble that touch an interval, whole, by start."""
    return _read_in(unit, bounds, component_ids, TROUBLE)


def read_under_maintenance(
    unit: Unit, bounds: Interval, *, component_ids: frozenset[int]
) -> tuple[Span, ...]:
    """The spans of planned work that touch an interval, whole, by start."""
    return _read_in(unit, bounds, component_ids, _WORK)


def _read_in(
    unit: Unit, bounds: Interval, component_ids: frozenset[int], statuses: Sequence[int]
) -> tuple[Span, ...]:
    wanted = select(SPAN).where(SPAN.c.start_us < bounds.stop_us, SPAN.c.status.in_(statuses))
    found = []
    for statement in (
        wanted.where(SPAN.c.stop_us > bounds.start_us),
        wanted.where(SPAN.c.stop_us.is_(None)),
    ):
        found += [
            Span(row.component_id, row.start_us, row.stop_us, STATUS_OF[row.status])
            for row in unit.connection.execute(statement)
            if row.component_id in component_ids
        ]
    return tuple(sorted(found, key=lambda span: (span.start_us, span.component_id)))


def read_measured_open(unit: Unit) -> Mapping[int, Span]:
    """The open span of each component as measured, whatever was corrected of the time before."""
    lasting = select(MEASURED_SPAN).where(MEASURED_SPAN.c.stop_us.is_(None))
    beneath = {
        row.component_id: Span(row.component_id, row.start_us, None, STATUS_OF[row.status])
        for row in unit.connection.execute(lasting)
    }
    return {**read_open(unit), **beneath}


@read_once
def last_major(unit: Unit, component_ids: frozenset[int]) -> tuple[bool, int | None]:
    """Whether a major outage of these components lasts, and when the last one ended."""
    lasting = unit.connection.execute(_MAJORS_LASTING)
    if any(row.component_id in component_ids for row in lasting):
        return True, None
    # Newest first along the index: the first hit is the answer, whatever lies before it.
    with unit.connection.execute(_MAJORS_ENDED) as ended:
        for row in ended:
            if row.component_id in component_ids:
                return False, row.stop_us
    return False, None


def first_start(unit: Unit, component_ids: Collection[int]) -> int | None:
    """When the first of these components was first observed; None where none ever was."""
    given = {"component_ids": list(component_ids)}
    started: int | None = unit.connection.scalar(_FIRST_START, given)
    return started
