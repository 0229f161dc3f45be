"""What the table of uptime says of a service: its columns, and what they sort by."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import Range, UptimeRow
from ui.models.row_table import Column, RowTable
from ui.screens.uptime.words import (
    NONE,
    figure_words,
    number_words,
    observed_words,
    percent_words,
    verdict_words,
)
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.widgets.strip_painting import strip_summary

NAME, DAYS, MONTH, QUARTER, YEAR, PERIOD, PROMISED, BUDGET, VERDICT = range(9)
FIGURES = frozenset({MONTH, QUARTER, YEAR, PERIOD})
# The range of a column of figures; that of the period is the one in force.
RANGE_OF = {MONTH: Range.MONTH, QUARTER: Range.QUARTER, YEAR: Range.YEAR}
_MENU_DAYS = 9


def _tr(text: str) -> str:
    return QCoreApplication.translate("Uptime", text)


def _share(text: str) -> float:
    """A cut percentage for sorting; what has no figure comes first."""
    try:
        return float(text.removesuffix("%"))
    except ValueError:
        return -1.0


def uptime_table() -> RowTable[UptimeRow]:
    """An empty table of services."""
    columns: tuple[Column[UptimeRow], ...] = (
        Column(
            _tr("Service"),
            lambda row: row.name,
            order=lambda row: row.name.casefold(),
            looks=lambda row: (row.name, row.group, row.status),
            spoken=lambda row: f"{row.name}, {status_style(row.status, tokens()).word}",
            key="name",
        ),
        Column(
            _tr("Last 90 days"),
            lambda row: strip_summary(row.days, tokens()),
            order=lambda row: sum(s.severity for s in row.days if s.is_trouble),
            looks=lambda row: row.days,
            key="days",
        ),
        _figure_column(
            "month",
            _tr("30 d"),
            lambda row: (row.uptime_30, row.coverage_30),
            tip=_tr("Uptime of the last 30 days, in percent"),
        ),
        _figure_column(
            "quarter",
            _tr("90 d"),
            lambda row: (row.uptime_90, row.coverage_90),
            tip=_tr("Uptime of the last 90 days, in percent"),
        ),
        _figure_column(
            "year",
            _tr("12 mo"),
            lambda row: (row.uptime_365, row.coverage_365),
            tip=_tr("Uptime of the last 12 months, in percent"),
        ),
        _figure_column(
            "period",
            _tr("Period"),
            lambda row: (row.uptime, row.coverage),
            tip=_tr("Uptime of the period that was chosen, in percent"),
        ),
        Column(
            _tr("Promised"),
            lambda row: number_words(row.promised) if row.promised else NONE,
            order=lambda row: _share(row.promised or ""),
            spoken=lambda row: promise_words(row) or NONE,
            is_number=True,
            tip=_tr("What was promised, in percent; over which time stands on hover"),
            key="promised",
        ),
        Column(
            _tr("Budget left"),
            budget_words,
            order=lambda row: (
                row.budget_left_permille is None,
                row.budget_left_permille or 0,
            ),
            looks=lambda row: (row.budget_left_permille, row.alarm),
            spoken=lambda row: " ".join(filter(None, (budget_words(row), row.alarm))),
            is_number=True,
            tip=_tr("What is left of the down time that the promise allows over its own time"),
            key="budget",
        ),
        Column(
            "",
            verdict_words,
            order=lambda row: (row.on_target is None, row.on_target or False, -row.missed_by_us),
            looks=lambda row: (row.on_target, row.missed_by_us, row.alarm),
            key="verdict",
            name=_tr("Against the promise"),
        ),
    )
    return RowTable(columns, key=lambda row: row.component_id)


def _figure_column(
    key: str, title: str, read: Callable[[UptimeRow], tuple[str, str]], *, tip: str
) -> Column[UptimeRow]:
    """A column of figures; `read` gives the uptime and its coverage."""
    return Column(
        title,
        lambda row: figure_words(*read(row)),
        order=lambda row: _share(read(row)[0]),
        spoken=lambda row: _spoken(*read(row)),
        is_number=True,
        tip=tip,
        key=key,
    )


def _spoken(figure: str, coverage: str) -> str:
    """A figure with how much of its time was observed, always."""
    if figure == NONE:
        return observed_words(coverage)
    return f"{percent_words(figure)}, {observed_words(coverage)}"


def budget_words(row: UptimeRow) -> str:
    """`56 %`, `Used up`, or a dash without a budget. Cut, never rounded up."""
    left = row.budget_left_permille
    if left is None:
        return NONE
    return _tr("Used up") if is_used_up(row) else percent_words(str(left // 10))


def promise_words(row: UptimeRow) -> str:
    """`99.95 % over 30 days`; empty where nothing is promised."""
    if not row.promised:
        return ""
    return " ".join(filter(None, (percent_words(row.promised), row.promised_over)))


def budget_tip(row: UptimeRow) -> str:
    """Whose budget it is, and that it burns too fast where it does."""
    promised = promise_words(row)
    if row.on_target is None or not promised:
        return row.alarm
    said = _tr("Of the down time that this promise allows: {promise}").format(promise=promised)
    return "\n".join(filter(None, (said, row.alarm)))


def is_used_up(row: UptimeRow) -> bool:
    """Whether nothing is left of its budget."""
    return row.budget_left_permille is not None and row.budget_left_permille <= 0


def figure_of(row: UptimeRow, column: int) -> tuple[str, str]:
    """The figure of a column, and how much of its time was observed."""
    match column:
        case _ if column == MONTH:
            return row.uptime_30, row.coverage_30
        case _ if column == QUARTER:
            return row.uptime_90, row.coverage_90
        case _ if column == PERIOD:
            return row.uptime, row.coverage
        case _:
            return row.uptime_365, row.coverage_365


def worst_days(days: Sequence[ComponentStatus]) -> list[int]:
    """Today, and the worst of the days before, the newest first among equals."""
    today = len(days) - 1
    bad = [n for n in range(today) if days[n].is_trouble]
    bad.sort(key=lambda n: (-days[n].severity, -n))
    return [today, *bad[:_MENU_DAYS]] if days else []


def day_words_ago(day: int, days: tuple[ComponentStatus, ...]) -> str:
    """`Today: Operational`, `12 days ago: Major outage`."""
    word = status_style(days[day], tokens()).word
    ago = len(days) - 1 - day
    if ago == 0:
        return _tr("Today: {status}").format(status=word)
    if ago == 1:
        return _tr("Yesterday: {status}").format(status=word)
    return _tr("{days} days ago: {status}").format(days=ago, status=word)
