"""Verbs of schedules: one is made, ended, and a run of it written down."""

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.reports.inputs import MadeRun, Unschedule
from statusboard.app.reports.schedule_rules import again_at, due_us, settled_schedule
from statusboard.app.reports.sending import send_to_list
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import to_us
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.errors import RuleBroken
from statusboard.render.clean import clean_line
from statusboard.storage.report_schedules import (
    note_run,
    put_off,
    read_schedules,
    remove_schedule,
    save_schedule,
)
from statusboard.storage.unit import Unit


@verb("report.schedule", Permission.CONFIGURE, ReportSchedule, bool)
def schedule_report(unit: Unit, given: ReportSchedule) -> Done[bool]:
    """Whether it is a new one. Raises RuleBroken with the field at fault."""
    text = settled_schedule(unit, given)
    is_new = save_schedule(unit, text, due_us=due_us(unit, text.every))
    where = f"into {text.directory}" if text.directory else f"to the list {text.list_name}"
    detail: dict[str, object] = {"every": text.every, "where": where}
    return Done(is_new, Changes.of(Topic.SETTINGS), Audit(f"schedule {text.name}", detail))


@verb("report.unschedule", Permission.CONFIGURE, Unschedule, type(None))
def unschedule(unit: Unit, given: Unschedule) -> Done[None]:
    """Makes no more of it. Raises RuleBroken where there is none of that name."""
    name = clean_line(given.name)
    if not remove_schedule(unit, name):
        there = ", ".join(one.schedule.name for one in read_schedules(unit)) or "none"
        raise RuleBroken(f"There is no schedule “{name}”. There are: {there}.", field="name")
    return Done(None, Changes.of(Topic.SETTINGS), Audit(f"schedule {name}"))


@verb("report.note_run", Permission.RUN, MadeRun, bool)
def note_made(unit: Unit, given: MadeRun) -> Done[bool]:
    """Writes a run down, and gives it to the outbox where a list gets it; whether all went well.

    Of a schedule that was changed meanwhile, or whose run another office wrote down, nothing is.
    """
    one = next((each for each in read_schedules(unit) if each.id == given.schedule_id), None)
    if one is None or one.due_at != given.due_at:
        return Done(result=False, changes=Changes(), audit=None)
    if not given.is_made:
        put_off(unit, one.id, due_us=due_us(unit, one.schedule.every))
        return Done(result=False, changes=Changes.of(Topic.SETTINGS), audit=None)
    problem = given.problem
    if not problem and given.listed is not None:
        problem = send_to_list(unit, one, given.listed)
    again_us = to_us(again_at(unit.now, one.tries))
    note_run(
        unit,
        one.id,
        due_us=again_us if problem else due_us(unit, one.schedule.every),
        problem=problem,
    )
    changes = Changes.of(Topic.SETTINGS, Topic.DELIVERIES)
    detail: dict[str, object] = {"problem": problem}
    return Done(not problem, changes, Audit(f"schedule {one.schedule.name}", detail))
