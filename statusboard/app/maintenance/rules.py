"""What has to be true of a plan, and of a window that somebody starts, extends, ends or cancels."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from statusboard.app.maintenance.recurrence import instants_of, next_instant, refuse_unfit_rule
from statusboard.app.maintenance.series import coming_window, coming_windows
from statusboard.app.maintenance.telling import wording_of
from statusboard.app.page.queries import labels_that_publish
from statusboard.app.settings import knows_zone
from statusboard.domain.hidden_text import without_comments
from statusboard.domain.letters import can_be_seen
from statusboard.domain.maintenance import (
    Maintenance,
    MaintenanceStatus,
    MaintenanceWindow,
    Plan,
)
from statusboard.domain.maintenance_windows import coming_place
from statusboard.domain.notice import BODY_LIMIT, TITLE_LIMIT
from statusboard.domain.schedule import instant_on_clocks
from statusboard.domain.status import ComponentStatus
from statusboard.domain.update_kind import UpdateKind
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.maintenance import maintenance_of_window, read_maintenance
from statusboard.storage.unit import Unit

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=14)
FURTHEST = timedelta(days=2 * 365)
MOST_REMINDERS, EARLIEST_REMINDER = 10, timedelta(days=60)
# Who presses Save a moment after the start that stands there means now.
JUST_NOW = timedelta(minutes=1)


def refuse_unfit_plan(unit: Unit, plan: Plan) -> None:
    """Raises RuleBroken, with the field at fault, for a plan that nobody should tell of."""
    _refuse_unfit_texts(plan)
    refuse_unfit_times(unit, plan)
    _refuse_unfit_services(unit, plan)
    gaps = wording_of(unit, plan, placed(unit, plan), UpdateKind.MAINTENANCE).gaps()
    if gaps:
        raise RuleBroken(f"{gaps[0].sentence} Or take it out of the text.", field="plan.body")
    if plan.tells and not labels_that_publish(unit):
        raise RuleBroken(
            "The work cannot be told: no place for the page has been chosen. Choose one in "
            "Settings, or plan it without telling anybody.",
            field="target",
        )


def placed(unit: Unit, plan: Plan, after: datetime | None = None) -> MaintenanceWindow:
    """The first window of a plan that is still to come, not kept yet.

    Raises RuleBroken where there is none.
    """
    begun = after or (unit.now - JUST_NOW)
    starts_at = next_instant(plan, begun - timedelta(microseconds=1))
    if starts_at is None:
        raise RuleBroken(
            "The work begins in the past. Choose a later start, or let it come again."
            if not plan.repeats
            else "All of this work would be over already. Let the rule go on for longer.",
            field="plan.starts_at" if not plan.repeats else "plan.repeats",
        )
    if starts_at - unit.now > FURTHEST:
        raise RuleBroken(
            "The work begins in more than two years. Choose an earlier start.",
            field="plan.starts_at",
        )
    return MaintenanceWindow(
        id=0,
        maintenance_id=0,
        public_id="",
        status=MaintenanceStatus.SCHEDULED,
        series_at=starts_at,
        starts_at=starts_at,
        ends_at=starts_at + plan.lasts,
    )


def _refuse_unfit_texts(plan: Plan) -> None:
    if not can_be_seen(without_comments(plan.title)):
        raise RuleBroken("The work has no title. Say what it is about.", field="plan.title")
    if len(plan.title) > TITLE_LIMIT:
        raise RuleBroken(
            f"The title has {len(plan.title)} characters; at most {TITLE_LIMIT} fit.",
            field="plan.title",
        )
    if len(plan.body) > BODY_LIMIT:
        raise RuleBroken(
            f"The text has {len(plan.body)} characters; at most {BODY_LIMIT} fit.",
            field="plan.body",
        )


def refuse_unfit_times(unit: Unit, plan: Plan) -> None:
    """Raises RuleBroken, with the field at fault, for times at which no work can be."""
    if not knows_zone(plan.zone):
        raise RuleBroken(
            f"“{plan.zone}” is no time zone that is known here. Choose one such as Europe/Berlin.",
            field="plan.zone",
        )
    if plan.starts_at.tzinfo is not None:
        raise RuleBroken(
            "The start is a time of the clock in the zone of the plan. Give it without an offset.",
            field="plan.starts_at",
        )
    if abs(plan.starts_at - unit.now.replace(tzinfo=None)) > 5 * FURTHEST:
        raise RuleBroken("The start is years away. Choose another one.", field="plan.starts_at")
    # A series goes on past such a day, an hour later on it.
    if not plan.repeats and instant_on_clocks(plan.starts_at, ZoneInfo(plan.zone)) is None:
        raise RuleBroken(
            f"The clocks in {plan.zone} leave {plan.starts_at:%H:%M} out that day. "
            "Choose another start.",
            field="plan.starts_at",
        )
    refuse_unfit_length(plan.lasts, "plan.lasts")
    if len(plan.reminds_before) > MOST_REMINDERS or not all(
        timedelta(0) < before <= EARLIEST_REMINDER for before in plan.reminds_before
    ):
        raise RuleBroken(
            f"People are reminded at most {MOST_REMINDERS} times, and at most "
            f"{EARLIEST_REMINDER.days} days before the start. Choose fewer or later reminders.",
            field="plan.reminds_before",
        )
    refuse_unfit_rule(plan)


def refuse_unfit_length(lasts: timedelta, field: str) -> None:
    """Raises RuleBroken where work would end before it began, or last for weeks."""
    if lasts < SHORTEST:
        raise RuleBroken("The work ends before it begins. Choose a later end.", field=field)
    if lasts > LONGEST:
        raise RuleBroken(
            f"The work takes more than {LONGEST.days} days. Plan it in parts.", field=field
        )


def _refuse_unfit_services(unit: Unit, plan: Plan) -> None:
    if not plan.components:
        raise RuleBroken(
            "The work is about no service. Name at least one.", field="plan.components"
        )
    known = {component.id for component in read_components(unit)}
    if not plan.components.keys() <= known:
        raise RuleBroken(
            "The work names a service that has been removed. Take it out of the plan.",
            field="plan.components",
        )
    if ComponentStatus.UNKNOWN in plan.components.values():
        raise RuleBroken(
            "The plan has to say what each named service will be: choose a status for every one.",
            field="plan.components",
        )


def the_maintenance(unit: Unit, maintenance_id: int) -> Maintenance:
    """The plan of that id. Raises RuleBroken where there is none."""
    found = read_maintenance(unit, maintenance_id)
    if found is None:
        raise RuleBroken("This work is planned no longer.", field="maintenance_id")
    return found


def the_draft(unit: Unit, maintenance_id: int) -> Maintenance:
    """The draft of that id. Raises RuleBroken where there is none, or people were told of it."""
    known = the_maintenance(unit, maintenance_id)
    if known.windows[0].status is not MaintenanceStatus.DRAFT:
        raise RuleBroken(
            "This work is no draft any more. Look at it again, then change it.",
            field="maintenance_id",
        )
    return known


def the_window(unit: Unit, window_id: int) -> tuple[Maintenance, MaintenanceWindow]:
    """The window of that id, and its plan; also one that its series has not put yet.

    Raises RuleBroken where there is none.
    """
    if window_id < 0:
        return _the_coming_window(unit, window_id)
    found = maintenance_of_window(unit, window_id)
    if found is None:
        raise RuleBroken("This work is planned no longer.", field="window_id")
    return found, next(one for one in found.windows if one.id == window_id)


def _the_coming_window(unit: Unit, number: int) -> tuple[Maintenance, MaintenanceWindow]:
    maintenance_id, series_at = coming_place(number)
    known = the_maintenance(unit, maintenance_id)
    put = next((one for one in known.windows if one.series_at == series_at), None)
    if put is not None:
        return known, put
    until = series_at + timedelta(seconds=1)
    for window in coming_windows(unit, known, until):
        if window.id == number:
            return known, window
    raise RuleBroken("This work is planned no longer.", field="window_id")


def refuse_older(maintenance: Maintenance, revision: int) -> None:
    """Raises RuleBroken where somebody has changed the plan since that revision of it."""
    if maintenance.revision != revision:
        raise RuleBroken(
            "Somebody has changed this work since you looked at it. Look at it again, then "
            "change what is left to change.",
            field="revision",
        )


def refuse_over(window: MaintenanceWindow) -> None:
    """Raises RuleBroken for a window of which nothing is to come."""
    if window.status is MaintenanceStatus.COMPLETED:
        raise RuleBroken("This work is done already.", field="window_id")
    if window.status is MaintenanceStatus.CANCELLED:
        raise RuleBroken("This work was cancelled already.", field="window_id")


def refuse_draft(window: MaintenanceWindow) -> None:
    """Raises RuleBroken for a window that nobody was told of."""
    if window.status is MaintenanceStatus.DRAFT:
        raise RuleBroken("This work is a draft. Plan it first.", field="window_id")


def refuse_overlap(maintenance: Maintenance, window: MaintenanceWindow, field: str) -> None:
    """Raises RuleBroken where a window meets another one of its own series, or passes it."""
    following = next_instant(maintenance.plan, window.series_at)
    if following is not None and window.ends_at > following:
        raise RuleBroken(
            "It would still be going on when the same work begins again. Let it end before that.",
            field=field,
        )
    others = (*maintenance.windows, *_not_put(maintenance, window))
    for other in others:
        if other.id == window.id or other.status is MaintenanceStatus.CANCELLED:
            continue
        start = other.started_at or other.starts_at
        stop = other.ended_at or other.ends_at
        if window.starts_at < stop and start < window.ends_at:
            raise RuleBroken(
                "It would meet another time of the same work. Choose a time between them.",
                field=field,
            )


def _not_put(maintenance: Maintenance, window: MaintenanceWindow) -> tuple[MaintenanceWindow, ...]:
    """The windows around a window that its series has not put yet."""
    put = {one.series_at for one in maintenance.windows} | {window.series_at}
    last = max(one.series_at for one in maintenance.windows if not one.is_ahead)
    begins = max(last, window.starts_at - maintenance.plan.lasts)
    later = instants_of(maintenance.plan, after=begins)
    near = takewhile(lambda at: at < window.ends_at, later)
    return tuple(coming_window(maintenance, at) for at in near if at not in put)


def begun(window: MaintenanceWindow, at: datetime) -> MaintenanceWindow:
    """The window as it is when it begins at an instant: it lasts as long as was declared."""
    lasts = window.ends_at - window.starts_at
    return replace(
        window,
        status=MaintenanceStatus.IN_PROGRESS,
        started_at=at,
        ends_at=at + lasts if at != window.starts_at else window.ends_at,
    )


def over(window: MaintenanceWindow, at: datetime) -> MaintenanceWindow:
    """The window as it is when it has ended at an instant."""
    return replace(window, status=MaintenanceStatus.COMPLETED, ended_at=at)
