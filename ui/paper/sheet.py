"""Sheets of A4 that are composed first and painted later, on whatever device.

Everything is placed in units of which a sheet is 900 wide, from top to bottom; what does not fit
goes to the next sheet. Painting replays what was placed, so that the number of sheets is known
before the first of them is painted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from ui.theme.bundled import FOLDER
from ui.theme.fonts import REGULAR, font
from ui.theme.tokens import LIGHT

WIDTH, HEIGHT = 900.0, 900.0 * 297 / 210
LEFT, TOP = 70.0, 64.0
CONTENT = WIDTH - 2 * LEFT
BOTTOM = HEIGHT - 84.0

Mark: TypeAlias = Callable[[QPainter], None]


@dataclass(slots=True)
class Sheets:
    """The sheets while they are composed. `y` is where the next thing goes on the last of them."""

    pages: list[list[Mark]] = field(default_factory=lambda: [[]])
    y: float = TOP

    def turn(self) -> None:
        """Begins the next sheet."""
        self.pages.append([])
        self.y = TOP

    def need(self, height: float) -> bool:
        """Begins the next sheet where so much has no room on this one; whether it did."""
        if self.y + height <= BOTTOM or self.y <= TOP:
            return False
        self.turn()
        return True

    def add(self, mark: Mark) -> None:
        """Something to paint on the last sheet."""
        self.pages[-1].append(mark)

    def text(
        self,
        x: float,
        baseline: float,
        words: str,
        face: QFont,
        colour: str,
        *,
        right: bool = False,
    ) -> None:
        """One line of text, beginning at `x`, or ending there."""
        left = x - width_of(words, face) if right else x
        self.add(_line(left, baseline, words, face, colour))

    def paragraph(
        self,
        words: str,
        face: QFont,
        colour: str,
        *,
        x: float = LEFT,
        width: float = CONTENT,
        leading: float = 1.5,
    ) -> None:
        """Wrapped text from `y` on, over several sheets where it has to."""
        step = face.pixelSize() * leading
        for line in wrapped(words, face, width):
            self.need(step)
            self.text(x, self.y + step * 0.72, line, face, colour)
            self.y += step

    def rule(self, colour: str = LIGHT.line, thickness: float = 1.0) -> None:
        """A line over the width of the content, at `y`."""
        top = self.y
        self.box(QRectF(LEFT, top - thickness / 2, CONTENT, thickness), colour)

    def box(self, where: QRectF, colour: str, radius: float = 0.0) -> None:
        """A filled box."""
        self.add(_box(where, colour, radius))

    def glyph(self, name: str, where: QRectF, colour: str) -> None:
        """A status glyph, as lines and not as pixels."""
        self.add(lambda painter: glyph_of(name, colour).render(painter, where))


def face(pixels: float, weight: QFont.Weight = REGULAR) -> QFont:
    """The product's typeface as paper has it: nothing is moved onto pixels.

    Without the features of the screen: they show other shapes for the same figures, of which a PDF
    no longer knows what they say, and nobody could copy them.
    """
    made = font(pixels, weight)
    made.clearFeatures()
    made.setFeature(QFont.Tag("calt"), 0)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def width_of(words: str, face: QFont) -> float:
    """How wide a line is."""
    return QFontMetricsF(face).horizontalAdvance(words)


def wrapped(words: str, face: QFont, width: float) -> Sequence[str]:
    """The lines of a text; its own breaks stay, and a word wider than the line is broken."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    found: list[str] = []
    for part in words.split("\n"):
        layout = QTextLayout(part, face)
        layout.setTextOption(option)
        layout.beginLayout()
        lines = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start = line.textStart()
            # Qt counts in UTF-16, as its texts do; Python does not.
            raw = part.encode("utf-16-le", "surrogatepass")
            piece = raw[2 * start : 2 * (start + line.textLength())]
            found.append(piece.decode("utf-16-le", "replace").rstrip())
            lines += 1
        layout.endLayout()
        if not lines:
            found.append("")
    return found


@cache
def glyph_of(name: str, colour: str) -> QSvgRenderer:
    """The drawing of a status glyph in a colour."""
    place = FOLDER / "icons" / "status" / f"{name}.svg"
    source = place.read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(source.encode()))


def _line(left: float, baseline: float, words: str, face: QFont, colour: str) -> Mark:
    def paint(painter: QPainter) -> None:
        painter.setFont(face)
        painter.setPen(QPen(QColor(colour)))
        painter.drawText(QPointF(left, baseline), words)

    return paint


def _box(where: QRectF, colour: str, radius: float) -> Mark:
    def paint(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        if radius:
            painter.drawRoundedRect(where, radius, radius)
        else:
            painter.drawRect(where)

    return paint
