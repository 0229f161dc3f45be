"""A layout that sets its items side by side and begins a new row where there is no more room."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Rows of items, in the middle of their row's height or at its top.

    Each has the size it wants; what can be narrower is no wider than a row.
    """

    def __init__(self, parent: QWidget, *, gap: int = 8, at_top: bool = False) -> None:
        # Of a widget of its own: inside another layout Qt deletes the items that are kept here.
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.gap = gap
        self._at_top = at_top
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), moves=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, moves=True)

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        """The height that the items take in this width; moves them there if asked to."""
        inner = rect.marginsRemoved(self.contentsMargins())
        y = inner.top()
        row: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        shown = [item for item in self._items if not item.isEmpty()]
        for item in shown:
            size = item.sizeHint()
            most = max(inner.width(), item.minimumSize().width())
            size.setWidth(min(size.width(), most))
            if row and used + self.gap + size.width() > inner.width():
                y += self._settle(row, inner.left(), y, moves=moves) + self.gap
                row, used = [], 0
            used += size.width() + (self.gap if row else 0)
            row.append((item, size))
        if row:
            y += self._settle(row, inner.left(), y, moves=moves)
        return y - rect.top() + self.contentsMargins().bottom()

    def _settle(
        self, row: list[tuple[QLayoutItem, QSize]], left: int, top: int, *, moves: bool
    ) -> int:
        height = max(size.height() for _, size in row)
        if moves:
            x = left
            for item, size in row:
                below = 0 if self._at_top else (height - size.height()) // 2
                item.setGeometry(QRect(QPoint(x, top + below), size))
                x += size.width() + self.gap
        return height
