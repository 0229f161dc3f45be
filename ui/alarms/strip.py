"""The floating strip: stays on top of other programs, is moved by the mouse, opens on a click."""

from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.alarms.alarm import AlarmSeverity
from statusboard.domain.promises import Urgency, urgency
from statusboard.domain.status import ComponentStatus
from ui.alarms.desk_state import DeskState, status_of
from ui.alarms.strip_place import StripPlace
from ui.alarms.words import (
    count_words,
    due_words,
    failing_words,
    state_words,
    unknown_words,
    working_words,
)
from ui.theme.fonts import BOLD, SEMIBOLD
from ui.theme.theme import theme, tokens
from ui.theme.tokens import LEAD, SPACE_3, SPACE_4
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import Label
from ui.widgets.status_glyph import StatusGlyph

HEIGHT = 38
# A name may be long; a strip may not.
WIDEST_NAME = 320
TICK_MS = 20_000


class Strip(QWidget):
    """One line of how the desk stands.

    Signals:
        opened: the person wants the board.
        put_away: the person wants no strip any more.
    """

    opened = Signal()
    put_away = Signal()

    def __init__(self, clock: Clock, place: StripPlace) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint
        super().__init__(None, flags | Qt.WindowType.WindowStaysOnTopHint)
        self._clock, self._place = clock, place
        self._state: DeskState | None = None
        self._record = ""
        self._pressed_at: QPoint | None = None
        self._grip = QPoint()
        self._is_moved = False
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setWindowTitle(self.tr("StatusBoard strip"))
        self.down_glyph, self.slow_glyph = StatusGlyph(size=18), StatusGlyph(size=18)
        self.down = Label("", size=LEAD - 1, weight=SEMIBOLD)
        self.slow = Label("", size=LEAD - 1, weight=SEMIBOLD)
        self.named = ElidedLabel("", tone="muted", size=LEAD - 1)
        self.due = Label("", size=LEAD - 1, weight=BOLD)
        self._lay_out()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._renew)
        theme().changed.connect(self.update)
        self._renew()

    def show_state(self, state: DeskState | None) -> None:
        """How the desk stands; None: that cannot be read."""
        self._state = state
        self._renew()

    def show_record(self, words: str) -> None:
        """What is said when all is well: how long there was no major outage."""
        self._record = words
        self._renew()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours.accent if self.hasFocus() else colours.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(colours.surface))
        half = (HEIGHT - 2) / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), half, half)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition().toPoint()
            self._grip = self._pressed_at - self.pos()
            self._is_moved = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._pressed_at is None:
            return
        if (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._is_moved = True
        if self._is_moved:
            handle = self.windowHandle()
            # Where a program may not place its windows, the compositor moves it by itself.
            if QGuiApplication.platformName() == "wayland" and handle is not None:
                self._pressed_at = None
                handle.startSystemMove()
            else:
                self.move(at - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        self._pressed_at = None
        if self._is_moved:
            self._place.save(self)
        else:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open the board")).triggered.connect(self.opened)
        menu.addAction(self.tr("Put the strip away")).triggered.connect(self.put_away)
        menu.popup(event.globalPos())

    def showEvent(self, event: QShowEvent) -> None:
        self._renew()
        self._place.restore(self)
        self._tick.start()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ActivationChange:
            self.update()
        super().changeEvent(event)

    def _renew(self) -> None:
        now, state = self._clock.now(), self._state
        stood, is_left = self.geometry(), self._is_left()
        due = ""
        if state is None:
            self._say_quiet(ComponentStatus.UNKNOWN, self.tr("The desk cannot be read now"), "")
        elif state.failing:
            self._say_failing(state, now)
            due = due_words(state, now)
        elif state.status is ComponentStatus.OPERATIONAL:
            self._say_quiet(state.status, working_words(state), self._record)
            due = due_words(state, now)
        else:
            self._say_quiet(state.status, unknown_words(state), "")
            due = due_words(state, now)
        self.due.setText(due)
        self.due.setVisible(bool(due))
        promised = state.due if state is not None else None
        is_late = promised is not None and urgency(promised, now) is Urgency.OVERDUE
        self.due.set_tone("major" if is_late else "degraded")
        said = self.tr("The desk cannot be read now")
        self.setAccessibleName(said if state is None else state_words(state, now))
        # Not `adjustSize`, which keeps a window within two thirds of the display.
        most = self.screen().availableGeometry().width()
        self.resize(min(self.sizeHint().width(), most), HEIGHT)
        if self.isVisible() and not is_left:
            # What grows does so away from the edge it stands at.
            self.move(stood.right() - self.width() + 1, stood.y())

    def _say_failing(self, state: DeskState, now: datetime) -> None:
        down, slow = count_words(state)
        if state.down:
            self.down_glyph.show_status(status_of(state.down[0].severity))
        self.slow_glyph.show_status(status_of(AlarmSeverity.MINOR))
        self.down.setText(down)
        self.slow.setText(slow)
        for widget, is_there in (
            *((each, bool(down)) for each in (self.down_glyph, self.down)),
            *((each, bool(slow)) for each in (self.slow_glyph, self.slow)),
        ):
            widget.setVisible(is_there)
        self._name(failing_words(state.failing[0], now))

    def _say_quiet(self, status: ComponentStatus, words: str, more: str) -> None:
        self.down_glyph.show_status(status)
        self.down.setText(words)
        for widget in (self.down_glyph, self.down):
            widget.show()
        for widget in (self.slow_glyph, self.slow):
            widget.hide()
        self._name(more)

    def _name(self, words: str) -> None:
        self.named.setText(words)
        self.named.setVisible(bool(words))

    def _is_left(self) -> bool:
        screen = self.screen().availableGeometry()
        return self.geometry().center().x() < screen.center().x()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_3 + 1, 0, SPACE_4, 0)
        row.setSpacing(SPACE_3)
        for widget in (
            self.down_glyph,
            self.down,
            self.slow_glyph,
            self.slow,
            self.named,
            self.due,
        ):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(widget)
        self.setFixedHeight(HEIGHT)
