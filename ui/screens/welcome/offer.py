"""One way to begin: an icon, what it is, what happens then, and how long it takes."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.fonts import SEMIBOLD, font
from ui.theme.icons import paint_icon
from ui.theme.theme import tokens
from ui.theme.tokens import BODY

HEIGHT, PAD, SQUARE, GAP = 78, 20, 40, 16
_WRAP = int(Qt.TextFlag.TextWordWrap)


class Offer(QAbstractButton):
    """A large button. The first one is the default and wears the accent."""

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        *,
        length: str = "",
        is_first: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._is_first = icon, is_first
        self.say(title, sentence, length=length)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, title: str, sentence: str, *, length: str = "") -> None:
        """Offers this from now on."""
        self._title, self._sentence, self._length = title, sentence, length
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(510, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one button
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_marked = self.hasFocus() or (self._is_first and not self._is_elsewhere())
        width = 2 if is_marked else 1
        edge = colours.accent if is_marked else colours.line
        if self.underMouse() and not is_marked:
            edge = colours.faint
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(box, 12, 12)
        middle = box.center().y()
        square = QRectF(PAD, middle - SQUARE / 2, SQUARE, SQUARE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft))
        painter.drawRoundedRect(square, 10, 10)
        paint_icon(painter, square.adjusted(10, 10, -10, -10), self._icon, colours.accent)
        plain = font(BODY)
        metrics = QFontMetricsF(plain)
        taken = metrics.horizontalAdvance(self._length) + GAP if self._length else 0
        left = square.right() + GAP
        room = self.width() - PAD - taken - left
        lines = self._lines(metrics, room)
        top = middle - 11 - 10 * lines
        painter.setFont(font(BODY, SEMIBOLD))
        painter.setPen(QColor(colours.text))
        where = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(left, top, room, 20), where, self._title)
        painter.setFont(plain)
        painter.setPen(QColor(colours.muted))
        below = QRectF(left, top + 22, room, 20 * lines)
        shown = metrics.elidedText(self._sentence, Qt.TextElideMode.ElideRight, room * lines)
        painter.drawText(below, where | _WRAP, shown)
        if self._length:
            end = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row = QRectF(0, box.top(), self.width() - PAD, box.height())
            painter.drawText(row, end, self._length)

    def _lines(self, metrics: QFontMetricsF, room: float) -> int:
        """How many lines the sentence takes: two where it would be cut on one."""
        return 1 if metrics.horizontalAdvance(self._sentence) <= room else 2

    def _is_elsewhere(self) -> bool:
        """Whether another offer has the focus, and with it the accent."""
        parent = self.parentWidget()
        others = parent.findChildren(Offer) if parent is not None else []
        return any(other.hasFocus() for other in others)
