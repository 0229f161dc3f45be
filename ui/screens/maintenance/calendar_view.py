"""The calendar: services by day. A bar can be chosen by pointer and key, and moved by days."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QSizePolicy, QToolTip

from statusboard.domain.freeze_period import FreezePeriod
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.domain.views.maintenance import MaintenanceView, WindowLine
from ui.screens.maintenance import calendar_painting as paint
from ui.screens.maintenance.calendar_days import CalendarDays
from ui.screens.maintenance.calendar_layout import HEAD, Bar, Row, rows_of
from ui.screens.maintenance.freeze_painting import FREEZE_ROW, freeze_at, paint_freezes
from ui.screens.maintenance.words import spoken_words
from ui.theme.theme import theme, tokens
from ui.widgets.plain_tip import plain_tip

_LEAST_NAMES, _MOST_NAMES, _NAMES_SHARE = 120, 240, 0.19
_MOVABLE = (MaintenanceStatus.DRAFT, MaintenanceStatus.SCHEDULED)
_STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CalendarView(QAbstractScrollArea):
    """Rows of services; each bar is one window of planned work.

    Arrows walk from bar to bar, Alt with left or right moves the chosen one by a day.

    Signals:
        chosen: a person chose a window; its id.
        move_wanted: a person wants a window on another day; its id, and by how many days.
        turned: a person wants to see the days before (-1) or after (1) those that are shown.
    """

    chosen = Signal(object)
    move_wanted = Signal(object, int)
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Calendar of planned work"))
        self.viewport().setMouseTracking(True)
        self._view: MaintenanceView | None = None
        self._days = CalendarDays(date(2026, 1, 1), 14, UTC)
        self._now = datetime.fromtimestamp(0, UTC)
        self._rows: tuple[Row, ...] = ()
        self._chosen: int | None = None
        self._pressed: tuple[QPointF, Bar] | None = None
        self._drag = 0
        theme().changed.connect(self.viewport().update)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, row by row."""
        return self._rows

    @property
    def chosen_window(self) -> int | None:
        """The id of the window that is chosen."""
        return self._chosen

    def show_view(self, view: MaintenanceView, days: CalendarDays) -> None:
        """Shows the windows that lie in these days."""
        self._view, self._days, self._now = view, days, view.as_of
        self._lay_out()
        self._tell()

    def show_now(self, now: datetime) -> None:
        """It is later now."""
        self._now = now
        self.viewport().update()

    def choose(self, window_id: int | None) -> None:
        """Marks a window, without announcing it; brings it into view."""
        if window_id == self._chosen:
            return
        self._chosen = window_id
        if (found := self._find(window_id)) is not None:
            self._bring(found[0])
        self._tell()
        self.viewport().update()

    def bar_at(self, at: QPointF) -> Bar | None:
        """The bar under a point of the viewport."""
        if at.y() < HEAD:
            return None
        return next((bar for row, bar in self._all() if self._box(row, bar).contains(at)), None)

    def box_of(self, window_id: int) -> QRectF:
        """Where the first bar of a window stands in the viewport; empty where it is not shown."""
        found = self._find(window_id)
        return QRectF() if found is None else self._box(*found)

    def sizeHint(self) -> QSize:
        return QSize(600, max(paint.least_height(), self._wanted()))

    def minimumSizeHint(self) -> QSize:
        return QSize(420, paint.least_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one picture
        colours = tokens()
        painter = QPainter(self.viewport())
        whole = QRectF(self.viewport().rect())
        body = whole.adjusted(0, HEAD, 0, 0)
        names = self._names
        paint.paint_grid(painter, body, names, self._days, colours)
        painter.setClipRect(body)
        offset = self.verticalScrollBar().value()
        seen = [row for row in self._rows if self._is_seen(row)]
        for row in seen:
            where = QRectF(0, HEAD + row.top - offset, whole.width(), row.height)
            paint.paint_row(painter, where, names, row, colours)
        paint_freezes(painter, body, names, self._days, self._freezes, colours)
        paint.paint_now(painter, body, names, self._days, self._now, colours)
        for row, bar in ((each, bar) for each in seen for bar in each.bars):
            is_chosen = bar.line.window.id == self._chosen
            box, origin = self._box(row, bar), names
            if is_chosen and self._drag:
                painter.setOpacity(0.7)
                shift = self._drag * self._each
                box, origin = box.translated(shift, 0), names + shift
            paint.paint_bar(painter, box, bar, origin, colours, is_chosen=is_chosen)
            painter.setOpacity(1.0)
        if not self._rows:
            paint.paint_empty(painter, body.adjusted(names, 0, 0, 0), colours)
        painter.setClipping(False)
        paint.paint_heading(painter, QRectF(0, 0, whole.width(), HEAD), names, self._days, colours)
        paint.paint_frame(painter, whole, colours, has_focus=self.hasFocus())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self.bar_at(event.position())
        if bar is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = (event.position(), bar)
        self._take(bar)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        bar = self.bar_at(event.position())
        hand = Qt.CursorShape.PointingHandCursor if bar else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)
        if self._pressed is None or self._pressed[1].line.window.status not in _MOVABLE:
            return
        by = event.position().x() - self._pressed[0].x()
        is_far = abs(by) >= QApplication.startDragDistance()
        drag = round(by / self._each) if is_far else 0
        if drag != self._drag:
            self._drag = drag
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - where it was moved to is known
        pressed, self._pressed = self._pressed, None
        drag, self._drag = self._drag, 0
        self.viewport().update()
        if pressed is not None and drag:
            self.move_wanted.emit(pressed[1].line.window.id, drag)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._drag:
            self._pressed, self._drag = None, 0
            self.viewport().update()
            return
        step = _STEPS.get(event.key())
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        elif step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and step[0]:
            found = self._find(self._chosen)
            if found is not None and found[1].line.window.status in _MOVABLE:
                self.move_wanted.emit(found[1].line.window.id, step[0])
        else:
            self._walk(*step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Says what a bar is to a pointer that rests on it."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            bar = self.bar_at(QPointF(event.pos()))
            words = self._name_at(QPointF(event.pos())) if bar is None else self._words(bar.line)
            day = (event.pos().x() - self._names) / self._each
            words = words or freeze_at(day, self._days, self._freezes, self._now)
            QToolTip.showText(event.globalPos(), plain_tip(words) if words else "", self)
            return True
        return super().viewportEvent(event)

    @property
    def _freezes(self) -> tuple[FreezePeriod, ...]:
        return () if self._view is None else self._view.freezes

    @property
    def _names(self) -> float:
        share = self.viewport().width() * _NAMES_SHARE
        return float(round(min(max(share, _LEAST_NAMES), _MOST_NAMES)))

    @property
    def _each(self) -> float:
        return max(1.0, (self.viewport().width() - self._names) / self._days.count)

    def _wanted(self) -> int:
        frozen = FREEZE_ROW if self._freezes else 0
        return HEAD + round(paint.rows_height(self._rows)) + frozen + 1

    def _lay_out(self) -> None:
        if self._view is None:
            return
        width = max(1.0, self.viewport().width() - self._names)
        self._rows = rows_of(
            self._view.services, self._view.lines, self._days, width, paint.measured()
        )
        bar = self.verticalScrollBar()
        bar.setPageStep(max(1, self.viewport().height() - HEAD))
        bar.setRange(0, max(0, self._wanted() - self.viewport().height()))
        self.setMaximumHeight(max(paint.least_height(), self._wanted()))
        self.updateGeometry()
        self.viewport().update()

    def _all(self) -> list[tuple[Row, Bar]]:
        return [(row, bar) for row in self._rows for bar in row.bars]

    def _find(self, window_id: int | None) -> tuple[Row, Bar] | None:
        return next((one for one in self._all() if one[1].line.window.id == window_id), None)

    def _box(self, row: Row, bar: Bar) -> QRectF:
        top = HEAD + row.top - self.verticalScrollBar().value()
        return paint.bar_box(bar, top, self._names)

    def _is_seen(self, row: Row) -> bool:
        top = row.top - self.verticalScrollBar().value()
        return top + row.height >= 0 and top <= self.viewport().height() - HEAD

    def _bring(self, row: Row) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height() - HEAD
        if row.top < bar.value():
            bar.setValue(int(row.top))
        elif row.top + row.height > bar.value() + room:
            bar.setValue(int(row.top + row.height - room))

    def _walk(self, across: int, down: int) -> None:
        every, found = self._all(), self._find(self._chosen)
        if not every:
            return
        if found is None:
            self._take(every[0][1])
        elif across:
            place = every.index(found) + across
            if 0 <= place < len(every):
                self._take(every[place][1])
        else:
            place = self._rows.index(found[0]) + down
            if 0 <= place < len(self._rows):
                near = min(self._rows[place].bars, key=lambda bar: abs(bar.left - found[1].left))
                self._take(near)

    def _take(self, bar: Bar) -> None:
        window_id = bar.line.window.id
        if window_id != self._chosen:
            self.choose(window_id)
            self.chosen.emit(window_id)

    def _name_at(self, at: QPointF) -> str:
        if at.x() > self._names or at.y() < HEAD:
            return ""
        below = at.y() - HEAD + self.verticalScrollBar().value()
        return next((r.name for r in self._rows if r.top <= below < r.top + r.height), "")

    def _words(self, line: WindowLine) -> str:
        return spoken_words(line, self._days.zone, now=self._now)

    def _tell(self) -> None:
        found = self._find(self._chosen)
        self.setAccessibleDescription("" if found is None else self._words(found[1].line))
