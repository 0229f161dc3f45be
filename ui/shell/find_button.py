"""The way to everything by pointer: looks like a field, and opens the palette."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.keys.key import Key
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION

_HEIGHT = 32
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class FindButton(QPushButton):
    """A glass, a word, and the keys that do the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_narrow = False
        self._came_by_key = False
        self._words = self.tr("Go to or do")
        self.setAccessibleName(self._words)
        self.setToolTip(f"{self._words}  {Key.PALETTE.text}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """The glass alone."""
        self._is_narrow = is_narrow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._came_by_key = event.reason() in _KEYS
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one item
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        has_ring = self.hasFocus() and self._came_by_key
        painter.setPen(QColor(colours.accent if has_ring else colours.line))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(box, 8, 8)
        ink = colours.text if self.underMouse() else colours.muted
        left = (self.width() - 16) / 2 if self._is_narrow else 12
        paint_icon(painter, QRectF(left, (self.height() - 16) / 2, 16, 16), "search", ink)
        if self._is_narrow:
            return
        painter.setFont(font(CAPTION + 1))
        painter.setPen(QColor(ink))
        room = QRectF(38, 0, self.width() - 48, self.height())
        painter.drawText(room, int(_LEFT), self._words)
        painter.setFont(font(CAPTION))
        painter.setPen(QColor(colours.faint))
        painter.drawText(room, int(_RIGHT), Key.PALETTE.text)
