"""Verbs of schedules: one is made, ended, and a run of it written down."""

from dataclasses import replace

from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.list_readers import readers_of
from statusboard.app.delivery.texts import Texts, frozen
from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.reports.inputs import MadeRun, ScheduleReport, ShareReport, Unschedule
from statusboard.app.reports.schedule_rules import again_at, due_us, settled_schedule
from statusboard.app.reports.share_commands import share_report
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import to_us
from statusboard.domain.sms import in_plain_letters
from statusboard.domain.views.reports import ScheduledReport
from statusboard.errors import RuleBroken
from statusboard.render.clean import clean_line
from statusboard.storage.handovers import NewHandoverMessage, add_handover
from statusboard.storage.inside_lists import read_lists
from statusboard.storage.report_schedules import (
    note_run,
    put_off,
    read_schedules,
    remove_schedule,
    save_schedule,
)
from statusboard.storage.unit import Unit

# A list is sent a link: it opens for a year, and ends earlier where somebody ends it.
LINK_DAYS = 366


@verb("report.schedule", Permission.CONFIGURE, ScheduleReport, bool)
def schedule_report(unit: Unit, given: ScheduleReport) -> Done[bool]:
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
        there = ", ".join(one.name for one in read_schedules(unit)) or "none"
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
        put_off(unit, one.id, due_us=due_us(unit, one.every))
        return Done(result=False, changes=Changes.of(Topic.SETTINGS), audit=None)
    problem = given.problem
    if not problem and given.share is not None:
        problem = _send(unit, one, given.share, given.message)
    again_us = to_us(again_at(unit.now, one.tries))
    note_run(
        unit,
        one.id,
        due_us=again_us if problem else due_us(unit, one.every),
        problem=problem,
    )
    changes = Changes.of(Topic.SETTINGS, Topic.DELIVERIES)
    detail: dict[str, object] = {"problem": problem}
    return Done(not problem, changes, Audit(f"schedule {one.name}", detail))


def _send(unit: Unit, one: ScheduledReport, share: ShareReport, message: str) -> str:
    """Shares the report and writes a message for everybody in the list; why not, in words."""
    kinds = channel_kinds()
    inside = next((each for each in read_lists(unit) if each.name == one.list_name), None)
    if inside is None:
        return f"There is no inside list called “{one.list_name}” any more."
    readers = readers_of(unit, inside, kinds)
    if not readers.told:
        return f"Nobody in the list “{inside.name}” can be told."
    address = share_report.run(unit, replace(share, days=LINK_DAYS)).result
    link = address.url if address.is_whole else ""
    subject = clean_line(share.title)
    text = f"{message}\n\n{link}\n" if link else f"{message}\n"
    short = in_plain_letters(f"{subject} {link}".strip())
    contents = {
        form: frozen(Texts(subject, short if form == "short" else text))
        for form in {kinds[channel.kind].form for _, channel in readers.told}
    }
    messages = [
        NewHandoverMessage(member, contents[kinds[channel.kind].form])
        for member, channel in readers.told
    ]
    add_handover(unit, inside.id, inside.name, f"schedule “{one.name}”", messages)
    return ""
