"""Planned work in the file of a desk: planned where it is not yet, changed where it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from statusboard.app.maintenance.agreeing import needs_approval
from statusboard.app.maintenance.change_inputs import ProposeWork
from statusboard.app.maintenance.changing import (
    change_and_tell,
    keep_changed,
    keep_new,
    plan_new,
)
from statusboard.app.maintenance.file_fields import NOBODY
from statusboard.app.maintenance.freeze_file import bring_freezes
from statusboard.app.maintenance.inputs import ApplyMaintenance, ChangeWork, NamedPlan
from statusboard.app.maintenance.named_services import plan_of_names, service_names
from statusboard.app.maintenance.proposing import put_up
from statusboard.app.maintenance.recurrence import next_instant
from statusboard.app.maintenance.rules import refuse_unfit_plan
from statusboard.app.services.faults import within_part
from statusboard.catalog.durations import duration_text
from statusboard.domain.maintenance import Maintenance, MaintenanceStatus, Plan
from statusboard.errors import RuleBroken
from statusboard.storage.maintenance import is_closed, read_all_maintenance
from statusboard.storage.unit import Unit

# What a plan says where nobody chose.
_USUAL_REMINDERS = (timedelta(days=1),)
# What the file calls the fields of a plan.
_KEYS = {
    "plan.body": "text",
    "plan.starts_at": "starts",
    "plan.components": "services",
    "plan.reminds_before": "remind",
}


def bring_maintenance(unit: Unit, given: ApplyMaintenance) -> tuple[str, ...]:
    """What changed, one line each. What the file does not name stays as it is.

    Where somebody else has to agree to planned work, what is new is kept as a draft, and what is
    changed of announced work waits for approval.

    Work that is over is not planned again, nor is what somebody cancelled that the file still
    describes as it was. Raises RuleBroken with the field at fault.
    """
    lines = list(bring_freezes(unit, given.freezes))
    for number, wanted in enumerate(given.plans):
        with within_part(f"maintenance.{number}"):
            line = _bring(unit, wanted)
        if line:
            lines.append(line)
    return tuple(lines)


def _bring(unit: Unit, wanted: NamedPlan) -> str:
    with _as_in_the_file():
        plan = plan_of_names(unit, wanted)
    everything = read_all_maintenance(unit)
    known = [one for one in everything if not _is_draft(one)]
    if any(one.plan == plan for one in known):
        return ""
    same = [one for one in known if one.plan.title == plan.title and _is_open(unit, one)]
    with _as_in_the_file():
        if same:
            if needs_approval(unit) and not plan.reads_as(same[-1].plan):
                return _ask(unit, same[-1], plan)
            change_and_tell(unit, same[-1], plan)
            return f"changed planned work {plan.title}"
        if next_instant(plan, unit.now - timedelta(minutes=1)) is None:
            return ""
        if needs_approval(unit):
            return _keep(unit, [one for one in everything if _is_draft(one)], plan)
        plan_new(unit, plan)
    return f"planned work {plan.title}"


def _ask(unit: Unit, known: Maintenance, plan: Plan) -> str:
    """Asks somebody else to agree to what the file says of announced work; once."""
    asked = ProposeWork(change=ChangeWork(known.id, known.revision, plan))
    _, is_new = put_up(unit, asked)
    done = f"asked for approval of a change of planned work {plan.title}"
    return f"{done}: it stays as announced until then" if is_new else ""


def _keep(unit: Unit, drafts: list[Maintenance], plan: Plan) -> str:
    """Keeps it until somebody else has agreed to it, in the place of its older draft."""
    if any(one.plan == plan for one in drafts):
        return ""
    same = [one for one in drafts if one.plan.title == plan.title]
    refuse_unfit_plan(unit, plan)
    if same:
        keep_changed(unit, same[-1], plan)
    else:
        keep_new(unit, plan)
    return f"kept planned work {plan.title} as a draft: somebody else has to agree to it"


def maintenance_tables(unit: Unit) -> Iterator[dict[str, object]]:
    """The planned work of which something is still to come, each as a table of the file."""
    names = service_names(unit)
    for one in read_all_maintenance(unit):
        if _is_draft(one) or not _is_open(unit, one):
            continue
        plan = one.plan
        reminders = ", ".join(duration_text(before) for before in plan.reminds_before) or NOBODY
        yield {
            "title": plan.title,
            "starts": plan.starts_at.isoformat(timespec="minutes"),
            "lasts": duration_text(plan.lasts),
            "services": {
                names[number]: status.value
                for number, status in plan.components.items()
                if number in names
            },
            "zone": plan.zone,
            "repeats": plan.repeats or None,
            "text": plan.body or None,
            "remind": None if plan.reminds_before == _USUAL_REMINDERS else reminders,
            "starts_itself": None if plan.starts_itself else False,
            "ends_itself": None if plan.ends_itself else False,
            "tell": None if plan.tells else False,
        }


@contextmanager
def _as_in_the_file() -> Iterator[None]:
    """Says what is wrong with a plan by the keys of the file."""
    try:
        yield
    except RuleBroken as broken:
        field = _KEYS.get(broken.field, broken.field.removeprefix("plan."))
        raise RuleBroken(broken.sentence, field=field) from broken


def _is_draft(one: Maintenance) -> bool:
    return all(window.status is MaintenanceStatus.DRAFT for window in one.windows)


def _is_open(unit: Unit, one: Maintenance) -> bool:
    """Whether something of it is still to come."""
    if any(window.status is MaintenanceStatus.SCHEDULED for window in one.windows):
        return True
    runs = any(window.status.is_running for window in one.windows)
    return runs and bool(one.plan.repeats) and not is_closed(unit, one.id)
