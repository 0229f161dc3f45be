"""Paints the picture of a claim. Letters are painted as outlines: it looks the same anywhere."""

from dataclasses import dataclass

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
from ui.widgets.text_lines import lines_of

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
    card = _Card(painter, where.adjusted(side, side, -side, -side), facts, colours, unit)
    card.brand()
    card.bars(card.figures())


@dataclass(frozen=True, slots=True)
class _Card:
    """Paints within `box`; what is read from right to left begins on its right side."""

    painter: QPainter
    box: QRectF
    facts: CardFacts
    colours: CardColours
    unit: float

    def brand(self) -> None:
        box, facts, unit = self.box, self.facts, self.unit
        size = _LOGO * unit
        left = self._left(0, size)
        mark = QRectF(left, box.top(), size, size)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.colours.text))
        self.painter.drawRoundedRect(mark, size * 0.3, size * 0.3)
        initial = facts.company[:1].upper()
        face = font(size * 0.56, BOLD)
        across = QFontMetricsF(face).horizontalAdvance(initial)
        start = QPointF(mark.center().x() - across / 2, mark.center().y() + size * 0.2)
        _write(self.painter, start, initial, face, self.colours.ground)
        face = font(_COMPANY * unit, SEMIBOLD)
        room = box.width() - size * 1.4
        name = QFontMetricsF(face).elidedText(facts.company, Qt.TextElideMode.ElideRight, room)
        self._line(name, face, mark.center().y() + _COMPANY * unit * 0.36, size * 1.4)

    def figures(self) -> float:
        """Paints the figure and its words; where they end."""
        box, facts, unit = self.box, self.facts, self.unit
        bottom = (_BARS + _CAPTION * 2.2 + 0.05) * unit if facts.strip else _CAPTION * unit * 2
        room = box.height() - (_LOGO + _GAP) * unit - bottom
        sized = [_sized(facts, box.width(), unit * scale) for scale in _SCALES]
        big, size, lines, height = next((one for one in sized if one[3] <= room), sized[-1])
        at = box.top() + (_LOGO + _GAP) * unit + max(0.0, (room - height) / 2)
        at += big.pixelSize() * 0.9
        self._line(facts.big, big, at)
        at += 0.02 * unit
        for line in lines:
            at += size * 1.35
            self._line(line, font(size, REGULAR), at)
        return at

    def bars(self, below: float) -> None:
        box, facts, unit = self.box, self.facts, self.unit
        face = font(_CAPTION * unit, REGULAR)
        metrics = QFontMetricsF(face)
        base = box.bottom()
        begun = metrics.horizontalAdvance(facts.left) if facts.strip else 0
        room = box.width() - begun - 2 * _CAPTION * unit
        end = metrics.elidedText(facts.right, Qt.TextElideMode.ElideRight, room)
        self._line(end, face, base, box.width() - metrics.horizontalAdvance(end))
        if not facts.strip:
            return
        self._line(facts.left, face, base)
        top = max(below + 0.03 * unit, base - (_BARS + _CAPTION * 1.9) * unit)
        height = base - _CAPTION * 1.6 * unit - top
        step = box.width() / len(facts.strip)
        self.painter.setPen(Qt.PenStyle.NoPen)
        for number, status in enumerate(facts.strip):
            bar = QRectF(self._left(number * step, step * 0.72), top, step * 0.72, height)
            self.painter.setBrush(QColor(_bar_colour(status, self.colours)))
            self.painter.drawRoundedRect(bar, step * 0.18, step * 0.18)

    def _left(self, after: float, width: float) -> float:
        """Where something begins that stands so far from the side on which reading begins."""
        if self.facts.is_from_right:
            return self.box.right() - after - width
        return self.box.left() + after

    def _line(self, text: str, face: QFont, base: float, after: float = 0) -> None:
        width = QFontMetricsF(face).horizontalAdvance(text)
        # Without the mark a line that begins with a name in Latin letters would run the other way.
        said = f"\N{RIGHT-TO-LEFT MARK}{text}" if self.facts.is_from_right else text
        at = QPointF(self._left(after, width), base)
        _write(self.painter, at, said, face, self.colours.text)


def _sized(facts: CardFacts, width: float, unit: float) -> tuple[QFont, float, list[str], float]:
    """The figure's letters, the size of its words, these in lines, and how tall all of it is."""
    size = _SMALL * unit
    big = _fitted(facts.big, _BIG * unit, width, BOLD)
    broken, _ = lines_of(facts.small, font(size, REGULAR), width, most=_MOST_LINES)
    lines = [one.strip() for one in broken]
    return big, size, lines, big.pixelSize() * 1.1 + len(lines) * size * 1.35


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
