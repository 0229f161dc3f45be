"""The title of a plan: read with an end that says that more follows, written like any line."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

from ui.widgets.plain_tip import plain_tip


class TitleEdit(QLineEdit):
    """While nobody writes in it, a title without room is cut with an ellipsis, and told whole."""

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(lambda text: self.setToolTip(plain_tip(text)))

    @property
    def shown(self) -> str:
        """What of the title can be read now."""
        if self.hasFocus():
            return self.text()
        room = self._room().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt paints it, but for a title that has no room."""
        if self.shown == self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        panel = QStyle.PrimitiveElement.PE_PanelLineEdit
        self.style().drawPrimitive(panel, option, painter, self)
        painter.setPen(self.palette().text().color())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._room(), middle, self.shown)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It is read from its beginning again."""
        super().focusOutEvent(event)
        self.setCursorPosition(0)

    def _room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        contents = QStyle.SubElement.SE_LineEditContents
        where = self.style().subElementRect(contents, option, self)
        margins = self.textMargins()
        # Qt leaves two pixels beside the words of a line.
        return where.adjusted(margins.left() + 2, 0, -margins.right() - 2, 0)
