"""A bar of parts side by side: how much is done, under way, in doubt, and lost."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from statusboard.domain.status import ComponentStatus
from ui.theme.status_style import status_style
from ui.theme.theme import theme, tokens

_HEIGHT = 8
# However few there are, they are to be seen.
_LEAST = 3.0


class PartsBar(QWidget):
    """`show_parts` takes counts with a status each; the rest of `total` stays grey."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[ComponentStatus, int], ...] = ()
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def show_parts(self, parts: Sequence[tuple[ComponentStatus, int]], total: int) -> None:
        """Shows so much of each; the words for it stand beside the bar."""
        self._parts, self._total = tuple(parts), total
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one bar
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setClipPath(shape)
        painter.fillRect(box, QColor(tokens().line))
        painter.setPen(Qt.PenStyle.NoPen)
        left = box.left()
        for status, width in zip((s for s, _ in self._parts), self._widths(), strict=True):
            part = QRectF(left, box.top(), width, box.height())
            painter.fillRect(part, QColor(status_style(status, tokens()).colour))
            left += width

    def _widths(self) -> list[float]:
        whole = float(self.width())
        if not self._total:
            return [0.0 for _ in self._parts]
        wanted = [
            max(_LEAST, whole * count / self._total) if count else 0.0 for _, count in self._parts
        ]
        over = sum(wanted) - whole
        if over > 0:  # the largest gives way to those that would not be seen
            largest = max(range(len(wanted)), key=wanted.__getitem__)
            wanted[largest] -= over
        return wanted
