"""The table of services: 90 days as bars, three figures, the promise, and whether it was kept."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from statusboard.domain.views.uptime import AnyRange, Range, UptimeRow
from ui.keys.key import Key
from ui.screens.uptime.columns import (
    BUDGET,
    DAYS,
    FIGURES,
    MONTH,
    NAME,
    PERIOD,
    PROMISED,
    QUARTER,
    RANGE_OF,
    VERDICT,
    YEAR,
    day_words_ago,
    uptime_table,
    worst_days,
)
from ui.screens.uptime.row_painting import GAP, GLYPH, ROW_HEIGHT, SIDE, UptimeDelegate
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.theme import theme
from ui.theme.tokens import BODY, CAPTION
from ui.widgets.kept_columns import KeptColumns
from ui.widgets.row_view import RowView
from ui.widgets.strip_painting import bar_at

_WIDTHS = {
    NAME: 206,
    MONTH: 80,
    QUARTER: 76,
    YEAR: 80,
    PERIOD: 84,
    PROMISED: 88,
    BUDGET: 96,
    VERDICT: 190,
}
# Ninety bars of two pixels with a gap of one, and the margins of the cell.
_LEAST_STRIP = 296


def _tr(text: str) -> str:
    return QCoreApplication.translate("Uptime", text)


class UptimeTable(RowView[UptimeRow]):
    """The table, its columns sized for what they hold; the bars take what is left.

    A click on a bar opens its day, a double click on a figure, or Enter on the chosen row, what it
    is made of; the menu of a row offers both.

    Signals:
        day_wanted: a service by its id, and how many days ago; 0 is today.
        behind_wanted: a service by its id, and the range of the figure; None: the one in force.
    """

    day_wanted = Signal(int, int)
    behind_wanted = Signal(int, object)

    def __init__(self, columns: KeptColumns | None = None, parent: QWidget | None = None) -> None:
        super().__init__(
            uptime_table(),
            key="uptime",
            name=_tr("Uptime of each service"),
            height=ROW_HEIGHT,
            columns=columns,
        )
        self.setParent(parent)
        self._rows: tuple[UptimeRow, ...] = ()
        self._pressed = -1  # the row a click began on
        self._painting = UptimeDelegate(self)
        self.setItemDelegate(self._painting)
        heading = self.horizontalHeader()
        for column, width in _WIDTHS.items():
            heading.resizeSection(column, width)
        heading.setSectionResizeMode(DAYS, QHeaderView.ResizeMode.Stretch)
        heading.setMinimumSectionSize(64)
        theme().changed.connect(self.viewport().update)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that ends on a bar opens its day."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if not (index.isValid() and is_plain and event.button() == Qt.MouseButton.LeftButton):
            return
        if index.column() == DAYS and self._pressed == index.row():
            row = self.table.row_at(index.row())
            cell = self.visualRect(index)
            day = bar_at(at.x(), cell.left() + SIDE, cell.width() - 2 * SIDE, len(row.days))
            if day is not None:
                self.day_wanted.emit(row.component_id, len(row.days) - 1 - day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remembers where a click began: dragging over rows opens nothing."""
        self._pressed = self.indexAt(event.position().toPoint()).row()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a figure it opens what that is made of."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() in FIGURES:
            row = self.table.row_at(index.row())
            self.behind_wanted.emit(row.component_id, RANGE_OF.get(index.column()))
            return
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the chosen row opens what its figure is made of."""
        row = self.chosen_row
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and row is not None and not event.isAutoRepeat():
            self.behind_wanted.emit(row.component_id, None)
            return
        super().keyPressEvent(event)

    def rows_menu(self) -> QMenu:
        """Also what the figures of the chosen row are made of, and its worst days."""
        menu = super().rows_menu()
        row = self.chosen_row
        if row is None:
            return menu
        number, first = row.component_id, menu.actions()[0]
        figure = QAction(_tr("What its figure is made of"), menu)
        figure.setShortcut(Key.OPEN_ROW.sequence)
        figure.triggered.connect(lambda _=False: self.behind_wanted.emit(number, None))
        days = QMenu(_tr("Open a day"), menu)
        for day in worst_days(row.days):
            ago = len(row.days) - 1 - day
            opens = days.addAction(day_words_ago(day, row.days))
            opens.triggered.connect(lambda _=False, ago=ago: self.day_wanted.emit(number, ago))
        menu.insertAction(first, figure)
        menu.insertMenu(first, days)
        menu.insertSeparator(first)
        return menu

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

    def show_rule(self, rule: str) -> None:
        """The rule that stands behind each figure on hover."""
        self._painting.rule = rule

    def show_range(self, chosen: AnyRange) -> None:
        """The range in force: its column is the bold one, or one of its own where there is none."""
        known = {of: column for column, of in RANGE_OF.items()}
        self._painting.bold = known.get(chosen, PERIOD) if isinstance(chosen, Range) else PERIOD
        self.share_width()

    def share_width(self) -> None:
        """Gives long names more room, as far as the bars keep enough to be told apart."""
        bold = QFontMetrics(font(BODY, SEMIBOLD))
        small = QFontMetrics(font(CAPTION))
        longest = max(
            (bold.horizontalAdvance(r.name) + small.horizontalAdvance(r.group) for r in self._rows),
            default=0,
        )
        wanted = longest + GLYPH + 2 * GAP + 30
        has_bars = self.is_column_wanted(DAYS)
        bars = _LEAST_STRIP if has_bars else 0
        shown = {n: width for n, width in _WIDTHS.items() if n != NAME and self.is_column_wanted(n)}
        self.leave_out(PERIOD, is_short=self._painting.bold != PERIOD)
        if self._painting.bold != PERIOD:
            shown.pop(PERIOD, None)
        # The bars tell more than the shorter ranges do; those go first where room is short.
        for column in (BUDGET, MONTH, QUARTER):
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
