"""Reports that are made by schedule: what each is, when the next is due, why the last was not."""

import json
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from statusboard.domain.instants import from_us
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.domain.views.reports import ScheduledReport
from statusboard.storage.tables import REPORT_SCHEDULE
from statusboard.storage.unit import Unit


def read_schedules(unit: Unit) -> tuple[ScheduledReport, ...]:
    """All schedules, by name."""
    rows = unit.connection.execute(select(REPORT_SCHEDULE).order_by(REPORT_SCHEDULE.c.name))
    return tuple(map(_view, rows))


def next_due_us(unit: Unit) -> int | None:
    """When the next of them is due, in microseconds since 1970; None without any."""
    due_us = unit.connection.scalar(select(func.min(REPORT_SCHEDULE.c.due_us)))
    return None if due_us is None else int(due_us)


def save_schedule(unit: Unit, schedule: ReportSchedule, *, due_us: int) -> bool:
    """Makes or changes the schedule of that name; whether it is a new one."""
    values = {
        **{name: getattr(schedule, name) for name in ReportSchedule.__slots__},
        "services": json.dumps(schedule.services, ensure_ascii=False),
        "due_us": due_us,
        "problem": "",
        "tries": 0,
    }
    changed = update(REPORT_SCHEDULE).where(REPORT_SCHEDULE.c.name == schedule.name).values(values)
    if unit.connection.execute(changed).rowcount:
        return False
    unit.connection.execute(insert(REPORT_SCHEDULE).values(values))
    return True


def remove_schedule(unit: Unit, name: str) -> bool:
    """Whether there was one of that name."""
    gone = delete(REPORT_SCHEDULE).where(REPORT_SCHEDULE.c.name == name)
    return bool(unit.connection.execute(gone).rowcount)


def note_run(unit: Unit, schedule_id: int, *, due_us: int, problem: str) -> str | None:
    """Writes down how a run went, and when the next is due; its name, None where it is gone.

    Without a problem it was made now.
    """
    values: dict[str, object] = {"due_us": due_us, "problem": problem}
    if problem:
        values["tries"] = REPORT_SCHEDULE.c.tries + 1
    else:
        values |= {"tries": 0, "made_us": unit.now_us}
    noted = (
        update(REPORT_SCHEDULE)
        .where(REPORT_SCHEDULE.c.id == schedule_id)
        .values(values)
        .returning(REPORT_SCHEDULE.c.name)
    )
    return unit.connection.execute(noted).scalar_one_or_none()


def put_off(unit: Unit, schedule_id: int, *, due_us: int) -> None:
    """It is due at another time; nothing was made, and nothing failed."""
    found = update(REPORT_SCHEDULE).where(REPORT_SCHEDULE.c.id == schedule_id)
    unit.connection.execute(found.values(due_us=due_us))


def _view(row: Row[Any]) -> ScheduledReport:
    said = {name: getattr(row, name) for name in ReportSchedule.__slots__}
    return ScheduledReport(
        id=row.id,
        schedule=ReportSchedule(**{**said, "services": tuple(json.loads(row.services))}),
        due_at=from_us(row.due_us),
        made_at=None if row.made_us is None else from_us(row.made_us),
        problem=row.problem,
        tries=row.tries,
    )
