"""A sentence at the foot of a window that goes by itself, perhaps with one thing to do."""

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.theme.theme import tokens
from ui.theme.tokens import RADIUS, SPACE_3, SPACE_4
from ui.widgets.label import Label

# Long enough to be read and reached with Tab.
SHOWN_MS = 12_000
_FROM_FOOT = 24


class Toast(QWidget):
    """Lies over the foot of `window`. While the pointer or the focus is on it, it stays.

    Signals:
        acted: the button was pressed; the toast is gone.
    """

    acted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._words = Label("")
        self.button = QPushButton()
        self.button.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_4, SPACE_3, SPACE_3, SPACE_3)
        row.setSpacing(SPACE_4)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self._going = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._going.timeout.connect(self._go)
        window.installEventFilter(self)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, sentence: str, *, action: str = "") -> None:
        """Shows the sentence for a while, with a button where there is an action."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._going.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the size of its window."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one surface
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.muted), 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _place(self) -> None:
        room = self._window.rect()
        width = min(self.sizeHint().width(), room.width() - 2 * _FROM_FOOT)
        self.resize(width, self.sizeHint().height())
        left = (room.width() - width) // 2
        self.move(left, room.height() - self.height() - _FROM_FOOT)

    def _go(self) -> None:
        if self.underMouse() or self.button.hasFocus():
            self._going.start()
        else:
            self.hide()

    def _act(self) -> None:
        self._going.stop()
        self.hide()
        self.acted.emit()
