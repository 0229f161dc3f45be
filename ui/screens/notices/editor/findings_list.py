"""What is good about the notice and what is not: a glyph and a sentence each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QToolButton, QVBoxLayout, QWidget

from statusboard.domain.finding import Finding
from ui.theme.icons import paint_icon
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_2, SPACE_4, SPACE_5
from ui.widgets.card import Card
from ui.widgets.paragraph import Paragraph

_TWO_COLUMNS_FROM = 520
_MARGIN = SPACE_4 - 2


class Level(StrEnum):
    """How a point stands."""

    GOOD = "good"
    NOTE = "note"
    WARNS = "warns"
    BLOCKS = "blocks"


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence and its level; `finding` is what it says, None for what no rule says."""

    level: Level
    sentence: str
    finding: Finding | None = None


class LevelGlyph(QWidget):
    """A tick, an exclamation mark or a cross; the word is told beside it to screen readers."""

    def __init__(self, level: Level, parent: QWidget | None = None, *, size: int = 16) -> None:
        super().__init__(parent)
        self._level = level
        self._size = size
        self.setFixedSize(QSize(size, size + 4))
        match level:
            case Level.GOOD:
                self.setAccessibleName(self.tr("Good"))
            case Level.NOTE:
                self.setAccessibleName(self.tr("To know"))
            case Level.WARNS:
                self.setAccessibleName(self.tr("Look again"))
            case Level.BLOCKS:
                self.setAccessibleName(self.tr("Stops publishing"))
        self.setToolTip(self.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one glyph
        colours = tokens()
        name, colour = {
            Level.GOOD: ("check", colours.operational),
            Level.NOTE: ("info", colours.muted),
            Level.WARNS: ("triangle-alert", colours.degraded),
            Level.BLOCKS: ("x", colours.major),
        }[self._level]
        top = (self.height() - self._size) / 2
        paint_icon(QPainter(self), QRectF(0, top, self._size, self._size), name, colour)


class FindingsList(Card):
    """What is wrong in a line each, the gravest first; below it what is good, side by side.

    Signals:
        show_wanted: a person wants to see the words of a finding; carries the Finding.
        fix_wanted: a person takes what mends it; carries the Finding.
    """

    show_wanted = Signal(object)
    fix_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=_MARGIN)
        self.setAccessibleName(self.tr("What to look at before publishing"))
        self._points: tuple[Point, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE_2)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_5)
        self._grid.setVerticalSpacing(SPACE_2)
        self._columns = 2
        self.body.addLayout(self._lines)
        self.body.addLayout(self._grid)
        self.hide()

    @property
    def points(self) -> tuple[Point, ...]:
        """What is shown."""
        return self._points

    def show_points(self, points: Sequence[Point]) -> None:
        """Shows other points; nothing is rebuilt where they are the same."""
        gravest = {Level.BLOCKS: 0, Level.WARNS: 1, Level.NOTE: 2, Level.GOOD: 3}
        fresh = tuple(sorted(points, key=lambda point: gravest[point.level]))
        columns = 2 if self.width() >= _TWO_COLUMNS_FROM else 1
        is_shown = self._grid.count() or self._lines.count()
        if (fresh, columns) == (self._points, self._columns) and is_shown:
            return
        self._points, self._columns = fresh, columns
        for layout in (self._lines, self._grid):
            _clear(layout)
        for point in fresh:
            if point.level is not Level.GOOD:
                self._lines.addWidget(self._row(point))
        good = [point for point in fresh if point.level is Level.GOOD]
        for number, point in enumerate(good):
            self._grid.addWidget(self._row(point), number // columns, number % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.setVisible(bool(fresh))

    def _row(self, point: Point) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_2)
        layout.addWidget(LevelGlyph(point.level), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(Paragraph(point.sentence), 1, Qt.AlignmentFlag.AlignTop)
        finding = point.finding
        if finding is not None and finding.words:
            way = self._way(self.tr("Show"), finding, self.show_wanted)
            layout.addWidget(way, 0, Qt.AlignmentFlag.AlignTop)
        if finding is not None and finding.fixes:
            way = self._way(self.tr("Fix"), finding, self.fix_wanted)
            layout.addWidget(way, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _way(self, words: str, finding: Finding, wanted: SignalInstance) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setProperty("look", "link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(f"{words}: {finding.sentence}")
        if wanted is self.fix_wanted:
            mends = "\n".join(
                self.tr("“{old}” → “{new}”").format(old=fix.words.text, new=fix.text)
                for fix in finding.fixes
            )
            button.setToolTip(mends)
        button.clicked.connect(lambda: wanted.emit(finding))
        return button


def _clear(layout: QLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
