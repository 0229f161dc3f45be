"""A strip of bars on paper: each state has a colour, and a mark below that grey paper shows."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from statusboard.domain.status import ComponentStatus
from ui.paper.sheet import Mark
from ui.theme.status_style import status_style
from ui.theme.tokens import LIGHT

_MARK = 3.2
_DROP = 5.0


def strip(where: QRectF, statuses: Sequence[ComponentStatus]) -> Mark:
    """Paints the bars into `where`, and what marks them just below."""

    def paint(painter: QPainter) -> None:
        if not statuses:
            return
        step = where.width() / len(statuses)
        width = step - (1.8 if step > 4 else 0.5)
        radius = 2.0 if width > 4 else 0.6
        painter.setPen(Qt.PenStyle.NoPen)
        for number, status in enumerate(statuses):
            left = where.left() + number * step
            bar = QRectF(left, where.top(), width, where.height())
            painter.setBrush(QColor(bar_colour(status)))
            painter.drawRoundedRect(bar, radius, radius)
        for number, status in enumerate(statuses):
            middle = where.left() + number * step + width / 2
            paint_mark(painter, QPointF(middle, where.bottom() + _DROP), status)

    return paint


def bar_colour(status: ComponentStatus) -> str:
    """The colour of a bar; what was not observed is hardly there."""
    style = status_style(status, LIGHT)
    return LIGHT.line if status is ComponentStatus.UNKNOWN else style.colour


def paint_mark(painter: QPainter, at: QPointF, status: ComponentStatus) -> None:
    """A cross for a major outage, a dash for a partial one, a dot, and a ring for planned work."""
    colour = QColor(bar_colour(status))
    size, x, y = _MARK / 2, at.x(), at.y()
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match status:
        case ComponentStatus.MAJOR_OUTAGE:
            painter.drawLine(QPointF(x - size, y - size), QPointF(x + size, y + size))
            painter.drawLine(QPointF(x - size, y + size), QPointF(x + size, y - size))
        case ComponentStatus.PARTIAL_OUTAGE:
            painter.drawLine(QPointF(x - size, y), QPointF(x + size, y))
        case ComponentStatus.DEGRADED_PERFORMANCE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(at, 1.1, 1.1)
        case ComponentStatus.UNDER_MAINTENANCE:
            painter.drawEllipse(at, size, size)
        case ComponentStatus.OPERATIONAL | ComponentStatus.UNKNOWN:
            pass
    painter.setPen(Qt.PenStyle.NoPen)
