"""What a period is called on the screen, and between which instants it lies."""

from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, QLocale

from statusboard.domain.period import Calendar, CalendarUnit, Days, Relative, Rolling
from statusboard.domain.views.uptime import AnyRange, Range
from ui.screens.uptime.words import range_words
from ui.widgets.time_words import days_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Uptime", text)


def period_words(chosen: AnyRange) -> str:
    """`12 months`, `November 2026`, `Q4 2026`, `Last quarter`, `3 Nov 2026 – 17 Nov 2026`."""
    match chosen:
        case Range():
            return range_words(chosen)
        case Rolling():
            return days_words(chosen.days)
        case Calendar(CalendarUnit.MONTH):
            return f"{QLocale().standaloneMonthName(chosen.number)} {chosen.year}"
        case Calendar(CalendarUnit.QUARTER):
            return _tr("Q{number} {year}").format(number=chosen.number, year=chosen.year)
        case Calendar():
            return str(chosen.year)
        case Relative():
            return _relative_words(chosen)
        case Days():
            return days_between_words(chosen.first, chosen.last)


def days_between_words(first: date, last: date) -> str:
    """`3 Nov 2026`, or `3 Nov 2026 – 17 Nov 2026`."""
    if first == last:
        return day_words(first)
    return f"{day_words(first)} \N{EN DASH} {day_words(last)}"


def day_words(day: date) -> str:
    """`3 Nov 2026`."""
    month = QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)
    return f"{day.day} {month} {day.year}"


def short_day(day: date) -> str:
    """`3 Nov`."""
    return f"{day.day} {QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)}"


def short_month(year: int, month: int) -> str:
    """`Nov 2026`."""
    return f"{QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat)} {year}"


def bounds_words(start: datetime, stop: datetime, zone: tzinfo, zone_name: str) -> str:
    """`1 Nov 2026, 00:00 to 1 Dec 2026, 00:00 (Europe/Berlin)`."""
    left, right = (_moment(instant, zone) for instant in (start, stop))
    return _tr("{start} to {stop} ({zone})").format(start=left, stop=right, zone=zone_name)


def _moment(instant: datetime, zone: tzinfo) -> str:
    local = instant.astimezone(zone)
    return f"{day_words(local.date())}, {local:%H:%M}"


def _relative_words(period: Relative) -> str:
    this = {
        CalendarUnit.MONTH: _tr("This month"),
        CalendarUnit.QUARTER: _tr("This quarter"),
        CalendarUnit.YEAR: _tr("This year"),
    }
    last = {
        CalendarUnit.MONTH: _tr("Last month"),
        CalendarUnit.QUARTER: _tr("Last quarter"),
        CalendarUnit.YEAR: _tr("Last year"),
    }
    return (last if period.back else this)[period.unit]


def days_of(start: datetime, stop: datetime, zone: tzinfo) -> Days:
    """The local days that a stretch of time touches; an end at midnight touches no more."""
    last = (stop - timedelta(microseconds=1)).astimezone(zone).date()
    first = start.astimezone(zone).date()
    return Days(first, max(first, last))
