"""Planned work in words: states, times, lengths, and who was told."""

from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, QLocale

from statusboard.domain.freeze_period import FreezePeriod
from statusboard.domain.maintenance import MaintenanceStatus, MaintenanceWindow
from statusboard.domain.status import ComponentStatus
from statusboard.domain.time_text import zone_text
from statusboard.domain.views.maintenance import (
    ClashKind,
    MaintenanceView,
    SayingStep,
    WindowLine,
)
from ui.screens.maintenance.approval_words import draft_word
from ui.widgets.time_words import clock_words, exact_length

# A clock change and busy hours are worth knowing; two windows at once are in each other's way.
_CLASHES = frozenset({ClashKind.SAME_SERVICE, ClashKind.FREEZE})


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


def begins_at(window: MaintenanceWindow) -> datetime:
    """When it truly began, or is to begin."""
    return window.started_at or window.starts_at


def finishes_at(window: MaintenanceWindow) -> datetime:
    """When it truly ended, or is to end."""
    return window.ended_at or window.ends_at


def clashes(line: WindowLine) -> bool:
    """Whether it is in the way of something that can still be moved."""
    is_open = not line.window.status.is_over
    return is_open and any(clash.kind in _CLASHES for clash in line.clashes)


def state_word(status: MaintenanceStatus) -> str:
    """What a state is called."""
    match status:
        case MaintenanceStatus.DRAFT:
            return _tr("Draft")
        case MaintenanceStatus.SCHEDULED:
            return _tr("Scheduled")
        case MaintenanceStatus.IN_PROGRESS:
            return _tr("In progress")
        case MaintenanceStatus.VERIFYING:
            return _tr("Verifying")
        case MaintenanceStatus.COMPLETED:
            return _tr("Completed")
        case MaintenanceStatus.CANCELLED:
            return _tr("Cancelled")


def state_look(line: WindowLine) -> tuple[ComponentStatus, str]:
    """The look of a window's state and its word: a clash before all, a series by its rhythm."""
    status = line.window.status
    word = state_word(status)
    if clashes(line):
        return ComponentStatus.PARTIAL_OUTAGE, _tr("Clash")
    match status:
        case _ if line.change is not None and line.change.is_waiting:
            return ComponentStatus.UNDER_MAINTENANCE, _tr("{state} · change waits").format(
                state=word
            )
        case MaintenanceStatus.DRAFT:
            return ComponentStatus.UNKNOWN, draft_word(line)
        case MaintenanceStatus.CANCELLED:
            return ComponentStatus.UNKNOWN, word
        case MaintenanceStatus.COMPLETED:
            return ComponentStatus.OPERATIONAL, word
        case MaintenanceStatus.SCHEDULED:
            return ComponentStatus.UNDER_MAINTENANCE, line.repeats or word
        case MaintenanceStatus.IN_PROGRESS | MaintenanceStatus.VERIFYING:
            return ComponentStatus.UNDER_MAINTENANCE, word


def short_word(word: str) -> str:
    """What a state is called where there is little room: “Not approved” of a draft."""
    last = word.rpartition(" · ")[2]
    return last[:1].upper() + last[1:]


def day_words(day: date) -> str:
    """A day in a heading of the calendar: “Mo 23”."""
    name = QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    return f"{name[:2]} {day.day}"


def weekday_words(instant: datetime, zone: tzinfo) -> str:
    """A weekday, whole: “Saturday”."""
    return QLocale().standaloneDayName(instant.astimezone(zone).isoweekday())


def date_words(instant: datetime, zone: tzinfo, *, with_year: bool = False) -> str:
    """A day, short: “Su 29 Nov”, and with the year where it is another one."""
    local = instant.astimezone(zone)
    month = QLocale().monthName(local.month, QLocale.FormatType.ShortFormat)
    year = f" {local.year}" if with_year else ""
    return f"{day_words(local.date())} {month}{year}"


def when_words(start: datetime, end: datetime, zone: tzinfo, *, now: datetime) -> str:
    """From when to when: “Su 29 Nov 02:00 – 04:30 CET”, with a second date where it is needed."""
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    is_other_year = first.year != now.astimezone(zone).year
    until = clock_words(end, zone)
    if first != last:
        until = f"{date_words(end, zone)} {until}"
    began = f"{date_words(start, zone, with_year=is_other_year)} {clock_words(start, zone)}"
    # The hour in which the clocks change has two names: each end says its own.
    names = zone_text(start, zone), zone_text(end, zone)
    if names[0] != names[1]:
        return f"{began} {names[0]} – {until} {names[1]}"
    return f"{began} – {until} {names[1]}"


def length_words(length: timedelta) -> str:
    """How long: “2 h 30 min”."""
    return exact_length(length.total_seconds())


def lasts_words(line: WindowLine) -> str:
    """How long a window lasts, or took."""
    return length_words(finishes_at(line.window) - begins_at(line.window))


def told_words(line: WindowLine) -> str:
    """Whether people were told of a window, and how often."""
    match line.window.status, line.told:
        case MaintenanceStatus.DRAFT, _:
            return _tr("not announced")
        case _, None:
            return _tr("on the page") if line.window.incident_id is not None else _tr("not yet")
        case _, 1:
            return _tr("once")
        case _, count:
            return _tr("{n} times").format(n=count)


def bar_words(line: WindowLine) -> str:
    """What stands on a bar: the work, after what is not plain to see of it."""
    match line.window.status:
        case MaintenanceStatus.DRAFT:
            return _tr("Draft: {title}").format(title=line.title or _tr("without a title"))
        case MaintenanceStatus.COMPLETED:
            return _tr("Done · {length}").format(length=lasts_words(line))
        case MaintenanceStatus.CANCELLED:
            return _tr("Cancelled: {title}").format(title=line.title)
        case _:
            return line.title


def spoken_words(line: WindowLine, zone: tzinfo, *, now: datetime) -> str:
    """A window as it is told to whoever points at it or hears it."""
    _, state = state_look(line)
    when = when_words(begins_at(line.window), finishes_at(line.window), zone, now=now)
    services = ", ".join(service.name for service in line.services)
    said = [line.title or _tr("Without a title"), state, when, services]
    return ". ".join(part for part in [*said, *(clash.sentence for clash in line.clashes)] if part)


def freeze_words(freeze: FreezePeriod, zone: tzinfo, *, now: datetime) -> str:
    """A time in which no work should be planned, for whoever points at it."""
    when = when_words(freeze.starts_at, freeze.ends_at, zone, now=now)
    return _tr("Freeze “{name}”: {when}").format(name=freeze.name, when=when)


def step_word(step: SayingStep) -> str:
    """What a message of planned work is called."""
    match step:
        case SayingStep.ANNOUNCED:
            return _tr("Announced")
        case SayingStep.REMINDER:
            return _tr("Reminder")
        case SayingStep.STARTED:
            return _tr("Starts")
        case SayingStep.EXTENDED:
            return _tr("Extended")
        case SayingStep.FINISHED:
            return _tr("Done")
        case SayingStep.CANCELLED:
            return _tr("Cancelled")


def next_words(view: MaintenanceView, zone: tzinfo) -> str:
    """What runs or comes next: “next: tomorrow 02:00 CET”. Empty where nothing does."""
    running = [line for line in view.lines if line.window.status.is_running]
    if running:
        line = min(running, key=lambda one: one.window.ends_at)
        until = near_words(line.window.ends_at, zone, now=view.as_of)
        return _tr("now: {title}, until {time}").format(title=line.title, time=until)
    coming = [
        line.window.starts_at
        for line in view.lines
        if line.window.status is MaintenanceStatus.SCHEDULED
    ]
    if not coming:
        return ""
    return _tr("next: {time}").format(time=near_words(min(coming), zone, now=view.as_of))


def near_words(instant: datetime, zone: tzinfo, *, now: datetime) -> str:
    """A moment that is near: “02:00 CET”, “tomorrow 02:00 CET”, “Su 29 Nov 02:00 CET”."""
    clock = f"{clock_words(instant, zone)} {zone_text(instant, zone)}"
    days = (instant.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days == 0:
        return clock
    if days == 1:
        return _tr("tomorrow {time}").format(time=clock)
    return f"{date_words(instant, zone)} {clock}"
