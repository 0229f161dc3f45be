"""The figures of the uptime screen in words. Lost time is rounded up, uptime comes cut."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from statusboard.domain.instants import SECOND_US
from statusboard.domain.time_text import lost_seconds
from statusboard.domain.uptime import SPOKEN_COVERAGE
from statusboard.domain.views.uptime import Range, UptimeRow
from ui.widgets.time_words import exact_length

NONE = "\N{EN DASH}"
_MINUTE, _HOUR = 60, 3600


def _tr(text: str) -> str:
    return QCoreApplication.translate("Uptime", text)


def range_words(chosen: Range) -> str:
    """What a range is called: `24 h`, `12 months`."""
    match chosen:
        case Range.DAY:
            return _tr("24 h")
        case Range.WEEK:
            return _tr("7 d")
        case Range.MONTH:
            return _tr("30 d")
        case Range.QUARTER:
            return _tr("90 d")
        case Range.YEAR:
            return _tr("12 months")


def percent_words(text: str) -> str:
    """A cut percentage with its sign and the language's decimal point; no figure stays a dash."""
    if text == NONE or not text:
        return NONE
    point = QLocale().decimalPoint()
    return f"{text.removesuffix('%').strip().replace('.', point)}\N{NO-BREAK SPACE}%"


def observed_words(coverage: str) -> str:
    """How much was observed, as it stands below a figure or in its place: `97.4 % observed`."""
    if coverage in {"", NONE, "0"}:
        return _tr("not observed")
    return _tr("{coverage} observed").format(coverage=percent_words(coverage))


def stands_alone(coverage: str) -> bool:
    """Whether so much was observed that a figure needs no word about it beside it."""
    try:
        return float(coverage) >= SPOKEN_COVERAGE
    except ValueError:
        return False


def figure_words(figure: str, coverage: str) -> str:
    """A figure of the table as it is copied and read out: with how much of it was observed."""
    if figure == NONE:
        return observed_words(coverage)
    number = number_words(figure)
    if stands_alone(coverage):
        return number
    return _tr("{figure} ({observed})").format(figure=number, observed=observed_words(coverage))


def figure_tip(figure: str, coverage: str) -> str:
    """How much of the time of a figure was observed, or why there is none."""
    if figure != NONE:
        return _tr("{coverage} of this time was observed").format(coverage=percent_words(coverage))
    if coverage in {"", NONE, "0"}:
        return _tr("None of this time was observed")
    return _tr("{coverage} of this time was observed: too little for a figure").format(
        coverage=percent_words(coverage)
    )


def number_words(text: str) -> str:
    """A cut percentage without its sign, for columns that say what they hold."""
    return text.removesuffix("%").strip().replace(".", QLocale().decimalPoint())


def lost_words(length_us: int) -> str:
    """A length of lost time, never shorter than it was: rounded up to its smaller unit."""
    return exact_length(lost_seconds(length_us))


def delay_words(length_us: int) -> str:
    """How long something took, to the second below an hour: `3 min 10 s`."""
    seconds = -(-length_us // SECOND_US)
    minutes, rest = divmod(seconds, _MINUTE)
    if seconds >= _HOUR or not minutes or not rest:
        return lost_words(length_us)
    return _tr("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)


def days_since(since: datetime, now: datetime) -> int:
    """Whole days between two instants, never negative."""
    return max(0, (now - since).days)


def verdict_words(row: UptimeRow) -> str:
    """`On target`, `Missed by 53 min`, or that too little is known; nothing without a promise.

    A budget that burns too fast stands in red, so it is said beside a promise that is kept so far.
    """
    if row.on_target is None:
        return _tr("Not observed enough") if row.promised else ""
    if row.on_target:
        return _tr("On target, burns fast") if row.alarm else _tr("On target")
    return _tr("Missed by {time}").format(time=lost_words(row.missed_by_us))
