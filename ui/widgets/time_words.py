"""Ages, lengths and times of day in words. Zones are for people only; inside all is UTC."""

from datetime import UTC, datetime, tzinfo
from math import ceil

from PySide6.QtCore import QCoreApplication, QLocale

MINUTE, HOUR, DAY = 60, 3600, 86400


def _tr(text: str) -> str:
    return QCoreApplication.translate("Time", text)


def zone_of(name: str) -> tzinfo:
    """The zone of that name; UTC where this computer does not know it."""
    # The first picture knows ages alone, and this is what would take longest to import for it.
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def age_words(seconds: float) -> str:
    """How long ago: “now”, “4 s ago”, “3 min ago”, “2 h ago”, “5 days ago”."""
    whole = max(0, int(seconds))
    if whole < 1:
        return _tr("now")
    return _tr("{length} ago").format(length=short_length(whole))


def short_length(seconds: float) -> str:
    """A length in its largest unit: “4 s”, “18 min”, “2 h”, “1 day”, “5 days”."""
    whole = max(0, int(seconds))
    if whole < MINUTE:
        return _tr("{n} s").format(n=whole)
    if whole < HOUR:
        return _tr("{n} min").format(n=whole // MINUTE)
    if whole < 2 * DAY:
        return _tr("{n} h").format(n=whole // HOUR)
    return days_words(whole // DAY)


def exact_length(seconds: float) -> str:
    """A length in two units: “18 min”, “1 h 55 min”, “3 days 4 h”."""
    whole = max(0, int(seconds))
    if whole < HOUR:
        return short_length(whole)
    if whole < DAY:
        hours, minutes = divmod(whole // MINUTE, 60)
        text = _tr("{n} h").format(n=hours)
        return f"{text} {_tr('{n} min').format(n=minutes)}" if minutes else text
    days, hours = divmod(whole // HOUR, 24)
    return f"{days_words(days)} {_tr('{n} h').format(n=hours)}" if hours else days_words(days)


def whole_minutes(seconds: float) -> str:
    """A length in whole minutes, rounded up: “4 min”, “1 h 59 min”. “In 0 min” helps nobody."""
    return exact_length(max(1, ceil(seconds / MINUTE)) * MINUTE)


def spoken_length(seconds: float) -> str:
    """A length as one says it: “less than a minute”, “1 minute”, “18 minutes”, “2 hours”."""
    whole = max(0, int(seconds))
    if whole < MINUTE:
        return _tr("less than a minute")
    if whole < 2 * HOUR:
        minutes = whole // MINUTE
        return _tr("1 minute") if minutes == 1 else _tr("{n} minutes").format(n=minutes)
    if whole < 2 * DAY:
        return _tr("{n} hours").format(n=whole // HOUR)
    return days_words(whole // DAY)


def days_words(days: int) -> str:
    """“1 day”, “47 days”."""
    return _tr("1 day") if days == 1 else _tr("{n} days").format(n=days)


def clock_words(instant: datetime, zone: tzinfo) -> str:
    """The time of day: “14:02”."""
    return instant.astimezone(zone).strftime("%H:%M")


def date_words(instant: datetime, zone: tzinfo) -> str:
    """The day: “Sunday 22 November”."""
    local = instant.astimezone(zone)
    locale = QLocale()
    weekday = locale.standaloneDayName(local.isoweekday())
    return f"{weekday} {local.day} {locale.monthName(local.month)}"


def moment_words(instant: datetime, now: datetime, zone: tzinfo) -> str:
    """A moment as short as it is clear: “14:02”, “yesterday 14:02”, “6 Oct 14:02”, “6 Oct 2024”."""
    local, today = instant.astimezone(zone), now.astimezone(zone).date()
    clock = local.strftime("%H:%M")
    days = (today - local.date()).days
    if days == 0:
        return clock
    if days == 1:
        return _tr("yesterday {time}").format(time=clock)
    month = QLocale().monthName(local.month, QLocale.FormatType.ShortFormat)
    if local.year == today.year or 0 <= days < 300:
        return f"{local.day} {month} {clock}"
    return f"{local.day} {month} {local.year}"


def full_words(instant: datetime, zone: tzinfo) -> str:
    """Everything, for a tooltip: “22 November 2025, 14:02:09 CET (13:02:09 UTC)”."""
    local = instant.astimezone(zone)
    month = QLocale().monthName(local.month)
    text = f"{local.day} {month} {local.year}, {local:%H:%M:%S} {local:%Z}"
    return text if zone is UTC else f"{text} ({instant.astimezone(UTC):%H:%M:%S} UTC)"
