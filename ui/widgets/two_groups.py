"""Two groups of controls at the ends of one row; where the row is too short, one below the other.

What stands below another is never cut, and no control has to leave out a word.
"""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.theme.tokens import SPACE_1


class TwoGroups(QWidget):
    """Add controls to `left` and `right`; Tab meets them in the order they were made."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = SPACE_1) -> None:
        super().__init__(parent)
        self.left, self.right = QHBoxLayout(), QHBoxLayout()
        self._boxes = tuple(_box(row, gap, self) for row in (self.left, self.right))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self._row.addWidget(self._boxes[0], 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addWidget(self._boxes[1], 0, Qt.AlignmentFlag.AlignRight)

    @property
    def is_stacked(self) -> bool:
        """Whether one group stands below the other now."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """What stays free around both."""
        self._row.setContentsMargins(left, top, right, bottom)

    def minimumSizeHint(self) -> QSize:
        widest = max(box.sizeHint().width() for box in self._boxes)
        return QSize(widest + self._margins_width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Makes room where a control comes or goes."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def _arrange(self) -> None:
        wanted = sum(box.sizeHint().width() for box in self._boxes) + self._row.spacing()
        fits = wanted + self._margins_width() <= self.width()
        if fits is not self.is_stacked:
            return
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)

    def _margins_width(self) -> int:
        margins = self._row.contentsMargins()
        return margins.left() + margins.right()


def _box(row: QHBoxLayout, gap: int, parent: QWidget) -> QWidget:
    box = QWidget(parent)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    box.setLayout(row)
    return box
