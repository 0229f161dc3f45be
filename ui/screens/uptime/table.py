"""The table of services: 90 days as bars, three figures, the promise, and whether it was kept."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QWidget,
)

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import UptimeRow
from ui.models.row_table import ROW_ROLE, Column, RowTable
from ui.screens.uptime.words import (
    NONE,
    figure_tip,
    figure_words,
    number_words,
    percent_words,
    stands_alone,
    verdict_words,
)
from ui.theme.fonts import REGULAR, SEMIBOLD, font
from ui.theme.icons import paint_icon
from ui.theme.status_style import StatusStyle, status_style
from ui.theme.theme import theme, tokens
from ui.theme.tokens import BODY, CAPTION
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.row_delegate import AnyIndex, RowDelegate
from ui.widgets.row_view import RowView
from ui.widgets.status_chip import paint_chip
from ui.widgets.strip_painting import bar_at, paint_strip, strip_summary

NAME, DAYS, MONTH, QUARTER, YEAR, PROMISED, VERDICT = range(7)

_ROW = 43
_STRIP = 24
_GLYPH = 16
_GAP = 8
_TWO_LINES, _MARGIN = 30, 18
_SMALL = CAPTION - 1
_LITTLE = "< 0.1\N{NO-BREAK SPACE}%"
_WIDTHS = {NAME: 206, MONTH: 80, QUARTER: 76, YEAR: 80, PROMISED: 88, VERDICT: 180}
# Ninety bars of two pixels with a gap of one, and the margins of the cell.
_LEAST_STRIP = 296


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
        Column(
            _tr("30 d"),
            lambda row: figure_words(row.uptime_30, row.coverage_30),
            order=lambda row: _share(row.uptime_30),
            is_number=True,
            tip=_tr("Uptime of the last 30 days, in percent"),
            key="month",
        ),
        Column(
            _tr("90 d"),
            lambda row: figure_words(row.uptime_90, row.coverage_90),
            order=lambda row: _share(row.uptime_90),
            is_number=True,
            tip=_tr("Uptime of the last 90 days, in percent"),
            key="quarter",
        ),
        Column(
            _tr("12 mo"),
            lambda row: figure_words(row.uptime_365, row.coverage_365),
            order=lambda row: _share(row.uptime_365),
            is_number=True,
            tip=_tr("Uptime of the last 12 months, in percent"),
            key="year",
        ),
        Column(
            _tr("Promised"),
            lambda row: number_words(row.promised) if row.promised else NONE,
            order=lambda row: _share(row.promised or ""),
            is_number=True,
            tip=_tr("What was promised, in percent"),
            key="promised",
        ),
        Column(
            "",
            verdict_words,
            order=lambda row: (row.on_target is None, row.on_target or False, -row.missed_by_us),
            looks=lambda row: (row.on_target, row.missed_by_us),
            key="verdict",
            name=_tr("Against the promise"),
        ),
    )
    return RowTable(columns, key=lambda row: row.component_id)


class UptimeDelegate(RowDelegate):
    """Glyph and name, bars, figures, chip."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view, height=_ROW)

    def paint_cell(self, painter: QPainter, where: QRectF, index: AnyIndex) -> None:
        """One cell of a service."""
        row: UptimeRow = index.data(ROW_ROLE)
        colours = tokens()
        match index.column():
            case 0:
                self._paint_name(painter, where, index, row)
            case 1:
                top = where.top() + (where.height() - _STRIP) / 2
                paint_strip(
                    painter, QRectF(where.left(), top, where.width(), _STRIP), row.days, colours
                )
            case 2 | 3 | 4:
                self._paint_figure(painter, where, index, row)
            case 5:
                self.paint_text(painter, where, index, colour=colours.muted)
            case 6:
                self._paint_verdict(painter, where, index, row)
            case _:
                self.paint_text(painter, where, index)

    def tip(self, event: QHelpEvent, option: QStyleOptionViewItem, index: AnyIndex) -> str:
        """Names the day under the pointer, and what a figure was observed for."""
        row: UptimeRow = index.data(ROW_ROLE)
        match index.column():
            case 0:
                return f"{row.group} · {row.name}" if row.group else row.name
            case 1:
                cell = option.rect
                left, width = cell.left() + self._side, cell.width() - 2 * self._side
                day = bar_at(event.pos().x(), left, width, len(row.days))
                return "" if day is None else _day_words(day, row.days)
            case 2 | 3 | 4:
                return figure_tip(*_figure_of(row, index.column()))
            case _:
                return ""

    def _paint_name(
        self, painter: QPainter, where: QRectF, index: AnyIndex, row: UptimeRow
    ) -> None:
        colours = tokens()
        style = status_style(row.status, colours)
        spot = QRectF(where.left(), where.top() + (where.height() - _GLYPH) / 2, _GLYPH, _GLYPH)
        paint_icon(painter, spot, style.glyph, style.colour)
        text = where.adjusted(_GLYPH + _GAP, 0, 0, 0)
        used = self.paint_text(painter, text, index, weight=SEMIBOLD)
        rest = text.adjusted(used + _GAP, 0, 0, 0)
        self.paint_hint(painter, rest, index, text=row.group, colour=colours.faint)

    def _paint_figure(
        self, painter: QPainter, where: QRectF, index: AnyIndex, row: UptimeRow
    ) -> None:
        """The figure; below it how much of it was observed, where that is not nearly all."""
        figure, coverage = _figure_of(row, index.column())
        weight = SEMIBOLD if index.column() == YEAR else REGULAR
        if stands_alone(coverage):
            self.paint_text(painter, where, index, text=number_words(figure), weight=weight)
            return
        half = (where.height() - _TWO_LINES) / 2
        upper = where.adjusted(0, half, 0, -half - _TWO_LINES / 2)
        # The words may use the margin of the cell, which figures to the right never touch.
        lower = where.adjusted(-_MARGIN, half + _TWO_LINES / 2, 0, -half)
        muted = tokens().muted
        small = percent_words(coverage) if coverage[:1].isdigit() else _LITTLE
        if coverage in {"", NONE, "0"}:
            self.paint_text(painter, where, index, text=NONE, colour=muted)
            return
        self.paint_text(painter, upper, index, text=number_words(figure), weight=weight)
        words = _tr("{coverage} seen").format(coverage=small)
        self.paint_text(painter, lower, index, text=words, colour=muted, size=_SMALL)

    def _paint_verdict(
        self, painter: QPainter, where: QRectF, index: AnyIndex, row: UptimeRow
    ) -> None:
        colours = tokens()
        if row.on_target is None:
            self.paint_text(
                painter, where, index, text=verdict_words(row), colour=colours.muted, size=CAPTION
            )
            return
        like = ComponentStatus.OPERATIONAL if row.on_target else ComponentStatus.MAJOR_OUTAGE
        style: StatusStyle = status_style(like, colours)
        self.use_font(painter, size=CAPTION, weight=SEMIBOLD)
        paint_chip(painter, where, style, verdict_words(row))


class UptimeTable(RowView[UptimeRow]):
    """The table, its columns sized for what they hold; the bars take what is left."""

    def __init__(self, columns: KeptColumns | None = None, parent: QWidget | None = None) -> None:
        super().__init__(
            uptime_table(),
            key="uptime",
            name=_tr("Uptime of each service"),
            height=_ROW,
            columns=columns,
        )
        self.setParent(parent)
        self._rows: tuple[UptimeRow, ...] = ()
        self.setItemDelegate(UptimeDelegate(self))
        heading = self.horizontalHeader()
        for column, width in _WIDTHS.items():
            heading.resizeSection(column, width)
        heading.setSectionResizeMode(DAYS, QHeaderView.ResizeMode.Stretch)
        heading.setMinimumSectionSize(64)
        theme().changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the new width out again."""
        super().resizeEvent(event)
        self.share_width()

    def show_services(self, rows: Sequence[UptimeRow]) -> None:
        """Shows the services; the table is never higher than all of them need."""
        self._rows = tuple(rows)
        self.table.show_rows(rows)
        self.hug(len(rows))
        self.share_width()

    def share_width(self) -> None:
        """Gives long names more room, as far as the bars keep enough to be told apart."""
        bold = QFontMetrics(font(BODY, SEMIBOLD))
        small = QFontMetrics(font(CAPTION))
        longest = max(
            (bold.horizontalAdvance(r.name) + small.horizontalAdvance(r.group) for r in self._rows),
            default=0,
        )
        wanted = longest + _GLYPH + 2 * _GAP + 30
        has_bars = self.is_column_wanted(DAYS)
        bars = _LEAST_STRIP if has_bars else 0
        shown = {n: width for n, width in _WIDTHS.items() if n != NAME and self.is_column_wanted(n)}
        # The bars tell more than the shorter ranges do; those go first where room is short.
        for column in (MONTH, QUARTER):
            others = sum(shown.values())
            is_short = self.viewport().width() - others - _WIDTHS[NAME] < bars
            self.leave_out(column, is_short=is_short)
            if is_short:
                shown.pop(column, None)
        for column in (DAYS, YEAR, PROMISED, VERDICT):
            self.leave_out(column, is_short=False)
        modes = QHeaderView.ResizeMode
        heading = self.horizontalHeader()
        # Without the bars the names take what is left.
        heading.setSectionResizeMode(NAME, modes.Interactive if has_bars else modes.Stretch)
        most = max(_WIDTHS[NAME], self.viewport().width() - sum(shown.values()) - bars)
        heading.resizeSection(NAME, min(max(wanted, _WIDTHS[NAME]), most))


def _figure_of(row: UptimeRow, column: int) -> tuple[str, str]:
    """The figure of a column, and how much of its time was observed."""
    match column:
        case 2:
            return row.uptime_30, row.coverage_30
        case 3:
            return row.uptime_90, row.coverage_90
        case _:
            return row.uptime_365, row.coverage_365


def _day_words(day: int, days: tuple[ComponentStatus, ...]) -> str:
    word = status_style(days[day], tokens()).word
    ago = len(days) - 1 - day
    if ago == 0:
        return _tr("Today: {status}").format(status=word)
    if ago == 1:
        return _tr("Yesterday: {status}").format(status=word)
    return _tr("{days} days ago: {status}").format(days=ago, status=word)
