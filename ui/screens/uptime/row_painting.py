"""How a service is painted in the table of uptime: glyph and name, bars, figures, chip."""

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.uptime import UptimeRow
from ui.models.row_table import ROW_ROLE
from ui.screens.uptime.columns import (
    BUDGET,
    DAYS,
    FIGURES,
    NAME,
    PROMISED,
    VERDICT,
    YEAR,
    budget_tip,
    day_words_ago,
    figure_of,
    is_used_up,
    promise_words,
)
from ui.screens.uptime.words import (
    NONE,
    figure_tip,
    number_words,
    percent_words,
    stands_alone,
    verdict_words,
)
from ui.theme.fonts import REGULAR, SEMIBOLD
from ui.theme.icons import paint_icon
from ui.theme.status_style import StatusStyle, status_style
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION
from ui.widgets.row_delegate import AnyIndex, RowDelegate
from ui.widgets.status_chip import paint_chip
from ui.widgets.strip_painting import bar_at, paint_strip

ROW_HEIGHT, SIDE = 43, 12
GLYPH, GAP = 16, 8
_STRIP = 24
_TWO_LINES, _MARGIN = 30, 18
_SMALL = CAPTION - 1
_LITTLE = "< 0.1\N{NO-BREAK SPACE}%"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Uptime", text)


class UptimeDelegate(RowDelegate):
    """Glyph and name, bars, figures, chip."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view, height=ROW_HEIGHT, side=SIDE)
        self.bold = YEAR  # the column that is of the range in force
        self.rule = ""

    def paint_cell(self, painter: QPainter, where: QRectF, index: AnyIndex) -> None:
        """One cell of a service."""
        row: UptimeRow = index.data(ROW_ROLE)
        colours = tokens()
        column = index.column()
        if column == NAME:
            self._paint_name(painter, where, index, row)
        elif column == DAYS:
            top = where.top() + (where.height() - _STRIP) / 2
            strip = QRectF(where.left(), top, where.width(), _STRIP)
            paint_strip(painter, strip, row.days, colours)
        elif column in FIGURES:
            self._paint_figure(painter, where, index, row)
        elif column == VERDICT:
            self._paint_verdict(painter, where, index, row)
        elif column == BUDGET and (is_used_up(row) or row.alarm):
            self.paint_text(painter, where, index, colour=colours.major_ink)
        else:
            quiet = column == PROMISED or index.data() == NONE
            self.paint_text(painter, where, index, colour=colours.muted if quiet else "")

    def tip(self, event: QHelpEvent, option: QStyleOptionViewItem, index: AnyIndex) -> str:
        """Names the day under the pointer, and what a figure was observed for."""
        row: UptimeRow = index.data(ROW_ROLE)
        column = index.column()
        if column == NAME:
            return f"{row.group} · {row.name}" if row.group else row.name
        if column == DAYS:
            cell = option.rect
            left, width = cell.left() + self._side, cell.width() - 2 * self._side
            day = bar_at(event.pos().x(), left, width, len(row.days))
            if day is None:
                return ""
            return "\n".join((day_words_ago(day, row.days), *row.corrected.get(day, ())))
        if column in FIGURES:
            return "\n".join(filter(None, (figure_tip(*figure_of(row, column)), self.rule)))
        if column == BUDGET:
            return budget_tip(row)
        if column == VERDICT:
            return row.alarm
        if column == PROMISED:
            return promise_words(row)
        return ""

    def _paint_name(
        self, painter: QPainter, where: QRectF, index: AnyIndex, row: UptimeRow
    ) -> None:
        colours = tokens()
        style = status_style(row.status, colours)
        spot = QRectF(where.left(), where.top() + (where.height() - GLYPH) / 2, GLYPH, GLYPH)
        paint_icon(painter, spot, style.glyph, style.colour)
        text = where.adjusted(GLYPH + GAP, 0, 0, 0)
        used = self.paint_text(painter, text, index, weight=SEMIBOLD)
        rest = text.adjusted(used + GAP, 0, 0, 0)
        self.paint_hint(painter, rest, index, text=row.group, colour=colours.faint)

    def _paint_figure(
        self, painter: QPainter, where: QRectF, index: AnyIndex, row: UptimeRow
    ) -> None:
        """The figure; below it how much of it was observed, where that is not nearly all."""
        figure, coverage = figure_of(row, index.column())
        weight = SEMIBOLD if index.column() == self.bold else REGULAR
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
        if row.on_target and row.alarm:
            like = ComponentStatus.DEGRADED_PERFORMANCE
        style: StatusStyle = status_style(like, colours)
        self.use_font(painter, size=CAPTION, weight=SEMIBOLD)
        paint_chip(painter, where, style, verdict_words(row))
