"""Paints the picture of a claim. Letters are painted as outlines: it looks the same anywhere."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPainterPath,
)

from statusboard.domain.status import ComponentStatus
from ui.screens.statement.card_look import CardColours, CardFacts
from ui.theme.fonts import BOLD, REGULAR, SEMIBOLD, font
from ui.theme.status_style import status_style

# In parts of the picture's height, but for the sides.
_SIDE = 0.07
_LOGO, _COMPANY, _BIG, _SMALL, _CAPTION = 0.085, 0.045, 0.2, 0.062, 0.036
_BARS, _GAP = 0.11, 0.02
# Long names take smaller letters before they end in dots.
_SCALES = (1.0, 0.9, 0.8, 0.7)
_MOST_LINES = 3


def paint_card(painter: QPainter, where: QRectF, facts: CardFacts, colours: CardColours) -> None:
    """Fills `where`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QLinearGradient(where.topLeft(), where.bottomRight())
    ground.setColorAt(0, QColor(colours.ground))
    ground.setColorAt(1, QColor(colours.ground_below))
    painter.fillRect(where, QBrush(ground))
    unit = min(where.height(), where.width() * 0.62)
    side = where.width() * _SIDE
    box = where.adjusted(side, side, -side, -side)
    _brand(painter, box, facts, colours, unit)
    top = _figures(painter, box, facts, colours, unit)
    _bars(painter, box, top, facts, colours, unit)


def _brand(
    painter: QPainter, box: QRectF, facts: CardFacts, colours: CardColours, unit: float
) -> None:
    size = _LOGO * unit
    mark = QRectF(box.left(), box.top(), size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.text))
    painter.drawRoundedRect(mark, size * 0.3, size * 0.3)
    initial = facts.company[:1].upper()
    face = font(size * 0.56, BOLD)
    across = QFontMetricsF(face).horizontalAdvance(initial)
    left = mark.center().x() - across / 2
    _write(painter, QPointF(left, mark.center().y() + size * 0.2), initial, face, colours.ground)
    face = font(_COMPANY * unit, SEMIBOLD)
    name = QFontMetricsF(face).elidedText(
        facts.company, Qt.TextElideMode.ElideRight, box.width() - size * 1.4
    )
    base = mark.center().y() + _COMPANY * unit * 0.36
    _write(painter, QPointF(mark.right() + size * 0.4, base), name, face, colours.text)


def _figures(
    painter: QPainter, box: QRectF, facts: CardFacts, colours: CardColours, unit: float
) -> float:
    """Paints the figure and its words; where they end."""
    bottom = (_BARS + _CAPTION * 2.2 + 0.05) * unit if facts.strip else _CAPTION * unit * 2
    room = box.height() - (_LOGO + _GAP) * unit - bottom
    sized = [_sized(facts, box.width(), unit * scale) for scale in _SCALES]
    big, size, lines, height = next((one for one in sized if one[3] <= room), sized[-1])
    face = font(size, REGULAR)
    at = box.top() + (_LOGO + _GAP) * unit + max(0.0, (room - height) / 2) + big.pixelSize() * 0.9
    _write(painter, QPointF(box.left(), at), facts.big, big, colours.text)
    at += 0.02 * unit
    for line in lines:
        at += size * 1.35
        _write(painter, QPointF(box.left(), at), line, face, colours.text)
    return at


def _sized(facts: CardFacts, width: float, unit: float) -> tuple[QFont, float, list[str], float]:
    """The figure's letters, the size of its words, these in lines, and how tall all of it is."""
    size = _SMALL * unit
    big = _fitted(facts.big, _BIG * unit, width, BOLD)
    lines = _wrapped(facts.small, font(size, REGULAR), width)
    return big, size, lines, big.pixelSize() * 1.1 + len(lines) * size * 1.35


def _bars(
    painter: QPainter,
    box: QRectF,
    below: float,
    facts: CardFacts,
    colours: CardColours,
    unit: float,
) -> None:
    face = font(_CAPTION * unit, REGULAR)
    metrics = QFontMetricsF(face)
    base = box.bottom()
    left_width = metrics.horizontalAdvance(facts.left) if facts.strip else 0
    right = metrics.elidedText(
        facts.right, Qt.TextElideMode.ElideRight, box.width() - left_width - 2 * _CAPTION * unit
    )
    right_at = box.right() - metrics.horizontalAdvance(right)
    _write(painter, QPointF(right_at, base), right, face, colours.text)
    if not facts.strip:
        return
    _write(painter, QPointF(box.left(), base), facts.left, face, colours.text)
    top = max(below + 0.03 * unit, base - (_BARS + _CAPTION * 1.9) * unit)
    height = base - _CAPTION * 1.6 * unit - top
    step = box.width() / len(facts.strip)
    painter.setPen(Qt.PenStyle.NoPen)
    for number, status in enumerate(facts.strip):
        bar = QRectF(box.left() + number * step, top, step * 0.72, height)
        painter.setBrush(QColor(_bar_colour(status, colours)))
        radius = step * 0.18
        painter.drawRoundedRect(bar, radius, radius)


def _bar_colour(status: ComponentStatus, colours: CardColours) -> str:
    return status_style(status, colours.tokens).colour


def _write(painter: QPainter, at: QPointF, text: str, face: QFont, colour: str) -> None:
    path = QPainterPath()
    path.addText(at, face, text)
    painter.fillPath(path, QColor(colour))


def _fitted(text: str, size: float, width: float, weight: QFont.Weight) -> QFont:
    face = font(size, weight)
    across = QFontMetricsF(face).horizontalAdvance(text)
    return face if across <= width else font(size * width / across, weight)


def _wrapped(text: str, face: QFont, width: float) -> list[str]:
    """The words in lines; what takes more than there is room for ends in dots."""
    metrics = QFontMetricsF(face)
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > _MOST_LINES:
        rest = " ".join(lines[_MOST_LINES - 1 :])
        lines = [*lines[: _MOST_LINES - 1], rest]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
