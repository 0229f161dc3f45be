"""A year as a calendar: a row a month, a cell a day, the figure of the month at the end."""

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.year import DayCell, MonthRow, YearView
from ui.screens.uptime.behind_words import status_word
from ui.screens.uptime.period_words import day_words, short_day, short_month
from ui.screens.uptime.words import lost_words, observed_words, percent_words
from ui.theme.fonts import SEMIBOLD, font
from ui.theme.status_style import status_style
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION

_MOST_DAYS = 31
_MONTH, _STRETCH, _FIGURE, _HEAD = 66, 112, 84, 18
_LEAST_CELL, _GAP = 8, 2


class YearGrid(QWidget):
    """Days in their worst status. Arrow keys walk, Enter or a click opens a day.

    Signals:
        day_opened: a day was opened; carries its `date`.
        said: what the day at hand was, in words; empty where there is none.
    """

    day_opened = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[MonthRow, ...] = ()
        self._left = _MONTH
        self._at: tuple[int, int] | None = None  # month and day that are read
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("The year day by day"))
        theme().changed.connect(self.update)

    @property
    def read(self) -> DayCell | None:
        """The day that is read."""
        if self._at is None:
            return None
        month, day = self._at
        return self._months[month].days[day]

    def show_year(self, view: YearView) -> None:
        """Shows twelve months; the day that was read stays read where it is still there."""
        before = self.read
        self._months = view.months
        self._left = _STRETCH if view.is_contract else _MONTH
        self._at = None
        if before is not None:
            self._place(self._find(before))
        self._tell()
        self.update()

    def cell_rect(self, month: int, day: int) -> QRectF:
        """Where a day is painted, counted from 0."""
        across = (self.width() - self._left - _FIGURE) / _MOST_DAYS
        down = (self.height() - _HEAD) / max(1, len(self._months))
        left, top = self._left + day * across, _HEAD + month * down
        return QRectF(left, top, across, down).adjusted(0, 0, -_GAP, -_GAP)

    def sizeHint(self) -> QSize:
        return QSize(640, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        rows = max(1, len(self._months)) * (_LEAST_CELL + _GAP)
        return QSize(self._left + _FIGURE + _MOST_DAYS * (_LEAST_CELL + _GAP), _HEAD + rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walks from day to day and month to month; Enter opens the day."""
        moves = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key = Qt.Key(event.key())
        if key in moves and self._months:
            self._walk(*moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.read is not None:
            if not event.isAutoRepeat():
                self.day_opened.emit(self.read.day)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The newest day is read when the keyboard comes."""
        super().focusInEvent(event)
        if self._at is None and event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self._place(self._last())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Reads the day under the pointer."""
        found = self._under(event.position())
        self.setCursor(
            Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor
        )
        if found is not None:
            self._place(found)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Opens the day under the pointer."""
        found = self._under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self._place(found)
            month, day = found
            self.day_opened.emit(self._months[month].days[day].day)

    def event(self, event: QEvent) -> bool:
        """Names the day under the pointer."""
        if isinstance(event, QHelpEvent):
            found = self._under(QPointF(event.pos()))
            words = "" if found is None else cell_words(self._months[found[0]].days[found[1]])
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one picture
        colours = tokens()
        painter = QPainter(self)
        painter.setFont(font(CAPTION - 1))
        painter.setPen(QColor(colours.faint))
        middle = Qt.AlignmentFlag.AlignCenter
        for day in range(0, _MOST_DAYS, 5 if self.width() < 560 else 2):
            head = self.cell_rect(0, day).adjusted(-6, 0, 6, 0)
            painter.drawText(QRectF(head.left(), 0, head.width(), _HEAD - 2), middle, str(day + 1))
        for number, month in enumerate(self._months):
            self._paint_month(painter, number, month)
        if self._at is not None and (self.hasFocus() or self.underMouse()):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRoundedRect(self.cell_rect(*self._at).adjusted(-1, -1, 1, 1), 3, 3)

    def _paint_month(self, painter: QPainter, number: int, month: MonthRow) -> None:
        colours = tokens()
        row = self.cell_rect(number, 0)
        left = QRectF(0, row.top(), self._left - 8, row.height())
        right = QRectF(self.width() - _FIGURE + 6, row.top(), _FIGURE - 6, row.height())
        aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(colours.muted))
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, month_words(month))
        painter.setFont(font(CAPTION, SEMIBOLD))
        painter.setPen(QColor(colours.text))
        painter.drawText(right, aligned, percent_words(month.uptime))
        for place, cell in enumerate(month.days):
            where = self.cell_rect(number, place)
            if cell.status is ComponentStatus.UNKNOWN:
                painter.fillRect(where, QColor(colours.unknown_soft))
                painter.fillRect(where, QBrush(QColor(colours.faint), Qt.BrushStyle.BDiagPattern))
            else:
                painter.fillRect(where, QColor(status_style(cell.status, colours).colour))

    def _walk(self, months: int, days: int) -> None:
        month, day = self._at or self._last()
        if self._at is None:
            self._place((month, day))
            return
        day += days
        if day < 0 and month > 0:
            month, day = month - 1, len(self._months[month - 1].days) - 1
        elif day >= len(self._months[month].days) and month + 1 < len(self._months):
            month, day = month + 1, 0
        month = min(max(month + months, 0), len(self._months) - 1)
        self._place((month, min(max(day, 0), len(self._months[month].days) - 1)))

    def _last(self) -> tuple[int, int]:
        return len(self._months) - 1, len(self._months[-1].days) - 1 if self._months else 0

    def _find(self, cell: DayCell) -> tuple[int, int] | None:
        for number, month in enumerate(self._months):
            for place, other in enumerate(month.days):
                if other.day == cell.day:
                    return number, place
        return None

    def _under(self, at: QPointF) -> tuple[int, int] | None:
        for number, month in enumerate(self._months):
            row = self.cell_rect(number, 0)
            if row.top() <= at.y() < row.bottom() + _GAP and at.x() >= self._left:
                across = (self.width() - self._left - _FIGURE) / _MOST_DAYS
                place = int((at.x() - self._left) / across)
                return (number, place) if place < len(month.days) else None
        return None

    def _place(self, at: tuple[int, int] | None) -> None:
        if at != self._at and (at is None or self._months):
            self._at = at
            self._tell()
            self.update()

    def _tell(self) -> None:
        cell = self.read
        words = "" if cell is None else cell_words(cell)
        self.setAccessibleDescription(words)
        self.said.emit(words)


def month_words(month: MonthRow) -> str:
    """`Nov 2026`; of a contract by its first and its last day: `15 Nov – 14 Dec`."""
    if month.last is None:
        return short_month(month.year, month.month)
    first = month.days[0].day
    return f"{short_day(first)} \N{EN DASH} {short_day(month.last)}"


def cell_words(cell: DayCell) -> str:
    """`14 Nov 2026 · Major outage · 99.9 %, 100 % observed · 41 min down`."""
    parts = [day_words(cell.day), status_word(cell.status)]
    if cell.status is not ComponentStatus.UNKNOWN:
        parts.append(f"{percent_words(cell.uptime)}, {observed_words(cell.coverage)}")
    if cell.down_us:
        parts.append(
            QCoreApplication.translate("YearGrid", "{time} down").format(
                time=lost_words(cell.down_us)
            )
        )
    return " · ".join(parts)
