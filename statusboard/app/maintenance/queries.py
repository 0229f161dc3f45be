"""What the screen of planned work, the board and the command line ask."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from statusboard.app.doorway import query
from statusboard.app.maintenance.agreeing import agreement_of, needs_approval, redline_of
from statusboard.app.maintenance.asks import Between, PlanAsk, WordsAsk
from statusboard.app.maintenance.clash_reading import Clashes, as_series, planned, read_clashes
from statusboard.app.maintenance.named_services import plan_of_names
from statusboard.app.maintenance.proposing import (
    changes_of,
    redline_of_change,
    window_of_change,
)
from statusboard.app.maintenance.quiet_reading import busy_clash, quiet_hours
from statusboard.app.maintenance.rule_words import repeats_text
from statusboard.app.maintenance.rules import placed, refuse_unfit_times, the_window
from statusboard.app.maintenance.sayings import sayings_of, would_say
from statusboard.app.maintenance.series import coming_windows
from statusboard.app.settings import page_zone
from statusboard.domain.freeze_period import FreezePeriod
from statusboard.domain.maintenance import Maintenance, MaintenanceStatus, MaintenanceWindow
from statusboard.domain.maintenance_clashes import Planned
from statusboard.domain.maintenance_windows import coming_number, instant_of
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.agreement import Redline
from statusboard.domain.views.maintenance import (
    ChangeView,
    MaintenanceDetail,
    MaintenanceView,
    PlannedService,
    PlanNotes,
    WindowLine,
)
from statusboard.errors import RuleBroken
from statusboard.storage.components import read_components
from statusboard.storage.dispatches import count_messages
from statusboard.storage.freeze_periods import read_freeze_periods
from statusboard.storage.maintenance import (
    find_window,
    read_components_of,
    read_maintenance_between,
    read_open_maintenance,
)
from statusboard.storage.unit import Unit

_A_YEAR = timedelta(days=365)


def _between(unit: Unit, given: Between) -> MaintenanceView:
    components = read_components(unit)
    return MaintenanceView(
        as_of=unit.now,
        zone=page_zone(unit),
        first=given.first,
        last=given.last,
        services=tuple((one.id, one.name) for one in components),
        lines=_lines(unit, given),
        needs_approval=needs_approval(unit),
        later=_later(unit, given.last),
        freezes=tuple(
            one
            for one in read_freeze_periods(unit)
            if one.starts_at < given.last and one.ends_at > given.first
        ),
    )


# Every window that touches the time between two instants.
MAINTENANCE = query("maintenance")(_between)


def _lines(unit: Unit, given: Between) -> tuple[WindowLine, ...]:
    works = read_maintenance_between(unit, given.first, given.last)
    changes = changes_of(unit, works)
    touching = [
        (one, window)
        for one in works
        for window in one.windows
        if _touches(window, given) and not _is_discarded(window)
    ]
    named = read_components_of(unit, [window.id for _, window in touching])
    told = count_messages(unit, [w.incident_id for _, w in touching if w.incident_id is not None])
    found = read_clashes(unit)
    lines = [
        _with_change(
            _line(unit, one, window, named[window.id], told, found), one, changes.get(one.id)
        )
        for one, window in touching
    ]
    lines += _coming(unit, given, found)
    return tuple(sorted(lines, key=lambda line: (line.window.starts_at, line.window.id)))


def _coming(unit: Unit, given: Between, found: Clashes) -> list[WindowLine]:
    """The windows of series that are not put yet, as far as they touch the time asked for."""
    return [
        _line(unit, one, window, one.plan.components, {}, found)
        for one in read_open_maintenance(unit)
        for window in coming_windows(unit, one, given.last)
        if _touches(window, given)
    ]


def _later(unit: Unit, last: datetime) -> int:
    """How many windows begin in the year after an instant."""
    until, count = last + _A_YEAR, 0
    for one in read_open_maintenance(unit):
        put = (window.starts_at for window in one.windows if not window.status.is_over)
        to_come = (window.starts_at for window in coming_windows(unit, one, until))
        count += sum(last <= at < until for at in (*put, *to_come))
    return count


def _line(
    unit: Unit,
    maintenance: Maintenance,
    window: MaintenanceWindow,
    named: Mapping[int, ComponentStatus],
    told: Mapping[int, int],
    found: Clashes,
) -> WindowLine:
    plan = maintenance.plan
    is_over = window.status.is_over
    return WindowLine(
        window=window,
        title=plan.title,
        repeats=repeats_text(plan.repeats, plan.starts_at),
        services=_services(unit, named),
        clashes=() if is_over else found.of(_as_planned(maintenance, window, named)),
        told=told.get(window.incident_id or 0) if plan.tells else None,
        agreement=agreement_of(unit, maintenance, window),
    )


def _as_planned(
    known: Maintenance, window: MaintenanceWindow, named: Mapping[int, ComponentStatus]
) -> Planned:
    """A window as far as others may be in its way; none of its own series is."""
    is_kept = window.id > 0
    return planned(window, known.plan.title, named) if is_kept else as_series(known, window)


def _with_change(line: WindowLine, known: Maintenance, change: ChangeView | None) -> WindowLine:
    """The line with what was asked for, where that is about its window."""
    if change is None or line.window.id != window_of_change(known, change):
        return line
    return replace(line, change=change)


def _redline(unit: Unit, maintenance: Maintenance, line: WindowLine) -> Redline | None:
    if line.window.status is MaintenanceStatus.DRAFT:
        return redline_of(unit, maintenance, line.window)
    return None if line.change is None else redline_of_change(unit, maintenance)


def _services(unit: Unit, named: Mapping[int, ComponentStatus]) -> tuple[PlannedService, ...]:
    return tuple(
        PlannedService(one.id, one.name, named[one.id])
        for one in read_components(unit)
        if one.id in named
    )


def _touches(window: MaintenanceWindow, given: Between) -> bool:
    start = window.started_at or window.starts_at
    stop = window.ended_at or window.ends_at
    if window.status.is_running:
        stop = max(stop, given.first)
    return start < given.last and stop >= given.first


def _is_discarded(window: MaintenanceWindow) -> bool:
    """Whether it was a draft that nobody was ever told of."""
    return window.status is MaintenanceStatus.CANCELLED and window.incident_id is None


def _detail(unit: Unit, window_id: int) -> MaintenanceDetail:
    maintenance, window = the_window(unit, window_id)
    named: Mapping[int, ComponentStatus] = maintenance.plan.components
    if window.id > 0:
        named = read_components_of(unit, [window.id])[window.id]
    told = count_messages(unit, [window.incident_id] if window.incident_id else [])
    found = read_clashes(unit)
    line = _line(unit, maintenance, window, named, told, found)
    change = changes_of(unit, (maintenance,)).get(maintenance.id)
    line = _with_change(line, maintenance, change)
    return MaintenanceDetail(
        maintenance_id=maintenance.id,
        revision=maintenance.revision,
        plan=maintenance.plan,
        window=line,
        sayings=sayings_of(unit, maintenance.plan, window),
        quiet=quiet_hours(unit, window, frozenset(named)),
        redline=_redline(unit, maintenance, line),
    )


# One window, with its plan, whole; by the window's id.
MAINTENANCE_DETAIL = query("maintenance.window")(_detail)


def _notes(unit: Unit, given: PlanAsk) -> PlanNotes:
    plan = given.plan
    refuse_unfit_times(unit, plan)
    window = placed(unit, plan)
    if given.window_id is not None:
        _, kept = the_window(unit, given.window_id)
        has_begun = kept.status.is_running or kept.status.is_over
        window = kept if has_begun else placed(unit, plan)
    about = planned(window, plan.title, plan.components)
    if given.window_id is not None:
        about = replace(about, id=given.window_id)
    known = read_clashes(unit)
    found = (*known.of(about), *known.of_series(plan, about))
    busy = busy_clash(unit, window, frozenset(plan.components))
    return PlanNotes(
        starts_at=window.starts_at,
        ends_at=window.ends_at,
        repeats=repeats_text(plan.repeats, plan.starts_at),
        clashes=(*found, *(() if busy is None else (busy,))),
        quiet=quiet_hours(unit, window, frozenset(plan.components)),
    )


# What is to be known of a plan while it is written. Raises RuleBroken where it is not fit.
PLAN_NOTES = query("maintenance.notes")(_notes)


def _words(unit: Unit, given: WordsAsk) -> Wording:
    refuse_unfit_times(unit, given.plan)
    window = placed(unit, given.plan) if given.window_id is None else None
    if window is None:
        assert given.window_id is not None
        _, window = the_window(unit, given.window_id)
    return would_say(unit, given.plan, window, given.step, given.reason)


# What would be said with a step, with its facts.
MAINTENANCE_WORDS = query("maintenance.words")(_words)


def _window_id(unit: Unit, public_id: str) -> int:
    base, at, wall = public_id.partition("@")
    found = find_window(unit, base)
    if found is not None and at:
        found = _coming_id(unit, found, wall)
    if found is None:
        raise RuleBroken(
            f"There is no planned work {public_id}. “statusboard maintenance list” shows what "
            "there is.",
            field="window",
        )
    return found


def _coming_id(unit: Unit, window_id: int, wall: str) -> int | None:
    """The number of a window that a series has not put yet, by its time on the plan's clock."""
    known, _ = the_window(unit, window_id)
    try:
        series_at = instant_of(datetime.fromisoformat(wall), ZoneInfo(known.plan.zone))
    except ValueError:
        return None
    number = coming_number(known.id, series_at)
    try:
        return the_window(unit, number)[1].id
    except RuleBroken:
        return None


# The id of a window by its public id. Raises RuleBroken where there is none.
WINDOW_ID = query("maintenance.window_id")(_window_id)


def _page_zone(unit: Unit, _given: None) -> str:
    return page_zone(unit)


# The zone of the page, on whose clock people write times.
PAGE_ZONE = query("maintenance.page_zone")(_page_zone)


# A plan whose services were named, with their ids. Raises RuleBroken where one is not there.
PLAN_OF_NAMES = query("maintenance.plan_of_names")(plan_of_names)


def _freezes(unit: Unit, _given: None) -> tuple[FreezePeriod, ...]:
    return read_freeze_periods(unit)


FREEZE_PERIODS = query("maintenance.freezes")(_freezes)
